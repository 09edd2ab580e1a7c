"""An incident that the trained network read as the 24 slots of the original keys.

Set fills come from the network's classes; numbers, nations, places and days from the words by plain rules. Without a
dateline in the text no day is told: the keys' days count from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from bench.muc4_entities import linked
from bench.muc4_full import ORDER
from bench.muc4_gather import Entity, Incident
from bench.muc4_heads import CLASSES, places
from bench.muc4_look import Document
from bench.muc4_slots import OF_ROLE
from casus.reference.countries import countries, demonyms

LEAST: Mapping[str, float] = {"perp_conf": 0.25, "phys_effect": 0.35, "hum_effect": 0.35}
"""How likely a set fill must be to be given; the others are always given."""
ONE = 0.0
"""The product of the links of a name and a description above which they are of one person."""
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DATELINE = re.compile(rf"\b(\d\d?) ({'|'.join(MONTHS)})\w* (?:19)?(\d\d)\b", re.IGNORECASE)
HEAD = 300
"""In how many characters from the beginning the dateline stands."""
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()


def filled(
    document: Document, made: Incident, docid: str, number: int, table: Mapping[str, str]
) -> dict[str, list[str]]:
    """The slots of one incident, each a list of fills as the keys write them; `table` has the locations by name."""
    found: dict[str, list[str]] = {slot: [] for slot in ORDER}
    found |= {"message_id": [docid], "template": [str(number)], "type": [made.kind.upper()]}
    for slot in ("stage", "perp_cat"):
        found[slot] = [_of_all(document, made, slot)]
    for role, slot in OF_ROLE.items():
        found[slot] = [_quoted(one) for one in made.of(role)]
    found["perp_conf"] = list(_classed(document, made.of("PerpOrg"), "perp_conf"))
    found["instr_type"] = list(_classed(document, made.of("Weapon"), "instr_type"))
    found |= _things(document, made.of("Target"))
    found |= _people(document, made.of("Victim"), made.of("Person"))
    found["location"] = [place for place in [_location(document, made.of("Place"), table)] if place]
    found["date"] = [day for day in [_day(document.text)] if day]
    return {slot: fills or ["-"] for slot, fills in found.items()}


def _things(document: Document, hit: Sequence[Entity]) -> dict[str, list[str]]:
    return {
        "phys_type": list(_classed(document, hit, "phys_type")),
        "phys_effect": list(_classed(document, hit, "phys_effect")),
        "phys_num": [f"{_number(document, one)}: {_quoted(one)}" for one in hit],
        "phys_nation": [f"{nation}: {_quoted(one)}" for one in hit if (nation := _nation(one))],
    }


def _people(document: Document, named: Sequence[Entity], told: Sequence[Entity]) -> dict[str, list[str]]:
    """The slots of people: a description that is of somebody named says so, and the rest is told of the name."""
    of = {id(one): _owner(document, one, named) for one in told}
    alone = [*named, *(one for one in told if of[id(one)] is None)]
    return {
        "hum_desc": [_quoted(one) + (f": {_quoted(owner)}" if (owner := of[id(one)]) else "") for one in told],
        "hum_type": list(_classed(document, alone, "hum_type")),
        "hum_effect": list(_classed(document, alone, "hum_effect")),
        "hum_num": [f"{'1' if one.role == 'Victim' else _number(document, one)}: {_quoted(one)}" for one in alone],
        "hum_nation": [f"{nation}: {_quoted(one)}" for one in alone if (nation := _nation(one))],
    }


def _owner(document: Document, told: Entity, named: Sequence[Entity]) -> Entity | None:
    links = [(linked(document, told.group[0], one.group[0]), n) for n, one in enumerate(named)]
    best, n = max(links, default=(ONE, 0))
    return named[n] if best > ONE else None


def _quoted(entity: Entity) -> str:
    return " / ".join('"' + mention.upper() + '"' for mention in entity.given)


def _classed(document: Document, found: Sequence[Entity], slot: str) -> Iterator[str]:
    """Each entity's likeliest class in a slot, where it is likely enough."""
    for one in found:
        shares = _shares(document, one, slot)
        if shares.max() >= LEAST.get(slot, 0.0):
            yield f"{CLASSES[slot][int(shares.argmax())]}: {_quoted(one)}"


def _of_all(document: Document, made: Incident, slot: str) -> str:
    shares = np.mean([_shares(document, one, slot) for one in made.entities], 0)
    return CLASSES[slot][int(shares.argmax())]


def _shares(document: Document, entity: Entity, slot: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    seen = [document.classes_of(one.first, one.last)[places()[slot]] for one in entity.group[:3]]
    shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = np.mean(seen, 0).astype(np.float64)
    return shares


def _number(document: Document, entity: Entity) -> str:
    """How many: by the number before the words or in them, or by a plural."""
    best = entity.group[0]
    start, end = document.pieces.offsets[best.first][0], document.pieces.offsets[best.last - 1][1]
    words = [*document.text[max(0, start - 30) : start].split()[-2:], *document.text[start:end].split()]
    for word in words:
        bare = word.strip('.,"')
        if bare in NUMBERS:
            return str(NUMBERS.index(bare) + 2)
        if bare.isdigit() and 1 < int(bare) < 1000:
            return bare
    head = re.split(r" (?:of|in|from|who|at|for|on) ", best.words)[0]
    return "PLURAL" if re.search(r"[^s']s$|men$|people$|children$", head) else "1"


def _nation(entity: Entity) -> str | None:
    """The country whose people the words name, where they name one."""
    for mention in entity.given:
        if re.search(r"\b(?:us|american|americans|north american)\b", mention):
            return "UNITED STATES"
        for word in mention.split():
            code = demonyms().get(word) or demonyms().get(word.title())
            if code and code in countries():
                return countries()[code].name.upper()
    return None


def _location(document: Document, found: Sequence[Entity], table: Mapping[str, str]) -> str | None:
    """Where: the likeliest place with all that it lies in, as the keys have it, or the country that is told most."""
    country = _country(document.text)
    for one in sorted(found, key=lambda one: -one.share):
        name = one.given[0]
        if name in table:
            return table[name]
        if country:
            return f"{country}: {name.upper()} (CITY)"
    return country


@lru_cache(maxsize=1000)
def _country(text: str) -> str | None:
    """The country that is named most, by its name or people; of several the first."""
    pattern, names = _names()
    counts = Counter(names[match[0]] for match in pattern.finditer(text))
    return max(counts, key=lambda name: counts[name], default=None)


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What names a country, in lower case: the shape of all such words, and the country of each."""
    names = {word.lower(): one.name.upper() for one in countries().values() for word in (*one.demonyms, one.name)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"), names


def _day(text: str) -> str | None:
    """That it was on the day of the dateline or before.

    On 393 templates of train that is worth 0.68 of the credit; the nearest day told is worth no more.
    """
    match = DATELINE.search(text[:HEAD])
    return f"- {int(match[1]):02d} {match[2].upper()} {match[3]}" if match else None
