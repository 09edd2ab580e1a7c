"""Who says it: sources, their verbs of saying, and the words that these cover (PARC 3.0, PolNeAR)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause
from casus.extract.naming import Memory, actors_of, is_person, owner_of_text
from casus.extract.phrases import PROPER, Kind
from casus.extract.scene import Scene, within
from casus.extract.verdicts import charged_at_law
from casus.extract.words import CLAIM_NOUNS, country_in, each_other, neither_nor
from casus.model.actor import Actor
from casus.model.claim import Attribution
from casus.model.codes import Stance
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.lexicon import Cue, lexicon
from casus.reference.roles import roles


@dataclass(frozen=True, slots=True)
class Said:
    """One source in one sentence: its cue, and the tokens `first` to `last` of what it says.

    `frame` is the cue's: "says" takes a clause, "of" and "for" accuse somebody of something, "to" is "according to".
    `holder` is whose claim is denied or doubted: "it" in the words is he. `accused` are the chunks of those accused.
    `cue_token` is -1 for a quotation carried over from the sentence before.
    """

    source: Reading[Actor] | None
    cue: Cue
    cue_token: int
    first: int
    last: int
    source_chunk: int | None = None
    accused: tuple[int, ...] = ()
    clause: int | None = None
    through: tuple[str, ...] = ()
    holder: Reading[Actor] | None = None

    def covers(self, token: int) -> bool:
        """Whether a token stands in what is said."""
        return self.first <= token <= self.last and token != self.cue_token


def find_said(scene: Scene, memory: Memory) -> tuple[Said, ...]:
    """Everything that a sentence attributes to a source, in order of the cues."""
    found = [*_by_verb(scene, memory), *_according(scene, memory)]
    return tuple(sorted(_carried_on(found), key=lambda said: said.cue_token))


def _carried_on(found: list[Said]) -> Iterator[Said]:
    """ "The paper, citing a source, reported that …": the source's words, which the paper carries."""
    carriers = {name for one in found for name in one.through}
    for one in found:
        main = next(
            (o for o in found if o.source is not None and not o.through and o.source.value.name in one.through), None
        )
        if one.through and main is not None:
            yield replace(one, first=main.first, last=main.last, cue=main.cue)
        elif one.through or one.source is None or one.source.value.name not in carriers:
            yield one


def _by_verb(scene: Scene, memory: Memory) -> Iterator[Said]:
    for index, clause in enumerate(scene.clauses):
        hit = lexicon().cues.at(scene.lemmas, clause.head)
        if hit is None or clause.lemma == "according" or hit[1].pos != "v":
            continue
        cue = hit[1]
        if neither_nor(scene, clause):
            cue = replace(cue, stance=Stance.NO_COMMENT)
        if cue.word in ("cite", "quote"):
            yield from _carried(scene, memory, index, clause, cue)
            continue
        if clause.objects and scene.head(clause.objects[0]).lemma.lower() in CLAIM_NOUNS and not clause.passive:
            yield from _on_a_claim(scene, memory, index, clause, cue)
            continue
        if (cue.word == "read" and not _is_text(scene, clause.subjects)) or charged_at_law(scene, clause):
            continue
        if cue.word in _WITH_THAT and not _that_follows(scene, clause):
            continue
        if cue.frame in ("of", "for", "to"):
            yield from _accusing(scene, memory, index, clause, cue)
        elif cue.word == "claim" and clause.passive:
            continue  # an act that is claimed: nobody's word on it
        elif clause.passive and cue.frame == "says":
            yield from _said_by(scene, memory, index, clause, cue)
        elif not clause.passive and cue.frame != "object":
            yield from _saying(scene, memory, index, clause, cue)


def _said_by(scene: Scene, memory: Memory, index: int, clause: Clause, cue: Cue) -> Iterator[Said]:
    """ "The commander was confirmed by an official to have been killed": all but the official is what he says."""
    for chunk in clause.governed("by"):
        beside = chunk == clause.verb + 2 or cue.word in ("identify", "name")
        if beside and can_speak(scene, chunk):
            for reading in actors_of(scene, chunk, memory)[:1]:
                yield Said(reading, cue, clause.head, 0, len(scene.tokens) - 1, chunk, clause=index)


