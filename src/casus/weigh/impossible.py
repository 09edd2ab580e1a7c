"""What cannot be: totals below what was told one by one, tolls that fell unsaid, places outside their province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from casus.model.account import Estimate, Finding, Step, Weighed
from casus.model.claim import Claim
from casus.model.codes import KNOWN_SIDES, EventType, Harm, Scope, Side, Sum
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.toll import Toll
from casus.text.naming import names_nobody, same_name, telling_words
from casus.weigh.divisions import of_side
from casus.weigh.levels import one_province
from casus.weigh.policies import DEFAULT_POLICY
from casus.weigh.setting import happenings_told
from casus.weigh.sums import lies_in
from casus.weigh.voices import laid_to, source_name, tells
from casus.weigh.words import listed, place_words, plain, toll_words

Misplaced = Mapping[Place, str]
"""Places whose coordinates lie in another province or country than they say → where those lie, in words."""

_ANY_ACT = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER})


def below_its_parts(weighed: Sequence[Weighed]) -> Iterator[Finding]:
    """Totals over a period and area that are less than what the incidents recorded inside it add up to.

    Only a total that covers everything: one that counts its happenings ("in two attacks") may leave some out.
    """
    happenings = [one for one in weighed if one.incident.scope is Scope.INCIDENT]
    for one in weighed:
        if one.incident.scope is not Scope.AGGREGATE:
            continue
        for claim in one.incident.claims:
            if tells(claim) and _covers_all(claim):
                for harm in Harm:
                    yield from _below(claim, harm, [part for part in happenings if _inside(part.incident, claim)])


def _covers_all(claim: Claim) -> bool:
    """Whether a total covers everything in its days and area.

    Its days must stand in words (a fresh sum of yesterday and today is of who knows what), and it is no rate, nor of so
    many happenings of perhaps more.
    """
    if claim.when is None or claim.when.span is None:
        return False
    return claim.sum_of not in (Sum.SEVERAL, Sum.RATE) and happenings_told(claim.quote) is None


def _below(claim: Claim, harm: Harm, inside: Sequence[Weighed]) -> Iterator[Finding]:
    tolls = claim.tolls_of(harm)
    if len(tolls) != 1 or tolls[0].count.high is None:
        return
    alike = [one for one in inside if _counts_such(one.incident, tolls[0], harm)]
    parts = [(one, low) for one in alike if (low := _least(one.estimate(harm, DEFAULT_POLICY), tolls[0].side))]
    least = sum(low for _, low in parts)
    if least > tolls[0].count.high:
        yield _too_little(claim, tolls[0], parts, least)


def _counts_such(incident: Incident, toll: Toll, harm: Harm) -> bool:
    """Whether a total of just these people ("aid workers") counts an incident's: it names them alike, or counts all."""
    if toll.who is None or names_nobody(toll.who):
        return True
    told = [each for claim in incident.claims if tells(claim) for each in claim.tolls_of(harm)]
    return bool(told) and all(each.who is not None and same_name(each.who, toll.who) for each in told)


def _too_little(claim: Claim, toll: Toll, parts: Sequence[tuple[Weighed, int]], least: int) -> Finding:
    when = f" ({claim.when.value})" if claim.when else ""
    number = f"{len(parts)} incidents" if len(parts) > 1 else "one incident"
    words = (
        f"{toll_words(toll)} {plain(toll.harm)}{when}, says {source_name(claim) or 'the report'}: "
        f"{number} recorded inside add up to {least} at least"
    )
    resting = (one.estimate(toll.harm, DEFAULT_POLICY) for one, _ in parts)
    ids = dict.fromkeys(used.claim_id for estimate in resting if estimate for used in estimate.used)
    return Finding("total_below_recorded", False, words, (claim.id, *ids))


def _least(estimate: Estimate | None, side: Side) -> int:
    """How many at least: of the side whose people the total counts, where it says whose."""
    if estimate is None:
        return 0
    if side not in KNOWN_SIDES:
        return estimate.low or 0
    own = of_side(estimate.sides, side)
    return own.low if own else 0


def _inside(incident: Incident, total: Claim) -> bool:
    """Whether an incident surely falls under a total: its days, its place, its act, those to whom it is laid."""
    if incident.when is None or total.when is None or not total.when.value.covers(incident.when):
        return False
    if total.event_type not in _ANY_ACT and incident.event_type is not total.event_type:
        return False
    if total.place is not None and (incident.place is None or not _surely_in(incident.place, total.place.value)):
        return False
    by = [actor.name for claim in incident.claims if tells(claim) for actor in laid_to(claim)]
    asked = [actor.name for actor in laid_to(total)]
    return not asked or any(telling_words(name) and same_name(name, other) for name in asked for other in by)


def _surely_in(inner: Place, outer: Place) -> bool:
    known = inner.country is not None and (outer.admin1 is None or inner.admin1 is not None)
    return known and outer.precision.breadth > inner.precision.breadth and lies_in(inner, outer)


def fell_unsaid(one: Weighed) -> Iterator[Finding]:
    """An origin's later figure lies below its earlier one, and nobody says that the earlier one was taken back."""
    for history in one.account.histories:
        for before, after in pairwise(history.steps):
            if _fell(before, after):
                words = (
                    f"{history.voice} said {before.count} {plain(history.harm)} on {before.day}, "
                    f"{after.count} on {after.day}: the toll fell, and nothing was taken back"
                )
                yield Finding("toll_fell", False, words, before.claim_ids + after.claim_ids)


def _fell(before: Step, after: Step) -> bool:
    if before.taken_back or before.day is None or after.day is None or before.day == after.day:
        return False
    return after.count.high is not None and after.count.high < before.count.low


def two_provinces(one: Weighed) -> Iterator[Finding]:
    """One name that voices of one incident put into two provinces or countries."""
    told: dict[str, list[tuple[Place, str]]] = {}
    for claim in one.incident.claims:
        if claim.place is not None:
            told.setdefault(claim.place.value.name.casefold(), []).append((claim.place.value, claim.id))
    for places in told.values():
        apart = [each for each in places if not one_province(each[0], places[0][0])]
        if apart:
            words = listed([place_words(place) for place in dict.fromkeys(place for place, _ in (places[0], *apart))])
            yield Finding(
                "two_provinces", False, f"one place, two provinces: {words}", tuple(name for _, name in places)
            )


def outside(one: Weighed, misplaced: Misplaced) -> Iterator[Finding]:
    """Places whose coordinates lie in another province or country than they say."""
    for claim in one.incident.claims:
        place = claim.place.value if claim.place else None
        if place is not None and place in misplaced:
            words = f"{place_words(place)} has coordinates in {misplaced[place]}: outside its province"
            yield Finding("place_outside_province", False, words, (claim.id,))
