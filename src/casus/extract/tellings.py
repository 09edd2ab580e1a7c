"""Tellings: what one source says of one happening in one sentence, with its fields resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casus.extract.attribution import Said, with_name
from casus.extract.clauses import Clause
from casus.extract.crowds import people_of
from casus.extract.grouping import Group
from casus.extract.naming import Memory, actors_of, is_power
from casus.extract.prepositions import phrases_from
from casus.extract.scene import Scene
from casus.extract.told import Told, country_before, country_runs, owner_of
from casus.extract.tolls import TollTold
from casus.extract.twofold import first_of_two
from casus.extract.undone import befell_doer
from casus.extract.weapons import carried, is_bomber, weapon_in, weapon_tokens, weapon_type
from casus.extract.words import country_of, named_beside
from casus.model.actor import Actor
from casus.model.codes import FIGHTING, Aspect, EventType, Harm, Realis, Scope, Side, Stance, Sum
from casus.model.hint import Hint
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_RANK = [
    EventType.SUICIDE_BOMBING,
    EventType.HIJACKING,
    EventType.ABDUCTION,
    EventType.SEXUAL_VIOLENCE,
    EventType.MOB_VIOLENCE,
    EventType.BOMBING,
    EventType.AIR_STRIKE,
    EventType.SHELLING,
    EventType.SEIZURE,
    EventType.ARMED_CLASH,
    EventType.DESTRUCTION,
    EventType.ATTACK,
    EventType.VIOLENCE_OTHER,
]


@dataclass(slots=True)
class Telling:
    """What one source says of one happening, before happenings are told apart. `number` is filled in afterwards."""

    scene: Scene
    token: int
    event_type: EventType
    sure: bool
    source: Reading[Actor] | None = None
    stance: Stance = Stance.ASSERTS
    hedged: bool = False
    realis: Realis = Realis.HAPPENED
    scope: Scope = Scope.INCIDENT
    doers: tuple[Reading[Actor], ...] = ()
    targets: tuple[Reading[str], ...] = ()
    weapon: Reading[str] | None = None
    place: Reading[Place] | None = None
    when: Reading[When] | None = None
    tolls: tuple[Toll, ...] = ()
    span: Span = field(default_factory=lambda: Span(0, 0))
    points_back: bool = False
    plural: bool = False
    apart: bool = False
    attackers: bool = False
    hands: tuple[Reading[Actor], ...] = ()
    about: int | None = None
    through: tuple[str, ...] = ()
    evidence: str | None = None
    superseded: bool = False
    denied: bool = False
    theme: frozenset[str] = frozenset()
    aspect: Aspect | None = None
    notes: tuple[str, ...] = ()
    sum_of: Sum | None = None
    covers: tuple[int, ...] = ()
    hint: Hint | None = None
    around: Reading[Place] | None = None
    number: int = 0


def event_type_of(scene: Scene, one: Group) -> tuple[EventType, bool]:
    """The most specific kind that the words of a group allow, and whether it is more than a guess from a harm."""
    kinds = [act.event_type for act in one.acts]
    if EventType.ARMED_CLASH in kinds and _with_protesters(scene, one):
        return EventType.VIOLENCE_OTHER, True
    if _takes_people(one):
        return EventType.ARREST, True
    exact = [act for act in one.acts if not (act.act.word in ("strike", "hit") and act.weapon is None)]
    violent = [act.event_type for act in exact or one.acts if act.event_type.violent]
    violent = violent or [kind for kind in kinds if kind.violent]
    firm = [act.event_type for act in exact if act.event_type.violent and not act.weak]
    firm = firm or [act.event_type for act in one.acts if act.event_type.violent and not act.weak]
    violent = firm or violent  # "a skirmish … the capture of 63": a weak word adds nothing to a plain one
    if violent:
        best = first_of_two(scene, one.acts) or min(
            violent, key=lambda kind: _RANK.index(kind) if kind in _RANK else 99
        )
        strong = any(not act.weak for act in one.acts)
        weapon = weapon_near(scene, one) if best is EventType.ATTACK else None
        kind = weapon_type(scene, weapon) if weapon is not None else None
        if (kind or best) in _BY_MOB and _by_a_mob(scene, one):
            return EventType.MOB_VIOLENCE, True
        return kind or best, strong or kind is not None
    if kinds:
        return kinds[0], True
    weapon = weapon_near(scene, one)
    if weapon is not None:
        kind = weapon_type(scene, weapon)
        if kind is not None:
            return kind, True
    return _by_harm(scene, one), False


# What is mob violence where a crowd does it.
_BY_MOB = frozenset({EventType.ATTACK, EventType.DESTRUCTION})
_MOBS = frozenset({"mob", "crowd", "rioter", "protester", "protestor", "demonstrator"})


def _by_a_mob(scene: Scene, one: Group) -> bool:
    """ "A crowd storms the embassy"."""
    return _done_by(scene, one, _MOBS)


_PROTESTERS = frozenset({"protester", "protestor", "demonstrator", "fan", "supporter"})


def _with_protesters(scene: Scene, one: Group) -> bool:
    """Police and protesters clashing is other violence."""
    return _done_by(scene, one, _PROTESTERS)


def _done_by(scene: Scene, one: Group, who: frozenset[str]) -> bool:
    return any(scene.head(chunk).lemma.lower() in who for act in one.acts for chunk in act.doers)


def _takes_people(one: Group) -> bool:
    """ "Soldiers captured three rebels": people, no place, are taken."""
    seizures = [act for act in one.acts if act.event_type is EventType.SEIZURE and act.chunk is None]
    if not seizures or any(act.event_type.violent and act not in seizures for act in one.acts):
        return False
    return any(toll.toll.harm is Harm.ARRESTED for toll in one.tolls)


def _by_harm(scene: Scene, one: Group) -> EventType:
    harms = {toll.toll.harm for toll in one.tolls}
    unexplained = not any(toll.clause is None or _by_somebody(scene, toll) for toll in one.tolls)
    if one.tolls and unexplained and _only_state(one):
        return EventType.VIOLENCE_OTHER
    if harms <= {Harm.ABDUCTED}:
        return EventType.ABDUCTION
    if harms <= {Harm.ARRESTED}:
        return EventType.ARREST
    if harms <= {Harm.FREED}:
        return EventType.RELEASE
    return EventType.ATTACK


def _by_somebody(scene: Scene, told: TollTold) -> bool:
    """ "Gunmen killed two officers": somebody did it."""
    clause = scene.clauses[told.clause] if told.clause is not None else None
    if clause is None or told.chunk in clause.subjects:
        return clause is not None and clause.passive and any(_can_act(scene, chunk) for chunk in clause.governed("by"))
    return any(_can_act(scene, chunk) for chunk in clause.subjects)


def _only_state(one: Group) -> bool:
    """Whether only soldiers came to harm: with no act told, that is other violence."""
    harmed = [toll.toll for toll in one.tolls if toll.toll.harm in (Harm.KILLED, Harm.INJURED)]
    totals = [toll for toll in harmed if toll.part_of is None]
    return bool(totals) and all(toll.side is Side.STATE for toll in totals)


def weapon_near(scene: Scene, one: Group) -> tuple[int, int] | None:
    """A means named as agent or instrument of the harm: "killed by a roadside bomb", "when a mine exploded"."""
    for toll in one.tolls:
        if toll.clause is None:
            found = weapon_in(scene, _of_the_toll(scene, toll.token))
            if found is not None:
                return found
            continue
        clause = scene.clauses[toll.clause]
        nouns = clause.governed("by", "with", "in", "using")
        nouns = nouns if clause.passive else (*clause.subjects, *clause.governed("with", "using"))
        nouns += tuple(n for chunk in clause.subjects for n in carried(scene, chunk))
        later = scene.clauses[toll.clause + 1 :]
        nouns += tuple(n for c in later if c.link in ("when", "after", "as") for n in c.subjects)
        for noun in nouns:
            part = scene.chunks[noun]
            found = weapon_tokens(scene, part.first, part.last)
            if found is not None:
                return found
    return None


def _of_the_toll(scene: Scene, token: int) -> tuple[int, ...]:
    """ "the death toll from a truck bomb rose to 31": what the toll is from."""
    for chunk in scene.nouns():
        if scene.head(chunk).lower == "toll" and scene.chunks[chunk].last < token:
            after = phrases_from(scene.tokens, scene.chunks, chunk + 1)[:1]
            return tuple(n for phrase in after if phrase.preposition in ("from", "of", "in") for n in phrase.nouns)
    return ()


def tolls_of(scene: Scene, one: Group) -> tuple[Toll, ...]:
    """The tolls of a group in one list, with `part_of` as indices of it."""
    dead = {(told.chunk, told.toll.count) for told in one.tolls if told.toll.harm is Harm.KILLED}
    lived = [t for t in one.tolls if (t.chunk, t.toll.count) not in dead or not _wounded_who(scene, t)]
    order = sorted(lived, key=lambda told: told.token)
    seen: list[TollTold] = []
    out: list[Toll] = []
    base = {id(told): index for index, told in enumerate(order)}
    for told in order:
        toll = told.toll
        if toll.part_of is not None:
            total = next(
                (base[id(t)] for t in reversed(seen) if t.toll.part_of is None and t.toll.harm is toll.harm), None
            )
            toll = Toll(toll.harm, toll.count, toll.who, toll.side, total, toll.named, toll.span, toll.rule)
        out.append(toll)
        seen.append(told)
    return tuple(_mixed(out))


def _wounded_who(scene: Scene, told: TollTold) -> bool:
    """ "Two soldiers who were wounded in a bombing died": the same people, told of in a relative clause."""
    clause = scene.clauses[told.clause] if told.clause is not None else None
    return told.toll.harm is Harm.INJURED and clause is not None and clause.link in ("who", "that")


def _mixed(tolls: list[Toll]) -> Iterator[Toll]:
    """A total that has armed people among its parts is of mixed sides."""
    for index, toll in enumerate(tolls):
        parts = [part for part in tolls if part.part_of == index]
        armed = any(part.side in (Side.STATE, Side.NONSTATE) for part in parts)
        if armed and toll.side is Side.UNKNOWN:
            yield Toll(toll.harm, toll.count, toll.who, Side.MIXED, None, toll.named, toll.span, toll.rule)
        else:
            yield toll


def doers_of(scene: Scene, one: Group, memory: Memory) -> tuple[Reading[Actor], ...]:
    """Who did it, as the group's acts and harm verbs name them."""
    found: list[Reading[Actor]] = []
    harmed = {toll.chunk for toll in one.tolls}
    if any(act.act.frame == "mutual" for act in one.acts):
        harmed = set()
    for act in one.acts:
        acting = [chunk for chunk in act.doers if _can_act(scene, chunk) and not _just_people(scene, act, chunk)]
        for chunk in acting:
            if chunk not in harmed:
                found.extend(_who_calls(scene, act, chunk, memory))
        if act.inside is not None and not acting:
            found.extend(_insides(scene, act.inside, memory))
    if not found and memory.speaker is not None and any(_of_its_own(scene, act) for act in one.acts):
        found.append(memory.speaker)
    if not found:
        found.extend(_harmers(scene, one, memory))
    if not found and any(act.event_type is EventType.ARMED_CLASH for act in one.acts):
        found.extend(
            r for toll in one.tolls if toll.toll.side in FIGHTING for r in actors_of(scene, toll.chunk, memory)
        )
    return _distinct(found)


