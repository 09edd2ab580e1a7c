"""How well an incident stands, after the grades of Airwars.

From the strongest word to the weakest, and contested above all:

- contested: a named party denies it, or independent origins give tolls that exclude one another;
- discounted: nobody says that it happened; it is only denied or doubted;
- confirmed: the side that did it, or a state's own authority, admits it, and at least two independent origins tell it;
- fair: at least two independent origins tell it without a hedge, or one that takes no side;
- weak: one interested origin, or hedged words only.

Origins with the same stake count as one: a group's two mouthpieces do not confirm one another.
"""

from __future__ import annotations

from collections.abc import Sequence

from casus.model.account import Origin
from casus.model.claim import Claim
from casus.model.codes import Grade, Harm, Side, Stance
from casus.model.incident import Incident
from casus.weigh.evidence import Contradiction
from casus.weigh.origins import independent
from casus.weigh.voices import PERPETRATOR, interest, source_name, tells
from casus.weigh.words import listed

Graded = tuple[Grade, tuple[str, ...]]


def grade(incident: Incident, contradicted: Sequence[Contradiction], origins: Sequence[Origin]) -> Graded:
    """The grade of an incident and the reasons for it in words; `contradicted` are figures that exclude one another."""
    telling = _telling(incident, origins)
    if not telling:
        return _untold(incident)
    disputes = _denials(incident) + _disputes(contradicted)
    if disputes:
        return Grade.CONTESTED, disputes
    return _standing(incident, telling)


def _untold(incident: Incident) -> Graded:
    against = any(claim.stance in (Stance.DENIES, Stance.DOUBTS) for claim in incident.claims)
    if against:
        return Grade.DISCOUNTED, ("nobody says that it happened; it is only denied or doubted",)
    return Grade.WEAK, ("nobody says that it happened; those asked gave no comment",)


def _telling(incident: Incident, origins: Sequence[Origin]) -> list[Origin]:
    names = {claim.id for claim in incident.claims if tells(claim)}
    return [origin for origin in origins if names & set(origin.claim_ids)]


def _standing(incident: Incident, telling: Sequence[Origin]) -> Graded:
    plain = {claim.id for claim in incident.claims if tells(claim) and not claim.hedged}
    firm = [origin for origin in telling if plain & set(origin.claim_ids)]
    admitted = _admissions(incident)
    if admitted and independent(telling) >= 2:
        return Grade.CONFIRMED, (*admitted, _told_by(telling))
    if independent(firm) >= 2:
        return Grade.FAIR, (_told_by(firm),)
    if any(origin.interest is None for origin in firm):
        return Grade.FAIR, (f"told by {_first_free(firm)}, without a stake in it",)
    return Grade.WEAK, (_weakness(telling, firm),)


def _first_free(origins: Sequence[Origin]) -> str:
    return next(origin.name for origin in origins if origin.interest is None)


def _told_by(origins: Sequence[Origin]) -> str:
    return f"told by {independent(origins)} independent origins: {listed([origin.name for origin in origins])}"


def _weakness(telling: Sequence[Origin], firm: Sequence[Origin]) -> str:
    if not firm:
        return f"told in hedged words only, by {listed([origin.name for origin in telling])}"
    return f"told by {listed([origin.name for origin in firm])} alone: {firm[0].interest}"


def _denials(incident: Incident) -> tuple[str, ...]:
    names = [source_name(claim) for claim in incident.claims if claim.stance is Stance.DENIES]
    return tuple(f"{name} denies it" for name in dict.fromkeys(names) if name)


def _disputes(contradicted: Sequence[Contradiction]) -> tuple[str, ...]:
    """Tolls of killed or injured that exclude one another."""
    return tuple(
        f"{one.low.origin}: {one.low.count} {one.harm}; {one.high.origin}: {one.high.count} {one.harm}"
        for one in contradicted
        if one.harm in (Harm.KILLED, Harm.INJURED)
    )


def _admissions(incident: Incident) -> tuple[str, ...]:
    names = [source_name(claim) for claim in incident.claims if _admits(claim, incident)]
    return tuple(f"admitted by {name}" for name in dict.fromkeys(names) if name)


def _admits(claim: Claim, incident: Incident) -> bool:
    """The perpetrator's own word that it did it, or a state's that it confirms."""
    if claim.stance is Stance.CLAIMS_RESPONSIBILITY:
        return interest(claim, incident) == PERPETRATOR
    if claim.stance is not Stance.CONFIRMS or claim.source is None:
        return False
    return claim.source.value.side is Side.STATE or interest(claim, incident) == PERPETRATOR
