"""How well claims are read: `casus parse` against the labelled items, scored by the scorer of the data folder."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from casus.model.codec import claim_to_json
from casus.model.report import Report
from casus.pipeline import READER, parse_report
from training.labels import load
from training.labels_pack import HERE as LABELS

SETS = ("seed", "cep_dev", "articles_dev")
FIGURES = ("claims (soft)", "killed", "all tolls", "event type", "perpetrator", "source and stance")
SEEN = 11
READERS = ("rules", "both", "model")


def measure(shared: Path) -> dict[str, float]:
    """F1 by field on each labelled set, by the rules, the model alone, and both.

    "scope not incident" is taken over cep_dev and articles_dev together, in which there are thirty such claims.
    """
    scorer = load_scorer(shared / "tools" / "score_claims.py")
    figures: dict[str, float] = {}
    for reader in READERS:
        scoped: tuple[list[dict[str, Any]], dict[str, dict[str, Any]]] = ([], {})
        before = "" if reader == READER else f"{reader}, "
        for name in SETS:
            gold = lines(shared / "gold" / f"{name}.gold.jsonl")
            read = {item["id"]: parsed(item, reader) for item in lines(shared / "gold" / f"{name}.items.jsonl")}
            table, _ = scorer.score(gold, read)
            figures |= {f"{before}{name}: {key} f1": table[key]["f1"] for key in FIGURES}
            if name != "seed":
                scoped[0].extend(gold)
                scoped[1].update(read)
        table, _ = scorer.score(*scoped)
        figures[f"{before}cep_dev and articles_dev: scope not incident f1"] = table["scope not incident"]["f1"]
        figures |= {f"{before}{name}": figure for name, figure in _kept(scorer, shared, reader).items()}
    return figures


def _kept(scorer: ModuleType, shared: Path, reader: str) -> dict[str, float]:
    """What we labelled and keep for measuring: nothing was trained on it.

    198 short items and 15 articles that nobody looked at (but the join policy was chosen with the former), 180 short
    items of 2025 and 2026 with which nothing was chosen, and 22 articles of which the rules were mended by eleven.
    """
    items = load(LABELS / "kept" / "short", shared)
    articles = load(LABELS / "kept" / "articles", shared)
    older = load(LABELS / "kept" / "articles_older", shared)
    parts = {
        "fresh items": items,
        "fresh items of 2025-26": load(LABELS / "kept" / "short2", shared),
        "fresh articles": articles,
        "own articles, looked at": older[:SEEN],
        "own articles, unseen": older[SEEN:],
    }
    figures: dict[str, float] = {}
    for name, part in parts.items():
        texts = ({"id": one.id, "text": one.text, "published": str(one.published or "")} for one in part)
        read = {item["id"]: parsed(item, reader) for item in texts}
        table, _ = scorer.score([one.to_gold() for one in part], read)
        wanted = FIGURES if name.startswith("fresh items") else ("claims (soft)", "killed")
        figures |= {f"{name}: {key} f1": table[key]["f1"] for key in wanted}
    return figures


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer from where it lies: there is one of it, and it is not ours."""
    if not path.is_file():
        raise FileNotFoundError(2, "no scorer", str(path))
    spec = importlib.util.spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(2, "no scorer", str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def parsed(item: dict[str, Any], reader: str = READER) -> dict[str, Any]:
    """What we read from one item, in the form that the scorer takes."""
    day = item.get("published")
    report = Report(
        str(item["id"]),
        item["text"],
        date.fromisoformat(day) if day else None,
        item.get("publisher"),
        item.get("title"),
    )
    return {
        "id": item["id"],
        "claims": [claim_to_json(claim) for claim in parse_report(report, reader, attributions=False).claims],
    }