def _just_people(scene: Scene, act: Told, chunk: int) -> bool:
    """ "Thousands of people march": a protest by nobody who is named."""
    many = people_of(scene, chunk)
    who = scene.head(chunk if many is None else many).lemma.lower()
    return act.event_type is EventType.PROTEST and who in ("people", "person")


_CALLS = frozenset({EventType.APPEAL, EventType.THREATEN, EventType.ACCUSE})


def _who_calls(scene: Scene, act: Told, chunk: int, memory: Memory) -> Iterator[Reading[Actor]]:
    """Those whom a chunk names; "the chief negotiator, Anna Berg, demanded": who calls is named in the aside."""
    named = actors_of(scene, chunk, memory)
    if len(named) == 1 and act.event_type in _CALLS and act.chunk is None:
        yield with_name(scene, chunk, named[0], memory)
    else:
        yield from named


def _of_its_own(scene: Scene, act: Told) -> bool:
    """ "denied that its jets had bombed Arlen": a means of the one who speaks."""
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is None else None
    if clause is None or act.weapon is None or clause.passive or not clause.subjects:
        return False
    part = scene.chunks[clause.subjects[0]]
    return scene.tokens[part.first].lower in ("its", "our") and part.first <= act.weapon[0] <= part.last


def _harmers(scene: Scene, one: Group, memory: Memory) -> Iterator[Reading[Actor]]:
    for toll in one.tolls:
        if toll.clause is None or toll.token != scene.clauses[toll.clause].head or befell_doer(scene, toll.clause):
            continue
        clause = scene.clauses[toll.clause]
        relative = clause.link in ("that", "which") and bool(one.acts)
        if clause.lemma in ("die", "perish", "flee") or relative or _suffered(scene, clause):
            continue
        nouns = (
            clause.governed("by") if clause.passive else (clause.subjects if toll.chunk not in clause.subjects else ())
        )
        for noun in nouns:
            weapon = weapon_in(scene, (noun,))
            owner = owner_of(scene, weapon) if weapon is not None else None
            if owner is not None:
                yield from _insides(scene, owner, memory)
            elif _can_act(scene, noun):
                yield from actors_of(scene, noun, memory)
            elif (whose := country_before(scene, noun)) is not None:
                yield from _insides(scene, whose, memory)


