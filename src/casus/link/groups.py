"""Disjoint groups that grow by joining (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Each name is in one group. `members` are kept per group, the smaller joins the larger.

    Galler and Fisher 1964; with path halving, Tarjan and van Leeuwen 1984.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in sorted(names)}
        self.members = {name: {name} for name in self._above}

    def root(self, name: str) -> str:
        """The name that stands for the group of `name`."""
        above = self._above
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, left: str, right: str) -> tuple[str, str]:
        """Make one group of two; returns its root and the root that is no more. Ties go to the smaller name."""
        one, two = self.root(left), self.root(right)
        if one == two:
            return one, one
        kept, gone = sorted((one, two), key=lambda root: (-len(self.members[root]), root))
        self._above[gone] = kept
        self.members[kept] |= self.members.pop(gone)
        return kept, gone

    def would_break(self, pair: tuple[str, str], apart: Iterable[frozenset[str]]) -> bool:
        """Whether joining `pair` would put together two names that are to stay apart."""
        joined = {self.root(pair[0]), self.root(pair[1])}
        return any({self.root(name) for name in kept_apart} <= joined for kept_apart in apart)
