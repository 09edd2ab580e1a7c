"""Templates of MUC-4 as values: a kind of incident and five roles, each a list of entities, each a list of mentions."""

from __future__ import annotations

import gzip
import json
import re
import string
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""Who did it, for which body, what was hit, who was hit (by name), and with what."""

Entity = tuple[str, ...]
"""The mentions of one entity, normalised; the first is the one that stands for it."""


@dataclass(frozen=True, slots=True)
class Template:
    """One incident; `kind` has slashes where the key allows several ("attack / bombing")."""

    kind: str
    roles: Mapping[str, tuple[Entity, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that counts as right."""
        return tuple(part.strip() for part in self.kind.split("/"))


@lru_cache(maxsize=100_000)
def normal(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces: how GRIT compares mentions (Du et al. 2021)."""
    bare = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())


def mark(words: str) -> str:
    """A number of 32 bits for words, in hexadecimal: counts of words ship without any text and without names."""
    return f"{zlib.crc32(words.encode()):08x}"


def template(value: Mapping[str, Any]) -> Template:
    """Read one template; a mention is a string, or a pair of a string and its offset.

    Raises ValueError where it has no incident type.
    """
    if not isinstance(value.get("incident_type"), str):
        raise ValueError("a template has no incident_type")  # noqa: TRY004  it is a file's fault, no caller's
    roles = {role: tuple(_entity(entity) for entity in value.get(role) or () if entity) for role in ROLES}
    return Template(value["incident_type"].lower(), roles)


def _entity(mentions: Sequence[Any]) -> Entity:
    return tuple(normal(mention if isinstance(mention, str) else mention[0]) for mention in mentions)


def load(path: Path) -> dict[str, tuple[Template, ...]]:
    """The templates of every document of a JSON Lines file (plain or gzip), by its `docid`.

    Raises ValueError, naming the line, where one cannot be read.
    """
    found: dict[str, tuple[Template, ...]] = {}
    for number, line in enumerate(lines(path), 1):
        try:
            value = json.loads(line)
            found[str(value["docid"])] = tuple(template(one) for one in value.get("templates") or ())
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{path}, line {number}: {fault}") from fault
    return found


def lines(path: Path) -> list[str]:
    """The filled lines of a text file, plain or gzip."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            return [line for line in stream if line.strip()]
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def entities(templates: Iterable[Template], role: str) -> tuple[Entity, ...]:
    """A document's entities in one role over all its templates; of two of which one holds the other, the first."""
    found: list[Entity] = []
    for one in templates:
        for entity in one.roles[role]:
            if not any(set(entity) <= set(old) or set(old) <= set(entity) for old in found):
                found.append(entity)
    return tuple(found)
