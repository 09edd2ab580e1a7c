"""One row of each shape of table to a value. Column names and codes are those of the formats' own documentation."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from casus.errors import InputError
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Side
from casus.model.outside import Figures, Outside, Shape
from casus.model.when import When
from casus.reference.actors import actor_register
from casus.reference.countries import countries
from casus.reference.resources import load_toml

_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%Y")
_WHERE_PREC = MappingProxyType(
    {
        "1": Precision.EXACT,
        "2": Precision.NEAR,
        "3": Precision.DISTRICT,
        "4": Precision.PROVINCE,
        "5": Precision.REGION,
        "6": Precision.COUNTRY,
        "7": Precision.REGION,
    }
)
_GEO_PRECISION = MappingProxyType({"1": Precision.EXACT, "2": Precision.NEAR, "3": Precision.PROVINCE})


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells by column, and its line."""

    by_column: Mapping[str, str]
    line: int

    def text(self, column: str) -> str | None:
        """The words of a cell; None where it is empty or the table lacks the column."""
        return self.by_column.get(column) or None

    def number(self, column: str) -> int | None:
        """A count; None where the cell is empty. Raises InputError for anything but a whole number from 0."""
        told = self.text(column)
        if told is None:
            return None
        try:
            value = float(told.replace(",", ""))
        except ValueError:
            value = -1.0
        if value < 0 or not value < 1e9 or value != int(value):
            raise InputError(f"{column}: {told!r} is no number of people")
        return int(value)

    def degrees(self, column: str, most: float) -> float | None:
        """A latitude or longitude in degrees. Raises InputError where it is none."""
        told = self.text(column)
        if told is None:
            return None
        try:
            value = float(told)
        except ValueError:
            value = most + 1
        if not abs(value) <= most:
            raise InputError(f"{column}: {told!r} is no number of degrees from -{most:g} to {most:g}")
        return value

    def day(self, column: str) -> date | None:
        """A day. Raises InputError where the cell holds none."""
        told = self.text(column)
        return _day(told, column) if told else None


def _day(told: str, column: str) -> date:
    plain = re.sub(r"[T ]\d{2}:\d{2}.*$", "", told)
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise InputError(f"{column}: {told!r} is no day like 2025-05-08")


def acled(cells: Cells) -> Outside:
    """A row of ACLED's export."""
    day = cells.day("event_date")
    if day is None:
        raise InputError("event_date: no day")
    act = cells.text("sub_event_type") or cells.text("event_type")
    killed = cells.number("fatalities")
    notes = cells.text("notes")
    return Outside(
        id=cells.text("event_id_cnty") or f"line {cells.line}",
        line=cells.line,
        shape=Shape.ACLED,
        when=_acled_days(day, cells.text("time_precision")),
        country=country_of(cells.text("country")),
        admin1=cells.text("admin1"),
        place=cells.text("location"),
        **_spot(cells, "latitude", "longitude"),
        precision=_GEO_PRECISION.get(cells.text("geo_precision") or "", Precision.EXACT),
        act=act,
        acts=tuple(EventType(code) for code in _table()["acled"].get(act, ())),
        actors=_actors(cells.text("actor1"), cells.text("actor2")),
        killed=Figures(None, killed, None),
        sources=_parts(cells.text("source")),
        notes=notes,
    )


