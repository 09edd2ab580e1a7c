"""Words by which names of actors are told from what they are not: `resources/actors/words.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from casus.reference.countries import countries
from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class ActorWords:
    """What each set means stands in the file; `capitals` are those of countries by their first word."""

    verbs: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    owned: tuple[str, ...]
    longer: frozenset[str]
    ordinary: frozenset[str]
    houses: frozenset[str]
    relations: tuple[str, ...]
    capitals: Mapping[str, tuple[str, ...]]


@cache
def actor_words() -> ActorWords:
    """The words, read once."""
    table = load_toml("actors/words.toml")
    capitals = {one.capital for one in countries().values() if one.capital and one.capital != one.name}
    return ActorWords(
        tuple(table["capital"]["verbs"].split()),
        tuple(table["capital"]["auxiliaries"].split()),
        tuple(table["owned"]["words"].split()),
        frozenset(table["longer"]["words"].split()),
        frozenset(table["ordinary"]["words"].split()),
        frozenset(table["houses"]["words"].split(";")),
        tuple(table["between"]["words"].split()),
        {first: tuple(sorted(group, key=len, reverse=True)) for first, group in _by_first(capitals).items()},
    )


def _by_first(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.split(" ", 1)[0], []).append(name)
    return found