def _suffered(scene: Scene, clause: Clause) -> bool:
    """ "A convoy is attacked, killing two": what is attacked kills nobody."""
    host = scene.clauses[clause.host] if clause.host is not None else None
    return host is not None and host.passive and clause.tag == "VBG" and clause.subjects == host.subjects


def _can_act(scene: Scene, chunk: int) -> bool:
    """Whether a phrase can be a doer: no act ("the attack killed"), no means, no accident."""
    many = people_of(scene, chunk)
    chunk = chunk if many is None else many
    part = scene.chunks[chunk]
    words = lexicon()
    at = part.head
    if words.act_nouns.at(scene.lemmas, at) or words.accident_nouns.at(scene.lemmas, at):
        return False
    token = scene.tokens[at]
    means = words.weapons.at(scene.lemmas, at) or weapon_tokens(scene, part.first, part.last) is not None
    if (means and not is_bomber(scene, chunk)) or token.lower in ("other", "one"):
        return False  # "one of its aircraft", "blame each other": nobody is named
    known = any(part.first <= mark.first and mark.last <= part.last for mark, _ in scene.actors)
    if token.tag in ("CD", "EX", "DT", "JJ", "JJS", "WDT") and not known:
        return False
    placed = any(mark.last == at and r.rule != "country" for mark, r in scene.places if mark.first >= part.first)
    if placed and country_of(scene.words(chunk)) is None:  # "Moscow" acts for its state, other towns for nobody
        return False
    people = token.lemma.lower() in words.people or token.lemma.lower() in roles().anaphor
    named = token.tag in ("NNP", "NNPS", "PRP") or named_beside(scene, chunk)
    return known or people or named or country_of(scene.words(chunk)) is not None or is_power(scene, chunk, ())


