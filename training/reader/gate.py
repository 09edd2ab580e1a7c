"""The gate of the trained reader: which sentences of the news have an act in them.

It learns it from the labels of short reports, and of many more from the reader itself.

Logistic regression over hashed words and pairs of words (`casus.extract.gate.features`), by AdaGrad (Duchi et
al. 2011).
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casus.extract.gate import FILE, PAIRS, WORDS, features, words_without_capital
from casus.extract.model_acts import Source, find_acts
from casus.extract.model_chance import Scale
from casus.extract.model_look import Look
from casus.extract.model_names import hidden
from casus.extract.model_pieces import Cutter
from casus.extract.model_reader import short
from casus.model.report import Report
from casus.pipeline import ground
from casus.text.sentences import sentences
from training.labels import Labelled
from training.reader.calibrate import told

__all__ = ["FILE", "learn", "lessons", "reports", "truths"]

SEED = 20261125
REPORTS = 40_000
LIKELY = 0.25
"""The chance from which on an act counts as seen."""
LAST_YEAR = "2024"
"""Later items are what is measured on."""

Lesson = tuple[str, bool]
"""A sentence, and whether the reader sees an act in it."""


def reports(shared: Path, without: frozenset[str] = frozenset(), count: int = REPORTS) -> list[Report]:
    """Items of the portal of every year and section up to LAST_YEAR, drawn by chance; those `without` left out."""
    with gzip.open(shared / "data" / "cep" / "flat_2002_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [
            (number, item) for number, item in enumerate(map(json.loads, lines)) if item["date"] <= f"{LAST_YEAR}-99"
        ]
    drawn = random.Random(SEED).sample(items, count)
    found = (Report(f"flat-{number:06d}", item["text"], date.fromisoformat(item["date"])) for number, item in drawn)
    return [report for report in found if report.id not in without]


def lessons(items: Sequence[Report], cutter: Cutter, look: Look, scale: Scale) -> Iterator[Lesson]:
    """Each sentence with what the reader sees in it."""
    for report in items:
        source = Source(report.text, hidden(report.text, ground(report)))
        (acts,) = find_acts([source], cutter, look, least=0.1)
        likely = [act.span for act in acts if scale.chance(act.score) >= LIKELY]
        for span in sentences(report.text):
            yield span.of(report.text), any(span.overlaps(act) for act in likely)


def truths(items: Sequence[Labelled]) -> Iterator[Lesson]:
    """Each sentence of the short labelled reports, with whether an act is told in it.

    Long ones are left out: nearly all are on war, and from them it would learn that every sentence tells of it.
    """
    for item in items:
        if len(item.text) > short():
            continue
        acts = told(item)
        for span in sentences(item.text):
            yield span.of(item.text), any(span.overlaps(act) for act in acts)


def learn(taught: Sequence[Lesson], target: Path, epochs: int = 2, size: int = 256, rate: float = 0.1) -> None:
    """Fit the gate and write it."""
    known = words_without_capital([sentence for sentence, _ in taught])
    rows = [features(sentence, known) for sentence, _ in taught]
    truth = np.array([float(told) for _, told in taught])
    weights, slopes = np.zeros(WORDS + PAIRS + 1), np.full(WORDS + PAIRS + 1, 1e-10)
    chance = np.random.default_rng(SEED)
    for _ in range(epochs):
        order = chance.permutation(len(rows))
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            _step(weights, slopes, [rows[n] for n in batch], truth[batch], rate)
    np.savez_compressed(
        target,
        weights=weights[:-1].astype(np.float16),
        known=np.array(sorted(known), np.uint32),
        constant=np.float32(weights[-1]),
    )


def _step(
    weights: NDArray[np.float64],
    slopes: NDArray[np.float64],
    rows: Sequence[NDArray[np.int64]],
    truth: NDArray[np.float64],
    rate: float,
) -> None:
    """One step of AdaGrad over a batch; the last weight is the constant."""
    ends = np.cumsum([len(row) for row in rows])
    found = np.concatenate(rows)
    whose = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    odds = weights[-1] + np.add.reduceat(weights[found], np.concatenate([[0], ends[:-1]]))
    wrong = (1 / (1 + np.exp(-odds)) - truth) / len(rows)
    slope = np.bincount(np.append(found, len(weights) - 1), np.append(wrong[whose], wrong.sum()), len(weights))
    slopes += slope**2
    weights -= rate * slope / np.sqrt(slopes)
