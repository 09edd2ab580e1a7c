"""From what is said of a toll to our figure. Each policy is a pure function with a name and a version.

A policy that has once been released is never changed: a new version stands beside it. The rules in words stand in
`resources/policies.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from casus.model.account import Estimate, Used
from casus.weigh.evidence import Evidence, Figure, Statement, figures

Policy = Callable[[Evidence], Estimate]
DEFAULT_POLICY = "independent-range/1"
_CONSERVATIVE = "conservative/1"


@dataclass(frozen=True, slots=True)
class _Range:
    """Our figure for one side's people; `high` None is open. With what it rests on, and what it set aside."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    used: tuple[Used, ...] = ()
    set_aside: tuple[Used, ...] = ()


def independent_range(evidence: Evidence) -> Estimate:
    """`independent-range/1`: the range over the newest figures of all independent origins."""
    return _estimate(DEFAULT_POLICY, evidence, _range_over_origins)


def conservative(evidence: Evidence) -> Estimate:
    """`conservative/1`: the lowest figure that a disinterested origin, the losing side or two origins hold."""
    return _estimate(_CONSERVATIVE, evidence, _lowest_that_stands)


def _estimate(policy: str, evidence: Evidence, rule: Callable[[Sequence[Statement]], _Range]) -> Estimate:
    """The rule applied to each side's people, and the sums. A side whose toll is not known leaves the sum open."""
    ranges = [rule(statements) for statements in evidence.by_side()]
    known = [found for found in ranges if found.low is not None]
    return Estimate(
        policy=policy,
        harm=evidence.harm,
        low=sum(found.low or 0 for found in known) if known else None,
        best=sum(found.best or 0 for found in known) if known else None,
        high=_sum_of_highs(ranges),
        used=tuple(used for found in ranges for used in found.used),
        set_aside=evidence.set_aside + tuple(used for found in ranges for used in found.set_aside),
    )


def _sum_of_highs(ranges: Sequence[_Range]) -> int | None:
    highs = [found.high for found in ranges]
    return sum(high or 0 for high in highs) if highs and None not in highs else None


def _range_over_origins(statements: Sequence[Statement]) -> _Range:
    firm, hedged = _firm(statements)
    now, earlier = figures(firm)
    return replace(_spread(now), best=_best(now), set_aside=hedged + earlier)


def _firm(statements: Sequence[Statement]) -> tuple[list[Statement], tuple[Used, ...]]:
    """Unhedged statements where there are any; hedged ones count only where there is nothing else."""
    firm = [one for one in statements if not one.hedged]
    if not firm:
        return list(statements), ()
    return firm, tuple(one.used("hedged, and an unhedged figure stands") for one in statements if one.hedged)


def _spread(now: Sequence[Figure]) -> _Range:
    """Lowest low and highest high. An "at least" leaves it open only where it lies above every closed figure."""
    if not now:
        return _Range()
    closed = [figure.count.high for figure in now if figure.count.high is not None]
    highest = max(closed, default=None)
    opened = [figure.count.low for figure in now if figure.count.high is None]
    stays_open = highest is None or any(low > highest for low in opened)
    low = min(figure.count.low for figure in now)
    used = tuple(used for figure in now for used in figure.used)
    return _Range(low=low, best=low, high=None if stays_open else highest, used=used)


def _best(now: Sequence[Figure]) -> int | None:
    """The figure that most origins without a stake hold (of all, where each has one); else the middle, lower of two."""
    heard = [figure for figure in now if figure.interest is None] or list(now)
    points = sorted(figure.point for figure in heard)
    if not points:
        return None
    (first, votes), *others = Counter(points).most_common()
    if votes > 1 and (not others or others[0][1] < votes):
        return first
    return points[(len(points) - 1) // 2]


def _lowest_that_stands(statements: Sequence[Statement]) -> _Range:
    firm = [one for one in statements if not one.hedged]
    hedged = tuple(one.used("hedged") for one in statements if one.hedged)
    now, earlier = figures(firm)
    standing = [kept for figure in now if (kept := _standing(figure, now)) is not None]
    spread = _spread(standing)
    return replace(spread, set_aside=hedged + earlier + _enemy_losses(now, standing))


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
    why = "a party's word on its enemy's losses, and no second origin holds it"
    return tuple(replace(used, why=why) for figure in now if figure.origin not in whole for used in figure.used)


POLICIES: Mapping[str, Policy] = MappingProxyType({DEFAULT_POLICY: independent_range, _CONSERVATIVE: conservative})
