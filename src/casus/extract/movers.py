"""Who makes a move that counts: a state, an army, an armed group, a body between states, or who speaks for one."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.filters import of_a_firm
from casus.extract.forces import is_force
from casus.extract.grouping import Group
from casus.extract.naming import Memory, actors_of, is_power
from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.extract.words import named_beside
from casus.model.actor import Actor
from casus.model.codes import EventType, Side
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_ORDERED = frozenset({EventType.APPEAL, EventType.MOBILIZE, EventType.REJECT, EventType.THREATEN})


def _by_a_speaker(kind: EventType, doers: Sequence[Reading[Actor]], memory: Memory) -> bool:
    """Calls, orders and refusals of somebody whom the report quotes count without an office beside the name."""
    return kind in _ORDERED and any(reading.value.name in memory.spoke for reading in doers)


def is_no_move(scene: Scene, one: Group, kind: EventType, doers: Sequence[Reading[Actor]], memory: Memory) -> bool:
    """Whether a group tells of no violence and of no move that counts: nobody of power makes it, or at nobody."""
    if kind is EventType.ARREST:
        return False
    if not kind.violent and not _is_move(scene, one, doers, memory) and not _by_a_speaker(kind, doers, memory):
        return True
    if kind is EventType.CONSULT:
        return any(_to_the_stricken(scene, act) for act in one.acts)
    return kind is EventType.ACCUSE and not any(act.targets and _target_named(scene, act.targets) for act in one.acts)


def _to_the_stricken(scene: Scene, act: Told) -> bool:
    """ "visited the wounded", "met survivors": no talks of one power with another."""
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is None else None
    return clause is not None and any(scene.head(n).lemma.lower() in roles().stricken for n in clause.objects)


def _target_named(scene: Scene, targets: Sequence[int]) -> bool:
    """Condemning "the attack" accuses nobody; condemning a state does."""
    return any(is_power(scene, chunk, ()) for chunk in targets)


def _serves(scene: Scene, chunk: int) -> bool:
    return lexicon().people.get(scene.head(chunk).lemma.lower()) is Side.STATE


def _inquires(scene: Scene, act: Told) -> bool:
    """ "Police opened an investigation": no move towards anybody."""
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is None else None
    nouns = clause.objects if clause is not None else ()
    return any(scene.head(chunk).lemma.lower() in ("investigation", "inquiry", "probe") for chunk in nouns)


def _in_office(scene: Scene, chunk: int, *, talks: bool) -> bool:
    """Somebody who may meet for a state or group: its name, a person, a minister, in talks an army; else no soldier."""
    head = scene.head(chunk)
    if not talks and lexicon().people.get(head.lemma.lower()) is Side.STATE:
        return False
    return head.tag in ("NNP", "NNPS", "PRP") or head.lemma.lower() in roles().power | roles().office


def _is_move(scene: Scene, one: Group, doers: Sequence[Reading[Actor]], memory: Memory) -> bool:
    """A move counts where a state, an army, an armed group or a body between states makes it."""
    kinds = {act.event_type for act in one.acts}
    if kinds & {EventType.PROTEST, EventType.ARREST, EventType.RELEASE, EventType.CEASEFIRE} or all(
        kind.violent for kind in kinds
    ):
        return True
    chunks = [chunk for act in one.acts for chunk in act.doers]
    if not chunks and any(_sent_out(scene, act) for act in one.acts):
        return True
    if of_a_firm(scene, chunks):
        return False
    if chunks and all(_serves(scene, chunk) for chunk in chunks) and any(_inquires(scene, act) for act in one.acts):
        return False
    talks = any(act.act.frame == "mutual" for act in one.acts)
    if EventType.CONSULT in kinds and chunks and not any(_in_office(scene, chunk, talks=talks) for chunk in chunks):
        return False  # police who arrive pay no visit, nor do party supporters
    if any(is_power(scene, chunk, ()) for chunk in chunks):
        return True
    if any(r.value.id is not None or r.value.country is not None or _a_power(r, memory) for r in doers):
        return True
    named = any(_a_name(scene, chunk) or named_beside(scene, chunk) for chunk in chunks)
    return bool(kinds & _SAID_BY_ANYBODY) and named and _to_a_power(scene, one)


def _sent_out(scene: Scene, act: Told) -> bool:
    """ "Forty men are deported", "soldiers were sent to the area": it is a state that sends them, named or not."""
    clause = scene.clauses[act.clause] if act.clause is not None and act.chunk is None else None
    if clause is None or not clause.finite:
        return False
    if act.event_type is EventType.MOBILIZE and clause.passive:
        return any(is_force(scene, chunk) or _serves(scene, chunk) for chunk in clause.subjects)
    told = clause.modal is None and clause.link is None
    return told and act.act.word in ("deport", "extradite") and bool(act.targets)


_SAID_BY_ANYBODY = frozenset({EventType.APPEAL, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})


def _a_power(reading: Reading[Actor], memory: Memory) -> bool:
    """Who was named with an office before, or whose name ends in a word for one: "rebels", "the foreign ministry"."""
    last = reading.value.name.split()[-1].lower() if reading.value.name else ""
    return reading.value.name in memory.powers or {last, last.removesuffix("s")} & roles().power != set()


def _a_name(scene: Scene, chunk: int) -> bool:
    return scene.head(chunk).tag in ("NNP", "NNPS")


def _to_a_power(scene: Scene, one: Group) -> bool:
    """ "Amnesty International demanded that the government …": a call, charge or threat at a state or a force."""
    after = [index for index in scene.nouns() if scene.chunks[index].first > one.token]
    return any(is_power(scene, chunk, ()) for chunk in after[:3])


def _by_office(scene: Scene, index: int) -> bool:
    """ "Omar Dell, the Chadian president, says": the office stands between commas behind the name."""
    kinds = [part.kind for part in scene.chunks[index + 1 : index + 4]]
    if len(kinds) < 3 or kinds[0] is not Kind.COMMA or kinds[1] is not Kind.NOUN:
        return False
    closes = kinds[2] in (Kind.COMMA, Kind.PREPOSITION) and scene.tokens[scene.chunks[index + 2].first].tag == "DT"
    return closes and scene.head(index + 2).lemma.lower() in roles().power and is_power(scene, index + 2, ())


def remember_powers(scene: Scene, memory: Memory) -> None:
    """Who was named with an office stands for a power where only the name is told later: "Orlov also called on …"."""
    for index in scene.nouns():
        named = scene.head(index).tag in ("NNP", "NNPS")
        if named and (is_power(scene, index, ()) or _by_office(scene, index)):
            for reading in actors_of(scene, index, memory):
                memory.powers.update((reading.value.name, reading.value.name.split()[-1]))
