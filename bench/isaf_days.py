"""The year of a release whose dateline leaves it out, from the collection that it stands in.

ISAF numbered its releases by year and month ("2011-07-S-039"), but for some months. A dateline without a year
("Jan. 9") over a release without a number is of the one year in which the collection's releases of that month, between
its first numbered month and its last, carry no number; where there are several such years, or none, nobody knows. The
rule reads the texts alone, no label. `isaf.measure` gives the days with it and without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bench.isaf_read import dateline, month_of, published

# A number with a letter lost is a number still ("011-07-S-051").
_NUMBERED = re.compile(r"\b[0-9]{3,4}\s*[-–]\s*[0-9]{2}\s*[-–]\s*[A-Z]{1,3}\b")


@dataclass(frozen=True, slots=True)
class Collection:
    """The months, as (year, month), of which the collection holds numbered releases."""

    months: frozenset[tuple[int, int]]

    def day(self, text: str) -> date | None:
        """The day on which a release was published: its own word, or else with the year that the collection leaves."""
        return published(text) or self._in_gap(text)

    def _in_gap(self, text: str) -> date | None:
        told = None if _NUMBERED.search(text) else dateline(text)
        if not told or not self.months:
            return None
        (first, _), (last, _) = min(self.months), max(self.months)
        months = [(year, told[0]) for year in range(first, last + 1)]
        gaps = [one for one in months if min(self.months) < one < max(self.months) and one not in self.months]
        return date(gaps[0][0], *told) if len(gaps) == 1 else None


def collect(texts: Iterable[str]) -> Collection:
    """The months of the numbered releases among some texts."""
    days = [month_of(text) for text in texts]
    return Collection(frozenset((day.year, day.month) for day in days if day))
