"""Linking what is new to what was linked before, with the clusters that linking all at once would give.

Only what the new claims touch is looked at: the blocks that they stand in, the pairs that these offer, and the
components that the edges reach. A block that grows too large is split, and its claims are looked up again, so that the
blocks in force never depend on the order of entry. What is kept lies on a shelf: the store's, or any other that can do
the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from casus.link.blocking import STEPS, may_meet, places
from casus.link.columns import Array, columns, unpack
from casus.link.incidents import spoken
from casus.link.judged import Judged
from casus.link.partition import Edges, connected, edges, partition
from casus.link.setting import Setting

Row = tuple[int, str, bytes]
"""A claim's number, its id and its record (`columns.RECORD`) as bytes."""
Standing = tuple[int, int, float, bytes]
"""An edge: the numbers of two claims, the smaller first, its score and its levels."""


class Shelf(Protocol):
    """Where blocks, edges and clusters are kept between two runs. Numbers stand for claims, keys for blocks."""

    def full(self, keys: Iterable[int]) -> set[int]:
        """Those of `keys` whose blocks are too large."""

    def members(self, keys: Iterable[int]) -> list[tuple[int, int]]:
        """Pairs of key and number: the claims that stand in these blocks."""

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The records of these claims, in any order."""

    def edges_at(self, numbers: Iterable[int]) -> list[Standing]:
        """Every standing edge that has an end at one of these claims."""

    def mates(self, numbers: Iterable[int]) -> list[int]:
        """Every claim of the components that these claims are in, themselves among them if they are in any."""

    def clusters_of(self, numbers: Iterable[int]) -> dict[int, int]:
        """Number → the number of its cluster, for those of these claims that are in one."""

    def put_rows(self, rows: Sequence[Row]) -> None:
        """Keep the records of claims."""

    def put_blocks(self, full: Iterable[int], standing: Iterable[tuple[int, int]], left: Iterable[int]) -> None:
        """Mark blocks as full and empty them (`left`), and put claims into others (key, number)."""

    def put_edges(self, begun: Sequence[Standing], ended: Sequence[tuple[int, int]]) -> None:
        """Append edges, and withdraw those that stand no more."""

    def put_clusters(self, members: Sequence[tuple[int, int, int]]) -> None:
        """Set component and cluster of claims: number, component, cluster."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Clusters whose members are others now: `gone` by number, `made` by members (number, claim id) in order of id."""

    gone: tuple[int, ...]
    made: tuple[tuple[tuple[int, str], ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Some claims in order of their ids."""

    numbers: Array
    ids: tuple[str, ...]
    records: Array

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Known:
        ordered = sorted(rows, key=lambda row: (row[1], row[0]))
        numbers = np.array([row[0] for row in ordered], np.int64)
        return cls(numbers, tuple(row[1] for row in ordered), unpack([row[2] for row in ordered]))

    def at(self, numbers: Array) -> Array:
        """The positions of claims by their numbers."""
        order = np.argsort(self.numbers)
        found: Array = order[np.searchsorted(self.numbers[order], numbers)]
        return found


def take_in(shelf: Shelf, new: Sequence[Row], judged: Judged, again: Iterable[int], setting: Setting) -> Changed:
    """Link `new` claims to those on the shelf; also look again at the components of the claims `again`.

    `judged` is what persons say today; where that has changed since the last run, `again` names the claims that they
    spoke of.
    """
    shelf.put_rows(new)
    touched = {row[0] for row in new} | _place(shelf, new, setting)
    begun, ended = _relink(shelf, touched, setting)
    shelf.put_edges(begun, ended)
    ends = [(left, right) for left, right, *_ in begun] + ended
    reached = touched | set(again) | {end for pair in ends for end in pair}
    return _recluster(shelf, reached, judged, setting)


def _place(shelf: Shelf, new: Sequence[Row], setting: Setting) -> set[int]:
    """Put new claims into their blocks and split those that grow too large; the claims that had to move."""
    pending = _chains(new, setting)
    settled: dict[int, set[_Chain]] = defaultdict(set)
    full: set[int] = set()
    emptied: set[int] = set()
    moved: set[int] = set()
    while pending:
        keys = {chain.key for chain in pending}
        known = full | shelf.full(keys)
        onward = [chain for chain in pending if chain.key in known]
        stood = Counter(key for key, _ in shelf.members(keys - known))
        for chain in pending:
            if chain.key not in known:
                settled[chain.key].add(chain)
        grown = {key for key in keys - known if stood[key] + len(settled[key]) > setting.most}
        full |= grown
        emptied |= {key for key in grown if stood[key]}
        leaving = {number for _, number in shelf.members(key for key in grown if stood[key])}
        moved |= leaving
        out = [chain for chain in _chains(shelf.rows(leaving), setting) if grown & set(chain.keys)]
        onward += [chain for chain in (_standing_in(chain, grown) for chain in out) if chain is not None]
        onward += [chain for key in grown for chain in settled.pop(key)]
        pending = [chain.narrower() for chain in onward if chain.step + 1 < STEPS]
    shelf.put_blocks(full, [(key, chain.number) for key, chains in settled.items() for chain in chains], emptied)
    return moved


@dataclass(frozen=True, slots=True)
class _Chain:
    """One chain of a claim's blocks, and how far down it the claim stands."""

    number: int
    keys: tuple[int, ...]
    step: int = 0

    @property
    def key(self) -> int:
        return self.keys[self.step]

    def narrower(self) -> _Chain:
        return _Chain(self.number, self.keys, self.step + 1)


def _chains(rows: Iterable[Row], setting: Setting) -> list[_Chain]:
    known = _Known.of(rows)
    found = places(columns(known.records), setting)
    numbers = known.numbers[found.claim].tolist()
    return [_Chain(number, tuple(keys)) for number, keys in zip(numbers, found.keys.tolist(), strict=True)]


def _standing_in(chain: _Chain, keys: set[int]) -> _Chain | None:
    """The chain at the step where it stands in one of these blocks."""
    step = next((at for at, key in enumerate(chain.keys) if key in keys), None)
    return None if step is None else _Chain(chain.number, chain.keys, step)


def _relink(shelf: Shelf, touched: set[int], setting: Setting) -> tuple[list[Standing], list[tuple[int, int]]]:
    """The edges of touched claims as they are to be: those that begin and those that end."""
    before = {(left, right): score for left, right, score, _ in shelf.edges_at(touched)}
    now = {
        (left, right): (left, right, score, levels) for left, right, score, levels in _edges_of(shelf, touched, setting)
    }
    ended = [pair for pair in before if pair not in now or now[pair][2] != before[pair]]
    begun = [edge for pair, edge in now.items() if before.get(pair) != edge[2]]
    return begun, ended


def _edges_of(shelf: Shelf, touched: set[int], setting: Setting) -> list[Standing]:
    left, right = _candidates(shelf, touched, setting)
    known = _Known.of(shelf.rows(set(left.tolist()) | set(right.tolist())))
    one, two = known.at(left), known.at(right)
    claims = columns(known.records)
    one, two = np.minimum(one, two), np.maximum(one, two)
    meets = may_meet(claims, one, two, setting)
    found = edges(claims, one[meets], two[meets], setting)
    first, second = known.numbers[found.left], known.numbers[found.right]
    low, high = np.minimum(first, second).tolist(), np.maximum(first, second).tolist()
    levels = [row.tobytes() for row in found.levels]
    return list(zip(low, high, found.score.tolist(), levels, strict=True))


def _candidates(shelf: Shelf, touched: set[int], setting: Setting) -> tuple[Array, Array]:
    """Pairs of a touched claim and another that stands in one of its blocks, each once."""
    of_block = defaultdict(set)
    standing = _settle(shelf, _chains(shelf.rows(touched), setting))
    for chain in standing:
        of_block[chain.key].add(chain.number)
    pairs = set()
    for key, number in shelf.members(of_block):
        for other in of_block[key]:
            if other != number:
                pairs.add((min(number, other), max(number, other)))
    table = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _settle(shelf: Shelf, chains: list[_Chain]) -> list[_Chain]:
    """Chains at the first block that is not full; those that find none are left out."""
    settled = []
    while chains:
        full = shelf.full({chain.key for chain in chains})
        settled += [chain for chain in chains if chain.key not in full]
        chains = [chain.narrower() for chain in chains if chain.key in full and chain.step + 1 < STEPS]
    return settled


def _recluster(shelf: Shelf, reached: set[int], judged: Judged, setting: Setting) -> Changed:
    """Cluster anew every component that something has reached."""
    known = _Known.of(shelf.rows(reached | set(shelf.mates(reached))))
    claims = columns(known.records)
    said = spoken(judged, known.ids)
    held = _held(shelf, known)
    component = connected(claims, held, setting, said)
    cluster = partition(claims, held, setting, said)
    before = shelf.clusters_of(known.numbers.tolist())
    named = known.numbers[cluster].tolist()
    shelf.put_clusters(list(zip(known.numbers.tolist(), known.numbers[component].tolist(), named, strict=True)))
    return _changed(known, named, before)


def _held(shelf: Shelf, known: _Known) -> Edges:
    """The standing edges between these claims."""
    inside = set(known.numbers.tolist())
    rows = [row for row in shelf.edges_at(inside) if row[0] in inside and row[1] in inside]
    one = known.at(np.array([row[0] for row in rows], np.int64))
    two = known.at(np.array([row[1] for row in rows], np.int64))
    score = np.array([row[2] for row in rows], float)
    levels = np.frombuffer(b"".join(row[3] for row in rows), np.int8).reshape(len(rows), -1 if rows else 0)
    return Edges(np.minimum(one, two), np.maximum(one, two), score, levels)


def _changed(known: _Known, named: Sequence[int], before: dict[int, int]) -> Changed:
    were, are = defaultdict(set), defaultdict(list)
    for number, name in before.items():
        were[name].add(number)
    for number, claim_id, name in zip(known.numbers.tolist(), known.ids, named, strict=True):
        are[name].append((number, claim_id))
    made = [tuple(members) for name, members in are.items() if were.get(name) != {number for number, _ in members}]
    kept = {members[0][0] for members in are.values()} - {members[0][0] for members in made}
    return Changed(tuple(sorted(set(were) - kept)), tuple(made))


def keys_of(rows: Iterable[Row], setting: Setting) -> set[int]:
    """All keys of all chains of some claims."""
    return {key for chain in _chains(rows, setting) for key in chain.keys}
