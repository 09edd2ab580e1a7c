"""Borders that two countries share: "the Iran–Iraq border", "its border with Belarus". They belong to neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.model.codes import Precision
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.gazetteer import Gazetteer

# Possessive: a name of ten thousand letters must not be tried in every way to cut it.
_NAME = r"(?:(?:(?:[A-Z]\.){2,}+|[A-Z][\w'’]++)(?:\s(?=[A-Z]))?){1,3}"
_AFTER = re.compile(rf"\b(?:border|frontier) (?:with (?:the )?{_NAME}|between (?:the )?{_NAME} and (?:the )?{_NAME})")
_BEFORE = re.compile(rf"\b{_NAME}(?:(?:[-–/]| and ){_NAME})?\s(?:border|frontier)\b")
_CAPITALS = re.compile(r"[-–/]| and |\b(?:with|between|the|border|frontier)\b")
_LEADING = re.compile(r"^(?:The|At|On|In|Near|Along|Across|From|By)\s")


def borders(text: str, gazetteer: Gazetteer) -> tuple[Reading[Place], ...]:
    """The shared borders that `text` names, in order: `country` None, no coordinates, rule "border"."""
    found = sorted(_spans(text, gazetteer))
    kept: list[Span] = []
    for span in found:
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return tuple(_reading(span, text) for span in kept)


def _spans(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    for pattern in (_AFTER, _BEFORE):
        for hit in pattern.finditer(text):
            start = hit.start()
            words = hit.group()
            if lead := _LEADING.match(words):
                start, words = start + lead.end(), words[lead.end() :]
            names = [part.strip() for part in _CAPITALS.split(words) if part.strip()]
            if names and all(_nation(name, gazetteer) for name in names):
                yield Span(start, hit.end())


def _nation(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.demonym(name) is not None or gazetteer.country_named(name) is not None


def _reading(span: Span, text: str) -> Reading[Place]:
    words = span.of(text)
    return Reading(Place(words, precision=Precision.REGION), words, span, "border", 0.8)
