"""An incident that the trained network read as the 24 slots of the original keys.

Set fills come from the network's classes and the words; numbers, nations, places and days from the words by plain
rules. Without a dateline in the text, from which the keys' days count, the day is the nearest that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from bench.muc4_bonds import told
from bench.muc4_entities import linked
from bench.muc4_facts import OF_SENTENCES, Facts
from bench.muc4_full import ORDER
from bench.muc4_gather import Entity, Incident
from bench.muc4_heads import CLASSES, places
from bench.muc4_look import Document
from bench.muc4_slots import OF_ROLE
from casus.reference.countries import countries, demonyms

LEAST, SURE = 0.2, {"perp_conf": 0.4, "phys_effect": 0.3, "instr_type": 0.3}
"""How likely an entity with its set fill must be for the fill to be given, and in slots that are seldom told right."""
ONE = 0.0
"""The product of the links of a name and a description above which they are of one person,"""
TOUCH = 8
"""and in how many characters, without a word or an end of a sentence, they are so whatever their links."""
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DATELINE = re.compile(rf"\b(\d\d?) ({'|'.join(MONTHS)})\w* (?:19)?(\d\d)\b", re.IGNORECASE)
TOLD = re.compile(rf"\b(\d\d?) ({'|'.join(MONTHS)})\w*(?: (?:19)?([89]\d)\b)?", re.IGNORECASE)
"""A day that is told, with or without its year."""
HEAD = 300
"""In how many characters from the beginning the dateline stands."""
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()


def filled(document: Document, made: Incident, docid: str, number: int, facts: Facts) -> dict[str, list[str]]:
    """The slots of one incident, each a list of fills as the keys write them."""
    found: dict[str, list[str]] = {slot: [] for slot in ORDER}
    found |= {"message_id": [docid], "template": [str(number)], "type": [made.kind.upper()]}
    for slot in ("stage", "perp_cat"):
        found[slot] = [_of_all(document, made, slot)]
    for role, slot in OF_ROLE.items():
        found[slot] = [_quoted(one) for one in made.of(role)]
    found["perp_conf"] = list(_classed(document, made.of("PerpOrg"), "perp_conf", facts))
    found["instr_type"] = list(_classed(document, made.of("Weapon"), "instr_type", facts))
    found |= _things(document, made.of("Target"), facts)
    found |= _people(document, made.of("Victim"), made.of("Person"), facts)
    found["location"] = [place for place in [_location(document, made.of("Place"), facts)] if place]
    found["date"] = [day for day in [_day(document, made, facts)] if day]
    return {slot: fills or ["-"] for slot, fills in found.items()}


def _things(document: Document, hit: Sequence[Entity], facts: Facts) -> dict[str, list[str]]:
    return {
        "phys_type": list(_classed(document, hit, "phys_type", facts)),
        "phys_effect": list(_classed(document, hit, "phys_effect", facts)),
        "phys_num": [f"{_number(document, one)}: {_quoted(one)}" for one in hit],
        "phys_nation": [f"{nation}: {_quoted(one)}" for one in hit if (nation := _nation(one))],
    }


def _people(
    document: Document, named: Sequence[Entity], described: Sequence[Entity], facts: Facts
) -> dict[str, list[str]]:
    """The slots of people: a description that is of somebody named says so, and the rest is told of the name."""
    of = {id(one): _owner(document, one, named) for one in described}
    alone = [*named, *(one for one in described if of[id(one)] is None)]
    return {
        "hum_desc": [_quoted(one) + (f": {_quoted(owner)}" if (owner := of[id(one)]) else "") for one in described],
        "hum_type": list(_classed(document, alone, "hum_type", facts)),
        "hum_effect": list(_classed(document, alone, "hum_effect", facts)),
        "hum_num": [f"{'1' if one.role == 'Victim' else _number(document, one)}: {_quoted(one)}" for one in alone],
        "hum_nation": [f"{nation}: {_quoted(one)}" for one in alone if (nation := _nation(one))],
    }


def _owner(document: Document, described: Entity, named: Sequence[Entity]) -> Entity | None:
    """Whose description it is: one's whose name it touches, or else one's to whom it is linked."""
    links = [
        (_touch(document, described, one), linked(document, described.group[0], one.group[0]), n)
        for n, one in enumerate(named)
    ]
    touch, best, n = max(links, default=(False, ONE, 0))
    return named[n] if touch or best > ONE else None


def _touch(document: Document, one: Entity, other: Entity) -> bool:
    """Whether any mentions of two entities stand side by side."""
    pairs = (sorted((a, b)) for a in _stretches(document, one) for b in _stretches(document, other))
    between = (document.text[left[1] : right[0]] for left, right in pairs)
    return any(len(gap) < TOUCH and not re.search(r"[\w.?!]", gap) for gap in between)


def _quoted(entity: Entity) -> str:
    return " / ".join('"' + mention.upper() + '"' for mention in entity.given)


def _classed(document: Document, found: Sequence[Entity], slot: str, facts: Facts) -> Iterator[str]:
    """Each entity's likeliest class in a slot, where it is likely enough."""
    for one in found:
        shares = facts.heard(slot, _words(document, one, slot), _shares(document, one, slot))
        if one.share * shares.max() >= SURE.get(slot, LEAST):
            yield f"{CLASSES[slot][int(shares.argmax())]}: {_quoted(one)}"


def _words(document: Document, entity: Entity, slot: str) -> set[str]:
    """The words that speak for an entity's class in a slot: its own, or those of its sentences."""
    if slot in OF_SENTENCES:
        return told(document.text).around(entity.given)
    return {word for mention in entity.given for word in mention.split()}


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


def _location(document: Document, found: Sequence[Entity], facts: Facts) -> str | None:
    """Where: the likeliest place with all that it lies in, as the keys have it, or the country that is told most."""
    country = facts.country(document.text)
    for one in sorted(found, key=lambda one: -one.share):
        if place := facts.place(document.text, _stretch(document, one), one.given[0]):
            return place
        if country and facts.is_name(one.given[0]):
            return f"{country}: {one.given[0].upper()} (CITY)"
    return country


def _stretch(document: Document, entity: Entity) -> tuple[int, int]:
    return _stretches(document, entity)[0]


def _stretches(document: Document, entity: Entity) -> list[tuple[int, int]]:
    """Where each mention is likeliest, the likeliest mention first."""
    offsets = document.pieces.offsets
    return [(offsets[one.first][0], offsets[one.last - 1][1]) for one in entity.group]


def _day(document: Document, made: Incident, facts: Facts) -> str | None:
    """That it was on the day of the dateline or before; without one, on the nearest day told, of the usual year.

    On 393 templates of train the dateline is worth 0.68 of the credit; the nearest day told is worth no more.
    """
    if match := DATELINE.search(document.text[:HEAD]):
        return f"- {int(match[1]):02d} {match[2].upper()} {match[3]}"
    days = list(TOLD.finditer(document.text))
    if not days:
        return None
    hit = [one for one in made.entities if one.role in ("Target", "Victim", "Person")]
    starts = [_stretch(document, one)[0] for one in hit or made.entities]
    nearest = min(days, key=lambda one: min(abs(one.start() - start) for start in starts))
    month = nearest[2].upper()
    year = nearest[3] or facts.years.get(month)
    return f"{int(nearest[1]):02d} {month} {year}" if year else None
