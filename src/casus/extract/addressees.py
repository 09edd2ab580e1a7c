"""Whom a move is towards, where its verb has nobody for object: whose plan is rejected, who is asked or threatened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.extract.clauses import Clause
from casus.extract.grouping import Group
from casus.extract.naming import name_of, name_part
from casus.extract.phrases import PROPER, Chunk
from casus.extract.prepositions import phrases_from
from casus.extract.scene import Scene, within
from casus.extract.told import Told, doer_inside
from casus.extract.words import country_in, country_of
from casus.model.actor import Actor
from casus.model.codes import EventType, Side
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_ONE_SIDED = frozenset(
    {
        EventType.APPEAL,
        EventType.THREATEN,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.SANCTION,
        EventType.MOVE_OTHER,
        EventType.AID,
        EventType.PROTEST,
    }
)
_WITH_ACTS_BELOW = frozenset({EventType.THREATEN, EventType.REJECT, EventType.PROTEST, EventType.APPEAL})
_MAKERS = ("by", "from", "of")
_BESIDE = ("against", "with", "from", "to", "towards", "toward", "on", "for", "between", "by", "of")
# Where the country in which it is to happen is the one that it is towards: "threatened to ban the vote in Chad".
_SET_SOMEWHERE = frozenset({EventType.THREATEN, EventType.REJECT, EventType.MOVE_OTHER})
_DEPTH = 3
"""How many infinitives below the verb still tell whom it is towards: "threatened to stop talks to limit …"."""


def addressed(scene: Scene, one: Group, kind: EventType, doers: Sequence[Reading[Actor]]) -> tuple[Reading[str], ...]:
    """Those whom the moves of a group are towards; none where the verb's own target says it or nobody is named."""
    if kind not in _ONE_SIDED:
        return ()
    states = {d.value.country for d in doers if d.value.country and d.value.side is not Side.NONSTATE}
    ours = states | {d.value.name.lower() for d in doers}
    for act in one.acts:
        if any(_somebody(scene, chunk) for chunk in act.targets):
            return ()
        for together in _towards(scene, act, kind):
            found = {reading.value.lower(): reading for reading in together if not _own(reading, ours)}
            if found:
                return tuple(found.values())
    return ()


def _own(reading: Reading[str], ours: set[str]) -> bool:
    country = country_of(reading.value)
    return reading.value.lower() in ours or (country is not None and country.code in ours)


