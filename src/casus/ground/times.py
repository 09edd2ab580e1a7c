"""Expressions of time in English reports: found, valued as TIMEX3, and laid out in days.

After the TIMEX3 guidelines of ISO-TimeML for types and values. The rules, each with an example, stand in
`resources/times/rules.toml`; days follow the conventions of the labelling guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from statistics import median

from casus.errors import ResourceError
from casus.ground import timex_dates, timex_lengths, timex_relative
from casus.ground.timex_find import find
from casus.ground.timex_join import join_stretches
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.model.reading import Reading
from casus.model.span import Span
from casus.model.when import Timex, When

Maker = Callable[[Found, Scene], Timex | None]
_OPENING = re.compile(r"(?:[.\n]\s*)(?:\w+\s){0,3}$")  # so near the start of a sentence that it sets the scene
_HEAD_ENDS = re.compile(r"[,.)]?[ \t\xa0]*(?:\([^)\n]*\)[ \t]*)?(?:[–—:|]|--?[ \t]|[\n\u2028]|$)")
_DATELINE_WORDS = 6
_STOP = re.compile(r"[.;!?]\s|\n")
_CLAUSE = 60  # characters between a clock time and its day
_DAYS = frozenset({"weekday", "deictic", "month_day"})
_HEAD = 300  # characters: a full date this near the start is that of the telling
_RECENT_SHARE = 0.1
_LONG_AGO = 2  # years before publication from which on a text counts as history


def _maker(name: str) -> Maker:
    for module in (timex_dates, timex_relative, timex_lengths):
        maker: Maker | None = getattr(module, name, None)
        if maker is not None:
            return maker
    raise ResourceError(f"times/rules.toml: nothing is called {name!r} that could read a time")


def read_times(text: str, published: date | None = None) -> tuple[Reading[Timex], ...]:
    """The time expressions of `text` from left to right, none overlapping another.

    `published` is the day from which "yesterday" and the like count. Without it they have no days, unless the text
    names its own day at its head; weekdays then lie somewhere between the first and last day that the text names.
    """
    found = tuple(find(text))
    scene = _scene(text, published, found)
    readings: list[Reading[Timex]] = []
    for index, one in enumerate(found):
        timex = _read(one, _with_day_ahead(text, found, index, scene))
        if timex is not None:
            readings.extend(_readings(text, one, timex))
            scene = scene.after(timex, one.span, setting=_sets_year(text, one, scene))
    return join_stretches(text, tuple(readings), scene.base)


def _with_day_ahead(text: str, found: tuple[Found, ...], index: int, scene: Scene) -> Scene:
    """For a clock time that stands before its day ("at 7:37 p.m. (1137 GMT) on Wednesday") the scene with that day."""
    one, later = found[index], found[index + 1 : index + 3]
    if one.rule.make != "clock":
        return scene
    if scene.last_at >= 0 and not _STOP.search(text, scene.last_at, one.span.start):
        return scene
    for other in later:
        between = text[one.span.end : other.span.start]
        if len(between) < _CLAUSE and not _STOP.search(between) and other.rule.make in _DAYS:
            timex = _read(other, scene)
            return scene.after(timex, one.span) if timex else scene
    return scene


def _readings(text: str, found: Found, timex: Timex) -> tuple[Reading[Timex], ...]:
    """One reading, or two where the words tell both ends of a range; each end then holds the whole stretch."""
    name, score = found.rule.name, found.rule.score
    if found.join is None:
        return (Reading(timex, found.span.of(text), found.span, name, score),)
    ends = Span(found.span.start, found.join.start), Span(found.join.end, found.span.end)
    values = timex.value.split("/")
    return tuple(
        Reading(replace(timex, value=value), end.of(text), end, name, score)
        for end, value in zip(ends, [values[0], values[-1]], strict=True)
    )


def _sets_year(text: str, found: Found, scene: Scene) -> bool:
    """Whether what follows tells of this year: in a history not so of "today" or of a year named in passing."""
    if not scene.history:
        return True
    if found.rule.make == "year":
        return bool(_OPENING.search(text, max(0, found.span.start - 40), found.span.start))
    return found.rule.make not in _FRESH


def _read(found: Found, scene: Scene) -> Timex | None:
    """The value of a match; None where it is no date after all, or lies outside the calendar."""
    try:
        return _maker(found.rule.make)(found, scene)
    except (OverflowError, ValueError):  # a year beyond 9999, a 31 June: numbers that only look like a date
        return None


def _full_days(text: str, found: Iterable[Found]) -> list[tuple[Span, date]]:
    """Where the text names a day with its year, and which day."""
    blank = Scene(text, None)
    days = []
    for one in found:
        if one.rule.make in ("iso_day", "numeric_day") or (one.get("year") and one.rule.make == "month_day"):
            timex = _read(one, blank)
            if timex and timex.when:
                days.append((one.span, timex.when.first))
    return days


def _scene(text: str, published: date | None, found: tuple[Found, ...]) -> Scene:
    """The ground before the first expression is read."""
    days = _full_days(text, found)
    bounds = When(min(day for _, day in days), max(day for _, day in days)) if days else None
    base = published or next((day for span, day in days if _is_head(text, span)), None)
    return Scene(text, base, bounds, history=_is_history(base, found))


def _is_head(text: str, span: Span) -> bool:
    """Whether a day stands alone on a line near the start, or in a dateline: the day of the telling."""
    if span.start > _HEAD:
        return False
    line = max(text.rfind("\n", 0, span.start), text.rfind("\u2028", 0, span.start)) + 1
    before = text[line : span.start].replace("(", " ").split()
    plain = all(not word.islower() for word in before) and before[-1:] not in (
        ["On"],
        ["In"],
        ["By"],
        ["Since"],
        ["From"],
    )
    return plain and len(before) <= _DATELINE_WORDS and _HEAD_ENDS.match(text, span.end) is not None


def _is_history(base: date | None, found: tuple[Found, ...]) -> bool:
    """Whether the years that the text names lie before its own time: it tells of the past, not of the day."""
    years = [int(one.get("year")) for one in found if len(one.get("year")) == 4]
    fresh = sum(one.rule.make in _FRESH for one in found)
    if base is None or len(years) < max(6, 4 * fresh):
        return False
    recent = sum(year >= base.year - 1 for year in years)
    return recent <= _RECENT_SHARE * len(years) and median(years) < base.year - _LONG_AGO


_FRESH = frozenset({"deictic", "weekday", "calendar_unit", "last_night"})
