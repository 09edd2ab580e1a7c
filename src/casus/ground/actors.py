"""Actors of the register where a text names them, and the short forms that the text itself defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casus.ground.actors_support import Support
from casus.ground.actors_words import actor_words
from casus.model.actor import Actor
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.actors import ActorRegister, Named, actor_register

# "Special Tactical Operations Squad (STOS)": a name in capitals and its short form in brackets.
_DEFINED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'–-]*|of|and|the|for|al|de|–|-)(?:\s+(?:[A-Z][\w’'–-]*|of|and|the|for|al|de|–|-)){1,8})"
    r"\s+\((?P<short>[A-Z][A-Za-z0-9–-]{1,9})\)"
)


def read_actors(text: str, register: ActorRegister | None = None) -> tuple[Reading[Actor], ...]:
    """The actors that `text` names by a name of the register or by a short form that it defines itself, in order.

    Rules: `register`; `register/supported` for a weak name that the text supports; `capital` for a capital that stands
    for its government; `defined` for a short form and the full name that it stands for. A weak name without support,
    and a name inside a longer one, are not read.
    """
    known = register or actor_register()
    defined = tuple(_defined(text, known))
    found = list(_registered(text, known))
    taken = [reading.span for reading in found if reading.span is not None]
    for reading in defined:
        if reading.span is not None and not any(span.overlaps(reading.span) for span in taken):
            found.append(reading)
            taken.append(reading.span)
    found += [reading for reading in _capitals(text, known) if _free(reading.span, taken)]
    return tuple(sorted(found, key=lambda reading: reading.span.start if reading.span else 0))


def short_forms(text: str) -> dict[str, str]:
    """The short forms that a text defines, each with the full name: {"STOS": "Special Tactical Operations Squad"}."""
    forms = {}
    for match in _DEFINED.finditer(text):
        name = _fitting(match["name"], match["short"])
        if name is not None:
            forms[match["short"]] = name
    return forms


def _free(span: Span | None, taken: list[Span]) -> bool:
    return span is not None and not any(span.overlaps(other) for other in taken)


def _registered(text: str, known: ActorRegister) -> Iterator[Reading[Actor]]:
    """What the register finds, with the names that need it weighed by the rest of the text."""
    support = Support(text, known)
    for named in known.find(text):
        if _inside_longer(text, named, known) or _is_no_actor(text, named, known):
            continue
        if not named.weak and not named.rivals:
            yield Reading(named.actor, named.span.of(text), named.span, "register")
            continue
        reading = support.resolve(named)
        if reading is not None:
            yield reading
            continue
        yield from _shorter(text, named, known)


def _shorter(text: str, named: Named, known: ActorRegister) -> Iterator[Reading[Actor]]:
    """Strong names inside a weak one that found no support."""
    for inner in known.find(named.span.of(text), weak=False):
        if not inner.rivals and not _inside_longer(named.span.of(text), inner, known):
            span = Span(named.span.start + inner.span.start, named.span.start + inner.span.end)
            yield Reading(inner.actor, span.of(text), span, "register", 0.8)


def _inside_longer(text: str, named: Named, known: ActorRegister) -> bool:
    """Whether the name is part of a longer one that we do not know: "Hamas Hill Front", "Upper Valley Hill Front"."""
    match = _NEXT.match(text, named.span.end)
    if match is not None and match.group(1) in actor_words().longer:
        return True
    before = _PREVIOUS.search(text, max(0, named.span.start - _FAR), named.span.start)
    entry = known.entry(named.actor.id or "")
    if before is None or entry is None:
        return False
    state = known.government(before.group(1))
    if state is not None:  # "Iraqi National Intelligence Service" is not that of Korea
        of_a_state = entry.kind not in _GROUPS and named.actor.country is not None and not named.rivals
        return of_a_state and state.country != named.actor.country
    return not entry.checked and _INSIDE.search(text, max(0, before.start() - 2), before.start()) is not None


def _is_no_actor(text: str, named: Named, known: ActorRegister) -> bool:
    return _is_titled_person(text, named, known) or _in_headline(text, named) or _is_building(text, named)


def _is_building(text: str, named: Named) -> bool:
    """Whether a body that bears the name of its house is only the house: "at the White House"."""
    if named.span.of(text) not in actor_words().houses:
        return False
    return _AT.search(text, max(0, named.span.start - _FAR), named.span.start) is not None


def _is_titled_person(text: str, named: Named, known: ActorRegister) -> bool:
    """An office before a person's name is a title: "Ghana's President Ama Owusu"."""
    if known.kind(named.actor.id or "") != "office":
        return False
    return _NEXT.match(text, named.span.end) is not None


def _in_headline(text: str, named: Named) -> bool:
    """Whether an acronym that is a word stands between words in capitals: "THE MAN WHO LEFT"."""
    if named.span.of(text) not in actor_words().ordinary:
        return False
    before = text[: named.span.start].split()[-1:]
    after = text[named.span.end : named.span.end + _FAR].split()[:1]
    return any(len(word) > 1 and word.isupper() and word.isalpha() for word in before + after)


_INSIDE = re.compile(r"[\w,;:] $")
_GROUPS = frozenset({"group", "gang", "militia", "party"})
_AT = re.compile(r"\b(?:at|outside|near|inside|around) the $")
_NEXT = re.compile(r" ([A-Z][\w’'-]*)")
# A capitalised word right before a name.
_PREVIOUS = re.compile(r"(?<![^\s(\"“])([A-Z][\w’'-]*) $")
_FAR = 30


def _capitals(text: str, known: ActorRegister) -> Iterator[Reading[Actor]]:
    """Capitals that stand for governments: "Islamabad denied", "between Islamabad and Kabul", "Kabul's ambassador"."""
    capitals = actor_words().capitals
    for match in _CAPITALISED.finditer(text):
        for words in capitals.get(match.group(), ()):
            start, end = match.start(), match.start() + len(words)
            if text.startswith(words, start) and _governs(text, start, end):
                actor = known.government(words)
                if actor is not None:
                    yield Reading(actor, words, Span(start, end), "capital", 0.8)
                break


def _governs(text: str, start: int, end: int) -> bool:
    """Whether a capital stands where a government stands, and no place."""
    relations, deeds, owned = _around()
    before = text[max(0, start - 2 * _FAR) : start]
    if owned.match(text, end) or relations.search(before):
        return True
    return deeds.match(text, end) is not None and _begins_clause(before)


def _begins_clause(before: str) -> bool:
    """No word of place before it, nor another name that it continues ("in Kabul said")."""
    before = before.rstrip()
    return not before or before[-1] in '.!?,;:”"—–' or before.rsplit(None, 1)[-1] in _CONJUNCTIONS


_CONJUNCTIONS = frozenset({"and", "but", "that", "while", "as", "after", "when", "which", "if", "because", "though"})
_CAPITALISED = re.compile(r"\b[A-Z]\w+")


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before, or after, a capital that stands for its government."""
    words = actor_words()
    return (
        re.compile(rf"\b(?i:{'|'.join(words.relations)}) between (?:[A-Z]\w+(?: [A-Z]\w+)? and )?$"),
        re.compile(rf" (?:(?:{'|'.join(words.auxiliaries)}) ){{0,2}}(?:{'|'.join(words.verbs)})\b"),
        re.compile(rf"['’]s (?:{'|'.join(words.owned)})\b"),
    )


def _defined(text: str, known: ActorRegister) -> Iterator[Reading[Actor]]:
    for short, name in short_forms(text).items():
        actor = (known.named(name) if known.government(name) is None else None) or Actor(name)
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
