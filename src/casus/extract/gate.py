"""The gate before the trained reader: which sentences are worth a look, and whether a report tells of any act at all.

A linear model over words and pairs of words, taught by labelled reports and by what the trained reader finds in news of
every kind (`training/reader/gate.py`). It sees no names: a run of words with capitals is one mark, so that who is named
decides nothing. A sentence's score is the log odds that the trained reader finds an act in it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casus.model.span import Span
from casus.reference.resources import folder, load_toml
from casus.reference.roles import countries
from casus.text.sentences import sentences

WORDS, PAIRS = 1 << 15, 1 << 16
"""How many buckets words and pairs of words are hashed into (Weinberger et al. 2009)."""

FILE = "gate.npz"
_NAME, _NUMBER, _EDGE = "N", "#", "|"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*")


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """The weights of buckets, which words are known without a capital, the constant; and what is let through.

    `short` and `look`: from which score on a sentence of a short and of a long report is worth a look; `long`: from
    which log of the mean odds of its sentences on a long report tells of an act. `lean`: so many times that log is
    added to the scores of its sentences, for what stands in a report of war is sooner an act.
    """

    weights: NDArray[np.float32]
    known: frozenset[int]
    constant: float
    short: float
    long: float
    look: float
    lean: float = 0.0

    def tells(self, text: str) -> bool:
        """Whether a long report tells of any act: by the mean odds of its sentences.

        One likely sentence among many is mostly an aside: by the likeliest sentence a third more articles of general
        news had to pass before all labelled claims did.
        """
        return self._mean(text) >= self.long

    def passed(self, text: str, *, long: bool) -> tuple[Span, ...]:
        """The sentences of a report that are worth a look."""
        least = self.look - self.lean * self._mean(text) if long else self.short
        return tuple(span for span, score in _scored(self, text) if score >= least)

    def _mean(self, text: str) -> float:
        """The log of the mean odds of a text's sentences; of no sentence, -inf."""
        odds = [exp(score) for _, score in _scored(self, text)]
        return log(sum(odds) / len(odds)) if odds else -inf

    def score(self, sentence: str) -> float:
        """The log odds that the trained reader finds an act in a sentence."""
        found = features(sentence, self.known)
        return self.constant + float(self.weights[found].sum())


@lru_cache(maxsize=2)
def _scored(gate: Gate, text: str) -> tuple[tuple[Span, float], ...]:
    """The sentences of a report with their scores; it is asked twice on a report's way."""
    return tuple((span, gate.score(span.of(text))) for span in sentences(text))


@cache
def gate() -> Gate | None:
    """The shipped gate; None where its file is not there: everything passes."""
    file = folder() / "reader" / FILE
    return read(file, load_toml("reader/reader.toml")["gate"]) if file.is_file() else None


def read(file: Path, least: dict[str, float]) -> Gate:
    """A gate from its file; `least` has the scores from which reports and sentences pass."""
    with np.load(file) as held:
        weights = held["weights"].astype(np.float32)
        known = frozenset(map(int, held["known"]))
        return Gate(weights, known, float(held["constant"]), **least)


def features(sentence: str, known: frozenset[int]) -> NDArray[np.int64]:
    """The buckets of a sentence's words and pairs of words, each once; `known` are marks of words without a capital."""
    marks = list(_marks(sentence, known))
    found = {word(mark) for mark in marks}
    found |= {pair(*both) for both in zip([_EDGE, *marks], [*marks, _EDGE], strict=True)}
    return np.array(sorted(found), np.int64)


def _marks(sentence: str, known: frozenset[int]) -> Iterator[str]:
    before = ""
    for number, token in enumerate(_TOKEN.findall(sentence)):
        mark = _mark(token, known, first=number == 0)
        if mark != _NAME or before != _NAME:
            yield mark
        before = mark


def _mark(token: str, known: frozenset[int], *, first: bool) -> str:
    if token[0].isdigit():
        return _NUMBER
    if token.islower() or (first and code(token.lower()) in known):
        return token.lower()
    return _NAME


def word(mark: str) -> int:
    """The bucket of a word."""
    return code(mark) % WORDS


def code(mark: str) -> int:
    """A number of 32 bits for a word: no two words of a vocabulary share one but by rare chance."""
    return zlib.crc32(mark.encode())


def pair(left: str, right: str) -> int:
    """The bucket of a pair of words."""
    return WORDS + code(f"{left} {right}") % PAIRS


def words_without_capital(texts: Sequence[str], least: int = 3) -> frozenset[int]:
    """The codes of words that stand at least so often without a capital, and are nobody's name with one."""
    counts = Counter(token for text in texts for token in _TOKEN.findall(text) if token.islower())
    return frozenset(code(token) for token, count in counts.items() if count >= least and token not in countries())