def _on_a_claim(scene: Scene, memory: Memory, index: int, clause: Clause, cue: Cue) -> Iterator[Said]:
    """ "X rejected Y's claim that it had …", "claims by Y that …": X denies what Y says, and "it" is Y."""
    noun = clause.objects[0]
    owner = owner_of_text(scene, scene.chunks[noun], memory)
    after = noun + 1
    if owner is None and _by_somebody(scene, after):
        owner = next(iter(actors_of(scene, after + 1, memory)), None)
        after += 2
    if after >= len(scene.chunks) or scene.chunks[after].kind is not Kind.LINK:
        return
    if owner is not None and clause.governed("by", "from"):
        told = lexicon().cues.at((SAID_AS[scene.head(noun).lemma.lower()],), 0)
        if told is not None:
            first = scene.chunks[after].last + 1
            yield Said(owner, told[1], clause.head, first, len(scene.tokens) - 1, None, clause=index)
    for chunk in clause.subjects[:1]:
        for reading in actors_of(scene, chunk, memory)[:1]:
            first = scene.chunks[after].last + 1
            yield Said(reading, cue, clause.head, first, len(scene.tokens) - 1, chunk, clause=index, holder=owner)


SAID_AS = {
    "claim": "claim",
    "accusation": "allege",
    "allegation": "allege",
    "charge": "allege",
    "report": "report",
    "suggestion": "claim",
    "assertion": "assert",
}
"""The verb that a noun for what is said stands for."""


def _by_somebody(scene: Scene, at: int) -> bool:
    """Whether "by X" stands at a chunk."""
    here = scene.chunks[at : at + 2]
    return [part.kind for part in here] == [Kind.PREPOSITION, Kind.NOUN] and scene.head(at).lower in ("by", "from")


# Verbs that say something only where a clause follows: "found that …", and not "found a body".
_WITH_THAT = frozenset({"find", "fear", "suspect", "recall", "question"})


def _that_follows(scene: Scene, clause: Clause) -> bool:
    after = scene.chunks[clause.verb + 1 : clause.verb + 2]
    return bool(after) and after[0].kind is Kind.LINK


def _is_text(scene: Scene, chunks: tuple[int, ...]) -> bool:
    return bool(chunks) and scene.head(chunks[0]).lemma.lower() in SHOWN


def _carried(scene: Scene, memory: Memory, index: int, clause: Clause, cue: Cue) -> Iterator[Said]:
    """ "The paper cited a security source that …": the source is the one cited, the paper only carries it."""
    carriers = tuple(r.value.name for chunk in clause.subjects for r in actors_of(scene, chunk, memory)[:1])
    for chunk in clause.objects[:1]:
        if can_speak(scene, chunk) and not clause.passive:
            for reading in actors_of(scene, chunk, memory)[:1]:
                first = scene.chunks[chunk].last + 1
                yield Said(
                    reading, cue, clause.head, first, len(scene.tokens) - 1, chunk, clause=index, through=carriers
                )


def _saying(scene: Scene, memory: Memory, index: int, clause: Clause, cue: Cue) -> Iterator[Said]:
    if clause.passive:
        return
    if cue.stance is not Stance.DENIES and any(
        scene.head(chunk).lower in ("responsibility", "credit") for chunk in clause.objects
    ):
        return
    speakers, content = _speakers(scene, clause, index)
    speakers = tuple(_maker(scene, chunk) for chunk in _voice_behind(scene, clause, index, speakers))
    first, last = content
    joint = _joint(scene, cue, speakers, memory)
    if joint is not None:
        memory.speaker = joint
        yield Said(joint, cue, clause.head, first, last, speakers[0], clause=index)
        return
    for chunk in speakers:
        if not can_speak(scene, chunk):
            continue
        for reading in actors_of(scene, chunk, memory)[:1]:
            source = with_name(scene, chunk, reading, memory)
            memory.speaker = source
            if source.rule.startswith("person") or is_person(source.value.name):
                memory.person = source
            yield Said(source, cue, clause.head, first, last, chunk, clause=index)


