"""Which claims of different reports are worth comparing: same kind of act, days within a window, one country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from casus.link.profile import Profile
from casus.link.setting import Setting
from casus.model.codes import Scope
from casus.model.place import Place
from casus.model.when import When

_ONE_DEGREE = 1.0  # about 110 km: across a border, nearer than this may be one place


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
            if other.report_id != profile.report_id and _may_meet(profile.place, other.place):
                yield other, profile
        active.append((days.last, profile))


def _may_meet(here: Place | None, there: Place | None) -> bool:
    if here is None or there is None or here.country is None or there.country is None:
        return True
    return here.country == there.country or _neighbours(here, there)


def _neighbours(here: Place, there: Place) -> bool:
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    return abs(here.lat - there.lat) < _ONE_DEGREE and abs(here.lon - there.lon) < _ONE_DEGREE