def state_of(scene: Scene, chunk: int, memory: Memory) -> Reading[Actor] | None:
    """The state that somebody in office speaks for: "the Chadian minister Anna Berg" for Chad; None where untold."""
    part = scene.chunks[chunk]
    run = next(iter(country_runs(scene, part.first, part.head)), None)
    return _inside(scene, run, memory) if run is not None and run[1] < part.head else None


def _insides(scene: Scene, run: tuple[int, int], memory: Memory) -> Iterator[Reading[Actor]]:
    """ "Israeli–U.S. airstrikes" are of two."""
    dash = [i for i in range(run[0] + 1, run[1]) if scene.tokens[i].text in ("–", "-", "/")]
    parts = [(run[0], dash[0] - 1), (dash[0] + 1, run[1])] if dash else [run]
    if dash and not all(country_of(scene.text(*part)) for part in parts):
        parts = [run]
    for part in parts:
        yield _inside(scene, part, memory)


def _inside(scene: Scene, run: tuple[int, int], memory: Memory) -> Reading[Actor]:
    words = scene.text(*run)
    country = country_of(words)
    for mark, reading in scene.actors:
        if run[0] <= mark.first and mark.last <= run[1]:
            name = memory.short.get(reading.text, reading.text)
            known = reading.value
            return Reading(
                Actor(name, known.id, known.country, known.side, known.parent), reading.text, reading.span, "register"
            )
    name = words
    if country is not None and run[0] == run[1]:
        # An adjective that holds its country's name whole (Malian: Mali) names the country, any other itself.
        name = country.name if country.name.lower() in words.lower() else words
    side = Side.STATE if country is not None else lexicon().people.get(scene.lemmas[run[1]], Side.UNKNOWN)
    actor = Actor(name, None, country.code if country else None, side)
    return Reading(actor, words, scene.token_span(*run), "before the act", 0.8)


