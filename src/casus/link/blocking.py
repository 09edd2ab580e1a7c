"""Which claims are worth comparing: those that share a block, and whose days and places leave it open.

Every claim stands in a few chains of blocks, each chain's blocks narrower from step to step: all violence of four days,
that in one country, in one province, at one place ... A claim is looked for in the first block of each chain that holds
no more than `most` claims: so a claim meets a bounded number of others, however large the ledger grows. Which block
that is depends on what stands in the ledger and never on the order of entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from casus.link.columns import NOT_TOLD, Array, Columns
from casus.link.levels import kilometres, one_place, searched, shared
from casus.link.setting import Setting
from casus.model.codes import Precision, Scope

STEPS = 5
"""Blocks in a chain, from the widest to the narrowest. A claim that finds none small enough meets nobody by it."""

_HALF_DEGREE = 0.5  # of latitude: 55 km, beyond which two towns are told apart
_ONE_DEGREE = 1.0  # of longitude: as far at 60° north, further nearer the equator
_DAYS, _WEEK, _SEASON = 4, 8, 64  # days of a bucket
_NAMES = 4  # of each claim: its first ones, so that two claims with the same names look under the same
_MANY_KILLED = 5
_PRECISIONS = list(Precision)
_EXACT = _PRECISIONS.index(Precision.EXACT)
_SPOTS = (_EXACT, _PRECISIONS.index(Precision.NEAR))
_COUNTRY = _PRECISIONS.index(Precision.COUNTRY)
_SUM = list(Scope).index(Scope.AGGREGATE)
_PRIME, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where claims stand: for each row a claim's row number and the keys of a chain, widest first (64-bit integers)."""

    claim: Array
    keys: Array

    def __len__(self) -> int:
        return len(self.claim)


def places(claims: Columns, setting: Setting) -> Places:
    """The chains of all claims, one row for each chain and stretch of days that a claim stands in."""
    found = [
        _by_days(claims, setting, wide=False),
        _by_days(claims, setting, wide=True),
        _by_place(claims),
        _by_toll(claims, setting),
        _by_words(claims),
        *(_by_name(claims, at) for at in range(_NAMES)),
    ]
    return Places(np.concatenate([one.claim for one in found]), np.concatenate([one.keys for one in found]))


def _by_days(claims: Columns, setting: Setting, *, wide: bool) -> Places:
    """All acts of one kind in some days; long stretches, which would meet every claim of a year, meet one another."""
    known = (claims.first > 0) & (_is_wide(claims, setting) == wide)
    half = (setting.window + 1) // 2  # on either side: two stretches within the window then share a day
    rows, bucket = _buckets(known, claims.first - half, claims.last + half, _SEASON if wide else _DAYS)
    sums = claims.scope[rows] == _SUM
    whole = _mix(11 + wide, claims.family[rows], sums, bucket)
    country = _mix(whole, claims.country[rows])
    province = _mix(country, claims.admin1[rows])
    spot = _mix(province, claims.place_id[rows], claims.place_name[rows])
    return Places(rows, np.stack([whole, country, province, spot, _exactly(claims, rows, spot)], axis=1))


def _by_place(claims: Columns) -> Places:
    """One province, then one place, in the weeks that are searched: what is recalled later with no day in words."""
    known = (claims.search_first > 0) & (claims.precision != NOT_TOLD) & (claims.precision != _COUNTRY)
    known &= claims.busy == 0
    rows, bucket = _buckets(known, claims.search_first, claims.search_last, _WEEK)
    place = np.where(claims.place_id[rows] > 0, claims.place_id[rows], claims.place_name[rows])
    province = np.where(claims.admin1[rows] > 0, claims.admin1[rows], place)
    whole = _mix(13, claims.country[rows], province, claims.family[rows], claims.scope[rows] == _SUM, bucket)
    spot = _mix(whole, place)
    act = _mix(spot, claims.act[rows])
    exactly = _exactly(claims, rows, spot)
    return Places(rows, np.stack([whole, spot, act, exactly, exactly], axis=1))


