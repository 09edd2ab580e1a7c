"""In which province a spot may lie, as far as the towns around it tell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from casus.reference.gazetteer import Gazetteer

Spot = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

Unit = tuple[str, str]
"""A country by its ISO 3166-1 alpha-2 code, and one of its first-level units by name."""

_NEAR, _FEWEST = 100.0, 3  # kilometres, and how many towns must lie within them for any word
_CELL = 1.0  # degrees: a cell and its eight neighbours hold every town that is near, up to 60 degrees of latitude


def kilometres(one: Spot, other: Spot) -> float:
    """The distance of two spots on the sphere (haversine), in kilometres."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def provinces(gazetteer: Gazetteer, spots: Iterable[Spot]) -> dict[Spot, tuple[Unit, ...]]:
    """The provinces that have towns within 100 km of a spot, the nearest first; no word where there are few towns."""
    asked = set(spots)
    needed = {cell for spot in asked for cell in _around(spot)}
    towns: dict[tuple[int, int], list[tuple[Spot, Unit]]] = defaultdict(list)
    for lat, lon, country, admin1 in gazetteer.every_town() if asked else ():
        if (cell := _cell((lat, lon))) in needed:
            towns[cell].append(((lat, lon), (country, admin1)))
    found = {}
    for spot in asked:
        known = (town for cell in _around(spot) for town in towns[cell])
        near = sorted((apart, unit) for there, unit in known if (apart := kilometres(spot, there)) <= _NEAR)
        if len(near) >= _FEWEST:
            found[spot] = tuple(dict.fromkeys(unit for _, unit in near))
    return found


def _cell(spot: Spot) -> tuple[int, int]:
    return math.floor(spot[0] / _CELL), math.floor(spot[1] / _CELL)


def _around(spot: Spot) -> Iterator[tuple[int, int]]:
    row, column = _cell(spot)
    return ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1))
