"""The tables of the profile `isaf` (isaf.toml), compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that give no number, and what coders wrote for them."""

    words: re.Pattern[str]
    low: int


@cache
def profile() -> dict[str, Any]:
    """The tables as they are written."""
    return tomllib.loads((Path(__file__).parent / "isaf.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name`, its fragments put in; case does not matter."""
    return re.compile(filled(profile()["pattern"][name]["words"]), re.IGNORECASE)


def filled(words: str) -> str:
    """Put the fragments in where words have their names in angle brackets."""
    fragments = profile()["fragment"]
    names = "|".join(fragments)
    while re.search(rf"(?<!\?P)<(?:{names})>", words):
        words = re.sub(rf"(?<!\?P)<({names})>", lambda found: str(fragments[found[1]]), words)
    return words


@cache
def vague() -> tuple[Vague, ...]:
    """The vague words of the profile, the longest first."""
    rows = sorted(profile()["vague"], key=lambda row: -len(row["words"]))
    return tuple(Vague(re.compile(rf"\b{row['words']}\b", re.IGNORECASE), row["low"]) for row in rows)


def low_of(words: str) -> int | None:
    """What coders wrote for the vague words among these; None where there are none."""
    return next((one.low for one in vague() if one.words.search(words)), None)
