"""Which mentions stand inside which: "Mach, Balochistan, Pakistan", "Syria's Aleppo", "the Mach area of Bolan"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from casus.ground.places_mentions import Mention
from casus.reference.gazetteer import Entry

_INWARD = re.compile(
    r"^(?:,? (?:[\w-]+ )?(?:neighbou?rhoods?|[a-z]+))?"
    r"(?:,| \(|,? (?:in|of|inside|within|on|near|outside|at))(?: (?:in|of))?(?: the)?(?: [a-z-]+){0,4}(?: of)?\s?$"
)
_BROKEN = re.compile(
    r"\b(?:and|or|to|from|by|with|against|while|after|when|who|which|that|said|says|killed|but"
    r"|native|national|citizen|professor|president|director|minister|spokesman|spokeswoman|ambassador|graduate)\b"
)
_OUTWARD = re.compile(
    r"^(?:['’]s)? (?:[a-z-]+ ){0,4}?"
    r"(?:(?:city|town|village|province|district|region|camp|capital|port|state|suburb|neighbou?rhood)(?: of)?,? )?"
    r"(?:of )?$"
)
_REACH = {"admin2": 130.0, "town": 45.0, "region": 600.0, "facility": 30.0, "sea": 0.0, "border": 0.0}


@dataclass(frozen=True, slots=True)
class Link:
    """The mention with index `inner` is said to lie in the one with index `outer`."""

    inner: int
    outer: int


def links(text: str, mentions: Sequence[Mention]) -> list[Link]:
    """The links between neighbours. What a name cannot be inside of is found out when both are resolved."""
    found: list[Link] = []
    for at in range(len(mentions) - 1):
        left, right = mentions[at], mentions[at + 1]
        between = text[left.end : right.start]
        if len(between) > 48 or "\n" in between:
            continue
        if _INWARD.match(between) and not _BROKEN.search(between):
            found.append(Link(at, at + 1))
        elif (left.owned or "of" in between or between == " ") and _OUTWARD.match(between):
            found.append(Link(at + 1, at))
    return found


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether `inner` lies in `outer`, by unit where both tell, else by distance."""
    if outer.id == inner.id or (outer.country and inner.country and outer.country != inner.country):
        return False
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if inner.kind == "country":
        return False
    if outer.kind == "admin1":
        return outer.admin1 == inner.admin1 and inner.kind != "admin1"
    if outer.kind == "county":
        return outer.admin1 == inner.admin1 and inner.kind in ("town", "facility")
    return distance(outer, inner) <= _REACH[outer.kind]


def distance(one: Entry, other: Entry) -> float:
    """Kilometres between two entries; infinite where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km (haversine, sphere of 6,371 km)."""
    half_lat, half_lon = radians(lat2 - lat) / 2, radians(lon2 - lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(half_lon) ** 2
    return 12742.0 * asin(min(1.0, sqrt(chord)))
