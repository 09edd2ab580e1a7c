"""Edges to clusters: the strongest first, refusing what a report or a person tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casus.link.groups import Groups
from casus.link.judged import NOBODY, Judged
from casus.model.codes import Verdict
from casus.model.judgement import Edge

Happening = tuple[str, int]
"""A report and the number of a happening in it."""

Likeness = Callable[[str, str], float]
"""What speaks for (above 0) or against (below 0) two claims being one, by their ids."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that tell of one incident, in order of id, and the edges that joined them."""

    claim_ids: tuple[str, ...]
    edges: tuple[Edge, ...]


def cluster(
    told: Mapping[str, Happening], edges: Sequence[Edge], judged: Judged = NOBODY, likeness: Likeness | None = None
) -> tuple[Cluster, ...]:
    """Constrained single-link clustering of the claims in `told` (claim id → its happening in its report).

    Persons' words come first, then edges from the strongest down. Two groups do not join where a report or a person
    tells two of their claims apart, or where all pairs between them speak, on balance, against it: that keeps a chain
    of likenesses from drawing unlike happenings together. `likeness` weighs a pair; None: as its edge does, and nothing
    where it has none. Without negative edges and constraints the clusters are the connected components of the graph.
    The order of claims and edges does not matter.
    """
    growing = _Growing(told, judged, likeness or _of_edges(edges))
    for edge in sorted(edges, key=_strongest_first):
        if edge.verdict is Verdict.SAME and not growing.silenced(edge.left, edge.right) and growing.may_join(edge):
            growing.join(edge)
    return growing.clusters()


def _of_edges(edges: Sequence[Edge]) -> Likeness:
    scores = {frozenset((edge.left, edge.right)): edge.score for edge in edges}
    return lambda left, right: scores.get(frozenset((left, right)), 0.0)


def _strongest_first(edge: Edge) -> tuple[float, str, str]:
    return -edge.score, edge.left, edge.right


class _Growing:
    """Groups while they grow, with what each group may not meet."""

    def __init__(self, told: Mapping[str, Happening], judged: Judged, likeness: Likeness) -> None:
        self.groups = Groups(told)
        self.used: list[Edge] = []
        self.spoken = judged.silent | judged.apart
        self.likeness = likeness
        self.refused: set[tuple[str, str, int, int]] = set()
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.told: dict[str, dict[str, Happening]] = {}
        self._begin(told, judged)

    def _begin(self, told: Mapping[str, Happening], judged: Judged) -> None:
        """Persons' groups first; happenings of one report that persons hold for one are one from here on."""
        for edge in judged.same:
            self.groups.join(edge.left, edge.right)
            self.used.append(edge)
        one = _merged_happenings(told, self.groups)
        for root, members in self.groups.members.items():
            self.told[root] = {told[name][0]: one[told[name]] for name in members}
        for pair in judged.apart:
            left, right = (self.groups.root(name) for name in pair)
            self.apart[left].add(right)
            self.apart[right].add(left)

    def silenced(self, left: str, right: str) -> bool:
        """Whether a person has spoken on this very pair, so that the rules keep silent."""
        return bool(self.spoken) and frozenset((left, right)) in self.spoken

    def may_join(self, edge: Edge) -> bool:
        """Whether nobody tells the two groups apart and all their pairs together speak for joining."""
        left, right = sorted((self.groups.root(edge.left), self.groups.root(edge.right)))
        if left == right or right in self.apart[left]:
            return False
        here, there = sorted((self.told[left], self.told[right]), key=len)
        if any(there.get(report, happening) != happening for report, happening in here.items()):
            return False
        return self._weighs_for(left, right)

    def _weighs_for(self, left: str, right: str) -> bool:
        """Whether all pairs between two groups speak, on balance, for joining; refusals are kept until one grows."""
        ours, theirs = self.groups.members[left], self.groups.members[right]
        asked = (left, right, len(ours), len(theirs))
        if asked in self.refused:
            return False
        pairs = ((one, two) for one in sorted(ours) for two in sorted(theirs) if not self.silenced(one, two))
        if sum(self.likeness(one, two) for one, two in pairs) > 0:
            return True
        self.refused.add(asked)
        return False

    def join(self, edge: Edge) -> None:
        """Make the groups of an edge one, with all that is known of either."""
        kept, gone = self.groups.join(edge.left, edge.right)
        self.used.append(edge)
        self.told[kept].update(self.told.pop(gone))
        for other in self.apart.pop(gone, set()):
            self.apart[other].discard(gone)
            self.apart[other].add(kept)
            self.apart[kept].add(other)

    def clusters(self) -> tuple[Cluster, ...]:
        """The groups as they stand."""
        used = defaultdict(list)
        for edge in self.used:
            used[self.groups.root(edge.left)].append(edge)
        grown = (Cluster(tuple(sorted(names)), tuple(used[root])) for root, names in self.groups.members.items())
        return tuple(sorted(grown, key=lambda made: made.claim_ids))


def _merged_happenings(told: Mapping[str, Happening], groups: Groups) -> dict[Happening, Happening]:
    """Each happening → the one that stands for it, where persons have joined two happenings of one report."""
    numbers = {_label(happening): happening for happening in told.values()}
    merged = Groups(numbers)
    for members in groups.members.values():
        by_report: dict[str, str] = {}
        for name in sorted(members):
            label = _label(told[name])
            merged.join(by_report.setdefault(told[name][0], label), label)
    return {happening: numbers[merged.root(label)] for label, happening in numbers.items()}


def _label(happening: Happening) -> str:
    return f"{happening[0]}\x1f{happening[1]}"
