"""Durations, sets, clock times and references to an open past, present or future."""

from __future__ import annotations

from casus.ground.timex_dates import clock_hours, dated
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.ground.timex_words import number, words
from casus.model.codes import TimeKind
from casus.model.when import Timex, When

_NEAR = 200  # characters: a clock time belongs to a day told this close before it


def length(found: Found, scene: Scene) -> Timex | None:
    """Three hours, a two-day visit, sixteen weeks, a few months, for decades."""
    word = found.get("unit")
    told = found.get("num") or found.get("vague") or found.get("one")
    amount = number(told) if told else None
    count = "X" if amount is None else f"{amount:g}"
    unit = words().units[word]
    if unit in ("DE", "CE", "Q") and amount is not None:
        amount, unit = amount * {"DE": 10, "CE": 100, "Q": 3}[unit], "M" if unit == "Q" else "Y"
        count = f"{amount:g}"
    clock = "T" if word in words().clock_units else ""
    return Timex(TimeKind.DURATION, f"P{clock}{count}{unit}", None)


def every(found: Found, scene: Scene) -> Timex | None:
    """Every day, each week, every two years, per month."""
    amount = number(found.get("num")) if found.get("num") else 1
    clock = "T" if found.get("unit") in words().clock_units else ""
    count = "X" if amount is None else f"{amount:g}"
    return Timex(TimeKind.SET, f"P{clock}{count}{words().units[found.get('unit')]}", None)


def every_weekday(found: Found, scene: Scene) -> Timex | None:
    """Every Friday, Fridays, every morning."""
    if found.get("weekday"):
        code = words().weekdays[found.get("weekday").rstrip(".")]
        return Timex(TimeKind.SET, f"XXXX-WXX-{code + 1}", None)
    return Timex(TimeKind.SET, f"XXXX-XX-XXT{words().parts[found.get('part')]}", None)


def fixed_set(found: Found, scene: Scene) -> Timex | None:
    """Daily, weekly, annual: the value stands in the table."""
    return Timex(TimeKind.SET, found.rule.fixed, None)


def fixed(found: Found, scene: Scene) -> Timex | None:
    """Now, recently, soon: the value stands in the table, and no days follow from it."""
    return dated(found.rule.fixed, None)


def fixed_time(found: Found, scene: Scene) -> Timex | None:
    """The night, dawn: a part of a day told near by, or of none."""
    code = words().parts[found.get("part")]
    day = scene.last if scene.last and found.span.start - scene.last_at < _NEAR else None
    if day is None:
        return Timex(TimeKind.TIME, f"XXXX-XX-XXT{code}", None)
    return Timex(TimeKind.TIME, f"{day}T{code}", When.day(day))


def clock(found: Found, scene: Scene) -> Timex | None:
    """14:00, 6am, 10:35 a.m.: on the day told just before, if any."""
    hours = clock_hours(found.get("clock") or found.get("word"))
    if hours is None:
        return None
    if scene.last and found.span.start - scene.last_at < _NEAR:
        return Timex(TimeKind.TIME, f"{scene.last}T{hours}", When.day(scene.last))
    value = scene.base.isoformat() if scene.base and not scene.history else "XXXX-XX-XX"
    return Timex(TimeKind.TIME, f"{value}T{hours}", None)
