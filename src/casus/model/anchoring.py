"""Finding a judged pair of claims again after a better reader has read their reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casus.model.claim import Claim
from casus.model.judgement import Anchor, Judgement


@dataclass(frozen=True, slots=True)
class Anchored:
    """Judgements whose claim ids are present ones, and `lost`: those whose words no present claim holds any more."""

    judgements: tuple[Judgement, ...]
    lost: tuple[Judgement, ...] = ()


def anchor(claim: Claim) -> Anchor:
    """Where a claim stands."""
    return Anchor(claim.id, claim.report_id, claim.span, claim.event_type)


def reanchor(judgements: Iterable[Judgement], claims: Iterable[Claim]) -> Anchored:
    """Give every judgement the ids of present claims.

    A claim id that is still present stays. Otherwise the claim of the same report that shares the most characters is
    taken, one of the same event type before one of the same family (violence, or moves). A judgement is `lost` where
    either side finds no claim, or both find the same one.
    """
    by_id: dict[str, Claim] = {}
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_id[claim.id] = claim
        by_report.setdefault(claim.report_id, []).append(claim)
    kept, lost = [], []
    for judgement in judgements:
        found = _pair(judgement, by_id, by_report)
        if found is None:
            lost.append(judgement)
        else:
            kept.append(replace(judgement, left=found[0], right=found[1]))
    return Anchored(tuple(kept), tuple(lost))


def _pair(
    judgement: Judgement, by_id: dict[str, Claim], by_report: dict[str, list[Claim]]
) -> tuple[Anchor, Anchor] | None:
    """Both ends on present claims. An end whose id still stands goes first: the other may not take its claim."""
    taken: list[Claim] = []
    ends: dict[Anchor, Anchor] = {}
    for end in sorted((judgement.left, judgement.right), key=lambda end: end.claim_id not in by_id):
        claim = by_id.get(end.claim_id) or _nearest(end, by_report.get(end.report_id, ()), taken)
        if claim is None or claim in taken:
            return None
        taken.append(claim)
        ends[end] = end if claim.id == end.claim_id else anchor(claim)
    return ends[judgement.left], ends[judgement.right]


def _nearest(end: Anchor, claims: Sequence[Claim], taken: Sequence[Claim]) -> Claim | None:
    near = [
        claim
        for claim in claims
        if claim not in taken and claim.span.overlaps(end.span) and claim.event_type.violent == end.event_type.violent
    ]
    return min(near, key=lambda claim: _distance(end, claim), default=None)


def _distance(end: Anchor, claim: Claim) -> tuple[bool, int, int, int]:
    """Smallest is best: same type, most characters shared, shortest quote, earliest in the text."""
    span = claim.span
    return claim.event_type is not end.event_type, -span.shared(end.span), len(span), span.start
