"""Whether two entities of a MUC-4 document are of one incident: by how, and how far apart, the text tells of them.

The weights are learned from the keys of the train half, whose entities stand at known places; the network's own links
are no part of it, for it knows those messages by heart.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from bench.muc4_entities import Group, Weights

SENTENCE = re.compile(r"[.?!]\s+(?=\S)|\s{3,}")
PARAGRAPH = re.compile(r"\s{3,}")
CUES = (
    "also another meanwhile other second later addition yesterday previously earlier month week last ago same moreover "
    "finally separate hand hours night morning"
).split()
"""Words between two entities that may tell of a new incident, or of the same one."""
CLOSE = 15
"""How many characters may lie between a name and what somebody is."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A text in lower case, and where its sentences and paragraphs end."""

    text: str
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def occurrences(self, mentions: Iterable[str]) -> set[Stretch]:
        """Where any of these mentions, normalised, stands."""
        shapes = {r"\W+".join(map(re.escape, mention.split())) for mention in mentions}
        return {one.span() for shape in shapes for one in re.finditer(rf"(?<!\w){shape}(?!\w)", self.text)}

    def around(self, mentions: Iterable[str]) -> set[str]:
        """The words of the sentences in which any of these mentions stands."""
        ends = (0, *self.sentences, len(self.text))
        inside = {bisect(self.sentences, start) for start, _ in self.occurrences(mentions)}
        return {word for n in inside for word in re.findall(r"[a-z]+", self.text[ends[n] : ends[n + 1]])}


@lru_cache(maxsize=256)
def told(text: str) -> Told:
    """A text, cut; each of its entities asks for it."""
    ends = (tuple(one.end() for one in shape.finditer(text)) for shape in (SENTENCE, PARAGRAPH))
    return Told(text, *ends)


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity as it stands in a text: its role, and its stretches, first to last."""

    role: str
    stretches: tuple[Stretch, ...]


def bond_features(text: Told, one: Standing, other: Standing, count: int) -> list[float]:
    """What tells whether two entities are of one incident, of `count` that were hit by incidents of one kind."""
    ours, theirs = sorted((one.stretches, other.stretches))
    gap, left, right = min((max(b[0] - a[1], a[0] - b[1], 0), a, b) for a in ours for b in theirs)
    between = text.text[min(left[1], right[1]) : max(left[0], right[0])]
    apart = abs(bisect(text.sentences, left[0]) - bisect(text.sentences, right[0]))
    alike, person = one.role == other.role, {one.role, other.role} == {"Victim", "Person"}
    within, many = set(re.findall(r"\w+", between)), float(np.log(count))
    return [
        1.0,
        float(np.log1p(gap)),
        float(apart == 0),
        float(apart == 1),
        float(bisect(text.paragraphs, left[0]) == bisect(text.paragraphs, right[0])),
        float(np.log1p(apart)),
        float(np.log1p(abs(ours[0][0] - theirs[0][0]))),
        float(alike),
        float(person),
        float(person and gap < CLOSE),
        many,
        many * (apart == 0),
        float(np.log1p(len(text.sentences))),
        float(np.log1p(len(ours) + len(theirs))),
        float(alike and apart == 0),
        *(float(alike and one.role == role) for role in ("Target", "Victim")),
        ours[0][0] / len(text.text),
        float(between in {" and ", ", "}),
        *(float(cue in within) for cue in CUES),
    ]


@dataclass(frozen=True, slots=True)
class Bonds:
    """The bonds of a document's entities, each worked out once: thresholds are fitted over the same ones."""

    text: Told
    offsets: Sequence[Stretch]
    weights: Weights
    _known: dict[tuple[str, Group, str, Group, int], float] = field(default_factory=dict)
    _standing: dict[tuple[str, Group], Standing] = field(default_factory=dict)

    def between(self, one: tuple[str, Group], other: tuple[str, Group], count: int) -> float:
        """The logarithm of the odds that two entities (role and mentions) are of one incident."""
        asked = (*one, *other, count)
        if asked not in self._known:
            found = bond_features(self.text, self._stands(one), self._stands(other), count)
            self._known[asked] = self.weights.sum(found)
        return self._known[asked]

    def _stands(self, entity: tuple[str, Group]) -> Standing:
        if entity not in self._standing:
            role, group = entity
            read = {(self.offsets[one.first][0], self.offsets[one.last - 1][1]) for one in group}
            also = self.text.occurrences(one.words for one in group)
            self._standing[entity] = Standing(role, tuple(sorted(read | also)))
        return self._standing[entity]
