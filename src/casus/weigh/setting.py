"""What an analyst may set about weighing: `resources/policies.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from casus.errors import ResourceError
from casus.model.codes import Grade, Label
from casus.reference.resources import load_toml


@cache
def _table() -> dict[str, Any]:
    return load_toml("policies.toml")


def policy_words(name: str) -> tuple[str, str]:
    """A policy's short name and its rule in words. Raises ResourceError for a policy that the table does not name."""
    try:
        entry = _table()["policy"][name]
        return entry["name"], entry["text"].strip()
    except KeyError as fault:
        raise ResourceError(f'policies.toml: no entry [policy."{name}"]') from fault


def grade_words(grade: Grade) -> str:
    """What a grade means. Raises ResourceError where the table does not say."""
    return _meaning("grades", grade)


def label_words(label: Label) -> str:
    """What a label means. Raises ResourceError where the table does not say."""
    return _meaning("labels", label)


def _meaning(section: str, code: str) -> str:
    try:
        meaning: str = _table()[section][code]
    except KeyError as fault:
        raise ResourceError(f"policies.toml: [{section}] does not say {code}") from fault
    return meaning


@cache
def _names(section: str) -> re.Pattern[str]:
    words = sorted(_table()[section]["words"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def takes_no_side(name: str) -> bool:
    """Whether the name is that of a police, hospital, monitor, United Nations body or the like."""
    return _names("disinterested").search(name) is not None


def is_party(name: str) -> bool:
    """Whether the name is that of a force or an armed group."""
    return _names("parties").search(name) is not None


@cache
def _happenings() -> re.Pattern[str]:
    table = _table()["happenings"]
    numbers = "|".join([*filter(None, table["words"]), r"\d+"])
    nouns = "|".join(table["nouns"])
    return re.compile(rf"\b({numbers})(?:\s+[\w-]+)?\s+(?:{nouns})\b", re.IGNORECASE)


def happenings_told(quote: str) -> int | None:
    """How many happenings a sum is said to cover ("in two attacks": 2); None where the words do not count them."""
    found = _happenings().search(quote)
    if found is None:
        return None
    told = found[1].casefold()
    return int(told) if told.isdigit() else _table()["happenings"]["words"].index(told)
