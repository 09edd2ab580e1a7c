"""What is said as a noun tells it ("the group's claim that …"), and whose words another carries (chains of hearsay)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.attribution import SAID_AS, Said, can_speak, with_name
from casus.extract.clauses import Clause
from casus.extract.figures import gives_toll, put_at, spoken_of
from casus.extract.naming import Memory, actors_of, is_person, owner_of_text
from casus.extract.phrases import PROPER, Kind
from casus.extract.scene import Scene
from casus.extract.words import FIGURE_NOUNS
from casus.model.actor import Actor
from casus.model.codes import Stance
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.lexicon import Cue, lexicon
from casus.reference.publishers import publishers
from casus.reference.roles import roles

_TELLING = frozenset({"tell", "inform"})


def with_hearsay(scene: Scene, said: Sequence[Said], memory: Memory) -> tuple[Said, ...]:
    """The attributions of a sentence with those that a noun tells, and with what each came through."""
    found = [*said, *_by_noun(scene, said, memory), *_by_figure(scene, memory)]
    inner = {id(one): outer for one in found if (outer := _carrier(one, found)) is not None}
    carriers = {id(outer) for outer in inner.values()}
    chained = [
        _through(one, inner[id(one)]) if id(one) in inner else _told_to(scene, one)
        for one in found
        if id(one) not in carriers
    ]
    return tuple(sorted(chained, key=lambda one: one.cue_token))


def _by_noun(scene: Scene, said: Sequence[Said], memory: Memory) -> Iterator[Said]:
    """ "The group's claim that it …", "repeated its accusation that …": the owner says what follows."""
    for noun in scene.nouns():
        verb = SAID_AS.get(scene.head(noun).lemma.lower())
        after = noun + 1
        that = after < len(scene.chunks) and scene.chunks[after].kind is Kind.LINK and scene.head(after).lower == "that"
        cue = lexicon().cues.at((verb,), 0) if verb is not None and that else None
        owner = _owner(scene, noun, memory) if cue is not None else None
        first = scene.chunks[after].last + 1 if that else 0
        if cue is None or owner is None or any(one.first <= first <= one.last for one in said):
            continue
        memory.speaker = owner
        yield Said(owner, cue[1], scene.chunks[noun].head, first, _end(scene, noun, after), noun)


_REVISING = frozenset({"lower", "raise", "revise", "update", "cut", "reduce", "correct"})


def _revising(scene: Scene) -> Iterator[tuple[int, Clause]]:
    for index, clause in enumerate(scene.clauses):
        heads = {scene.head(chunk).lemma.lower() for chunk in clause.objects}
        if clause.lemma in _REVISING and not clause.passive and heads & FIGURE_NOUNS:
            yield index, clause


def _giving(scene: Scene) -> Iterator[tuple[int, Clause]]:
    """ "put the dead at 33", "spoke of eight dead": who gives a figure says it."""
    for index, clause in enumerate(scene.clauses):
        put = put_at(scene, clause) is not None and not clause.passive
        if put or gives_toll(scene, clause) or spoken_of(scene, clause) is not None:
            yield index, clause


def revises(scene: Scene) -> bool:
    """ "They later lowered the toll to seven": whether a sentence puts another figure in place of an earlier one."""
    return any(True for _ in _revising(scene))


def _by_figure(scene: Scene, memory: Memory) -> Iterator[Said]:
    """Who gives or revises a figure says it."""
    cue = lexicon().cues.at(("say",), 0)
    for index, clause in (*_revising(scene), *_giving(scene)):
        speakers = [chunk for chunk in clause.subjects[:1] if can_speak(scene, chunk)]
        for reading in (r for chunk in speakers for r in actors_of(scene, chunk, memory)[:1]):
            if cue is not None:
                first = scene.chunks[clause.verb].last + 1
                yield Said(reading, cue[1], clause.head, first, len(scene.tokens) - 1, clause.subjects[0], clause=index)


def _owner(scene: Scene, noun: int, memory: Memory) -> Reading[Actor] | None:
    """Whose claim it is: "the group's", "Chad's"; "its" is of the one who acts in the sentence."""
    part = scene.chunks[noun]
    if scene.tokens[part.first].tag == "PRP$":
        clause = next((one for one in scene.clauses if noun in one.objects and one.subjects), None)
        named = actors_of(scene, clause.subjects[0], memory) if clause is not None else ()
        return next(iter(named), memory.speaker)
    owner = owner_of_text(scene, part, memory)
    if owner is not None and owner.value.name.lower() in roles().anaphor:
        return memory.group
    return owner


def _end(scene: Scene, noun: int, link: int) -> int:
    """What is said ends before the verb whose subject the claim is: "… could not be verified"."""
    later = (one for one in scene.clauses if one.finite and one.verb > link + 2 and noun in one.subjects)
    clause = next(later, None)
    return scene.chunks[clause.verb].first - 1 if clause is not None else len(scene.tokens) - 1


def _carrier(one: Said, found: Sequence[Said]) -> Said | None:
    """Who reports what somebody else says: "the paper reported that, according to the governor, …"."""
    if one.cue.word != "according" or one.source is None or one.through:
        return None
    for outer in found:
        reports = outer is not one and outer.source is not None and outer.cue.frame == "says"
        if reports and outer.source != one.source and outer.first <= one.cue_token <= outer.last:
            return outer
    return None


def _through(one: Said, outer: Said) -> Said:
    assert outer.source is not None
    return replace(one, first=outer.first, last=outer.last, through=(outer.source.value.name,))


def _told_to(scene: Scene, one: Said) -> Said:
    """ "A doctor told Radio Vale that …": the outlet carries the doctor's words."""
    clause = scene.clauses[one.clause] if one.clause is not None and one.cue.word in _TELLING else None
    if clause is None or one.through or not clause.objects:
        return one
    part = scene.chunks[clause.objects[0]]
    first = part.first + (scene.tokens[part.first].tag == "DT")
    words = {scene.tokens[i].lower for i in range(part.first, part.last + 1)}
    known = words & roles().outlet or publishers().named(scene.text(first, part.last)) is not None
    if scene.tokens[part.head].tag not in PROPER or not known:
        return one
    return replace(one, through=(scene.text(first, part.last),))


def free_quote(scene: Scene, quoted: Sequence[Span], shown: Reading[Actor] | None, memory: Memory) -> tuple[Said, ...]:
    """A quotation that opens a sentence, ends with its own stop and has no cue: of `shown`, who was there before."""
    text = scene.report.text
    span = next((one for one in quoted if 0 < one.start - scene.span.start <= 2), None)
    if span is None or shown is None or text[span.end - 1] not in ".!?":
        return ()
    after = text[span.end + 1 :].split(maxsplit=1)
    if after and not after[0][:1].isupper():
        return ()  # "…," said the mayor
    memory.quoted = shown
    end = next((i for i, token in enumerate(scene.tokens) if token.start >= span.end), len(scene.tokens)) - 1
    return (Said(shown, Cue("quoted", "q", Stance.ASSERTS, "says"), -1, 0, end),)


def shown_in(scene: Scene, said: Sequence[Said], memory: Memory) -> Reading[Actor] | None:
    """Who speaks in a sentence, else the person whom it shows as its subject; None where it is nobody."""
    if said:
        return said[-1].source
    for clause in scene.clauses[:1]:
        for chunk in clause.subjects[:1]:
            for reading in actors_of(scene, chunk, memory)[:1] if can_speak(scene, chunk) else ():
                named = with_name(scene, chunk, reading, memory)
                return named if is_person(named.value.name) else None
    return None
