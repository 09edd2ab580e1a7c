"""What speaks for or against two claims telling of one incident, for many pairs at once.

Each feature finds a level for each pair, or nothing where there is nothing to compare. What a level weighs stands in
`resources/link.toml`, what it says to a reader in `reasons.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from casus.link.columns import NOT_TOLD, OPEN, UNHEARD, Array, Columns
from casus.link.setting import Setting
from casus.model.codes import EventType, Precision, Realis, Scope

NOTHING = -1
NARROW = 3  # days: a stretch this short still says something when it overlaps another
_DRIFT = 1.5  # early tolls grow by about half, and two careful counts differ by as much
_SOME = 3  # "several" is read as three or more
_QUOTE_SHARE = 0.8
_STRETCHES = 5
_EARTH_KM = 6371.0088  # mean radius, IUGG
_PRECISION = {precision: at for at, precision in enumerate(Precision)}
_COUNTRY, _DISTRICT = _PRECISION[Precision.COUNTRY], _PRECISION[Precision.DISTRICT]
_NEAR = _PRECISION[Precision.NEAR]
_PROVINCE, _REGION = _PRECISION[Precision.PROVINCE], _PRECISION[Precision.REGION]

Finder = Callable[[Columns, Array, Array, Setting], list[tuple[str, Array]]]
"""Columns and two arrays of row numbers in; levels out, each with the pairs that have it unless one before has."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's levels, and what finds them."""

    levels: tuple[str, ...]
    finder: Finder

    def find(self, claims: Columns, left: Array, right: Array, setting: Setting) -> Array:
        """The number of each pair's level in `levels`; NOTHING where there is nothing to compare."""
        found = self.finder(claims, left, right, setting)
        numbers = [NOTHING if level == "" else self.levels.index(level) for level, _ in found]
        return np.select([which for _, which in found], numbers, NOTHING).astype(np.int8)


def _days(claims: Columns, left: Array, right: Array, setting: Setting) -> list[tuple[str, Array]]:
    """The days told: the same day, stretches that overlap, or days between them."""
    first_here, first_there = claims.first[left], claims.first[right]
    last_here, last_there = claims.last[left], claims.last[right]
    gap = np.maximum(first_here, first_there) - np.minimum(last_here, last_there)
    shared, here, there = 1 - gap, last_here - first_here + 1, last_there - first_there + 1
    shorter, longer = np.minimum(here, there), np.maximum(here, there)
    told_here, told_there = claims.day_told[left] > 0, claims.day_told[right] > 0
    later_told = np.where(last_there > last_here, told_there, told_here)
    recalls_here, recalls_there = claims.recalls[left] > 0, claims.recalls[right] > 0
    # Of two reports of one day either may recall what the other tells.
    recalls = np.where(last_here == last_there, recalls_here | recalls_there, False)
    recalls |= np.where(last_there > last_here, recalls_there, recalls_here) & ~later_told
    unknown = (first_here == 0) | (first_there == 0)
    undated = np.where(first_here == 0, recalls_here, recalls_there) & searched(claims, left, right)
    return [
        ("recalled_undated", unknown & undated),
        ("unknown", unknown),
        ("same_day", (shared > 0) & (longer == 1)),
        ("recalled", recalls & (longer <= NARROW) & (gap <= 1)),
        ("recalled_later", recalls & (longer <= NARROW) & (gap <= setting.undated)),
        ("next_report", (shared > 0) & (shared < shorter) & ~(told_here | told_there)),
        ("overlap", (shared > 0) & (longer <= NARROW)),
        ("wide_overlap", shared > 0),
        ("next_day", gap == 1),
        ("told_later", (gap <= setting.undated) & ~later_told),
        ("few_days", gap <= NARROW),
        ("apart", np.full(len(gap), True)),
    ]


def searched(claims: Columns, left: Array, right: Array) -> Array:
    """Whether two claims are looked for on a common day."""
    first = np.maximum(claims.search_first[left], claims.search_first[right])
    last = np.minimum(claims.search_last[left], claims.search_last[right])
    found: Array = (first > 0) & (first <= last)
    return found


