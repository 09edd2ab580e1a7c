"""Accusations by a name for somebody or for what he did: "called the strike a war crime", "called them terrorists"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.extract.attribution import can_speak, with_name
from casus.extract.clauses import Clause
from casus.extract.naming import Memory, actors_of, name_of
from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.extract.stances import same_side
from casus.extract.tellings import Telling
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Stance
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon

_NAMING = frozenset({"call", "describe", "label", "brand", "denounce", "condemn"})
_WRONGS = frozenset(
    "crime genocide massacre violation breach aggression provocation terrorism atrocity murder cleansing".split()
)
_WRONGDOERS = frozenset(
    "terrorist criminal traitor murderer killer butcher aggressor informer spy dictator invader occupier".split()
)


def labels(scene: Scene, found: Sequence[Telling], told: Sequence[Telling], memory: Memory) -> Iterator[Telling]:
    """Whom a sentence's speakers call by the name of a wrong; of an act so called, those who are told to have done it.

    `found` are the tellings of this sentence, `told` those before it.
    """
    if any(one.event_type is EventType.ACCUSE or one.stance is Stance.ACCUSES for one in found):
        return
    for clause in scene.clauses:
        if clause.lemma not in _NAMING or clause.passive or not clause.subjects or not clause.objects:
            continue
        speaker = _speaker(scene, clause, memory)
        if speaker is None:
            continue
        targets = _called(scene, clause, speaker.value, told)
        if targets is not None:
            yield _label(scene, clause, speaker, targets)
            return


def _speaker(scene: Scene, clause: Clause, memory: Memory) -> Reading[Actor] | None:
    chunk = clause.subjects[0]
    if not can_speak(scene, chunk):
        return None
    return next((with_name(scene, chunk, one, memory) for one in actors_of(scene, chunk, memory)), None)


def _called(scene: Scene, clause: Clause, speaker: Actor, told: Sequence[Telling]) -> tuple[Reading[str], ...] | None:
    """Those who are called so; None where nobody is called by the name of a wrong."""
    name = _name_given(scene, clause)
    if name in _WRONGDOERS:
        return (name_of(scene, clause.objects[0]),) if scene.head(clause.objects[0]).tag != "PRP" else ()
    act = lexicon().act_nouns.at(scene.lemmas, scene.chunks[clause.objects[0]].head)
    if name not in _WRONGS or act is None:
        return None
    doers = next((one.doers for one in reversed(told) if one.event_type.violent and one.doers), ())
    if any(same_side(speaker, doer.value) for doer in doers):
        return None
    return tuple(Reading(doer.value.name, doer.text, doer.span, "who did it", 0.6) for doer in doers)


def _name_given(scene: Scene, clause: Clause) -> str | None:
    """The last noun of what somebody is called: "a serious breach", "as a war crime"."""
    after = clause.objects[0] + 1
    while after < len(scene.chunks) and scene.chunks[after].kind in (Kind.QUOTE, Kind.PREPOSITION):
        if scene.chunks[after].kind is Kind.PREPOSITION and scene.head(after).lower != "as":
            return None
        after += 1
    if after >= len(scene.chunks) or scene.chunks[after].kind is not Kind.NOUN:
        return None
    return scene.head(after).lemma.lower()


def _label(scene: Scene, clause: Clause, speaker: Reading[Actor], targets: tuple[Reading[str], ...]) -> Telling:
    return Telling(
        scene=scene,
        token=clause.head,
        event_type=EventType.ACCUSE,
        sure=True,
        source=speaker,
        stance=Stance.ACCUSES,
        doers=(speaker,),
        targets=targets,
        place=next((r for _, r in scene.places if r.value.precision is not Precision.COUNTRY), None),
        span=scene.span,
    )
