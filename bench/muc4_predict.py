"""Which reader gives a document's templates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.muc4_fill import filled
from bench.muc4_full import slots
from bench.muc4_gather import Settings, incidents, settings, templates
from bench.muc4_look import look
from bench.muc4_rules import templates as by_rules
from casus.extract.model_look import Network, Vectors
from casus.extract.model_pieces import Cutter
from casus.extract.model_reader import files
from casus.model.report import Report


@dataclass(frozen=True, slots=True)
class Reader:
    """The network of roles and its decoder."""

    cutter: Cutter
    network: Network
    settings: Settings


@cache
def trained() -> Reader | None:
    """The trained reader of roles; None where its files are not there."""
    home = files()
    if not all((home / name).is_file() for name in ("muc4.onnx", "muc4.json", "vectors.npz", "vocabulary.txt")):
        return None
    cutter = Cutter((home / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
    network = Network(Vectors(home / "vectors.npz"), home / "muc4.onnx")
    return Reader(cutter, network, settings(json.loads((home / "muc4.json").read_text(encoding="utf-8"))))


def predict(
    documents: Sequence[tuple[str, str]], *, reader: str = "both", full: bool = False
) -> Iterator[dict[str, Any]]:
    """The line of each document (its id and text), in the form that `python -m bench.muc4` writes.

    With "both" the trained reader's templates stand, and the rules' where its files are not there: the rules are made
    for cased news of today, and add nothing here. Raises ValueError for a reader that there is none of.
    """
    if reader not in ("rules", "model", "both"):
        raise ValueError(f"there is no reader {reader!r}")
    model = None if reader == "rules" else trained()
    if model is None and reader == "model":
        raise ValueError("the trained reader's files are not there")
    for docid, text in documents:
        found = _by_model(docid, text, model, full) if model else _by_rules(docid, text, full)
        yield {"docid": docid, "templates": found}


def _by_model(docid: str, text: str, model: Reader, full: bool) -> list[dict[str, Any]]:
    if not text.strip():
        return []
    document = look(text, model.cutter, model.network)
    made = incidents(document, model.settings)
    if not full:
        return templates(made)
    return [filled(document, one, docid, n, model.settings.places) for n, one in enumerate(made, 1)]


def _by_rules(docid: str, text: str, full: bool) -> list[dict[str, Any]]:
    found = by_rules(Report(docid, text))
    return [slots(one, docid, n, text) for n, one in enumerate(found, 1)] if full else found
