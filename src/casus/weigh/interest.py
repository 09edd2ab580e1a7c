"""Whose losses a party speaks of: its own, which it has no reason to raise, or its enemy's."""

from __future__ import annotations

from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Side, Stance
from casus.model.incident import Incident
from casus.model.toll import Toll
from casus.text.naming import akin
from casus.weigh.voices import VICTIM

_ENEMY = {Side.STATE: Side.NONSTATE, Side.NONSTATE: Side.STATE}


def own_losses(
    claim: Claim, incident: Incident, tolls: tuple[Toll, ...], stake: str | None, organ: Actor | None = None
) -> tuple[Toll, ...]:
    """The tolls that a claim may be believed on: all, of a source without a stake or one that admits; else its own.

    `stake` is the source's interest in the incident; `organ` speaks where the report does in its own voice.
    """
    source = claim.source.value if claim.source else organ
    if source is None or stake is None or claim.stance is Stance.CONFIRMS:
        return tolls
    if stake == VICTIM:
        return tuple(toll for toll in tolls if not _of_the_enemy(toll, source, incident))
    return tuple(toll for toll in tolls if _of_its_own(toll, source))


def _of_the_enemy(toll: Toll, source: Actor, incident: Incident) -> bool:
    """A victim's side speaks of the enemy's people where they are of the other kind, or named like the perpetrators."""
    if toll.side is _ENEMY.get(source.side):
        return True
    names = [actor.value.name for claim in incident.claims for actor in claim.perpetrators]
    return toll.who is not None and any(akin(toll.who, name) for name in names)


def _of_its_own(toll: Toll, source: Actor) -> bool:
    """A group's fighters are its own; a state's soldiers only where they are named as that state's."""
    if toll.side is Side.NONSTATE and source.side is Side.NONSTATE:
        return True
    return toll.who is not None and akin(toll.who, source.name)
