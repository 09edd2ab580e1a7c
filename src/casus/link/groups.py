"""Disjoint groups that grow by joining (union-find)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Name = TypeVar("Name", str, int)
"""Claims by their ids, or by their numbers in the order of the ids."""


class Groups(Generic[Name]):
    """Each name is in one group. `members` are kept per group, the smaller joins the larger.

    Galler and Fisher 1964; with path halving, Tarjan and van Leeuwen 1984.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._above: dict[Name, Name] = {name: name for name in sorted(names)}
        self.members: dict[Name, set[Name]] = {name: {name} for name in self._above}

    def root(self, name: Name) -> Name:
        """The name that stands for the group of `name`."""
        above = self._above
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, left: Name, right: Name) -> tuple[Name, Name]:
        """Make one group of two; returns its root and the root that is no more. Ties go to the smaller name."""
        one, two = self.root(left), self.root(right)
        if one == two:
            return one, one
        kept, gone = sorted((one, two), key=lambda root: (-len(self.members[root]), root))
        self._above[gone] = kept
        self.members[kept] |= self.members.pop(gone)
        return kept, gone

    def would_break(self, pair: tuple[Name, Name], apart: Iterable[frozenset[Name]]) -> bool:
        """Whether joining `pair` would put together two names that are to stay apart."""
        joined = {self.root(pair[0]), self.root(pair[1])}
        return any({self.root(name) for name in kept_apart} <= joined for kept_apart in apart)
