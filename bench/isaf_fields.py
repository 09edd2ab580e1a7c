"""The 13 fields of a release, from what Casus read of it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bench.isaf_people import Fate, People, civilians, people
from bench.isaf_read import Release, month_of
from bench.isaf_words import profile
from casus.ground.times import read_times
from casus.model.codes import Precision, TimeKind
from casus.model.reading import Reading
from casus.model.span import Span
from casus.model.when import Timex

_TIES = re.compile(r"\bconfirm", re.IGNORECASE)
_PROVINCE = re.compile(r"\bprovince$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """A line of the answer. Lists hold codes; a day that nobody knows is None."""

    start_date: str | None
    event_type: list[str]
    province: list[str]
    target_group: list[str]
    min_killed: int
    min_captured: int
    killq: bool
    captureq: bool
    killcaptureraid: bool
    airstrike: bool
    noshotsfired: bool
    min_leaders_killed: int
    min_leaders_captured: int

    def to_json(self) -> dict[str, Any]:
        """The keys of the labels."""
        return asdict(self)


def fields(release: Release) -> Fields:
    """Fill the 13 fields."""
    killed, captured = people(release, Fate.KILLED), people(release, Fate.CAPTURED)
    innocent = civilians(release)
    if innocent:
        killed = People(innocent, 0)
    air = _says(release, "airstrike")
    quiet = _says(release, "noshotsfired") and not killed.count
    day = event_day(release)
    return Fields(
        day.isoformat() if day else None,
        [
            _event_type(killed, captured, air)
            if not innocent
            else "airstrike;civiliancasualty"
            if air
            else "civiliancasualty"
        ],
        [province(release)],
        [groups(release)],
        killed.count,
        captured.count,
        killed.count > 0,
        captured.count > 0,
        _raid(release, captured, air),
        air,
        quiet,
        killed.leaders,
        captured.leaders,
    )


def _event_type(killed: People, captured: People, air: bool) -> str:
    if killed.count and captured.count:
        return "captureandkill"
    if captured.count:
        return "detention"
    return "airstrike" if air else "insurgentskilled"


def _civilian_type(air: bool) -> str:
    return "airstrike;civiliancasualty" if air else "civiliancasualty"


def _says(release: Release, field: str) -> bool:
    rule = profile()[field]
    for part in release.parts:
        for sentence in release.sentences(part):
            words = " ".join(sentence.of(release.report.text).split())
            if re.search(rule["words"], words) and not ("not" in rule and re.search(rule["not"], words)):
                return True
    return False


def _raid(release: Release, captured: People, air: bool) -> bool:
    rule = profile()["raid"]
    text = " ".join(release.report.text[release.body :].split())
    sought = bool(re.search(rule["how"], text)) and not air
    return bool(re.search(rule["whom"], text)) and (captured.count > 0 or sought)


def event_day(release: Release) -> date | None:
    """The day of the operation: told by Casus's days of the body, or else the day of the release.

    A day told by the day of writing ("yesterday", "Monday", "overnight": its first day) goes before a date; but where
    something is confirmed, the date goes before, since "today" is then the day of confirming.
    """
    text = release.report.text
    body = [time for time in release.parsed.layers.times if _in_body(release, time)]
    told = [time for time in body if time.rule != "month-day"]
    dated = [time for time in body if time.rule == "month-day"]
    confirms = bool(_TIES.search(text[release.body : release.body + 300]))
    for time in dated + told if confirms else told + dated:
        if time.value.when:
            return time.value.when.first
    return release.report.published or _day_of_month(release)


def _day_of_month(release: Release) -> date | None:
    """The first day that the body tells in the month of the release's number."""
    month = month_of(release.report.text)
    for time in read_times(release.report.text, month) if month else ():
        when = time.value.when
        if (
            month
            and when
            and time.rule == "month-day"
            and (when.first.year, when.first.month) == (month.year, month.month)
        ):
            return when.first
    return None


def _in_body(release: Release, time: Reading[Timex]) -> bool:
    published, when = release.report.published, time.value.when
    if not published or not when or not time.span or time.span.start < release.body:
        return False
    if time.value.kind is TimeKind.DURATION or when.days > 2:
        return False
    return 0 <= (published - when.first).days <= 31


def province(release: Release) -> str:
    """The province: one told by name in the body, or else the one that a place of the body lies in."""
    told = [place for place in release.parsed.layers.places if place.value.country == "AF" and place.value.admin1]
    body = [place for place in told if place.span and _is_told(release, place.span)]
    named = [place for place in body if place.value.precision is Precision.PROVINCE or _PROVINCE.search(place.text)]
    for place in (*named, *body, *told[:1]):
        name = place.value.admin1 or ""
        return str(profile()["province"].get(name, name.lower()))
    return ""


def _is_told(release: Release, span: Span) -> bool:
    """Whether a place stands in the body or an update, and in none of their datelines ("KABUL, Afghanistan")."""
    dateline = release.report.text[span.end : span.end + 15].lstrip(", \n\xa0").startswith("Afghanistan")
    return not dateline and any(part.covers(span) for part in release.parts)


def groups(release: Release) -> str:
    """The codes of the groups named, in the order of the alphabet."""
    text = " ".join(release.report.text.split())
    return ";".join(sorted(row["code"] for row in profile()["group"] if re.search(row["words"], text)))
