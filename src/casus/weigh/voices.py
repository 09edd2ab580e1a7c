"""Whose word a claim is, and what stake that voice has in it."""

from __future__ import annotations

from collections.abc import Mapping

from casus.model.account import Holder
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Aspect, Side, Stance
from casus.model.incident import Incident
from casus.model.report import Report
from casus.text.naming import akin
from casus.weigh.pages import page
from casus.weigh.setting import is_party, takes_no_side

PERPETRATOR = "perpetrator's side"
ACCUSED = "accused side"
VICTIM = "victim's side"
PARTY = "party to the fighting"

TELLING = frozenset({Stance.ASSERTS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES, Stance.CONFIRMS})
"""Stances of a source that says that it happened. The others deny it, doubt it or say nothing."""


def tells(claim: Claim) -> bool:
    """Whether the source of a claim says that the thing happened."""
    return claim.stance in TELLING


def laid_to(claim: Claim) -> tuple[Actor, ...]:
    """Those who acted, as a claim has it. Whom it only accuses of standing behind them did not act."""
    if claim.aspect is Aspect.BACKING:
        return ()
    return tuple(reading.value for reading in claim.perpetrators)


def source_name(claim: Claim) -> str | None:
    """The source as named; None for the report's own voice."""
    return claim.source.value.name if claim.source else None


def voice(claim: Claim, reports: Mapping[str, Report]) -> str:
    """Who speaks, in words for a reader: the source, else the publisher, else the report."""
    report = reports.get(claim.report_id)
    publisher = report.publisher if report else None
    return source_name(claim) or publisher or f"report {claim.report_id}"


def one_side(left: Actor, right: Actor) -> bool:
    """Whether two actors are one, body and part, or two bodies of one state."""
    if left.id is not None and left.id in (right.id, right.parent):
        return True
    if left.parent is not None and left.parent in (right.id, right.parent):
        return True
    if left.side is Side.STATE and right.side is Side.STATE and left.country is not None:
        return left.country == right.country
    return akin(left.name, right.name) and not _opposed(left, right)


def _opposed(left: Actor, right: Actor) -> bool:
    """A state and a group in it may share its name, and never a side."""
    return {left.side, right.side} == {Side.STATE, Side.NONSTATE}


def interest(claim: Claim, incident: Incident, organ: Actor | None = None) -> str | None:
    """The stake that a claim's source has in the incident; None for the report's own voice and for those who have none.

    `organ` is whose organ the page is: where the report speaks in its own voice, that state or group speaks.

    Those who did it come first, then those only accused of it, then those who suffered it, then any force or armed
    group. Police, hospitals, monitors and the like (`resources/policies.toml`) have no stake beyond the first three.
    Moves (talks, sanctions, appeals) have none: who makes one is the first to know of it.
    """
    speaker = claim.source.value if claim.source else organ
    if speaker is None or not incident.event_type.violent:
        return None
    return _deed(speaker, incident) or _suffered(speaker, incident)


def _deed(source: Actor, incident: Incident) -> str | None:
    """The stake of one who did it, or is accused of it."""
    if source.name in _claimants(incident) or any(one_side(source, actor) for actor in _acting(incident)):
        return PERPETRATOR
    return ACCUSED if any(one_side(source, actor) for actor in _accused(incident)) else None


def _suffered(source: Actor, incident: Incident) -> str | None:
    """The stake of one whose people were hit, or who fights on one side at all."""
    if any(akin(source.name, name) for name in _suffering(incident)):
        return VICTIM
    if takes_no_side(source.name):
        return None
    if _loses(source, incident):
        return VICTIM
    return PARTY if source.side is Side.NONSTATE or is_party(source.name) else None


def _claimants(incident: Incident) -> set[str | None]:
    """Sources who say that they, or their own side, did it: a spokesman need not share his group's name."""
    return {source_name(claim) for claim in incident.claims if claim.stance is Stance.CLAIMS_RESPONSIBILITY}


def _acting(incident: Incident) -> list[Actor]:
    """Those who say that they did it, or of whom the report itself or a voice that accuses nobody says so."""
    stances = TELLING - {Stance.ACCUSES}
    return [actor for claim in incident.claims if claim.stance in stances for actor in laid_to(claim)]


def _accused(incident: Incident) -> list[Actor]:
    return [actor.value for claim in incident.claims for actor in claim.perpetrators]


def _suffering(incident: Incident) -> list[str]:
    """What was aimed at, and whom the tolls count."""
    targets = [target.value for claim in incident.claims for target in claim.targets]
    return targets + [toll.who for claim in incident.claims for toll in claim.tolls if toll.who]


def _loses(source: Actor, incident: Incident) -> bool:
    """Whether a state's voice speaks of its own people, on its own ground, harmed by others."""
    if source.side is not Side.STATE or source.country is None or incident.place is None:
        return False
    sides = {toll.side for claim in incident.claims for toll in claim.tolls}
    return incident.place.country == source.country and bool(sides & {Side.STATE, Side.MIXED})


def holder(claim: Claim, incident: Incident, reports: Mapping[str, Report]) -> Holder:
    """The voice of a claim with everything that a reader needs to weigh it."""
    report = reports.get(claim.report_id)
    return Holder(
        source=source_name(claim),
        publisher=report.publisher if report else None,
        report_id=claim.report_id,
        claim_id=claim.id,
        stance=claim.stance,
        quote=claim.quote,
        span=claim.span,
        published=report.published if report else None,
        interest=interest(claim, incident, page(report).organ if report else None),
        hedged=claim.hedged,
    )
