"""One press release as Casus reads it: its day from the dateline, its body, the layers and the claims.

The releases carry no day of their own field. Their first line has the number of the release ("2010-09-CA-005": the
month) and the dateline its day ("KABUL, Afghanistan (Sept. 1)"). The day published is what Casus reads in the dateline,
with the month of the number where the dateline leaves the year out. Without either nobody knows the day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casus.ground.times import read_times
from casus.model.claim import Parsed
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.when import Timex
from casus.pipeline import parse_report
from casus.text.sentences import sentences

_NUMBER = re.compile(r"\b(20[0-9]{2})\s*[-–]\s*(0[1-9]|1[0-2])\s*[-–]\s*[A-Z]{1,3}\s*[-–]?\s*[0-9]+")
_DATELINE = re.compile(r"Afghanistan,?\s*\([^)]{3,25}\)\s*[-–—]*|Immediate Release|\bNEWS RELEASE\b")
_UPDATE = re.compile(r"\n\s*-{3,}|\n\s*UPDATE\b")


@dataclass(frozen=True)
class Release:
    """A release: its text, what Casus read, and where its body begins."""

    report: Report
    parsed: Parsed

    @cached_property
    def body(self) -> int:
        """Where the body begins: after the dateline, or else after the words of the letterhead."""
        found = list(_DATELINE.finditer(self.report.text, 0, 700))
        lines = [match for match in found if "(" in match.group()]
        return (lines[0] if lines else found[-1]).end() if found else 0

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """The body and each update that was glued to it, without their letterheads."""
        text, start, spans = self.report.text, self.body, []
        for match in _UPDATE.finditer(text, self.body):
            if match.start() < start:
                continue  # inside the letterhead of the update before
            spans.append(Span(start, match.start()))
            head = _DATELINE.search(text, match.end())
            start = head.end() if head else match.end()
        return (*spans, Span(start, max(start, len(text))))

    def sentences(self, part: Span) -> Iterator[Span]:
        """The sentences of one part of the text."""
        for span in sentences(part.of(self.report.text)):
            yield Span(span.start + part.start, span.end + part.start)


def read(report_id: str, text: str, day: date | None = None) -> Release:
    """Read a release with Casus. `day`: when it was published, where others know better than its text."""
    report = Report(report_id, text, day or published(text), "ISAF")
    return Release(report, parse_report(report))


def published(text: str) -> date | None:
    """The day of the dateline; of the letterhead where there is no dateline."""
    days = [time for time in read_times(text, month_of(text)) if _is_day(time)]
    in_dateline = [time for time in days if time.span and text[: time.span.start].rstrip().endswith("(")]
    for time in in_dateline or [time for time in days if time.span and time.span.start < 120]:
        if time.value.when:
            return time.value.when.first
    return None


def dateline(text: str) -> tuple[int, int] | None:
    """Month and day of a dateline that tells no year."""
    for time in read_times(text[:400]):
        match = re.fullmatch(r"XXXX-([0-9]{2})-([0-9]{2})", time.value.value)
        if match and time.span and text[: time.span.start].rstrip().endswith("("):
            return int(match[1]), int(match[2])
    return None


def month_of(text: str) -> date | None:
    """The last day of the month in the number of a release."""
    number = _NUMBER.search(text)
    if not number:
        return None
    year, month = int(number[1]), int(number[2])
    return date(year, month, calendar.monthrange(year, month)[1])


def _is_day(time: Reading[Timex]) -> bool:
    return time.rule == "month-day" and time.value.when is not None and time.value.when.days == 1