def _distinct(readings: Sequence[Reading[Actor]]) -> tuple[Reading[Actor], ...]:
    seen: dict[str, Reading[Actor]] = {}
    for reading in readings:
        if reading.value.name.lower() not in ("other", "one"):
            seen.setdefault(reading.value.name.lower(), reading)
    return tuple(seen.values())


def hedged(scene: Scene, one: Group) -> bool:
    """Whether a word near the group's own words marks it as unsure."""
    words = lexicon().hedges
    first = min(one.token, *[act.token for act in one.acts] or [one.token])
    last = max([act.token for act in one.acts] + [toll.token for toll in one.tolls])
    verbs = [scene.clauses[act.clause].head for act in one.acts if act.clause is not None and act.chunk is not None]
    low, high = max(0, first - 6), max([last, *[v + 2 for v in verbs if v - last < 6]]) + 1
    for token in scene.tokens[low:high]:
        if token.lower in words:
            return True
    return any(
        t.lower == "reported" and i and scene.tokens[i - 1].lemma == "be"
        for i, t in enumerate(scene.tokens)
        if i >= last
    )


def weapon_of(scene: Scene, one: Group) -> Reading[str] | None:
    """The means, as the text has it."""
    run = next((act.weapon for act in one.acts if act.weapon is not None), None) or weapon_near(scene, one)
    if run is None or scene.tokens[run[1]].lemma.lower() in lexicon().people:
        return None  # a bomber is somebody
    run = run[0], _joined_means(scene, run[1])
    words = scene.text(*run)
    return Reading(words, words, scene.token_span(*run), "weapon", 0.9)


_BESIDE = 5
"""How many words may stand between two means that are joined: "drones and two dozen ballistic missiles"."""


def _joined_means(scene: Scene, last: int) -> int:
    """The last token of "drones and missiles", where the first means ends at `last`."""
    if last + 1 >= len(scene.tokens) or scene.tokens[last + 1].lower != "and":
        return last
    for at in range(last + 2, min(last + 2 + _BESIDE, len(scene.tokens))):
        hit = lexicon().weapons.at(scene.lemmas, at)
        if hit is not None:
            return at + hit[0] - 1
        if scene.tokens[at].tag not in ("CD", "JJ", "NN", "NNS", "NNP") and scene.tokens[at].lower != "of":
            break
    return last


def in_words_of(said: Sequence[Said], token: int) -> list[Said]:
    """The attributions whose content holds a token, the innermost cue's last."""
    holding = [one for one in said if one.covers(token)]
    if not holding:
        return []
    cue = max(one.cue_token if one.cue_token < token else -1 for one in holding)
    return [one for one in holding if (one.cue_token if one.cue_token < token else -1) == cue]
