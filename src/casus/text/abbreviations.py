"""The abbreviations of `resources/text/abbreviations.tsv`, by how they behave at a full stop."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casus.errors import ResourceError
from casus.reference.resources import load_tsv


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Forms with their full stop.

    `titles` stand before what they belong to, so no sentence ends at them; `numbering` count as abbreviations only
    before a number; `general` may end a sentence; `starters` are words that begin a new one after such a form.
    """

    titles: frozenset[str]
    numbering: frozenset[str]
    general: frozenset[str]
    starters: frozenset[str]

    @property
    def dotted(self) -> frozenset[str]:
        """Every form that is always one token together with its full stop."""
        return self.titles | self.general


@cache
def abbreviations() -> Abbreviations:
    """The table, read once. Raises ResourceError for a kind that is none of the four."""
    kinds: dict[str, set[str]] = {"title": set(), "numbering": set(), "general": set(), "starter": set()}
    for row in load_tsv("text/abbreviations.tsv"):
        if row["kind"] not in kinds:
            raise ResourceError(f"text/abbreviations.tsv: {row['form']}: no kind '{row['kind']}'")
        kinds[row["kind"]].add(row["form"])
    return Abbreviations(
        titles=frozenset(kinds["title"]),
        numbering=frozenset(kinds["numbering"]),
        general=frozenset(kinds["general"]),
        starters=frozenset(kinds["starter"]),
    )
