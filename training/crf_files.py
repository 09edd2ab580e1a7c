"""Models of CRFsuite made small: light weights left out, the others rounded, the whole packed by xz.

CRFsuite can only write a model that it trained. So a model with just the features that are to stay is trained for one
step, on items that hold them, and its weights are then overwritten in the file, whose features are rows of type, from,
to (4-byte numbers) and weight (8 bytes).
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pycrfsuite

_ROW, _HEADER, _START_AT = 20, 12, 28
_STATE = 0
_FILLER = "-"  # no feature of ours

Weights = Mapping[tuple[str, str], float]


def slimmed(path: Path, scratch: Path, grain: int) -> bytes:
    """The model at `path` with its weights rounded to 1/`grain`, those that become 0 left out; packed."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    states = {key: kept for key, weight in info.state_features.items() if (kept := round(weight * grain) / grain)}
    transitions = {key: round(weight * grain) / grain for key, weight in info.transitions.items()}
    raw = _overwritten(_hollow(sorted(info.labels), states, transitions, scratch), states, transitions)
    scratch.write_bytes(raw)
    _check(scratch, states, transitions)
    return lzma.compress(raw, preset=9)


def _hollow(
    labels: list[str], states: Weights, transitions: Weights, scratch: Path
) -> tuple[bytearray, list[str], list[str]]:
    """A model with the wanted features and any weights; its labels and attributes in the order of their numbers."""
    trainer = pycrfsuite.Trainer(verbose=False)
    attributes: dict[str, None] = {_FILLER: None}
    for one, other in sorted(transitions):
        trainer.append([[_FILLER], [_FILLER]], [one, other])
    seen = list(dict.fromkeys(label for pair in sorted(transitions) for label in pair))
    order = [*seen, *[label for label in labels if label not in seen]]
    for label, value in zip(order, _values(), strict=False):
        mine = sorted(attribute for attribute, of in states if of == label)
        attributes.update(dict.fromkeys(mine))
        trainer.append([dict.fromkeys(mine or [_FILLER], value)], [label])
    trainer.set_params({"c1": 0.0, "c2": 1.0, "max_iterations": 1, "feature.minfreq": 0})
    trainer.train(str(scratch))
    return bytearray(scratch.read_bytes()), order, list(attributes)


def _values() -> Iterator[float]:
    """Square roots of primes: no sum of them is a multiple of another, so that no first step of training is nought.

    A weight of nought would not be written. The tenth of them, because an item's score, summed over some ten thousand
    features, must not overflow.
    """
    return (number**0.5 / 10 for number in count(2) if all(number % other for other in range(2, number)))


def _overwritten(hollow: tuple[bytearray, list[str], list[str]], states: Weights, transitions: Weights) -> bytes:
    raw, labels, attributes = hollow
    start = struct.unpack_from("<I", raw, _START_AT)[0] + _HEADER
    rows = struct.unpack_from("<I", raw, start - 4)[0]
    for at in range(start, start + rows * _ROW, _ROW):
        kind, source, target = struct.unpack_from("<III", raw, at)
        if kind == _STATE:
            weight = states.get((attributes[source], labels[target]), 0.0)
        else:
            weight = transitions.get((labels[source], labels[target]), 0.0)
        struct.pack_into("<d", raw, at + 12, weight)
    return bytes(raw)


def _check(path: Path, states: Weights, transitions: Weights) -> None:
    """Raises ValueError where the file does not say what was meant: another version of CRFsuite, perhaps."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    for found, meant in ((info.state_features, states), (info.transitions, transitions)):
        written = {key: weight for key, weight in found.items() if weight}
        wanted = {key: weight for key, weight in meant.items() if weight}
        if written != wanted:
            raise ValueError(f"{path}: {len(written)} features were written, not {len(wanted)}")
