"""Who stands behind a word for many: "a group of diplomats", "tens of thousands of protesters"."""

from __future__ import annotations

from casus.extract.phrases import PROPER, Kind
from casus.extract.scene import Scene

_COLLECTIVES = frozenset("group team number delegation ten thousand hundred dozen score member handful mob".split())


def people_of(scene: Scene, index: int) -> int | None:
    """ "a group of Chadian diplomats", "tens of thousands of Chadians": the people, named in the phrase after "of"."""
    found = _after_of(scene, index)
    while found is not None and (further := _after_of(scene, found)) is not None:
        found = further
    return found


def _after_of(scene: Scene, index: int) -> int | None:
    if scene.head(index).lemma.lower() not in _COLLECTIVES or index + 2 >= len(scene.chunks):
        return None
    group = scene.head(index).lemma.lower() == "delegation" and scene.head(index + 1).lower == "from"
    if group and scene.tokens[scene.chunks[index + 2].head].tag in PROPER:
        return index + 2
    if scene.head(index + 1).lower != "of" or scene.chunks[index + 2].kind is not Kind.NOUN:
        return None
    return index + 2 if scene.head(index + 2).tag in ("NNS", "NNPS") else None
