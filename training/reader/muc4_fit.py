"""The decoder of MUC-4's roles, fitted on the dev half: small logistic regressions and a few thresholds.

With so few parameters it hardly knows the documents that it was fitted on; `crossed` says how well it does on documents
that it was not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4 import figures, load_keys
from bench.muc4_entities import Found, Groups, Weights, all_groups, features, judged, mention_features
from bench.muc4_fill import filled
from bench.muc4_gather import Incident, Settings, gathered, settings, templates
from bench.muc4_heads import SEEN
from bench.muc4_look import Document, look
from bench.muc4_slots import Key, key, official
from bench.muc4_templates import ROLES, Template, entities, lines, load, normal, template
from casus.extract.model_look import Network
from casus.extract.model_pieces import Cutter
from training.reader.muc4_labels import place_names

PULL, APART = 5.0, 100.0
"""How strongly weights are pulled to 0, and those of one role to those of all: 200 documents have few entities each."""
FOLDS = 5
START = {"entity": 0.3, "person": 0.3, "mention": 0.75, "kind": 0.4, "piece_kind": 0.4, "apart": -2.0, "along": -1.0}
GRID: Mapping[str, Sequence[float]] = {
    "entity": (0.25, 0.2625, 0.275, 0.2875, 0.3, 0.3125, 0.325),
    "person": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "kind": (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4),
    "piece_kind": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "mention": (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9),
    "apart": (-99.0, -2.0, -1.0, -0.5),
    "along": (-99.0, -2.0, -1.0, 0.0, 1.0),
}
WORTH = ("ceaf-ree micro", "ceaf-rme subset", "ceaf-rme phi-3", "official, type and roles")
"""What thresholds are chosen for: the sum of these,"""
FOR_SLOTS = ("person",)
"""and of the official score of all slots too where one of these is chosen: it takes its time."""

Floats = NDArray[np.float64]
Seen = Mapping[str, tuple[Document, Groups]]
Keys = Mapping[str, Sequence[Key]]
Gold = Mapping[str, Sequence[Template]]


def fit_decoder(folder: Path, cutter: Cutter, network: Network, target: Path) -> None:
    """Fit on the dev half in `folder` and write the settings as JSON."""
    gold, keys = load(folder / "templates_dev.jsonl.gz"), load_keys(folder / "keys_full.json.gz")
    texts = map(json.loads, lines(folder / "templates_dev.jsonl.gz"))
    documents = prepared({item["docid"]: look(item["doctext"], cutter, network) for item in texts})
    where = locations(folder)
    for name, worth in crossed(documents, gold, keys, where).items():
        print(f"  {name}, documents not fitted on: {worth:.4f}")
    made = fitted(documents, gold, keys, where)
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def locations(folder: Path) -> dict[str, str]:
    """The locations of the train half's keys by the name that each ends with, the commonest where there are several."""
    keys = load_keys(folder / "keys_full.json.gz")
    train = [json.loads(line)["docid"] for line in lines(folder / "templates_train.jsonl.gz")]
    told = Counter(one.values[0] for name in train for key in keys[name] for one in key.slots["location"])
    found: dict[str, str] = {}
    for whole, _ in sorted(told.items(), key=lambda one: (-one[1], one[0])):
        for name in place_names(whole)[-1:]:
            end = ")" if whole.rfind("(") > whole.rfind(")") else ""
            found.setdefault(normal(name), whole.replace("|", ":") + end)
    return found


def prepared(documents: Mapping[str, Document]) -> Seen:
    """Documents with the groups of mentions that may be entities."""
    return {name: (document, all_groups(document)) for name, document in documents.items()}