def _by_toll(claims: Columns, setting: Setting) -> Places:
    """One number of killed in some days, wherever it is said to have been."""
    half = (setting.window + 1) // 2
    known = (claims.first > 0) & (claims.killed_low >= _MANY_KILLED) & ~_is_wide(claims, setting)
    rows, bucket = _buckets(known, claims.first - half, claims.last + half, _DAYS)
    whole = _mix(17, claims.killed_low[rows], claims.scope[rows] == _SUM, bucket)
    country = _mix(whole, claims.country[rows])
    return _short(rows, whole, country, _exactly(claims, rows, country))


def _by_words(claims: Columns) -> Places:
    """One stretch of words: copies of a wire's text."""
    rows = np.flatnonzero(claims.quote[:, _MANY_KILLED - 1] > 0)
    whole = _mix(19, claims.quote[rows, 0], claims.scope[rows] == _SUM)
    second = _mix(whole, claims.quote[rows, 1], claims.first[rows] // _WEEK)
    return _short(rows, whole, second, _exactly(claims, rows, second))


def _by_name(claims: Columns, at: int) -> Places:
    """One name that is seldom in the news, in the weeks that are searched."""
    known = (claims.names[:, at] > 0) & (claims.search_first > 0)
    known &= claims.search_last - claims.search_first <= _SEASON
    rows, bucket = _buckets(known, claims.search_first, claims.search_last, _WEEK)
    whole = _mix(23, claims.names[rows, at], claims.scope[rows] == _SUM, bucket)
    country = _mix(whole, claims.family[rows], claims.country[rows])
    return _short(rows, whole, country, _exactly(claims, rows, country))


def _short(rows: Array, whole: Array, narrower: Array, narrowest: Array) -> Places:
    """A chain of fewer steps: the last one stands for those that are wanting."""
    steps = [whole, narrower, *(narrowest for _ in range(STEPS - 2))]
    return Places(rows, np.stack(steps, axis=1))


def _exactly(claims: Columns, rows: Array, within: Array) -> Array:
    return _mix(within, claims.act[rows], claims.killed_low[rows], claims.killed_high[rows], claims.actors[rows, 0])


def _is_wide(claims: Columns, setting: Setting) -> Array:
    wide: Array = claims.last - claims.first >= setting.wide
    return wide


def _buckets(known: Array, first: Array, last: Array, width: int) -> tuple[Array, Array]:
    """For each bucket of `width` days that a known stretch touches: the claim's row, and the bucket's number."""
    rows = np.flatnonzero(known)
    begin, end = first[rows] // width, last[rows] // width
    number = end - begin + 1
    offset = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return np.repeat(rows, number), np.repeat(begin, number) + offset


def _mix(*parts: Array | int) -> Array:
    """One 64-bit key of several numbers (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    key: Array = np.zeros((), np.uint64)
    with np.errstate(over="ignore"):
        for part in parts:
            value = np.asarray(part)
            value = value.view(np.uint64) if value.dtype == np.int64 and value.ndim else value.astype(np.uint64)
            mixed = (key ^ value) * _PRIME
            mixed = (mixed ^ (mixed >> np.uint64(29))) * _OTHER
            key = mixed ^ (mixed >> np.uint64(32))
    made: Array = np.asarray(key).view(np.int64)
    return made


def active(found: Places, most: int) -> tuple[Array, Array, Array]:
    """For each row of a whole ledger's places the key under which it is looked for, and whether there is one.

    The third array holds the keys of all blocks that are too large, each once, ordered.
    """
    keys, rows = found.keys[:, 0].copy(), np.arange(len(found))
    full = []
    for step in range(STEPS):
        keys[rows] = found.keys[rows, step]
        names, inverse, number = np.unique(keys[rows], return_inverse=True, return_counts=True)
        full.append(names[number > most])
        rows = rows[number[inverse] > most]
    left = np.full(len(found), True)
    left[rows] = False
    return keys, left, np.unique(np.concatenate(full))


def block_pairs(keys: Array, claims: Array) -> Iterator[tuple[Array, Array]]:
    """All pairs of claims that share a key, in parts; a pair comes once for each key that it shares."""
    order = np.lexsort((claims, keys))
    keys, claims = keys[order], claims[order]
    apart = 1
    where = np.arange(len(keys))
    while True:
        where = where[where + apart < len(keys)]
        where = where[keys[where] == keys[where + apart]]
        if not len(where):
            return
        yield claims[where], claims[where + apart]
        apart += 1


def pairs(claims: Columns, setting: Setting) -> tuple[Array, Array]:
    """Every pair worth comparing, once: row numbers, the smaller first."""
    found = places(claims, setting)
    keys, left, _ = active(found, setting.most)
    packed = [
        pack_pairs(one, two, may_meet(claims, one, two, setting))
        for one, two in block_pairs(keys[left], found.claim[left])
    ]
    return unpack_pairs(np.unique(np.concatenate(packed)) if packed else np.zeros(0, np.int64))


def pack_pairs(left: Array, right: Array, which: Array) -> Array:
    """Chosen pairs as one number each, the smaller row first."""
    left, right = left[which].astype(np.int64), right[which].astype(np.int64)
    packed: Array = (np.minimum(left, right) << 32) | np.maximum(left, right)
    return packed


def unpack_pairs(packed: Array) -> tuple[Array, Array]:
    """The two rows of packed pairs."""
    return packed >> 32, packed & 0xFFFFFFFF


def may_meet(claims: Columns, left: Array, right: Array, setting: Setting) -> Array:
    """Whether days and places leave it open that two claims tell of one incident: what is far apart is not compared.

    Two claims of one report never meet: their report has spoken. A day that follows from no words is looked for in the
    week before, but only where both name one place or share a name that is seldom in the news.
    """
    open_to = (claims.report[left] != claims.report[right]) & _near(claims, left, right)
    long_here = claims.last[left] - claims.first[left] >= setting.wide
    open_to &= long_here == (claims.last[right] - claims.first[right] >= setting.wide)
    undated = (claims.first[left] == 0) | (claims.first[right] == 0)
    gap = np.maximum(claims.first[left], claims.first[right]) - np.minimum(claims.last[left], claims.last[right])
    later = open_to & (undated | (gap > setting.window)) & searched(claims, left, right)
    at = np.flatnonzero(later)
    here, there = left[at], right[at]
    spots = np.isin(claims.precision[here], _SPOTS) & np.isin(claims.precision[there], _SPOTS)
    named = one_place(claims, here, there) | (spots & (kilometres(claims, here, there) <= setting.close_km))
    named &= (claims.busy[here] == 0) & (claims.busy[there] == 0)
    named |= shared(claims.names[here], claims.names[there]) > 0
    open_to &= ~undated & (gap <= setting.window)
    open_to[at] = named
    met: Array = open_to
    return met


def _near(claims: Columns, left: Array, right: Array) -> Array:
    """Whether two places may be one as far as country, coordinates and province tell."""
    here, there = claims.precision[left], claims.precision[right]
    points = (here == _EXACT) & (there == _EXACT) & (claims.place_id[left] != claims.place_id[right])
    lat, lon = np.abs(claims.lat[left] - claims.lat[right]), np.abs(claims.lon[left] - claims.lon[right])
    country_here, country_there = claims.country[left], claims.country[right]
    one_country = (country_here == country_there) | (country_here == 0) | (country_there == 0)
    province_here, province_there = claims.admin1[left], claims.admin1[right]
    told = (province_here > 0) & (province_there > 0) & (country_here == country_there)
    found: Array = np.select(
        [(here == NOT_TOLD) | (there == NOT_TOLD), points & ~np.isnan(lat), told],
        [True, (lat < _HALF_DEGREE) & (lon < _ONE_DEGREE), province_here == province_there],
        one_country,
    )
    return found
