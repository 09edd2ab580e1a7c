"""The decoder of MUC-4's roles, fitted on the dev half: small logistic regressions and a few thresholds.

With so few parameters it hardly knows the documents that it was fitted on; `crossed` says how well it does on documents
that it was not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from bench.muc4 import figures, load_keys
from bench.muc4_bonds import Bonds
from bench.muc4_entities import Found, Groups, all_groups, features, judged, mention_features, weights
from bench.muc4_facts import Facts, facts
from bench.muc4_fill import filled
from bench.muc4_gather import Incident, Settings, bonds, gathered, settings, templates
from bench.muc4_heads import SEEN
from bench.muc4_look import Document, look
from bench.muc4_slots import Key, key, official
from bench.muc4_templates import ROLES, Template, lines, load, template
from bench.muc4_words import Words, words_of
from casus.extract.model_look import Network
from casus.extract.model_pieces import Cutter
from training.reader.muc4_known import known, wanted
from training.reader.muc4_linear import logistic, pooled, written

FOLDS = 5
START: Mapping[str, Any] = {
    "entity": 0.3,
    "person": 0.45,
    "aside": 0.2,
    "mention": 0.6,
    "kind": 0.1,
    "piece_kind": 0.15,
    "apart": -0.25,
    "along": -2.0,
    "incident": 0.35,
}
GRID: Mapping[str, Sequence[float]] = {
    "entity": (0.25, 0.2625, 0.275, 0.2875, 0.3, 0.3125, 0.325, 0.3375, 0.35),
    "person": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "aside": (0.15, 0.2, 0.25, 0.3, 0.35),
    "kind": (0.1, 0.15, 0.2, 0.25, 0.3),
    "piece_kind": (0.1, 0.15, 0.2, 0.25, 0.3),
    "mention": (0.5, 0.55, 0.6, 0.65, 0.7, 0.75),
    "apart": (-99.0, -0.75, -0.5, -0.375, -0.25, -0.125, 0.0),
    "along": (-99.0, -2.0, -1.0, 0.0, 1.0),
    "incident": (0.0, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
}
WORTH = ("ceaf-ree micro", "ceaf-rme subset", "ceaf-rme phi-3", "official, type and roles")
"""What thresholds are chosen for: the sum of these,"""
FOR_SLOTS = ("person", "aside", "incident")
"""and of the official score of all slots too where one of these is chosen: it takes its time."""

Seen = Mapping[str, tuple[Document, Groups]]


@dataclass(frozen=True, slots=True)
class Dev:
    """Documents with the groups of mentions that may be entities, what is wanted of them, and their bonds."""

    documents: Seen
    gold: Mapping[str, Sequence[Template]]
    keys: Mapping[str, Sequence[Key]]
    bound: Mapping[str, Bonds]

    def without(self, held: Sequence[str]) -> Dev:
        """All but some documents."""
        return replace(self, documents={name: one for name, one in self.documents.items() if name not in held})


def fit_decoder(folder: Path, cutter: Cutter, network: Network, target: Path) -> None:
    """Fit on the dev half in `folder`, with what the train half tells, and write the settings as JSON."""
    told = known(folder)
    texts = map(json.loads, lines(folder / "templates_dev.jsonl.gz"))
    seen = prepared({item["docid"]: look(item["doctext"], cutter, network) for item in texts})
    dev = half(folder, seen, told)
    for name, worth in crossed(dev, told).items():
        print(f"  {name}, documents not fitted on: {worth:.4f}")
    target.write_text(json.dumps(fitted(dev, told), indent=1) + "\n", encoding="utf-8")


def prepared(documents: Mapping[str, Document]) -> Seen:
    """Documents with the groups of mentions that may be entities."""
    return {name: (document, all_groups(document)) for name, document in documents.items()}


def half(folder: Path, documents: Seen, told: Mapping[str, Any]) -> Dev:
    """The dev half as the network sees it, with its keys."""
    weighed = weights(told["bonds"])
    bound = {name: bonds(document, weighed) for name, (document, _) in documents.items()}
    return Dev(documents, load(folder / "templates_dev.jsonl.gz"), load_keys(folder / "keys_full.json.gz"), bound)


def crossed(dev: Dev, told: Mapping[str, Any]) -> dict[str, float]:
    """The figures when each fifth of the documents is read by a decoder fitted on the others."""
    names = sorted(dev.documents)
    made: dict[str, list[Incident]] = {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        chosen = settings(fitted(dev.without(held), told))
        for name in held:
            made[name] = gathered(dev.documents[name][0], _judged(dev, name, chosen), chosen, dev.bound[name])
    return figures_of_roles(dev, made) | {"official, all slots": figure_of_slots(dev, made, facts(told))}


def fitted(dev: Dev, told: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that fit these documents: the models first, then one threshold after the other, twice."""
    roles, thresholds = _roles(dev, words_of(told["words"])), dict(START)
    table = {**told, "roles": roles, "further": _further(dev)}
    start = settings(table | {"thresholds": thresholds})
    found = {name: _judged(dev, name, start) for name in dev.documents}
    for _, name in product(range(2), GRID):
        choices = [thresholds | {name: value} for value in GRID[name]]
        worth = smooth([_worth(dev, found, replace(start, **one), name) for one in choices])
        thresholds = choices[worth.index(max(worth))]
    return table | {"thresholds": thresholds}


