"""Why somebody else's figure for an incident is not ours, in words: each reason is one that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casus.model.account import Definition, Estimate, Weighed
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Harm, Scope, Side
from casus.model.count import Count
from casus.model.outside import Outside, Shape
from casus.reference.publishers import organs, publishers
from casus.reference.resources import load_toml
from casus.weigh.levels import one_province
from casus.weigh.match import span_of
from casus.weigh.setting import is_party, takes_no_side
from casus.weigh.voices import laid_to, one_side, source_name
from casus.weigh.words import plain, total

ByFigure = Mapping[int, Sequence[Weighed]]
"""Incidents of ours by their best figure."""

NOT_HERE = "no claim here gives their figure: it rests on other reports than ours"


def differences(one: Weighed, row: Outside, definition: Definition) -> tuple[str, ...]:
    """What tells our figure from theirs, the nearest reason first. Never empty."""
    estimate = one.estimate(definition.harm, definition.policy)
    ours, theirs = estimate.best if estimate else None, row.killed.best
    if ours is not None and ours == theirs:
        return ("the same figure", *_ends(estimate, row))
    found = [*_unknown(estimate, row, definition)]
    if theirs is not None:
        told = [*_whose(one, estimate, theirs, definition), *_attackers(one, estimate, theirs), *_parts(one, theirs)]
        found += told or [*_vague(one, row)] or [NOT_HERE]
    return (*found, *_ends(estimate, row), *_row_itself(one, row), *_their_source(one, row))


def summed(one: Weighed, row: Outside, others: ByFigure, definition: Definition) -> Iterator[str]:
    """Their figure is a sum over several happenings: one that somebody tells here, or ours and another of ours.

    `others` are the incidents and sums of ours that stand in no pair, by their best figure.
    """
    estimate, theirs = one.estimate(definition.harm, definition.policy), row.killed.best
    ours = estimate.best if estimate else None
    if theirs is None or ours is None or theirs == ours:
        return
    for other in others.get(theirs, ()):
        if other.incident.scope is Scope.AGGREGATE and _near(one, other):
            yield f"theirs is a sum over several happenings, which we hold as {other.incident.id} and do not split"
    for other in others.get(theirs - ours, ()) if theirs > ours else ():
        if other.incident.scope is Scope.INCIDENT and _near(one, other):
            yield f"theirs is the sum of ours and of our {other.incident.id}: {ours} + {theirs - ours}"


def _near(one: Weighed, other: Weighed) -> bool:
    """Whether two of our incidents lie in the same days and may lie in the same province."""
    days, other_days = one.incident.when, other.incident.when
    place, other_place = one.incident.place, other.incident.place
    if days is None or other_days is None or place is None or other_place is None:
        return False
    return days.overlaps(other_days) and one_province(place, other_place)


def _unknown(estimate: Estimate | None, row: Outside, definition: Definition) -> Iterator[str]:
    """A figure that one side lacks: it adds nothing to that side's sum, and is no zero."""
    if estimate is None:
        yield "no claim of ours gives a number: unknown, which is not 0"
    elif estimate.best is None:
        yield f"no figure of ours stands under {definition.policy}: unknown, which is not 0"
    if row.killed.best is None:
        yield "they give no figure"
    elif row.killed.best == 0 and row.shape is Shape.ACLED:
        yield "ACLED writes 0 for none, for unknown and for claims that it does not accept"


def _whose(one: Weighed, estimate: Estimate | None, theirs: int, definition: Definition) -> Iterator[str]:
    """Their figure is one that a claim of ours gives: one set aside, or one of several that we hold beside others."""
    claims = {claim.id: claim for claim in one.incident.claims}
    aside = [used for used in (estimate.set_aside if estimate else ()) if _says(claims[used.claim_id], theirs)]
    held = [used for used in (estimate.used if estimate else ()) if _says(claims[used.claim_id], theirs)]
    if held:
        plainly = held[0].why.startswith("the figure of")
        rest = "; ours weighs others beside it" if plainly else f", which {definition.policy} takes as: {held[0].why}"
        yield f"theirs is what {_who(claims[held[0].claim_id], one)} says{rest}"
    elif aside:
        why = f"{definition.policy} sets aside: {aside[0].why}"
        yield f"theirs is what {_who(claims[aside[0].claim_id], one)} says, which {why}"


def _says(claim: Claim, number: int) -> bool:
    tolls = claim.tolls_of(Harm.KILLED)
    return bool(tolls) and number in (total(tolls).low, total(tolls).high)


