"""What the policies share: a range over figures, its division by side, the sums over groups, the steps in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.model.account import Estimate, SideFigure, Used
from casus.model.codes import Side
from casus.model.count import Count
from casus.weigh.evidence import Evidence, Figure, OneSide, Statement
from casus.weigh.words import plain


@dataclass(frozen=True, slots=True)
class Range:
    """Our figure for one group of people; `high` None is open where low is known. What it rests on, and how it came."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    used: tuple[Used, ...] = ()
    set_aside: tuple[Used, ...] = ()
    steps: tuple[str, ...] = ()


Rule = Callable[[Sequence[Statement]], Range]


def estimate(policy: str, evidence: Evidence, rule: Rule) -> Estimate:
    """The rule applied to each group of people, and the sums. A group whose toll is not known leaves the sum open."""
    groups = evidence.by_side()
    ranges = [rule(group.statements) for group in groups]
    known = [found for found in ranges if found.low is not None]
    return Estimate(
        policy=policy,
        harm=evidence.harm,
        low=sum(found.low or 0 for found in known) if known else None,
        best=sum(found.best or 0 for found in known) if known else None,
        high=_sum_of_highs(ranges),
        used=tuple(used for found in ranges for used in found.used),
        set_aside=evidence.set_aside + tuple(used for found in ranges for used in found.set_aside),
        sides=_by_side(groups, ranges),
        steps=tuple(_steps(groups, ranges)),
    )


def _sum_of_highs(ranges: Sequence[Range]) -> int | None:
    highs = [found.high for found in ranges]
    return sum(high or 0 for high in highs) if highs and None not in highs else None


def _steps(groups: Sequence[OneSide], ranges: Sequence[Range]) -> Iterator[str]:
    if len(groups) > 1:
        yield f"every toll says whose people it counts, so {len(groups)} groups are weighed apart and add up"
    for group, found in zip(groups, ranges, strict=True):
        head = f"{plain(group.side)}: " if len(groups) > 1 else ""
        yield from (f"{head}{step}" for step in found.steps)


def spread(now: Sequence[Figure]) -> Range:
    """Lowest low and highest high. An "at least" leaves it open only where it lies above every closed figure."""
    if not now:
        return Range()
    low = min(figure.count.low for figure in now)
    used = tuple(used for figure in now for used in figure.used)
    return Range(low=low, best=low, high=highest(now), used=used)


def highest(now: Sequence[Figure]) -> int | None:
    """The highest figure; None (open) where an "at least" lies above every closed one, or where all are open."""
    closed = [figure.count.high for figure in now if figure.count.high is not None]
    most = max(closed, default=None)
    opened = any(most is None or figure.count.low > most for figure in now if figure.count.high is None)
    return None if opened else most


def most_held(now: Sequence[Figure]) -> int | None:
    """The figure that most origins without a stake hold (of all, where each has one); else the middle, lower of two."""
    heard = [figure for figure in now if figure.interest is None] or list(now)
    points = sorted(figure.point for figure in heard)
    if not points:
        return None
    (first, votes), *others = Counter(points).most_common()
    if votes > 1 and (not others or others[0][1] < votes):
        return first
    return points[(len(points) - 1) // 2]


def told(now: Iterable[Figure]) -> tuple[str, ...]:
    """Each figure in words: who says it, with which stake."""
    return tuple(
        f"{figure.origin} says {figure.count}" + (f" ({figure.interest})" if figure.interest else "") for figure in now
    )


def _by_side(groups: Sequence[OneSide], ranges: Sequence[Range]) -> tuple[SideFigure, ...]:
    """Our figures by side; they add up to the estimate. Nothing where nothing is known."""
    by_side: dict[Side, list[SideFigure]] = {}
    for group, found in zip(groups, ranges, strict=True):
        if found.low is not None:
            for figure in _divided(group, found):
                by_side.setdefault(figure.side, []).append(figure)
    return tuple(_summed(side, figures) for side, figures in sorted(by_side.items()))


def _summed(side: Side, figures: Sequence[SideFigure]) -> SideFigure:
    highs = [figure.high for figure in figures]
    return SideFigure(
        side,
        sum(figure.low for figure in figures),
        sum(figure.best for figure in figures),
        None if None in highs else sum(high or 0 for high in highs),
    )


def _divided(group: OneSide, found: Range) -> Iterator[SideFigure]:
    """A count of everybody divided by the parts that are told of it ("11 people, among them four policemen").

    Each part takes what it can of the range that is left; what no part tells of stays unknown.
    """
    low, best, high = found.low or 0, found.best or 0, found.high
    for side, count in _parts(group, found):
        most = count.low if count.high is None else count.high
        taken = SideFigure(
            side,
            min(count.low, low),
            min(count.low, best),
            most if high is None else min(most, high),
        )
        low, best = low - taken.low, best - taken.best
        high = None if high is None else high - (taken.high or 0)
        yield taken
    if (low, best, high) != (0, 0, 0) or group.side is not Side.UNKNOWN:
        yield SideFigure(group.side, low, best, high)


def _parts(group: OneSide, found: Range) -> list[tuple[Side, Count]]:
    """The parts of the statement that the estimate rests on and that divides most; none where its side is known."""
    if group.side is not Side.UNKNOWN:
        return []
    ids = {used.claim_id for used in found.used}
    fitting = [one for one in group.statements if one.parts and one.claim_id in ids]
    if not fitting:
        return []
    chosen = max(fitting, key=lambda one: (one.count.allows(found.best or 0), len(one.parts), one.claim_id))
    return [(part.side, part.count) for part in chosen.parts]
