"""The linear models of MUC-4's decoder: logistic regressions over few features, pulled to 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.muc4_entities import Weights

PULL, APART = 10.0, 100.0
"""How strongly weights are pulled to 0, and those of one role to those of all: 200 documents have few entities each."""

Floats = NDArray[np.float64]


def written(made: Weights) -> dict[str, list[float]]:
    """A linear model as it is written."""
    parts = {"means": made.means, "spreads": made.spreads, "weights": made.weights}
    return {key: [round(float(number), 4) for number in value] for key, value in parts.items()}


def pooled(rows: Floats, truth: Floats, whose: NDArray[np.int64], count: int) -> list[Weights]:
    """A logistic regression for each of `count` sets of rows, pulled to one of all rows but for its constant."""
    means, spreads = scale(rows)
    scaled = (rows - means) / spreads
    width = rows.shape[1]
    wide = np.zeros((len(rows), width * (count + 1)))
    wide[:, :width] = scaled
    bound = np.full(wide.shape[1], PULL)
    for n in range(count):
        own = slice(width * (n + 1), width * (n + 2))
        wide[whose == n, own] = scaled[whose == n]
        bound[own] = [1.0, *([APART] * (width - 1))]
    bound[0] = 1e-6
    found = newton(wide, truth, bound)
    return [Weights(means, spreads, found[:width] + found[width * (n + 1) : width * (n + 2)]) for n in range(count)]


def logistic(rows: Floats, truth: Floats, pull: float = PULL) -> Weights:
    """Logistic regression; the first column is the constant and is not pulled to 0."""
    means, spreads = scale(rows)
    bound = np.full(rows.shape[1], pull)
    bound[0] = 1e-6
    return Weights(means, spreads, newton((rows - means) / spreads, truth, bound))


def scale(rows: Floats) -> tuple[Floats, Floats]:
    """The means and spreads of columns, of which the first is the constant."""
    means, spreads = rows.mean(0), rows.std(0).clip(min=1e-3)
    means[0], spreads[0] = 0.0, 1.0
    return means, spreads


def newton(rows: Floats, truth: Floats, bound: Floats) -> Floats:
    """The weights of a logistic regression, each pulled to 0 by its `bound`."""
    weights = np.zeros(rows.shape[1])
    for _ in range(15):
        guess = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (guess - truth) + bound * weights
        curve = (rows * (guess * (1 - guess))[:, None]).T @ rows + np.diag(bound)
        weights -= np.linalg.solve(curve, slope)
    return weights