def crossed(documents: Seen, gold: Gold, keys: Keys, places: Mapping[str, str]) -> dict[str, float]:
    """The figures when each fifth of the documents is read by a decoder fitted on the others."""
    names = sorted(documents)
    made: dict[str, list[Incident]] = {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        chosen = settings(fitted({name: documents[name] for name in names if name not in held}, gold, keys, places))
        for name in held:
            document, found = documents[name]
            made[name] = gathered(document, list(judged(document, found, chosen.roles, chosen.further)), chosen)
    return figures_of_roles(made, gold) | {"official, all slots": figure_of_slots(documents, made, keys, places)}


def fitted(documents: Seen, gold: Gold, keys: Keys, places: Mapping[str, str]) -> dict[str, Any]:
    """The settings that fit these documents: the models first, then one threshold after the other, twice."""
    wanted = {name: _wanted(gold[name], keys.get(name, ())) for name in documents}
    table: dict[str, Any] = {"places": dict(places), "roles": _roles(documents, wanted)}
    table["further"] = _further(documents, wanted)
    table["thresholds"] = dict(START)
    start = settings(table)
    found = {name: list(judged(*documents[name], start.roles, start.further)) for name in documents}
    for _, name in product(range(2), GRID):
        choices = [table | {"thresholds": table["thresholds"] | {name: value}} for value in GRID[name]]
        table = max(choices, key=lambda one: _worth(documents, found, gold, keys, settings(one), name))
    return table


def _wanted(gold: Sequence[Template], keys: Sequence[Key]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The entities of each role that the network tags."""
    people = tuple(tuple(map(normal, one.values)) for key in keys for one in key.slots["hum_desc"])
    where = tuple(
        (normal(name),) for key in keys for one in key.slots["location"] for name in place_names(one.values[0])[-1:]
    )
    return {role: entities(gold, role) for role in ROLES} | {"Person": people, "Place": where}


def _worth(
    documents: Seen, found: Mapping[str, Sequence[Found]], gold: Gold, keys: Keys, chosen: Settings, name: str
) -> float:
    """What the settings are worth, where the threshold `name` is chosen."""
    made = {name: gathered(document, found[name], chosen) for name, (document, _) in documents.items()}
    worth = figures_of_roles(made, gold)
    total = sum(worth[name] for name in WORTH)
    return total + figure_of_slots(documents, made, keys, chosen.places) if name in FOR_SLOTS else total


def figures_of_roles(made: Mapping[str, Sequence[Incident]], gold: Gold) -> dict[str, float]:
    """The figures of templates of five roles."""
    given = {name: tuple(template(one) for one in templates(found)) for name, found in made.items()}
    return {name: tally.f1 for name, tally in figures({name: gold[name] for name in made}, given).items()}


def figure_of_slots(
    documents: Seen, made: Mapping[str, Sequence[Incident]], keys: Keys, where: Mapping[str, str]
) -> float:
    """The official score of all slots."""
    slots = {
        name: [one for each in found if (one := key(filled(documents[name][0], each, name, 1, where)))]
        for name, found in made.items()
    }
    return official({name: keys[name] for name in made}, slots).f1


def _roles(documents: Seen, wanted: Mapping[str, Any]) -> dict[str, dict[str, list[float]]]:
    """A model of each role: what is common to all, and how far each departs from it."""
    rows: list[list[float]] = []
    truth: list[float] = []
    whose: list[int] = []
    for name, (document, of) in documents.items():
        for number, role in enumerate(SEEN):
            for group in of[role]:
                rows.append(features(document, group, role))
                truth.append(float(any(group[0].words in entity for entity in wanted[name][role])))
                whose.append(number)
    made = pooled(np.array(rows), np.array(truth), np.array(whose), len(SEEN))
    return {role: written(one) for role, one in zip(SEEN, made, strict=True)}


def _further(documents: Seen, wanted: Mapping[str, Any]) -> dict[str, list[float]]:
    rows: list[list[float]] = []
    truth: list[float] = []
    for name, (document, of) in documents.items():
        for role in ROLES:
            for group in of[role]:
                home = next((entity for entity in wanted[name][role] if group[0].words in entity), None)
                for mention in group[1:] if home else ():
                    rows.append(mention_features(document, group, mention))
                    truth.append(float(mention.words in (home or ())))
    return written(logistic(np.array(rows), np.array(truth)))


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


def logistic(rows: Floats, truth: Floats) -> Weights:
    """Logistic regression; the first column is the constant and is not pulled to 0."""
    means, spreads = scale(rows)
    bound = np.full(rows.shape[1], PULL)
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
