"""What the trained network sees in a MUC-4 document: of each piece its roles, classes and links."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.muc4_heads import LINK, SEEN, TYPES
from bench.muc4_heads import WIDTH as CLASS_COUNT
from casus.extract.model_look import Floats, Network, Stretch, softmax
from casus.extract.model_pieces import Cutter, Pieces, windows

MOST, OVERLAP = 254, 190
"""How many pieces are looked at together, and how many of them two windows share: most are looked at four times."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as the network sees it.

    Probabilities of role tags (length, roles, 3: outside, begins, goes on) and of kinds of incident (kinds) in all;
    logits of the classes (length, classes) and vectors of links (length, 2 * LINK) of the pieces.
    """

    text: str
    pieces: Pieces
    tags: Floats
    classes: Floats
    links: Floats
    kinds: Floats

    def classes_of(self, first: int, last: int) -> Floats:
        """The probabilities of the classes of a mention."""
        return sigmoid(self.classes[first:last].mean(0))

    def links_of(self, first: int, last: int) -> tuple[Floats, Floats]:
        """The vectors of a mention's template and of its entity."""
        whole = self.links[first:last].mean(0)
        return whole[:LINK], whole[LINK:]


def look(text: str, cutter: Cutter, network: Network) -> Document:
    """What the network sees in a text; where windows overlap, the one in whose middle a piece stands counts more."""
    text = text.lower()
    pieces = cutter.cut(text, cased=False)
    bounds = list(windows(len(pieces), MOST, OVERLAP))
    stretches = [Stretch(pieces.ids[a:b], pieces.shapes[a:b], (False,) * (b - a)) for a, b in bounds]
    roles, classes, links, kinds = network.run(stretches)
    size, share = len(pieces), np.zeros(len(pieces), np.float32)
    tags = np.zeros((size, len(SEEN), 3), np.float32)
    told, linked = np.zeros((size, CLASS_COUNT), np.float32), np.zeros((size, 2 * LINK), np.float32)
    for n, (a, b) in enumerate(bounds):
        weight = np.minimum(np.arange(1, b - a + 1), np.arange(b - a, 0, -1)).clip(max=32).astype(np.float32)
        inside = slice(1, b - a + 1)
        tags[a:b] += softmax(roles[n, inside].reshape(b - a, len(SEEN), 3)) * weight[:, None, None]
        told[a:b] += classes[n, inside] * weight[:, None]
        linked[a:b] += links[n, inside] * weight[:, None]
        share[a:b] += weight
    whole = sigmoid(kinds).max(0)[: len(TYPES)]
    return Document(text, pieces, tags / share[:, None, None], told / share[:, None], linked / share[:, None], whole)


def sigmoid(logits: Floats) -> Floats:
    """Logits as probabilities."""
    shares: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return shares
