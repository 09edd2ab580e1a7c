"""The words by which places are known: `resources/places/words.toml`, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Lists of lower-case words, each named in words.toml; `titled` are facility words that stand before a name."""

    strong: frozenset[str]
    weak: frozenset[str]
    afar: frozenset[str]
    directions: frozenset[str]
    first_units: frozenset[str]
    second_units: frozenset[str]
    plural_units: Mapping[str, str]
    town_of: frozenset[str]
    unit_of: frozenset[str]
    area: frozenset[str]
    facility: frozenset[str]
    in_town: frozenset[str]
    titled: frozenset[str]
    titled_of: frozenset[str]
    person_titles: frozenset[str]
    organisation: frozenset[str]
    after_place: frozenset[str]
    stop: frozenset[str]
    persons: frozenset[str]
    first_names: frozenset[str]
    short_states: Mapping[str, str]
    tells_country: Mapping[str, str]
    region_demonyms: Mapping[str, str]
    between: frozenset[str]
    bodies: re.Pattern[str]

    @property
    def units(self) -> frozenset[str]:
        """Words for a part of a country, of either level."""
        return self.first_units | self.second_units


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    table = load_toml("places/words.toml")

    def low(section: str, field: str = "words") -> frozenset[str]:
        return frozenset(word.casefold() for word in table[section][field])

    return PlaceWords(
        strong=low("strong"),
        weak=low("weak"),
        afar=low("afar"),
        directions=low("directions"),
        first_units=low("units", "first"),
        second_units=low("units", "second"),
        plural_units=_plurals(low("units", "first"), low("units", "second")),
        town_of=low("unit_of", "town"),
        unit_of=low("unit_of", "unit"),
        area=low("area"),
        facility=low("facility"),
        in_town=low("facility", "in_town"),
        titled=low("facility_before"),
        titled_of=low("facility_before", "of"),
        person_titles=low("before_person"),
        organisation=low("organisation"),
        after_place=low("after_place"),
        stop=low("stop"),
        persons=low("persons"),
        first_names=low("first_names"),
        short_states=_pairs(table["short_states"]["words"]),
        tells_country=_pairs(table["tells_country"]["words"]),
        region_demonyms=_pairs(table["region_demonyms"]["words"]),
        between=low("facility", "between"),
        bodies=re.compile("|".join(table["bodies"]["patterns"])),
    )


def _plurals(first: frozenset[str], second: frozenset[str]) -> Mapping[str, str]:
    """The plurals of the words for units, each with its level."""
    levels = {**dict.fromkeys(first, "first"), **dict.fromkeys(second, "second")}
    return MappingProxyType({_plural(word): level for word, level in levels.items()})


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _pairs(words: list[str]) -> Mapping[str, str]:
    return MappingProxyType(dict(pair.split("=") for pair in words))
