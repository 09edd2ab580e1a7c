"""What persons have judged, made free of contradiction: of two words that exclude one another, the later stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.link.groups import Groups
from casus.model.codes import Verdict
from casus.model.judgement import Edge, Judgement

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Persons' verdicts that stand: edges that must join, pairs that must not, pairs where rules keep silent."""

    same: tuple[Edge, ...] = ()
    apart: frozenset[Pair] = frozenset()
    silent: frozenset[Pair] = frozenset()


def settle(judgements: Sequence[Judgement], known: Iterable[str], score: float) -> Judged:
    """The judgements that stand, newest first: an older one falls where newer ones together exclude it."""
    present = set(known)
    groups: Groups[str] = Groups(present & _judged(judgements))
    same: list[Edge] = []
    apart: set[Pair] = set()
    silent: set[Pair] = set()
    spoken: set[Pair] = set()
    for judgement in sorted(judgements, key=lambda one: (one.recorded, one.id), reverse=True):
        pair = frozenset((judgement.left.claim_id, judgement.right.claim_id))
        if judgement.withdrawn is not None or len(pair) < 2 or not pair <= present or pair in spoken:
            continue
        spoken.add(pair)
        left, right = sorted(pair)
        if judgement.verdict is Verdict.UNSURE:
            silent.add(pair)
        elif judgement.verdict is Verdict.DIFFERENT and groups.root(left) != groups.root(right):
            apart.add(pair)
        elif judgement.verdict is Verdict.SAME and not groups.would_break((left, right), apart):
            groups.join(left, right)
            same.append(_edge(judgement, (left, right), score))
    return Judged(tuple(same), frozenset(apart), frozenset(silent))


def _judged(judgements: Iterable[Judgement]) -> set[str]:
    return {end.claim_id for one in judgements for end in (one.left, one.right)}


def _edge(judgement: Judgement, pair: tuple[str, str], score: float) -> Edge:
    return Edge(pair[0], pair[1], Verdict.SAME, score, (judgement.why,), f"person:{judgement.who}")
