"""Edges to clusters: the strongest first, refusing what a report or a person tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.link.groups import Groups
from casus.link.judged import NOBODY, Judged
from casus.model.codes import Verdict
from casus.model.judgement import Edge

Happening = tuple[str, int]
"""A report and the number of a happening in it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that tell of one incident, in order of id, and the edges that joined them."""

    claim_ids: tuple[str, ...]
    edges: tuple[Edge, ...]


def cluster(told: Mapping[str, Happening], edges: Sequence[Edge], judged: Judged = NOBODY) -> tuple[Cluster, ...]:
    """Constrained single-link clustering of the claims in `told` (claim id → its happening in its report).

    Persons' words come first, then edges from the strongest down. Two groups do not join where a report or a person
    tells two of their claims apart, or where the edges between them speak, on balance, against it: that keeps a chain
    of likenesses from drawing unlike happenings together. Without negative edges and constraints the clusters are the
    connected components of the graph. The order of claims and edges does not matter.
    """
    growing = _Growing(told, judged)
    rules = sorted((edge for edge in edges if not growing.silenced(edge)), key=_strongest_first)
    growing.weigh(rules)
    for edge in rules:
        if edge.verdict is Verdict.SAME and growing.may_join(edge):
            growing.join(edge)
    return growing.clusters()


def _strongest_first(edge: Edge) -> tuple[float, str, str]:
    return -edge.score, edge.left, edge.right


class _Growing:
    """Groups while they grow, with what each group may not meet."""

    def __init__(self, told: Mapping[str, Happening], judged: Judged) -> None:
        self.groups = Groups(told)
        self.used: list[Edge] = []
        self.spoken = judged.silent | judged.apart
        self.balance: dict[str, dict[str, float]] = defaultdict(dict)
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

    def silenced(self, edge: Edge) -> bool:
        """Whether a person has spoken on this very pair, so that the rules keep silent."""
        return frozenset((edge.left, edge.right)) in self.spoken

    def weigh(self, edges: Sequence[Edge]) -> None:
        """Add up what all edges between two groups say."""
        for edge in edges:
            left, right = self.groups.root(edge.left), self.groups.root(edge.right)
            if left != right:
                total = self.balance[left].get(right, 0.0) + edge.score
                self.balance[left][right] = self.balance[right][left] = total

    def may_join(self, edge: Edge) -> bool:
        """Whether nobody tells the two groups apart and their edges speak for joining."""
        left, right = self.groups.root(edge.left), self.groups.root(edge.right)
        if left == right or right in self.apart[left] or self.balance[left].get(right, 0.0) <= 0:
            return False
        here, there = sorted((self.told[left], self.told[right]), key=len)
        return all(there.get(report, happening) == happening for report, happening in here.items())

    def join(self, edge: Edge) -> None:
        """Make the groups of an edge one, with all that is known of either."""
        kept, gone = self.groups.join(edge.left, edge.right)
        self.used.append(edge)
        self.told[kept].update(self.told.pop(gone))
        for other in self.apart.pop(gone, set()):
            self.apart[other].discard(gone)
            self.apart[other].add(kept)
            self.apart[kept].add(other)
        for other, total in self.balance.pop(gone, {}).items():
            del self.balance[other][gone]
            if other != kept:
                summed = self.balance[kept].get(other, 0.0) + total
                self.balance[kept][other] = self.balance[other][kept] = summed

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