def _place(claims: Columns, left: Array, right: Array, setting: Setting) -> list[tuple[str, Array]]:
    """The places told: one entry of the gazetteer, km between them, province and country."""
    here, there = claims.precision[left], claims.precision[right]
    country_here, country_there = claims.country[left], claims.country[right]
    province_here, province_there = claims.admin1[left], claims.admin1[right]
    one = one_place(claims, left, right)
    busy = claims.busy[left] > 0
    points = ~(_area(here) | _area(there))
    apart = kilometres(claims, left, right)
    wide = (here == _COUNTRY) | (there == _COUNTRY)
    provinces = (province_here > 0) & (province_there > 0)
    nowhere_here, nowhere_there = here == NOT_TOLD, there == NOT_TOLD
    recalled = (claims.recalls[left] > 0) | (claims.recalls[right] > 0)
    heard = (nowhere_here | nowhere_there) & _heard(claims, left, right)
    return [
        ("neither", nowhere_here & nowhere_there),
        ("heard_busy", heard & (busy | (claims.busy[right] > 0))),
        ("heard", heard),
        ("not_named", (nowhere_here | nowhere_there) & recalled),
        ("unknown", nowhere_here | nowhere_there),
        ("same_country", one & (here == _COUNTRY)),
        ("busy_area", one & busy & _area(here)),
        ("same_district", one & (here == _DISTRICT)),
        ("same_area", one & _area(here)),
        ("busy_place", one & busy),
        ("same_place", one),
        ("other_country", (country_here > 0) & (country_there > 0) & (country_here != country_there)),
        ("in_country", wide),
        ("close_busy", points & (apart <= setting.close_km) & (_crowded(claims, left) & _crowded(claims, right))),
        ("close", points & (apart <= setting.close_km)),
        ("near", points & (apart <= setting.near_km)),
        ("far", points & ~np.isnan(apart)),
        ("unlike", ~provinces),
        ("other_admin1", province_here != province_there),
        ("contains", (here == _PROVINCE) | (there == _PROVINCE)),
        ("same_admin1", np.full(len(left), True)),
    ]


def _crowded(claims: Columns, rows: Array) -> Array:
    """Whether there is news of the place every week, or war in its country: the next suburb then has its own."""
    found: Array = (claims.busy[rows] > 0) | (claims.front[rows] > 0)
    return found


def one_place(claims: Columns, left: Array, right: Array) -> Array:
    """Whether two places are one entry of the gazetteer, or have one name in one province where either has no entry."""
    here, there = claims.place_id[left], claims.place_id[right]
    same_name = (claims.place_name[left] == claims.place_name[right]) & (claims.place_name[left] > 0)
    found: Array = np.where((here > 0) & (there > 0), here == there, same_name)
    return found


def _heard(claims: Columns, left: Array, right: Array) -> Array:
    """Whether one names a spot and the other, which gives no place, has all words of its name around it."""
    here, there = claims.heard[left], claims.heard[right]
    spot = np.where((claims.precision[left] == NOT_TOLD)[:, None], there, here)
    known = np.where(claims.precision[left] == NOT_TOLD, claims.precision[right], claims.precision[left])
    words = (spot > 0).sum(axis=1)
    found: Array = (known >= 0) & (known <= _NEAR) & (words > 0) & (shared(here, there) == words)
    return found


def _area(precision: Array) -> Array:
    """An area's coordinates are its middle and say nothing of where in it."""
    found: Array = (precision == _DISTRICT) | (precision == _PROVINCE) | (precision == _REGION)
    return found


def kilometres(claims: Columns, left: Array, right: Array) -> Array:
    """Great-circle distance in km by the haversine formula; NaN where either has no coordinates."""
    north, south = np.radians(claims.lat[left]), np.radians(claims.lat[right])
    half_lat = np.sin((north - south) / 2) ** 2
    half_lon = np.sin(np.radians(claims.lon[left] - claims.lon[right]) / 2) ** 2
    root = np.sqrt(np.minimum(half_lat + np.cos(north) * np.cos(south) * half_lon, 1.0))
    apart: Array = 2 * _EARTH_KM * np.arcsin(root)
    return apart


