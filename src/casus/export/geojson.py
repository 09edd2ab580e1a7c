"""GeoJSON: the incidents that have coordinates, as points. Source: RFC 7946."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

from casus.export.as_json import line
from casus.export.loss import LeftOut, Loss
from casus.export.names import withhold
from casus.export.rows import INCIDENT_CELLS, IncidentRow
from casus.export.unsaid import names_unsaid, table_unsaid
from casus.model.account import Weighed
from casus.model.place import Place
from casus.model.report import Report

# The geometry says these, or they are codes of a table and no property of a point.
_NOT_PROPERTIES = frozenset({"lat", "lon"})
PROPERTIES: Mapping[str, Any] = MappingProxyType({k: v for k, v in INCIDENT_CELLS.items() if k not in _NOT_PROPERTIES})


@dataclass(frozen=True, slots=True)
class GeoJson:
    """A FeatureCollection of points, [longitude, latitude], just where the gazetteer has the place: never jittered.

    `precision` among the properties says how exactly the place is known: "province" is the middle of a province.
    """

    suffix: str = ".geojson"
    about: str = "the incidents that have coordinates, as points for maps"

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write one feature a line; incidents without coordinates are left out and counted."""
        left_out = tuple(LeftOut(one.incident.id, why) for one in weighed if (why := _unplaced(one.incident.place)))
        shown = [one for one in (weighed if names else withhold(weighed)) if not _unplaced(one.incident.place)]
        out.write('{"type": "FeatureCollection", "features": [')
        for index, one in enumerate(shown):
            out.write((",\n" if index else "\n") + line(_feature(one, reports)).rstrip("\n"))
        out.write("\n]}\n")
        unsaid = table_unsaid(shown) + names_unsaid(weighed, names)
        return Loss("geojson", "incidents", len(shown), left_out, unsaid)


def _unplaced(place: Place | None) -> str:
    """Why an incident has no point; empty where it has one."""
    if place is None:
        return "no place told"
    if place.lat is None or place.lon is None:
        return "place not found in the gazetteer"
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return "coordinates out of range"
    return "coordinates (0, 0)" if place.lat == 0 and place.lon == 0 else ""


def _feature(one: Weighed, reports: Mapping[str, Report]) -> dict[str, Any]:
    place = one.incident.place
    assert place is not None
    row = IncidentRow(one, reports)
    return {
        "type": "Feature",
        "id": one.incident.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {name: cell(row) for name, cell in PROPERTIES.items()},
    }
