"""Who and what may fill the roles of a MUC-4 document: from what the trained network sees to entities.

Stretches of words that the network puts in a role are joined to entities (one's words within the other's, or a name and
its acronym, unless their links say that they are two); a linear model over few features says how likely an entity is
one of the key's, and another whether a further mention is one of its entity's. Both are fitted by training.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4_heads import SEEN, places
from bench.muc4_look import Document
from bench.muc4_templates import ROLES, normal
from bench.muc4_words import Words
from casus.extract.model_acts import runs
from casus.extract.model_look import Floats

LEAST = 0.25
"""How likely a piece must be in a role to be looked at."""
TWO = -2.0
"""The product of two mentions' links under which they are two entities whatever their words."""
_SMALL = frozenset("of de la el los las for del and y".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch in a role: its words, normalised, and where it is likeliest.

    `first` and `last` are its pieces there, `score` the mean probability of its pieces, `edges` that of the very
    stretch, `scores` the first of all stretches of these words, `earliest` the first piece of any.
    """

    words: str
    first: int
    last: int
    score: float
    edges: float
    scores: tuple[float, ...]
    earliest: int


Group = tuple[Mention, ...]
"""One entity: its mentions, likeliest first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over features, each brought to mean 0 and spread 1."""

    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]

    def sum(self, found: Sequence[float]) -> float:
        """The logarithm of the odds that what has these features is so."""
        return float(((np.array(found) - self.means) / self.spreads) @ self.weights)

    def likelihood(self, found: Sequence[float]) -> float:
        """The probability that it is so."""
        return float(1 / (1 + np.exp(-self.sum(found))))


def weights(table: Mapping[str, Any]) -> Weights:
    """A linear model as it is written."""
    return Weights(np.array(table["means"]), np.array(table["spreads"]), np.array(table["weights"]))


def groups(document: Document, role: str) -> list[Group]:
    """The entities that may fill a role."""
    tags = document.tags[:, SEEN.index(role)]
    found: dict[str, list[tuple[float, int, int]]] = {}
    offsets = document.pieces.offsets
    for first, last, score in runs(tags, document.pieces.inner, LEAST):
        words = normal(document.text[offsets[first][0] : offsets[last - 1][1]])
        if words and len(words.split()) <= 12:
            found.setdefault(words, []).append((score, first, last))
    mentions = [_mention(words, where, tags) for words, where in found.items()]
    joined: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda one: (-one.score, one.first)):
        home = next((group for group in joined if any(_same(document, mention, old) for old in group)), None)
        if home is None:
            joined.append([mention])
        else:
            home.append(mention)
    return [tuple(group) for group in joined]


def _mention(words: str, where: Sequence[tuple[float, int, int]], tags: Floats) -> Mention:
    score, first, last = max(where)
    scores, earliest = tuple(one[0] for one in where), min(one[1] for one in where)
    return Mention(words, first, last, score, edges(tags, first, last), scores, earliest)


def edges(tags: Floats, first: int, last: int) -> float:
    """The probability that by three tags a stretch begins at `first`, goes on, and ends before `last`."""
    ends = 1.0 - float(tags[last, 2]) if last < len(tags) else 1.0
    return float(tags[first, 1] * np.prod(tags[first + 1 : last, 2])) * ends


def _same(document: Document, left: Mention, right: Mention) -> bool:
    """Whether two mentions are of one: the words of one within the other's, or an acronym and what it is short for."""
    ours, theirs = set(left.words.split()), set(right.words.split())
    alike = ours <= theirs or theirs <= ours or short(left.words, right.words) or short(right.words, left.words)
    return alike and linked(document, left, right) > TWO


def linked(document: Document, left: Mention, right: Mention, which: int = 1) -> float:
    """The product of two mentions' links (0: of one template; 1: of one entity); above 0 they rather are."""
    ours = document.links_of(left.first, left.last)[which]
    theirs = document.links_of(right.first, right.last)[which]
    return float(ours @ theirs) / float(np.sqrt(len(ours)))


def short(acronym: str, long: str) -> bool:
    """Whether the one is short for the other: the first letters of its words, small ones apart.

    The words may be a translation in another order, and one of them not counted: "fmln" is the Farabundo Marti
    National Liberation Front.
    """
    if len(acronym) < 2 or " " in acronym:
        return False
    letters = "".join(word[0] for word in long.split() if word not in _SMALL)
    near = len(acronym) >= 3 and len(letters) - len(acronym) in (0, 1)
    return acronym == letters or (near and Counter(acronym) <= Counter(letters))


def features(document: Document, group: Group, role: str, known: Words) -> list[float]:
    """What tells an entity of the key from another; `known` is what the train half says of words."""
    best, size = group[0], len(document.pieces)
    inside = slice(best.first, best.last)
    others = [n for n in range(len(SEEN if role not in ROLES else ROLES)) if n != SEEN.index(role)]
    rival = max(float(1 - document.tags[inside, n, 0].mean()) for n in others)
    every = [float(1 - np.prod([1 - score for score in one.scores])) for one in group]
    kinds = document.classes_of(best.first, best.last)[places()["type"]]
    return [
        1.0,
        odds(best.score),
        odds(best.edges),
        odds(max(every)),
        odds(float(document.kinds.max())),
        float(np.log(len(group))),
        float(np.log(sum(len(one.scores) for one in group))),
        min(one.earliest for one in group) / size,
        min(one.earliest for one in group) / 256,
        odds(float(kinds.max())),
        odds(float((kinds * document.kinds).max())),
        odds(rival),
        len(best.words.split()) / 4,
        float(np.log(size / 400)),
        odds(float(1 - np.prod(1 - document.kinds))),
        *known.features(best.words, role),
    ]


def mention_features(document: Document, group: Group, mention: Mention) -> list[float]:
    """What tells whether a further mention is one of its entity's in the key."""
    best = group[0]
    ours, theirs = set(mention.words.split()), set(best.words.split())
    return [
        1.0,
        odds(mention.score),
        odds(mention.edges),
        float(np.log(len(mention.scores))),
        linked(document, best, mention),
        float(short(mention.words, best.words) or short(best.words, mention.words)),
        len(ours) / 4,
        len(ours & theirs) / max(1, len(ours | theirs)),
    ]


def odds(share: float) -> float:
    """The logarithm of the odds, within bounds."""
    bound = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(bound / (1 - bound)))


@dataclass(frozen=True, slots=True)
class Found:
    """A group that may be an entity: its role, how likely it is one, and each of its mentions to be one of it."""

    role: str
    group: Group
    share: float
    shares: tuple[float, ...]


Groups = Mapping[str, Sequence[Group]]


def all_groups(document: Document) -> Groups:
    """The entities that may fill each role."""
    return {role: groups(document, role) for role in SEEN}


def judged(
    document: Document, of: Groups, roles: Mapping[str, Weights], further: Weights, known: Words
) -> Iterator[Found]:
    """Every group with its probabilities."""
    for role, found in of.items():
        for group in found:
            share = roles[role].likelihood(features(document, group, role, known))
            rest = (further.likelihood(mention_features(document, group, one)) for one in group[1:])
            yield Found(role, group, share, (1.0, *rest))
