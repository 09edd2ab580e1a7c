"""Which of somebody else's rows is which of our incidents: one to one, with the reasons in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from casus.model.account import Weighed
from casus.model.codes import EventType, Harm, Precision
from casus.model.count import Count
from casus.model.outside import Outside
from casus.model.place import Place
from casus.model.when import When, days_before
from casus.reference.provinces import kilometres
from casus.reference.resources import load_toml
from casus.weigh.levels import is_place, may_lie_in, one_province
from casus.weigh.voices import laid_to, one_side, tells
from casus.weigh.words import plain, total

_VAGUE = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER, EventType.MOVE_OTHER})
_SPOT = frozenset({Precision.EXACT, Precision.NEAR})


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and an incident that may be one: points, and what speaks for and against."""

    weighed: Weighed
    row: Outside
    points: float
    reasons: tuple[str, ...]


Weight = tuple[float, str]
"""Points, and the words for them."""


def match(weighed: Sequence[Weighed], rows: Sequence[Outside]) -> tuple[Pair, ...]:
    """Pairs that stand, each incident and each row in one at most, the strongest first.

    The order of input does not matter. Of the tolls the killed are compared: no other harm is in all these tables.
    """
    taken: set[str | int] = set()
    kept = []
    for pair in candidates(weighed, rows):
        ends: set[str | int] = {pair.weighed.incident.id, pair.row.line}
        if not ends & taken:
            taken |= ends
            kept.append(pair)
    return tuple(kept)


def candidates(weighed: Sequence[Weighed], rows: Sequence[Outside]) -> list[Pair]:
    """Every pair that would stand alone, the strongest first."""
    found = [pair for one, row in _near(weighed, rows) if (pair := compare(one, row)) is not None]
    return sorted(found, key=lambda pair: (-pair.points, pair.weighed.incident.id, pair.row.line))


def compare(one: Weighed, row: Outside) -> Pair | None:
    """A row beside an incident; None where they are two, or too little speaks for one."""
    days, place = _days(one.incident.when, row.when), _place(one.incident.place, row)
    if days is None or place is None:
        return None
    weights = [days, place, _act(one, row), _actors(one, row), _toll(one, row)]
    points = sum(each for each, _ in weights)
    if points < _points("enough"):
        return None
    return Pair(one, row, points, tuple(words for _, words in weights if words))


def _near(weighed: Sequence[Weighed], rows: Sequence[Outside]) -> Iterator[tuple[Weighed, Outside]]:
    """Pairs whose days may be one: by the first day, as far back as the longest stretch reaches."""
    known = sorted(((row.when.first, row.line, row) for row in rows if row.when), key=lambda each: each[:2])
    firsts = [first for first, _, _ in known]
    longest = max((row.when.days for row in rows if row.when), default=0)
    off = timedelta(days=_points("days_off"))
    for one in weighed:
        when = one.incident.when
        if when is None:
            continue
        begin = bisect_left(firsts, days_before(when.first, off.days + longest))
        for first, _, row in known[begin:]:
            if first > when.last + off:
                break
            yield one, row


def _days(ours: When | None, theirs: When | None) -> Weight | None:
    if ours is None or theirs is None:
        return None
    if ours == theirs and ours.days == 1:
        return _points("days_one"), f"the same day, {ours}"
    if ours.overlaps(theirs):
        return _points("days_share"), f"days that meet: {ours} here, {theirs} there"
    gap = ours.gap(theirs)
    if gap > _points("days_off"):
        return None
    return _points("days_near"), f"{gap} day{'s' if gap > 1 else ''} apart: {ours} here, {theirs} there"


def _place(ours: Place | None, row: Outside) -> Weight | None:
    """By name, by distance, by which area may hold the other; None where they are two places."""
    theirs = place_of(row)
    if ours is None or theirs is None:
        return 0.0, "a place is not known"
    if ours.country and theirs.country and ours.country != theirs.country:
        return None
    spots = ours.precision in _SPOT and theirs.precision in _SPOT
    apart = _apart(ours, theirs)
    if is_place(ours, theirs) and (apart is None or apart <= _points("far_km")):
        return _points("place_spot"), f"the same place, {theirs.name}"
    if spots and apart is not None:
        return _by_distance(apart, ours, theirs)
    if may_lie_in(ours, theirs) or may_lie_in(theirs, ours):
        wide = max(ours, theirs, key=lambda place: place.precision.breadth)
        return _points("place_area"), f"known to one side no nearer than {wide.name}"
    return None if not one_province(ours, theirs) else (0.0, f"{ours.name} here, {theirs.name} there")


def _apart(ours: Place, theirs: Place) -> float | None:
    if ours.lat is None or ours.lon is None or theirs.lat is None or theirs.lon is None:
        return None
    return kilometres((ours.lat, ours.lon), (theirs.lat, theirs.lon))


def _by_distance(apart: float, ours: Place, theirs: Place) -> Weight | None:
    words = f"{apart:.0f} km apart: {ours.name} here, {theirs.name} there"
    if apart <= _points("near_km"):
        return _points("place_spot"), words
    return (_points("place_near"), words) if apart <= _points("far_km") else None


def place_of(row: Outside) -> Place | None:
    """The place of a row; None where it tells of none at all."""
    name = row.place or row.admin1 or row.country
    if name is None:
        return None
    return Place(name, row.country, row.admin1, row.lat, row.lon, None, _precision(row))


def _precision(row: Outside) -> Precision:
    if row.place:
        return row.precision
    return Precision.PROVINCE if row.admin1 else Precision.COUNTRY


def _act(one: Weighed, row: Outside) -> Weight:
    act = one.incident.event_type
    if not row.acts:
        return 0.0, ""
    if act in row.acts or act in _VAGUE or _VAGUE & set(row.acts):
        return _points("act_fits"), f"{plain(act)} here, {row.act} there"
    return _points("act_differs"), f"but {plain(act)} here, {row.act} there"


def _actors(one: Weighed, row: Outside) -> Weight:
    """Anybody named by both; sides without a name in common speak against it only where both name somebody."""
    ours = {actor for claim in one.incident.claims if tells(claim) for actor in laid_to(claim)}
    ours |= {claim.source.value for claim in one.incident.claims if claim.source and claim.source.value.id}
    if not ours or not row.actors:
        return 0.0, ""
    both = [theirs for theirs in row.actors if any(one_side(mine, theirs) for mine in ours)]
    if both:
        return _points("actor_fits"), f"{both[-1].name} in both"
    if not any(actor.id for actor in ours):
        return 0.0, ""
    return _points("actor_differs"), f"but {row.actors[-1].name} there"


def _toll(one: Weighed, row: Outside) -> Weight:
    """Their best figure among the counts that anybody gives; or two ranges that meet."""
    best, harm = row.killed.best, Harm.KILLED
    counts = [total(tolls) for claim in one.incident.claims if (tolls := claim.tolls_of(harm))]
    if best is None or not counts:
        return 0.0, ""
    if any(best in (count.low, count.high) for count in counts):
        return _points("toll_same"), f"{best} {plain(harm)} in both"
    if any(count.meet(span_of(row)) is not None for count in counts):
        return _points("toll_overlaps"), f"tolls that meet: {span_of(row)} there"
    return _points("toll_differs"), f"but {best} {plain(harm)} there"


def span_of(row: Outside) -> Count:
    """The range over a row's low, best and high, in whatever order they stand; it must give one of them."""
    known = [end for end in (row.killed.low, row.killed.best, row.killed.high) if end is not None]
    return Count(min(known), max(known))


@cache
def _points(name: str) -> float:
    value: float = load_toml("bridge.toml")["match"][name]
    return value
