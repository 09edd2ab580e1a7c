"""What an export could not say: read beside every table, so that nobody takes the table for the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident or claim that has no row in this format, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Loss:
    """The report of one export: rows `written` of `unit`, what was `left_out`, and what was `unsaid`, in words."""

    format: str
    unit: str
    written: int
    left_out: tuple[LeftOut, ...] = ()
    unsaid: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The report in one to few lines: the count, one line for each reason, one for each thing unsaid."""
        whole = self.written + len(self.left_out)
        first = f"{self.format}: {self.written} of {whole} {self.unit} written"
        if not (self.left_out or self.unsaid):
            return (f"{first}; nothing was lost",)
        reasons = Counter(one.why for one in self.left_out)
        left = tuple(f"left out: {number} ({why}): {_some(self.left_out, why)}" for why, number in reasons.items())
        return (first, *left, *(f"not said: {what}" for what in self.unsaid))


def _some(left_out: Sequence[LeftOut], why: str, most: int = 5) -> str:
    """The first few ids with this reason."""
    ids = [one.id for one in left_out if one.why == why]
    rest = len(ids) - most
    return ", ".join(ids[:most]) + (f" and {rest} more" if rest > 0 else "")
