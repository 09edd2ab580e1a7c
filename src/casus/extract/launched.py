"""Where means of violence came from and where they went off: "a rocket fired from Chad", "exploded in a mosque"."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.scene import Scene, within
from casus.reference.roles import countries, roles

_AREAS = frozenset(
    "area region district province city town village state county border valley coast suburb outskirts countryside "
    "governorate oblast raion neighborhood neighbourhood sector zone corridor strip street road highway square".split()
)


def in_a_site(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "exploded in a mosque": a building, and no town."""
    inside = tuple(
        chunk for chunk in clause.governed("in")[:1] if scene.before(scene.chunks[chunk].last + 2, 1) != ("of",)
    )
    sites = roles().site - _AREAS
    named = any(within(scene.places, scene.chunks[chunk].first, scene.chunks[chunk].last) for chunk in inside)
    return inside if not named and all(scene.head(chunk).lemma.lower() in sites for chunk in inside) else ()


def from_land(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "a rocket fired from Chad": the land that it came from."""
    lands = clause.governed("from") if clause.passive else ()
    return lands if all(is_land(scene, chunk) for chunk in lands) else ()


def is_land(scene: Scene, chunk: int) -> bool:
    """Whether a phrase is the name of a country and nothing more."""
    return scene.words(chunk).lower().removeprefix("the ") in countries()
