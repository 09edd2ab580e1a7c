"""Pairs of many claims to clusters, component by component: what no pair connects cannot be one incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from casus.link.cluster import Pull, Spoken, cluster
from casus.link.columns import Array, Columns
from casus.link.scores import scored
from casus.link.setting import Setting

_AT_ONCE = 1 << 20  # pairs that are scored before the next components are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs that the rules hold for one incident or are unsure of: row numbers, the smaller first, and what was found.

    `levels` has a column for each feature, as `scores.Scored`.
    """

    left: Array
    right: Array
    score: Array
    levels: Array

    def __len__(self) -> int:
        return len(self.left)

    def chosen(self, which: Array) -> Edges:
        """Some of them."""
        return Edges(self.left[which], self.right[which], self.score[which], self.levels[which])


NOBODY: Spoken[int] = Spoken()


def edges(claims: Columns, left: Array, right: Array, setting: Setting) -> Edges:
    """Score pairs of different reports and keep those that are no plain difference, which are the great mass."""
    kept = []
    for begin in range(0, max(1, len(left)), _AT_ONCE):
        one, two = left[begin : begin + _AT_ONCE], right[begin : begin + _AT_ONCE]
        found = scored(claims, one, two, setting)
        which = found.scores >= setting.unsure
        kept.append(Edges(one[which], two[which], found.scores[which], found.levels[which]))
    return Edges(
        np.concatenate([part.left for part in kept]),
        np.concatenate([part.right for part in kept]),
        np.concatenate([part.score for part in kept]),
        np.concatenate([part.levels for part in kept]),
    )


def components(number: int, left: Array, right: Array) -> Array:
    """For each of `number` rows the smallest row that it is connected with (label propagation with pointer jumping)."""
    label = np.arange(number)
    while True:
        lowest = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], lowest)
        np.minimum.at(label, label[right], lowest)
        label = label[label]
        if np.array_equal(label, before):
            return label


def connected(claims: Columns, found: Edges, setting: Setting, spoken: Spoken[int] = NOBODY) -> Array:
    """The component of each claim: by edges that hold two for one, by reports and by persons."""
    same = found.score >= setting.same
    within, following = _one_happening(claims)
    said = np.array(spoken.same, np.int64).reshape(-1, 2)
    left = np.concatenate([found.left[same], within, said[:, 0]])
    right = np.concatenate([found.right[same], following, said[:, 1]])
    return components(len(claims), left, right)


def _one_happening(claims: Columns) -> tuple[Array, Array]:
    """Pairs that connect the claims that a report tells under one number."""
    order = np.lexsort((claims.incident, claims.report))
    report, number = claims.report[order], claims.incident[order]
    one = np.flatnonzero((report[1:] == report[:-1]) & (number[1:] == number[:-1]))
    return order[one], order[one + 1]


def partition(claims: Columns, found: Edges, setting: Setting, spoken: Spoken[int] = NOBODY) -> Array:
    """The cluster of each claim, by the smallest row in it. Rows must stand in the order of the claims' ids."""
    label = connected(claims, found, setting, spoken)
    which = _open(claims, label, spoken)
    made = label.copy()
    same = found.chosen((found.score >= setting.same) & which[found.left])
    for task in _tasks(claims, label, which, same, setting):
        for names in _cluster(claims, task, spoken, setting.mean):
            made[list(names)] = names[0]
    return made


def _open(claims: Columns, label: Array, spoken: Spoken[int]) -> Array:
    """Rows of components that need a closer look: of more than one happening, or with a person's word in them."""
    mixed = np.full(len(claims), False)
    other = (claims.report != claims.report[label]) | (claims.incident != claims.incident[label])
    mixed[label[other]] = True
    told = [name for pair in (*spoken.apart, *spoken.silent, *map(frozenset, spoken.same)) for name in pair]
    mixed[label[np.array(told, np.int64)]] = True
    which: Array = mixed[label]
    return which


