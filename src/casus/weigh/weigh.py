"""An incident weighed: its account, estimates under every policy, grade and origins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casus.model.account import Estimate, Origin, Weighed
from casus.model.incident import Incident
from casus.model.report import Report
from casus.weigh.account import account
from casus.weigh.evidence import Published, contradictions, gather, harms
from casus.weigh.grade import grade
from casus.weigh.histories import histories
from casus.weigh.labels import labels
from casus.weigh.origins import origins, voices
from casus.weigh.policies import POLICIES


def weigh(incident: Incident, reports: Mapping[str, Report]) -> Weighed:
    """Everything that can be worked out from an incident's claims. `reports` by id gives publishers, days and texts.

    The order of the incident's claims does not matter.
    """
    ordered = replace(incident, claims=tuple(sorted(incident.claims, key=lambda claim: claim.id)))
    heard = origins(ordered, reports)
    published = {name: reports[name].published for name in ordered.report_ids if name in reports}
    disputes = contradictions(ordered, published, heard)
    found, reasons = grade(ordered, disputes, heard)
    told = account(ordered, reports)
    return Weighed(
        incident=incident,
        account=replace(
            told,
            voices=voices(heard),
            labels=labels(ordered, told, disputes, heard),
            histories=histories(ordered, published, heard),
        ),
        estimates=tuple(_estimates(ordered, published, heard)),
        grade=found,
        grade_reasons=reasons,
        origins=heard,
    )


def _estimates(incident: Incident, published: Published, heard: Sequence[Origin]) -> Iterator[Estimate]:
    for harm in harms(incident):
        evidence = gather(incident, published, heard, harm)
        for policy in POLICIES.values():
            yield policy(evidence)
