"""Datelines: where and when a report was filed, before its first sentence; no words of what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span

_REST = (
    r"(?:,\s+[A-Z][^\n.:;–—]{1,30}?|,\s+\d{1,2}\s+\w+(?:\s+\d{4})?|,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)?"
    r"(?:\s+\([A-Z][\w ]{1,20}\))?"
)
_NAME = r"[A-ZÀ-Þ][\w'’.]+(?:[ -][A-ZÀ-Þ][\w'’.]+){0,2}"
_LOUD = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]{2,}(?:[ /-][A-ZÀ-Þ'’.]{2,}){0,3}"
# A town in capitals, the agency in brackets, a dash or colon; in small letters only where the town is a known place.
_CAPITALS = re.compile(rf"{_LOUD}{_REST}\s*(?:\s[-–—]+|:|—)\s+(?=\S)")
_PLACES = re.compile(rf"{_NAME}(?:/{_NAME})?{_REST}\s+[-–—]+\s+(?=[A-Z0-9\"“])")


def past_dateline(text: str, span: Span, places: Sequence[Reading[Place]]) -> Span:
    """The span of a sentence without the dateline that opens its paragraph."""
    if span.start and text[span.start - 1] != "\n":
        return span
    found = _CAPITALS.match(text, span.start, span.end)
    if found is None and any(one.span is not None and one.span.start == span.start for one in places):
        found = _PLACES.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found is not None and found.end() < span.end - 10 else span
