"""Whose words a page carries where it speaks in its own voice: an agency's, a house's, a state's, its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casus.model.actor import Actor
from casus.model.codes import Side
from casus.model.report import Report
from casus.reference.actors import actor_register
from casus.reference.publishers import Publisher, organs, publishers

_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A key that pages of one origin share, the name it goes by, why it is not the page's own, the publisher known."""

    key: str
    name: str
    why: str | None = None
    publisher: Publisher | None = None
    actor: Actor | None = None

    @property
    def organ(self) -> Actor | None:
        """The state or group that directs what it says, or that speaks itself; None for the press."""
        return self.actor or (organs().get(self.publisher.id) if self.publisher else None)


@lru_cache(maxsize=16384)
def page(report: Report) -> Page:
    """The agency that a report credits, the house of its publisher, or the report itself."""
    register, printed = publishers(), report.publisher
    known = register.byline(printed) if printed else register.at(report.url) if report.url else None
    wire = register.credited(report.text)
    if wire is not None and (known is None or known.kind != "agency"):
        return Page(house_key(wire), wire.name, f"credited to {wire.name}", wire)
    if known is not None and known.kind != "portal":
        house = register.house(known)
        return Page(house_key(known), house.name, _why(printed, known, house), known)
    if printed and known is None:
        return _of_its_own(printed)
    return Page(f"report {report.id}", f"{printed}, report {report.id}" if printed else f"report {report.id}")


def _of_its_own(printed: str) -> Page:
    """A publisher that no table names; one that bears an actor's name is the actor: "Hamas (statement)"."""
    actor = actor_register().named(_ASIDE.sub("", printed))
    if actor is not None and actor.id is not None:
        key = actor.parent if actor.parent and actor.side is not Side.STATE else actor.id
        return Page(f"id {key}", actor.name, f"a statement of {actor.name}", actor=actor)
    return Page(f"publisher {printed.casefold()}", printed)


def _why(printed: str | None, known: Publisher, house: Publisher) -> str | None:
    """Why a page is not its printer's own voice."""
    if printed and publishers().named(printed) is None:
        return f"credited to {known.name}"
    return f"a page of {house.name}" if house is not known else None


def house_key(publisher: Publisher) -> str:
    """A house's key; an armed group's own outlet is the group."""
    organ = organs().get(publisher.id)
    if publisher.kind == "group" and organ is not None and organ.id:
        return f"id {organ.id}"
    return f"house {publishers().house(publisher).id}"
