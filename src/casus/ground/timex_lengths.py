"""Durations, sets, clock times and references to an open past, present or future."""

from __future__ import annotations

from casus.ground.timex_dates import clock_hours, dated, month_number
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.ground.timex_tense import Tense
from casus.ground.timex_words import number, words
from casus.model.codes import TimeKind
from casus.model.when import Timex, When

_NEAR = 200  # characters: a clock time belongs to a day told this close before it


_SMALLER = {"Y": ("M", 12), "D": ("TH", 24), "TH": ("M", 60), "TM": ("S", 60)}


def duration_value(amount: float | None, word: str) -> str:
    """The TIMEX3 value of so many units: P3W, PT2H30M, P10Y for a decade, PXD where the number is not told."""
    code = words().units[word]
    if amount is None:
        return f"P{'T' if word in words().clock_units else ''}X{code}"
    if code in ("DE", "CE", "Q"):
        amount, code = amount * {"DE": 10, "CE": 100, "Q": 3}[code], "M" if code == "Q" else "Y"
    code = f"T{code}" if word in words().clock_units else code
    whole, rest = int(amount), amount - int(amount)
    if rest and code in _SMALLER:
        small, per = _SMALLER[code]
        head = f"{whole}{code.lstrip('T')}" if whole else ""
        clock = "T" if code.startswith("T") else ""
        return f"P{clock}{head}{'T' if small.startswith('T') else ''}{round(rest * per)}{small.lstrip('T')}"
    told = str(whole) if not rest else f"{amount:g}"
    return f"P{'T' if code.startswith('T') else ''}{told}{code.lstrip('T')}"


def told_amount(found: Found) -> float | None:
    """The number of units told; None where none is, or a vague one."""
    told = found.get("num") or found.get("vague") or found.get("one")
    amount = number(told) if told else None
    if not told and found.rule.name == "unit-long" and not found.get("unit").endswith("s"):
        return 1
    return amount + 0.5 if amount is not None and "half" in found.get("half") else amount


def length(found: Found, _scene: Scene) -> Timex | None:
    """Three hours, a two-day visit, sixteen weeks, a few months, for decades."""
    return Timex(TimeKind.DURATION, duration_value(told_amount(found), found.get("unit")), None)


def every(found: Found, _scene: Scene) -> Timex | None:
    """Every day, each week, every two years, per month."""
    amount = number(found.get("num")) if found.get("num") else 1
    clock = "T" if found.get("unit") in words().clock_units else ""
    count = "X" if amount is None else f"{amount:g}"
    return Timex(TimeKind.SET, f"P{clock}{count}{words().units[found.get('unit')]}", None)


def every_weekday(found: Found, _scene: Scene) -> Timex | None:
    """Every Friday, Fridays, every morning."""
    if found.get("weekday"):
        code = words().weekdays[found.get("weekday").rstrip(".")]
        return Timex(TimeKind.SET, f"XXXX-WXX-{code + 1}", None)
    if found.get("month"):
        return Timex(TimeKind.SET, f"XXXX-{month_number(found.get('month')):02}", None)
    return Timex(TimeKind.SET, f"XXXX-XX-XXT{words().parts[found.get('part')]}", None)


def fixed_set(found: Found, _scene: Scene) -> Timex | None:
    """Daily, weekly, annual: the value stands in the table."""
    return Timex(TimeKind.SET, found.rule.fixed, None)


def fixed(found: Found, _scene: Scene) -> Timex | None:
    """Now, recently, soon: the value stands in the table, and no days follow from it."""
    return dated(found.rule.fixed, None)


def fixed_ahead(found: Found, scene: Scene) -> Timex | None:
    """Soon, the near future: only where the nearest verb does not tell of the past ("soon they fled")."""
    return None if scene.tense(found.span) is Tense.PAST else fixed(found, scene)


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
