"""Words that tell who may act or speak: `resources/lexicon/roles.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casus.reference.resources import load_toml, load_tsv


@dataclass(frozen=True, slots=True)
class Roles:
    """Lemmas in lower case; what each set means stands in the file."""

    office: frozenset[str]
    power: frozenset[str]
    government: frozenset[str]
    speaker: frozenset[str]
    writing: frozenset[str]
    stripped: frozenset[str]
    member: frozenset[str]
    anaphor: frozenset[str]
    firm: frozenset[str]
    seizable: frozenset[str]
    site: frozenset[str]
    stricken: frozenset[str]
    blameless: frozenset[str]
    wrong: frozenset[str]
    backing: frozenset[str]
    backer: frozenset[str]
    refused: frozenset[str]
    crime: frozenset[str]
    outrage: frozenset[str]
    unit: frozenset[str]
    abstract: frozenset[str]
    outlet: frozenset[str]
    describing: frozenset[str]
    plan: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words that stand for it."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str


@cache
def roles() -> Roles:
    """The word sets, read once."""
    data = load_toml("lexicon/roles.toml")
    return Roles(**{name: _words(rows) for name, rows in data.items()})


def _words(rows: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(word for row in rows for word in row["words"].split())


@cache
def countries() -> dict[str, Country]:
    """Every name, demonym and capital in lower case, and the country that it stands for."""
    table: dict[str, Country] = {}
    rows = [_country(row) for row in load_tsv("places/countries.tsv")]
    for pick in (_capital, _demonyms, _names):  # a name outranks a demonym, a demonym a capital
        for country in rows:
            table.update((word.lower(), country) for word in pick(country) if word)
    return table


def _country(row: dict[str, str]) -> Country:
    names = tuple(row["names"].split(";")) if row["names"] else ()
    demonyms = tuple(row["demonyms"].split(";")) if row["demonyms"] else ()
    return Country(row["code"], row["name"], names, demonyms, row["capital"])


def _capital(country: Country) -> tuple[str, ...]:
    return (country.capital,)


def _demonyms(country: Country) -> tuple[str, ...]:
    return country.demonyms


def _names(country: Country) -> tuple[str, ...]:
    return (country.name, *country.names)
