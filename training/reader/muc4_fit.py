"""The decoder of MUC-4's roles, fitted on the dev half: five small logistic regressions and three thresholds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4_ceaf import ree, rme_subset
from bench.muc4_entities import Document, Group, Settings, Weights, features, groups, look, settings, templates
from bench.muc4_templates import ROLES, Template, entities, lines, load, template
from casus.extract.model_look import Network
from casus.extract.model_pieces import Cutter

PULL = 5.0
Floats = NDArray[np.float64]


def fit_decoder(dev: Path, cutter: Cutter, network: Network, target: Path) -> None:
    """Fit on the documents of `dev` and write the settings as JSON."""
    documents = {item["docid"]: look(item["doctext"], cutter, network) for item in map(json.loads, lines(dev))}
    gold = load(dev)
    roles = {role: _fitted(documents, gold, role) for role in ROLES}
    grid = product((0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35), (0.3, 0.4, 0.5), (0.3, 0.5))
    choices = [{"roles": roles, "entity": entity, "kind": kind, "piece_kind": piece} for entity, kind, piece in grid]
    best = max(choices, key=lambda one: _worth(documents, gold, settings(one)))
    target.write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")


def _worth(documents: dict[str, Document], gold: dict[str, tuple[Template, ...]], chosen: Settings) -> float:
    given = {name: tuple(template(one) for one in templates(read, chosen)) for name, read in documents.items()}
    return ree(gold, given)["micro"].f1 + rme_subset(gold, given).f1


def _fitted(documents: dict[str, Document], gold: dict[str, tuple[Template, ...]], role: str) -> dict[str, Any]:
    rows: list[list[float]] = []
    truth: list[float] = []
    for name, document in documents.items():
        wanted = entities(gold[name], role)
        for group in groups(document, role):
            rows.append(features(document, group, role))
            truth.append(float(_is_one(group, wanted)))
    made = logistic(np.array(rows), np.array(truth))
    parts = {"means": made.means, "spreads": made.spreads, "weights": made.weights}
    return {key: [round(float(number), 4) for number in value] for key, value in parts.items()}


def _is_one(group: Group, wanted: Sequence[tuple[str, ...]]) -> bool:
    return any(group[0].words in entity for entity in wanted)


def logistic(rows: Floats, truth: Floats, pull: float = PULL) -> Weights:
    """Logistic regression by Newton's method; the first column is the constant and is not pulled to 0."""
    means, spreads = rows.mean(0), rows.std(0) + 1e-6
    means[0], spreads[0] = 0.0, 1.0
    scaled = (rows - means) / spreads
    weights = np.zeros(rows.shape[1])
    bound = pull * np.ones(len(weights))
    bound[0] = 1e-6
    for _ in range(25):
        guess = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (guess - truth) + bound * weights
        curve = (scaled * (guess * (1 - guess))[:, None]).T @ scaled + np.diag(bound)
        weights -= np.linalg.solve(curve, slope)
    return Weights(means, spreads, weights)
