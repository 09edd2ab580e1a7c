"""What a user's gazetteer layer may be: a GeoNames dump, a Who's On First table, or a table with a header."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import isfinite
from pathlib import Path
from types import MappingProxyType

from casus.errors import InputError
from casus.reference.countries import countries
from casus.reference.gazetteer_build import Row, usable_alias
from casus.reference.gazetteer_keys import name_key
from casus.reference.resources import load_toml, load_tsv

GEONAMES, WHOSONFIRST, TABLE = "GeoNames", "Who's On First", "table"
_GEONAMES_COLUMNS = 19
_LOOKED_AT = 50
_NAME, _ID, _ALIASES = 200, 100, 100
_FIELDS = ("name", "lat", "lon", "country", "admin1", "admin2", "id", "aliases", "kind", "population")
_PARTS = re.compile(r"[;|]")


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be used, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is well made but names nothing that we look for: a hotel, a stream, a place given up."""


Read = Row | Bad | LeftOut
Line = str | None


@dataclass(frozen=True, slots=True)
class Format:
    """How the lines of a file are parted, and which column holds what."""

    kind: str
    delimiter: str = "\t"
    columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    width: int = _GEONAMES_COLUMNS


class WrongLineError(ValueError):
    """A line that cannot be used; the message says why."""


def format_of(path: Path, head: Sequence[Line]) -> Format:
    """What a file is by its first lines. Raises InputError where it is none of the three."""
    first = next((line for line in head if line and not line.startswith("#")), "")
    delimiter = max("\t,;", key=first.count)
    header = [cell.strip().strip('"').casefold() for cell in first.split(delimiter)]
    if "wof_id" in header:
        return Format(WHOSONFIRST, delimiter, _positions(header, ("wof_id", "placetype")), len(header))
    columns = columns_of(header)
    if {"name", "lat", "lon"} <= set(columns):
        return Format(TABLE, delimiter, columns, len(header))
    if any(_like_geonames(line) for line in head if line):
        return Format(GEONAMES)
    raise InputError(
        f"{path}: neither a GeoNames dump (19 columns), nor a Who's On First table, "
        "nor a table whose header holds name, lat and lon"
    )


def _like_geonames(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) == _GEONAMES_COLUMNS and cells[0].isdecimal()


def _positions(header: Sequence[str], needed: Sequence[str]) -> Mapping[str, int]:
    found = {name: at for at, name in enumerate(header)}
    for name in (*needed, "name", "lat", "lon"):
        if name not in found:
            raise InputError(f"a Who's On First table without the column {name!r}")
    return MappingProxyType(found)


def columns_of(header: Sequence[str]) -> Mapping[str, int]:
    """Which column of a plain table holds what we know by `resources/places/layers.toml`."""
    table = load_toml("places/layers.toml")["columns"]
    found = {}
    for one in _FIELDS:
        at = next((header.index(name) for name in table[one] if name in header), None)
        if at is not None:
            found[one] = at
    return MappingProxyType(found)


@cache
def kind_words(section: str) -> Mapping[str, str]:
    """Word or code to kind of entry, as a section of `resources/places/layers.toml` says it."""
    lists = load_toml("places/layers.toml")[section]
    kinds = ("town", "admin1", "admin2", "region", "sea", "border", "facility")
    return MappingProxyType({word: kind for kind in kinds for word in lists.get(kind, ())})


def rows(form: Format, layer: str, stream: Iterable[Line], units: Mapping[str, str] | None = None) -> Iterator[Read]:
    """What each line of `stream` says. `units` are the Who's On First units that `wof_units` found."""
    for cells in _cells(form, stream):
        if isinstance(cells, Bad):
            yield cells
            continue
        try:
            _check_width(form, cells)
            yield _parsed(form, layer, cells, units or {})
        except WrongLineError as fault:
            yield Bad(str(fault))


def _parsed(form: Format, layer: str, cells: Sequence[str], units: Mapping[str, str]) -> Read:
    if form.kind == GEONAMES:
        return _geonames(cells)
    return _whosonfirst(form, cells, units) if form.kind == WHOSONFIRST else _table(form, layer, cells)


def _check_width(form: Format, cells: Sequence[str]) -> None:
    if len(cells) != form.width:
        raise WrongLineError(f"{len(cells)} columns, not {form.width}")


