"""A sum over several happenings against the happenings themselves: "14 in two attacks" and 12 and 2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from casus.model.account import Finding, Weighed
from casus.model.claim import Claim
from casus.model.codes import Harm, Precision, Scope
from casus.model.count import Count
from casus.model.incident import Incident
from casus.model.place import Place
from casus.text.naming import same_name
from casus.weigh.setting import happenings_told
from casus.weigh.voices import source_name, tells
from casus.weigh.words import plain, tolls_words, total

_MOST_PARTS = 12  # more are not tried in every combination


@dataclass(frozen=True, slots=True)
class _Told:
    """One happening's toll as the teller of the sum gives it."""

    claim: Claim
    count: Count
    label: str


def check_sums(weighed: Sequence[Weighed]) -> Iterator[Finding]:
    """One finding for each sum that somebody tells: against the parts that the same source tells in the same report."""
    happenings = [one.incident for one in weighed if one.incident.scope is not Scope.AGGREGATE]
    for one in weighed:
        if one.incident.scope is Scope.AGGREGATE:
            yield from _of_aggregate(one.incident, happenings)


def _of_aggregate(aggregate: Incident, happenings: Sequence[Incident]) -> Iterator[Finding]:
    """Each claim with a number that can be compared; where none can, one note for the aggregate."""
    found: list[Finding] = []
    notes: list[Finding] = []
    for claim in aggregate.claims:
        for harm in Harm:
            if tells(claim) and claim.tolls_of(harm):
                finding = _compared(claim, harm, happenings)
                (notes if finding.agrees is None else found).append(finding)
    yield from found or notes[:1]


def _compared(claim: Claim, harm: Harm, happenings: Sequence[Incident]) -> Finding:
    parts = _parts(claim, harm, happenings)
    told, number = total(claim.tolls_of(harm)), happenings_told(claim.quote)
    if not parts:
        return _note(claim, harm, "an aggregate: it is in no sum")
    fitting = _fitting(parts, told, number)
    if fitting:
        return _finding(claim, harm, True, fitting, "agrees")
    sum_ = _sum(parts)
    if told.high is not None and sum_.low > told.high:
        return _finding(claim, harm, False, parts, f"the parts are {sum_.low - told.high} more than the sum")
    if number == len(parts) and sum_.high is not None and sum_.high < told.low:
        return _finding(claim, harm, False, parts, f"{told.low - sum_.high} are missing from the parts")
    covers = f"it covers more than the {len(parts)} incidents told here, and is in no sum"
    return _note(claim, harm, f"an aggregate: {covers}", parts)


def _parts(claim: Claim, harm: Harm, happenings: Sequence[Incident]) -> list[_Told]:
    """What the same source tells in the same report of happenings within the sum's days and place."""
    parts = []
    for incident in happenings:
        for part in incident.claims:
            if _tells_part(part, claim) and (tolls := part.tolls_of(harm)):
                parts.append(_Told(part, total(tolls), _label(part, incident)))
                break  # one figure for each happening
    return sorted(parts, key=lambda one: one.claim.span)


def _tells_part(part: Claim, whole: Claim) -> bool:
    if part.report_id != whole.report_id or not tells(part) or part.superseded:
        return False
    if whole.covers:  # the reader knows which happenings of the report it adds up
        return part.scope is not Scope.AGGREGATE and part.incident in whole.covers and _one_source(part, whole)
    if part.event_type.violent is not whole.event_type.violent or part.scope is Scope.AGGREGATE:
        return False
    return _one_source(part, whole) and _within_days(part, whole) and _within_place(part, whole)


def _one_source(part: Claim, whole: Claim) -> bool:
    left, right = source_name(part), source_name(whole)
    if left is None or right is None:
        return left is right
    return same_name(left, right)


def _within_days(part: Claim, whole: Claim) -> bool:
    """A part without a day may lie anywhere; a sum without days covers all."""
    return part.when is None or whole.when is None or whole.when.value.overlaps(part.when.value)


def _within_place(part: Claim, whole: Claim) -> bool:
    if part.place is None or whole.place is None:
        return True
    return lies_in(part.place.value, whole.place.value)


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether nothing speaks against one place lying in another: other country, other province."""
    if inner.country and outer.country and inner.country != outer.country:
        return False
    if outer.precision is Precision.COUNTRY or inner.admin1 is None or outer.admin1 is None:
        return True
    return inner.admin1.casefold() == outer.admin1.casefold()


def _fitting(parts: Sequence[_Told], told: Count, number: int | None) -> Sequence[_Told]:
    """The parts that make up the sum: as many as it counts, of those told; all, where it does not count them."""
    if number is None or number >= len(parts) or len(parts) > _MOST_PARTS:
        whole = number is None or number <= len(parts)
        return parts if whole and len(parts) > 1 and _sum(parts).meet(told) is not None else ()
    fitting = (some for some in combinations(parts, number) if _sum(some).meet(told) is not None)
    return next(fitting, ())


def _sum(parts: Sequence[_Told]) -> Count:
    counts = [part.count for part in parts]
    return sum(counts[1:], counts[0])


def _label(part: Claim, incident: Incident) -> str:
    """Where it was, else when, else what: enough for a reader to know which one."""
    if part.place:
        return part.place.value.name
    return str(incident.when) if incident.when else plain(part.event_type)


def _finding(claim: Claim, harm: Harm, agrees: bool, parts: Sequence[_Told], end: str) -> Finding:
    words = (
        f"{_whole(claim, harm)} = {_added(parts)}: {end}"
        if agrees
        else f"{_whole(claim, harm)}, parts {_added(parts)}: {end}"
    )
    return Finding("sum_of_parts", agrees, words, (claim.id, *(part.claim.id for part in parts)))


def _note(claim: Claim, harm: Harm, end: str, parts: Sequence[_Told] = ()) -> Finding:
    known = f" (told here: {_added(parts)})" if parts else ""
    ids = (claim.id, *(part.claim.id for part in parts))
    return Finding("aggregate", None, f"{_whole(claim, harm)} is {end}{known}", ids)


def _whole(claim: Claim, harm: Harm) -> str:
    """Say a sum: "14 soldiers killed in two incidents", "at least 201 people killed (1 January to 8 May 2025)"."""
    number = happenings_told(claim.quote)
    over = f" in {number} incidents" if number else f" ({claim.when.value})" if claim.when else ""
    return f"{tolls_words(claim.tolls_of(harm))} {plain(harm)}{over}"


def _added(parts: Sequence[_Told]) -> str:
    return " + ".join(f"{part.count} ({part.label})" for part in parts)
