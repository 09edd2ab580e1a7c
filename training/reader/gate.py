"""The gate's weights: sentences of the labels that tell an act, or do not, and news of sports, arts and the like.

Sentences of conflict news in which the rules find an act count as telling one, at a third of the weight. The threshold
is the highest at which 99.8 of 100 labelled claims stand in reports that pass, less a margin for words never seen.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from casus.extract.gate import BIAS, THRESHOLD, Gate, stretches, words
from casus.model.report import Report
from training.labels import Labelled
from training.reader.rules import act_of, tellings

QUIET = ("Sports", "Arts", "Science", "Business", "Health", "Disasters")
MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """The words of one sentence, whether it tells an act, and what it weighs."""

    words: frozenset[str]
    tells: bool
    weight: float = 1.0


def lessons(items: Sequence[Labelled], shared: Path) -> list[Lesson]:
    """Every sentence that is learned from."""
    found: list[Lesson] = []
    for item in items:
        acts = [item.text.find(claim["act"]) for claim in item.claims]
        found += [Lesson(words(part), tells) for part, tells in _parts(item.text, acts)]
    with gzip.open(shared / "data" / "cep" / "items_2025_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    for item in news:
        section = item.get("section") or ""
        if section.startswith(QUIET):
            found += [Lesson(words(part), False, 0.3) for part in stretches(item["text"])]
        elif section.startswith(("Armed", "International")):
            acts = [act_of(one).start for one in tellings(Report(item["id"], item["text"])) if one.sure]
            found += [Lesson(words(part), True, 0.3) for part, tells in _parts(item["text"], acts) if tells]
    return found


def _parts(text: str, acts: Sequence[int]) -> list[tuple[str, bool]]:
    made, start = [], 0
    for part in stretches(text):
        start = text.index(part, start)
        made.append((part, any(start <= act < start + len(part) for act in acts)))
        start += len(part)
    return made


def learn(made: Sequence[Lesson], rounds: int = 30, pull: float = 1e-4) -> Gate:
    """Logistic regression by AdaGrad over words that stand in two sentences or more."""
    counts = Counter(word for lesson in made for word in lesson.words)
    number = {word: n for n, word in enumerate(sorted(word for word, often in counts.items() if often > 1))}
    rows = [np.array([number[word] for word in sorted(lesson.words) if word in number], np.int64) for lesson in made]
    weights, squares = np.zeros(len(number) + 1), np.full(len(number) + 1, 1e-3)
    chance = np.random.default_rng(20261125)
    for _ in range(rounds):
        for n in chance.permutation(len(made)):
            places = np.append(rows[n], len(number))
            guess = 1 / (1 + np.exp(-weights[places].sum()))
            step = made[n].weight * (guess - made[n].tells) + pull * weights[places]
            squares[places] += step**2
            weights[places] -= 0.15 * step / np.sqrt(squares[places])
    table = {word: round(float(weights[n]), 2) for word, n in number.items() if abs(weights[n]) >= 0.1}
    return Gate(table, round(float(weights[-1]), 2), 0.0)


def fitted(gate: Gate, items: Sequence[Labelled], recall: float = 0.998) -> Gate:
    """The same weights with the threshold that keeps so many labelled claims."""
    scores = sorted(gate.score(item.text) for item in items for _ in item.claims)
    return Gate(gate.weights, gate.bias, round(scores[int((1 - recall) * len(scores))] - MARGIN, 2))


def write(gate: Gate, target: Path) -> None:
    """Write the table, heaviest words first."""
    rows = [
        (THRESHOLD, gate.threshold),
        (BIAS, gate.bias),
        *sorted(gate.weights.items(), key=lambda row: (-row[1], row[0])),
    ]
    target.write_text("word\tweight\n" + "".join(f"{word}\t{weight}\n" for word, weight in rows), encoding="utf-8")
