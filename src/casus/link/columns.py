"""Profiles as columns of numbers, so that millions of pairs can be compared at once; and as bytes, to be kept.

Words, names and ids are hashed to 32 bits (CRC-32), 0 being "none": two words of one pair of claims meet by chance once
in some hundred million pairs. Days are proleptic ordinals as `date.toordinal` counts them, 0 being "not known".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from casus.link.profile import Named, Profile
from casus.link.setting import heard_names
from casus.model.codes import EventType, Precision, Realis, Scope
from casus.model.count import Count
from casus.model.place import Place
from casus.model.when import When
from casus.reference.resources import load_toml

Array = npt.NDArray[Any]

NOT_TOLD = -1
UNHEARD = 1 << 31
OPEN = 2**31 - 1
"""The upper end of "at least": above every number that anybody counts."""

_ACTS = {act: at for at, act in enumerate(EventType)}
_SCOPES = {scope: at for at, scope in enumerate(Scope)}
_STAGES = {stage: at for at, stage in enumerate(Realis)}
_PRECISIONS = {precision: at for at, precision in enumerate(Precision)}
_FAMILIES = ("violence", "talks", "words", "other")

RECORD = np.dtype(
    [
        ("report", "<i8"),
        ("incident", "<i4"),
        ("family", "i1"),
        ("act", "i1"),
        ("scope", "i1"),
        ("realis", "i1"),
        ("day_told", "i1"),
        ("precision", "i1"),
        ("first", "<i4"),
        ("last", "<i4"),
        ("search_first", "<i4"),
        ("search_last", "<i4"),
        ("place_id", "<u4"),
        ("place_name", "<u4"),
        ("country", "<u4"),
        ("admin1", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("busy", "i1"),
        ("front", "i1"),
        ("recalls", "i1"),
        ("actors_told", "i1"),
        ("targets_told", "i1"),
        ("weapons_told", "i1"),
        ("actors", "<u4", (8,)),
        ("actor_ids", "<u4", (4,)),
        ("targets", "<u4", (8,)),
        ("target_words", "<u4", (8,)),
        ("weapons", "<u4", (4,)),
        ("killed_low", "<i4"),
        ("killed_high", "<i4"),
        ("injured_low", "<i4"),
        ("injured_high", "<i4"),
        ("names", "<u4", (12,)),
        ("heard", "<u4", (16,)),
        ("quote", "<u4", (20,)),
    ]
)
"""One claim, 391 bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The fields of RECORD, one array each, a row for each claim."""

    report: Array
    incident: Array
    family: Array
    act: Array
    scope: Array
    realis: Array
    day_told: Array
    precision: Array
    first: Array
    last: Array
    search_first: Array
    search_last: Array
    place_id: Array
    place_name: Array
    country: Array
    admin1: Array
    lat: Array
    lon: Array
    busy: Array
    front: Array
    recalls: Array
    actors_told: Array
    targets_told: Array
    weapons_told: Array
    actors: Array
    actor_ids: Array
    targets: Array
    target_words: Array
    weapons: Array
    killed_low: Array
    killed_high: Array
    injured_low: Array
    injured_high: Array
    names: Array
    heard: Array
    quote: Array

    def __len__(self) -> int:
        return len(self.report)


def columns(records: Array) -> Columns:
    """The columns of an array of RECORDs."""
    return Columns(**{field.name: np.ascontiguousarray(records[field.name]) for field in fields(Columns)})


def pack(profiles: Iterable[Profile]) -> Array:
    """An array of RECORDs, one for each profile, in order."""
    return np.array([record(one) for one in profiles], RECORD)


def unpack(rows: Sequence[bytes]) -> Array:
    """The RECORDs that `tobytes` of single records wrote."""
    return np.frombuffer(b"".join(rows), RECORD) if rows else np.zeros(0, RECORD)


def record(one: Profile) -> tuple[object, ...]:
    """The values of a RECORD in its order."""
    return (
        hashed(one.report_id),
        one.incident,
        _FAMILIES.index(one.family),
        _ACTS[one.act],
        _SCOPES[one.scope],
        _STAGES[one.realis],
        one.day_told,
        NOT_TOLD if one.place is None else _PRECISIONS[one.place.precision],
        *_days(one.when),
        *_days(one.search),
        *_where(one.place),
        one.busy,
        one.front,
        one.recalls,
        bool(one.perpetrators.told),
        bool(one.targets.told),
        bool(one.weapon.told),
        _words(one.perpetrators.telling, 8),
        _words(one.perpetrators.ids, 4),
        _words(one.targets.telling, 8),
        _plain(one.targets, 8),
        _words(one.weapon.words, 4),
        *_count(one.killed),
        *_count(one.injured),
        _names(one.names, 12),
        _words(one.spot or one.heard, 16),
        _sketch(one.quote, 20),
    )


def hashed(name: str) -> int:
    """A report's id as 63 bits, from two hashes of it."""
    data = name.encode("utf-8", "surrogatepass")
    return (crc32(data) << 31) | (crc32(data, 0x5EED) >> 1)


@lru_cache(maxsize=1 << 18)
def word(text: str) -> int:
    """A word, name or id as 32 bits; never 0."""
    return crc32(text.encode("utf-8", "surrogatepass")) or 1


def _words(words: Iterable[str], most: int) -> list[int]:
    """Up to `most` hashes, the smallest of them where there are more, filled up with 0."""
    told = sorted(map(word, words))[:most]
    return told + [0] * (most - len(told))


def _names(names: Iterable[str], most: int) -> list[int]:
    """Names as 31 bits of their hash; the bit UNHEARD is set where the news has not told of such a name before."""
    told = ((word(name) & ~UNHEARD) | (0 if name in heard_names() else UNHEARD) for name in names)
    # Those unheard of stand first: they are the last to be left out, and the first to be looked for.
    kept = sorted(told, reverse=True)[:most]
    return kept + [0] * (most - len(kept))


def _plain(told: Named, most: int) -> list[int]:
    return _words(told.words, most)


def _sketch(stretches: Iterable[tuple[str, ...]], most: int) -> list[int]:
    """The smallest hashes of the stretches of a quote: whole for a quote of up to 23 words (bottom-k, Broder 1997)."""
    return _words((" ".join(stretch) for stretch in stretches), most)


def _days(when: When | None) -> tuple[int, int]:
    return (0, 0) if when is None else (when.first.toordinal(), when.last.toordinal())


@cache
def _unit() -> re.Pattern[str]:
    """A word for a part of a country that ends a name."""
    units = load_toml("places/words.toml")["units"]
    return re.compile(r" (?:" + "|".join(map(re.escape, (*units["first"], *units["second"]))) + ")$", re.IGNORECASE)


def _where(place: Place | None) -> tuple[object, ...]:
    if place is None:
        return 0, 0, 0, 0, np.nan, np.nan
    name = (place.canonical or place.name).casefold()
    if place.id is None:
        name = _unit().sub("", name)  # "Arlen Department" and "Arlen", which no gazetteer has
    lat, lon = (place.lat, place.lon) if place.lat is not None and place.lon is not None else (np.nan, np.nan)
    return (
        word(place.id) if place.id else 0,
        word("\x1f".join((name, place.country or "", place.admin1 or ""))),
        word(place.country) if place.country else 0,
        word(place.admin1.casefold()) if place.admin1 else 0,
        lat,
        lon,
    )


def _count(count: Count | None) -> tuple[int, int]:
    if count is None:
        return NOT_TOLD, NOT_TOLD
    return min(count.low, OPEN - 1), OPEN if count.high is None else min(count.high, OPEN - 1)