def _cells(form: Format, stream: Iterable[Line]) -> Iterator[list[str] | Bad]:
    told = iter(stream)
    if form.kind == TABLE:
        yield from _csv_cells(form, told)
        return
    for line in told:
        if line is None:
            yield Bad("no UTF-8, or longer than a megabyte")
        elif line and not (form.kind == WHOSONFIRST and line.startswith("wof_id")):
            yield line.split(form.delimiter)


# A quote that is never closed swallows no more of a file than this many characters.
_LONGEST_CELL = 131_072


def _csv_cells(form: Format, stream: Iterator[Line]) -> Iterator[list[str] | Bad]:
    """The rows of a plain table after its header; a quoted cell may hold line ends."""
    broken: list[Bad] = []

    def text() -> Iterator[str]:
        for line in stream:
            if line is None:
                broken.append(Bad("no UTF-8, or longer than a megabyte"))
            elif not line.startswith("#"):
                yield f"{line}\n"

    reader = csv.reader(text(), delimiter=form.delimiter)
    header = True
    while True:
        try:
            cells = _next_row(reader)
        except StopIteration:
            yield from broken
            return
        except csv.Error as fault:
            yield Bad(f"no row of a table: {fault}")
            continue
        yield from broken
        broken.clear()
        if cells and not header:
            yield cells
        header = header and not cells


def _next_row(reader: Iterator[list[str]]) -> list[str]:
    """The next row, its cells no longer than `_LONGEST_CELL`. The module's limit is everybody's: it is put back."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _geonames(cells: Sequence[str]) -> Read:
    """One line of a dump; the columns are those of https://download.geonames.org/export/dump/readme.txt."""
    place_class, code = cells[6], cells[7]
    kinds, special = kind_words("geonames"), _not_towns()
    kind = "town" if place_class == "P" and code not in special else kinds.get(code)
    if not cells[0].isdecimal():
        raise WrongLineError(f"no GeoNames id: {_short(cells[0])}")
    if kind is None:
        return LeftOut()
    unit = f"{cells[8]}.{cells[10]}"
    lat, lon = _degrees(cells[4], cells[5], kind)
    name = _name(cells[1])
    country = "PS" if unit == "IL.WE" else _country(cells[8])
    return Row(
        gid=f"geonames:{cells[0]}",
        name=name,
        kind=kind,
        country=country,
        admin1=_unit_names().get("PS.WE" if unit == "IL.WE" else unit),
        admin2=name if kind == "admin2" else None,
        lat=lat,
        lon=lon,
        population=_people(cells[14]),
        names=_others((cells[2],), name),
        aliases=tuple(one for one in _others(cells[3].split(","), name) if usable_alias(one, name)),
    )


@cache
def _not_towns() -> frozenset[str]:
    """Codes of class P that are no towns of today."""
    return frozenset(load_toml("places/layers.toml")["geonames"]["not_towns"])


@cache
def _unit_names() -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["name"] for row in load_tsv("places/admin1.tsv")})


def wof_units(form: Format, stream: Iterable[Line]) -> Mapping[str, str]:
    """The ids of countries and first- and second-level units of a Who's On First table: few, so they fit in memory."""
    found: dict[str, str] = {}
    at = form.columns
    for cells in _cells(form, stream):
        if isinstance(cells, Bad) or len(cells) != form.width:
            continue
        if cells[at["placetype"]] == "country":
            code = cells[at["iso_or_hasc"]] if "iso_or_hasc" in at else ""
            found[cells[at["wof_id"]]] = code if code in countries() else _code_of(cells[at["name"]]) or ""
        elif cells[at["placetype"]] in ("region", "county"):
            found[cells[at["wof_id"]]] = cells[at["name"]]
    return MappingProxyType(found)


def _whosonfirst(form: Format, cells: Sequence[str], units: Mapping[str, str]) -> Read:
    def cell(name: str) -> str:
        return cells[form.columns[name]] if name in form.columns else ""

    kind = kind_words("whosonfirst").get(cell("placetype"))
    if kind is None or cell("deprecated") or cell("is_current") == "0":
        return LeftOut()
    lat, lon = _degrees(cell("lat"), cell("lon"), kind)
    name = _name(cell("name"))
    country = units.get(cell("country_id")) or None
    admin1 = name if kind == "admin1" else units.get(cell("region_id"))
    gid = cell("gn_id")
    return Row(
        gid=f"geonames:{gid}" if gid.isdecimal() else f"wof:{_id(cell('wof_id'))}",
        name=name,
        kind=kind,
        country=country,
        admin1=_our_unit(country, admin1),
        admin2=name if kind == "admin2" else units.get(cell("county_id")),
        lat=lat,
        lon=lon,
        population=_people(cell("population")),
        names=_others(cell("eng_names").split("|"), name),
        aliases=tuple(one for one in _others(cell("other_names").split("|"), name) if usable_alias(one, name)),
    )


