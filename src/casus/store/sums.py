"""Incidents that are alike for a tally, counted and summed by the database."""

# ruff: noqa: S608 - the questions are put together from parts of this file; whatever a user gives stands in for a mark

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casus.model.account import Account, Definition, Estimate, Weighed
from casus.model.codes import EventType, Grade, Realis, Scope
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.when import When

_ACTS, _SCOPES, _STAGES = list(EventType), list(Scope), list(Realis)


Ask = Callable[[str, tuple[object, ...]], list[Any]]
"""A question in SQL, with the values for its marks, to rows."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What of an incident decides, beside its days and place themselves, where a tally puts it."""

    event_type: EventType
    scope: Scope
    realis: Realis
    dated: bool
    country: bool
    admin1: bool

    @classmethod
    def of(cls, incident: Incident) -> Kind:
        """The kind of an incident."""
        place = incident.place
        told = bool(place and place.country), bool(place and place.admin1)
        return cls(incident.event_type, incident.scope, incident.realis, incident.when is not None, *told)

    @classmethod
    def decoded(cls, code: int) -> Kind:
        """The kind that a number stands for."""
        act, rest = divmod(code, 1 << 10)
        scope, rest = divmod(rest, 1 << 7)
        stage, rest = divmod(rest, 1 << 3)
        return cls(_ACTS[act], _SCOPES[scope], _STAGES[stage], bool(rest & 4), bool(rest & 2), bool(rest & 1))

    def code(self) -> int:
        """The number that stands for it."""
        told = (self.dated << 2) | (self.country << 1) | self.admin1
        scope, stage = _SCOPES.index(self.scope), _STAGES.index(self.realis)
        return (_ACTS.index(self.event_type) << 10) | (scope << 7) | (stage << 3) | told


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents of one kind: what a tally looks at, their number and the sums of their estimates.

    `estimated` is None where no claim gives a number, else whether a figure stands. `high` is None where any is open.
    """

    incident_id: str
    kind: Kind
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
        kind = self.kind
        told = Incident(self.incident_id, kind.event_type, kind.scope, kind.realis, self.when, place, ())
        return Weighed(told, Account(self.incident_id, ()), self._estimates(definition), Grade.WEAK, (), ())

    def _estimates(self, definition: Definition) -> tuple[Estimate, ...]:
        if self.estimated is None:
            return ()
        figures = (self.low, self.best, self.high) if self.estimated else (None, None, None)
        return (Estimate(definition.policy, definition.harm, *figures),)


_INSIDE = "(first IS NULL OR (first >= ? AND last <= ?))"
_PARTLY = "(first <= ? AND last >= ? AND NOT (first >= ? AND last <= ?))"
_SUMMED = (
    "count(*), count(best), sum(CASE WHEN best IS NULL THEN 0 ELSE low END), sum(best), sum(high),"
    " count(CASE WHEN best IS NULL THEN NULL ELSE high END)"
)


@dataclass(frozen=True, slots=True)
class _Days:
    """A condition on days; those inside a window are one kind, those partly inside are told apart by their days."""

    where: str
    values: tuple[object, ...]
    apart: bool


def _stretches(when: When | None) -> list[_Days]:
    if when is None:
        return [_Days("1", (), apart=False)]
    first, last = when.first.toordinal(), when.last.toordinal()
    return [_Days(_INSIDE, (first, last), apart=False), _Days(_PARTLY, (last, first, first, last), apart=True)]


def groups(definition: Definition, sought: Sequence[str] | None, ask: Ask) -> list[Group]:
    """Incidents that may fit `definition`, counted and summed by all that decides where a tally puts them."""
    found = []
    for days in _stretches(definition.when):
        where, values = _where(definition, sought)
        where, values = f"{where} AND {days.where}", (*values, *days.values)
        by = "kind, first, last" if days.apart else "kind, NULL, NULL"
        grouped = "GROUP BY kind, first, last" if days.apart else "GROUP BY kind"
        every = ask(f"SELECT {by}, count(*) FROM incident WHERE {where} {grouped}", values)
        told = ask(
            f"SELECT {by}, {_SUMMED} FROM estimate WHERE harm = ? AND policy = ? AND {where} {grouped}",
            (definition.harm.value, definition.policy, *values),
        )
        figures = {tuple(row[:3]): row[3:] for row in told}
        for row in every:
            found += _groups(definition, row, figures.get(tuple(row[:3]), (0, 0, 0, 0, 0, 0)))
    return found


def _groups(definition: Definition, row: Sequence[Any], figures: Sequence[Any]) -> list[Group]:
    """With a figure, with an estimate that has none, and without any number: each where there are such incidents."""
    code, first, last, every = row
    told, known, low, best, high, closed = figures
    kind = Kind.decoded(code)
    when = _when(first, last) if first is not None else definition.when if kind.dated else None
    if kind.dated and when is None:
        when = When(date.min, date.min)  # no days are asked for: any will do
    where = definition.country if kind.country else None, definition.admin1 if kind.admin1 else None
    made = (
        Group("", kind, when, *where, True, known, low or 0, best or 0, high if closed == known else None),
        Group("", kind, when, *where, False, told - known, 0, 0, None),
        Group("", kind, when, *where, None, every - told, 0, 0, None),
    )
    return [one for one in made if one.number]


def _when(first: int, last: int) -> When:
    return When(date.fromordinal(first), date.fromordinal(last))


def one_by_one(definition: Definition, sought: Sequence[str] | None, ask: Ask) -> list[Group]:
    """Incidents that may fit `definition`, one by one."""
    where, values = _where(definition, sought)
    if definition.when is not None:
        where += " AND (first IS NULL OR (first <= ? AND last >= ?))"
        values = (*values, definition.when.last.toordinal(), definition.when.first.toordinal())
    rows = ask(f"SELECT cluster, id, kind, first, last, country, admin1 FROM incident WHERE {where}", values)
    told = ask(
        f"SELECT cluster, low, best, high FROM estimate WHERE harm = ? AND policy = ? AND {where}",
        (definition.harm.value, definition.policy, *values),
    )
    figures = {row[0]: row[1:] for row in told}
    return [_single(row, figures.get(row[0])) for row in rows]


def _single(row: Sequence[Any], figures: Sequence[Any] | None) -> Group:
    _, name, code, first, last, country, admin1 = row
    low, best, high = figures or (None, None, None)
    when = None if first is None else _when(first, last)
    estimated = None if figures is None else best is not None
    return Group(name, Kind.decoded(code), when, country, admin1, estimated, 1, low or 0, best or 0, high)


def _where(definition: Definition, sought: Sequence[str] | None) -> tuple[str, tuple[object, ...]]:
    """What the tally would not list is left out by the database; the same for incidents and for estimates."""
    parts, values = ["1"], list[object]()
    if definition.country is not None:
        parts.append("(country IS NULL OR country = ?)")
        values.append(definition.country)
    if definition.admin1 is not None:
        parts.append("(admin1 IS NULL OR admin1 = ?)")
        values.append(definition.admin1.casefold())
    if definition.event_types:
        acts = [_ACTS.index(act) for act in definition.event_types]
        parts.append(f"kind >> 10 IN ({_marks(acts)})")
        values += acts
    if sought is not None:
        parts.append(f"cluster IN (SELECT cluster FROM doer WHERE name IN ({_marks(sought)}))")
        values += sought
    return " AND ".join(parts), tuple(values)


def _marks(things: Sequence[object]) -> str:
    return ", ".join("?" for _ in things)
