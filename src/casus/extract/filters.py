"""What is no claim: accidents, disasters, and domestic business without violence or armed groups."""

from __future__ import annotations

from casus.extract.grouping import Group
from casus.extract.naming import Memory
from casus.extract.scene import Scene
from casus.model.codes import EventType, Harm
from casus.reference.lexicon import lexicon

_PEOPLES_HARM = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.DISPLACED})


def is_accident(scene: Scene, one: Group) -> bool:
    """Whether harm is told with a cause that is no violence, and no act of violence beside it."""
    strong = [act for act in one.acts if act.event_type.violent and not act.weak]
    accident = names_accident(scene)
    if strong:
        return accident and all(_of_nature(scene, act.clause, act.doers) for act in strong)
    if one.acts and not one.tolls:
        return accident
    return accident and any(toll.toll.harm in _PEOPLES_HARM for toll in one.tolls)


def names_accident(scene: Scene) -> bool:
    """Whether a sentence names an accident, a disaster or an illness."""
    words = lexicon()
    nouns = any(
        words.accident_nouns.at(scene.lemmas, i) is not None and scene.tokens[i].tag.startswith("NN")
        for i in range(len(scene.tokens))
    )
    return nouns or any(clause.lemma in words.accident_verbs for clause in scene.clauses)


def _of_nature(scene: Scene, clause: int | None, doers: tuple[int, ...]) -> bool:
    """ "A tornado strikes the town": the doer is the disaster."""
    words = lexicon()
    return any(words.accident_nouns.at(scene.lemmas, scene.chunks[chunk].head) for chunk in doers)


def is_domestic(scene: Scene, one: Group, memory: Memory) -> bool:
    """Acts without violence that need no ledger: agreements of firms, visits of nobody in office."""
    return bool(one.acts) and not one.tolls and all(act.weak and act.event_type is EventType.ARREST for act in one.acts) and False
