"""A tally's rows: by period, place, actor, act, side. Each counted figure falls into rows that add up to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from casus.model.account import Definition, Row, SideFigure, Weighed
from casus.model.codes import Division, Precision, Side
from casus.model.incident import Incident
from casus.model.when import When
from casus.text.naming import names_nobody
from casus.weigh.voices import laid_to, tells
from casus.weigh.words import plain

UNKNOWN = "not known"
NOBODY = "nobody named"
WEEK = 7
_WIDE = frozenset({Precision.PROVINCE, Precision.COUNTRY, Precision.REGION})
_Figure = tuple[int, int, int | None]


def middle(days: When) -> date:
    """The middle day of a stretch, the earlier of two."""
    return days.first + timedelta(days=(days.days - 1) // 2)


def rows(definition: Definition, counted: Iterable[Weighed], unknown: Iterable[Weighed]) -> tuple[Row, ...]:
    """The rows of a tally, in order of their keys, what is not known last; none where it is not divided."""
    if not definition.each:
        return ()
    figures: dict[tuple[str, ...], list[_Figure]] = defaultdict(list)
    for one in counted:
        for keys, figure in _figures(definition, one):
            figures[keys].append(figure)
    apart: dict[tuple[str, ...], int] = defaultdict(int)
    for one in unknown:
        apart[_keys(definition.each, one.incident, UNKNOWN)] += 1
    ordered = sorted({*figures, *apart}, key=lambda keys: [(key in (UNKNOWN, NOBODY), key) for key in keys])
    return tuple(_row(keys, figures.get(keys, []), apart.get(keys, 0)) for keys in ordered)


def _row(keys: tuple[str, ...], figures: Sequence[_Figure], unknown: int) -> Row:
    highs = [high for _, _, high in figures]
    return Row(
        keys=keys,
        low=sum(low for low, _, _ in figures),
        best=sum(best for _, best, _ in figures),
        high=None if None in highs else sum(high or 0 for high in highs),
        incidents=len(figures),
        unknown=unknown,
    )


def _figures(definition: Definition, one: Weighed) -> Iterator[tuple[tuple[str, ...], _Figure]]:
    """An incident's figure under its keys; by side, each side's own."""
    estimate = one.estimate(definition.harm, definition.policy)
    if estimate is None:
        return
    if Division.SIDE not in definition.each and definition.side is None:
        yield _keys(definition.each, one.incident, ""), (estimate.low or 0, estimate.best or 0, estimate.high)
        return
    only = of_side(estimate.sides, definition.side) if definition.side else None
    for side in (only,) if only else estimate.sides:
        yield _keys(definition.each, one.incident, plain(side.side)), (side.low, side.best, side.high)


def of_side(figures: Sequence[SideFigure], side: Side) -> SideFigure | None:
    """The figure of one side's people; those of unknown side may be theirs too, and raise the high. None: none told."""
    own = next((one for one in figures if one.side is side), None)
    rest = next((one for one in figures if one.side is Side.UNKNOWN and side is not Side.UNKNOWN), None)
    if own is None or rest is None:
        return own
    return replace(own, high=None if own.high is None or rest.high is None else own.high + rest.high)


def _keys(each: Sequence[Division], incident: Incident, side: str) -> tuple[str, ...]:
    return tuple(side if division is Division.SIDE else _KEYS[division](incident) for division in each)


def _period(name: Callable[[date], str]) -> Callable[[Incident], str]:
    """The period of an incident's days: that of both ends, or of the middle day where they span a week at most."""

    def key(incident: Incident) -> str:
        if incident.when is None:
            return UNKNOWN
        first, last = name(incident.when.first), name(incident.when.last)
        if first == last:
            return first
        return name(middle(incident.when)) if incident.when.days <= WEEK else UNKNOWN

    return key


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _country(incident: Incident) -> str:
    return (incident.place.country if incident.place else None) or UNKNOWN


def _admin1(incident: Incident) -> str:
    place = incident.place
    return f"{place.admin1}, {place.country}" if place and place.admin1 else UNKNOWN


def _place(incident: Incident) -> str:
    place = incident.place
    if place is None or place.precision in _WIDE:
        return UNKNOWN
    outer = [part for part in (place.admin1, place.country) if part and part != place.name]
    return ", ".join([place.canonical or place.name, *outer])


def _actor(incident: Incident) -> str:
    """Everybody to whom it is laid: "A or B" where voices name several, so that no figure is counted twice.

    A part goes by the whole that is named beside it.
    """
    told = [actor for claim in incident.claims if tells(claim) for actor in laid_to(claim)]
    ids = {actor.id for actor in told if actor.id}
    named = {
        actor.id or actor.name.casefold(): actor.name
        for actor in told
        if not names_nobody(actor.name) and not (actor.parent in ids and actor.id != actor.parent)
    }
    return " or ".join(sorted(named.values())) or NOBODY


_KEYS: Mapping[Division, Callable[[Incident], str]] = MappingProxyType(
    {
        Division.YEAR: _period(lambda day: f"{day.year}"),
        Division.MONTH: _period(lambda day: f"{day.year}-{day.month:02}"),
        Division.WEEK: _period(_week),
        Division.DAY: _period(date.isoformat),
        Division.COUNTRY: _country,
        Division.ADMIN1: _admin1,
        Division.PLACE: _place,
        Division.ACTOR: _actor,
        Division.ACT: lambda incident: plain(incident.event_type),
    }
)
