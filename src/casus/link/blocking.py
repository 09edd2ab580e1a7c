"""Which claims of different reports are worth comparing: same kind of act, days within a window, one country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from casus.link.profile import Profile
from casus.link.setting import Setting
from casus.model.codes import Precision, Scope
from casus.model.place import Place
from casus.model.when import When

_HALF_DEGREE = 0.5  # of latitude: 55 km, beyond which two towns are told apart
_ONE_DEGREE = 1.0  # of longitude: as far at 60° north, further nearer the equator


def pairs(profiles: Iterable[Profile], setting: Setting) -> Iterator[tuple[Profile, Profile]]:
    """Every pair worth comparing, once. A sweep over the days: a block costs what it holds, not its square.

    Two claims of one report never pair up here: their report has spoken.
    """
    for block in _blocks(profiles, setting).values():
        yield from _sweep(block, setting)


def _blocks(profiles: Iterable[Profile], setting: Setting) -> dict[tuple[str, bool, bool], list[tuple[When, Profile]]]:
    """Sums meet sums only; so do long stretches of days, which would otherwise meet every claim of a year."""
    blocks = defaultdict(list)
    for profile in profiles:
        if profile.search is not None:
            key = (profile.family, profile.scope is Scope.AGGREGATE, profile.search.days > setting.wide)
            blocks[key].append((profile.search, profile))
    return blocks


def _sweep(block: list[tuple[When, Profile]], setting: Setting) -> Iterator[tuple[Profile, Profile]]:
    window = timedelta(days=setting.window)
    active: list[tuple[date, Profile]] = []
    for days, profile in sorted(block, key=lambda entry: (entry[0], entry[1].claim_id)):
        active = [(last, other) for last, other in active if last + window >= days.first]
        for _, other in active:
            if other.report_id != profile.report_id and _may_meet(profile, other, setting):
                yield other, profile
        active.append((days.last, profile))


def _may_meet(left: Profile, right: Profile, setting: Setting) -> bool:
    """Whether days and places leave it open that two claims tell of one incident: what is far apart is not compared.

    A day that follows from no words is looked for in the week before, but only where both name one town or nearly so.
    """
    here, there = left.place, right.place
    if here is not None and there is not None and not _near(here, there):
        return False
    if left.when is None or right.when is None or left.when.gap(right.when) <= setting.window:
        return True
    return here is not None and there is not None and here.precision is there.precision is Precision.EXACT


def _near(here: Place, there: Place) -> bool:
    """Whether two places may be one as far as country, coordinates and province tell."""
    if here.precision is there.precision is Precision.EXACT and here.id != there.id:
        if here.lat is not None and there.lat is not None and here.lon is not None and there.lon is not None:
            return abs(here.lat - there.lat) < _HALF_DEGREE and abs(here.lon - there.lon) < _ONE_DEGREE
    elif here.admin1 and there.admin1 and here.country == there.country:
        return here.admin1.casefold() == there.admin1.casefold()
    return here.country is None or there.country is None or here.country == there.country
