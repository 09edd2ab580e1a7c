"""Sentences that tell no new act but a stand on one told before: claims of responsibility, denials, silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.extract.attribution import SHOWN, with_name
from casus.extract.clauses import Clause
from casus.extract.naming import Memory, actors_of, is_person
from casus.extract.phrases import Kind
from casus.extract.scene import Scene, within
from casus.extract.words import FIGURE_NOUNS, neither_nor
from casus.model.actor import Actor
from casus.model.codes import Aspect, Side, Stance
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.text.tokens import Token

_RESPONSIBILITY = frozenset({"claim", "take", "accept", "admit", "acknowledge"})
_NOTHING = frozenset({"no", "nobody", "none", "neither"})
_NO_COMMENT = re.compile(
    r"\b(?:no\s+(?:immediate\s+|official\s+)?(?:comment|response|reaction)|declin\w+\s+to\s+(?:comment|respond)|"
    r"did\s+not\s+(?:immediately\s+)?(?:comment|respond|reply)|(?:has|have|had)\s+not\s+(?:yet\s+)?(?:commented|responded)|"
    r"refus\w+\s+to\s+comment)\b",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(
    r"\b(?:(?:did|does|do|has|have)\s+not\s+(?:provide|provided|present|presented|offer|offered|give|given)\s+(?:any\s+)?"
    r"(?:evidence|proof)|without\s+(?:providing|offering|presenting|giving|any)\s+(?:any\s+)?(?:evidence|proof)|"
    r"(?:provided|offered|presented|gave|giving|offering|providing)\s+no\s+(?:evidence|proof))\b",
    re.IGNORECASE,
)
_DOUBTING = frozenset({"dispute", "question", "doubt", "challenge", "contest"})
_DENYING = frozenset({"deny", "reject", "dismiss", "refute"}) | _DOUBTING
PARTS_IN_IT = frozenset({"responsibility", "involvement", "role", "part", "complicity", "link", "hand"})
"""What a party denies where it denies that it did what was done."""
_DENIED_NOUNS = (
    PARTS_IN_IT
    | FIGURE_NOUNS
    | frozenset("charge claim statement accusation allegation report it this that assertion".split())
)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A stand on something told before, and what of it the stand is about where the words say that.

    `side` is the group that a person speaks for, where its name stands beside his.
    """

    source: Reading[Actor]
    stance: Stance
    token: int
    aspect: Aspect | None = None
    side: Reading[Actor] | None = None


def responsibility(scene: Scene, memory: Memory) -> Iterator[Reaction]:
    """ "The group claimed responsibility", "was claimed by the group", "said it was behind the blast".

    Nothing for "no group claimed responsibility".
    """
    for clause in scene.clauses:
        yield from _claimed_by(scene, clause, memory)
        if speaks_of_its_hand(scene, clause) and not _not_behind(scene, clause):
            for reading in actors_of(scene, clause.subjects[0], memory)[:1]:
                yield Reaction(reading, Stance.CLAIMS_RESPONSIBILITY, clause.head)
        if clause.lemma in _RESPONSIBILITY and any(
            scene.head(i).lower in ("responsibility", "credit") for i in clause.objects
        ):
            if clause.negated or any(_nobody(scene, i) for i in clause.subjects):
                continue
            for chunk in _whose(scene, clause)[:2]:
                for reading in actors_of(scene, chunk, memory):
                    side = _side_of(scene, chunk, reading)
                    yield Reaction(reading, Stance.CLAIMS_RESPONSIBILITY, clause.head, side=side)