def _front(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """Whether both lie in a country at war, where much of the like happens on any day."""
    return [("war", (claims.front[left] > 0) & (claims.front[right] > 0))]


def _act(claims: Columns, left: Array, right: Array, setting: Setting) -> list[tuple[str, Array]]:
    """The kinds of act: the same, two names for what may be one act, or acts that exclude one another."""
    here, there = claims.act[left], claims.act[right]
    rare, compatible = _acts(setting)
    recalled = (claims.recalls[left] > 0) | (claims.recalls[right] > 0)
    return [
        ("same_rare", (here == there) & rare[here]),
        ("same", here == there),
        ("compatible", compatible[here, there] == 1),
        ("recalled_otherwise", (compatible[here, there] == 2) & recalled),
        ("confusable", compatible[here, there] == 2),
        ("other", np.full(len(here), True)),
    ]


@cache
def _acts(setting: Setting) -> tuple[Array, Array]:
    """Which acts are rare, and which two may be one."""
    acts = list(EventType)
    rare = np.array([act in setting.rare for act in acts])
    may = [[_may_be_one(one, two, setting) for two in acts] for one in acts]
    return rare, np.array(may)


def _may_be_one(one: EventType, two: EventType, setting: Setting) -> int:
    """1 where one of two names is vague, 2 where reporters take one act for the other, else 0."""
    if {one, two} & setting.vague:
        return 1 if one.violent == two.violent else 2
    return 2 if frozenset((one, two)) in setting.compatible else 0


def _perpetrators(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """Who is said to have done it: a shared entry of the register, or shared words. Accounts may differ in this."""
    here, there = claims.actors[left], claims.actors[right]
    told = (claims.actors_told[left] > 0) & (claims.actors_told[right] > 0)
    same = (shared(here, there) > 0) | (shared(claims.actor_ids[left], claims.actor_ids[right]) > 0)
    other = told & (here[:, 0] > 0) & (there[:, 0] > 0)
    # Who agrees, accuses or arrests is part of what happened; who bombed is what accounts differ in.
    moves = (claims.family[left] > 0) & (claims.family[right] > 0)
    known = (claims.actor_ids[left, 0] > 0) & (claims.actor_ids[right, 0] > 0)
    return [("same", told & same), ("other_move", other & moves), ("other_known", other & known), ("other", other)]


def _targets(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """What it was aimed at: shared words, telling ones ("Zenda station") more than plain ones ("soldiers")."""
    here, there = claims.targets[left], claims.targets[right]
    told = (claims.targets_told[left] > 0) & (claims.targets_told[right] > 0)
    telling = shared(here, there)
    alike = shared(claims.target_words[left], claims.target_words[right]) > 0
    return [
        ("same_name", told & (telling > 1)),
        ("same", told & (telling == 1)),
        ("alike", told & alike),
        ("other", told & (here[:, 0] > 0) & (there[:, 0] > 0)),
    ]


def shared(here: Array, there: Array) -> Array:
    """How many words two rows of hashes have in common; 0 fills a row up and is no word."""
    same = (here[:, :, None] == there[:, None, :]) & (here[:, :, None] > 0)
    number: Array = same.any(axis=2).sum(axis=1)
    return number


def _killed(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """The number killed: equal (a large number more than a small one), ranges that meet, or that contradict."""
    low, high = claims.killed_low, claims.killed_high
    return _counts((low[left], high[left]), (low[right], high[right]))


def _injured(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """The number injured, compared like the number killed."""
    low, high = claims.injured_low, claims.injured_high
    return _counts((low[left], high[left]), (low[right], high[right]))


def _counts(here: tuple[Array, Array], there: tuple[Array, Array]) -> list[tuple[str, Array]]:
    (low_here, high_here), (low_there, high_there) = here, there
    least, most = np.minimum(low_here, low_there), np.maximum(low_here, low_there)
    meets = most <= np.minimum(high_here, high_there)
    vague = ((high_here == OPEN) & (low_here <= _SOME)) | ((high_there == OPEN) & (low_there <= _SOME))
    # The upper end of the lower of two ranges that do not meet; it is closed, or they would meet.
    end = np.where(low_here < low_there, high_here, high_there)
    drifts = (most + 1) <= _DRIFT * (end.astype(np.float64) + 1)
    equal, one_low = (low_here == low_there) & (high_here == high_there), low_here == low_there
    alike = (most + 1) <= _DRIFT * (least.astype(np.float64) + 1)
    both_open = (high_here == OPEN) & (high_there == OPEN) & ~one_low
    return [
        ("", (low_here == NOT_TOLD) | (low_there == NOT_TOLD)),
        ("", meets & vague),
        ("drift", ~meets & drifts),
        ("contradict", ~meets),
        ("same_mass", one_low & (least >= 30)),
        ("same_many", equal & (least >= 10)),
        ("same_some", equal & (least >= 3)),
        ("same_few", equal),
        ("same_bound", one_low & (least >= 10)),
        ("drift", both_open & alike),
        ("meet", alike),
        ("unlike", np.full(len(meets), True)),
    ]


def _weapon(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """The means: shared words or none."""
    told = (claims.weapons_told[left] > 0) & (claims.weapons_told[right] > 0)
    same = shared(claims.weapons[left], claims.weapons[right]) > 0
    return [("same", told & same), ("other", told)]


def _scope(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """A sum over happenings is never one of its happenings; what one report recalls may be another's news."""
    scopes = list(Scope)
    here, there = claims.scope[left], claims.scope[right]
    a_sum, recalled = scopes.index(Scope.AGGREGATE), scopes.index(Scope.BACKGROUND)
    return [
        ("both_sums", (here == a_sum) & (there == a_sum)),
        ("sum_and_part", (here == a_sum) | (there == a_sum)),
        ("recalled", (here == recalled) | (there == recalled)),
    ]


def _realis(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """Whether it took place: what is planned or threatened is not what happened."""
    stages = list(Realis)
    here, there = claims.realis[left], claims.realis[right]
    tried = max(stages.index(Realis.HAPPENED), stages.index(Realis.ATTEMPTED))
    return [("", here == there), ("foiled", (here <= tried) & (there <= tried)), ("other", here != there)]


def _quotes(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """The words themselves: who shares most stretches of four words took them from the other, or from a wire.

    Single words would not do: the news of a war is told in the same words every day.
    """
    here, there = claims.quote[left], claims.quote[right]
    smaller = np.minimum((here > 0).sum(axis=1), (there > 0).sum(axis=1))
    return [("alike", (smaller >= _STRETCHES) & (shared(here, there) >= _QUOTE_SHARE * smaller))]


def _names(claims: Columns, left: Array, right: Array, _: Setting) -> list[tuple[str, Array]]:
    """Names in the words around the claims that the news is not full of (`resources/common_names.tsv`).

    The place of one that the words around the other name is a name in common, though it is counted with the places.
    """
    here, there = claims.names[left], claims.names[right]
    number = shared(here, there)
    either = (here[:, 0] > 0) & (there[:, 0] > 0)
    unheard = shared(np.where(here >= UNHEARD, here, 0), there) > 0
    return [
        ("many", number > 2),
        ("some", number == 2),
        ("one_unheard", unheard),
        ("one", number == 1),
        ("none", either & ~_heard(claims, left, right)),
    ]


def _feature(finder: Finder, levels: str) -> Feature:
    return Feature(tuple(levels.split()), finder)


_COUNTS = "drift contradict same_mass same_many same_some same_few same_bound meet unlike"
FEATURES: Mapping[str, Feature] = MappingProxyType(
    {
        "days": _feature(
            _days,
            "unknown same_day recalled recalled_later recalled_undated next_report overlap wide_overlap next_day"
            " told_later few_days apart",
        ),
        "place": _feature(
            _place,
            "neither heard_busy heard not_named unknown"
            " same_country busy_area same_district same_area busy_place same_place other_country in_country"
            " close_busy close near far unlike other_admin1 contains same_admin1",
        ),
        "front": _feature(_front, "war"),
        "act": _feature(_act, "same_rare same compatible recalled_otherwise confusable other"),
        "perpetrators": _feature(_perpetrators, "same other_move other_known other"),
        "targets": _feature(_targets, "same_name same alike other"),
        "killed": _feature(_killed, _COUNTS),
        "injured": _feature(_injured, _COUNTS),
        "weapon": _feature(_weapon, "same other"),
        "scope": _feature(_scope, "both_sums sum_and_part recalled"),
        "realis": _feature(_realis, "foiled other"),
        "quotes": _feature(_quotes, "alike"),
        "names": _feature(_names, "many some one_unheard one none"),
    }
)
