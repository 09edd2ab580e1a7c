"""The encoder reads the news before it is taught: words hidden by chance are guessed from those around them.

all-MiniLM-L6-v2 was made to compare sentences, and it never saw the pieces that stand for hidden names. So it first
guesses the hidden pieces (Devlin et al. 2019) of sentences of the portal, cut as they are when claims are read.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from casus.extract.model_names import cut, hidden
from casus.extract.model_pieces import FIRST, LAST, Cutter
from casus.model.report import Report
from casus.pipeline import ground
from casus.text.sentences import sentences
from training.reader.encoder import PIECES, WIDTH, Encoder

HIDDEN = 103
"""The id of [MASK]."""
SHARE = 0.18
"""How many pieces are guessed; of these 8 of 10 are hidden, and one is exchanged for another."""
TOGETHER = 3072
"""How many pieces one step looks at."""
SHORTEST, LONGEST = 8, 120


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: the ids and the shapes of its pieces."""

    ids: NDArray[np.int32]
    shapes: NDArray[np.int8]


class Guesser(nn.Module):
    """The encoder with a head that guesses pieces, by their likeness to the table of word vectors."""

    def __init__(self, encoder: Encoder, table: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.dense, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(PIECES))
        self._table = table.to(torch.bfloat16)

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor, at: Tensor) -> Tensor:
        """Logits over the vocabulary for the pieces at the flat places `at`."""
        states = self.encoder(vectors, shapes, held).flatten(0, 1)[at]
        return nn.functional.linear(self.norm(nn.functional.gelu(self.dense(states))), self._table, self.bias)


def lines(shared: Path, cutter: Cutter, most: int = 70_000) -> Iterator[Line]:
    """Sentences of items of the portal of 2002 to 2026, those apart that are kept for measuring, drawn by chance."""
    texts = list(dict.fromkeys(text for text in _texts(shared) if len(text) > 50))
    random.Random(3).shuffle(texts)
    for text in texts[:most]:
        names = hidden(text, ground(Report("", text, None)))
        for span in sentences(text):
            pieces = cut(cutter, span.of(text), names, span.start)
            if SHORTEST <= len(pieces) <= LONGEST:
                yield Line(np.array(pieces.ids, np.int32), np.array(pieces.shapes, np.int8))


def _texts(shared: Path) -> Iterator[str]:
    gold = (shared / "gold").glob("*.items.jsonl")
    kept = {json.loads(line)["text"][:60] for file in gold for line in file.read_text(encoding="utf-8").splitlines()}
    for name in ("items_2025_2026", "flat_2002_2026"):
        with gzip.open(shared / "data" / "cep" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
            yield from (text for text in (json.loads(row)["text"] for row in rows) if text[:60] not in kept)


def batches(made: Sequence[Line], chance: random.Random) -> list[list[Line]]:
    """One epoch's batches of like lengths."""
    order = list(made)
    chance.shuffle(order)
    found: list[list[Line]] = []
    for start in range(0, len(order), 4096):
        part = sorted(order[start : start + 4096], key=lambda line: len(line.ids))
        groups: list[list[Line]] = [[]]
        for line in part:
            if groups[-1] and (len(groups[-1]) + 1) * (len(line.ids) + 2) > TOGETHER:
                groups.append([])
            groups[-1].append(line)
        chance.shuffle(groups)
        found += groups
    return found


class Riddles:
    """Hides pieces of a batch by chance, and says what a guesser's guesses cost."""

    def __init__(self, model: Guesser, table: Tensor, number: int = 5) -> None:
        self._model, self._table, self._chance = model, table, np.random.default_rng(number)

    def __call__(self, batch: Sequence[Line]) -> Tensor:
        """The mean cross entropy over the hidden pieces of one batch."""
        ids, shapes, held = _padded(batch)
        guessed = held & (ids != FIRST) & (ids != LAST) & (self._chance.random(ids.shape) < SHARE)
        told, how = ids.copy(), self._chance.random(ids.shape)
        told[guessed & (how < 0.8)] = HIDDEN
        other = guessed & (how > 0.9)
        told[other] = self._chance.integers(1000, 30_000, int(other.sum()))
        at = torch.from_numpy(np.flatnonzero(guessed))
        vectors, here = self._table[torch.from_numpy(told)], torch.from_numpy(held.astype(np.float32))
        with torch.autocast("cpu", torch.bfloat16):
            logits = self._model(vectors, torch.from_numpy(shapes), here, at)
        return nn.functional.cross_entropy(logits.float(), torch.from_numpy(ids[guessed]))


def _padded(batch: Sequence[Line]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    length = max(len(line.ids) for line in batch) + 2
    ids = np.zeros((len(batch), length), np.int64)
    shapes, held = np.zeros_like(ids), np.zeros(ids.shape, np.bool_)
    for row, line in enumerate(batch):
        size = len(line.ids)
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = FIRST, line.ids, LAST
        shapes[row, 1 : size + 1] = line.shapes
        held[row, : size + 2] = True
    return ids, shapes, held
