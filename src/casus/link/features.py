"""What speaks for or against two claims telling of one incident. Each feature finds a level and says why in words.

A level's weight stands in `resources/link.toml`. A feature that has nothing to compare returns None and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casus.link.profile import Named, Profile, kilometres
from casus.link.setting import Setting
from casus.model.codes import Precision, Realis, Scope
from casus.model.count import Count
from casus.model.place import Place

_AREAS = frozenset({Precision.DISTRICT, Precision.PROVINCE, Precision.REGION})
_NARROW = 3  # days: a stretch this short still says something when it overlaps another
_DRIFT = 1.5  # early tolls grow by about half, and two careful counts differ by as much
_QUOTE_SHARE = 0.7
_STRETCHES = 5
_SOME = 3  # "several" is read as three or more


@dataclass(frozen=True, slots=True)
class Found:
    """A level that a feature found. The sentence is put together when somebody reads it: most pairs nobody reads."""

    level: str
    words: str
    about: tuple[object, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding for a reader."""
        return self.words.format(*self.about)


Feature = Callable[[Profile, Profile, Setting], Found | None]


def days(left: Profile, right: Profile, setting: Setting) -> Found:
    """The days told: the same day, stretches that overlap, or days between them."""
    if left.when is None or right.when is None:
        return Found("unknown", "a day is not known")
    shared = left.when.meet(right.when)
    if shared is None:
        gap = left.when.gap(right.when)
        level = "next_day" if gap == 1 else "few_days" if gap <= _NARROW else "apart"
        if level != "next_day" and gap <= setting.undated and not _later(left, right).day_told:
            level = "told_later"
        return Found(level, "{} {} apart: {}; {}", (gap, "day" if gap == 1 else "days", left.when, right.when))
    if left.when.days == right.when.days == 1:
        return Found("same_day", "same day: {}", (shared,))
    if shared.days < min(left.when.days, right.when.days) and not (left.day_told or right.day_told):
        return Found(
            "next_report",
            "fresh news, told with no day in words: {}; {}",
            (
                left.when,
                right.when,
            ),
        )
    narrow = left.when.days <= _NARROW and right.when.days <= _NARROW
    return Found("overlap" if narrow else "wide_overlap", "days that both allow: {}", (shared,))


def _later(left: Profile, right: Profile) -> Profile:
    return max(left, right, key=lambda one: one.when.last if one.when else date.min)


def place(left: Profile, right: Profile, setting: Setting) -> Found:
    """The places told: one entry of the gazetteer, km between them, province and country."""
    if left.place is None or right.place is None:
        return Found("unknown", "a place is not known")
    here, there = left.place, right.place
    if _one_place(here, there):
        return Found(_shared_level(here), "same place: {}", (_name(here),))
    return _by_country(here, there) or _by_distance(here, there, setting) or _by_admin1(here, there)


def _name(told: Place) -> str:
    return told.canonical or told.name


def _one_place(here: Place, there: Place) -> bool:
    if here.id and there.id:
        return here.id == there.id
    same_name = _name(here).casefold() == _name(there).casefold()
    return same_name and here.country == there.country and here.admin1 == there.admin1


def _shared_level(told: Place) -> str:
    if told.precision is Precision.COUNTRY:
        return "same_country"
    if told.precision is Precision.DISTRICT:
        return "same_district"
    return "same_area" if told.precision in _AREAS else "same_place"


def _by_country(here: Place, there: Place) -> Found | None:
    if here.country and there.country and here.country != there.country:
        return Found(
            "other_country",
            "different countries: {}, {}",
            (
                here.country,
                there.country,
            ),
        )
    if Precision.COUNTRY in (here.precision, there.precision):
        return Found(
            "in_country",
            "{} and {}: one country, no more is told",
            (
                _name(here),
                _name(there),
            ),
        )
    return None


def _by_distance(here: Place, there: Place, setting: Setting) -> Found | None:
    """Points only: an area's coordinates are its middle and say nothing of where in it."""
    if here.precision in _AREAS or there.precision in _AREAS:
        return None
    apart = kilometres(here, there)
    if apart is None:
        return None
    level = "close" if apart <= setting.close_km else "near" if apart <= setting.near_km else "far"
    return Found(
        level,
        "{} lies {:.0f} km from {}",
        (
            _name(here),
            apart,
            _name(there),
        ),
    )


def _by_admin1(here: Place, there: Place) -> Found:
    if not here.admin1 or not there.admin1:
        return Found(
            "unlike",
            "{} and {}: not known how they lie",
            (
                _name(here),
                _name(there),
            ),
        )
    if here.admin1.casefold() != there.admin1.casefold():
        return Found(
            "other_admin1",
            "different provinces: {}, {}",
            (
                here.admin1,
                there.admin1,
            ),
        )
    if Precision.PROVINCE in (here.precision, there.precision):
        inner, outer = (there, here) if here.precision is Precision.PROVINCE else (here, there)
        return Found(
            "contains",
            "{} lies in {}",
            (
                _name(inner),
                _name(outer),
            ),
        )
    return Found(
        "same_admin1",
        "{} and {} both lie in {}",
        (
            _name(here),
            _name(there),
            here.admin1,
        ),
    )


def act(left: Profile, right: Profile, setting: Setting) -> Found:
    """The kinds of act: the same, two names for what may be one act, or acts that exclude one another."""
    if left.act is right.act:
        level = "same_rare" if left.act in setting.rare else "same"
        return Found(level, "same act: {}", (_plain(left.act),))
    pair = frozenset((left.act, right.act))
    if pair in setting.compatible or pair & setting.vague:
        return Found(
            "compatible",
            "{} and {} may be one act",
            (
                _plain(left.act),
                _plain(right.act),
            ),
        )
    return Found(
        "other",
        "different acts: {}, {}",
        (
            _plain(left.act),
            _plain(right.act),
        ),
    )


