"""The types of PLOVER that a claim says, by the table `resources/export/plover.toml`. Modes are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.model.claim import Claim
from casus.model.codes import EventType, Realis, Stance
from casus.reference.resources import load_toml

# A denial, a doubt and a silence say of no act that it took place, and PLOVER has no type for them.
_UNSAID = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.NO_COMMENT})


@dataclass(frozen=True, slots=True)
class Worded:
    """A type that the words of a claim with a code ask for."""

    code: str
    pattern: re.Pattern[str]
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """The types of our codes by realis, and those that the words of a claim ask for."""

    happened: MappingProxyType[str, str]
    planned: MappingProxyType[str, str]
    attempted: MappingProxyType[str, str]
    worded: tuple[Worded, ...]


@cache
def table() -> Table:
    """The shipped table. Raises ResourceError where the file does not parse."""
    data = load_toml("export/plover.toml")
    return Table(
        MappingProxyType(data["happened"]),
        MappingProxyType(data["planned"]),
        MappingProxyType(data["attempted"]),
        tuple(Worded(row["code"], re.compile(row["words"], re.IGNORECASE), row["type"]) for row in data["worded"]),
    )


def plover_type(claim: Claim) -> str | None:
    """The PLOVER type of the act that a claim tells of; None where its stance is a denial, a doubt or silence."""
    if claim.stance in _UNSAID:
        return None
    code, types = claim.event_type.value, table()
    if claim.realis is Realis.PLANNED and code in types.planned:
        return types.planned[code]
    if claim.realis is Realis.ATTEMPTED and code in types.attempted:
        return types.attempted[code]
    asked = (one.type for one in types.worded if one.code == code and one.pattern.search(claim.quote))
    return next(asked, types.happened[code])


def plover_types(claim: Claim) -> tuple[str, ...]:
    """All types that a claim says: the act's, and ACCUSE where its source lays the act to somebody."""
    act = plover_type(claim)
    accusing = claim.stance is Stance.ACCUSES and claim.event_type is not EventType.ACCUSE
    return tuple(dict.fromkeys(kind for kind in (act, "ACCUSE" if accusing else None) if kind is not None))


def recipients(claim: Claim) -> tuple[str, ...]:
    """PLOVER's recipients of a claim, by name: whom it is towards, who came to harm, else the place where it is done.

    PLOVER codes those harmed as recipients, and a country or area where a state acts ("forces in Lebanon"); our claims
    keep victims in tolls and places apart.
    """
    named = [reading.value for reading in claim.targets]
    named += [toll.who for toll in claim.tolls if toll.who is not None and toll.part_of is None]
    if not named and claim.place is not None:
        named.append(claim.place.value.name)
    return tuple(dict.fromkeys(named))
