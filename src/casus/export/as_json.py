"""Incidents and what was worked out of them, as JSON values. Keys are those of the design's contract."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from casus.model.account import (
    Account,
    AccountField,
    Counted,
    Definition,
    Estimate,
    Finding,
    Held,
    History,
    Holder,
    Origin,
    Row,
    Seal,
    Step,
    Tally,
    Used,
    Voices,
    Weighed,
)
from casus.model.codec import claim_to_json
from casus.model.place import Place

Json = dict[str, Any]

# Lone surrogates cannot be encoded, and these line ends split a line in readers that ask str.splitlines().
_UNSAFE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def line(value: Json) -> str:
    """One line of JSON Lines, with its newline."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def incident_to_json(weighed: Weighed) -> Json:
    """An incident with its account, estimates, grade and origins; claims and reports by their ids."""
    incident = weighed.incident
    return {
        "id": incident.id,
        "event_type": incident.event_type.value,
        "scope": incident.scope.value,
        "realis": incident.realis.value,
        "when": incident.when.iso() if incident.when else None,
        "place": place_to_json(incident.place) if incident.place else None,
        "claims": [claim.id for claim in incident.claims],
        "reports": list(incident.report_ids),
        "account": account_to_json(weighed.account),
        "estimates": [estimate_to_json(estimate) for estimate in weighed.estimates],
        "grade": weighed.grade.value,
        "grade_reasons": list(weighed.grade_reasons),
        "origins": [_origin(origin) for origin in weighed.origins],
    }


def ledger_claim_to_json(weighed: Weighed, index: int) -> Json:
    """The incident's claim number `index` as the codec writes it, and the incident that it was linked to."""
    return {"incident_id": weighed.incident.id, **claim_to_json(weighed.incident.claims[index])}


def place_to_json(place: Place) -> Json:
    """A place; `lat` and `lon` are null where it was not found."""
    return {
        "name": place.canonical or place.name,
        "as_written": place.name,
        "relation": place.relation,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "id": place.id,
        "precision": place.precision.value,
    }


def account_to_json(account: Account) -> Json:
    """The account field by field; `unanswered` are those who gave no comment; `voices` counts origins, not pages."""
    return {
        "labels": [{"label": one.label.value, "why": one.why} for one in account.labels],
        "voices": _voices(account.voices) if account.voices else None,
        "fields": [_field(field) for field in account.fields],
        "unanswered": [_holder(holder) for holder in account.unanswered],
        "notes": list(account.notes),
        "histories": [_history(one) for one in account.histories],
    }


def _voices(voices: Voices) -> Json:
    return {
        "claims": voices.claims,
        "origins": voices.origins,
        "independent": voices.independent,
        "parties": voices.parties,
    }


def _history(history: History) -> Json:
    return {"origin": history.voice, "harm": history.harm.value, "steps": [_step(step) for step in history.steps]}


def _step(step: Step) -> Json:
    return {
        "day": step.day.isoformat() if step.day else None,
        "count": str(step.count),
        "low": step.count.low,
        "high": step.count.high,
        "change": step.change.value,
        "taken_back": step.taken_back,
        "claims": list(step.claim_ids),
    }


def estimate_to_json(estimate: Estimate) -> Json:
    """An estimate with the claims it rests on and those it set aside; all three figures null: unknown."""
    return {
        "policy": estimate.policy,
        "harm": estimate.harm.value,
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "used": [_used(used) for used in estimate.used],
        "set_aside": [_used(used) for used in estimate.set_aside],
        "sides": [
            {"side": one.side.value, "low": one.low, "best": one.best, "high": one.high} for one in estimate.sides
        ],
    }


def explained_to_json(weighed: Weighed, estimates: Sequence[Estimate]) -> Json:
    """An incident's origins, and estimates with the steps that led to them."""
    return {
        "id": weighed.incident.id,
        "voices": _voices(weighed.account.voices) if weighed.account.voices else None,
        "origins": [_origin(origin) for origin in weighed.origins],
        "estimates": [{**estimate_to_json(estimate), "steps": list(estimate.steps)} for estimate in estimates],
    }


def tally_to_json(tally: Tally) -> Json:
    """A tally with its definition card; `high` null: open above."""
    return {
        "definition": definition_to_json(tally.definition),
        "ledger": seal_to_json(tally.seal) if tally.seal else None,
        "low": tally.low,
        "best": tally.best,
        "high": tally.high,
        "rows": [_row(row) for row in tally.rows],
        **{key: [_counted(one) for one in getattr(tally, key)] for key in ("counted", "unknown", "left_out")},
    }


def _row(row: Row) -> Json:
    return {
        "keys": list(row.keys),
        "low": row.low,
        "best": row.best,
        "high": row.high,
        "incidents": row.incidents,
        "unknown": row.unknown,
    }


def definition_to_json(card: Definition) -> Json:
    """What a tally counts; null: not restricted."""
    return {
        "harm": card.harm.value,
        "policy": card.policy,
        "when": card.when.iso() if card.when else None,
        "country": card.country,
        "admin1": card.admin1,
        "event_types": [event.value for event in card.event_types],
        "perpetrator": card.perpetrator,
        "place": place_to_json(card.place) if card.place else None,
        "side": card.side.value if card.side else None,
        "each": [division.value for division in card.each],
    }


def seal_to_json(seal: Seal) -> Json:
    """From which state of the ledger a figure comes."""
    return {"hash": seal.hash, "claims": seal.claims, "judgements": seal.judgements}


def finding_to_json(finding: Finding) -> Json:
    """A result of the consistency check; `agrees` null: only to note."""
    return {
        "kind": finding.kind,
        "agrees": finding.agrees,
        "text": finding.text,
        "claims": list(finding.claim_ids),
    }


def _field(field: AccountField) -> Json:
    return {"name": field.name, "contested": field.contested, "values": [_held(held) for held in field.values]}


def _held(held: Held) -> Json:
    return {
        "value": held.value,
        "since": held.since.isoformat() if held.since else None,
        "until": held.until.isoformat() if held.until else None,
        "held_by": [_holder(holder) for holder in held.holders],
        "denied_by": [_holder(holder) for holder in held.denied_by],
        "revised_by": [_holder(holder) for holder in held.revised_by],
    }


def _holder(holder: Holder) -> Json:
    return {
        "source": holder.source,
        "publisher": holder.publisher,
        "report": holder.report_id,
        "claim": holder.claim_id,
        "stance": holder.stance.value,
        "hedged": holder.hedged,
        "interest": holder.interest,
        "published": holder.published.isoformat() if holder.published else None,
        "quote": holder.quote,
        "span": [holder.span.start, holder.span.end],
    }


def _used(used: Used) -> Json:
    return {"claim": used.claim_id, "count": used.count, "why": used.why}


def _origin(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "interest": origin.interest,
        "claims": list(origin.claim_ids),
        "why": list(origin.why),
        "organ_of": origin.organ.name if origin.organ else None,
    }


def _counted(one: Counted) -> Json:
    return {"incident": one.incident_id, "low": one.low, "best": one.best, "high": one.high, "why": one.why}
