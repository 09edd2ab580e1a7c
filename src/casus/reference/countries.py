"""The countries: ISO codes, names, demonyms, capitals. The table is `resources/places/countries.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.reference.resources import load_tsv


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: ISO 3166-1 alpha-2 code, names, demonyms, its capital, a middle in degrees (WGS 84)."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    lat: float
    lon: float
    geonameid: str | None = None


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a table's cell, which semicolons part."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO code, in the table's order."""
    found = {row["code"]: _country(row) for row in load_tsv("places/countries.tsv")}
    return MappingProxyType(found)


def _country(row: dict[str, str]) -> Country:
    return Country(
        code=row["code"],
        name=row["name"],
        names=listed(row["names"]),
        demonyms=listed(row["demonyms"]),
        capital=row["capital"] or None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        geonameid=row["geonameid"] or None,
    )


@cache
def demonyms() -> Mapping[str, str]:
    """Demonym ("Pakistani", "Afghans") to ISO code."""
    return MappingProxyType({word: one.code for one in countries().values() for word in one.demonyms})
