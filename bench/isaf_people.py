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

from bench.isaf_read import Release
from bench.isaf_words import filled, low_of, pattern, profile
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


_DETERMINED = re.compile(r"(?:an?|the|his|their|another|him)\b")
SEVERAL = 3
"""What coders wrote for "killing the insurgents", where no number is told."""


def people(release: Release, fate: Fate) -> People:
    """How many were killed or captured in the operation of a release."""
    counted = [_combine(_told(release, part, fate)) for part in release.parts]
    best = People(max(one.count for one in counted), max(one.leaders for one in counted))
    if best.count or fate is Fate.CAPTURED:  # Casus still takes "an operation to detain them" for an arrest
        return best
    return People(claimed(release, fate), best.leaders)


def civilians(release: Release) -> int:
    """How many civilians the force itself killed, where the release is about that; 0 where it is about others."""
    rule = profile()["civilians"]
    text = " ".join(release.report.text.split())
    if not re.search(rule["words"], text):
        return 0
    theirs = [
        sum(
            toll.count.low
            for toll in claim.tolls_of(Harm.KILLED)
            if not toll.who or pattern("not_theirs").search(toll.who)
        )
        for claim in release.parsed.claims
    ]
    return max(theirs, default=0)


def claimed(release: Release, fate: Fate) -> int:
    """The same by the tolls of the claims alone: the largest of one claim, of the people whom releases count."""
    harm = Harm.KILLED if fate is Fate.KILLED else Harm.ARRESTED
    theirs = [
        sum(_low(release, toll) for toll in claim.tolls_of(harm) if _is_theirs(release, toll))
        for claim in release.parsed.claims
        if claim.scope is Scope.INCIDENT and claim.realis is Realis.HAPPENED and not _is_earlier(claim.quote)
    ]
    return max(theirs, default=0)


def _is_earlier(quote: str) -> bool:
    return bool(pattern("past").search(quote) or pattern("deed").search(quote))


def _is_theirs(release: Release, toll: Toll) -> bool:
    words = release.report.text[toll.span.start : toll.span.end + 25] if toll.span else ""
    return toll.side is not Side.CIVILIANS and not pattern("not_theirs").search(toll.who or words)


def _low(release: Release, toll: Toll) -> int:
    words = toll.span.of(release.report.text) if toll.span else ""
    return SEVERAL if toll.rule == "bare plural" else low_of(words) or toll.count.low


def _combine(statements: Sequence[Statement]) -> People:
    """One person of the first sentence and the group of the next are added, unless one sentence told both."""
    best = alone = 0
    joined = waiting = False
    for one in statements:
        if one.singles and one.groups:
            joined = True
            best = max(best, one.singles + one.groups)
        elif one.singles and waiting and not joined:
            joined = True
            best += one.singles
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
        waiting = waiting or one.further
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
        if pattern("past").search(text):
            continue
        for words in _objects(text, fate):
            span = Span(sentence.start + words.start, sentence.start + words.end)
            parts = tuple(_parts(release, span))
            if parts:
                found.append(Statement(span, parts, bool(pattern("summary").search(text))))
    return sorted(found, key=lambda one: one.span)


def _objects(sentence: str, fate: Fate) -> Iterator[Span]:
    """The words that name whom a sentence tells killed or captured."""
    taken = []
    for subject, verb in _subjects(sentence, fate):
        taken.append(verb)
        yield subject
    for match in _actives(fate).finditer(sentence):
        if any(verb.covers(Span(match.start(), match.start() + 3)) for verb in taken):
            continue
        if pattern("goal").search(sentence[: match.start()]) or pattern("deed").search(sentence[: match.end()]):
            continue
        there = pattern("inverted").match(match["who"])
        yield Span(match.start("who") + (there.end() if there else 0), match.end("who"))


def _subjects(sentence: str, fate: Fate) -> Iterator[tuple[Span, Span]]:
    """The subjects of passives, each with the words up to the end of its verb."""
    for match in _passives(fate).finditer(sentence):
        if match["who"].endswith(" and") or pattern("deed").search(sentence[: match.end()]):
            continue
        verbs = list(pattern("before_subject").finditer(match["who"]))
        start = match.start("who") + (verbs[-1].end() if verbs else 0)
        subject = Span(start, match.end("who"))
        # Without "were" it may be an active verb: only a counted subject tells.
        if match["be"] or re.match(filled(r"<few>\b"), subject.of(sentence)):
            yield subject, Span(*match.span())


@cache
def _actives(fate: Fate) -> re.Pattern[str]:
    who = r"(?P<who>[^.;:—–]{3,120}?)"
    return re.compile(pattern(fate).pattern + who + pattern("stop").pattern, re.IGNORECASE)


@cache
def _passives(fate: Fate) -> re.Pattern[str]:
    be = r"(?:(?P<be>was|were|being|been)\s(?:also\s|later\s|both\s|all\s)*|(?<=[a-z]\s))"
    who = r"(?P<who>[^,;:—–]{5,90}?)(?:,[^,;:]{3,60},)?\s"
    return re.compile(who + be + pattern(f"were_{fate}").pattern + filled(r"(?!\s<few>\b)"))


def _parts(release: Release, span: Span) -> Iterator[Part]:
    text, start, glued = release.report.text, span.start, ""
    if pattern("no_people").match(span.of(text)):
        return
    ranges = [count.span for count in release.parsed.layers.counts if count.span]
    for glue in pattern("joint").finditer(text, span.start, span.end):
        if any(one.covers(Span(*glue.span())) for one in ranges):
            continue  # "between three and six"
        yield from _part(release, Span(start, max(start, glue.start())), glued)
        start, glued = glue.end(), "within" if glue["within"] else glue.group().strip()
    yield from _part(release, Span(start, max(start, span.end)), glued)


def _part(release: Release, span: Span, glued: str) -> Iterator[Part]:
    """One part of an object; `glued` is what joins it to the part before. Nothing where it names nobody of theirs."""
    words = " ".join(span.of(release.report.text).split())
    number = _number(release, span, words)
    if pattern("not_theirs").search(words) or not _is_somebody(words, number, glued):
        return
    further = bool(pattern("further").search(words))
    single = number is None and not pattern("plural").search(words) and not further
    if single and glued == "and" and pattern("person").search(words) and not _DETERMINED.match(words):
        return  # "a leader and facilitator" is one person
    low = number if number is not None else _unnumbered(words)
    if low:
        leads = low if pattern("leader").search(words) else 0
        yield Part(low, single, further, leads, glued == "within", bool(pattern("definite").search(words)))


def _is_somebody(words: str, number: int | None, glued: str) -> bool:
    """Whether words name people: by a noun, a bare number or a name (after a comma, that of the one before it)."""
    name = not glued.startswith(",") and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", words)
    return bool(pattern("person").search(words) or name or (number is not None and len(words.split()) <= 2))


def _number(release: Release, span: Span, words: str) -> int | None:
    told = low_of(words)
    if told:
        return told
    for count in release.parsed.layers.counts:
        if count.span and span.covers(count.span):
            return count.value.low
    return 2 if re.match(r"both\b", words, re.IGNORECASE) else None


def _unnumbered(words: str) -> int:
    """One for "a leader" and "the facilitator"; two for "suspected insurgents"; 0 for "the insurgents" and "them"."""
    if not pattern("plural").search(words):
        return 1
    return 0 if re.match(r"(?:the|these|those|his|all|them)\b", words, re.IGNORECASE) else 2
