"""One text by one publisher, with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """What was published. Offsets of everything that is read from it are characters of `text`.

    `published` is None where nobody knows the day: it is never filled in from the clock.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
