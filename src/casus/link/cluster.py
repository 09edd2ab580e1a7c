"""Edges to clusters: the strongest first, refusing what a report or a person tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from casus.link.groups import Groups, Name

Happening = tuple[Hashable, int]
"""A report and the number of a happening in it."""


@dataclass(frozen=True, slots=True)
class Pull(Generic[Name]):
    """A pair that is held for one incident, and how strongly."""

    left: Name
    right: Name
    score: float


@dataclass(frozen=True, slots=True)
class Spoken(Generic[Name]):
    """What persons have said: pairs that are one incident, pairs that are not, pairs where rules keep silent."""

    same: tuple[tuple[Name, Name], ...] = ()
    apart: frozenset[frozenset[Name]] = frozenset()
    silent: frozenset[frozenset[Name]] = frozenset()


Likeness = Callable[[Name, Name], float]
"""What speaks for (above 0) or against (below 0) two claims being one."""


def cluster(
    told: Mapping[Name, Happening],
    pulls: Sequence[Pull[Name]],
    likeness: Likeness[Name],
    spoken: Spoken[Name] | None = None,
) -> tuple[tuple[Name, ...], ...]:
    """Constrained clustering of the claims in `told` (claim → its happening in its report); members in order.

    Persons' words come first, then what one report tells under one number, then pulls from the strongest down. Two
    groups do not join where a report or a person tells two of their claims apart, or where all pairs between them
    speak, on balance, against it: that keeps a chain of likenesses from drawing unlike happenings together. Without
    negative likeness and constraints the clusters are the connected components of the graph. The order of claims and
    pulls does not matter.
    """
    growing: _Growing[Name] = _Growing(told, likeness, spoken if spoken is not None else Spoken())
    growing.begin()
    for pull in sorted(pulls, key=lambda pull: (-pull.score, pull.left, pull.right)):
        if not growing.silenced(pull.left, pull.right):
            growing.may_join(pull.left, pull.right)
    return tuple(sorted(tuple(sorted(names)) for names in growing.groups.members.values()))


class _Growing(Generic[Name]):
    """Groups while they grow, with what each group may not meet and how it likes each other group."""

    def __init__(self, told: Mapping[Name, Happening], likeness: Likeness[Name], spoken: Spoken[Name]) -> None:
        self.groups: Groups[Name] = Groups(told)
        self._of: Mapping[Name, Happening] = told
        self._spoken: Spoken[Name] = spoken
        self._silent: frozenset[frozenset[Name]] = spoken.silent | spoken.apart
        self._likeness: Likeness[Name] = likeness
        self._apart: dict[Name, set[Name]] = defaultdict(set)
        self._told: dict[Name, dict[Hashable, Happening]] = {}
        self._likes: dict[Name, dict[Name, float]] = {}

    def begin(self) -> None:
        """Persons' groups first; happenings of one report that persons hold for one are one from here on."""
        for left, right in self._spoken.same:
            self.groups.join(left, right)
        one = _merged_happenings(self._of, self.groups.members.values())
        for root, members in self.groups.members.items():
            self._told[root] = {self._of[name][0]: one[self._of[name]] for name in members}
        for pair in self._spoken.apart:
            left, right = (self.groups.root(name) for name in pair)
            self._apart[left].add(right)
            self._apart[right].add(left)
        self._within_reports()

    def _within_reports(self) -> None:
        """Claims of one happening of a report are one, as far as no person tells them apart, the likeliest first."""
        by_happening = defaultdict(list)
        for name in sorted(self._of):
            by_happening[self._of[name]].append(name)
        pairs = [
            (left, right)
            for names in by_happening.values()
            for at, left in enumerate(names)
            for right in names[at + 1 :]
            if not self.silenced(left, right)
        ]
        # Where nobody has spoken all of them join, in whatever order.
        ordered = sorted(pairs, key=lambda pair: (-self._likeness(*pair), pair)) if self._silent else pairs
        for left, right in ordered:
            self._join_unless_apart(left, right)

    def silenced(self, left: Name, right: Name) -> bool:
        """Whether a person has spoken on this very pair, so that the rules keep silent."""
        return bool(self._silent) and frozenset((left, right)) in self._silent

    def may_join(self, left: Name, right: Name) -> None:
        """Join the groups of a pair where nobody tells them apart and all their pairs together speak for it."""
        one, two = self.groups.root(left), self.groups.root(right)
        if one != two and self._likes_of(one).get(two, 0.0) > 0:
            self._join_unless_apart(one, two)

    def _likes_of(self, root: Name) -> dict[Name, float]:
        """The sum of likeness over all pairs between a group and each other; worked out when first asked for."""
        if not self._likes:
            self._likes = {name: {} for name in self.groups.members}
            names = sorted(self._of)
            for at, left in enumerate(names):
                for right in names[at + 1 :]:
                    self._add(left, right)
        return self._likes[root]

    def _add(self, left: Name, right: Name) -> None:
        here, there = self.groups.root(left), self.groups.root(right)
        if here != there and not self.silenced(left, right):
            weight = self._likes[here].get(there, 0.0) + self._likeness(left, right)
            self._likes[here][there] = self._likes[there][here] = round(weight, 3)

    def _join_unless_apart(self, left: Name, right: Name) -> None:
        one, two = self.groups.root(left), self.groups.root(right)
        if one == two or two in self._apart[one]:
            return
        here, there = sorted((self._told[one], self._told[two]), key=len)
        if any(there.get(report, happening) != happening for report, happening in here.items()):
            return
        self._join(one, two)

    def _join(self, one: Name, two: Name) -> None:
        """Make two groups one, with all that is known of either."""
        kept, gone = self.groups.join(one, two)
        self._told[kept].update(self._told.pop(gone))
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart[kept].add(other)
        for other, weight in self._likes.pop(gone, {}).items():
            del self._likes[other][gone]
            if other != kept:
                total = round(self._likes[kept].get(other, 0.0) + weight, 3)
                self._likes[kept][other] = self._likes[other][kept] = total


def _merged_happenings(told: Mapping[Name, Happening], groups: Iterable[Iterable[Name]]) -> dict[Happening, Happening]:
    """Each happening → the one that stands for it, where persons have joined two happenings of one report."""
    ordered = list(dict.fromkeys(told[name] for name in sorted(told)))
    number = {happening: at for at, happening in enumerate(ordered)}
    merged: Groups[int] = Groups(number.values())
    for members in groups:
        first: dict[Hashable, int] = {}
        for name in sorted(members):
            at = number[told[name]]
            merged.join(first.setdefault(told[name][0], at), at)
    return {happening: ordered[merged.root(at)] for happening, at in number.items()}
