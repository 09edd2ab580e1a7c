"""From what is said of a toll to our figure. Each policy is a pure function with a name and a version.

A policy that has once been released is never changed: a new version stands beside it. The rules in words stand in
`resources/policies.toml` and, with examples that a test runs, in `docs/policies.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from types import MappingProxyType

from casus.model.account import Estimate, Used
from casus.weigh.evidence import Evidence, Figure, Statement, figures
from casus.weigh.ranges import Range, estimate, highest, most_held, spread, told

Policy = Callable[[Evidence], Estimate]
DEFAULT_POLICY = "independent-range/1"
_CONSERVATIVE, _UCDP = "conservative/1", "ucdp-like/1"
_MAJORITY, _INTEREST = "majority-of-origins/1", "interest-aware/1"
_ENEMY = "a party's word on its enemy's losses"


def independent_range(evidence: Evidence) -> Estimate:
    """`independent-range/1`: the range over the newest figures of all independent origins."""
    return estimate(DEFAULT_POLICY, evidence, _range_over_origins)


def conservative(evidence: Evidence) -> Estimate:
    """`conservative/1`: the lowest figure that a disinterested origin, the losing side or two origins hold."""
    return estimate(_CONSERVATIVE, evidence, _lowest_that_stands)


def ucdp_like(evidence: Evidence) -> Estimate:
    """`ucdp-like/1`: low and best of those who may be believed, high of all, by side (after the UCDP GED codebook)."""
    return estimate(_UCDP, evidence, _reliable_and_all)


def majority_of_origins(evidence: Evidence) -> Estimate:
    """`majority-of-origins/1`: what more than half of the independent origins hold, and nothing where none is that."""
    return estimate(_MAJORITY, evidence, _more_than_half)


def interest_aware(evidence: Evidence) -> Estimate:
    """`interest-aware/1`: a party's word on its enemy moves only the high; what it admits of its own raises the low."""
    return estimate(_INTEREST, evidence, _by_interest)


def _range_over_origins(statements: Sequence[Statement]) -> Range:
    firm, hedged = _firm(statements)
    now, earlier = figures(firm)
    found = replace(spread(now), best=most_held(now), set_aside=hedged + earlier)
    return replace(found, steps=(*told(now), *_ends(found, "of any origin")))


def _firm(statements: Sequence[Statement]) -> tuple[list[Statement], tuple[Used, ...]]:
    """Unhedged statements where there are any; hedged ones count only where there is nothing else."""
    firm = [one for one in statements if not one.hedged]
    if not firm:
        return list(statements), ()
    return firm, tuple(one.used("hedged, and an unhedged figure stands") for one in statements if one.hedged)


def _ends(found: Range, whose: str, best: str = "what most disinterested origins hold, else the middle") -> list[str]:
    if found.low is None:
        bound = f"at most {found.high}, by words that may not be believed on it; " if found.high is not None else ""
        return [f"{bound}nothing is left for a low: unknown, which is not 0"]
    high = "open: an \u201cat least\u201d lies above every closed figure" if found.high is None else f"{found.high}"
    return [f"low {found.low}: the lowest {whose}", f"best {found.best}: {best}", f"high {high}"]


def _lowest_that_stands(statements: Sequence[Statement]) -> Range:
    firm = [one for one in statements if not one.hedged]
    hedged = tuple(one.used("hedged") for one in statements if one.hedged)
    now, earlier = figures(firm)
    standing = [kept for figure in now if (kept := _standing(figure, now)) is not None]
    found = replace(spread(standing), set_aside=hedged + earlier + _enemy_losses(now, standing))
    return replace(found, steps=(*told(now), *_ends(found, "that stands", "the lowest that stands")))


def _standing(figure: Figure, now: Sequence[Figure]) -> Figure | None:
    """A figure as far as it can be believed: whole, only the source's own losses, or not at all."""
    if figure.own == figure.count or any(_seconds(other, figure) for other in now):
        return figure
    return None if figure.own is None else replace(figure, count=figure.own)


def _seconds(other: Figure, figure: Figure) -> bool:
    """Whether another origin, with another stake or none, allows the same figure."""
    if other.origin == figure.origin or (other.interest is not None and other.interest == figure.interest):
        return False
    return other.count.meet(figure.count) is not None


def _enemy_losses(now: Sequence[Figure], standing: Sequence[Figure]) -> tuple[Used, ...]:
    whole = {figure.origin for figure in standing if figure in now}
    why = f"{_ENEMY}, and no second origin holds it"
    return tuple(replace(used, why=why) for figure in now if figure.origin not in whole for used in figure.used)