def _who(claim: Claim, one: Weighed) -> str:
    known = {name: origin.name for origin in one.origins for name in origin.claim_ids}
    return source_name(claim) or known.get(claim.id) or "the report"


def _attackers(one: Weighed, estimate: Estimate | None, theirs: int) -> Iterator[str]:
    """The difference is just the number of one side's people, or of the attackers that died."""
    if estimate is None or estimate.best is None:
        return
    apart, attacking = abs(theirs - estimate.best), _attacking(one)
    if theirs < estimate.best:
        for side in estimate.sides:
            if side.best == apart and len(estimate.sides) > 1:
                who = "attackers" if side.side is attacking else f"people whose side is {plain(side.side)}"
                yield f"they leave out the {apart} {who}"
    elif _own_dead(one, estimate, apart):
        yield f"they count the attackers' own dead too: {apart}"


def _attacking(one: Weighed) -> Side | None:
    """The side of those who did it, where all who are named are of one."""
    sides = {actor.side for claim in one.incident.claims for actor in laid_to(claim)}
    return sides.pop() if len(sides) == 1 else None


def _own_dead(one: Weighed, estimate: Estimate, number: int) -> bool:
    """Whether a claim that our figure does not rest on tells just so many of the attackers' own dead."""
    resting = {used.claim_id for used in estimate.used}
    tolls = (toll for claim in one.incident.claims if claim.id not in resting for toll in claim.tolls_of(Harm.KILLED))
    return any(toll.side is _attacking(one) and toll.count == Count.exactly(number) for toll in tolls)


def _parts(one: Weighed, theirs: int) -> Iterator[str]:
    """Their figure is a part of a total here."""
    for claim in one.incident.claims:
        for toll in claim.tolls:
            if toll.part_of is not None and toll.harm is Harm.KILLED and toll.count == Count.exactly(theirs):
                yield f"theirs is a part of a total here: {theirs} {toll.who or 'people'}"
                return


def _vague(one: Weighed, row: Outside) -> Iterator[str]:
    """ACLED writes fixed numbers for vague words, where we keep an open range."""
    opened = [toll for claim in one.incident.claims for toll in claim.tolls_of(Harm.KILLED) if toll.count.high is None]
    if row.shape is Shape.ACLED and row.killed.best in _table()["vague"]["acled"] and opened:
        yield f"ACLED writes {row.killed.best} for vague words; here stands {opened[0].count}"


def _ends(estimate: Estimate | None, row: Outside) -> Iterator[str]:
    """How the ranges lie to one another, where they are no single figures."""
    if estimate is None or estimate.best is None or row.killed.best is None:
        return
    ends = [end for end in (row.killed.low, row.killed.best, row.killed.high) if end is not None]
    if ends != sorted(ends):
        yield "their low, best and high do not stand in order"
    if estimate.best == row.killed.best:
        return
    if len(ends) > 1 and span_of(row).allows(estimate.best):
        yield f"ours lies within their {min(ends)} to {max(ends)}"
    elif estimate.low is not None and Count(estimate.low, estimate.high).allows(row.killed.best):
        yield f"theirs lies within our range, {Count(estimate.low, estimate.high)}"


def _row_itself(one: Weighed, row: Outside) -> Iterator[str]:
    """What the row says of itself: a sum, more days than ours, less exact days than ours."""
    if row.summary:
        yield "their row is part of a summary of several happenings (event_clarity 2)"
    ours, theirs = one.incident.when, row.when
    if ours and theirs and theirs.days != ours.days:
        if theirs.days > ours.days:
            yield f"their row covers {theirs.days} days, ours {ours.days}: it may hold more than this incident"
        else:
            yield f"the day is known to them as {theirs}, to us as {ours}"


def _their_source(one: Weighed, row: Outside) -> Iterator[str]:
    """All that they name as a source is one party to the fighting."""
    told = (row.speaker,) if row.speaker else row.sources
    if len(told) != 1:
        return
    name = told[0]
    known = publishers().named(name)
    organ = organs().get(known.id) if known else None
    interested = organ is not None and _fights_here(organ, one)
    if interested or (is_party(name) and not takes_no_side(name)):
        yield f"their single source, {name}, is a party"


def _fights_here(organ: Actor, one: Weighed) -> bool:
    """Whether an organ's master is named as acting, or is the state on whose ground it happened."""
    place = one.incident.place
    acting = [actor for claim in one.incident.claims for actor in laid_to(claim)]
    here = organ.side is Side.STATE and place is not None and organ.country == place.country
    return here or any(one_side(organ, actor) for actor in acting)


@cache
def _table() -> dict[str, dict[str, list[int]]]:
    return load_toml("bridge.toml")
