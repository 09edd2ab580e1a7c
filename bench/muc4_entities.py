"""Who and what fills the roles of a MUC-4 document: from the tags of the trained reader to entities and templates.

Stretches of words that the network puts in a role are joined to entities (one's words within the other's, or a name and
its acronym); a linear model over few features says how likely an entity is one of the key's; entities go to the
templates of the kinds of incident that the network sees in the document. Its weights were fitted on the dev half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4_templates import ROLES, normal
from casus.extract.model_acts import runs
from casus.extract.model_look import Floats, Network, Stretch, softmax
from casus.extract.model_pieces import Cutter, Pieces, windows

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
MOST, OVERLAP = 254, 64
LEAST = 0.15
"""How likely a piece must be in a role to be looked at."""
_SMALL = frozenset("of de la el los las for del and y".split())


@dataclass(frozen=True, slots=True)
class Document:
    """A text as the network sees it: role tags (length, roles, 3) and kinds (length, kinds) of pieces, kinds of all."""

    text: str
    pieces: Pieces
    tags: Floats
    piece_kinds: Floats
    kinds: Floats


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch in a role: its words, normalised, its pieces, how likely it is, and where else it stands."""

    words: str
    first: int
    last: int
    score: float
    scores: tuple[float, ...]
    earliest: int


Group = tuple[Mention, ...]
"""One entity: its mentions, likeliest first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model of one role over `features`, each brought to mean 0 and spread 1."""

    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]

    def likelihood(self, found: Sequence[float]) -> float:
        """The probability that an entity with these features is one of the key's."""
        total = ((np.array(found) - self.means) / self.spreads) @ self.weights
        return float(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True)
class Settings:
    """The fitted model of each role and the thresholds of entities, kinds and mentions' kinds."""

    roles: Mapping[str, Weights]
    entity: float
    kind: float
    piece_kind: float


def settings(table: Mapping[str, Any]) -> Settings:
    """The settings of `resources/reader/muc4.json`."""
    roles = {
        role: Weights(np.array(one["means"]), np.array(one["spreads"]), np.array(one["weights"]))
        for role, one in table["roles"].items()
    }
    return Settings(roles, table["entity"], table["kind"], table["piece_kind"])


def look(text: str, cutter: Cutter, network: Network) -> Document:
    """What the network sees in a text; where windows overlap, the one in whose middle a piece stands counts more."""
    text = text.lower()
    pieces = cutter.cut(text, cased=False)
    bounds = list(windows(len(pieces), MOST, OVERLAP))
    stretches = [Stretch(pieces.ids[a:b], pieces.shapes[a:b], (False,) * (b - a)) for a, b in bounds]
    roles, piece_kinds, kinds = network.run(stretches)
    tags = np.zeros((len(pieces), len(ROLES), 3), np.float32)
    spread = np.zeros((len(pieces), len(TYPES)), np.float32)
    share = np.zeros(len(pieces), np.float32)
    for n, (a, b) in enumerate(bounds):
        weight = np.minimum(np.arange(1, b - a + 1), np.arange(b - a, 0, -1)).clip(max=32).astype(np.float32)
        tags[a:b] += softmax(roles[n, 1 : b - a + 1].reshape(b - a, len(ROLES), 3)) * weight[:, None, None]
        spread[a:b] += _sigmoid(piece_kinds[n, 1 : b - a + 1]) * weight[:, None]
        share[a:b] += weight
    whole = _sigmoid(kinds).max(0)
    tags /= share[:, None, None]
    spread /= share[:, None]
    return Document(text, pieces, tags, spread, whole)


def _sigmoid(logits: Floats) -> Floats:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def groups(document: Document, role: str) -> list[Group]:
    """The entities that may fill a role."""
    tags = document.tags[:, ROLES.index(role)]
    found: dict[str, list[tuple[float, int, int]]] = {}
    for first, last, score in runs(tags, document.pieces.inner, LEAST):
        offsets = document.pieces.offsets
        words = normal(document.text[offsets[first][0] : offsets[last - 1][1]])
        if words and len(words.split()) <= 12:
            found.setdefault(words, []).append((score, first, last))
    mentions = [_mention(words, where) for words, where in found.items()]
    joined: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda one: (-one.score, one.first)):
        home = next((group for group in joined if any(_same(mention.words, old.words) for old in group)), None)
        if home is None:
            joined.append([mention])
        else:
            home.append(mention)
    return [tuple(group) for group in joined]


def _mention(words: str, where: Sequence[tuple[float, int, int]]) -> Mention:
    score, first, last = max(where)
    return Mention(words, first, last, score, tuple(one[0] for one in where), min(one[1] for one in where))


def _same(left: str, right: str) -> bool:
    """Whether two names may be one's: the words of one within the other's, or an acronym and what it is short for."""
    ours, theirs = set(left.split()), set(right.split())
    return ours <= theirs or theirs <= ours or _short(left, right) or _short(right, left)


def _short(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in long.split() if word not in _SMALL)
    return len(short) >= 2 and " " not in short and short == letters


def features(document: Document, group: Group, role: str) -> list[float]:
    """What tells an entity of the key from another."""
    best, size = group[0], len(document.pieces)
    inside = slice(best.first, best.last)
    others = [n for n in range(len(ROLES)) if n != ROLES.index(role)]
    rival = max(float(1 - document.tags[inside, n, 0].mean()) for n in others)
    every = [float(1 - np.prod([1 - score for score in one.scores])) for one in group]
    return [
        1.0,
        _odds(best.score),
        _odds(max(every)),
        _odds(float(document.kinds.max())),
        float(np.log(len(group))),
        float(np.log(sum(len(one.scores) for one in group))),
        min(one.earliest for one in group) / size,
        min(one.earliest for one in group) / 256,
        _odds(float(document.piece_kinds[inside].mean(0).max())),
        _odds(rival),
        len(best.words.split()) / 4,
        float(np.log(size / 400)),
        _odds(float(1 - np.prod(1 - document.kinds))),
    ]


def _odds(share: float) -> float:
    bound = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(bound / (1 - bound)))


def templates(document: Document, chosen: Settings) -> list[dict[str, Any]]:
    """The templates of a document: one for each kind of incident in it."""
    found = list(_entities(document, chosen))
    kinds = [n for n in range(len(TYPES)) if document.kinds[n] >= chosen.kind]
    if found and not kinds:
        kinds = [int(document.kinds.argmax())]
    made: dict[int, dict[str, Any]] = {n: {"incident_type": TYPES[n], **{role: [] for role in ROLES}} for n in kinds}
    for role, group in found:
        shares = np.mean([document.piece_kinds[one.first : one.last].mean(0) for one in group[:2]], 0)
        told = [n for n in kinds if shares[n] >= chosen.piece_kind] or [max(kinds, key=lambda n: float(shares[n]))]
        for n in told:
            made[n][role].append([group[0].words])
    return [one for one in made.values() if any(one[role] for role in ROLES)]


def _entities(document: Document, chosen: Settings) -> Iterator[tuple[str, Group]]:
    for role in ROLES:
        for group in groups(document, role):
            if chosen.roles[role].likelihood(features(document, group, role)) >= chosen.entity:
                yield role, group