def _reliable_and_all(statements: Sequence[Statement]) -> Range:
    """Low and best from those who may be believed, high from all, hedged and interested words too."""
    now, earlier = figures([one for one in statements if not one.hedged])
    doubtful, before = figures([one for one in statements if one.hedged])
    whole = [figure for figure in now if figure.own == figure.count]
    believed = whole or [replace(figure, count=figure.own) for figure in now if figure.own is not None]
    origins = {figure.origin for figure in believed}
    everybody = (*now, *(figure for figure in doubtful if figure.origin not in origins))
    only_high = [figure for figure in everybody if figure.origin not in origins]
    softer = tuple(
        replace(used, why="hedged, and an unhedged figure of the same origin stands")
        for figure in doubtful
        if figure.origin in origins
        for used in figure.used
    )
    found = replace(spread(believed), best=most_held(believed), set_aside=earlier + before + softer)
    found = _raised(found, everybody, _reasons(only_high, doubtful))
    return replace(found, steps=(*told(everybody), *_ends(found, "of those who may be believed")))


def _reasons(only_high: Sequence[Figure], doubtful: Sequence[Figure]) -> tuple[Used, ...]:
    return tuple(
        replace(used, why="hedged: for the high bound only" if figure in doubtful else f"{_ENEMY}: for the high only")
        for figure in only_high
        for used in figure.used
    )


def _raised(found: Range, everybody: Sequence[Figure], only_high: tuple[Used, ...]) -> Range:
    """The range with the high bound that everybody's words give; low and best as they are."""
    if not everybody:
        return found
    high = highest(everybody)
    if found.best is not None and high is not None:
        high = max(high, found.best)
    return replace(found, high=high, used=found.used + only_high)


def _more_than_half(statements: Sequence[Statement]) -> Range:
    firm, hedged = _firm(statements)
    now, earlier = figures(firm)
    voters = len(_units(now))
    held = [(number, sum(_allows(unit, number) for unit in _units(now))) for number in {one.point for one in now}]
    number, votes = max(held, key=lambda each: (each[1], -each[0]), default=(0, 0))
    heads = (*told(now), f"votes: {voters}, one for each origin without a stake and one for each stake")
    if 2 * votes <= voters:
        why = f"no figure is held by more than half of {voters} origins"
        lost = tuple(replace(used, why=why) for figure in now for used in figure.used)
        return Range(set_aside=hedged + earlier + lost, steps=(*heads, f"{why}: unknown, which is not 0"))
    agreed = [figure for figure in now if figure.count.allows(number)]
    count = reduce(lambda left, right: left.meet(right) or left, (figure.count for figure in agreed))
    others = tuple(
        replace(used, why="not what the majority holds") for one in now if one not in agreed for used in one.used
    )
    return Range(
        low=min(count.low, number),
        best=number,
        high=count.high,
        used=tuple(used for figure in agreed for used in figure.used),
        set_aside=hedged + earlier + others,
        steps=(*heads, f"{number} is held by {votes} of {voters}: low, best and high are what these allow together"),
    )


def _units(now: Sequence[Figure]) -> list[list[Figure]]:
    """Figures by who votes: each origin without a stake alone, those with one stake together."""
    units: dict[str, list[Figure]] = {}
    for figure in now:
        units.setdefault(f"stake {figure.interest}" if figure.interest else figure.origin, []).append(figure)
    return list(units.values())


def _allows(unit: Sequence[Figure], number: int) -> bool:
    return any(figure.count.allows(number) for figure in unit)


def _by_interest(statements: Sequence[Statement]) -> Range:
    firm, hedged = _firm(statements)
    now, earlier = figures(firm)
    free = [figure for figure in now if figure.interest is None]
    admitted = [figure for figure in now if figure.interest is not None and figure.own is not None]
    partial = [figure for figure in now if figure.interest is not None and figure.own != figure.count]
    floor = max((figure.own.low for figure in admitted if figure.own), default=None)
    found = replace(spread(free), best=most_held(free), set_aside=hedged + earlier)
    found = _with_floor(found, floor, admitted)
    only_high = tuple(
        replace(used, why=f"{_ENEMY}: moves only the high bound")
        for figure in partial
        if figure.own is None
        for used in figure.used
    )
    found = _raised(found, now, only_high)
    steps = [*told(now), *([f"{floor} are admitted by those who suffered them"] if floor is not None else [])]
    return replace(
        found, steps=(*steps, *_ends(found, "of a disinterested origin, or what is admitted if that is more"))
    )


def _with_floor(found: Range, floor: int | None, admitted: Sequence[Figure]) -> Range:
    """The range with its low, and what lies below it, raised to what is admitted."""
    used = found.used + tuple(one for figure in admitted for one in figure.used)
    if floor is None:
        return replace(found, used=used)
    return replace(
        found,
        low=floor if found.low is None else max(found.low, floor),
        best=floor if found.best is None else max(found.best, floor),
        used=used,
    )


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        DEFAULT_POLICY: independent_range,
        _CONSERVATIVE: conservative,
        _UCDP: ucdp_like,
        _MAJORITY: majority_of_origins,
        _INTEREST: interest_aware,
    }
)
"""All policies by name, the default first."""
