"""A telling in the words of those who tell it: whose word it is decides the stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.extract.aspects import backs
from casus.extract.attribution import Said
from casus.extract.grouping import Group
from casus.extract.own_deeds import tells_of_own_deed
from casus.extract.reactions import PARTS_IN_IT, Reaction
from casus.extract.scene import Scene
from casus.extract.stances import is_witness, same_side, stance_of
from casus.extract.tellings import Telling
from casus.model.actor import Actor
from casus.model.codes import Aspect, EventType, Stance
from casus.model.reading import Reading

_SPOKEN = frozenset({EventType.APPEAL, EventType.ACCUSE, EventType.THREATEN})


def voiced(one: Group, plain: Telling, voice: Said) -> Iterator[Telling]:
    """The telling of a group as a source has it."""
    told = _attributed(plain, voice)
    if voice.accused:
        yield from _accused_by(one, plain, told, voice)
    else:
        yield _blaming(told) if any(act.blamed for act in one.acts) else told


def _together(plain: Telling) -> Reading[Actor]:
    """Who does it, named together where they are several: "Chad and Sudan call for a truce"."""
    first, last = plain.doers[0], plain.doers[-1]
    if first is last or first.span is None or last.span is None or first.span.start >= last.span.start:
        return first
    span = first.span.join(last.span)
    words = span.of(plain.scene.report.text)
    return Reading(Actor(words), words, span, "together", first.score) if len(words) <= LONGEST else first


LONGEST = 60
"""How many letters those who speak together may take; more stands between them than "and"."""


def own_word(plain: Telling) -> Telling:
    """Calls and accusations are their speaker's own words."""
    if plain.event_type in _SPOKEN and plain.doers:
        plain.source = _together(plain)
        if plain.event_type is EventType.ACCUSE:
            plain.stance = Stance.ACCUSES
    return plain


def responsible(plain: Telling, reaction: Reaction) -> Telling:
    """The telling as the claim of those who say that they did it."""
    doers = plain.doers or (reaction.side or reaction.source,)
    return replace(plain, source=reaction.source, stance=Stance.CLAIMS_RESPONSIBILITY, doers=doers)


def _attributed(plain: Telling, voice: Said) -> Telling:
    """The telling in the words of a source: what it is to the source decides the stance."""
    if tells_of_own_deed(plain, voice) and voice.source is not None and not plain.denied:
        plain = replace(plain, doers=(voice.source,))
    stance = voice.cue.stance
    if voice.source is not None:
        one_sided = plain.event_type.violent and plain.event_type is not EventType.ARMED_CLASH
        stance = stance_of(voice.source, voice.cue, plain.doers, violent=one_sided)
    if stance is Stance.ACCUSES and not plain.event_type.violent and voice.cue.frame == "says":
        stance = Stance.ASSERTS
    if plain.denied:
        stance = Stance.DENIES
    told = replace(plain, source=voice.source, stance=stance, through=voice.through)
    if stance is Stance.ACCUSES and plain.event_type.violent and backs(plain.scene, voice.first, voice.last):
        told = replace(told, aspect=Aspect.BACKING)
    if stance is Stance.DENIES and voice.source is not None and _denies_a_part_in_it(plain.scene, voice):
        told = replace(told, doers=plain.doers or (voice.source,), tolls=(), aspect=Aspect.RESPONSIBILITY)
    return told


def _denies_a_part_in_it(scene: Scene, voice: Said) -> bool:
    """ "denied responsibility for the bombing": what is denied is that the source did it, not that it happened."""
    clause = scene.clauses[voice.clause] if voice.clause is not None else None
    return clause is not None and any(scene.head(noun).lemma.lower() in PARTS_IN_IT for noun in clause.objects)


def _accused_by(one: Group, plain: Telling, told: Telling, voice: Said) -> Iterator[Telling]:
    """An accusation: of nobody by himself, and of an act told as a fact where only the blame is somebody's."""
    if voice.source is None and voice.cue.frame in ("for", "to") and plain.tolls:
        yield replace(plain, doers=())  # "a bombing that killed seven was blamed on them"
        told = replace(told, tolls=())
    if len(plain.doers) > 1:
        others = tuple(d for d in plain.doers if voice.source is None or d.value != voice.source.value)
        told = replace(told, doers=others)
    if one.acts and all(act.definite for act in one.acts):
        told = replace(told, points_back=True)  # "accused them of carrying out the attack"
    yield _charged(told, voice)


def _charged(told: Telling, voice: Said) -> Telling:
    """ "accused Chad of arming the rebels", "of being a threat": where no act is told, the accusation is one."""
    move = not told.event_type.violent and told.event_type is not EventType.MOBILIZE
    if voice.source is None or not move or not told.doers:
        return told
    accused = tuple(Reading(d.value.name, d.text, d.span, d.rule, d.score) for d in told.doers)
    return replace(told, event_type=EventType.ACCUSE, doers=(voice.source,), targets=accused, weapon=None)


def _blaming(told: Telling) -> Telling:
    """Who says that somebody is responsible accuses, unless it is his own side or he only reports."""
    source = told.source.value if told.source is not None else None
    own = source is None or is_witness(source) or any(same_side(source, doer.value) for doer in told.doers)
    if own or not told.doers or told.stance is not Stance.ASSERTS:
        return told
    return replace(told, stance=Stance.ACCUSES, aspect=Aspect.RESPONSIBILITY)
