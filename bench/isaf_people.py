"""How many were killed and how many captured, as the coders of the ISAF releases counted.

The numbers are Casus's counts, by the ranges of the profile `isaf` (isaf.toml) where words give none; "a Taliban
leader" is one. Which people were killed or captured comes from the sentences about it. Coders counted people, not
mentions: the leader of the first sentence and "two additional insurgents" of the last are three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import tomllib

from bench.isaf_read import Release
from casus.model.codes import Harm, Realis, Scope, Side
from casus.model.span import Span


class Fate(StrEnum):
    """What the coders counted."""

    KILLED = "killed"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those killed or captured, told in one breath: `low` of them.

    `single` is a person told by a role ("a Taliban leader"); `further` are people beside those told already ("two
    additional insurgents"); `leads` says how many of them lead.
    """

    low: int
    single: bool
    further: bool
    leads: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What one verb says: the parts of its object (or subject, where passive)."""

    span: Span
    parts: tuple[Part, ...]
    summary: bool = False
    """Whether it sums up several operations of which the release then tells one."""

    @property
    def total(self) -> int:
        return sum(part.low for part in self.parts)


@dataclass(frozen=True, slots=True)
class People:
    """How many, at least, and how many of them lead."""

    count: int
    leaders: int


_LEADER = r"(?:sub-?)?(?:leaders?|commanders?)"
_ROLE = (
    rf"{_LEADER}|facilitators?|governors?|makers?|dealers?|planners?|specialists?|experts?|smugglers?|suppliers?|"
    r"traffickers?|financiers?|coordinators?|manufacturers?|emplacers?|builders?|operatives?|deput(?:y|ies)|chiefs?"
)
_PERSON = (
    rf"{_ROLE}|insurgents?|militants?|individuals?|suspects?|associates?|fighters?|m[ae]n|males?|members?|detainees?|"
    r"others?|occupants?|Taliban|persons?|people|subordinates?|targets?|enem(?:y|ies)|bombers?|attackers?|terrorists?|"
    r"him|them|one|two|three|four|five|another"
)
_NOT_THEIRS = re.compile(
    r"\b(?:civilians?|soldiers?|police(?:men|man)?|service members?|wom[ae]n|child(?:ren)?|troops|national(?:s)?|elders?|"
    r"officials?|officers?|weapons?|cache|governor)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:additional|other|others|more|another|also|associates?|further|subordinates?)\b", re.IGNORECASE)
_GLUE = re.compile(r"\s+(?:along with|as well as|together with|and)\s+|,\s+(?:and\s+)?", re.IGNORECASE)
# The end of an object: what follows tells where, when, why or what was done next.
_STOP = (
    r"(?=[.;:—–(]|\s(?:during|in|at|on|after|while|who|whom|which|that|when|for|from|near|with (?:suspected|ties)|known|"
    r"responsible|operating|involved|based|today|yesterday|by|as a|as (?:they|the)|following|whil|suspected of|believed|"
    r"seiz\w+|discover\w+|found|destroy\w+|recover\w+|confiscat\w+|wound\w+|injur\w+|kill\w+|detain\w+|captur\w+|"
    r"arrest\w+|forc\w+|"
    r"and (?:seiz|discover|found|destroy|recover|confiscat|wound|injur|kill|detain|captur|arrest|forc)\w*|to)\b|$)"
)
_VERBS = {
    Fate.CAPTURED: r"detain(?:ed|ing|s)?|captur(?:ed|ing|es)|arrest(?:ed|ing|s)?|apprehend(?:ed|ing|s)?|"
    r"(?:the )?(?:capture|detention|arrest) of|(?:took|taking)(?=[^.]{3,60}into custody)",
    Fate.KILLED: r"kill(?:ed|ing|s)|(?:the )?deaths? of|eliminat(?:ed|ing)",
}
_PASSIVES = {
    Fate.CAPTURED: r"(?:detained|captured|arrested|apprehended|taken into custody)",
    Fate.KILLED: r"(?:killed|shot and killed|found dead)",
}
# Goals, deeds of the one sought, and times long past: no act of this release.
_GOAL = re.compile(
    r"\b(?:to|of|in|attempt(?:ed)? to|aimed at|resulted from|responsible for|linked to|involved in|planning|"
    r"not|have|has|had|the)\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:since (?:the|June|July|May|April|March|January|last)|this year|to date|last (?:week|month|year)|"
    r"(?:attacks?|ambush|bombings?|blast|explosion|IED|strike on [^.]{3,40}) (?:that|which) (?:\w+ )?kill|"
    r"attack\w* [^.]{0,60}(?:which|that) killed|attempt(?:ed)? to kill|so far)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"\bseparate\b[^.]{0,40}\boperations|\bpast 24 hours\b|\boperations (?:throughout|across)\b", re.IGNORECASE)


def people(release: Release, fate: Fate) -> People:
    """How many were killed or captured in the operation of a release."""
    counted = [_combine(_statements(release, part, fate)) for part in release.parts]
    return People(max(one.count for one in counted), max(one.leaders for one in counted))


def claimed(release: Release, fate: Fate) -> int:
    """The same by the tolls of the claims alone: the largest of one claim, of the people that releases count."""
    harm = Harm.KILLED if fate is Fate.KILLED else Harm.ARRESTED
    theirs = [
        sum(toll.count.low for toll in claim.tolls_of(harm) if toll.side is not Side.CIVILIANS)
        for claim in release.parsed.claims
        if claim.scope is Scope.INCIDENT and claim.realis is Realis.HAPPENED
    ]
    return max(theirs, default=0)


def _combine(statements: Sequence[Statement]) -> People:
    told = [one for one in statements if not one.summary] or list(statements)
    leaders = max((sum(part.leads for part in one.parts) for one in told), default=0)
    best, first_single = 0, False
    for one in told:
        groups = [part for part in one.parts if not part.single]
        singles = [part for part in one.parts if part.single]
        beside = bool(groups) and not singles and (first_single or any(part.further for part in groups))
        if beside and best and (any(part.further for part in groups) or best == 1):
            best = max(best, best + one.total) if not _again(told, one) else best
        else:
            best = max(best, one.total)
        first_single = first_single or (bool(singles) and not groups)
    return People(best, min(leaders, best))


def _again(told: Sequence[Statement], one: Statement) -> bool:
    """Whether a statement before this one already told of a single and a group together: it says the same again."""
    before = told[: told.index(one)]
    return any(
        any(part.single for part in other.parts) and any(not part.single for part in other.parts) for other in before
    )


def _statements(release: Release, part: Span, fate: Fate) -> list[Statement]:
    found = []
    for sentence in release.sentences(part):
        text = sentence.of(release.report.text)
        if _PAST.search(text):
            continue
        for words in _objects(text, fate):
            span = Span(sentence.start + words.start, sentence.start + words.end)
            parts = tuple(_parts(release, span))
            if parts:
                found.append(Statement(span, parts, bool(_SUMMARY.search(text))))
    return sorted(found, key=lambda one: one.span)


def _objects(sentence: str, fate: Fate) -> Iterator[Span]:
    """The words that name whom a sentence tells killed or captured."""
    taken: list[Span] = []
    for match in re.finditer(rf"([^,;:—–]{{3,90}}?)\s(?:was|were|being|been)\s(?:also\s|later\s|both\s)*{_PASSIVES[fate]}\b", sentence):
        taken.append(Span(match.start(), match.end()))
        yield Span(match.start(1), match.end(1))
    for match in re.finditer(rf"\b(?:{_VERBS[fate]})\s+(?P<who>[^.;:—–(]{{3,120}}?){_STOP}", sentence, re.IGNORECASE):
        if any(span.covers(Span(match.start(), match.start() + 3)) for span in taken):
            continue
        if not _GOAL.search(sentence[: match.start()]):
            yield Span(match.start("who"), match.end("who"))


def _parts(release: Release, span: Span) -> Iterator[Part]:
    text, start = release.report.text, span.start
    ends = [*_GLUE.finditer(text, span.start, span.end)]
    for end, following in [*((glue.start(), glue.end()) for glue in ends), (span.end, span.end)]:
        part = _part(release, Span(start, end))
        if part:
            yield part
        start = following


def _part(release: Release, span: Span) -> Part | None:
    words = " ".join(span.of(release.report.text).split())
    if _NOT_THEIRS.search(words) or not re.search(rf"\b(?:{_PERSON})\b", words, re.IGNORECASE):
        return None
    number = _number(release, span, words)
    single = number is None and bool(re.search(rf"\b(?:{_ROLE}|target|individual)\b", words, re.IGNORECASE)) and not _plural(words)
    if number is None:
        number = _unnumbered(words)
    if not number:
        return None
    leads = bool(re.search(rf"\b{_LEADER}\b", words, re.IGNORECASE))
    return Part(number, single and number == 1, bool(_FURTHER.search(words)), number if leads else 0)


def _number(release: Release, span: Span, words: str) -> int | None:
    for row in vague():
        if re.search(rf"\b{row['words']}", words, re.IGNORECASE):
            return int(row["low"])
    for count in release.parsed.layers.counts:
        if count.span and span.covers(count.span):
            return count.value.low
    return None


def _plural(words: str) -> bool:
    return bool(re.search(r"\b(?:insurgents|leaders|facilitators|commanders|individuals|militants|men|suspects|associates|others)\b", words))


def _unnumbered(words: str) -> int:
    """One for "a leader" and "the facilitator"; two for "suspected insurgents"; 0 for "the insurgents" and "them"."""
    if not _plural(words):
        return 0 if re.search(r"\bthem\b", words) else 1
    return 0 if re.match(r"(?:the|these|those|his|all|both)\b", words, re.IGNORECASE) else 2


@cache
def profile() -> dict[str, Any]:
    """The tables of the profile `isaf`."""
    return tomllib.loads((Path(__file__).parent / "isaf.toml").read_text(encoding="utf-8"))


@cache
def vague() -> tuple[dict[str, Any], ...]:
    """The vague words of the profile, the longest first."""
    return tuple(sorted(profile()["vague"], key=lambda row: -len(row["words"])))
