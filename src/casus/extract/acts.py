"""Acts: where a sentence tells of a deed, by a verb or by a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.extract.acts_nouns import noun_acts
from casus.extract.acts_verbs import verb_acts
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.model.codes import EventType

_ABSORBING = frozenset(
    {
        EventType.APPEAL,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.SANCTION,
        EventType.MOVE_OTHER,
    }
)


def find_acts(scene: Scene) -> tuple[Told, ...]:
    """The acts of a sentence, in order of the words that name them."""
    nouns = list(noun_acts(scene))
    taken = {told.token for told in nouns}
    verbs = [told for told in verb_acts(scene) if told.token not in taken]
    told = sorted((*nouns, *verbs), key=lambda one: one.token)
    return tuple(_settled(scene, told))


def _settled(scene: Scene, told: list[Told]) -> Iterator[Told]:
    """A call for a ceasefire is no ceasefire; "agree to a ceasefire" is one, by those who agree."""
    for one in told:
        rivals = [other for other in told if other is not one and other.clause == one.clause and one.clause is not None]
        verbs = [other for other in rivals if other.chunk is None]
        if one.event_type.violent:
            if not (_warded_off(scene, one) if one.chunk is not None else _threatened(scene, one, told)):
                yield one
        elif one.chunk is None:
            named = any(other.chunk is not None and not other.event_type.violent for other in rivals)
            if not (one.event_type is EventType.AGREE and named) and not _called_for(scene, one, told):
                yield one
        elif not any(verb.event_type in _ABSORBING for verb in verbs):
            agreed = next((verb for verb in verbs if verb.event_type is EventType.AGREE), None)
            whose = replace(one, doers=one.doers or agreed.doers) if agreed is not None else one
            if not _loose(scene, whose):
                yield whose


_WARDING = frozenset({"prevent", "avoid", "avert", "deter", "preempt"})


def _warded_off(scene: Scene, one: Told) -> bool:
    """ "blew up the boat to prevent its capture": what did not come about was not even tried."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    return clause is not None and clause.infinitive and clause.lemma in _WARDING and one.chunk in clause.objects


def _threatened(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "threatened to attack": the attack is what is threatened."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None or clause.host is None or not (clause.infinitive or clause.modal is not None):
        return False
    return any(other.clause == clause.host and other.event_type is EventType.THREATEN for other in told)


def _called_for(scene: Scene, one: Told, told: list[Told]) -> bool:
    """Acts in the infinitive after a call are what is called for, no acts of their own."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    seen = 0
    while clause is not None and clause.infinitive and clause.host is not None and seen < 3:
        host = clause.host
        if any(other.clause == host and other.event_type in _ABSORBING for other in told):
            return True
        clause, seen = scene.clauses[host], seen + 1
    return False


def _loose(scene: Scene, one: Told) -> bool:
    """A move that is only mentioned ("in violation of the ceasefire"): neither done by anybody nor told as a fact."""
    if one.doers or one.inside is not None or one.chunk is None:
        return False
    clause = scene.clauses[one.clause] if one.clause is not None else None
    return clause is None or (one.chunk not in clause.objects and one.chunk not in clause.subjects)
