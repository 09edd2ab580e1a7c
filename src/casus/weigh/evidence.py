"""What is said of one harm in one incident, sorted for the policies: statements that may count, and those set aside."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casus.model.account import Origin, Used
from casus.model.claim import Claim
from casus.model.codes import KNOWN_SIDES, TOOK_PLACE, Harm, Scope, Side, Stance
from casus.model.count import Count
from casus.model.incident import Incident
from casus.model.toll import Toll
from casus.weigh.interest import own_losses
from casus.weigh.voices import interest, tells
from casus.weigh.words import parts_of, tolls_words, total

_SILENT = {
    Stance.DENIES: "the source denies it",
    Stance.DOUBTS: "the source doubts it",
    Stance.NO_COMMENT: "the source gave no comment",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim's tolls of one harm that are no part of one another; `own` are those that the source has suffered.

    `parts` are the parts of these tolls whose side is known: they divide a total by side, and never add to it.
    """

    claim_id: str
    report_id: str
    origin: str
    interest: str | None
    published: date | None
    hedged: bool
    tolls: tuple[Toll, ...]
    own: tuple[Toll, ...]
    parts: tuple[Toll, ...] = ()

    @property
    def count(self) -> Count:
        """How many it tells of in all."""
        return total(self.tolls)

    @property
    def mixed(self) -> bool:
        """Whether it says that it counts people of several sides."""
        sides = {toll.side for toll in self.tolls}
        return Side.MIXED in sides or len(sides & KNOWN_SIDES) > 1

    @property
    def one_sided(self) -> bool:
        """Whether it counts people of one side, and says of which."""
        sides = {toll.side for toll in self.tolls}
        return len(sides) == 1 and sides <= KNOWN_SIDES

    def used(self, why: str) -> Used:
        """The line that an estimate keeps of it."""
        return Used(self.claim_id, tolls_words(self.tolls), why)

    def of(self, side: Side) -> Statement:
        """What it says of one side's people."""
        return replace(
            self,
            tolls=tuple(toll for toll in self.tolls if toll.side is side),
            own=tuple(toll for toll in self.own if toll.side is side),
            parts=(),
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Statements on one harm, and what was set aside before any policy looked."""

    harm: Harm
    statements: tuple[Statement, ...]
    set_aside: tuple[Used, ...]

    def by_side(self) -> tuple[OneSide, ...]:
        """Statements on the same people together.

        Where every toll says whose people it counts, soldiers are compared with soldiers and civilians with civilians,
        and the groups add up. Where one does not, all are taken for counts of everybody.
        """
        sides = sorted({toll.side for statement in self.statements for toll in statement.tolls})
        if len(sides) < 2 or not set(sides) <= KNOWN_SIDES:
            whole = sides[0] if len(sides) == 1 and sides[0] is not Side.MIXED else Side.UNKNOWN
            return (OneSide(whole, self.statements),) if self.statements else ()
        split = ((side, [statement.of(side) for statement in self.statements]) for side in sides)
        return tuple(OneSide(side, tuple(one for one in statements if one.tolls)) for side, statements in split)


@dataclass(frozen=True, slots=True)
class OneSide:
    """Statements on the same people; `side` is `unknown` where they count everybody."""

    side: Side
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one origin says now. `own` is the count of its own losses, None where it tells of none."""

    origin: str
    interest: str | None
    count: Count
    own: Count | None
    used: tuple[Used, ...]

    @property
    def point(self) -> int:
        """The figure as one number: the lower end of "at least", else the middle of the range, rounded down."""
        return self.count.low if self.count.high is None else (self.count.low + self.count.high) // 2


def harms(incident: Incident) -> tuple[Harm, ...]:
    """The harms that any claim of an incident gives a number for, in the order of the code list."""
    told = {toll.harm for claim in incident.claims for toll in claim.tolls}
    return tuple(harm for harm in Harm if harm in told)


Published = Mapping[str, date | None]
"""Report id → the day it was published."""


def gather(incident: Incident, published: Published, origins: Sequence[Origin], harm: Harm) -> Evidence:
    """Everything said of one harm in an incident."""
    origin_of = {name: origin for origin in origins for name in origin.claim_ids}
    statements, set_aside = [], []
    for claim in sorted(incident.claims, key=lambda one: one.id):
        if parts := parts_of(claim, harm):
            set_aside.append(Used(claim.id, tolls_words(parts), "part of a total"))
        if not (tolls := claim.tolls_of(harm)):
            continue
        if why := _unfit(claim, incident):
            set_aside.append(Used(claim.id, tolls_words(tolls), why))
        else:
            day = published.get(claim.report_id)
            statements.append(_statement(claim, incident, day, origin_of[claim.id], tolls))
    whole, partial = _wholes(statements)
    return Evidence(harm, whole, (*set_aside, *partial))


def _unfit(claim: Claim, incident: Incident) -> str | None:
    """Why a claim's figure says nothing of what happened here; None where it does."""
    if not tells(claim):
        return _SILENT[claim.stance]
    if claim.superseded:
        return "revised later by the same source"
    if claim.scope is Scope.AGGREGATE and incident.scope is not Scope.AGGREGATE:
        return "a sum over several happenings"
    if claim.scope is Scope.BACKGROUND and incident.scope is Scope.INCIDENT:
        return "only recalled, by a report on something else"
    return None if claim.realis in TOOK_PLACE else f"not said to have happened: {claim.realis.replace('_', ' ')}"


def _statement(
    claim: Claim, incident: Incident, published: date | None, origin: Origin, tolls: tuple[Toll, ...]
) -> Statement:
    stake = interest(claim, incident, origin.organ)
    return Statement(
        claim_id=claim.id,
        report_id=claim.report_id,
        origin=origin.name,
        interest=stake,
        published=published,
        hedged=claim.hedged,
        tolls=tolls,
        own=own_losses(claim, incident, tolls, stake, origin.organ),
        parts=tuple(toll for toll in parts_of(claim, tolls[0].harm) if toll.side in KNOWN_SIDES),
    )


def _wholes(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Used, ...]]:
    """Apart from the counts of everybody, those that count one side's people only and are smaller.

    A force that tells of its one dead does not contradict the governor who counts twenty, soldiers and villagers. Only
    a count that says it holds several sides' people makes another one partial.
    """
    everybody = [_reach(total(one.tolls)) for one in statements if one.mixed and not one.hedged]
    if not everybody or all(toll.side in KNOWN_SIDES for one in statements for toll in one.tolls):
        return tuple(statements), ()
    partial = [one for one in statements if one.one_sided and _reach(total(one.tolls)) < min(everybody)]
    why = "counts one side's people only; others count everybody"
    return tuple(one for one in statements if one not in partial), tuple(one.used(why) for one in partial)


