"""MUC-4 for the trained reader: windows of wordpieces with what the keys say of them, and how that is learned.

Seven roles, each with its own beginning, inside and outside tags (a span can have two roles); the incident types of a
window; the set fills of each mention; and two vectors of each mention, from which templates and entities are made.

The encoder learns from the five roles of the benchmark and the incident types alone (`loss`); the heads of what is
further told are taught on its states when it has learned (`further_loss`), so that they cost the roles nothing.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from bench.muc4_heads import LINK, SEEN, TYPES, places
from bench.muc4_heads import WIDTH as CLASS_COUNT
from bench.muc4_look import MOST
from bench.muc4_slots import Key
from bench.muc4_templates import ROLES
from casus.extract.model_pieces import FIRST, LAST, Cutter, windows
from training.reader.encoder import WIDTH, Dropout, Encoder
from training.reader.muc4_labels import UNSAID, Spot, spots
from training.reader.pretrain import HIDDEN, Line

PLACE = SEEN.index("Place")
PEOPLE = {SEEN.index("Victim"), SEEN.index("Person")}
OUTPUTS = ("roles", "classes", "links", "window_types")
"""The outputs of the network, in their order."""

OVERLAP = 64
"""How many pieces two windows share that are learned from."""

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
        """Whether none of the five roles is filled here."""
        return not any(any(row) for row in self.tags[: len(ROLES)])


class RoleModel(nn.Module):
    """The encoder with its heads: role tags, classes of a mention, its links, incident types of a window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.further = nn.Linear(WIDTH, 3 * (len(SEEN) - len(ROLES)))
        self.classes = nn.Linear(WIDTH, CLASS_COUNT)
        self.links = nn.Linear(WIDTH, 2 * LINK)
        self.window_types = nn.Linear(WIDTH, len(TYPES))
        self.drop = Dropout(0.1)

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: role tags (batch, length, roles * 3), classes and links of pieces, types of windows."""
        return self.heads(self.encoder(vectors, shapes, held), held)

    def heads(self, states: Tensor, held: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The same of the encoder's states."""
        states = self.drop(states)
        pooled = self.window_types(states) + (1.0 - held[:, :, None]) * -1e4
        tags = torch.cat([self.roles(states), self.further(states)], 2)
        return tags, self.classes(states), self.links(states), torch.logsumexp(pooled, 1) - 3.0


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of one file of templates."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def lines(documents: Sequence[Mapping[str, Any]], cutter: Cutter, least: int = 16) -> Iterator[Line]:
    """The messages as the encoder reads them before it is taught: windows of pieces without shapes."""
    for item in documents:
        pieces = cutter.cut(item["doctext"].lower(), cased=False)
        for start, end in windows(len(pieces), MOST, 0):
            if end - start >= least:
                yield Line(np.array(pieces.ids[start:end], np.int32), np.zeros(end - start, np.int8))


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


def hiding(batch: Sequence[Window], chance: random.Random, share: float) -> list[Window]:
    """Windows with a share of their pieces hidden, so that words are not learned by heart."""
    return [replace(window, ids=(FIRST, *_hidden(window.ids[1:-1], chance, share), LAST)) for window in batch]


def _hidden(ids: Sequence[int], chance: random.Random, share: float) -> Iterator[int]:
    return (HIDDEN if chance.random() < share else one for one in ids)


def padded(rows: Sequence[Sequence[Any]], length: int, fill: object) -> list[list[Any]]:
    """Rows brought to one length."""
    return [[*row, *([fill] * (length - len(row)))] for row in rows]


def loss(model: RoleModel, table: Tensor, batch: Sequence[Window]) -> Tensor:
    """What one batch costs while the encoder learns: tags of the five roles, types of mentions and of windows."""
    ids = torch.tensor(padded([window.ids for window in batch], _length(batch), 0))
    held = _held(batch)
    with torch.autocast("cpu", torch.bfloat16):
        tags, classes, _, whole = model(table[ids], torch.zeros_like(ids), held)
    kinds = places()["type"]
    cost = _tagging(tags.float(), batch, slice(0, len(ROLES)))
    return cost + _told(classes.float()[:, :, kinds], _types(batch)) * 0.5 + _told(whole.float(), _windows(batch))


def further_loss(model: RoleModel, states: Tensor, batch: Sequence[Window]) -> Tensor:
    """What one batch costs of what is further told, from the encoder's states: the other tags, classes and links."""
    tags, classes, links, _ = model.heads(states, _held(batch))
    cost = _tagging(tags, batch, slice(len(ROLES), len(SEEN)))
    if any(window.spots for window in batch):
        cost = cost + _mentions(batch, _length(batch), classes.flatten(0, 1), links.flatten(0, 1))
    return cost


def _length(batch: Sequence[Window]) -> int:
    return max(len(window.ids) for window in batch)


def _held(batch: Sequence[Window]) -> Tensor:
    return torch.tensor(padded([[1.0] * len(window.ids) for window in batch], _length(batch), 0.0))


def _windows(batch: Sequence[Window]) -> Tensor:
    return torch.tensor([window.types for window in batch])


def _types(batch: Sequence[Window]) -> Tensor:
    """The incident types of the pieces that are in one of the five roles."""
    found = torch.full((len(batch), _length(batch), len(TYPES)), UNSAID)
    for row, window in enumerate(batch):
        for spot in window.spots:
            if spot.role < len(ROLES):
                told = torch.tensor(spot.classes[places()["type"]])
                found[row, spot.first : spot.last] = torch.maximum(found[row, spot.first : spot.last], told)
    return found


def _tagging(logits: Tensor, batch: Sequence[Window], of: slice) -> Tensor:
    """Eight times the mean cross entropy of the tags, summed over some of the roles."""
    truth = torch.tensor([padded(window.tags[of], _length(batch), -100) for window in batch])
    given = logits.unflatten(2, (len(SEEN), 3)).permute(0, 2, 1, 3)[:, of]
    mean = nn.functional.cross_entropy(given.flatten(0, 2), truth.flatten(), ignore_index=-100)
    return 8 * truth.shape[1] * mean


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
