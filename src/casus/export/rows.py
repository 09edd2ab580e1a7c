"""The columns of the tables: what stands in each cell. Their meanings stand in `resources/export/columns.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casus.export.cells import Cell, listed
from casus.model.account import AccountField, Estimate, Weighed
from casus.model.claim import Claim
from casus.model.codes import Harm, Scope, Stance
from casus.model.report import Report


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """What a row of the incident table is made of."""

    weighed: Weighed
    reports: Mapping[str, Report]

    def estimate(self, harm: Harm) -> Estimate | None:
        """The first estimate of this harm: the weigh room puts the default policy first. None for an aggregate.

        Aggregates carry no figure, so that whoever sums the column never adds a total beside its parts.
        """
        if self.weighed.incident.scope is Scope.AGGREGATE:
            return None
        return next((e for e in self.weighed.estimates if e.harm is harm), None)

    def claims(self, *stances: Stance) -> tuple[Claim, ...]:
        """The incident's claims of these stances; all where none is given."""
        return tuple(claim for claim in self.weighed.incident.claims if not stances or claim.stance in stances)

    def key_claim(self) -> Claim | None:
        """The claim whose words say most: with a toll of the killed, then any toll, then the first."""
        return max(
            self.claims(), key=lambda claim: (bool(claim.tolls_of(Harm.KILLED)), bool(claim.tolls)), default=None
        )


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a row of the claims table is made of."""

    weighed: Weighed
    claim: Claim
    report: Report | None


IncidentCell = Callable[[IncidentRow], Cell]
ClaimCell = Callable[[ClaimRow], Cell]


def source_of(claim: Claim) -> str:
    """Who said it, in a cell: the report itself where it speaks in its own voice."""
    return claim.source.value.name if claim.source else "(the report)"


def _perpetrators(claims: Iterable[Claim], said_by: bool = False) -> str:
    return listed(
        f"{reading.value.name} (says {source_of(claim)})" if said_by else reading.value.name
        for claim in claims
        for reading in claim.perpetrators
    )


def _bound(harm: Harm, end: str) -> IncidentCell:
    def cell(row: IncidentRow) -> Cell:
        estimate = row.estimate(harm)
        found: int | None = getattr(estimate, end) if estimate else None
        return found

    return cell


def _policy(row: IncidentRow) -> Cell:
    return listed(e.policy for e in (row.estimate(Harm.KILLED), row.estimate(Harm.INJURED)) if e)


def _place(name: str) -> IncidentCell:
    def cell(row: IncidentRow) -> Cell:
        place = row.weighed.incident.place
        found: Cell = getattr(place, name) if place else None
        return found

    return cell


def _quote(name: str) -> IncidentCell:
    def cell(row: IncidentRow) -> Cell:
        claim = row.key_claim()
        found: Cell = getattr(claim, name) if claim else None
        return found

    return cell


def _end(name: str, end: str) -> IncidentCell:
    def cell(row: IncidentRow) -> Cell:
        whole = getattr(row.weighed.incident if name == "when" else row.key_claim(), name, None)
        found = getattr(whole, end) if whole else None
        return found if found is None or isinstance(found, int) else str(found)

    return cell


def account_in_words(fields: Iterable[AccountField]) -> str:
    """The account in one cell: "killed: 12 (Baloch Liberation Army) | 10 (the army, denied by …)"."""
    return "; ".join(f"{field.name}: {_values(field)}" for field in fields)


def _values(field: AccountField) -> str:
    return " | ".join(
        f"{held.value} ({_voices(held.holders)}{', denied by ' + _voices(held.denied_by) if held.denied_by else ''})"
        for held in field.values
    )


def _voices(holders: Iterable[object]) -> str:
    return ", ".join(dict.fromkeys(getattr(holder, "source", None) or "the report" for holder in holders))


INCIDENT_CELLS: Mapping[str, IncidentCell] = MappingProxyType(
    {
        "id": lambda row: row.weighed.incident.id,
        "event_type": lambda row: row.weighed.incident.event_type.value,
        "scope": lambda row: row.weighed.incident.scope.value,
        "realis": lambda row: row.weighed.incident.realis.value,
        "first_day": _end("when", "first"),
        "last_day": _end("when", "last"),
        "place": _place("name"),
        "relation": _place("relation"),
        "precision": _place("precision"),
        "admin1": _place("admin1"),
        "country": _place("country"),
        "lat": _place("lat"),
        "lon": _place("lon"),
        "place_id": _place("id"),
        "killed_low": _bound(Harm.KILLED, "low"),
        "killed_best": _bound(Harm.KILLED, "best"),
        "killed_high": _bound(Harm.KILLED, "high"),
        "injured_low": _bound(Harm.INJURED, "low"),
        "injured_best": _bound(Harm.INJURED, "best"),
        "injured_high": _bound(Harm.INJURED, "high"),
        "policy": _policy,
        "perpetrators_claimed": lambda row: _perpetrators(row.claims(Stance.CLAIMS_RESPONSIBILITY)),
        "perpetrators_accused": lambda row: _perpetrators(row.claims(Stance.ACCUSES), said_by=True),
        "perpetrators_named": lambda row: _perpetrators(row.claims(Stance.ASSERTS, Stance.CONFIRMS)),
        "denied_by": lambda row: listed(source_of(claim) for claim in row.claims(Stance.DENIES, Stance.DOUBTS)),
        "no_comment_from": lambda row: listed(source_of(claim) for claim in row.claims(Stance.NO_COMMENT)),
        "targets": lambda row: listed(t.value for claim in row.claims() for t in claim.targets),
        "weapons": lambda row: listed(claim.weapon.value for claim in row.claims() if claim.weapon),
        "stances": lambda row: listed(claim.stance.value for claim in row.claims()),
        "contested": lambda row: listed(field.name for field in row.weighed.account.fields if field.contested),
        "account": lambda row: account_in_words(row.weighed.account.fields),
        "grade": lambda row: row.weighed.grade.value,
        "grade_reasons": lambda row: listed(row.weighed.grade_reasons),
        "labels": lambda row: listed(one.label.value for one in row.weighed.account.labels),
        "origins": lambda row: len(row.weighed.origins),
        "independent": lambda row: row.weighed.account.voices.independent if row.weighed.account.voices else None,
        "parties": lambda row: row.weighed.account.voices.parties if row.weighed.account.voices else None,
        "claims": lambda row: len(row.weighed.incident.claims),
        "reports": lambda row: len(row.weighed.incident.report_ids),
        "report_ids": lambda row: listed(row.weighed.incident.report_ids),
        "quote": _quote("quote"),
        "quote_report": _quote("report_id"),
        "quote_start": _end("span", "start"),
        "quote_end": _end("span", "end"),
    }
)


def _tolls(claim: Claim) -> str:
    return listed(
        f"{toll.count} {toll.who or 'people'} {toll.harm.value}" + " (a part)" * (toll.part_of is not None)
        for toll in claim.tolls
    )


CLAIM_CELLS: Mapping[str, ClaimCell] = MappingProxyType(
    {
        "claim": lambda row: row.claim.id,
        "incident": lambda row: row.weighed.incident.id,
        "report": lambda row: row.claim.report_id,
        "publisher": lambda row: row.report.publisher if row.report else None,
        "published": lambda row: str(row.report.published) if row.report and row.report.published else None,
        "source": lambda row: row.claim.source.value.name if row.claim.source else None,
        "stance": lambda row: row.claim.stance.value,
        "hedged": lambda row: "yes" if row.claim.hedged else "no",
        "via": lambda row: listed(row.claim.through),
        "evidence": lambda row: row.claim.evidence,
        "superseded": lambda row: "yes" if row.claim.superseded else "no",
        "event_type": lambda row: row.claim.event_type.value,
        "scope": lambda row: row.claim.scope.value,
        "realis": lambda row: row.claim.realis.value,
        "first_day": lambda row: str(row.claim.when.value.first) if row.claim.when else None,
        "last_day": lambda row: str(row.claim.when.value.last) if row.claim.when else None,
        "place": lambda row: row.claim.place.value.name if row.claim.place else None,
        "admin1": lambda row: row.claim.place.value.admin1 if row.claim.place else None,
        "country": lambda row: row.claim.place.value.country if row.claim.place else None,
        "perpetrators": lambda row: _perpetrators([row.claim]),
        "targets": lambda row: listed(target.value for target in row.claim.targets),
        "weapon": lambda row: row.claim.weapon.value if row.claim.weapon else None,
        "tolls": lambda row: _tolls(row.claim),
        "quote": lambda row: row.claim.quote,
        "start": lambda row: row.claim.span.start,
        "end": lambda row: row.claim.span.end,
        "reader": lambda row: row.claim.origin,
    }
)
