"""From the stretches that the trained reader marks to whole names: it tags piece by piece and may cut a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.model_acts import Part
from casus.model.span import Span

LEAST = 0.5
"""How likely a stretch must be to count."""

_GLUE = re.compile(r"[\s\-–]*")
_SMALL = r"(?:and|or|of|from|for|in|on|at|by|to|with|the|an?|its|their|his|her|who|that|as)"
_TAIL = re.compile(rf"(?:[\s,]+{_SMALL})+$", re.IGNORECASE)
_BARE = re.compile(rf"(?:{_SMALL}|[\d.,]+|\W)+", re.IGNORECASE)
_HYPHENED = re.compile(r"((?:\w+-)+)$")
_BEFORE = re.compile(r"((?:[A-Z][\w'’.-]*\s+)+)$")


def whole(text: str, parts: Sequence[Part], sentence: Span) -> list[Part]:
    """The likely stretches of a role as whole names: pieces of one name joined, cut names completed, scraps dropped."""
    likely = sorted((part for part in parts if part.score >= LEAST), key=lambda part: part.span)
    made = (_trimmed(text, part) for part in _completed(text, _glued(text, likely), sentence))
    return [part for part in made if part is not None]


def _glued(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Stretches that nothing but a space or a hyphen parts are one."""
    last: Part | None = None
    for part in parts:
        if last is not None and _GLUE.fullmatch(text[last.span.end : part.span.start]):
            last = Part(last.span.join(part.span), max(last.score, part.score))
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _completed(text: str, parts: Iterator[Part], sentence: Span) -> Iterator[Part]:
    """A stretch that begins with "of" goes back to where the name begins: "Association of Southern Traders".

    One that begins within a word goes back to the word's start: "nuclear-armed nations".
    """
    for part in parts:
        words = part.span.of(text).lower()
        before = _BEFORE if words.startswith("of ") else _HYPHENED
        found = before.search(text[sentence.start : part.span.start + words.startswith("-")])
        yield replace(part, span=Span(sentence.start + found.start(1), part.span.end)) if found else part


def _trimmed(text: str, part: Part) -> Part | None:
    """Without small words at the end; None where nothing but small words and figures is there."""
    words = part.span.of(text)
    tail = _TAIL.search(words)
    span = Span(part.span.start, part.span.start + tail.start()) if tail else part.span
    return None if span.end <= span.start or _BARE.fullmatch(span.of(text)) else replace(part, span=span)
