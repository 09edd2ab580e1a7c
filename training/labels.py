"""The labelled reports: read for training, in the form of the gold files, with keys left out put back.

Two places hold them: `/work/labels`-like folders (`raw/NAME.jsonl` beside `batches/NAME.jsonl`, where the texts are)
and gold folders (`NAME.gold.jsonl` beside `NAME.items.jsonl`). cep_dev, articles_dev and seed are for measuring: asking
for them is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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


def load(folder: Path) -> list[Labelled]:
    """Every labelled report of a folder of labels, in order of file and line.

    Raises ValueError where a label has no text or the folder holds what is kept for measuring.
    """
    found: list[Labelled] = []
    for raw in sorted((folder / "raw").glob("*.jsonl")):
        if raw.stem in MEASURING:
            raise ValueError(f"{raw} is kept for measuring")
        texts = {item["id"]: item for item in _lines(folder / "batches" / raw.name)}
        found += [_labelled(line, texts, raw) for line in _lines(raw)]
    return found


def _labelled(line: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]], raw: Path) -> Labelled:
    if line["id"] not in texts:
        raise ValueError(f"{raw}: {line['id']} has no text")
    item = texts[line["id"]]
    day = item.get("published")
    claims = tuple({**PLAIN, **claim} for claim in line["claims"])
    return Labelled(line["id"], item["text"], date.fromisoformat(day) if day else None, claims)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError:  # a file that somebody is still writing
                    return
