"""Actors of the register where a text names them, and the short forms that the text itself defines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.model.actor import Actor
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.actors import ActorRegister, actor_register

# "Special Tactical Operations Squad (STOS)": a name in capitals and its short form in brackets.
_DEFINED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'–-]*|of|and|the|for|al|de|–|-)(?:\s+(?:[A-Z][\w’'–-]*|of|and|the|for|al|de|–|-)){1,8})"
    r"\s+\((?P<short>[A-Z][A-Za-z0-9–-]{1,9})\)"
)


def read_actors(text: str, register: ActorRegister | None = None) -> tuple[Reading[Actor], ...]:
    """The actors that `text` names by a name of the register or by a short form that it defines itself, in order."""
    known = register or actor_register()
    found = [Reading(named.actor, named.span.of(text), named.span, "register") for named in known.find(text)]
    taken = [reading.span for reading in found if reading.span is not None]
    for reading in _defined(text, known):
        if reading.span is not None and not any(span.overlaps(reading.span) for span in taken):
            found.append(reading)
    return tuple(sorted(found, key=lambda reading: reading.span.start if reading.span else 0))


def short_forms(text: str) -> dict[str, str]:
    """The short forms that a text defines, each with the full name: {"STOS": "Special Tactical Operations Squad"}."""
    forms = {}
    for match in _DEFINED.finditer(text):
        name = _fitting(match["name"], match["short"])
        if name is not None:
            forms[match["short"]] = name
    return forms


def _defined(text: str, known: ActorRegister) -> Iterator[Reading[Actor]]:
    for short, name in short_forms(text).items():
        actor = known.named(name) or Actor(name)
        for form in (short, name):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                yield Reading(actor, match.group(), Span(match.start(), match.end()), "defined")


def _fitting(name: str, short: str) -> str | None:
    """The tail of `name` whose capitals spell `short` (small words may be passed over); None where none does."""
    words = re.sub(r"['’]s\b", "", name).split()
    letters = [c for c in short if c.isupper()]
    for start in range(len(words)):
        tail = words[start:]
        capitals = [part[0] for word in tail for part in re.split(r"[-–]", word) if part[:1].isupper()]
        if tail[0][:1].isupper() and capitals[: len(letters)] == letters and len(capitals) <= len(letters) + 2:
            return " ".join(tail)
    return None
