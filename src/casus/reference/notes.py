"""What reports say of a claim without a source of its own: `resources/lexicon/notes.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in our words, and the pattern of the words that make it. `example` is a sentence that has them."""

    note: str
    pattern: re.Pattern[str]
    example: str


@cache
def notes() -> tuple[Note, ...]:
    """All remarks, in the order of the file, read once."""
    rows = load_toml("lexicon/notes.toml")["note"]
    return tuple(Note(row["note"], re.compile(row["pattern"], re.IGNORECASE), row["example"]) for row in rows)
