"""MUC-4 for the trained reader: windows of wordpieces with what the keys say of them, and how that is learned.

Seven roles, each with its own beginning, inside and outside tags (a span can have two roles); the incident types of a
window; the set fills of each mention; and two vectors of each mention, from which templates and entities are made.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from bench.muc4_heads import LINK, SEEN, TYPES
from bench.muc4_heads import WIDTH as CLASS_COUNT
from bench.muc4_look import MOST, OVERLAP
from bench.muc4_slots import Key
from casus.extract.model_pieces import FIRST, LAST, Cutter, windows
from training.reader.encoder import WIDTH, Dropout, Encoder
from training.reader.muc4_labels import UNSAID, Spot, spots

PLACE = SEEN.index("Place")
PEOPLE = {SEEN.index("Victim"), SEEN.index("Person")}
OUTPUTS = ("roles", "classes", "links", "window_types")
"""The outputs of the network, in their order."""

MENTIONS = 48
"""How many mentions of a window are looked at beside their tags."""


@dataclass(frozen=True, slots=True)
class Window:
    """One training window: `tags` (roles, length) of 0, 1 (begins), 2 (goes on); its mentions; the `types` in it."""

    ids: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]
    spots: tuple[Spot, ...]
    types: tuple[float, ...]

    @property
    def empty(self) -> bool:
        """Whether no role is filled here."""
        return not any(any(row) for row in self.tags)


class RoleModel(nn.Module):
    """The encoder with four heads: role tags, classes of a mention, its links, incident types of a window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.roles = nn.Linear(WIDTH, 3 * len(SEEN))
        self.classes = nn.Linear(WIDTH, CLASS_COUNT)
        self.links = nn.Linear(WIDTH, 2 * LINK)
        self.window_types = nn.Linear(WIDTH, len(TYPES))
        self.drop = Dropout(0.1)

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: role tags (batch, length, roles * 3), classes and links of pieces, types of windows."""
        states = self.drop(self.encoder(vectors, shapes, held))
        pooled = self.window_types(states) + (1.0 - held[:, :, None]) * -1e4
        return self.roles(states), self.classes(states), self.links(states), torch.logsumexp(pooled, 1) - 3.0


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of one file of templates."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(document: dict[str, Any], keys: Sequence[Key], cutter: Cutter) -> Iterator[Window]:
    """The training windows of one document and its full keys."""
    text = document["doctext"].lower()
    pieces = cutter.cut(text, cased=False)
    found = spots(text, document["templates"], keys, pieces.offsets)
    said = {kind for template in document["templates"] for kind in template["incident_type"].split(" / ")}
    for start, end in windows(len(pieces), MOST, OVERLAP):
        inside = tuple(_moved(spot, 1 - start) for spot in found if spot.first >= start and spot.last <= end)
        here = [max((spot.classes[n] for spot in inside), default=UNSAID) for n in range(len(TYPES))]
        types = tuple(1.0 if here[n] > 0 else UNSAID if name in said else 0.0 for n, name in enumerate(TYPES))
        yield Window((FIRST, *pieces.ids[start:end], LAST), _tags(inside, end - start + 2), inside, types)


def _moved(spot: Spot, by: int) -> Spot:
    return replace(spot, first=spot.first + by, last=spot.last + by)


def _tags(inside: Sequence[Spot], length: int) -> tuple[tuple[int, ...], ...]:
    tags = [[0] * length for _ in SEEN]
    for spot in inside:
        tags[spot.role][spot.first : spot.last] = [1] + [2] * (spot.last - spot.first - 1)
    return tuple(map(tuple, tags))


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
    """What one batch costs: role tags, classes and links of mentions and types of windows."""
    length = max(len(window.ids) for window in batch)
    ids = torch.tensor(padded([window.ids for window in batch], length, 0))
    held = torch.tensor(padded([[1.0] * len(window.ids) for window in batch], length, 0.0))
    tags = torch.tensor([padded(window.tags, length, -100) for window in batch])
    whole = torch.tensor([window.types for window in batch])
    with torch.autocast("cpu", torch.bfloat16):
        roles, classes, links, windows_ = model(table[ids], torch.zeros_like(ids), held)
    logits = roles.float().unflatten(2, (len(SEEN), 3)).permute(0, 2, 1, 3)
    tagging = nn.functional.cross_entropy(logits.flatten(0, 2), tags.flatten(), ignore_index=-100) * len(SEEN)
    cost = 8 * tagging + _told(windows_.float(), whole)
    if any(window.spots for window in batch):
        cost = cost + _mentions(batch, length, classes.float().flatten(0, 1), links.float().flatten(0, 1))
    return cost


def _mentions(batch: Sequence[Window], length: int, classes: Tensor, links: Tensor) -> Tensor:
    """What the classes and links of mentions cost: a mention is the mean of its pieces."""
    found = [(row, spot) for row, window in enumerate(batch) for spot in window.spots[:MENTIONS]]
    means = torch.zeros(len(found), len(batch) * length)
    for n, (row, spot) in enumerate(found):
        means[n, row * length + spot.first : row * length + spot.last] = 1.0 / (spot.last - spot.first)
    cost = 2 * _told(means @ classes, torch.tensor([spot.classes for _, spot in found]))
    truths = torch.full((2, len(found), len(found)), UNSAID)
    for n, (row, spot) in enumerate(found):
        for m, (other_row, other) in enumerate(found[:n]):
            if row == other_row and spot.role != PLACE:
                truths[0, n, m] = float(bool(spot.templates & other.templates))
                alike = spot.role == other.role or {spot.role, other.role} == PEOPLE
                truths[1, n, m] = float(bool(spot.entities & other.entities)) if alike else UNSAID
    ours = (means @ links).unflatten(1, (2, LINK)).transpose(0, 1)
    products = ours @ ours.transpose(1, 2) / math.sqrt(LINK)
    return cost + sum((_even(products[n], truths[n]) for n in range(2)), torch.zeros(()))


def _even(logits: Tensor, truth: Tensor) -> Tensor:
    """Binary cross entropy in which all that is so weighs as much as all that is not."""
    costs = nn.functional.binary_cross_entropy_with_logits(logits, truth.clamp(min=0), reduction="none")
    parts = [costs[truth == value].mean() for value in (0.0, 1.0) if bool((truth == value).any())]
    return torch.stack(parts).mean() * 0.5 if parts else torch.zeros(())


def _told(logits: Tensor, truth: Tensor) -> Tensor:
    """Binary cross entropy where the truth is told."""
    told = truth >= 0
    costs = nn.functional.binary_cross_entropy_with_logits(logits, truth.clamp(min=0), reduction="none")
    total: Tensor = (costs * told).sum() / told.sum().clamp(min=1)
    return total