@dataclass(frozen=True, slots=True)
class _Task:
    """A component: its rows, the edges inside that hold two for one, and the score of every pair in it."""

    members: list[int]
    pulls: list[Pull[int]]
    likes: dict[tuple[int, int], float]


def _tasks(claims: Columns, label: Array, which: Array, same: Edges, setting: Setting) -> Iterator[_Task]:
    """Each component with its pulls and the likeness of all its pairs; many components are scored at once."""
    rows = np.flatnonzero(which)
    rows = rows[np.argsort(label[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(label[rows], prepend=-1))
    sizes = np.diff(starts, append=len(rows))
    order = np.argsort(label[same.left], kind="stable")
    ends = np.searchsorted(label[same.left][order], label[rows[starts]], side="right") if len(rows) else starts
    begins = np.searchsorted(label[same.left][order], label[rows[starts]], side="left") if len(rows) else starts
    for first, last in _parts(sizes):
        scores = _all_pairs(claims, rows, starts[first:last], sizes[first:last], setting)
        at = 0
        for one in range(first, last):
            members = rows[starts[one] : starts[one] + sizes[one]].tolist()
            number = len(members) * (len(members) - 1) // 2
            pairs = [(left, right) for index, left in enumerate(members) for right in members[index + 1 :]]
            likes = dict(zip(pairs, scores[at : at + number].tolist(), strict=True))
            at += number
            own = order[begins[one] : ends[one]]
            pulls = zip(same.left[own].tolist(), same.right[own].tolist(), same.score[own].tolist(), strict=True)
            yield _Task(members, [Pull(*pull) for pull in pulls], likes)


def _parts(sizes: Array) -> Iterator[tuple[int, int]]:
    """Runs of components of about _AT_ONCE pairs."""
    total = np.cumsum(sizes * (sizes - 1) // 2)
    begin = 0
    while begin < len(sizes):
        before = total[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, before + _AT_ONCE)))
        yield begin, end
        begin = end


def _all_pairs(claims: Columns, rows: Array, starts: Array, sizes: Array, setting: Setting) -> Array:
    """The scores of all pairs inside each component, in the order of its members."""
    left, right = [], []
    for size in np.unique(sizes):
        here, there = np.triu_indices(int(size), 1)
        which = np.flatnonzero(sizes == size)
        base = starts[which][:, None]
        place = np.repeat(which, len(here))
        left.append(np.stack([place, (base + here).ravel()]))
        right.append(np.stack([place, (base + there).ravel()]))
    one, two = np.concatenate(left, axis=1), np.concatenate(right, axis=1)
    order = np.argsort(one[0], kind="stable")
    return scored(claims, rows[one[1][order]], rows[two[1][order]], setting).scores


def _cluster(claims: Columns, task: _Task, spoken: Spoken[int], mean: float) -> tuple[tuple[int, ...], ...]:
    members, likes = task.members, task.likes
    reports, numbers = claims.report[members].tolist(), claims.incident[members].tolist()
    told = dict(zip(members, zip(reports, numbers, strict=True), strict=True))

    def likeness(left: int, right: int) -> float:
        """Two happenings of one report weigh nothing here: they meet only where a person has joined them."""
        if told[left][0] == told[right][0]:
            return 0.0
        return (likes[left, right] if left < right else likes[right, left]) - mean

    return cluster(told, task.pulls, likeness, _among(spoken, set(members)))


def _among(spoken: Spoken[int], members: set[int]) -> Spoken[int]:
    """What persons have said of these claims."""
    if not (spoken.same or spoken.apart or spoken.silent):
        return spoken
    return Spoken(
        tuple(pair for pair in spoken.same if members.issuperset(pair)),
        _within(spoken.apart, members),
        _within(spoken.silent, members),
    )


def _within(pairs: Iterable[frozenset[int]], members: set[int]) -> frozenset[frozenset[int]]:
    return frozenset(pair for pair in pairs if members >= pair)
