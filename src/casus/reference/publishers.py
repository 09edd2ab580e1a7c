"""Publishers: which house a page belongs to, whose wire it carries, whose organ it is (`resources/publishers`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.errors import ResourceError
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.reference.actors import actor_register
from casus.reference.countries import countries, listed
from casus.reference.resources import load_tsv

KINDS = frozenset(
    {"agency", "paper", "broadcaster", "online", "monitor", "body", "group", "portal", "company"},
)
_HEAD, _TAIL = 160, 120  # characters of a report in which a credit line stands
_EDITION = re.compile(r"\s*\((?:in )?[A-Z][a-z]+\)|\*|\s+in [A-Z][a-z]+$|\s+\d$")
_VIA = re.compile(r"\s+via\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s*/\s*|\s+and\s+|\s*,\s*")
# "KABUL, Afghanistan (AP) -", "GAZA, May 8 (Xinhua) --", "(AFP) -", "MOSCOW, May 8. /TASS/.": names, days, the credit.
_DATELINE = re.compile(
    r"^\s*(?:[A-Z][\w.\u2019'-]*(?:[ ,]+(?:[A-Z][\w.\u2019'-]*|\d{1,2}))*[ ,.]*)?"
    r"(?:\(([^()\n]{2,60})\)\s*(?:[-\u2013\u2014:]|\n)|/([A-Z][\w ]{1,20})/)"
)
_LAST = re.compile(
    r"(?:[.!?\u201d\"']\s*[\[(]?|\n\s*[\[(]?)(?:[-\u2013\u2014/]+\s*|[Ss]ource:\s*|[Ww]ith inputs? from\s+)?"
    r"([A-Z][\w\u2019' /-]{1,40})[\])]?\.?\s*$"
)
_PICTURE = re.compile(r"photo|image|picture|getty|file", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publisher:
    """One row of the table. `part_of` is the id of the house whose newsroom it is, `organ_of` a state or an actor."""

    id: str
    name: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]
    part_of: str | None
    owner: str | None
    country: str | None
    kind: str
    organ_of: str | None


class PublisherRegister:
    """Publishers by name, by address and by the credit line of a text."""

    def __init__(self, rows: Iterable[Publisher]) -> None:
        self._by_id = {row.id: row for row in rows}
        self._names = {_key(name): row for row in self._by_id.values() for name in row.names}
        self._hosts = {host: row for row in self._by_id.values() for host in row.hosts}

    def entries(self) -> tuple[Publisher, ...]:
        """Every publisher, in the table's order."""
        return tuple(self._by_id.values())

    def named(self, name: str) -> Publisher | None:
        """The publisher of just this name; marks of an edition do not matter ("BBC Persian (in Persian)")."""
        return self._names.get(_key(name)) or self._names.get(_key(_EDITION.sub("", name)))

    def at(self, url: str) -> Publisher | None:
        """The publisher at a web address, by the longest host and path that it knows."""
        place = re.sub(r"^[a-z]+://(?:www\.)?", "", url.strip().casefold())
        host, _, path = place.partition("/")
        labels = host.split(".")
        for at in range(len(labels) - 1):
            short = ".".join(labels[at:])
            found = self._hosts.get(f"{short}/{path.split('/')[0]}") or self._hosts.get(short)
            if found is not None:
                return found
        return None

    def house(self, publisher: Publisher) -> Publisher:
        """The house whose newsroom a publisher is: its own where it is part of none."""
        while publisher.part_of:
            publisher = self._by_id[publisher.part_of]
        return publisher

    def byline(self, words: str) -> Publisher | None:
        """Whose words a page carries by its own naming: "AFP via Arab News" is AFP's, "Al Jazeera/AFP" too.

        None where nobody of the register is named.
        """
        original = _VIA.split(words.strip(" *"))[0]
        known = self.named(original)
        if known is not None:
            return known
        parts = [found for part in _JOINT.split(original) if (found := self.named(part)) is not None]
        return next((part for part in parts if part.kind == "agency"), parts[0] if parts else None)

    def credited(self, text: str) -> Publisher | None:
        """The agency that a report's dateline or last line credits: "KABUL (AFP) - ...", "... he said. (AP)"."""
        head = _DATELINE.search(text[:_HEAD])
        last = _LAST.search(text[-_TAIL:])
        for found in (head, last):
            named = found[found.lastindex or 0] if found else None
            if named and not _PICTURE.search(named):
                known = self.byline(named)
                if known is not None and known.kind == "agency":
                    return known
        return None


def _key(name: str) -> str:
    """Names of a few capitals must match in case: "Time" is no "TIME", "AP" no "ap"."""
    plain = " ".join(name.replace("\u2019", "'").split()).strip(" *.")
    short = plain.removeprefix("The ").removeprefix("the ")
    return short if len(short) <= 4 else short.casefold()


@cache
def publishers() -> PublisherRegister:
    """The shipped register. Raises ResourceError where a row does not hold together."""
    rows = [_row(cells) for cells in load_tsv("publishers/publishers.tsv")]
    ids = {row.id for row in rows}
    if lost := [row.id for row in rows if row.part_of and row.part_of not in ids]:
        raise ResourceError(f"publishers.tsv: part_of of {', '.join(lost)} names no publisher")
    return PublisherRegister(rows)


def _row(cells: Mapping[str, str]) -> Publisher:
    if cells["kind"] not in KINDS:
        raise ResourceError(f"publishers.tsv: {cells['id']}: no kind {cells['kind']!r}")
    return Publisher(
        id=cells["id"],
        name=cells["name"],
        names=(cells["name"], *listed(cells["aliases"])),
        hosts=listed(cells["hosts"]),
        part_of=cells["part_of"] or None,
        owner=cells["owner"] or None,
        country=cells["country"] or None,
        kind=cells["kind"],
        organ_of=cells["organ_of"] or None,
    )


@cache
def organs() -> Mapping[str, Actor]:
    """Publisher id → the state or group that directs what it says."""
    found = {one.id: _master(one) for one in publishers().entries() if one.organ_of}
    return MappingProxyType(found)


def _master(publisher: Publisher) -> Actor:
    organ = publisher.organ_of or ""
    if not organ.startswith("actor:"):
        return Actor(countries()[organ].name, None, organ, Side.STATE)
    actor = actor_register().by_id(organ.removeprefix("actor:"))
    if actor is None:
        raise ResourceError(f"publishers.tsv: {publisher.id}: no actor {organ}")
    return actor
