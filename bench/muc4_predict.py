"""Which reader gives a document's templates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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

HERE = Path(__file__).resolve().parent / "muc4_reader"
"""The network of roles and its decoder; cutter and word vectors are those of the reader of claims."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The network of roles and its decoder."""

    cutter: Cutter
    network: Network
    settings: Settings


@cache
def trained() -> Reader | None:
    """The trained reader of roles; None where its files are not there."""
    words, rows = files() / "vocabulary.txt", files() / "vectors.npz"
    weights, decoder = HERE / "muc4.onnx", HERE / "muc4.json"
    if not all(file.is_file() for file in (words, rows, weights, decoder)):
        return None
    cutter = Cutter(words.read_text(encoding="utf-8").split("\n"))
    network = Network(Vectors(rows), weights)
    return Reader(cutter, network, settings(json.loads(decoder.read_text(encoding="utf-8"))))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a document gives: templates of the five roles, and of the 24 slots of the original keys."""

    docid: str
    roles: list[dict[str, Any]]
    slots: list[dict[str, list[str]]]


def predict(
    documents: Sequence[tuple[str, str]], *, reader: str = "both", full: bool = False
) -> Iterator[dict[str, Any]]:
    """The line of each document (its id and text), in the form that `python -m bench.muc4` writes."""
    for one in answers(documents, reader):
        yield {"docid": one.docid, "templates": one.slots if full else one.roles}


def answers(documents: Sequence[tuple[str, str]], reader: str = "both") -> Iterator[Answer]:
    """What each document (its id and text) gives.

    With "both" the trained reader's templates stand, and the rules' where its files are not there: the rules are made
    for cased news of today, and add nothing here. Raises ValueError for a reader that there is none of.
    """
    if reader not in ("rules", "model", "both"):
        raise ValueError(f"there is no reader {reader!r}")
    model = None if reader == "rules" else trained()
    if model is None and reader == "model":
        raise ValueError("the trained reader's files are not there")
    for docid, text in documents:
        yield _by_model(docid, text, model) if model else _by_rules(docid, text)


def _by_model(docid: str, text: str, model: Reader) -> Answer:
    if not text.strip():
        return Answer(docid, [], [])
    document = look(text, model.cutter, model.network)
    made = incidents(document, model.settings)
    full = [filled(document, one, docid, n, model.settings.facts) for n, one in enumerate(made, 1)]
    return Answer(docid, templates(made), full)


def _by_rules(docid: str, text: str) -> Answer:
    found = by_rules(Report(docid, text))
    return Answer(docid, found, [slots(one, docid, n, text) for n, one in enumerate(found, 1)])
