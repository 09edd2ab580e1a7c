"""How values of an account are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casus.model.claim import Claim
from casus.model.codes import Harm
from casus.model.count import Count
from casus.model.place import Place
from casus.model.toll import Toll


def toll_words(toll: Toll) -> str:
    """Say a toll: "12 soldiers", "at least 3 police officers", "7"; "no one" for nought."""
    if (toll.count.low, toll.count.high) == (0, 0):
        return f"no {toll.who}" if toll.who else "no one"
    return f"{toll.count} {toll.who}" if toll.who else str(toll.count)


def tolls_words(tolls: Iterable[Toll]) -> str:
    """Several tolls of one claim: "8 civilians, 2 policemen"."""
    return ", ".join(map(toll_words, tolls))


def total(tolls: Sequence[Toll]) -> Count:
    """The sum of tolls that are no part of one another; there must be one at least."""
    counts = [toll.count for toll in tolls]
    return sum(counts[1:], counts[0])


def parts_of(claim: Claim, harm: Harm) -> tuple[Toll, ...]:
    """The tolls of one harm that are parts of a total of the same claim."""
    return tuple(toll for toll in claim.tolls if toll.harm is harm and toll.part_of is not None)


def place_words(place: Place) -> str:
    """Say a place: "near Mach, Balochistan, PK"."""
    name = f"{place.relation} {place.name}" if place.relation else place.name
    outer = [part for part in (place.admin1, place.country) if part and part != place.name]
    return ", ".join([name, *outer])


def plain(code: str) -> str:
    """A code as words: "armed_clash" becomes "armed clash"."""
    return code.replace("_", " ")


def listed(names: Sequence[str]) -> str:
    """List names: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
