"""The best one-to-one pairing of two lists, and recall, precision and F1 of counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Right answers (as precision and as recall count them), answers given and answers wanted."""

    right: float = 0.0
    found: float = 0.0
    given: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.given + other.given,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        """Right of those given; 0 where none were."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Found of those wanted; 0 where none were."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pair(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), one to one, whose worth sums to the most (Kuhn-Munkres, with potentials); none worth 0."""
    if not worth or not worth[0]:
        return []
    wide = len(worth) <= len(worth[0])
    table = worth if wide else [list(column) for column in zip(*worth, strict=True)]
    pairs = [(row, column) for column, row in enumerate(_assign(table)) if row >= 0]
    ordered = pairs if wide else [(column, row) for row, column in pairs]
    return sorted((row, column) for row, column in ordered if worth[row][column] > 0)


def _assign(worth: Sequence[Sequence[float]]) -> list[int]:
    """The row of each column, or -1, for a table that is no taller than wide."""
    height, width = len(worth), len(worth[0])
    by_row, by_column = [0.0] * (height + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0], column = row, 0
        least, came, done = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[column]:
            done[column] = True
            here, step, following = owner[column], float("inf"), 0
            for other in range(1, width + 1):
                if done[other]:
                    continue
                cost = -worth[here - 1][other - 1] - by_row[here] - by_column[other]
                if cost < least[other]:
                    least[other], came[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(width + 1):
                if done[other]:
                    by_row[owner[other]] += step
                    by_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            owner[column], column = owner[came[column]], came[column]
    return [row - 1 for row in owner[1:]]