def _our_unit(country: str | None, name: str | None) -> str | None:
    """The name that our own table gives a first-level unit, where it knows it."""
    return _unit_keys().get((country, name_key(name)), name) if name else None


@cache
def _unit_keys() -> Mapping[tuple[str | None, str], str]:
    found: dict[tuple[str | None, str], str] = {}
    for row in load_tsv("places/admin1.tsv"):
        for name in (row["name"], *_PARTS.split(row["names"])):
            found.setdefault((row["code"].split(".")[0], name_key(name)), row["name"])
    return MappingProxyType(found)


def _table(form: Format, layer: str, cells: Sequence[str]) -> Read:
    def cell(name: str) -> str:
        return cells[form.columns[name]].strip() if name in form.columns else ""

    word = cell("kind").casefold()
    kind = kind_words("kinds").get(word, "facility") if word else "town"
    lat, lon = _degrees(cell("lat"), cell("lon"), kind)
    name = _name(cell("name"))
    country = _country(cell("country"))
    key = name_key(name).replace(" ", "-")
    return Row(
        gid=f"{layer}:{_id(cell('id')) or f'{key}@{lat:g},{lon:g}'}",
        name=name,
        kind=kind,
        country=country,
        admin1=_our_unit(country, cell("admin1")),
        admin2=cell("admin2") or None,
        lat=lat,
        lon=lon,
        population=_people(cell("population")),
        names=_others(_PARTS.split(cell("aliases")), name),
    )


def _name(words: str) -> str:
    name = " ".join(words.split())
    if not name:
        raise WrongLineError("no name")
    if len(name) > _NAME:
        raise WrongLineError(f"a name of {len(name)} characters")
    if not _fair(name):
        raise WrongLineError(f"no name: {_short(name)}")
    return name


def _fair(name: str) -> bool:
    """Whether a name has a letter, and no character that only commands a screen (but marks of direction)."""
    return bool(name_key(name)) and any(sign.isalpha() for sign in name) and all(map(_visible, name))


def _visible(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs", "Co")


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    """Further names that can be used, without the first, at most a hundred: bad ones are passed over."""
    clean = (" ".join(one.split()) for one in names)
    good = (one for one in clean if one and one != name and len(one) <= _NAME and _fair(one))
    return tuple(islice(dict.fromkeys(good), _ALIASES))


def _degrees(lat_words: str, lon_words: str, kind: str) -> tuple[float, float]:
    try:
        lat, lon = float(lat_words), float(lon_words)
    except ValueError:
        raise WrongLineError(f"no coordinates: {_short(lat_words)}, {_short(lon_words)}") from None
    if not (isfinite(lat) and isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise WrongLineError(f"coordinates out of range: {_short(lat_words)}, {_short(lon_words)}")
    if lat == 0 and lon == 0 and kind not in ("sea", "border"):
        # Zero, zero is what unknown is called by mistake: nothing but water lies there.
        raise WrongLineError("coordinates (0, 0)")
    return lat, lon


def _country(words: str) -> str | None:
    if not words.strip():
        return None
    code = words.strip().upper()
    found = code if code in countries() else _code_of(words)
    if found is None:
        raise WrongLineError(f"no country (two letters or an English name): {_short(words)}")
    return found


def _code_of(name: str) -> str | None:
    return _codes().get(name_key(name[:_NAME]))


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType(
        {name_key(name): one.code for one in countries().values() for name in (one.name, *one.names)}
    )


def _people(words: str) -> int | None:
    digits = words.strip()
    return int(digits) or None if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None


def _id(words: str) -> str:
    return "".join(sign for sign in words[:_ID] if _visible(sign)).strip()


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:40]}…")


def head_of(stream: Iterable[Line]) -> list[Line]:
    """The first lines of a file, by which it is known."""
    return list(islice(stream, _LOOKED_AT))