def _acled_days(day: date, precision: str | None) -> When:
    """`time_precision` 2 is a week whose middle day is written, 3 a month."""
    if precision == "2":
        return When(day - timedelta(days=3), day + timedelta(days=3))
    if precision == "3":
        return When(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    return When.day(day)


def ucdp(cells: Cells) -> Outside:
    """A row of UCDP's georeferenced event dataset."""
    first, last = cells.day("date_start"), cells.day("date_end")
    if first is None:
        raise InputError("date_start: no day")
    if last is not None and last < first:
        raise InputError(f"date_end {last} lies before date_start {first}")
    kind = cells.text("type_of_violence") or ""
    return Outside(
        id=cells.text("relid") or cells.text("id") or f"line {cells.line}",
        line=cells.line,
        shape=Shape.UCDP,
        when=When(first, last or first),
        country=country_of(cells.text("country")),
        admin1=_without_kind(cells.text("adm_1")),
        place=_without_kind(cells.text("where_coordinates")),
        **_spot(cells, "latitude", "longitude"),
        precision=_WHERE_PREC.get(cells.text("where_prec") or "", Precision.EXACT),
        act=_table()["ucdp"].get(kind),
        actors=_actors(cells.text("side_a"), cells.text("side_b")),
        killed=Figures(cells.number("low"), cells.number("best"), cells.number("high")),
        sides=tuple(_ucdp_sides(cells)),
        sources=_parts(cells.text("source_office")),
        speaker=cells.text("source_original"),
        summary=cells.text("event_clarity") == "2",
        notes=cells.text("source_headline"),
    )


def _without_kind(name: str | None) -> str | None:
    """UCDP writes what a place is behind its name, in small letters: "Quetta town", "Sindh province"."""
    if name is None:
        return None
    words = name.split()
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return " ".join(words)


def _ucdp_sides(cells: Cells) -> Iterator[tuple[Side, int]]:
    """Deaths by side, those that are more than none."""
    columns = {
        "deaths_a": _side_of(cells.text("side_a")),
        "deaths_b": _side_of(cells.text("side_b")),
        "deaths_civilians": Side.CIVILIANS,
        "deaths_unknown": Side.UNKNOWN,
    }
    for column, side in columns.items():
        if number := cells.number(column):
            yield side, number


def plain(cells: Cells) -> Outside:
    """A row of any table whose columns we know by name."""
    first, last = cells.day("first"), cells.day("last")
    if first is not None and last is not None and last < first:
        raise InputError(f"the last day, {last}, lies before the first, {first}")
    told = cells.text("act")
    code = re.sub(r"[\s-]+", "_", told.casefold()) if told else ""
    return Outside(
        id=cells.text("id") or f"line {cells.line}",
        line=cells.line,
        shape=Shape.PLAIN,
        when=When(first, last or first) if first else None,
        country=country_of(cells.text("country")),
        admin1=cells.text("admin1"),
        place=cells.text("place"),
        **_spot(cells, "lat", "lon"),
        act=told,
        acts=(EventType(code),) if code in set(EventType) else tuple(map(EventType, _table()["acled"].get(told, ()))),
        actors=_actors(*_parts(cells.text("actors"))),
        killed=Figures(cells.number("low"), cells.number("best"), cells.number("high")),
        sources=_parts(cells.text("sources")),
        notes=cells.text("notes"),
    )


def _spot(cells: Cells, lat: str, lon: str) -> dict[str, Any]:
    """Both degrees or none; (0, 0) stands for unknown in such tables."""
    spot = cells.degrees(lat, 90), cells.degrees(lon, 180)
    return {"lat": spot[0], "lon": spot[1]} if None not in spot and spot != (0, 0) else {}


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip(' "') for part in cell.split(";") if part.strip(' "')) if cell else ()


def _side_of(name: str | None) -> Side:
    if name is None or _listed("nobody", name):
        return Side.CIVILIANS if name and name.startswith("Civilians") else Side.UNKNOWN
    return Side.STATE if _listed("states", name) else Side.NONSTATE


def _actors(*names: str | None) -> tuple[Actor, ...]:
    return tuple(_actor(name) for name in names if name and not _listed("nobody", name))


def _actor(name: str) -> Actor:
    """An actor by the table's name for it: a state's force, "BLA: Baloch Liberation Army", a group of the register."""
    state = _listed("states", name)
    if state:
        return Actor(name, None, country_of(state), Side.STATE)
    plain_name = re.sub(r"\s*\([^)]*\)", "", name.split(": ", 1)[-1]).strip()
    return actor_register().named(plain_name) or Actor(plain_name or name)


def _listed(section: str, name: str) -> str | None:
    """What the first pattern that fits takes from a name: its group, or all that it matched; None where none fits."""
    found = next((match for one in _patterns(section) if (match := one.match(name))), None)
    return found[found.lastindex or 0] if found else None


@cache
def _patterns(section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in _table()[section]["patterns"])


@cache
def _table() -> dict[str, Any]:
    return load_toml("bridge.toml")


def country_of(name: str | None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by code or name; a name in brackets is a second one."""
    if name is None:
        return None
    if name.upper() in countries():
        return name.upper()
    known = _country_names()
    short = re.sub(r"\s*\([^)]*\)", "", name).strip()
    return known.get(name.casefold()) or known.get(short.casefold())


@cache
def _country_names() -> Mapping[str, str]:
    names = {name.casefold(): one.code for one in countries().values() for name in (*one.names, one.name)}
    return MappingProxyType(names)


READERS: Mapping[Shape, Callable[[Cells], Outside]] = MappingProxyType(
    {Shape.ACLED: acled, Shape.UCDP: ucdp, Shape.PLAIN: plain}
)
"""The reader of each shape's rows."""
