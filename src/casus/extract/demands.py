"""Calls that no verb of calling tells: "the minister said that Chad must withdraw"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.extract.addressees import makers
from casus.extract.attribution import Said
from casus.extract.naming import Memory, actors_of, is_power, name_of
from casus.extract.scene import Scene
from casus.extract.stances import same_side
from casus.extract.tellings import Telling, in_words_of
from casus.extract.words import MUST
from casus.model.actor import Actor
from casus.model.codes import EventType, Realis, Stance
from casus.model.reading import Reading


def demands(scene: Scene, said: Sequence[Said], memory: Memory) -> Iterator[Telling]:
    """What a sentence's sources say that a state, a force or a group must do."""
    for clause in scene.clauses:
        if clause.modal not in MUST or clause.passive or not clause.subjects:
            continue
        voices = [voice for voice in in_words_of(said, clause.head) if voice.source is not None]
        called = [chunk for chunk in clause.subjects if is_power(scene, chunk, ()) and clause.verb - chunk > 0]
        if not voices or not called or clause.lemma == "be":
            continue
        asked = [reading for chunk in called for reading in actors_of(scene, chunk, memory)]
        source = voices[-1].source
        if source is None or any(same_side(source.value, reading.value) for reading in asked):
            continue
        yield Telling(
            scene=scene,
            token=clause.head,
            event_type=EventType.APPEAL,
            sure=True,
            source=source,
            realis=Realis.CALLED_FOR,
            doers=(source,),
            targets=tuple(name_of(scene, chunk) for chunk in called),
            span=scene.span,
        )
        return


def grievances(scene: Scene, said: Sequence[Said], memory: Memory) -> Iterator[Telling]:
    """ "…, citing violations of the truce by Chad": an accusation that lies in a noun."""
    for chunk in scene.nouns():
        if scene.head(chunk).lemma.lower() not in ("violation", "breach"):
            continue
        accused = next((found for found in makers(scene, chunk) if found), ())
        source = _complainant(scene, chunk, said, memory)
        if source is None or not accused:
            continue
        yield Telling(
            scene=scene,
            token=scene.chunks[chunk].head,
            event_type=EventType.ACCUSE,
            sure=True,
            source=source,
            stance=Stance.ACCUSES,
            doers=(source,),
            targets=tuple(accused),
            span=scene.span,
        )
        return


def _complainant(scene: Scene, chunk: int, said: Sequence[Said], memory: Memory) -> Reading[Actor] | None:
    """Who cites the violation, else who is quoted on it."""
    for clause in scene.clauses:
        if clause.lemma == "cite" and chunk in clause.objects and clause.subjects:
            return next(iter(actors_of(scene, clause.subjects[0], memory)), None)
    voices = [voice for voice in in_words_of(said, scene.chunks[chunk].head) if not voice.accused]
    return voices[-1].source if voices else None
