"""What was done to the doer in the end: "shot two people before being killed by police"."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.scene import Scene


def befell_doer(scene: Scene, index: int | None) -> bool:
    """Whether a clause tells what befell the one who acts in the clause before it."""
    clause = scene.clauses[index] if index is not None else None
    if clause is None or not clause.passive:
        return False
    first = _first_of(scene, clause)
    host = scene.clauses[first.host] if first.host is not None else None
    acted = host is not None and not host.passive and bool(host.objects)
    return first.link == "before" and acted and host is not None and first.subjects == host.subjects


def _first_of(scene: Scene, clause: Clause) -> Clause:
    """ "before being shot and killed": the first of verbs in a row."""
    at = clause
    while at.link == "participle" and at.host is not None and scene.clauses[at.host].passive:
        at = scene.clauses[at.host]
    return at
