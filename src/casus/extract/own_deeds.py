"""Whose deed it is that a side tells of and lays to nobody: its own, where its enemy or another's land was hit."""

from __future__ import annotations

from casus.extract.attribution import Said
from casus.extract.naming import side_of
from casus.extract.scene import Scene, within
from casus.extract.stances import is_party
from casus.extract.tellings import Telling
from casus.model.codes import EventType, Harm, Realis, Scope, Side, Stance
from casus.reference.lexicon import lexicon

_FROM_AFAR = frozenset({EventType.AIR_STRIKE, EventType.SHELLING})
_DOWNING = frozenset({"intercept", "down", "shoot", "repel"})


def tells_of_own_deed(plain: Telling, voice: Said) -> bool:
    """ "The army says that three rebels were killed in a raid": its own raid, though it does not say so."""
    source = voice.source
    if source is None or plain.doers or voice.accused or voice.cue.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
        return False
    one_sided = plain.event_type.violent and plain.event_type is not EventType.ARMED_CLASH
    told = one_sided and plain.realis is Realis.HAPPENED and plain.scope is not Scope.BACKGROUND
    if not told or not is_party(source.value) or _own_losses(plain):
        return False
    if _claims_to_have(plain.scene, voice):
        return True
    if source.value.side is Side.NONSTATE or source.value.country is None:
        return False
    return _hit_enemies(plain) or _downed(plain) or _hit_abroad(plain, source.value.country)


def _own_losses(plain: Telling) -> bool:
    """Whether soldiers, or anybody but fighters, came to harm."""
    harmed = [toll for toll in plain.tolls if toll.harm in (Harm.KILLED, Harm.INJURED)]
    return any(toll.side in (Side.STATE, Side.MIXED) for toll in harmed)


def _claims_to_have(scene: Scene, voice: Said) -> bool:
    """ "The group claims to have derailed a train"."""
    clause = next((one for one in scene.clauses if one.head > voice.cue_token), None)
    return clause is not None and clause.infinitive and scene.tokens[clause.head].tag == "VBN" and not clause.passive


def _hit_enemies(plain: Telling) -> bool:
    """Whether all who are named as hit are fighters of no state."""
    sides = [_side(plain.scene, target.span.start) for target in plain.targets if target.span is not None]
    return bool(sides) and all(side is Side.NONSTATE for side in sides)


def _side(scene: Scene, start: int) -> Side:
    at = next((i for i, token in enumerate(scene.tokens) if token.start >= start), 0)
    return side_of(scene, scene.chunk_at(at))


def _downed(plain: Telling) -> bool:
    """ "Air defences intercepted nine missiles": only those at whom they were fired shoot them down."""
    means = lexicon().weapons
    if plain.event_type is not EventType.DESTRUCTION or not _DOWNING & set(plain.scene.lemmas):
        return False
    return any(means.at((target.value.split()[-1].lower().removesuffix("s"),), 0) for target in plain.targets)


def _hit_abroad(plain: Telling, home: str | None) -> bool:
    """ "The general staff reports that drones struck a depot" in another state's land."""
    place = plain.place.value if plain.place is not None else None
    if plain.event_type not in _FROM_AFAR or place is None or home is None or place.country in (None, home):
        return False
    spans = [target.span for target in plain.targets if target.span is not None]
    scene = plain.scene
    marks = [(at, at) for at, token in enumerate(scene.tokens) if any(s.start <= token.start < s.end for s in spans)]
    own = (r.value.country == home for first, last in marks for r in within(scene.places, first, last))
    return not plain.tolls and bool(plain.targets) and not any(own)
