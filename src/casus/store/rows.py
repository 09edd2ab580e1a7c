"""Values to rows and back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from casus.model.claim import Claim, claim_id
from casus.model.codec import claim_to_json
from casus.model.codes import EventType, Verdict
from casus.model.judgement import Anchor, Judgement
from casus.model.report import Report
from casus.model.span import Span

Values = dict[str, Any]


def sha256(text: str) -> str:
    """The hash that tells two texts apart, in hex. Half characters are hashed too, though no ledger takes them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def claim_row(claim: Claim, reading_id: int, position: int) -> Values:
    """The row of the `claim` table."""
    when = claim.when.value if claim.when else None
    return {
        "reading_id": reading_id,
        "position": position,
        "id": claim.id,
        "report_id": claim.report_id,
        "event_type": claim.event_type.value,
        "scope": claim.scope.value,
        "source": claim.source.value.name if claim.source else None,
        "country": claim.place.value.country if claim.place else None,
        "first": when.first if when else None,
        "last": when.last if when else None,
        "quote_start": claim.span.start,
        "quote_end": claim.span.end,
        "body": claim_to_json(claim),
    }


def report_from(row: Row[Any]) -> Report:
    """The report of a row that joins `report` to its newest `reading`."""
    return Report(row.id, row.text, row.published, row.publisher, row.title, row.url)


def judgement_row(left: Anchor, right: Anchor) -> Values:
    """The columns of both anchors of a judgement."""
    return {**_anchor_out("left", left), **_anchor_out("right", right)}


def _anchor_out(side: str, anchor: Anchor) -> Values:
    return {
        f"{side}_claim": anchor.claim_id,
        f"{side}_report": anchor.report_id,
        f"{side}_start": anchor.span.start,
        f"{side}_end": anchor.span.end,
        f"{side}_type": anchor.event_type.value,
    }


def judgement_from(row: Row[Any]) -> Judgement:
    """The judgement of a row that joins `judgement` to its withdrawal, whose clock column is called `withdrawn`."""
    return Judgement(
        id=f"j{row.number}",
        left=Anchor(row.left_claim, row.left_report, Span(row.left_start, row.left_end), EventType(row.left_type)),
        right=Anchor(
            row.right_claim, row.right_report, Span(row.right_start, row.right_end), EventType(row.right_type)
        ),
        verdict=Verdict(row.verdict),
        why=row.why,
        who=row.who,
        recorded=datetime.fromisoformat(row.recorded),
        withdrawn=datetime.fromisoformat(row.withdrawn) if row.withdrawn else None,
    )


def moved(claims: Sequence[Claim], report_id: str) -> tuple[Claim, ...]:
    """The same claims as read from a report of another id: their own ids follow, as `claim_id` makes them."""
    return tuple(replace(claim, report_id=report_id, id=_moved_id(claim, report_id, len(claims))) for claim in claims)


def _moved_id(claim: Claim, report_id: str, most: int) -> str:
    for ordinal in range(most):
        if claim_id(claim.report_id, claim.quote, claim.event_type, ordinal) == claim.id:
            return claim_id(report_id, claim.quote, claim.event_type, ordinal)
    return claim_id(report_id, claim.id, claim.event_type)
