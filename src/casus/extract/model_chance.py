"""From the trained reader's score of an act to a chance: Platt's scaling, fitted on reports that it never saw."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST, MOST = 1e-4, 1 - 1e-4


@dataclass(frozen=True, slots=True)
class Scale:
    """The chance of an act is 1 / (1 + exp(-(slope * log odds of its score + offset))) (Platt 1999)."""

    slope: float
    offset: float

    def chance(self, score: float) -> float:
        """How likely (0 to 1) the words tell an act, from the network's score (0 to 1)."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(score) + self.offset)))


def log_odds(score: float) -> float:
    """The log odds of a probability, held off 0 and 1."""
    held = min(max(score, LEAST), MOST)
    return math.log(held / (1 - held))
