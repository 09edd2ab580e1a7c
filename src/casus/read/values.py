"""What reading gives besides reports: faults, and what we are told of an input before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, in one line; the rest of the batch goes on.

    `where` is "FILE", "FILE:line 7" or "FILE:item 3". A `warning` lost no report: it says what of it was not used.
    """

    where: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of an input. A record's own day and publisher go before it."""

    published: date | None = None
    publisher: str | None = None
    report_id: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One stream of bytes: how faults name it, the beginning of ids made for its reports, what is given of it."""

    where: str
    stem: str
    given: Given = Given()

    def line(self, number: int) -> Input:
        """The same input at one of its lines, counted from 1."""
        return Input(f"{self.where}:line {number}", self.stem, self.given)

    def item(self, number: int) -> Input:
        """The same input at one item of its list, counted from 1."""
        return Input(f"{self.where}:item {number}", self.stem, self.given)
