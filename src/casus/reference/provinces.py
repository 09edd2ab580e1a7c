"""In which province a spot lies, as far as the towns around it tell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from casus.reference.gazetteer import Gazetteer

Spot = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


_NEAR, _FEWEST, _MOST = 40.0, 3, 5  # kilometres; towns that must agree; towns that are asked
_CELL = 0.5  # degrees: a cell and its eight neighbours hold every town that is near


def kilometres(one: Spot, other: Spot) -> float:
    """The distance of two spots on the sphere (haversine), in kilometres."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def provinces(gazetteer: Gazetteer, spots: Iterable[Spot]) -> dict[Spot, tuple[str, str]]:
    """Country and province of each spot whose nearest towns (three to five within 40 km) lie in one; no others."""
    asked = set(spots)
    needed = {cell for spot in asked for cell in _around(spot)}
    towns = defaultdict(list)
    for lat, lon, country, admin1 in gazetteer.every_town() if asked else ():
        if (cell := _cell((lat, lon))) in needed:
            towns[cell].append(((lat, lon), (country, admin1)))
    found = {}
    for spot in asked:
        near = [town for cell in _around(spot) for town in towns[cell] if kilometres(spot, town[0]) <= _NEAR]
        units = {unit for _, unit in nsmallest(_MOST, near, key=lambda town: (kilometres(spot, town[0]), town))}
        if len(near) >= _FEWEST and len(units) == 1:
            found[spot] = units.pop()
    return found


def _cell(spot: Spot) -> tuple[int, int]:
    return math.floor(spot[0] / _CELL), math.floor(spot[1] / _CELL)


def _around(spot: Spot) -> Iterator[tuple[int, int]]:
    row, column = _cell(spot)
    return ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1))
