"""How each origin's figure for a harm went from day to day: raised, lowered, narrowed, taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from casus.model.account import History, Origin, Step
from casus.model.claim import Claim
from casus.model.codes import Change, Harm, Scope
from casus.model.count import Count
from casus.model.incident import Incident
from casus.weigh.evidence import Published, harms, together
from casus.weigh.voices import tells
from casus.weigh.words import total

_Key = tuple[date, bool]  # a day, and whether the figure of that day was the one that stayed


def histories(incident: Incident, published: Published, heard: Sequence[Origin]) -> tuple[History, ...]:
    """For each harm, each origin that gives a number for it, in order of name. Figures of unknown day come first."""
    claims = {claim.id: claim for claim in incident.claims}
    return tuple(
        History(origin.name, harm, steps)
        for harm in harms(incident)
        for origin in heard
        if (steps := tuple(_steps([claims[name] for name in origin.claim_ids], harm, published)))
    )


def _steps(claims: Sequence[Claim], harm: Harm, published: Published) -> Iterator[Step]:
    """One step a day; where one report gives a figure and its revision, the figure taken back first."""
    by_day: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if tells(claim) and claim.scope is not Scope.AGGREGATE and claim.tolls_of(harm):
            by_day[published.get(claim.report_id) or date.min, not claim.superseded].append(claim)
    before: Count | None = None
    for (day, stayed), said in sorted(by_day.items()):
        now = _figure(said, harm)
        ids = tuple(claim.id for claim in said)
        yield Step(None if day == date.min else day, now, change(before, now), ids, taken_back=not stayed)
        before = now


def _figure(claims: Sequence[Claim], harm: Harm) -> Count:
    """What an origin says on one day: in one report its largest figure, in several what all allow."""
    by_report: Mapping[str, list[Count]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(total(claim.tolls_of(harm)))
    largest = [max(counts, key=lambda one: (one.low, one.high or one.low)) for _, counts in sorted(by_report.items())]
    found = largest[0]
    for other in largest[1:]:
        found = together(found, other)
    return found


def change(before: Count | None, now: Count) -> Change:
    """What a newer figure does to an older one, by the low end first."""
    if before is None:
        return Change.FIRST
    if before.low != now.low:
        return Change.RAISED if now.low > before.low else Change.LOWERED
    if before.high == now.high:
        return Change.SAME
    return Change.NARROWED if before.join(now).high == before.high else Change.WIDENED
