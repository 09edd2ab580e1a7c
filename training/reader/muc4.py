"""MUC-4 for the trained reader: windows of wordpieces with role tags and incident types, and how they are learned.

Five roles, each with its own beginning, inside and outside tags (a span can have two roles); the incident types of a
window; and the types that each mention belongs to, from which templates are made. Every occurrence of a mention's
words in a document is taken for a mention: the keys name strings, not places.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from casus.extract.model_pieces import FIRST, LAST, Cutter, windows
from training.reader.encoder import WIDTH, Dropout, Encoder

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
MOST, OVERLAP = 254, 64
UNSAID = -1.0


@dataclass(frozen=True, slots=True)
class Window:
    """One training window: `tags` (roles, length) of 0, 1 (begins), 2 (goes on); `types` of each piece and of all."""

    ids: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]
    piece_types: tuple[tuple[float, ...], ...]
    types: tuple[float, ...]

    @property
    def empty(self) -> bool:
        """Whether no role is filled here."""
        return not any(any(row) for row in self.tags)


class RoleModel(nn.Module):
    """The encoder with three heads: role tags, incident types of a mention, incident types of a window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.mention_types = nn.Linear(WIDTH, len(TYPES))
        self.window_types = nn.Linear(WIDTH, len(TYPES))
        self.drop = Dropout(0.1)

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits: role tags (batch, length, roles * 3), types of pieces (batch, length, types), of windows."""
        states = self.drop(self.encoder(vectors, shapes, held))
        pooled = self.window_types(states) + (1.0 - held[:, :, None]) * -1e4
        return self.roles(states), self.mention_types(states), torch.logsumexp(pooled, 1) - 3.0


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of one file of templates."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(document: dict[str, Any], cutter: Cutter) -> Iterator[Window]:
    """The training windows of one document."""
    text = document["doctext"].lower()
    pieces = cutter.cut(text, cased=False)
    tags, types = _labels(text, document["templates"], pieces.offsets)
    said = {template["incident_type"].split(" / ")[0] for template in document["templates"]}
    for start, end in windows(len(pieces), MOST, OVERLAP):
        piece_types = [(UNSAID,) * len(TYPES), *types[start:end], (UNSAID,) * len(TYPES)]
        found = [max((row[n] for row in types[start:end]), default=UNSAID) for n in range(len(TYPES))]
        whole = [1.0 if found[n] > 0 else UNSAID if name in said else 0.0 for n, name in enumerate(TYPES)]
        rows = tuple((0, *row[start:end], 0) for row in tags)
        yield Window((FIRST, *pieces.ids[start:end], LAST), rows, tuple(piece_types), tuple(whole))


def _labels(
    text: str, templates: Sequence[dict[str, Any]], offsets: Sequence[tuple[int, int]]
) -> tuple[list[list[int]], list[tuple[float, ...]]]:
    """Role tags and incident types of every piece; longer mentions are set first and win."""
    tags = [[0] * len(offsets) for _ in ROLES]
    types = [[UNSAID] * len(TYPES) for _ in offsets]
    mentions: dict[tuple[int, str], set[str]] = {}
    for template in templates:
        for role, name in enumerate(ROLES):
            for words, _ in (mention for entity in template[name] for mention in entity):
                mentions.setdefault((role, words), set()).update(template["incident_type"].split(" / "))
    for (role, words), kinds in sorted(mentions.items(), key=lambda item: (-len(item[0][1]), item[0])):
        for found in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text):
            inside = [n for n, (start, end) in enumerate(offsets) if start < found.end() and end > found.start()]
            if not inside or any(tags[role][n] for n in inside):
                continue
            for n in inside:
                tags[role][n] = 2
                types[n] = [1.0 if name in kinds or types[n][k] > 0 else 0.0 for k, name in enumerate(TYPES)]
            tags[role][inside[0]] = 1
    return tags, [tuple(row) for row in types]


def batches(made: Sequence[Window], size: int, keep: float, chance: random.Random) -> list[list[Window]]:
    """One epoch's batches of like lengths: every window that has a role, and a share of the others."""
    kept = [window for window in made if not window.empty or chance.random() < keep]
    chance.shuffle(kept)
    kept.sort(key=lambda window: len(window.ids) // 16)
    found = [kept[n : n + size] for n in range(0, len(kept), size)]
    chance.shuffle(found)
    return found


def padded(rows: Sequence[Sequence[Any]], length: int, fill: object) -> list[list[Any]]:
    """Rows brought to one length."""
    return [[*row, *([fill] * (length - len(row)))] for row in rows]


def loss(model: RoleModel, table: Tensor, batch: Sequence[Window]) -> Tensor:
    """What one batch costs: role tags, types of mentions and types of windows."""
    length = max(len(window.ids) for window in batch)
    ids = torch.tensor(padded([window.ids for window in batch], length, 0))
    held = torch.tensor(padded([[1.0] * len(window.ids) for window in batch], length, 0.0))
    tags = torch.tensor([padded(window.tags, length, -100) for window in batch])
    kinds = torch.tensor(padded([window.piece_types for window in batch], length, (UNSAID,) * len(TYPES)))
    whole = torch.tensor([window.types for window in batch])
    with torch.autocast("cpu", torch.bfloat16):
        roles, pieces, windows_ = model(table[ids], torch.zeros_like(ids), held)
    logits = roles.float().unflatten(2, (len(ROLES), 3)).permute(0, 2, 1, 3)
    tagging = nn.functional.cross_entropy(logits.flatten(0, 2), tags.flatten(), ignore_index=-100) * len(ROLES)
    return 8 * tagging + _told(pieces.float(), kinds) * 0.5 + _told(windows_.float(), whole)


def _told(logits: Tensor, truth: Tensor) -> Tensor:
    """Binary cross entropy where the truth is told."""
    told = truth >= 0
    costs = nn.functional.binary_cross_entropy_with_logits(logits, truth.clamp(min=0), reduction="none")
    total: Tensor = (costs * told).sum() / told.sum().clamp(min=1)
    return total
