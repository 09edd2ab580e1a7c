"""Whom or what an act was aimed at, and whose harm is no aim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from casus.extract.grouping import Group
from casus.extract.harmed import counted_noun
from casus.extract.lists import noun_list
from casus.extract.naming import Memory, actors_of, is_person, name_of, shortest
from casus.extract.phrases import Kind
from casus.extract.scene import Scene, within
from casus.extract.undone import befell_doer
from casus.model.actor import Actor
from casus.model.codes import FIGHTING, EventType, Harm
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles


def targets_of(scene: Scene, one: Group, doers: Sequence[Reading[Actor]], memory: Memory) -> tuple[Reading[str], ...]:
    """Whom or what the acts were aimed at; where nothing is said, a victims' class that is named."""
    found: dict[str, Reading[str]] = {}
    ours = {reading.value.name.lower() for reading in doers} | {reading.text.lower() for reading in doers}
    for act in one.acts:
        if act.act.frame == "mutual" and act.event_type.violent and len(one.acts) == 1:
            return ()
        for chunk in (named for target in act.targets for named in _by_name(scene, target)):
            pair = actors_of(scene, chunk, memory) if scene.head(chunk).lemma.lower() in _NATIONS else ()
            if len(pair) == 2:
                found.update((r.value.name.lower(), Reading(r.value.name, r.text, r.span, "pair", 0.6)) for r in pair)
                continue
            reading = _target(scene, chunk)
            if reading is not None and reading.value.lower() not in ours:
                found.setdefault(reading.value.lower(), reading)
    for chunk in () if found else _damaged(scene, one):
        reading = _target(scene, chunk)
        if reading is not None:
            found.setdefault(reading.value.lower(), reading)
    return tuple(found.values()) or _victims(scene, one, ours)


def _damaged(scene: Scene, one: Group) -> Iterator[int]:
    """ "An attack …, damaging a school", "30 homes are damaged in a strike": what was hit, told by its damage."""
    told = {act.clause for act in one.acts}
    chunks = {act.chunk for act in one.acts if act.chunk is not None}
    for clause in scene.clauses:
        if clause.lemma != "damage" or not any(act.event_type.violent for act in one.acts):
            continue
        within_it = chunks & {*clause.governed("in", "by", "during", "after"), *clause.subjects}
        if clause.passive and within_it:
            yield from clause.subjects
        elif not clause.passive and (within_it or clause.host in told):
            yield from clause.objects


_NATIONS = frozenset({"nation", "country", "side", "state", "neighbour", "neighbor"})
# Nouns whose name stands after "of": "the town of Vale", "part of the hospital".
_NAMED_AFTER = frozenset(
    "town city village suburb capital settlement commune port district province state part section group member "
    "number pair series area score dozen".split()
)


def _by_name(scene: Scene, chunk: int) -> tuple[int, ...]:
    """The chunks that name a target: what stands after "the town of", a name beside "the group's leader, …"."""
    after = chunk + 1
    bare = scene.chunks[chunk].first == scene.chunks[chunk].head and scene.head(chunk).lemma.lower() == "target"
    if bare and after + 1 < len(scene.chunks):
        at = scene.chunks[after + 1]
        if scene.head(after).lower in ("in", "across", "inside") and within(scene.places, at.first, at.last):
            return (after + 1,)  # "attacked targets in the valley": the valley
    governed = after + 1 < len(scene.chunks) and scene.chunks[after + 1].kind is Kind.NOUN
    first, last = shortest(scene, scene.chunks[chunk])
    counted = scene.head(chunk).tag == "CD"  # "one of two drones"
    called = first == last or counted or scene.head(chunk).lemma.lower() in roles().site - {"area"}
    if (
        governed
        and called
        and scene.head(after).lower == "of"
        and (counted or scene.head(chunk).lemma.lower() in _NAMED_AFTER)
    ):
        return noun_list(scene.chunks, after + 1)
    named = _apposed(scene, chunk)
    return (named,) if named is not None else (chunk,)


