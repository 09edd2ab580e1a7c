"""The gate: which reports tell of an act at all, by their words alone, in a thousandth of a second.

A linear model over the words of each sentence; its weights are words that a person can read
(`resources/reader/gate.tsv`, made by `python -m training make`). A report passes where one of its sentences does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from casus.errors import ResourceError
from casus.reference.resources import load_tsv

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
# Sentence ends, roughly: a stretch that is too long or too short by a sentence is still judged.
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n+")
THRESHOLD, BIAS = "(threshold)", "(bias)"


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights of words, and from which sum on a sentence passes."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def score(self, text: str) -> float:
        """The highest sum that a sentence of the text reaches."""
        return max((self.sum(words(part)) for part in stretches(text)), default=-1e9)

    def sum(self, found: frozenset[str]) -> float:
        """The sum of one sentence's words."""
        return self.bias + sum(self.weights.get(word, 0.0) for word in found)

    def passes(self, text: str) -> bool:
        """Whether the text may tell of an act."""
        return self.score(text) >= self.threshold


def stretches(text: str) -> Iterator[str]:
    """The sentences of a text, roughly."""
    return (part for part in _END.split(text) if part.strip())


def words(text: str) -> frozenset[str]:
    """The words of a sentence in lower case; numbers and marks tell nothing here."""
    return frozenset(_WORD.findall(text.lower()))


@cache
def gate() -> Gate | None:
    """The shipped gate; None where its file is not there, and then every report is read."""
    try:
        rows = {row["word"]: float(row["weight"]) for row in load_tsv("reader/gate.tsv")}
    except ResourceError:
        return None
    return Gate(rows, rows.pop(BIAS), rows.pop(THRESHOLD))
