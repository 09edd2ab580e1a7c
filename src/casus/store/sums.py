"""Incidents that are alike for a tally, counted and summed by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casus.model.account import Account, Definition, Estimate, Weighed
from casus.model.codes import EventType, Grade, Realis, Scope
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.when import When

_SAID, _NO_FIGURE = 0, 1  # there is an estimate with a figure; one without; None: no claim gives any number


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents of one kind: what a tally looks at, their number and the sums of their estimates.

    `estimated` is None where no claim gives a number, else whether a figure stands. `high` is None where any is open.
    """

    incident_id: str
    event_type: EventType
    scope: Scope
    realis: Realis
    when: When | None
    country: str | None
    admin1: str | None
    estimated: bool | None
    number: int
    low: int
    best: int
    high: int | None

    def weighed(self, definition: Definition) -> Weighed:
        """One incident of this kind, as far as a tally asks."""
        place = Place("", self.country, self.admin1)
        told = Incident(self.incident_id, self.event_type, self.scope, self.realis, self.when, place, ())
        return Weighed(told, Account(self.incident_id, ()), self._estimates(definition), Grade.WEAK, (), ())

    def _estimates(self, definition: Definition) -> tuple[Estimate, ...]:
        if self.estimated is None:
            return ()
        figures = (self.low, self.best, self.high) if self.estimated else (None, None, None)
        return (Estimate(definition.policy, definition.harm, *figures),)


@dataclass(frozen=True, slots=True)
class Query:
    """A question in SQL with the values for its marks."""

    text: str
    values: tuple[object, ...]


def groups_query(definition: Definition, sought: Sequence[str] | None) -> Query:
    """Incidents that may fit `definition`, grouped by all that decides where a tally puts them."""
    first, last, days = _days(definition)
    where, values = _where(definition, sought)
    what = (
        f"SELECT min(id), event_type, scope, realis, {first} AS day, {last} AS until,"
        f" {_known('country', definition.country)} AS land, {_known('admin1', definition.admin1)} AS part,"
        " CASE WHEN estimate.policy IS NULL THEN NULL ELSE best IS NULL END AS state,"
        " count(*), sum(low), sum(best), sum(high), count(high)"
    )
    grouped = " GROUP BY event_type, scope, realis, day, until, land, part, state"
    return Query(what + _JOINED + where + grouped, (*days, *_places(definition), *_estimate(definition), *values))


def incidents_query(definition: Definition, sought: Sequence[str] | None) -> Query:
    """Incidents that may fit `definition`, one by one."""
    where, values = _where(definition, sought)
    what = (
        "SELECT id, event_type, scope, realis, first, last, country, admin1,"
        " CASE WHEN estimate.policy IS NULL THEN NULL ELSE best IS NULL END, 1, low, best, high, high IS NOT NULL"
    )
    return Query(what + _JOINED + where, (*_estimate(definition), *values))


_JOINED = (
    " FROM incident LEFT JOIN estimate"
    " ON estimate.harm = ? AND estimate.policy = ? AND estimate.cluster = incident.cluster"
)


def _estimate(definition: Definition) -> tuple[object, ...]:
    return definition.harm.value, definition.policy


def _days(definition: Definition) -> tuple[str, str, tuple[object, ...]]:
    """All stretches inside the window are one kind; those partly inside are told apart."""
    if definition.when is None:
        return "NULL", "NULL", ()
    window = definition.when.first.toordinal(), definition.when.last.toordinal()
    inside = "CASE WHEN first >= ? AND last <= ? THEN {} ELSE {} END"
    values = (*window, window[0], *window, window[0])
    return inside.format("?", "first"), inside.format("?", "last"), values


def _known(column: str, asked: str | None) -> str:
    return "NULL" if asked is None else f"CASE WHEN {column} IS NULL THEN NULL ELSE ? END"


def _places(definition: Definition) -> tuple[object, ...]:
    return tuple(asked for asked in (definition.country, definition.admin1) if asked is not None)


def _where(definition: Definition, sought: Sequence[str] | None) -> tuple[str, tuple[object, ...]]:
    """What the tally would not list is left out by the database."""
    parts, values = ["1"], list[object]()
    if definition.when is not None:
        parts.append("(first IS NULL OR (first <= ? AND last >= ?))")
        values += [definition.when.last.toordinal(), definition.when.first.toordinal()]
    if definition.country is not None:
        parts.append("(country IS NULL OR country = ?)")
        values.append(definition.country)
    if definition.admin1 is not None:
        parts.append("(admin1 IS NULL OR admin1 = ?)")
        values.append(definition.admin1.casefold())
    if definition.event_types:
        parts.append(f"event_type IN ({_marks(definition.event_types)})")
        values += [act.value for act in definition.event_types]
    if sought is not None:
        names = _marks(sought)
        parts.append(f"incident.cluster IN (SELECT cluster FROM doer WHERE name IN ({names}))")  # noqa: S608  (marks)
        values += sought
    return " WHERE " + " AND ".join(parts), tuple(values)


def _marks(things: Sequence[object]) -> str:
    return ", ".join("?" for _ in things)


def group(row: Sequence[Any]) -> Group:
    """The group of a row of either query."""
    name, act, scope, realis, first, last, country, admin1, state, number, low, best, high, closed = row
    return Group(
        incident_id=name,
        event_type=EventType(act),
        scope=Scope(scope),
        realis=Realis(realis),
        when=None if first is None else When(date.fromordinal(first), date.fromordinal(last)),
        country=country,
        admin1=admin1,
        estimated=None if state is None else state == _SAID,
        number=number,
        low=low or 0,
        best=best or 0,
        high=high if closed == number else None,
    )
