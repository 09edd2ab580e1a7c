"""Levels to scores: the sum of their weights, for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from casus.link.columns import Array, Columns
from casus.link.levels import FEATURES
from casus.link.setting import Setting

_AT_ONCE = 1 << 16
"""Pairs that are compared in one go: their columns then stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Sums of weights (log odds, natural logarithm), and the levels: a row for each pair, a column for each feature."""

    scores: Array
    levels: Array


def scored(claims: Columns, left: Array, right: Array, setting: Setting) -> Scored:
    """Compare the claims in rows `left` with those in rows `right`, pair by pair."""
    scores, levels = np.zeros(len(left)), np.full((len(left), len(FEATURES)), -1, np.int8)
    for begin in range(0, len(left), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        for at, feature in enumerate(FEATURES.values()):
            levels[part, at] = feature.find(claims, left[part], right[part], setting)
            scores[part] += _weights(setting)[at][levels[part, at]]
    # Rounded, so that the order of adding up, which other machines may choose otherwise, decides nothing.
    return Scored(np.round(scores, 3), levels)


@cache
def _weights(setting: Setting) -> tuple[Array, ...]:
    """For each feature the weights of its levels, and 0 last: where nothing was compared, the level is -1."""
    return tuple(
        np.array([*(setting.weight(name, level) for level in feature.levels), 0.0])
        for name, feature in FEATURES.items()
    )
