"""How many were killed and how many captured, as the coders of the ISAF releases counted.

The numbers are Casus's counts, by the ranges of the profile `isaf` (isaf.toml) where words give none; "a Taliban
leader" is one. Which people were killed or captured comes from the sentences about it. Coders counted people, not
mentions: the leader of the first sentence and "two additional insurgents" of the last are three.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bench.isaf_read import Release
from casus.model.codes import Harm, Realis, Scope, Side
from casus.model.span import Span
from casus.model.toll import Toll


class Fate(StrEnum):
    """What the coders counted."""

    KILLED = "killed"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those killed or captured, told in one breath: `low` of them.

    `single` is a person told without a number ("a Taliban leader", "him"); `further` are people beside those told
    already ("two additional insurgents"); `leads` says how many of them lead; `within` are told as some of the part
    before ("including a leader"); `definite` have been told of before ("both men").
    """

    low: int
    single: bool
    further: bool
    leads: int
    within: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What one verb says: the parts of its object (or subject, where passive).

    `summary`: it sums up several operations, of which the release then tells one.
    """

    span: Span
    parts: tuple[Part, ...]
    summary: bool = False

    @property
    def singles(self) -> int:
        return sum(part.low for part in self.parts if part.single and not part.within)

    @property
    def groups(self) -> int:
        return sum(part.low for part in self.parts if not part.single and not part.within)

    @property
    def further(self) -> bool:
        return any(part.further for part in self.parts)

    @property
    def whole(self) -> bool:
        """Whether it tells of somebody as some of the others, or of people told before."""
        return any(part.within or part.definite for part in self.parts if not part.single)

    @property
    def leads(self) -> int:
        return sum(part.leads for part in self.parts)


@dataclass(frozen=True, slots=True)
class People:
    """How many, at least, and how many of them lead."""

    count: int
    leaders: int


_LEADER = r"(?:sub-?)?(?:leaders?|commanders?)"
_ROLE = (
    rf"{_LEADER}|facilitators?|makers?|dealers?|planners?|specialists?|experts?|smugglers?|suppliers?|forgers?|"
    r"traffickers?|financiers?|coordinators?|manufacturers?|emplacers?|builders?|operatives?|deput(?:y|ies)|chiefs?"
)
_PERSON = (
    rf"{_ROLE}|insurgents?|militants?|individuals?|suspects?|associates?|fighters?|m[ae]n|males?|members?|detainees?|"
    r"others?|occupants?|Taliban|persons?|people|subordinates?|targets?|enem(?:y|ies)|bombers?|attackers?|terrorists?|"
    r"him|them|another"
)
_NOT_THEIRS = re.compile(
    r"\b(?:civilians?|soldiers?|police(?:m[ae]n)?|service members?|wom[ae]n|child(?:ren)?|troops|nationals?|elders?|"
    r"officials?|officers?|Americans|wounded|injured)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:additional|others?|more(?! than)|another|associates?|further|subordinates?)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:additional|more(?! than))\b", re.IGNORECASE)
_GLUE = re.compile(
    r",?\s+(?P<within>(?:to )?includ(?:ing|ed?)|one of (?:them|whom))\s+|"
    r"\s+(?:along with|as well as|together with|and)\s+|,\s+(?:and\s+)?",
    re.IGNORECASE,
)
_DONE = r"(?:seiz|discover|found|destroy|recover|confiscat|wound|injur|kill|detain|captur|arrest|forc)"
# The end of an object: what follows tells where, when, why or what was done next.
_STOP = (
    r"(?=[.;:—–]|(?<!along)(?<!together)\swith\b|\s(?:during|in|at|on|after|while|who|whom|which|that|when|for|from|near|known|over|based|today|"
    r"responsible|operating|involved|yesterday|by|as(?! well)|following|believed|associated with|linked to|connected|carrying|to|"
    rf"suspected of|and {_DONE}\w*|{_DONE}\w+)\b|$)"
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
# What stands before the verb of a goal, or of a deed of the one sought: no act of this release.
_GOAL = re.compile(
    r"\b(?<!addition )to\s*$|\b(?:attempt(?:ed)? to|aimed at|resulted from|responsible for|linked to|involved in|planning|"
    r"role in|of|not|have|has|had|the|an?|avoid)\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\bsince (?:the|June|July|May|April|March|January|last)|\bthis (?:year|month alone)|\bto date\b|\bso far\b|"
    r"\blast (?:week|month|year)|\boperations\b[^.]{0,60}\brecently\b|attempt(?:ed)? to kill|"
    r"\b(?:attacks?|ambush|bombings?|blast|explosion|IED)\b[^.]{0,60}\b(?:that|which) (?:\w+ )?kill",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\bseparate\b[^.]{0,40}\boperations|\bpast 24 hours\b|\boperations (?:throughout|across)\b|"
    r"\b(?:two|three|four|five|several|multiple)\b[^.,]{0,30}\boperations\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:insurgents|leaders|facilitators|commanders|individuals|militants|men|suspects|associates|others|fighters|"
    r"detainees|occupants|members|them)\b"
)
_FEW = r"[0-9]+|an?|the|one|two|three|four|five|six|seven|eight|nine|ten|several|multiple|numerous|many|more|another|others"
_NO_PEOPLE = re.compile(r"(?:in|at|on|over|by|or|during|after|is|was|were|have|has|been|as|with|while|without)\b")


def people(release: Release, fate: Fate) -> People:
    """How many were killed or captured in the operation of a release."""
    counted = [_combine(_told(release, part, fate)) for part in release.parts]
    best = People(max(one.count for one in counted), max(one.leaders for one in counted))
    if best.count or fate is Fate.CAPTURED:  # Casus still takes "an operation to detain them" for an arrest
        return best
    return People(claimed(release, fate), best.leaders)


def claimed(release: Release, fate: Fate) -> int:
    """The same by the tolls of the claims alone: the largest of one claim, of the people whom releases count."""
    harm = Harm.KILLED if fate is Fate.KILLED else Harm.ARRESTED
    theirs = [
        sum(_low(release, toll) for toll in claim.tolls_of(harm) if _is_theirs(toll))
        for claim in release.parsed.claims
        if claim.scope is Scope.INCIDENT and claim.realis is Realis.HAPPENED and not _PAST.search(claim.quote)
    ]
    return max(theirs, default=0)


def _is_theirs(toll: Toll) -> bool:
    return toll.side is not Side.CIVILIANS and not _NOT_THEIRS.search(toll.who or "")


def _low(release: Release, toll: Toll) -> int:
    words = toll.span.of(release.report.text) if toll.span else ""
    return _vague(words) or toll.count.low


def _combine(statements: Sequence[Statement]) -> People:
    """One person of the first sentence and the group of the next are added, unless one sentence told both."""
    best = alone = 0
    joined = False
    for one in statements:
        if one.singles and one.groups:
            joined = True
            best = max(best, one.singles + one.groups)
        elif one.singles:
            alone = max(alone, one.singles)
            best = max(best, alone)
        elif alone and not joined and not one.whole:
            best = max(best, alone + one.groups)
            joined = True
        elif one.further and best > 1 and not joined:
            best += one.groups
            joined = True
        else:
            best = max(best, one.groups)
    return People(best, min(best, max((one.leads for one in statements), default=0)))


def _told(release: Release, part: Span, fate: Fate) -> list[Statement]:
    """What is told of the one operation; sums over several count only where nothing else is told, of either fate."""
    mine = _statements(release, part, fate)
    others = [one for other in Fate if other is not fate for one in _statements(release, part, other)]
    if all(one.summary for one in [*mine, *others]):
        return mine
    return [one for one in mine if not one.summary]


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
    done = rf"(?:(?:was|were|being|been)\s(?:also\s|later\s|both\s|all\s)*|(?<=[a-z]\s)){_PASSIVES[fate]}\b"
    for match in re.finditer(rf"(?P<who>[^,;:—–]{{3,90}}?)\s{done}(?!\s(?:{_FEW})\b)", sentence):
        if match["who"].endswith(" and"):
            continue
        start = match.start("who") + _subject(match["who"])
        if " were" in match.group() or " was" in match.group() or _counted(sentence[start : match.end("who")]):
            taken.append(Span(match.start(), match.end()))
            yield Span(start, match.end("who"))
    for match in re.finditer(rf"\b(?:{_VERBS[fate]})\s+(?P<who>[^.;:—–]{{3,120}}?){_STOP}", sentence, re.IGNORECASE):
        if any(span.covers(Span(match.start(), match.start() + 3)) for span in taken):
            continue
        if not _GOAL.search(sentence[: match.start()]):
            yield Span(match.start("who"), match.end("who"))


def _counted(words: str) -> bool:
    return bool(re.match(rf"(?:{_FEW})\b", words))


def _subject(words: str) -> int:
    """Where the subject of a passive begins: after another verb of its sentence and the words that join them."""
    verbs = rf"\b(?:reports?|reported|said|says|that|confirmed|in which|was|were|been|resulted in|{_DONE}\w*)\b(?:\s+by\b.*\band\b|\s+and\b)?\s*"
    last = None
    for last in re.finditer(verbs, words):
        pass
    return last.end() if last else 0


def _parts(release: Release, span: Span) -> Iterator[Part]:
    text, start, glued = release.report.text, span.start, ""
    if _NO_PEOPLE.match(span.of(text)):
        return
    ranges = [count.span for count in release.parsed.layers.counts if count.span]
    for glue in _GLUE.finditer(text, span.start, span.end):
        if any(one.covers(Span(*glue.span())) for one in ranges):
            continue  # "between three and six"
        yield from _part(release, Span(start, max(start, glue.start())), glued)
        start, glued = glue.end(), "within" if glue["within"] else glue.group().strip()
    yield from _part(release, Span(start, max(start, span.end)), glued)


def _part(release: Release, span: Span, glued: str) -> Iterator[Part]:
    words = " ".join(span.of(release.report.text).split())
    number = _number(release, span, words)
    known = bool(re.search(rf"\b(?:{_PERSON})\b", words, re.IGNORECASE))
    # A name after a comma is that of the person before it.
    name = not glued.startswith(",") and bool(re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", words))
    bare = number is not None and len(words.split()) <= 2
    if _NOT_THEIRS.search(words) or not (known or name or bare):
        return
    further = bool(_MORE.search(words))
    single = number is None and not _PLURAL.search(words) and not further
    if single and glued == "and" and known and not re.match(r"(?:an?|the|his|their|another|him)\b", words):
        return  # "a leader and facilitator" is one person
    low = number if number is not None else _unnumbered(words)
    definite = bool(re.match(r"(?:both|all|the|these|those)\b", words, re.IGNORECASE))
    if low:
        leads = low if re.search(rf"\b{_LEADER}\b", words, re.IGNORECASE) else 0
        yield Part(low, single, further, leads, glued == "within", definite)


def _number(release: Release, span: Span, words: str) -> int | None:
    vague = _vague(words)
    if vague:
        return vague
    for count in release.parsed.layers.counts:
        if count.span and span.covers(count.span):
            return count.value.low
    return 2 if re.match(r"both\b", words, re.IGNORECASE) else None


def _vague(words: str) -> int | None:
    for row in vague():
        if re.search(rf"\b{row['words']}", words, re.IGNORECASE):
            return int(row["low"])
    return None


def _unnumbered(words: str) -> int:
    """One for "a leader" and "the facilitator"; two for "suspected insurgents"; 0 for "the insurgents" and "them"."""
    if not _PLURAL.search(words):
        return 1
    return 0 if re.match(r"(?:the|these|those|his|all|them)\b", words, re.IGNORECASE) else 2


@cache
def profile() -> dict[str, Any]:
    """The tables of the profile `isaf`."""
    return tomllib.loads((Path(__file__).parent / "isaf.toml").read_text(encoding="utf-8"))


@cache
def vague() -> tuple[dict[str, Any], ...]:
    """The vague words of the profile, the longest first."""
    return tuple(sorted(profile()["vague"], key=lambda row: -len(row["words"])))
