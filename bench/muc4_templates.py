"""Templates of MUC-4 as values: a kind of incident and five roles, each a list of entities, each a list of mentions."""

from __future__ import annotations

import gzip
import json
import re
import string
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    roles = {role: tuple(_entity(entity) for entity in _list(value.get(role) or [], role) if entity) for role in ROLES}
    return Template(value["incident_type"].lower(), roles)


def _entity(mentions: Any) -> Entity:  # noqa: ANN401  whatever a file has there
    return tuple(normal(_words(mention)) for mention in _list(mentions, "an entity"))


def _words(mention: Any) -> str:  # noqa: ANN401
    words = mention[0] if isinstance(mention, list) and mention else mention
    if not isinstance(words, str):
        raise ValueError("a mention is neither words nor words and where they stand")  # noqa: TRY004
    return words


def _list(value: Any, what: str) -> list[Any]:  # noqa: ANN401
    if not isinstance(value, list):
        raise ValueError(f"{what} is no list")  # noqa: TRY004  as above
    return value


def objects(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401
    """The templates of a document as they are in a file. Raises ValueError where that is no list of objects."""
    found = _list(value, "templates")
    if not all(isinstance(one, dict) for one in found):
        raise ValueError("a template is no object")
    return found


def fills(value: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """A template of slots as it is in a file. Raises ValueError where a slot is no list of strings."""
    for name, found in value.items():
        if not all(isinstance(one, str) for one in _list(found, f"slot {name}")):
            raise ValueError(f"slot {name} has what is no string")
    return value


def load(path: Path) -> dict[str, tuple[Template, ...]]:
    """The templates of every document of a JSON Lines file (plain or gzip), by its `docid`.

    Raises ValueError, naming the line, where one cannot be read.
    """
    found: dict[str, tuple[Template, ...]] = {}
    for where, line in numbered(path):
        value = record(line, where, ("docid",))
        try:
            found[str(value["docid"])] = tuple(template(one) for one in objects(value.get("templates") or []))
        except ValueError as fault:
            raise ValueError(f"{where}: {fault}") from fault
    return found


def record(line: str, where: str, names: Sequence[str]) -> Mapping[str, Any]:
    """The object of a line, which has something under every one of `names`. Raises ValueError, naming the line."""
    try:
        value = json.loads(line)
    except ValueError as fault:
        raise ValueError(f"{where}: no JSON ({fault})") from fault
    if not isinstance(value, dict):
        raise ValueError(f"{where}: no object")  # noqa: TRY004  it is a file's fault, no caller's
    lacking = [name for name in names if value.get(name) is None]
    if lacking:
        raise ValueError(f"{where}: there is no {' and no '.join(lacking)}")
    return value


def lines(path: Path) -> list[str]:
    """The filled lines of a text file, plain or gzip."""
    return [line for _, line in numbered(path)]


def numbered(path: Path) -> Iterator[tuple[str, str]]:
    """Each filled line of a text file, plain or gzip, behind the words that say where it stands."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"{path}, line {number}", line


def entities(templates: Iterable[Template], role: str) -> tuple[Entity, ...]:
    """A document's entities in one role over all its templates; of two of which one holds the other, the first."""
    found: list[Entity] = []
    for one in templates:
        for entity in one.roles[role]:
            if not any(set(entity) <= set(old) or set(old) <= set(entity) for old in found):
                found.append(entity)
    return tuple(found)
