"""What the train half says of words: in how many messages they stand, and in how many of those they fill each role.

The network learned from the same messages, but it leans on what it knows by heart; counts tell it which words it knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.muc4_heads import SEEN
from bench.muc4_templates import ROLES, mark

USUAL = 0.03
"""How often a word of a message fills a role, where nothing is known of it,"""
DOUBT = 2.0
"""and how many messages that is worth."""
NONE = (0,) * (1 + len(SEEN))


@dataclass(frozen=True, slots=True)
class Words:
    """Messages by the mark of a word or commoner mention: how many have it, and in how many it fills each role."""

    counts: Mapping[str, Sequence[int]]

    def leaning(self, words: str, role: str) -> float:
        """How much likelier than usual this fills the role; 0 of what is not known."""
        count, *of = self.counts.get(mark(words), NONE)
        told = of[SEEN.index(role)]
        share = (told + DOUBT * USUAL) / (max(count - told, 0) + DOUBT * (1 - USUAL))
        return float(np.log(share / (USUAL / (1 - USUAL))))

    def features(self, words: str, role: str) -> list[float]:
        """The mean of the words' leanings, the share of unknown words, the whole's, and the last one's elsewhere."""
        each = words.split()
        rivals = [other for other in ROLES if other != role]
        return [
            float(np.mean([self.leaning(word, role) for word in each])),
            float(np.mean([mark(word) not in self.counts for word in each])),
            self.leaning(words, role),
            max(self.leaning(each[-1], other) for other in rivals),
        ]


def words_of(table: Mapping[str, str]) -> Words:
    """The counts as they are written: "12" or "12 0 3 0 0 0 1 0"."""
    return Words({word: _counts(line) for word, line in table.items()})


def _counts(line: str) -> tuple[int, ...]:
    told = tuple(map(int, line.split()))
    return told + NONE[len(told) :]
