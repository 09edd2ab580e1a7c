"""Expressions that count from the day of the telling: yesterday, on Tuesday, last week, two days ago."""

from __future__ import annotations

from datetime import date, timedelta

from casus.ground.timex_calendar import (
    month_span,
    quarter_of,
    quarter_span,
    shift,
    week_span,
    week_value,
    weekday_at_or_after,
    weekday_at_or_before,
    weekend_span,
    years_span,
)
from casus.ground.timex_dates import capped, dated, timed, with_part
from casus.ground.timex_lengths import duration_value, told_amount
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.ground.timex_tense import Tense
from casus.ground.timex_words import words
from casus.model.codes import TimeKind
from casus.model.when import Timex, When

DAY = timedelta(days=1)
OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
LAST = frozenset({"last", "past", "this past", "the past", "the last", "previous", "the previous", "preceding"})
NEXT = frozenset({"next", "coming", "the coming", "the next", "this coming", "upcoming"})
_QUARTER_REACH = 400  # characters
_SINGULAR = frozenset({"hour", "day", "week", "month", "year", "decade", "century"})


def deictic(found: Found, scene: Scene) -> Timex | None:
    """Today, yesterday, tomorrow, tonight, with a part of the day."""
    word = found.get("word")
    part = "night" if word == "tonight" else found.get("part")
    if scene.base is None:
        return with_part(dated("XXXX-XX-XX", None), part)
    day = scene.base + timedelta(days=OFFSETS[word])
    told = dated(day.isoformat(), When.day(day))
    return with_part(told, part) if part else timed(told, found)


def two_off(found: Found, scene: Scene) -> Timex | None:
    """The day before yesterday, the day after tomorrow."""
    if scene.base is None:
        return dated("XXXX-XX-XX", None)
    day = scene.base + timedelta(days=-2 if found.get("word") == "yesterday" else 2)
    return dated(day.isoformat(), When.day(day))


def this_part(found: Found, scene: Scene) -> Timex | None:
    """A part of the day of the telling: this morning, this evening."""
    if scene.base is None:
        return with_part(dated("XXXX-XX-XX", None), found.get("part"))
    return with_part(dated(scene.base.isoformat(), When.day(scene.base)), found.get("part"))


def last_night(_found: Found, scene: Scene) -> Timex | None:
    """Last night, overnight: from the day before to the day of the telling."""
    if scene.base is None:
        return Timex(TimeKind.TIME, "XXXX-XX-XXTNI", None)
    eve = scene.base - DAY
    return Timex(TimeKind.TIME, f"{eve}TNI", When(eve, scene.base))


def _weekday_day(found: Found, scene: Scene, base: date) -> date:
    weekday, which = words().weekdays[found.get("weekday").rstrip(".")], found.get("which")
    if which in LAST:
        return weekday_at_or_before(base - DAY, weekday)
    if which in NEXT:
        return weekday_at_or_after(base + DAY, weekday)
    if which == "this" and base.weekday() != weekday:
        inside = week_span(base).first + timedelta(days=weekday)
        return (
            inside
            if scene.tense(found.span) is not Tense.PAST or inside < base
            else weekday_at_or_before(base, weekday)
        )
    told = scene.tense(found.span)
    later, earlier = weekday_at_or_after(base, weekday), weekday_at_or_before(base, weekday)
    if told is Tense.FUTURE:
        return later
    return later if told is Tense.WAS_DUE and later - base < base - earlier else earlier


def _bounded(bounds: When | None, code: int) -> When | None:
    """The stretch that the text names, where such a weekday falls into it."""
    return bounds if bounds and weekday_at_or_after(bounds.first, code) <= bounds.last else None


def weekday(found: Found, scene: Scene) -> Timex | None:
    """On Tuesday: the latest up to the telling, or the next where the nearest verb speaks of what is to come.

    Without a day of telling the stretch is that of the days which the text names in full; None where it names none.
    """
    code = words().weekdays[found.get("weekday").rstrip(".")]
    if found.get("which") in ("the following", "following", "the previous") and scene.last:
        day = (
            weekday_at_or_before(scene.last - DAY, code)
            if "previous" in found.get("which")
            else weekday_at_or_after(scene.last + DAY, code)
        )
        return timed(dated(day.isoformat(), When.day(day)), found)
    if scene.base is None or scene.history:
        return timed(dated(f"XXXX-WXX-{code + 1}", _bounded(scene.bounds, code)), found)
    day = _weekday_day(found, scene, scene.base)
    return timed(dated(day.isoformat(), When.day(day)), found)


def weekdays_ago(found: Found, scene: Scene) -> Timex | None:
    """A week ago Tuesday, Tuesday last week."""
    if scene.base is None:
        return dated("XXXX-XX-XX", None)
    code = words().weekdays[found.get("weekday").rstrip(".")]
    weeks = {"last": -7, "next": 7, "this": 0}[found.get("which") or "last"]
    day = week_span(scene.base).first + timedelta(days=weeks + code)
    return with_part(dated(day.isoformat(), When.day(day)), found.get("part"))


