"""How likely an act of the trained reader is one: fitted on one half of the labels kept for measuring.

The other half says what the scale is worth (`python -m bench reader`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from casus.extract.model_acts import Source, find_acts
from casus.extract.model_chance import Scale, log_odds
from casus.extract.model_look import Look
from casus.extract.model_names import hidden
from casus.extract.model_pieces import Cutter
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground
from training.labels import Labelled, act_span, load
from training.labels_pack import HERE as LABELS

PULL = 0.1
Judged = tuple[float, bool]
"""The network's score of an act, and whether the words tell one."""


def judged(items: Sequence[Labelled], cutter: Cutter, look: Look, least: float = 0.05) -> list[Judged]:
    """Every act that the network sees in reports: its score, and whether a label has it."""
    sources = [Source(one.text, hidden(one.text, ground(Report(one.id, one.text, one.published)))) for one in items]
    found = find_acts(sources, cutter, look, least=least)
    return [
        (act.score, any(act.span.overlaps(span) for span in spans))
        for acts, spans in zip(found, map(told, items), strict=True)
        for act in acts
    ]


def told(item: Labelled) -> list[Span]:
    """Where the labels of a report have acts."""
    return [act_span(item.text, claim) for claim in item.claims]


def halves(shared: Path) -> tuple[list[Labelled], list[Labelled]]:
    """The reports kept for measuring, short ones and articles: every other one to fit on, and the rest."""
    short, articles, older = (load(LABELS / "kept" / name, shared) for name in ("short", "articles", "articles_older"))
    return short[::2] + older, short[1::2] + articles


def scale(rows: Sequence[Judged]) -> Scale:
    """The likeliest scale, pulled a little to none, by Newton's method from a flat start."""
    odds = np.array([[log_odds(score), 1.0] for score, _ in rows])
    truth = np.array([float(right) for _, right in rows])
    weights = np.zeros(2)
    for _ in range(30):
        guess = 1 / (1 + np.exp(-odds @ weights))
        curve = (odds * (guess * (1 - guess))[:, None]).T @ odds + PULL * np.eye(2)
        weights -= np.linalg.solve(curve, odds.T @ (guess - truth) + PULL * weights)
    return Scale(round(float(weights[0]), 4), round(float(weights[1]), 4))


def error(chances: Sequence[float], rows: Sequence[Judged], bins: int = 10) -> float:
    """The expected calibration error: how far chance and truth are apart, a mean over bins of as many acts each."""
    order = np.argsort(np.array(chances))
    told_so, truth = np.array(chances)[order], np.array([float(right) for _, right in rows])[order]
    parts = np.array_split(np.arange(len(order)), bins)
    return float(sum(abs(told_so[part].mean() - truth[part].mean()) * len(part) for part in parts) / len(order))
