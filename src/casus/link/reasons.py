"""What a level says to a reader, in one sentence with the values of both claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from casus.link.profile import Named, Profile, kilometres
from casus.model.count import Count
from casus.model.place import Place

Sentence = Callable[[str, Profile, Profile], str]


def sentence(feature: str, level: str, left: Profile, right: Profile) -> str:
    """The finding for a reader."""
    return _SENTENCES[feature](level, left, right)


def _days(level: str, left: Profile, right: Profile) -> str:
    if left.when is None or right.when is None:
        return "one recalls it, with no day" if level == "recalled_undated" else "a day is not known"
    shared = left.when.meet(right.when)
    if level.startswith("recalled"):
        return f"the later one tells what came of it: {left.when}; {right.when}"
    if shared is None:
        gap = left.when.gap(right.when)
        return f"{gap} {'day' if gap == 1 else 'days'} apart: {left.when}; {right.when}"
    if level == "next_report":
        return f"fresh news, told with no day in words: {left.when}; {right.when}"
    return f"same day: {shared}" if level == "same_day" else f"days that both allow: {shared}"


def _place(level: str, left: Profile, right: Profile) -> str:
    here, there = left.place, right.place
    if here is None or there is None:
        told = here or there
        if level.startswith("heard") and told is not None:
            return f"only one gives a place, and the words around the other name it: {_name(told)}"
        if level == "not_named" and told is not None:
            return f"one of them looks back, and only one names a place: {_name(told)}"
        return "neither gives a place" if level == "neither" else "a place is not known"
    one, two = _name(here), _name(there)
    if level.startswith("same_") and level != "same_admin1":
        return f"same place: {one}"
    if level.startswith("busy_"):
        return f"same place, one of which there is news every week: {one}"
    if level == "contains":
        inner, outer = (two, one) if here.precision == "province" else (one, two)
        return f"{inner} lies in {outer}"
    said = {
        "other_country": f"different countries: {here.country}, {there.country}",
        "in_country": f"{one} and {two}: one country, no more is told",
        "unlike": f"{one} and {two}: not known how they lie",
        "other_admin1": f"different provinces: {here.admin1}, {there.admin1}",
        "same_admin1": f"{one} and {two} both lie in {here.admin1}",
    }
    return said.get(level) or f"{one} lies {kilometres(here, there) or 0:.0f} km from {two}"


def _front(_level: str, left: Profile, _right: Profile) -> str:
    return f"of such there are many each day in {left.place.country if left.place else None}"


def _name(told: Place) -> str:
    return told.canonical or told.name


def _act(level: str, left: Profile, right: Profile) -> str:
    one, two = _plain(left.act), _plain(right.act)
    if level.startswith("same"):
        return f"same act: {one}"
    return f"different acts: {one}, {two}" if level == "other" else f"{one} and {two} may be one act"


def _plain(code: str) -> str:
    return str(code).replace("_", " ")


def _both(here: Named, there: Named) -> str:
    return here.told[0] if here.told[0] == there.told[0] else f"{here.told[0]}; {there.told[0]}"


def _perpetrators(level: str, left: Profile, right: Profile) -> str:
    if level == "same":
        return f"same perpetrator: {left.perpetrators.told[0]}"
    return f"other perpetrators: {left.perpetrators.told[0]}; {right.perpetrators.told[0]}"


def _targets(level: str, left: Profile, right: Profile) -> str:
    kind = {"alike": "like targets", "other": "other targets"}.get(level, "same target")
    return f"{kind}: {_both(left.targets, right.targets)}"


def _weapon(level: str, left: Profile, right: Profile) -> str:
    return f"{'same weapon' if level == 'same' else 'other weapons'}: {_both(left.weapon, right.weapon)}"


def _killed(level: str, left: Profile, right: Profile) -> str:
    return _counts(level, left.killed, right.killed, "killed")


def _injured(level: str, left: Profile, right: Profile) -> str:
    return _counts(level, left.injured, right.injured, "injured")


def _counts(level: str, here: Count | None, there: Count | None, harm: str) -> str:
    if level in ("drift", "contradict"):
        return f"{here} and {there} {harm}"
    if here != there:
        return f"{here} and {there} {harm} do not exclude one another"
    return f"both say {here} {harm}"


def _scope(level: str, _left: Profile, _right: Profile) -> str:
    return {
        "both_sums": "both tell a sum over several happenings",
        "sum_and_part": "one is a sum over several happenings, the other one happening",
    }.get(level, "recalled as an earlier happening")


def _realis(_level: str, left: Profile, right: Profile) -> str:
    return f"one is {_plain(left.realis)}, the other {_plain(right.realis)}"


def _quotes(_level: str, left: Profile, right: Profile) -> str:
    share = len(left.quote & right.quote) / max(1, min(len(left.quote), len(right.quote)))
    return f"{share:.0%} of the words are the same"


def _names(level: str, left: Profile, right: Profile) -> str:
    if level == "none":
        return "no name in common"
    return f"names in common: {', '.join(sorted(name.capitalize() for name in left.names & right.names)[:4])}"


_SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {
        "days": _days,
        "place": _place,
        "front": _front,
        "act": _act,
        "perpetrators": _perpetrators,
        "targets": _targets,
        "killed": _killed,
        "injured": _injured,
        "weapon": _weapon,
        "scope": _scope,
        "realis": _realis,
        "quotes": _quotes,
        "names": _names,
    }
)