def _whose(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who claims it: of "He releases a video claiming responsibility" he who releases it."""
    host = scene.clauses[clause.host] if clause.host is not None else None
    shown = all(scene.head(chunk).lemma.lower() in SHOWN for chunk in clause.subjects) and bool(clause.subjects)
    issued = host is not None and not host.passive and set(clause.subjects) <= set(host.objects)
    return host.subjects if shown and issued and host is not None and host.subjects else clause.subjects


def _side_of(scene: Scene, chunk: int, reading: Reading[Actor]) -> Reading[Actor] | None:
    """ "BLA leader Omar Vale": the group, where a person speaks for one."""
    if reading.value.id is not None or not is_person(reading.value.name):
        return None
    part = scene.chunks[chunk]
    return next((one for one in within(scene.actors, part.first, part.last) if one.value.side is Side.NONSTATE), None)


def _claimed_by(scene: Scene, clause: Clause, memory: Memory) -> Iterator[Reaction]:
    """ "The attack was claimed by two groups": what is claimed is an act."""
    if clause.lemma != "claim" or not clause.passive or clause.negated or not clause.subjects:
        return
    if not any(lexicon().act_nouns.at(scene.lemmas, scene.chunks[i].head) for i in _chain(scene, clause.subjects[0])):
        return
    for chunk in clause.governed("by"):
        if not _nobody(scene, chunk):
            for reading in actors_of(scene, chunk, memory):
                yield Reaction(reading, Stance.CLAIMS_RESPONSIBILITY, clause.head)


def _chain(scene: Scene, chunk: int) -> Iterator[int]:
    """A noun and those that it hangs on: "a hotel", "an attack" of "an attack on a hotel"."""
    yield chunk
    while chunk >= 2 and scene.chunks[chunk - 1].kind is Kind.PREPOSITION and scene.chunks[chunk - 2].kind is Kind.NOUN:
        chunk -= 2
        yield chunk


def speaks_of_its_hand(scene: Scene, clause: Clause) -> bool:
    """ "The group said it was (not) behind the blast": a speaker's word on its own part."""
    host = scene.clauses[clause.host] if clause.host is not None else None
    said = host is not None and lexicon().cues.at(scene.lemmas, host.head) is not None
    itself = len(clause.subjects) == 1 and scene.head(clause.subjects[0]).lower in ("it", "they", "we")
    return clause.lemma == "be" and said and itself and bool(clause.governed("behind"))


def _not_behind(scene: Scene, clause: Clause) -> bool:
    at = next(phrase.at for phrase in clause.phrases if phrase.preposition == "behind")
    return clause.negated or any(t.lower in ("not", "n't") for t in scene.tokens[clause.head : scene.chunks[at].first])


def _nobody(scene: Scene, chunk: int) -> bool:
    return scene.tokens[scene.chunks[chunk].first].lower in _NOTHING


def silence(scene: Scene, memory: Memory) -> Iterator[Reaction]:
    """Those who were asked and gave no comment."""
    words = scene.report.text[scene.span.start : scene.span.end]
    match = _NO_COMMENT.search(words)
    if match is None:
        return
    start = scene.span.start + match.start()
    token = next(i for i, t in enumerate(scene.tokens) if t.end > start)
    clause = _clause_around(scene, token)
    if clause is None:
        return
    silent = clause.governed("from") or clause.governed("by")
    if not silent and not any(scene.head(i).lower in ("there",) for i in clause.subjects):
        silent = clause.subjects
    for chunk in silent:
        for reading in actors_of(scene, chunk, memory)[:1]:
            yield Reaction(reading, Stance.NO_COMMENT, token)


def _clause_around(scene: Scene, token: int) -> Clause | None:
    """The clause that the words of silence belong to, the finite one where they hang on an infinitive."""
    at = min(scene.clauses, key=lambda clause: abs(clause.head - token), default=None)
    while at is not None and at.infinitive and at.host is not None:
        at = scene.clauses[at.host]
    return at


def denials(scene: Scene, memory: Memory) -> Iterator[Reaction]:
    """ "a charge Islamabad denied", "the army denies the statement"."""
    for clause in scene.clauses:
        if speaks_of_its_hand(scene, clause) and _not_behind(scene, clause):
            for reading in actors_of(scene, clause.subjects[0], memory)[:1]:
                yield Reaction(reading, Stance.DENIES, clause.head, Aspect.RESPONSIBILITY)
        yield from _without_a_verb_of_its_own(scene, clause, memory)
        if clause.lemma not in _DENYING or clause.passive:
            continue
        nouns = [scene.head(i) for i in clause.objects]
        about = any(token.lemma.lower() in _DENIED_NOUNS or token.lower in _DENIED_NOUNS for token in nouns)
        if clause.lemma == "deny" and not clause.objects:
            about = True
        if not about:
            continue
        for chunk in clause.subjects[-2:]:
            for reading in actors_of(scene, chunk, memory)[:1]:
                aspect = _denied(nouns)
                stance = _stance_of_denial(scene, clause, aspect)
                yield Reaction(with_name(scene, chunk, reading, memory), stance, clause.head, aspect)


def _stance_of_denial(scene: Scene, clause: Clause, aspect: Aspect | None) -> Stance:
    if neither_nor(scene, clause):
        return Stance.NO_COMMENT
    return Stance.DOUBTS if aspect is Aspect.TOLL and clause.lemma in _DOUBTING else Stance.DENIES


_CASTING = frozenset({"cast", "raise", "express", "voice"})
_CONFIRMING = frozenset({"confirm", "acknowledge", "corroborate", "verify"})
_WHAT_WAS_SAID = frozenset({"death", "casualty", "report", "claim", "account", "statement", "loss"})


def _without_a_verb_of_its_own(scene: Scene, clause: Clause, memory: Memory) -> Iterator[Reaction]:
    """ "cast doubt on the claim", "confirmed the deaths": a stand that lies in the noun."""
    if clause.passive or clause.negated or not clause.objects:
        return
    nouns = {scene.head(chunk).lemma.lower() for chunk in clause.objects}
    first = scene.tokens[scene.chunks[clause.objects[0]].first].lower
    doubts = clause.lemma in _CASTING and "doubt" in nouns
    told = nouns & _WHAT_WAS_SAID or nouns & FIGURE_NOUNS
    confirms = clause.lemma in _CONFIRMING and bool(told) and first in ("the", "this", "these", "those")
    if not doubts and not confirms:
        return
    on = [scene.head(chunk) for chunk in (clause.governed("on", "about", "over") if doubts else clause.objects)]
    for chunk in clause.subjects[-1:]:
        for reading in actors_of(scene, chunk, memory)[:1]:
            stance = Stance.DOUBTS if doubts else Stance.CONFIRMS
            yield Reaction(reading, stance, clause.head, _denied(on))


def _denied(nouns: Sequence[Token]) -> Aspect | None:
    """Whether one's own part or a figure is denied; None where the words leave it open."""
    if any(token.lemma.lower() in PARTS_IN_IT for token in nouns):
        return Aspect.RESPONSIBILITY
    return Aspect.TOLL if any(token.lemma.lower() in FIGURE_NOUNS for token in nouns) else None


def gives_no_evidence(scene: Scene) -> bool:
    """Whether the sentence says that a source gave no evidence."""
    return _NO_EVIDENCE.search(scene.report.text, scene.span.start, scene.span.end) is not None