def smooth(worth: Sequence[float]) -> list[float]:
    """Each value with half of what its neighbours are worth: a lone peak is chance."""
    sides = [worth[0], *worth, worth[-1]]
    return [(sides[n] + 2 * one + sides[n + 2]) / 4 for n, one in enumerate(worth)]


def _judged(dev: Dev, name: str, chosen: Settings) -> list[Found]:
    return list(judged(*dev.documents[name], chosen.roles, chosen.further, chosen.words))


def _worth(dev: Dev, found: Mapping[str, Sequence[Found]], chosen: Settings, name: str) -> float:
    """What the settings are worth, where the threshold `name` is chosen."""
    made = {one: gathered(dev.documents[one][0], found[one], chosen, dev.bound[one]) for one in dev.documents}
    worth = figures_of_roles(dev, made)
    total = sum(worth[name] for name in WORTH)
    return total + figure_of_slots(dev, made, chosen.facts) if name in FOR_SLOTS else total


def figures_of_roles(dev: Dev, made: Mapping[str, Sequence[Incident]]) -> dict[str, float]:
    """The figures of templates of five roles."""
    given = {name: tuple(template(one) for one in templates(found)) for name, found in made.items()}
    return {name: tally.f1 for name, tally in figures({name: dev.gold[name] for name in made}, given).items()}


def figure_of_slots(dev: Dev, made: Mapping[str, Sequence[Incident]], known_facts: Facts) -> float:
    """The official score of all slots."""
    slots = {
        name: [one for each in found if (one := key(filled(dev.documents[name][0], each, name, 1, known_facts)))]
        for name, found in made.items()
    }
    return official({name: dev.keys[name] for name in made}, slots).f1


def _roles(dev: Dev, known_words: Words) -> dict[str, dict[str, list[float]]]:
    """A model of each role: what is common to all, and how far each departs from it."""
    rows: list[list[float]] = []
    truth: list[float] = []
    whose: list[int] = []
    for name, (document, of) in dev.documents.items():
        truth_of = wanted(dev.gold[name], dev.keys.get(name, ()))
        for number, role in enumerate(SEEN):
            for group in of[role]:
                rows.append(features(document, group, role, known_words))
                truth.append(float(any(group[0].words in entity for entity in truth_of[role])))
                whose.append(number)
    made = pooled(np.array(rows), np.array(truth), np.array(whose), len(SEEN))
    return {role: written(one) for role, one in zip(SEEN, made, strict=True)}


def _further(dev: Dev) -> dict[str, list[float]]:
    rows: list[list[float]] = []
    truth: list[float] = []
    for name, (document, of) in dev.documents.items():
        truth_of = wanted(dev.gold[name], dev.keys.get(name, ()))
        for role in ROLES:
            for group in of[role]:
                home = next((entity for entity in truth_of[role] if group[0].words in entity), None)
                for mention in group[1:] if home else ():
                    rows.append(mention_features(document, group, mention))
                    truth.append(float(mention.words in (home or ())))
    return written(logistic(np.array(rows), np.array(truth)))
