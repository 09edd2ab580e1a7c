"""Estimates summed by a stated definition, with what is unknown and what was left out counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from casus.model.account import Counted, Definition, Estimate, Seal, Tally, Weighed
from casus.model.actor import Actor
from casus.model.codes import TOOK_PLACE, Harm, Precision, Scope, Side
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.when import When
from casus.text.naming import same_name
from casus.weigh.divisions import WEEK, middle, of_side, rows
from casus.weigh.levels import is_place, may_lie_in
from casus.weigh.setting import policy_words
from casus.weigh.voices import laid_to, tells
from casus.weigh.words import listed, plain


class _Part(Enum):
    """Where an incident goes in a tally."""

    COUNTED = "counted"
    UNKNOWN = "unknown"
    LEFT_OUT = "left out"


_Placed = tuple[_Part, str]


def tally(definition: Definition, weighed: Sequence[Weighed], seal: Seal | None = None) -> Tally:
    """The sum over all incidents that fit `definition`, under its policy. The order of `weighed` does not matter.

    An incident that does not fit (another country, other days) is not listed. One that may fit is listed as left out,
    with the reason: an aggregate (its parts are counted, or nobody told them), a happening that is only recalled, a day
    or place not known well enough, something only planned. `unknown` are incidents that fit and have no figure: they
    are no zeros. Low and best sum what is known; high is None where any estimate is open. `seal` says of which ledger.

    A stretch of days that lies partly inside is counted where it spans a week at most and its middle day (the earlier
    of two) is inside: so each incident falls into exactly one of two neighbouring months.
    """
    lists: dict[_Part, list[Counted]] = {part: [] for part in _Part}
    whole: dict[_Part, list[Weighed]] = {part: [] for part in _Part}
    for one in sorted(weighed, key=lambda each: each.incident.id):
        placed = _place(definition, one)
        if placed is not None:
            part, why = placed
            lists[part].append(_counted(definition, one, why))
            whole[part].append(one)
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
        rows=rows(definition, whole[_Part.COUNTED], whole[_Part.UNKNOWN]),
        seal=seal,
    )


def _counted(definition: Definition, one: Weighed, why: str) -> Counted:
    estimate = one.estimate(definition.harm, definition.policy)
    if estimate is None:
        return Counted(one.incident.id, None, None, None, why)
    if definition.side is not None:
        own = of_side(estimate.sides, definition.side)
        if own is None:
            return Counted(one.incident.id, None, None, None, why)
        return Counted(one.incident.id, own.low, own.best, own.high, why)
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
    if definition.side is not None and of_side(estimate.sides, definition.side) is None:
        return _of_no_side(definition.side, estimate)
    return _Part.COUNTED, day


def _of_no_side(side: Side, estimate: Estimate) -> _Placed | None:
    """Where nobody tells of a side's people: not known, where some people's side is not told; else it does not fit."""
    if any(one.side is Side.UNKNOWN and one.best > 0 for one in estimate.sides):
        return _Part.UNKNOWN, f"nobody says how many were {plain(side)}"
    return None


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
    if definition.admin1 is not None and admin1 is not None and admin1.casefold() != definition.admin1.casefold():
        return False
    return definition.place is None or incident.place is None or may_lie_in(incident.place, definition.place)


def _by(perpetrator: str, incident: Incident) -> bool:
    """Whether anybody who says that it happened names this perpetrator, by name or by id."""
    actors = [actor for claim in incident.claims if tells(claim) for actor in laid_to(claim)]
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


def day_inside(window: When, days: When) -> bool:
    """Whether a stretch of days counts for a window: inside it, or a week wide at most with its middle day inside."""
    why, doubt = _day(window, days)
    return why is not None and doubt is None


def _partly(window: When, days: When) -> tuple[str | None, str | None]:
    if days.days > WEEK:
        return "", f"day not certain: {days}"
    return (f"the middle of {days} lies inside" if window.covers(When.day(middle(days))) else None), None


def _kind_doubt(incident: Incident) -> str | None:
    if incident.scope is Scope.AGGREGATE:
        return "an aggregate over several incidents"
    if incident.scope is Scope.BACKGROUND:
        return "only recalled: no report tells it as news"
    if incident.realis not in TOOK_PLACE:
        return f"not said to have happened: {plain(incident.realis)}"
    return None


def _place_doubt(definition: Definition, incident: Incident) -> str | None:
    if definition.country is not None and (incident.place is None or incident.place.country is None):
        return "the country is not known"
    if definition.admin1 is not None and (incident.place is None or incident.place.admin1 is None):
        return "the province is not known"
    if definition.place is None:
        return None
    if incident.place is None:
        return "the place is not known"
    return None if is_place(incident.place, definition.place) else _no_nearer(incident.place)


def _no_nearer(place: Place) -> str:
    if place.precision in (Precision.EXACT, Precision.NEAR):
        return f"the gazetteer does not say in which district {place.name} lies"
    return f"known no nearer than {place.name}"


def _harmed(harm: Harm) -> str:
    return f"of people {plain(harm)}"


def definition_card(definition: Definition) -> tuple[tuple[str, str], ...]:
    """What a tally counts, line by line: a heading and its words. To be printed with every tally."""
    policy, rule = policy_words(definition.policy)
    acts = listed([plain(act) for act in definition.event_types]) if definition.event_types else "every act of violence"
    place = definition.place.name if definition.place else None
    where = ", ".join(part for part in (place, definition.admin1, definition.country) if part) or "everywhere"
    return (
        ("counts", f"people {plain(definition.harm)}"),
        ("of", plain(definition.side) if definition.side else "every side"),
        ("acts", acts),
        ("days", str(definition.when) if definition.when else "any"),
        ("where", where),
        ("by", definition.perpetrator or "anybody, also where nobody is named"),
        ("policy", f"{definition.policy}: {policy}"),
        ("rule", rule),
        ("days not exact", "counted up to a week's width, by the middle day; wider stretches are left out"),
        (
            "not in the sum",
            "sums over several incidents, what is only recalled or planned, days or places not known",
        ),
        ("unknown", "incidents without a figure are counted apart: they are no zeros"),
    )
