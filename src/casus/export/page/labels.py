"""Labels beside circles, so placed that none covers another. One that finds no room is left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Wanted:
    """A circle at (x, y) that wants a label; those that come first choose first."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its left edge and baseline."""

    text: str
    x: float
    y: float


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif of this size: wide letters of East Asia count double."""
    return sum(size * (1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.56) for letter in text)


def place(wanted: Sequence[Wanted], frame: Box, size: float, taken: Sequence[Box] = ()) -> tuple[Placed, ...]:
    """A place for each label that finds one: right, left, below, above or at a corner of its circle."""
    occupied = [*taken, *(Box(w.x - w.radius, w.y - w.radius, w.x + w.radius, w.y + w.radius) for w in wanted)]
    placed = []
    for index, one in enumerate(wanted):
        own = occupied[len(taken) + index]
        for box in _candidates(one, size):
            if _fits(box, frame) and not any(other.meets(box) for other in occupied if other is not own):
                occupied.append(box)
                placed.append(Placed(one.text, box.left, box.bottom - size * 0.28))
                break
    return tuple(placed)


def _fits(box: Box, frame: Box) -> bool:
    upright = frame.top <= box.top and box.bottom <= frame.bottom
    return upright and frame.left <= box.left and box.right <= frame.right


def _candidates(one: Wanted, size: float) -> list[Box]:
    width, height = text_width(one.text, size), size * 1.25
    gap, slant = one.radius + 4, one.radius * 0.72 + 3
    corners = [
        (one.x + gap, one.y - height / 2),
        (one.x - gap - width, one.y - height / 2),
        (one.x - width / 2, one.y + gap),
        (one.x - width / 2, one.y - gap - height),
        (one.x + slant, one.y - slant - height),
        (one.x + slant, one.y + slant),
        (one.x - slant - width, one.y - slant - height),
        (one.x - slant - width, one.y + slant),
    ]
    return [Box(left, top, left + width, top + height) for left, top in corners]
