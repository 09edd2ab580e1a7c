"""Words that make a toll a sum over several happenings or a period: `resources/lexicon/sums.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class Patterns:
    """One regular expression for each way of adding up; what each means stands in the file."""

    series: re.Pattern[str]
    several: re.Pattern[str]
    running: re.Pattern[str]
    war: re.Pattern[str]
    stretch: re.Pattern[str]
    rate: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """All of them, read once."""
    table = load_toml("lexicon/sums.toml")
    return Patterns(**{name: re.compile(row["pattern"], re.IGNORECASE) for name, row in table.items()})