def _joint(scene: Scene, cue: Cue, speakers: tuple[int, ...], memory: Memory) -> Reading[Actor] | None:
    """ "Chad and Sudan announced a ceasefire": one statement of two, named as the text joins them."""
    if cue.word != "announce" or len(speakers) != 2 or not all(can_speak(scene, chunk) for chunk in speakers):
        return None
    both = [reading for chunk in speakers for reading in actors_of(scene, chunk, memory)[:1]]
    if len(both) != 2 or both[0].span is None or both[1].span is None:
        return None
    span = both[0].span.join(both[1].span)
    words = span.of(scene.report.text)
    return Reading(Actor(words), words, span, "joint statement", 0.8)


_MADE = frozenset("footage video photo photograph image picture recording data figure tally statistic".split())


def _maker(scene: Scene, chunk: int) -> int:
    """ "Footage from the union showed": it is the union that shows."""
    if scene.head(chunk).lemma.lower() not in _MADE or not _by_somebody(scene, chunk + 1):
        return chunk
    return chunk + 2 if can_speak(scene, chunk + 2) else chunk


SHOWN = frozenset("statement message video post communique letter speech tweet tape audio recording leaflet".split())
"""What somebody issues to say something: what it says he says."""


def _voice_behind(scene: Scene, clause: Clause, index: int, speakers: tuple[int, ...]) -> tuple[int, ...]:
    """ "X issued a statement asserting …" is said by X; "X stated that Y … and accused Z" too."""
    host = scene.clauses[clause.host] if clause.host is not None else None
    if host is not None and speakers and scene.head(speakers[0]).lemma.lower() in SHOWN and host.subjects:
        return host.subjects
    joined = clause.verb > 0 and scene.chunks[clause.verb - 1].kind is Kind.AND
    if joined and host is not None and clause.subjects == host.subjects:
        for earlier in reversed(scene.clauses[:index]):
            if lexicon().cues.at(scene.lemmas, earlier.head) is not None and earlier.finite and not earlier.passive:
                return earlier.subjects
    return speakers


def _speakers(scene: Scene, clause: Clause, index: int) -> tuple[tuple[int, ...], tuple[int, int]]:
    """The speaker's chunks, and the tokens of what is said: after the cue, or before it (", said the police")."""
    end = len(scene.tokens) - 1
    inverted = _inverted(scene, clause)
    if inverted:
        return clause.objects[:1] or clause.subjects, (0, scene.chunks[clause.verb].first - 1)
    trailing = _nothing_follows(scene, clause)
    if trailing:
        return clause.subjects, (0, _subject_start(scene, clause) - 1)
    stop = _content_end(scene, index, end)
    return clause.subjects, (scene.chunks[clause.verb].last + 1, stop)


def _inverted(scene: Scene, clause: Clause) -> bool:
    """ "…," said the minister; whom somebody tells is no speaker."""
    before = clause.verb - 1
    return (
        before >= 0
        and clause.lemma not in ("tell", "inform")
        and scene.chunks[before].kind in (Kind.QUOTE, Kind.COMMA)
        and bool(clause.objects)
        and can_speak(scene, clause.objects[0])
        and not _opens(scene, clause.objects[-1])
    )


def _opens(scene: Scene, chunk: int) -> bool:
    """Whether a noun chunk is the subject of a verb right after it."""
    return chunk + 1 < len(scene.chunks) and scene.chunks[chunk + 1].kind is Kind.VERB


def _nothing_follows(scene: Scene, clause: Clause) -> bool:
    if not clause.subjects or clause.subjects[0] < 2 or not _after_a_statement(scene, clause):
        return False
    after = clause.verb + 1
    if after < len(scene.chunks) and scene.chunks[after].kind is Kind.LINK:
        return False
    first = next((later for later in scene.clauses if later.verb > clause.verb and later.finite), None)
    return first is None or first.subjects[:1] < (after,) or scene.chunks[after].kind is Kind.COMMA


def _after_a_statement(scene: Scene, clause: Clause) -> bool:
    """Whether a whole clause and a comma stand before the speaker: "…, a police spokesman said"."""
    before = scene.chunks[clause.subjects[0] - 1]
    told = any(earlier.verb < clause.subjects[0] and (earlier.finite or earlier.passive) for earlier in scene.clauses)
    return told and before.kind in (Kind.COMMA, Kind.QUOTE)


