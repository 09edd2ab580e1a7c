"""The labelled reports: read for training, in the form of the gold files, with words and plain values put back.

They lie packed in `training/labels/` (offsets, no text: `training.labels_pack`). cep_dev, articles_dev and seed are for
measuring: a folder that holds them is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casus.model.span import Span
from training.labels_pack import texts, unpacked

MEASURING = frozenset(("cep_dev", "articles_dev", "seed"))
PLAIN: Mapping[str, Any] = {
    "scope": "incident",
    "stance": "asserts",
    "source": None,
    "hedged": False,
    "realis": "happened",
    "weapon": None,
    "perpetrators": [],
    "targets": [],
    "tolls": [],
    "place": None,
    "date": None,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report with its claims: objects with the guide's keys and `act`, the words that tell the act."""

    id: str
    text: str
    published: date | None
    claims: tuple[Mapping[str, Any], ...]

    def to_gold(self) -> dict[str, Any]:
        """The object of a gold file."""
        return {"id": self.id, "published": str(self.published or ""), "claims": [dict(claim) for claim in self.claims]}


def act_span(text: str, claim: Mapping[str, Any]) -> Span:
    """Where the words stand that tell a claim's act: within its quote where it has one, else first in the text."""
    start = max(0, text.find(claim["quote"])) if claim.get("quote") else 0
    found = text.find(claim["act"], start)
    found = found if found >= 0 else text.find(claim["act"])
    return Span(found, found + len(claim["act"]))


def load(folder: Path, shared: Path) -> list[Labelled]:
    """Every labelled report of a folder of packed labels, in order of file and line, with its words from `shared`.

    Raises ValueError where a label has no text or the folder holds what is kept for measuring.
    """
    items = texts(shared)
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem in MEASURING:
            raise ValueError(f"{path} is kept for measuring")
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if line["id"] not in items:
                raise ValueError(f"{path}: {line['id']} has no text")
            found.append(_labelled(line, items[line["id"]]))
    return found


def _labelled(line: Mapping[str, Any], item: Mapping[str, Any]) -> Labelled:
    day = item.get("published")
    claims = tuple({**PLAIN, **unpacked(claim, item["text"])} for claim in line["claims"])
    return Labelled(line["id"], item["text"], date.fromisoformat(day) if day else None, claims)
