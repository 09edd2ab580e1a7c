"""A hint of the trained reader: words that may tell an act."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.codes import EventType
from casus.model.span import Span


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that another reader takes for an act: where they stand, of what kind, how likely (0 to 1), and who says so.

    `origin` is the reader and its version, as in a claim.
    """

    span: Span
    event_type: EventType
    score: float
    origin: str
