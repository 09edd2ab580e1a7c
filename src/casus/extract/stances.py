"""How a source stands to an act that it tells of: whose act it is decides."""

from __future__ import annotations

from collections.abc import Sequence

from casus.model.actor import Actor
from casus.model.codes import Side, Stance
from casus.model.reading import Reading
from casus.reference.actors import actor_register
from casus.reference.lexicon import Cue
from casus.reference.roles import roles

# Sources that report what happened without being a party to it, whatever state they serve.
_WITNESSES = frozenset(
    "police hospital medic doctor witness eyewitness resident embassy media outlet newspaper agency monitor observer "
    "analyst ministry-of-health un reporter journalist governor mayor official source firefighter paramedic court "
    "prosecutor report department service union".split()
)


# Those who speak for a state where it is told whose they are ("Ukrainian officials"), and are local people where not.
_SPOKESMEN = frozenset({"official", "source", "report", "governor", "ministry", "department", "service"})


def stance_of(source: Reading[Actor], cue: Cue, doers: Sequence[Reading[Actor]], *, violent: bool) -> Stance:
    """The labelling guide's stance: own acts are claimed, an opponent's are accused, others' are asserted."""
    if cue.stance.value not in ("asserts",):
        return cue.stance
    if not violent or not doers:
        return Stance.ASSERTS
    if any(same_side(source.value, doer.value) for doer in doers):
        return Stance.CLAIMS_RESPONSIBILITY
    if is_party(source.value) and any(is_party(doer.value) for doer in doers):
        return Stance.ACCUSES
    return Stance.ASSERTS


def same_side(left: Actor, right: Actor) -> bool:
    """Whether two actors are one body, or one belongs to the other, or both are forces of one state."""
    if left.name.lower() == right.name.lower() or (left.id is not None and left.id in (right.id, right.parent)):
        return True
    if right.id is not None and right.id == left.parent:
        return True
    if left.parent is not None and left.parent == right.parent:
        return True
    if root(left) is not None and root(left) == root(right):
        return True
    if _its_people(left, right):
        return True
    states = left.side is Side.STATE and right.side is Side.STATE
    if left.side is Side.STATE and _nobodys_force(right):
        # "The navy" of a president who speaks of it is his own, and so are the troops of "Army spokesman Omar Vale".
        officer = left.id is None and left.parent is None and len(left.name.split()) > 1 and left.name[:1].isupper()
        return left.country is not None or officer or _nobodys_force(left)
    return states and left.country is not None and left.country == right.country


_ITS_PEOPLE = {"police": frozenset({"officer", "police", "policeman", "policemen"})}


def _its_people(left: Actor, right: Actor) -> bool:
    """ "Police said officers shot two gunmen": people of a service that are called by their rank alone."""
    alone = right.country is None and right.id is None and right.parent is None
    service = left.name.split()[-1].lower() if left.name else ""
    return alone and right.name.lower().rstrip("s") in _ITS_PEOPLE.get(service, ())


def _nobodys_force(actor: Actor) -> bool:
    """A force or unit of which it is not told whose it is: "the air force", "a commando brigade"."""
    alone = actor.country is None and actor.id is None and actor.parent is None and actor.side is not Side.NONSTATE
    last = actor.name.split()[-1].lower() if actor.name else ""
    return alone and (last in roles().unit or last.rstrip("s") in roles().unit)


def root(actor: Actor) -> str | None:
    """The register's outermost body that an actor belongs to; None for one that the register does not know."""
    known = actor_register()
    found = actor.id or actor.parent
    seen = 0
    while found is not None and seen < 5:
        entry = known.by_id(found)
        if entry is None or entry.parent is None:
            return found
        found, seen = entry.parent, seen + 1
    return found


def is_witness(actor: Actor) -> bool:
    """Whether an actor is one who reports what others do: police, medics, monitors, media."""
    words = {word.lower().rstrip("s") for word in actor.name.split()}
    return bool(words & (_WITNESSES - _SPOKESMEN))


def is_party(actor: Actor) -> bool:
    """Whether an actor is a state, an army or an armed group, and no mere witness."""
    words = {word.lower().rstrip("s") for word in actor.name.split()}
    whose = actor.country is not None or actor.side is Side.NONSTATE
    if "health" in words:
        return False  # a health ministry counts the dead
    if words & _WITNESSES and not (whose and words & _SPOKESMEN):
        return False
    if actor.id is not None or actor.parent is not None:
        return actor.side in (Side.STATE, Side.NONSTATE)
    last = actor.name.split()[-1].lower().rstrip("s") if actor.name else ""
    return actor.country is not None or (last in roles().power and actor.side in (Side.STATE, Side.NONSTATE))