def _subject_start(scene: Scene, clause: Clause) -> int:
    return scene.chunks[clause.subjects[0]].first


def _content_end(scene: Scene, index: int, end: int) -> int:
    """What is said ends with the sentence, or where the same speaker is said to do something else."""
    clause = scene.clauses[index]
    for later in scene.clauses[index + 1 :]:
        before = scene.chunks[later.verb - 1] if later.verb else None
        joined = before is not None and before.kind is Kind.AND
        if joined and later.tag == clause.tag and (_is_cue(scene, later) or _beside(scene, index, later)):
            return scene.chunks[later.verb - 1].first - 1
        if later.link in ("while", "whereas") and _is_cue(scene, later) and later.subjects:
            return scene.chunks[later.subjects[0]].first - 1
        if later.link == "with" and later.subjects:
            return scene.chunks[later.subjects[0]].first - 2
    return end


def _is_cue(scene: Scene, clause: Clause) -> bool:
    return lexicon().cues.at(scene.lemmas, clause.head) is not None


def _beside(scene: Scene, index: int, later: Clause) -> bool:
    """ "announces the arrest of two men and expels a third": what is said is a noun, and the next verb is a deed."""
    clause = scene.clauses[index]
    between = scene.clauses[index + 1 : scene.clauses.index(later)]
    return later.finite and later.subjects == clause.subjects and not any(one.finite for one in between)


def carried_quote(scene: Scene, inside: Span | None, memory: Memory) -> Iterator[Said]:
    """A sentence within a quotation that began before it keeps that quotation's speaker."""
    if inside is not None and inside.start < scene.span.start and memory.quoted is not None:
        end = next((i for i, t in enumerate(scene.tokens) if t.start >= inside.end), len(scene.tokens)) - 1
        yield Said(memory.quoted, Cue("quoted", "q", Stance.ASSERTS, "says"), -1, 0, end)


def can_speak(scene: Scene, chunk: int) -> bool:
    """Whether a phrase can be a source: a person, a body, a country, a registered actor, a statement."""
    part = scene.chunks[chunk]
    head = scene.tokens[part.head]
    if lexicon().act_nouns.at(scene.lemmas, part.head) is not None:
        return False
    if head.tag == "PRP":
        return head.lower in ("he", "she", "they", "it", "we", "i")
    lemma, words = head.lemma.lower(), roles()
    if head.tag in PROPER or lemma in words.speaker or lemma in words.power or lemma in words.office:
        return True
    people = head.lemma.lower() in lexicon().people
    return people or country_in(scene, part) is not None or bool(within(scene.actors, part.first, part.last))


def with_name(scene: Scene, chunk: int, reading: Reading[Actor], memory: Memory) -> Reading[Actor]:
    """ "A BLA spokesperson, Jeeyand Baloch, …": the name in the aside is the source."""
    at = chunk
    while [part.kind for part in scene.chunks[at + 1 : at + 3]] == [Kind.PREPOSITION, Kind.NOUN]:
        at += 2  # "the head of the police, Anna Berg,"
    if at + 2 < len(scene.chunks) and scene.chunks[at + 1].kind is Kind.COMMA:
        aside = scene.chunks[at + 2]
        closed = at + 3 < len(scene.chunks) and scene.chunks[at + 3].kind is Kind.COMMA
        if aside.kind is Kind.NOUN and closed and scene.tokens[aside.head].tag in PROPER and aside.last > aside.first:
            name = scene.text(aside.first + (scene.tokens[aside.first].tag == "DT"), aside.head)
            group = reading.value
            parent = group.id or group.parent
            actor = Actor(memory.people.get(name, name), None, group.country, group.side, parent)
            named = Reading(actor, name, scene.token_span(aside.first, aside.head), "person in apposition", 0.9)
            memory.hold_office(scene.head(chunk).lower, named)
            return named
    return reading


