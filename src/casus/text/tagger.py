"""Part-of-speech tags of the Penn treebank by a greedy averaged perceptron.

M. Collins (2002), "Discriminative training methods for hidden Markov models". The weights of all tags for one feature
are packed into the lanes of one long integer, so that adding two of them adds the weights of every tag at once; the
sum for a word form in a position is kept once it has been worked out. Words that training saw often with one tag only
skip the perceptron. Weights, sources and licence: `resources/text/MODEL_CARD.md`.
"""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from casus.errors import ResourceError
from casus.reference.resources import folder
from casus.text import features as look
from casus.text.alike import alike

MODEL = "text/tagger.json.gz"
_LANE = 16  # bits a tag; sums of some forty weights of ±44 stay far below
_MIDDLE = 1 << (_LANE - 1)  # keeps every lane positive
_ZERO = 79  # weights are written as one character each: chr(79 + weight), weight in -44..+44, none of them " or \
_TAG0 = 36  # tags are written as chr(36 + index), after the quotation mark
_ROOM = 12_000  # word forms kept in each table before it is emptied: bounds the memory of a long run

Vectors = dict[str, int]


class Tagger:
    """A trained model. `tag` is the one thing to call; the tables inside only remember sums."""

    __slots__ = (
        "_alike",
        "_bias",
        "_classes",
        "_kinds",
        "_lane_of",
        "_lanes",
        "_packed",
        "_sizes",
        "_sure",
        "_tables",
        "_tags",
        "_vectors",
    )

    def __init__(self, model: Mapping[str, Any]) -> None:
        self._tags: tuple[str, ...] = tuple(model["tags"])
        self._sure: dict[str, str] = model["sure"]
        self._classes: dict[str, str] = model["classes"]
        self._packed: dict[str, str] = model["weights"]
        self._lanes = struct.Struct(f"<{len(self._tags)}H")
        self._bias = sum(_MIDDLE << (_LANE * place) for place in range(len(self._tags)))
        self._tables: tuple[Vectors, ...] = tuple({} for _ in range(6))
        self._vectors: Vectors = {}
        self._lane_of = _lanes(len(self._tags))
        self._kinds: dict[str, tuple[str, str]] = {}
        self._alike = alike()

    def tag(self, words: Sequence[str]) -> list[str]:
        """The Penn tag of each word of one sentence."""
        named = [self._alike.get(word, word) for word in words]
        forms = [word if word.isalpha() and word.isascii() else look.plain(word) for word in named]
        known = [self._kind(form) for form in forms]
        return self._run(forms, [kind for kind, _ in known], look.ahead([coming for _, coming in known]))

    def _run(self, forms: list[str], kinds: list[str], coming: list[str]) -> list[str]:
        """From left to right, each word by the best sum; sure words at once."""
        tags: list[str] = []
        last, before, state = look.START, look.START, "--"
        padded = [look.START, look.START, *forms, look.END, look.END]
        sides = [*kinds, look.END]
        for place, form in enumerate(forms):
            tag = self._sure.get(form)
            lower = form.lower()
            if tag is None:
                right = padded[place + 3].lower()
                joined = look.in_context(
                    lower, kinds[place], (last, before), state, (right, sides[place + 1], coming[place])
                )
                tag = self._best(self._around(padded, place), joined)
            tags.append(tag)
            last, before = tag, last
            state = look.next_state(state, lower, tag)
        return tags

    def _best(self, total: int, joined: Iterable[str]) -> str:
        known, packed = self._vectors.get, self._packed
        for feature in joined:
            vector = known(feature)
            if vector is not None:
                total += vector
            elif feature in packed:
                total += self._vector(feature)
        lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        return self._tags[lanes.index(max(lanes))]

    def _around(self, padded: list[str], place: int) -> int:
        """The sum of what the word and its four neighbours say on their own."""
        word = padded[place + 2]
        own = self._own(word) if place else self._own_first(word)
        return (
            own
            + self._side(1, padded[place + 1], look.of_left)
            + self._side(2, padded[place], look.of_left2)
            + self._side(3, padded[place + 3], look.of_right)
            + self._side(4, padded[place + 4], look.of_right2)
        )

    def _own(self, word: str) -> int:
        table = self._tables[0]
        found = table.get(word)
        if found is not None:
            return found
        return self._remember(table, word, self._bias, look.of_word(word, self._kind(word)[0]))

    def _own_first(self, word: str) -> int:
        table = self._tables[5]
        found = table.get(word)
        if found is not None:
            return found
        return self._remember(table, word, self._bias, look.of_word(word, self._kind(word)[0], first=True))

    def _side(self, number: int, word: str, features: Callable[[str, str], list[str]]) -> int:
        table = self._tables[number]
        found = table.get(word)
        if found is not None:
            return found
        return self._remember(table, word, 0, features(word, self._kind(word)[0]))

    def _remember(self, table: Vectors, word: str, base: int, features: Iterable[str]) -> int:
        if len(table) >= _ROOM:
            table.clear()
        table[word] = total = base + sum(self._vector(feature) for feature in features)
        return total

    def _vector(self, feature: str) -> int:
        table = self._vectors
        found = table.get(feature)
        if found is not None:
            return found
        packed = self._packed.get(feature)
        if packed is None:
            return 0
        if len(table) >= 8 * _ROOM:
            table.clear()
        lanes = self._lane_of
        table[feature] = total = sum([lanes[packed[at : at + 2]] for at in range(0, len(packed), 2)])
        return total

    def _kind(self, form: str) -> tuple[str, str]:
        found = self._kinds.get(form)
        if found is not None:
            return found
        if len(self._kinds) >= 4 * _ROOM:
            self._kinds.clear()
        kind = look.kind_of(form, self._classes)
        known = self._kinds[form] = (kind, look.coming_of(form, kind))
        return known


def _lanes(tags: int) -> Vectors:
    """The long integer of each pair of characters that a packed weight may be: the weight in its tag's lane."""
    return {
        chr(_TAG0 + tag) + chr(_ZERO + weight): weight << (_LANE * tag)
        for tag in range(tags)
        for weight in range(-44, 45)
    }


def pack(weights: Iterable[tuple[int, int]]) -> str:
    """Pairs of tag index and weight as the string that `Tagger` unpacks; a weight beyond ±44 takes several pairs."""
    pairs: list[str] = []
    for tag, weight in weights:
        left = weight
        while left:
            step = max(-44, min(44, left))
            pairs.append(chr(_TAG0 + tag) + chr(_ZERO + step))
            left -= step
    return "".join(pairs)


@cache
def tagger() -> Tagger:
    """The shipped model, loaded once. Raises ResourceError where the file is missing or no model."""
    path = folder() / MODEL
    try:
        return Tagger(json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, EOFError, ValueError, KeyError) as fault:
        raise ResourceError(f"{path}: no tagger model: {fault}") from fault
