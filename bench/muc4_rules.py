"""MUC-4 templates from the claims that Casus's rules read: the baseline beside the trained reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.muc4_templates import ROLES
from casus.extract.naming import is_person
from casus.model.claim import Claim
from casus.model.codes import EventType, Scope
from casus.model.report import Report
from casus.pipeline import extractor, ground

KINDS = {
    EventType.ATTACK: "attack",
    EventType.ARMED_CLASH: "attack",
    EventType.SEXUAL_VIOLENCE: "attack",
    EventType.SHELLING: "attack",
    EventType.BOMBING: "bombing",
    EventType.SUICIDE_BOMBING: "bombing",
    EventType.AIR_STRIKE: "bombing",
    EventType.ABDUCTION: "kidnapping",
    EventType.HIJACKING: "attack",
    EventType.DESTRUCTION: "arson",
}
"""What MUC-4 calls an act of ours; acts of other kinds are none of its incidents."""


def templates(report: Report) -> list[dict[str, Any]]:
    """One template for each happening of violence that the rules read, in the form of the benchmark's lines."""
    claims = [claim for claim in extractor("rules").read(report, ground(report)).claims if claim.event_type in KINDS]
    told = [claim for claim in claims if claim.scope is not Scope.AGGREGATE]
    numbers = sorted({claim.incident for claim in told})
    return [_template([claim for claim in told if claim.incident == number]) for number in numbers]


def _template(claims: Sequence[Claim]) -> dict[str, Any]:
    found: dict[str, Any] = {"incident_type": KINDS[claims[0].event_type], **{role: [] for role in ROLES}}
    for claim in claims:
        for reading in claim.perpetrators:
            _add(found["PerpInd" if reading.value.id is None else "PerpOrg"], reading.value.name)
        for target in claim.targets:
            _add(found["Victim" if is_person(target.text) else "Target"], target.value)
        for toll in claim.tolls:
            for name in toll.named:
                _add(found["Victim"], name)
        if claim.weapon:
            _add(found["Weapon"], claim.weapon.value)
    return found


def _add(entities: list[list[str]], name: str) -> None:
    if [name] not in entities:
        entities.append([name])
