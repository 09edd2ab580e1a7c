"""Texts as the trained reader takes them: wordpieces with their offsets and the shapes of their words.

The cut is that of BERT's uncased vocabulary (Devlin et al. 2019; Wu et al. 2016): lower case, accents off, words at
spaces and marks, and of every word the longest piece that the vocabulary holds, from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN, FIRST, LAST, FILL = 100, 101, 102, 0
"""The ids of the marks [UNK], [CLS], [SEP] and [PAD] in BERT's vocabulary."""

SHAPES = ("no shape told", "lower", "Capital", "UPPER", "miXed", "digits", "punctuation")
"""What the uncased encoder is told of a piece's word, by number."""

PARTY, PLACE, NAMED = 1, 2, 7
"""Two unused ids of the vocabulary that stand for hidden names, and their shape (`model_names.py`)."""

MARKED = 8
"""What is added to the shapes of an act's pieces, to ask for its claim."""

LONGEST = 100
"""A word of more letters is unknown, as in BERT."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The wordpieces of one text: ids, character offsets, shapes, and whether each goes on a word."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    shapes: tuple[int, ...]
    inner: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's pieces: id, and first and last letter (exclusive) of the word as it stands in the text."""

    pieces: tuple[tuple[int, int, int], ...]
    shape: int


class Cutter:
    """Cuts texts into the wordpieces of one vocabulary; words met before are remembered."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary` holds the pieces in order of their ids; those that go on a word begin with "##"."""
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._word = lru_cache(maxsize=50_000)(self._cut_word)

    def cut(self, text: str, *, cased: bool = True) -> Pieces:
        """The pieces of a text; with `cased` false no shapes are told, as where a wire has no case."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        shapes: list[int] = []
        inner: list[bool] = []
        for start, end in words(text):
            word = self._word(text[start:end])
            for number, (piece, first, last) in enumerate(word.pieces):
                ids.append(piece)
                offsets.append((start + first, start + last))
                shapes.append(word.shape if cased else 0)
                inner.append(number > 0)
        return Pieces(tuple(ids), tuple(offsets), tuple(shapes), tuple(inner))

    def _cut_word(self, word: str) -> _Word:
        letters, places = _plain(word)
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(letters) <= LONGEST:
            end = len(letters)
            while end > start and (("##" if start else "") + letters[start:end]) not in self._ids:
                end -= 1
            if end == start:
                break
            found.append((self._ids[("##" if start else "") + letters[start:end]], places[start], places[end - 1] + 1))
            start = end
        if start < len(letters):
            found = [(UNKNOWN, 0, len(word))]
        return _Word(tuple(found), shape(word))


def words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand; every mark and every Chinese sign is a word."""
    start = None
    for place, letter in enumerate(text):
        plain = letter.isalnum() and not "\u3400" <= letter <= "\u9fff"
        if plain or (start is not None and unicodedata.combining(letter)):
            start = place if start is None else start
            continue
        kind = "L" if plain else unicodedata.category(letter)
        apart = kind[0] == "P" or letter in "$+<=>^`|~" or "\u3400" <= letter <= "\u9fff"
        if start is not None and (apart or letter.isspace() or kind in ("Cc", "Zs")):
            yield start, place
            start = None
        if apart:
            yield place, place + 1
        elif start is None and not letter.isspace() and kind[0] not in "CZ":
            start = place
    if start is not None:
        yield start, len(text)


def _plain(word: str) -> tuple[str, list[int]]:
    """A word in lower case without accents, and for each letter that is left its place in the word."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(word):
        for part in unicodedata.normalize("NFD", letter.lower()):
            if unicodedata.category(part) not in ("Mn", "Cc", "Cf"):
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def shape(word: str) -> int:
    """The number of a word's shape in SHAPES."""
    if not any(letter.isalnum() for letter in word):
        return 6
    if any(letter.isdigit() for letter in word):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


def windows(length: int, most: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most `most` pieces that cover `length`, each sharing `overlap` with the one before."""
    start = 0
    while True:
        end = min(length, start + most)
        yield start, end
        if end == length:
            return
        start = end - overlap
