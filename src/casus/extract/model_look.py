"""The trained reader's eyes: wordpieces in, the outputs of its heads out, by onnxruntime.

The table of word vectors is kept apart from the network, one byte a number with a scale for each row: it is most of
the weight, and it is only ever looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from casus.extract.model_pieces import FILL, FIRST, LAST

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch to look at: ids of its pieces, their shapes, and which belong to the marked act (none: none is)."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    marked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the heads say of one stretch, as logits: a row for each piece, and one row of classes for the marked act."""

    acts: Floats
    kinds: Floats
    roles: Floats
    classes: Floats


class Look(Protocol):
    """Whatever can look at stretches: the shipped network, or one in training."""

    def __call__(self, stretches: Sequence[Stretch]) -> list[Seen]:
        """What the heads say of each."""
        ...


class Vectors:
    """Word vectors of one byte a number: row times scale."""

    def __init__(self, file: Path) -> None:
        """`file` is a .npz of `rows` (pieces, width; int8) and `scales` (pieces; float32)."""
        with np.load(file) as held:
            self._rows, self._scales = held["rows"], held["scales"]

    def of(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of an array of pieces, one axis more."""
        found: Floats = self._rows[ids].astype(np.float32) * self._scales[ids][..., None]
        return found


class Network:
    """The shipped network on one thread."""

    def __init__(self, vectors: Vectors, file: Path) -> None:
        """`file` is the network's .onnx."""
        import onnxruntime  # noqa: PLC0415  a tenth of a second that reading by rules does without

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self._inputs = tuple(one.name for one in self._session.get_inputs())
        self._vectors = vectors

    def run(self, stretches: Sequence[Stretch]) -> list[Floats]:
        """The network's outputs for stretches brought to one length."""
        length = max(len(one.ids) for one in stretches) + 2
        ids = np.full((len(stretches), length), FILL, np.int64)
        shapes, held = np.zeros_like(ids), np.zeros(ids.shape, np.float32)
        marked = np.zeros_like(held)
        for row, one in enumerate(stretches):
            size = len(one.ids) + 2
            ids[row, :size] = (FIRST, *one.ids, LAST)
            shapes[row, 1 : size - 1] = one.shapes
            held[row, :size] = 1.0
            marked[row, 1 : size - 1] = one.marked
        given = {"vectors": self._vectors.of(ids), "shapes": shapes, "held": held, "marked": marked}
        inputs: dict[str, Any] = {name: given[name] for name in self._inputs}
        found: list[Floats] = self._session.run(None, inputs)
        return found

    def __call__(self, stretches: Sequence[Stretch]) -> list[Seen]:
        """What the heads say of each stretch; like lengths share a run."""
        seen: dict[int, Seen] = {}
        for group in alike(stretches):
            acts, kinds, roles, classes = self.run([stretches[n] for n in group])
            for row, n in enumerate(group):
                end = len(stretches[n].ids) + 1
                seen[n] = Seen(acts[row, 1:end], kinds[row, 1:end], roles[row, 1:end], classes[row])
        return [seen[n] for n in range(len(stretches))]


def alike(stretches: Sequence[Stretch], most: int = 8) -> list[list[int]]:
    """The numbers of stretches in groups of like length, `most` at the most.

    A run costs what its longest stretch costs, times their number: groups of sixteen of whatever lengths took half as
    long again.
    """
    groups: list[list[int]] = []
    longest = 0
    for n in sorted(range(len(stretches)), key=lambda n: len(stretches[n].ids)):
        size = len(stretches[n].ids)
        if not groups or len(groups[-1]) == most or size > longest:
            groups.append([])
            longest = size * 11 // 10 + 4
        groups[-1].append(n)
    return groups


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers: Floats = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares
