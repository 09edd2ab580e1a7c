"""Acts told with two means: "artillery fire and air strikes" are of the kind named first."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.model.codes import EventType

_MEANS = frozenset({EventType.ATTACK, EventType.SHELLING, EventType.AIR_STRIKE, EventType.BOMBING})


def first_of_two(scene: Scene, acts: Sequence[Told]) -> EventType | None:
    """The kind of the first of two nouns joined by "and", where each names an act by its means."""
    chunks = {act.chunk: act for act in acts if act.chunk is not None and act.event_type in _MEANS}
    for at, act in chunks.items():
        second = chunks.get(at + 2)
        if second is not None and scene.chunks[at + 1].kind is Kind.AND and second.event_type is not act.event_type:
            return act.event_type if _tells_means(act) else None
    return None


def _tells_means(act: Told) -> bool:
    """Whether a word tells more than that there was an attack."""
    return act.event_type is not EventType.ATTACK or act.act.word not in ("attack", "assault", "raid", "killing")