def _apposed(scene: Scene, chunk: int) -> int | None:
    """ "the chief of the group, Omar Vale," is named by the name."""
    at = chunk + 1
    if scene.head(chunk).tag != "NN":
        return None
    if at + 1 < len(scene.chunks) and scene.head(at).lower == "of" and scene.chunks[at + 1].kind is Kind.NOUN:
        at += 2
    if at + 1 >= len(scene.chunks) or scene.chunks[at].kind is not Kind.COMMA:
        return None
    name = scene.chunks[at + 1]
    ends = at + 2 >= len(scene.chunks) or scene.chunks[at + 2].kind not in (Kind.VERB, Kind.NOUN)
    known = bool(within(scene.places, name.first, name.last) or within(scene.actors, name.first, name.last))
    person = name.kind is Kind.NOUN and is_person(name_of(scene, at + 1).value)
    return at + 1 if ends and person and not known else None


def _target(scene: Scene, chunk: int) -> Reading[str] | None:
    head = scene.head(chunk)
    if head.lemma.lower() in ("body", "remains") and chunk + 2 < len(scene.chunks):
        after = chunk + 2  # "the bodies of four hostages"
        if scene.head(chunk + 1).lower == "of" and scene.chunks[after].kind is Kind.NOUN:
            return _target(scene, after)
    nobody = head.tag in ("PRP", "CD", "EX", "DT") or not head.text[:1].isalnum()
    act = lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head)
    crowd = act is not None and act[1].event_type is EventType.PROTEST
    if nobody or (act is not None and not (crowd and scene.tokens[scene.chunks[chunk].first].lower != "the")):
        return None
    return name_of(scene, chunk)


# Victims' nouns that name no class.
_ANYBODY = frozenset("people person other victim casualty individual dead fatality death body one man injury".split())


def _victims(scene: Scene, one: Group, ours: Set[str]) -> tuple[Reading[str], ...]:
    """ "Three policemen are killed": policemen, where they are the one class named, or the armed ones among several."""
    if any(act.act.frame == "mutual" for act in one.acts):
        return ()
    classes: dict[str, Reading[str]] = {}
    armed: list[str] = []
    for told in one.tolls:
        if befell_doer(scene, told.clause):
            continue
        chunk = counted_noun(scene, told.chunk)
        toll, head = told.toll, scene.head(chunk)
        lemma = head.lemma.lower()
        counted = toll.part_of is None and toll.who is not None and toll.harm in _AIMED_HARM
        named = _by_name(scene, chunk)[0]
        if named != chunk:
            head, lemma = scene.head(named), scene.head(named).lemma.lower()
        if not counted or head.tag in ("CD", "JJR", "DT") or lemma in _ATTACKERS or str(toll.who).lower() in ours:
            continue
        classes.setdefault(lemma, replace(name_of(scene, named), rule="victims"))
        if toll.side in FIGHTING:
            armed.append(lemma)
    if len(classes) == 1:
        return tuple(reading for lemma, reading in classes.items() if lemma not in _ANYBODY)
    return tuple(classes[lemma] for lemma in dict.fromkeys(armed))


def attackers_named(scene: Scene, one: Group, memory: Memory) -> tuple[Reading[Actor], ...]:
    """ "Three people are killed, including the gunman": who did it, where only what befell him tells of him."""
    fallen = (told for told in one.tolls if told.clause is None or scene.clauses[told.clause].lemma != "die")
    chunks = (told.chunk for told in fallen if scene.tokens[scene.chunks[told.chunk].first].lower == "the")
    named = next(
        (chunk for chunk in chunks if scene.head(chunk).lemma.lower() in _ATTACKERS - {"other", "bomber"}), None
    )
    return actors_of(scene, named, memory) if named is not None else ()


def harms_attackers(scene: Scene, one: Group) -> bool:
    """ "The gunman is shot dead", "the perpetrator was killed": what befell those who did the violence told before."""
    part = next((scene.chunks[told.chunk] for told in one.tolls if told.toll.part_of is None), None)
    if part is None or scene.tokens[part.first].lower != "the":
        return False
    return scene.tokens[part.head].lemma.lower() in _ATTACKERS - {"other"}


_AIMED_HARM = frozenset({Harm.KILLED, Harm.ARRESTED, Harm.ABDUCTED, Harm.FREED, Harm.INJURED})
# Those who act: their own deaths are no aim.
_ATTACKERS = frozenset("other attacker gunman shooter perpetrator assailant bomber suspect hijacker".split())
