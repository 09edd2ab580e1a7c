"""Who makes a move that somebody tells of: a speaker his threats and refusals, his state the measures it takes."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.attribution import Said
from casus.extract.grouping import Group
from casus.extract.naming import Memory, actors_of, is_person
from casus.extract.scene import Scene
from casus.extract.tellings import state_of
from casus.extract.told import Told
from casus.extract.words import country_of, his_country
from casus.model.actor import Actor
from casus.model.codes import EventType
from casus.model.reading import Reading

_OWN_WORD = frozenset({EventType.THREATEN, EventType.REJECT, EventType.APPEAL})
_TWO_SIDED = frozenset({EventType.AGREE, EventType.CEASEFIRE})
_MEASURES = _TWO_SIDED | {
    EventType.SANCTION,
    EventType.MOVE_OTHER,
    EventType.WITHDRAW,
    EventType.AID,
    EventType.ARREST,
    EventType.REJECT,
}
_ANNOUNCING = frozenset({"announce", "declare"})


def by_whom(
    scene: Scene,
    one: Group,
    kind: EventType,
    doers: tuple[Reading[Actor], ...],
    *,
    voices: Sequence[Said],
    memory: Memory,
) -> tuple[Reading[Actor], ...]:
    """Who makes the move: those whom the words name, or the one who speaks for them, or the state he speaks for."""
    voice = voices[-1] if voices else None
    if voice is not None and voice.source is not None and len(doers) == 1:
        if kind in _OWN_WORD and _speaks_for(voice.source, doers[0]) and _is_his_word(scene, one, kind):
            return (voice.source,)
        if kind not in _OWN_WORD and _of_his_country(scene, one) and voice.source_chunk is not None:
            state = state_of(scene, voice.source_chunk, memory)
            return (state,) if state is not None else doers
    return _announced_by(scene, one, doers, memory)


def _speaks_for(source: Reading[Actor], doer: Reading[Actor]) -> bool:
    """ "President Deby said that Chad …": somebody of the state that is named."""
    if country_of(doer.value.name) is None or not is_person(source.value.name):
        return False
    return source.value.country == doer.value.country


def _is_his_word(scene: Scene, one: Group, kind: EventType) -> bool:
    """ "will not accept", "may strike", and not "rejected the plan last year", "had warned"."""
    if kind is EventType.THREATEN:
        return any(act.event_type is not EventType.THREATEN for act in one.acts)
    if kind is EventType.APPEAL:
        return True
    clauses = [scene.clauses[act.clause] for act in one.acts if act.clause is not None]
    return any(clause.modal is not None or clause.negated for clause in clauses)


def _of_his_country(scene: Scene, one: Group) -> bool:
    """ "says the country will leave the court"."""
    return any(his_country(scene, scene.chunks[chunk]) for act in one.acts for chunk in act.doers)


def _announced_by(
    scene: Scene, one: Group, doers: tuple[Reading[Actor], ...], memory: Memory
) -> tuple[Reading[Actor], ...]:
    """ "The Chadian minister announces a ban": a measure that an official announces is his state's."""
    for act in one.acts:
        if _announced(scene, act) and act.doers and (len(doers) == 1 or act.event_type in _TWO_SIDED):
            own = [
                chunk for chunk in act.doers if act.clause is not None and chunk in scene.clauses[act.clause].subjects
            ]
            named = {r.value.name: chunk for chunk in own for r in actors_of(scene, chunk, memory)}
            states = {name: state_of(scene, chunk, memory) for name, chunk in named.items() if is_person(name)}
            told = [states.get(doer.value.name) or doer for doer in doers]
            return tuple({reading.value.name: reading for reading in told}.values())
    return doers


def _announced(scene: Scene, act: Told) -> bool:
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is not None else None
    return clause is not None and clause.lemma in _ANNOUNCING and act.event_type in _MEASURES
