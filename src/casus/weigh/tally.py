"""Estimates summed by a stated definition, with what is unknown and what was left out counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import Enum

from casus.model.account import Counted, Definition, Tally, Weighed
from casus.model.actor import Actor
from casus.model.codes import Harm, Realis, Scope
from casus.model.incident import Incident
from casus.model.when import When
from casus.text.naming import same_name
from casus.weigh.setting import policy_words
from casus.weigh.voices import tells
from casus.weigh.words import listed, plain

_WEEK = 7
_TOOK_PLACE = frozenset({Realis.HAPPENED, Realis.ATTEMPTED})


class _Part(Enum):
    """Where an incident goes in a tally."""

    COUNTED = "counted"
    UNKNOWN = "unknown"
    LEFT_OUT = "left out"


_Placed = tuple[_Part, str]


def tally(definition: Definition, weighed: Sequence[Weighed]) -> Tally:
    """The sum over all incidents that fit `definition`, under its policy. The order of `weighed` does not matter.

    An incident that does not fit (another country, other days) is not listed. One that may fit is listed as left out,
    with the reason: an aggregate (its parts are counted, or nobody told them), a day or place not known well enough,
    something only planned. `unknown` are incidents that fit and have no figure: they are no zeros. Low and best sum
    what is known; high is None where any estimate is open.

    A stretch of days that lies partly inside is counted where it spans a week at most and its middle day (the earlier
    of two) is inside: so each incident falls into exactly one of two neighbouring months.
    """
    lists: dict[_Part, list[Counted]] = {part: [] for part in _Part}
    for one in sorted(weighed, key=lambda each: each.incident.id):
        placed = _place(definition, one)
        if placed is not None:
            part, why = placed
            lists[part].append(_counted(definition, one, why))
    counted = lists[_Part.COUNTED]
    highs = [one.high for one in counted]
    return Tally(
        definition=definition,
        low=sum(one.low or 0 for one in counted),
        best=sum(one.best or 0 for one in counted),
        high=None if None in highs else sum(high or 0 for high in highs),
        counted=tuple(counted),
        unknown=tuple(lists[_Part.UNKNOWN]),
        left_out=tuple(lists[_Part.LEFT_OUT]),
    )


def _counted(definition: Definition, one: Weighed, why: str) -> Counted:
    estimate = one.estimate(definition.harm, definition.policy)
    if estimate is None:
        return Counted(one.incident.id, None, None, None, why)
    return Counted(one.incident.id, estimate.low, estimate.best, estimate.high, why)


def _place(definition: Definition, one: Weighed) -> _Placed | None:
    """Where an incident goes, and why; None where it does not fit the definition at all."""
    incident = one.incident
    estimate = one.estimate(definition.harm, definition.policy)
    if not _fits(definition, incident) or (estimate is None and not incident.event_type.violent):
        return None
    day, doubt = _day(definition.when, incident.when)
    if day is None:
        return None
    doubt = _kind_doubt(incident) or doubt or _place_doubt(definition, incident)
    if doubt:
        return _Part.LEFT_OUT, doubt
    if estimate is None:
        return _Part.UNKNOWN, f"nobody gives a number {_harmed(definition.harm)}"
    if estimate.best is None:
        return _Part.UNKNOWN, "no figure stands under this policy"
    return _Part.COUNTED, day


def _fits(definition: Definition, incident: Incident) -> bool:
    """Whether act, perpetrator and place do not speak against counting it; a place not known does not."""
    if definition.event_types and incident.event_type not in definition.event_types:
        return False
    if definition.perpetrator is not None and not _by(definition.perpetrator, incident):
        return False
    country = incident.place.country if incident.place else None
    if definition.country is not None and country not in (None, definition.country):
        return False
    admin1 = incident.place.admin1 if incident.place else None
    return definition.admin1 is None or admin1 is None or admin1.casefold() == definition.admin1.casefold()


def _by(perpetrator: str, incident: Incident) -> bool:
    """Whether anybody who says that it happened names this perpetrator, by name or by id."""
    actors = [reading.value for claim in incident.claims if tells(claim) for reading in claim.perpetrators]
    return any(_is(perpetrator, actor) for actor in actors)


def _is(perpetrator: str, actor: Actor) -> bool:
    return perpetrator in (actor.id, actor.parent) or same_name(perpetrator, actor.name)


def _day(window: When | None, days: When | None) -> tuple[str | None, str | None]:
    """Why its days count, and what speaks against that; both None where they lie outside."""
    if window is None:
        return "no days are asked for", None
    if days is None:
        return "", "no day is known"
    if window.covers(days):
        return f"{days} lies inside", None
    return _partly(window, days) if window.overlaps(days) else (None, None)


def _partly(window: When, days: When) -> tuple[str | None, str | None]:
    if days.days > _WEEK:
        return "", f"day not certain: {days}"
    middle = days.first + timedelta(days=(days.days - 1) // 2)
    return (f"the middle of {days} lies inside" if window.covers(When.day(middle)) else None), None


def _kind_doubt(incident: Incident) -> str | None:
    if incident.scope is Scope.AGGREGATE:
        return "an aggregate over several incidents"
    if incident.realis not in _TOOK_PLACE:
        return f"not said to have happened: {plain(incident.realis)}"
    return None


def _place_doubt(definition: Definition, incident: Incident) -> str | None:
    if definition.country is not None and (incident.place is None or incident.place.country is None):
        return "the country is not known"
    if definition.admin1 is not None and (incident.place is None or incident.place.admin1 is None):
        return "the province is not known"
    return None


def _harmed(harm: Harm) -> str:
    return f"of people {plain(harm)}"


def definition_card(definition: Definition) -> tuple[tuple[str, str], ...]:
    """What a tally counts, line by line: a heading and its words. To be printed with every tally."""
    policy, rule = policy_words(definition.policy)
    acts = listed([plain(act) for act in definition.event_types]) if definition.event_types else "every act of violence"
    where = ", ".join(part for part in (definition.admin1, definition.country) if part) or "everywhere"
    return (
        ("counts", f"people {plain(definition.harm)}"),
        ("acts", acts),
        ("days", str(definition.when) if definition.when else "any"),
        ("where", where),
        ("by", definition.perpetrator or "anybody, also where nobody is named"),
        ("policy", f"{definition.policy}: {policy}"),
        ("rule", rule),
        ("days not exact", "counted up to a week's width, by the middle day; wider stretches are left out"),
        ("not in the sum", "sums over several incidents, what is only planned or threatened, days or places not known"),
        ("unknown", "incidents without a figure are counted apart: they are no zeros"),
    )