def figures(statements: Sequence[Statement]) -> tuple[tuple[Figure, ...], tuple[Used, ...]]:
    """Each origin's present figure, in order of name, and its earlier figures with the reason for leaving them."""
    by_origin = defaultdict(list)
    for statement in statements:
        by_origin[statement.origin].append(statement)
    now, set_aside = [], []
    for _, said in sorted(by_origin.items()):
        newest = max(one.published or date.min for one in said)
        late = [one for one in said if (one.published or date.min) == newest]
        set_aside += [one.used("the same origin gave a newer figure") for one in said if one not in late]
        figure, smaller = _of_one_day(late)
        now.append(figure)
        set_aside += smaller
    return tuple(now), tuple(set_aside)


def _of_one_day(said: Sequence[Statement]) -> tuple[Figure, list[Used]]:
    """One origin in several reports of one day: what all allow, or the range over them where they differ."""
    by_report = defaultdict(list)
    for statement in said:
        by_report[statement.report_id].append(statement)
    found = [_of_one_report(statements) for _, statements in sorted(by_report.items())]
    figure = found[0][0]
    for other, _ in found[1:]:
        figure = _agree(figure, other)
    return figure, [used for _, smaller in found for used in smaller]


def _of_one_report(said: Sequence[Statement]) -> tuple[Figure, list[Used]]:
    """One origin in one report: figures for different sides' people add up; else the largest holds the others."""
    sides = [toll.side for statement in said for toll in statement.tolls]
    if len(said) == 1 or (len(set(sides)) == len(sides) and set(sides) <= KNOWN_SIDES):
        return _figure(said), []
    largest = max(said, key=lambda one: (_reach(total(one.tolls)), one.claim_id))
    why = "perhaps a part of a larger figure of the same origin in the same report"
    return _figure([largest]), [one.used(why) for one in said if one is not largest]


def _reach(count: Count) -> tuple[int, int]:
    return count.low, count.low if count.high is None else count.high


def _figure(said: Sequence[Statement]) -> Figure:
    own = [toll for statement in said for toll in statement.own]
    return Figure(
        origin=said[0].origin,
        interest=said[0].interest,
        count=total([toll for statement in said for toll in statement.tolls]),
        own=total(own) if own else None,
        used=tuple(one.used(f"the figure of {one.origin}" + (", hedged" if one.hedged else "")) for one in said),
    )


def _agree(left: Figure, right: Figure) -> Figure:
    own = left.own or right.own
    if left.own and right.own:
        own = together(left.own, right.own)
    return replace(left, count=together(left.count, right.count), own=own, used=left.used + right.used)


def together(left: Count, right: Count) -> Count:
    """What both counts allow; the range over them where they contradict one another."""
    return left.meet(right) or left.join(right)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two origins whose figures for one harm exclude one another."""

    harm: Harm
    low: Figure
    high: Figure


def contradictions(incident: Incident, published: Published, origins: Sequence[Origin]) -> tuple[Contradiction, ...]:
    """For each harm, the two origins furthest apart whose unhedged figures exclude one another."""
    found = []
    for harm in harms(incident):
        for group in gather(incident, published, origins, harm).by_side():
            now, _ = figures([one for one in group.statements if not one.hedged])
            low = min(now, key=_ceiling, default=None)
            high = max(now, key=lambda one: one.count.low, default=None)
            if low is not None and high is not None and low.count.meet(high.count) is None:
                found.append(Contradiction(harm, low, high))
    return tuple(found)


def _ceiling(figure: Figure) -> float:
    return math.inf if figure.count.high is None else figure.count.high