def _plain(code: str) -> str:
    return str(code).replace("_", " ")


def perpetrators(left: Profile, right: Profile, _: Setting) -> Found | None:
    """Who is said to have done it: a shared entry of the register, or shared words. Accounts may differ in this."""
    here, there = left.perpetrators, right.perpetrators
    if not here.told or not there.told:
        return None
    if here.ids & there.ids or here.telling & there.telling:
        return Found("same", "same perpetrator: {}", (here.told[0],))
    if not (here.telling and there.telling):
        return None
    return Found(
        "other",
        "other perpetrators: {}; {}",
        (
            here.told[0],
            there.told[0],
        ),
    )


def targets(left: Profile, right: Profile, _: Setting) -> Found | None:
    """What it was aimed at: shared words, telling ones ("Zenda station") more than plain ones ("soldiers")."""
    here, there = left.targets, right.targets
    if not here.told or not there.told:
        return None
    if here.telling & there.telling:
        return Found("same", "same target: {}", (_both(here, there),))
    if here.words & there.words:
        return Found("alike", "like targets: {}", (_both(here, there),))
    if not (here.telling and there.telling):
        return None
    return Found("other", "other targets: {}", (_both(here, there),))


def _both(here: Named, there: Named) -> str:
    return here.told[0] if here.told[0] == there.told[0] else f"{here.told[0]}; {there.told[0]}"


def killed(left: Profile, right: Profile, _: Setting) -> Found | None:
    """The number killed: equal (a large number more than a small one), ranges that meet, or that contradict."""
    return _counts(left.killed, right.killed, "killed")


def injured(left: Profile, right: Profile, _: Setting) -> Found | None:
    """The number injured, compared like the number killed and weighed less."""
    return _counts(left.injured, right.injured, "injured")


def _counts(here: Count | None, there: Count | None, harm: str) -> Found | None:
    if here is None or there is None:
        return None
    if here.meet(there) is not None and (_vague(here) or _vague(there)):
        return None
    if here.meet(there) is None:
        apart = (max(here.low, there.low) + 1) / (_end(here, there) + 1)
        level = "drift" if apart <= _DRIFT else "contradict"
        return Found(
            level,
            "{} and {} {}",
            (
                here,
                there,
                harm,
            ),
        )
    if (here.low, here.high) != (there.low, there.high):
        alike = max(here.low, there.low) + 1 <= _DRIFT * (min(here.low, there.low) + 1)
        return Found(
            "meet" if alike else "unlike",
            "{} and {} {} do not exclude one another",
            (
                here,
                there,
                harm,
            ),
        )
    level = "same_many" if here.low >= 10 else "same_some" if here.low >= 3 else "same_few"
    return Found(
        level,
        "both say {} {}",
        (
            here,
            harm,
        ),
    )


def _vague(count: Count) -> bool:
    """Whether it only says that there were some: "soldiers were killed", "several"."""
    return count.high is None and count.low <= _SOME


def _end(here: Count, there: Count) -> int:
    """The upper end of the lower of two ranges that do not meet; it is closed, or they would meet."""
    lower = min(here, there, key=lambda count: count.low)
    return lower.low if lower.high is None else lower.high


def weapon(left: Profile, right: Profile, _: Setting) -> Found | None:
    """The means: shared words or none."""
    here, there = left.weapon, right.weapon
    if not here.told or not there.told:
        return None
    if here.words & there.words:
        return Found("same", "same weapon: {}", (_both(here, there),))
    return Found("other", "other weapons: {}", (_both(here, there),))


def scope(left: Profile, right: Profile, _: Setting) -> Found | None:
    """A sum over happenings is never one of its happenings; what one report recalls may be another's news."""
    sums = [claim.scope is Scope.AGGREGATE for claim in (left, right)]
    if all(sums):
        return Found("both_sums", "both tell a sum over several happenings")
    if any(sums):
        return Found("sum_and_part", "one is a sum over several happenings, the other one happening")
    if Scope.BACKGROUND in (left.scope, right.scope):
        return Found("recalled", "recalled as an earlier happening")
    return None


def realis(left: Profile, right: Profile, _: Setting) -> Found | None:
    """Whether it took place: what is planned or threatened is not what happened."""
    if left.realis is right.realis:
        return None
    found = frozenset((left.realis, right.realis))
    level = "foiled" if found == {Realis.HAPPENED, Realis.ATTEMPTED} else "other"
    return Found(
        level,
        "one is {}, the other {}",
        (
            _plain(left.realis),
            _plain(right.realis),
        ),
    )


def quotes(left: Profile, right: Profile, _: Setting) -> Found | None:
    """The words themselves: who shares most stretches of four words took them from the other, or from a wire.

    Single words would not do: the news of a war is told in the same words every day.
    """
    smaller = min(len(left.quote), len(right.quote))
    if smaller < _STRETCHES:
        return None
    shared = len(left.quote & right.quote) / smaller
    return Found("alike", "{:.0%} of the words are the same", (shared,)) if shared >= _QUOTE_SHARE else None


FEATURES: dict[str, Feature] = {
    feature.__name__: feature
    for feature in (days, place, act, perpetrators, targets, killed, injured, weapon, scope, realis, quotes)
}
