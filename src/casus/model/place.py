"""A gazetteer entry and how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.codes import Precision


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `name` is the name as the text has it.

    `country` is ISO 3166-1 alpha-2, None for seas and shared borders. `lat` and `lon` are degrees (WGS 84), None where
    the place was not found: never (0, 0). `id` is the gazetteer's id ("geonames:1183606", "casus:pk-balochistan").
    `relation` holds the words between us and the place ("near", "10 km south of").
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    precision: Precision = Precision.EXACT
    relation: str | None = None
    canonical: str | None = None

    @property
    def located(self) -> bool:
        """Whether we have coordinates for it."""
        return self.lat is not None and self.lon is not None
