"""Expressions of time in English reports: found, valued as TIMEX3, and laid out in days.

After the TIMEX3 guidelines of ISO-TimeML for types and values. The rules, each with an example, stand in
`resources/times/rules.toml`; days follow the conventions of the labelling guide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from statistics import median

from casus.ground import timex_dates, timex_lengths, timex_relative
from casus.ground.timex_find import find
from casus.ground.timex_join import join_stretches
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.model.reading import Reading
from casus.model.when import Timex, When

Maker = Callable[[Found, Scene], Timex | None]
_HEAD = 300  # characters: a full date this near the start is that of the telling
_LONG_AGO = 2  # years before publication from which on a text counts as history


def _maker(name: str) -> Maker:
    for module in (timex_dates, timex_relative, timex_lengths):
        maker: Maker | None = getattr(module, name, None)
        if maker is not None:
            return maker
    raise LookupError(name)


def read_times(text: str, published: date | None = None) -> tuple[Reading[Timex], ...]:
    """The time expressions of `text` from left to right, none overlapping another.

    `published` is the day from which "yesterday" and the like count. Without it they have no days, unless the text
    names its own day at its head; weekdays then lie somewhere between the first and last day that the text names.
    """
    found = tuple(find(text))
    scene = _scene(text, published, found)
    readings: list[Reading[Timex]] = []
    for one in found:
        timex = _read(one, scene)
        if timex is None:
            continue
        readings.append(Reading(timex, one.span.of(text), one.span, one.rule.name, one.rule.score))
        scene = scene.after(timex, one.span)
    return join_stretches(text, tuple(readings), scene.base)


def _read(found: Found, scene: Scene) -> Timex | None:
    """The value of a match; None where it is no date after all, or lies outside the calendar."""
    try:
        return _maker(found.rule.make)(found, scene)
    except (OverflowError, ValueError):  # a year beyond 9999, a 31 June: numbers that only look like a date
        return None


def _full_days(text: str, found: Iterable[Found]) -> list[tuple[int, date]]:
    """Where the text names a day with its year, and which day."""
    blank = Scene(text, None)
    days = []
    for one in found:
        if one.rule.make in ("iso_day", "numeric_day") or one.get("year") and one.rule.make == "month_day":
            timex = _read(one, blank)
            if timex and timex.when:
                days.append((one.span.start, timex.when.first))
    return days


def _scene(text: str, published: date | None, found: tuple[Found, ...]) -> Scene:
    """The ground before the first expression is read."""
    days = _full_days(text, found)
    bounds = When(min(day for _, day in days), max(day for _, day in days)) if days else None
    base = published or next((day for at, day in days if _is_head(text, at)), None)
    return Scene(text, base, bounds, history=_is_history(base, found))


def _is_head(text: str, at: int) -> bool:
    """Whether a day at `at` stands alone on a line near the start, or in a dateline: the day of the telling."""
    if at > _HEAD:
        return False
    line_start = text.rfind("\n", 0, at) + 1
    rest = text[at : at + 40]
    ahead = text[line_start:at].strip()
    alone = len(ahead) <= 25 and not any(word.islower() for word in ahead.split())
    return alone and ("\n" in rest or "–" in rest or "—" in rest or " - " in rest or len(text) - at < 25)


def _is_history(base: date | None, found: tuple[Found, ...]) -> bool:
    """Whether the years that the text names lie long before its publication: it tells of the past, not of the day."""
    years = [int(one.get("year")) for one in found if len(one.get("year")) == 4]
    fresh = sum(one.rule.make in _FRESH for one in found)
    return base is not None and len(years) >= max(4, 5 * fresh) and median(years) < base.year - _LONG_AGO


_FRESH = frozenset({"deictic", "weekday", "calendar_unit", "last_night"})
