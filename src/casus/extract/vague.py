"""Vague words ("operation", "ban", "murder", "target"), and what gives them weight."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.addressees import abroad
from casus.extract.attribution import Said
from casus.extract.grouping import Group
from casus.extract.naming import is_power, side_of
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.extract.verdicts import of_violence
from casus.extract.words import country_in, country_of
from casus.model.codes import EventType, Side
from casus.reference.lexicon import lexicon

_SHUT = frozenset({"border", "airspace", "strait", "crossing", "embassy", "consulate", "frontier"})


_SAILING = frozenset({"ship", "vessel", "tanker", "boat"})


def too_vague(scene: Scene, one: Group, voices: Sequence[Said]) -> bool:
    """Whether there are only vague words ("operation", "ban"), and nothing that gives them weight."""
    bare = all(act.weak for act in one.acts) and not one.tolls and not any(voice.accused for voice in voices)
    return bare and not any(_stands_alone(scene, act) for act in one.acts)


def _stands_alone(scene: Scene, act: Told) -> bool:
    """A vague word ("ban", "warn", "board", "murder") counts where a power or a fighter acts on somebody named."""
    if act.inside is not None and act.targets and not act.event_type.violent:
        return country_of(scene.text(*act.inside)) is not None  # "the Israeli ban on the agency"
    if act.event_type is EventType.SANCTION and any(scene.lemmas[scene.chunks[c].head] in _SHUT for c in act.targets):
        return bool(act.doers) and _by_power(scene, act)  # "the closure of the strait"
    if act.event_type is EventType.ARREST and act.targets and of_violence(scene):
        return True  # "is convicted of murder"
    if act.event_type is EventType.THREATEN and act.doers and _own_blow(scene, act):
        return _by_power(scene, act)
    if not act.doers or not act.targets:
        return (
            bool(act.doers) and not act.event_type.violent and is_power(scene, act.doers[0], ()) and abroad(scene, act)
        )
    doer, target = act.doers[0], act.targets[0]
    if act.event_type is EventType.PROTEST:
        return True
    if act.event_type is EventType.ARREST:
        return side_of(scene, target) is Side.NONSTATE
    fighting = side_of(scene, doer) in (Side.STATE, Side.NONSTATE)
    if act.event_type.violent:
        return fighting or (act.act.word == "target" and _may_strike(scene, doer))
    if act.event_type is EventType.THREATEN and scene.head(target).lemma.lower() in _SAILING:
        return _by_power(scene, act)  # "warned ships to stay away"
    if act.event_type is EventType.THREATEN and not abroad(scene, act):
        return False  # "warned its citizens"
    named = act.event_type is EventType.SANCTION or act.act.word in ("recognize", "recognise")
    if named and _a_name(scene, target):
        return _by_power(scene, act)  # "Arlen banned Radio Vale"
    touched = is_power(scene, target, ()) or scene.head(target).lemma.lower() in lexicon().people
    return _by_power(scene, act) and (touched or abroad(scene, act))


def _own_blow(scene: Scene, act: Told) -> bool:
    """ "warned that Arlen will attack": violence to come from the side of the one who warns."""
    if act.clause is None or act.clause + 1 >= len(scene.clauses):
        return False
    later = scene.clauses[act.clause + 1]
    found = lexicon().act_verbs.at(scene.lemmas, later.head)
    answer = found is not None and (found[1].event_type.violent or found[1].frame == "to come")
    if later.modal not in ("will", "would") or not answer or later.passive or not later.subjects:
        return False
    ours = country_in(scene, scene.chunks[act.doers[0]])
    theirs = country_in(scene, scene.chunks[later.subjects[0]])
    return scene.head(later.subjects[0]).tag == "PRP" or (theirs is not None and theirs == ours)


def _a_name(scene: Scene, chunk: int) -> bool:
    """Whether a body or person is named, and no measure's theme ("flights", "plastic bags")."""
    return scene.head(chunk).tag in ("NNP", "NNPS")


def _by_power(scene: Scene, act: Told) -> bool:
    """Whether a power acts, or somebody whom a pronoun means: who that is is asked later."""
    return is_power(scene, act.doers[0], ()) or scene.head(act.doers[0]).tag == "PRP"


def _may_strike(scene: Scene, doer: int) -> bool:
    """ "Arlen targeted", "it will target", "gunfire targeted": a power or violence, and no measure."""
    acts = lexicon().act_nouns.at(scene.lemmas, scene.chunks[doer].head)
    return (
        is_power(scene, doer, ()) or scene.head(doer).tag == "PRP" or (acts is not None and acts[1].event_type.violent)
    )
