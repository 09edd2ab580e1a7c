"""What is no claim: accidents and disasters, and the harm that the next sentences tell of them."""

from __future__ import annotations

from casus.extract.grouping import Group
from casus.extract.naming import Memory
from casus.extract.scene import Scene
from casus.model.codes import EventType, Harm
from casus.reference.lexicon import lexicon

# Rescue and clearing-up after an accident: "rescued alive", "demolish sections".
_RESCUE = frozenset({EventType.RELEASE, EventType.DESTRUCTION})
_PEOPLES_HARM = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.DISPLACED})


def is_accident(scene: Scene, one: Group, memory: Memory) -> bool:
    """Whether harm is told with a cause that is no violence, and no act of violence beside it."""
    found = _is_accident(scene, one, memory)
    if found and scene.number <= 1:
        memory.accident = True
    return found


def _is_accident(scene: Scene, one: Group, memory: Memory) -> bool:
    strong = [act for act in one.acts if act.event_type.violent and not act.weak]
    accident = names_accident(scene)
    if memory.accident and one.acts and all(act.event_type in _RESCUE for act in one.acts):
        return True
    if strong:
        return accident and all(_of_nature(scene, act.doers) for act in strong)
    if memory.accident and any(act.event_type in _RESCUE for act in one.acts) and not strong:
        return True
    if not any(act.event_type.violent for act in one.acts) and one.acts:
        return False
    harmed = any(toll.toll.harm in _PEOPLES_HARM for toll in one.tolls)
    return (accident or memory.accident) and (harmed or not one.tolls)


def names_accident(scene: Scene) -> bool:
    """Whether a sentence names an accident, a disaster or an illness."""
    words = lexicon()
    for index in range(len(scene.tokens)):
        hit = words.accident_nouns.at(scene.lemmas, index)
        if hit is not None and scene.tokens[index + hit[0] - 1].tag.startswith("NN"):
            return True
    return any(clause.lemma in words.accident_verbs for clause in scene.clauses)


def _of_nature(scene: Scene, doers: tuple[int, ...]) -> bool:
    """ "A tornado strikes the town": the doer is the disaster."""
    words = lexicon()
    return any(words.accident_nouns.at(scene.lemmas, scene.chunks[chunk].head) for chunk in doers)