def _unit_value(day: date, unit: str) -> tuple[str, When | None]:
    """The calendar unit that holds `day`, as a TIMEX3 value and a stretch."""
    if unit == "W":
        return week_value(day), week_span(day)
    if unit == "M":
        return f"{day:%Y-%m}", month_span(day.year, day.month)
    if unit == "Q":
        year, part = quarter_of(day)
        return f"{year:04}-Q{part}", quarter_span(year, part)
    return _years_value(day.year, unit) or (day.isoformat(), When.day(day))


def _years_value(year: int, unit: str) -> tuple[str, When | None] | None:
    """The year, decade or century that holds `year`; None for other units."""
    first = {"Y": year, "DE": year // 10 * 10, "CE": (year - 1) // 100 * 100 + 1}.get(unit)
    if first is None:
        return None
    last, digits = first + {"Y": 0, "DE": 9, "CE": 99}[unit], {"Y": 4, "DE": 3, "CE": 2}[unit]
    return f"{first:04}"[:digits], years_span(first, last)


def calendar_unit(found: Found, scene: Scene) -> Timex | None:
    """Last week, this month, next year, earlier this year, later this week."""
    unit = words().units[found.get("unit")]
    which, mod = found.get("which"), found.get("mod")
    if scene.base is None:
        return dated({"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}.get(unit, "XXXX"), None)
    step = -1 if which in LAST else 1 if which in NEXT else 0
    value, when = _unit_value(shift(scene.base, step, unit), unit)
    return dated(value, _side(when, step, mod, found, scene))


def _side(when: When | None, step: int, mod: str, found: Found, scene: Scene) -> When | None:
    """Of the running week, month or year the part that is told: up to the telling, or from it on."""
    if when is None or step or scene.base is None:
        return when
    if mod.startswith("later") or (not mod.startswith("earlier") and scene.tense(found.span) is Tense.FUTURE):
        return When(scene.base, when.last)
    return When(when.first, scene.base)


def _ahead(base: date, which: str, found: Found, scene: Scene) -> bool:
    """Whether a weekend to come is meant: by the verb, or by "this" in the week before it."""
    told = scene.tense(found.span)
    if scene.word_before(found.span) == "for" and told is not Tense.PAST:
        return True
    return told is Tense.FUTURE or (which == "this" and base < weekend_span(base).first and told is not Tense.PAST)


def weekend(found: Found, scene: Scene) -> Timex | None:
    """Last weekend, this weekend, over the weekend."""
    base, which = scene.base, found.get("which")
    if base is None:
        return dated("XXXX-WXX-WE", None)
    this = weekend_span(base)
    if which in LAST:
        when = this.shift(-7)
    elif which in NEXT or _ahead(base, which, found, scene):
        when = this.shift(7) if which in NEXT and base >= this.first else this
    else:
        when = capped(this, scene) or this
        when = when if when.first <= base else this.shift(-7)
    return dated(f"{week_value(when.first)}-WE", when)


def span_back(found: Found, scene: Scene) -> Timex | None:
    """The past three months, the last 24 hours, the next five days; of "recent weeks" the last eight."""
    amount = told_amount(found) or (1 if found.get("unit") in _SINGULAR and not found.get("vague") else None)
    value, base = duration_value(amount, found.get("unit")), scene.base
    unit, clock = words().units[found.get("unit")], found.get("unit") in words().clock_units
    timex = Timex(TimeKind.DURATION, value, None)
    if base is None or amount is None:
        return timex
    step = max(1, -int(-amount // 24)) if clock and unit == "H" else 1 if clock else int(amount)
    unit = "D" if clock else unit
    if found.get("which") in NEXT or found.get("which") == "the following":
        return Timex(TimeKind.DURATION, value, When(base + DAY if not clock else base, shift(base, step, unit)))
    return Timex(TimeKind.DURATION, value, When(shift(base, -step, unit), base))


def recent(found: Found, scene: Scene) -> Timex | None:
    """In recent days (a week back), in recent weeks (eight weeks back); longer stretches stay open."""
    back = {"days": 7, "weeks": 56}.get(found.get("unit"))
    if scene.base is None or back is None:
        return dated("PAST_REF", None)
    return dated("PAST_REF", When(scene.base - timedelta(days=back), scene.base))


def coming(found: Found, scene: Scene) -> Timex | None:
    """In the coming days: the next seven; longer stretches stay open."""
    if scene.base is None or found.get("unit") != "days":
        return dated("FUTURE_REF", None)
    return dated("FUTURE_REF", When(scene.base + DAY, scene.base + timedelta(days=7)))


def counted(found: Found, scene: Scene) -> Timex | None:
    """Two days ago, a week ago, nine months prior, about a month ago, weeks ago, hours later, a year earlier."""
    way = found.get("way")
    from_now = way in ("ago", "from now", "hence", "back", "since")
    origin = scene.base if from_now and not scene.history else scene.last
    if origin is None and way == "prior":
        origin = scene.base
    if found.get("one") and words().units[found.get("unit")] == "Y" and _near_quarter(found, scene) and scene.quarter:
        year, part = quarter_of(scene.quarter)
        return dated(f"{year - 1:04}-Q{part}", quarter_span(year - 1, part))
    sign = 1 if way in ("later", "from now", "hence", "after", "on", "afterward", "afterwards") else -1
    if origin is None:
        when = _beside_fresh(sign, found, scene)
        return Timex(TimeKind.DURATION, duration_value(told_amount(found), found.get("unit")), when)
    return _count_from(origin, sign, found)


def _near_quarter(found: Found, scene: Scene) -> bool:
    """Whether a quarter told just before is what "a year earlier" is set against."""
    return found.get("way") in ("ago", "earlier") and 0 <= found.span.start - scene.quarter_at < _QUARTER_REACH


def _beside_fresh(sign: int, found: Found, scene: Scene) -> When | None:
    """Days counted from a happening told without a day: a fresh one, of the two days up to the telling."""
    amount = told_amount(found)
    if (
        scene.base is None
        or scene.history
        or words().units[found.get("unit")] != "D"
        or amount is None
        or amount != int(amount)
    ):
        return None
    return When(scene.base - DAY, scene.base).shift(sign * int(amount))


def _count_from(origin: date, sign: int, found: Found) -> Timex | None:
    unit, clock = words().units[found.get("unit")], found.get("unit") in words().clock_units
    amount = told_amount(found)
    if clock:
        return dated(origin.isoformat(), When(origin, origin + DAY) if sign > 0 else When(origin - DAY, origin))
    if amount is None:
        return _vaguely(origin, sign, unit, found)
    if amount != int(amount):
        return Timex(TimeKind.DURATION, duration_value(told_amount(found), found.get("unit")), None)
    day = shift(origin, sign * int(amount), unit)
    value, whole = _unit_value(day, unit)
    loose = unit in ("W",) or (
        unit == "M" and (amount == 1 or bool(found.get("about"))) and found.get("way") != "prior"
    )
    if loose:
        half = 3 if unit == "W" else 7
        return dated(value, When(day - timedelta(days=half), day + timedelta(days=half)))
    return dated(value, whole)


def _vaguely(origin: date, sign: int, unit: str, found: Found) -> Timex:
    """Days: two to seven off; weeks: two to eight; more is not for us to say."""
    reach = {"D": (2, 7), "W": (14, 56)}.get(unit)
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if reach is None or found.get("vague"):
        return dated(value, None)
    near, far = (origin + timedelta(days=sign * days) for days in reach)
    return dated(value, When(min(near, far), max(near, far)))


def weeks_after(found: Found, scene: Scene) -> Timex | None:
    """Weeks after the ceasefire: what it points to lies two to eight weeks back, "days after" two to seven days."""
    value = duration_value(told_amount(found), found.get("unit"))
    reach = {"days": (2, 7), "weeks": (14, 56)}.get(found.get("unit"))
    if scene.base is None or reach is None:
        return Timex(TimeKind.DURATION, value, None)
    near, far = (scene.base - timedelta(days=days) for days in reach)
    return Timex(TimeKind.DURATION, value, When(far, near))


def weeks_of(found: Found, scene: Scene) -> Timex | None:
    """After weeks of protests: the last eight weeks up to the telling, "days of" the last seven days."""
    value = duration_value(None, found.get("unit"))
    if scene.base is None or scene.history:
        return Timex(TimeKind.DURATION, value, None)
    back = {"days": 7, "weeks": 56}[found.get("unit")]
    return Timex(TimeKind.DURATION, value, When(scene.base - timedelta(days=back), scene.base))


def told_day(found: Found, scene: Scene) -> Timex | None:
    """The same day, that day; the previous day, the day before; the following day, the next day.

    Where no day has been told, they stand beside a fresh happening: of the day of the telling or the day before it.
    """
    step = {"same": 0, "that": 0, "previous": -1, "before": -1, "earlier": -1}.get(found.get("way"), 1)
    if scene.last is None:
        fresh = When(scene.base - DAY, scene.base).shift(step) if scene.base and not scene.history else None
        return with_part(dated("XXXX-XX-XX", fresh), found.get("part"))
    day = scene.last + timedelta(days=step)
    return with_part(dated(day.isoformat(), When.day(day)), found.get("part"))


def told_unit(found: Found, scene: Scene) -> Timex | None:
    """That year, the same month, the following year, the previous week: from the last date told."""
    unit = words().units[found.get("unit")]
    step = {"same": 0, "that": 0, "previous": -1, "preceding": -1}.get(found.get("way"), 1)
    if scene.year is None:
        return dated("XXXX", None)
    exact = unit == "Y" or (unit == "M" and scene.month is not None)
    if not exact and scene.last is None:
        return dated("XXXX", None)
    origin = date(scene.year, scene.month or 1, 1) if exact else scene.last
    return dated(*_unit_value(shift(origin, step, unit), unit)) if origin else None
