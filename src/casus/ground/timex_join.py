"""Stretches that two expressions tell together: from X to Y, between X and Y, since X."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from casus.model.codes import TimeKind
from casus.model.reading import Reading
from casus.model.span import Span
from casus.model.when import Timex, When

_SINCE = re.compile(r"\b(?:ever )?since (?:about |around |at least |the |late |early )?$", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:from|between)(?: about| around| the)? $", re.IGNORECASE)
_JOINS = re.compile(r",? (?:to|and|until|till|through|up to)(?: about| around| the)? ", re.IGNORECASE)
_LOOK = 24


def _before(text: str, span: Span) -> str:
    return text[max(0, span.start - _LOOK) : span.start]


def _with(reading: Reading[Timex], when: When, rule: str) -> Reading[Timex]:
    return replace(reading, value=replace(reading.value, when=when), rule=f"{rule}+{reading.rule}")


def _datelike(reading: Reading[Timex]) -> bool:
    return reading.value.kind in (TimeKind.DATE, TimeKind.TIME) and reading.value.when is not None


def _joined(text: str, one: Reading[Timex], other: Reading[Timex]) -> When | None:
    """The stretch of "from `one` to `other`", or None where the words between do not say so."""
    if one.span is None or other.span is None or not (_datelike(one) and _datelike(other)):
        return None
    left, right = one.value.when, other.value.when
    if left is None or right is None or left.first > right.last or not _OPENS.search(_before(text, one.span)):
        return None
    return When(left.first, right.last) if _JOINS.fullmatch(text[one.span.end : other.span.start]) else None


def _since(text: str, reading: Reading[Timex], base: date | None) -> Reading[Timex]:
    """What is told "since 6 July" runs to the day of the telling."""
    when = reading.value.when
    if base is None or reading.span is None or when is None or not _datelike(reading) or when.first > base:
        return reading
    return _with(reading, When(when.first, base), "since") if _SINCE.search(_before(text, reading.span)) else reading


def join_stretches(text: str, readings: tuple[Reading[Timex], ...], base: date | None) -> tuple[Reading[Timex], ...]:
    """The readings, those that tell one stretch together each holding the whole of it."""
    out = [_since(text, reading, base) for reading in readings]
    for index, (one, other) in enumerate(pairwise(readings)):
        stretch = _joined(text, one, other)
        if stretch:
            out[index], out[index + 1] = _with(one, stretch, "from-to"), _with(other, stretch, "from-to")
    return tuple(out)