def _accusing(scene: Scene, memory: Memory, index: int, clause: Clause, cue: Cue) -> Iterator[Said]:
    end = len(scene.tokens) - 1
    first = scene.chunks[clause.verb].last + 1
    if clause.passive:
        accused, speakers = clause.subjects, clause.governed("by")
        if cue.frame == "for" and clause.governed("on") and clause.subjects:
            accused, first = clause.governed("on"), _subject_start(scene, clause)
    else:
        accused = clause.objects if cue.frame != "to" else clause.governed("to")
        if cue.frame == "for" and clause.governed("on") and _are_deeds(scene, clause.objects):
            accused, first = clause.governed("on"), scene.chunks[clause.objects[0]].first  # "blamed the attack on"
        speakers = _voice_behind(scene, clause, index, clause.subjects)
    if accused and all(scene.head(chunk).lemma.lower() in roles().blameless for chunk in accused):
        accused, cue = (), Cue(cue.word, cue.pos, Stance.ASSERTS, cue.frame)  # "ascribed it to terrorism"
    elif not accused:
        return
    if clause.passive and clause.link == "participle":
        after = next((later for later in scene.clauses[index + 1 :] if later.finite), None)
        end = scene.chunks[after.verb].first - 1 if after is not None else end
    for later in scene.clauses[index + 1 :]:
        joined = later.finite and later.tag == clause.tag and later.subjects == clause.subjects
        if joined and scene.chunks[later.verb - 1].kind is Kind.AND:
            end = min(end, scene.chunks[later.verb - 1].first - 1)  # "accused Chad of …, and ordered …"
    readings = [
        with_name(scene, chunk, reading, memory)
        for chunk in speakers
        for reading in actors_of(scene, chunk, memory)[:1]
    ]
    if len(readings) == len(speakers) == 2 and each_other(scene, accused[0]):
        for voice, chunk, other in zip(readings, speakers, reversed(speakers), strict=True):
            yield Said(voice, cue, clause.head, first, end, chunk, (other,), index)
        return
    sources: list[Reading[Actor] | None] = [*readings] or [None]
    for source in sources:
        yield Said(source, cue, clause.head, first, end, speakers[0] if speakers else None, accused, index)


def _are_deeds(scene: Scene, chunks: Sequence[int]) -> bool:
    """Whether phrases name acts and nobody who acts: what is blamed on somebody."""
    nouns = lexicon().act_nouns
    return bool(chunks) and all(nouns.at(scene.lemmas, scene.chunks[chunk].head) is not None for chunk in chunks)


def _according(scene: Scene, memory: Memory) -> Iterator[Said]:
    """ "according to the police", "per officials": covers the rest of the sentence."""
    end = len(scene.tokens) - 1
    for at, part in enumerate(scene.chunks):
        if part.kind is not Kind.PREPOSITION or scene.tokens[part.first].lower not in ("according", "per"):
            continue
        chunk = next((i for i in range(at + 1, len(scene.chunks)) if scene.chunks[i].kind is Kind.NOUN), None)
        if chunk is None:
            continue
        cue = Cue("according", "p", Stance.ASSERTS, "to")
        leading = not any(before.kind is Kind.VERB for before in scene.chunks[:at])
        stop = max(scene.chunks[noun].last for noun in _joined(scene, chunk))
        for noun in _joined(scene, chunk):
            for reading in actors_of(scene, noun, memory)[:1]:
                first, last = (stop + 1, end) if leading else (0, part.first - 1)
                yield Said(reading, cue, part.first, first, last, noun)


def _joined(scene: Scene, chunk: int) -> Iterator[int]:
    yield chunk
    at = chunk
    while (
        at + 2 < len(scene.chunks) and scene.chunks[at + 1].kind is Kind.AND and scene.chunks[at + 2].kind is Kind.NOUN
    ):
        at += 2
        yield at


def attributions(scene: Scene, said: tuple[Said, ...]) -> Iterator[Attribution]:
    """The attributions of a sentence as spans of the report's text."""
    for one in said:
        if one.last < one.first or one.source is None:
            continue
        yield Attribution(
            source=one.source.span,
            cue=_token_span(scene, one.cue_token),
            content=(scene.token_span(one.first, _trimmed(scene, one)),),
        )


def _token_span(scene: Scene, token: int) -> Span | None:
    return scene.token_span(token, token) if token >= 0 else None


def _trimmed(scene: Scene, one: Said) -> int:
    last = min(one.last, len(scene.tokens) - 1)
    while last > one.first and not scene.tokens[last].text[:1].isalnum():
        last -= 1
    return last
