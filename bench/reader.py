"""The trained reader by itself: which acts it sees in reports kept for measuring, and whether its chances are ones."""

from __future__ import annotations

from pathlib import Path

from casus.extract.gate import gate
from casus.extract.model_acts import Source, find_acts
from casus.extract.model_names import hidden
from casus.extract.model_reader import model, short
from casus.model.report import Report
from casus.pipeline import ground
from training.labels import Labelled, load
from training.labels_pack import HERE as LABELS
from training.reader.calibrate import error, halves, judged, told

KEPT = ("short", "short2", "articles", "articles_older")
LIKELY = 0.26
"""The chance that goes with a score of one half, where F1 is about best."""


def measure(shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of acts from a score of one half on, share of types right, and calibration error.

    The first are of the short reports. The scale was fitted on one half of all that is kept; its error is of the other.
    """
    _, others = halves(shared)
    figures = _acts(load(LABELS / "kept" / "short", shared))
    rows = judged(others, model().cutter, model().look)
    figures["calibration error, before"] = round(error([score for score, _ in rows], rows), 4)
    figures["calibration error"] = round(error([model().scale.chance(score) for score, _ in rows], rows), 4)
    return figures | _gated(shared)


def _gated(shared: Path) -> dict[str, float]:
    """The share of labelled claims that the gate lets through: of short reports by sentence, of long ones by report."""
    at = gate()
    if at is None:
        return {}
    items = [item for name in KEPT for item in load(LABELS / "kept" / name, shared)]
    passed = {True: [0, 0], False: [0, 0]}
    for item in items:
        long = len(item.text) > short()
        spans = told(item)
        through = at.passed(item.text, long=False)
        hits = (
            len(spans) * at.tells(item.text) if long else sum(any(one.overlaps(it) for it in through) for one in spans)
        )
        passed[long] = [passed[long][0] + hits, passed[long][1] + len(spans)]
    rows = {
        "short": passed[False],
        "long": passed[True],
        "all": [sum(pair) for pair in zip(*passed.values(), strict=True)],
    }
    return {f"gate: labelled claims that pass, {name}": round(hits / all_, 4) for name, (hits, all_) in rows.items()}


def _acts(items: list[Labelled]) -> dict[str, float]:
    sources = [Source(one.text, hidden(one.text, ground(Report(one.id, one.text, one.published)))) for one in items]
    right = seen = typed = 0
    wanted, hit = 0, 0
    for item, acts in zip(items, find_acts(sources, model().cutter, model().look, least=0.05), strict=True):
        spans = told(item)
        kinds = [claim["event_type"] for claim in item.claims]
        likely = [act for act in acts if model().scale.chance(act.score) >= LIKELY]
        seen += len(likely)
        for act in likely:
            near = [kind for span, kind in zip(spans, kinds, strict=True) if span.overlaps(act.span)]
            right += bool(near)
            typed += act.best("event_type") in near
        wanted += len(set(spans))
        hit += sum(any(span.overlaps(act.span) for act in likely) for span in set(spans))
    precision, recall = right / max(1, seen), hit / max(1, wanted)
    return {
        "acts: precision": round(precision, 4),
        "acts: recall": round(recall, 4),
        "acts: f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "acts: type right": round(typed / max(1, right), 4),
    }
