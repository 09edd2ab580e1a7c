"""What the keys of MUC-4 say of a text, as mentions: where its words stand, its role, its classes, whose they are.

Every occurrence of a mention's words in a document is taken for a mention: the keys name strings, not places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.muc4_heads import CLASSES, OF_EACH, OF_ONE, SEEN, places
from bench.muc4_heads import WIDTH as CLASS_COUNT
from bench.muc4_slots import Fill, Key
from bench.muc4_templates import ROLES, normal

UNSAID = -1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Pieces (last exclusive) that a key names: role, classes (UNSAID where none is told), templates and entities."""

    first: int
    last: int
    role: int
    classes: tuple[float, ...]
    templates: frozenset[int]
    entities: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Told:
    role: int
    words: str
    entity: int
    template: int
    classes: tuple[float, ...]


def spots(
    text: str, templates: Sequence[Mapping[str, Any]], keys: Sequence[Key], offsets: Sequence[tuple[int, int]]
) -> list[Spot]:
    """The mentions of a text in lower case; longer ones are set first, and none of a role lies over another."""
    told: dict[tuple[int, str], list[_Told]] = {}
    for one in _told(text, templates, keys):
        told.setdefault((one.role, one.words), []).append(one)
    taken: list[set[int]] = [set() for _ in SEEN]
    found: list[Spot] = []
    for (role, words), all_of in sorted(told.items(), key=lambda item: (-len(item[0][1]), item[0])):
        classes = tuple(max(column) for column in zip(*(one.classes for one in all_of), strict=True))
        whose = frozenset(one.template for one in all_of), frozenset(one.entity for one in all_of)
        for match in re.finditer(r"(?<!\w)" + _spaced(words) + r"(?!\w)", text):
            inside = [n for n, (start, end) in enumerate(offsets) if start < match.end() and end > match.start()]
            if inside and not taken[role] & set(inside):
                taken[role] |= set(inside)
                found.append(Spot(inside[0], inside[-1] + 1, role, classes, *whose))
    return found


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _told(text: str, templates: Sequence[Mapping[str, Any]], keys: Sequence[Key]) -> Iterator[_Told]:
    count = 0
    for number, (template, key) in enumerate(zip(templates, keys, strict=True)):
        known: dict[tuple[str, ...], int] = {}
        for role, mentions, owners in _entities(text, template, key):
            names = tuple(map(normal, owners or mentions))
            entity = next((old for those, old in known.items() if set(those) & set(names)), count)
            count = max(count, entity + 1)
            if SEEN[role] == "Victim":
                known[names] = entity
            for words in mentions:
                yield _Told(role, words, entity, number, _classes(SEEN[role], (words, *mentions, *owners), key))


def _entities(text: str, template: Mapping[str, Any], key: Key) -> Iterator[tuple[int, list[str], tuple[str, ...]]]:
    """Roles, the mentions that fill them, and the names of whom a description is of.

    The roles are the five of the benchmark, people by description, and the narrowest place that the text names.
    """
    for role, name in enumerate(ROLES):
        for entity in template[name]:
            yield role, [words for words, _ in entity], ()
    for one in key.slots["hum_desc"]:
        yield SEEN.index("Person"), [value.lower() for value in one.values], one.of
    for place in key.slots["location"]:
        named = [name for name in place_names(place.values[0]) if re.search(rf"(?<!\w){_spaced(name)}(?!\w)", text)]
        if named:
            yield SEEN.index("Place"), [named[-1]], ()


def place_names(location: str) -> list[str]:
    """The names of a location of the keys (`PERU| LIMA (CITY)`), widest first, without the country, in lower case."""
    parts = re.sub(r"\([^)|]*\)?", "", location).split("|")[1:]
    return [name.split(" - ")[0].strip().lower() for name in parts if name.strip()]


def _classes(role: str, names: Sequence[str], key: Key) -> tuple[float, ...]:
    """The classes that a key gives whom it names so: 1 and 0 in the slots of the role, UNSAID in the others."""
    found = [UNSAID] * CLASS_COUNT
    for slot in (*OF_EACH, *OF_ONE.get(role, ())):
        fills = [one for one in key.slots[slot] if slot in OF_EACH or _is_of(one, names)]
        values = {value for one in fills for value in one.values}
        found[places()[slot]] = [float(value in values) for value in CLASSES[slot]]
    return tuple(found)


def _is_of(one: Fill, names: Sequence[str]) -> bool:
    return not one.of or bool({normal(name) for name in one.of} & {normal(name) for name in names})
