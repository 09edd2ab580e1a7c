"""Invented reports in bulk: the same ones at every run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

from casus.model.actor import Actor
from casus.model.claim import Claim, Parsed, claim_id
from casus.model.codes import EventType, Harm
from casus.model.count import Count
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.store.ledger import open_ledger

ORIGIN = "synthetic/1"


def claim(
    report: Report, quote: str, event_type: EventType = EventType.ATTACK, ordinal: int = 0, origin: str = ORIGIN
) -> Claim:
    start = report.text.index(quote)
    day = report.published
    return Claim(
        id=claim_id(report.id, quote, event_type, ordinal),
        report_id=report.id,
        incident=1,
        event_type=event_type,
        quote=quote,
        span=Span(start, start + len(quote)),
        source=Reading(Actor("police"), "Police", Span(0, 6), "test"),
        when=Reading(When.day(day), "", None, "test") if day else None,
        tolls=(Toll(Harm.KILLED, Count.exactly(2), "guards"),),
        origin=origin,
    )


def parsed(number: int, origin: str = ORIGIN) -> Parsed:
    text = f"Police said gunmen killed two guards at mill {number}. A bomb later broke the windows of shop {number}."
    report = Report(f"made-{number}", text, date(2025, 1, 1) + timedelta(days=number % 300), "Test Wire")
    first, second = (sentence.strip() for sentence in text.split(". "))
    return Parsed(
        report, (claim(report, first, origin=origin), claim(report, second[:-1], EventType.BOMBING, origin=origin))
    )


def many(number: int) -> Iterator[Parsed]:
    return (parsed(at) for at in range(number))


def main() -> None:
    """Add NUMBER reports to LEDGER, and say how many there are after each: `python -m tests.store.synthetic ...`."""
    with open_ledger(sys.argv[1], create=True) as ledger:
        for at, one in enumerate(many(int(sys.argv[2])), start=1):
            ledger.add(one, ORIGIN)
            print(at, flush=True)


if __name__ == "__main__":
    main()