def _towards(scene: Scene, act: Told, kind: EventType) -> Iterator[Sequence[Reading[str]]]:
    """The candidates, the surest first; those of one list together."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    if kind is EventType.APPEAL and clause is not None:
        yield from _asked(scene, act, clause)
    nouns = act.targets or (clause.objects if clause is not None and act.chunk is None else ())
    nouns = nouns or ((act.chunk,) if act.chunk is not None else ())
    for noun in nouns:
        yield from makers(scene, noun)
    if clause is not None:
        yield from _governed(scene, clause, kind)
        yield from _below(scene, act, kind)


def _governed(scene: Scene, clause: Clause, kind: EventType) -> Iterator[Sequence[Reading[str]]]:
    for phrase in clause.phrases:
        if phrase.preposition in _BESIDE or (phrase.preposition == "in" and kind in _SET_SOMEWHERE):
            yield _named(scene, phrase.nouns)


def _asked(scene: Scene, act: Told, clause: Clause) -> Iterator[Sequence[Reading[str]]]:
    """ "demanded that Chad leave", "called for Chad to leave": who is to do it."""
    assert act.clause is not None
    for later in scene.clauses[act.clause + 1 : act.clause + 2]:
        if later.infinitive and clause.governed("for"):
            yield _named(scene, clause.governed("for"))
        elif later.subjects and later.subjects[0] > clause.verb:
            yield _named(scene, later.subjects)
    after = clause.verb + 1
    if after + 1 < len(scene.chunks) and scene.head(after).lower == "that":
        yield _named(scene, (after + 1,))  # "demanded that the government end …", whatever "end" is taken for
        yield _owner(scene, after + 1)


def makers(scene: Scene, noun: int) -> Iterator[Sequence[Reading[str]]]:
    """Whose it is: "a proposal by Chad", "the Chadian proposal", "Chad's proposal"."""
    for phrase in phrases_from(scene.tokens, scene.chunks, noun + 1)[:2]:
        if phrase.preposition in _MAKERS:
            yield _named(scene, phrase.nouns)
    yield _owner(scene, noun)


def _owner(scene: Scene, noun: int) -> Sequence[Reading[str]]:
    part = scene.chunks[noun]
    possessor = _possessor(scene, part)
    if possessor is not None:
        return (possessor,)
    run = doer_inside(scene, part.first, part.head - 1, None)
    if run is None:
        return ()
    words = scene.text(*run)
    country = country_of(words)
    short = run[0] == run[1] and country is not None and country.name.lower() in words.lower()
    name = country.name if country is not None and short else words
    return (Reading(name, words, scene.token_span(*run), "whose it is", 0.7),)


def _possessor(scene: Scene, part: Chunk) -> Reading[str] | None:
    """ "President Orlov's plans": Orlov."""
    last = next((at - 1 for at in range(part.head, part.first, -1) if scene.tokens[at].tag == "POS"), None)
    if last is None or scene.tokens[last].tag not in PROPER:
        return None
    first = last
    while first > part.first and name_part(scene, first - 1):
        first -= 1
    return Reading(scene.text(first, last), scene.text(first, last), scene.token_span(first, last), "possessor", 0.8)


def _below(scene: Scene, act: Told, kind: EventType) -> Iterator[Sequence[Reading[str]]]:
    """ "threatened to cut ties with Chad", "refused to meet the Chadian envoy": in what hangs on the verb."""
    if act.clause is None:
        return
    if kind is EventType.MOVE_OTHER:
        for later in scene.clauses[act.clause + 1 : act.clause + 2]:
            if later.lemma in ("impose", "place"):  # "lifted the sanctions that it imposed on Chad"
                yield _named(scene, later.governed("on", "against"))
    if kind not in _WITH_ACTS_BELOW:
        return
    for later in scene.clauses[act.clause + 1 : act.clause + 1 + _DEPTH]:
        if not later.infinitive and later.finite:
            return
        yield _named(scene, later.objects)
        if kind is EventType.THREATEN and _is_violence(scene, later):
            yield [name_of(scene, chunk) for chunk in later.objects]  # "threatened to attack ships"
        yield from _governed(scene, later, kind)
        for noun in later.objects:
            yield from makers(scene, noun)


def _is_violence(scene: Scene, clause: Clause) -> bool:
    hit = lexicon().act_verbs.at(scene.lemmas, clause.head)
    return hit is not None and hit[1].event_type.violent


def _named(scene: Scene, chunks: Sequence[int]) -> Sequence[Reading[str]]:
    return [name_of(scene, chunk) for chunk in chunks if _somebody(scene, chunk)]


def _somebody(scene: Scene, chunk: int) -> bool:
    """A state, a body, a group, a person: somebody whom a move can be towards."""
    part, head = scene.chunks[chunk], scene.head(chunk)
    if head.tag in ("PRP", "CD", "EX", "DT") or lexicon().act_nouns.at(scene.lemmas, part.head):
        return False
    if any(mark.first <= part.head <= mark.last for mark, _ in scene.times):
        return False
    lemma = head.lemma.lower()
    if within(scene.actors, part.first, part.last) and (head.tag in PROPER or lemma in roles().member):
        return True
    if country_in(scene, part) is not None and head.tag in PROPER:
        return True
    placed = any(mark.first <= part.head <= mark.last for mark, _ in scene.places)
    return (head.tag in PROPER and not placed) or lemma in roles().power or lemma in lexicon().people


def abroad(scene: Scene, act: Told) -> bool:
    """Whether what a vague move touches is of another country than those who make it, or an armed group."""
    ours = {country.code for chunk in act.doers if (country := country_in(scene, scene.chunks[chunk])) is not None}
    clause = scene.clauses[act.clause] if act.clause is not None else None
    nouns = [*act.targets, *(clause.objects if clause is not None else ())]
    nouns += clause.governed(*_BESIDE, "in", "over") if clause is not None else ()
    found = [country for noun in nouns if (country := country_in(scene, scene.chunks[noun])) is not None]
    parts = [scene.chunks[noun] for noun in nouns]
    armed = any(r.value.side is Side.NONSTATE for part in parts for r in within(scene.actors, part.first, part.last))
    return armed or any(country.code not in ours for country in found)
