"""Arithmetic of days: stretches of weeks, months, seasons and years. Pure."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from casus.model.when import When

DAY = timedelta(days=1)
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Q": 91, "Y": 365, "DE": 3652, "CE": 36525}
UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> When:
    """All days of a month."""
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def months_span(year: int, month: int, count: int) -> When:
    """`count` months from the given one on."""
    start = date(year, month, 1)
    return When(start, shift_months(start, count) - DAY)


def year_span(year: int) -> When | None:
    """All days of a year; None outside the years 1 to 9999."""
    return When(date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def years_span(first: int, last: int) -> When | None:
    """All days of the years `first` to `last`."""
    return When(date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def season_span(year: int, code: str) -> When | None:
    """The three months of a northern season; a winter is that which begins in December of `year`."""
    return months_span(year, SEASON_MONTH[code], 3) if 1 <= year < 9999 else None


def week_span(day: date) -> When:
    """Monday to Sunday round `day`."""
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=6))


def weekend_span(day: date) -> When:
    """Saturday and Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return When(monday + timedelta(days=5), monday + timedelta(days=6))


def shift_months(day: date, months: int) -> date:
    """The day `months` later (earlier where negative), or the last of its month. OverflowError outside 1–9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, count: int, unit: str) -> date:
    """The day `count` units (D, W, M, Q, Y, DE, CE) later. Raises OverflowError where the calendar ends."""
    if unit in UNIT_MONTHS:
        return shift_months(day, count * UNIT_MONTHS[unit])
    return day + timedelta(days=count * UNIT_DAYS[unit])


def weekday_at_or_before(day: date, weekday: int) -> date:
    """The latest such weekday not after `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_at_or_after(day: date, weekday: int) -> date:
    """The earliest such weekday not before `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth (−1: last) such weekday of a month."""
    if nth < 0:
        return weekday_at_or_before(month_span(year, month).last, weekday)
    return weekday_at_or_after(date(year, month, 1), weekday) + timedelta(weeks=nth - 1)


def week_value(day: date) -> str:
    """The ISO week of `day` as TIMEX3 writes it: 2025-W19."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_span(year: int, quarter: int) -> When:
    """The three months of a calendar quarter."""
    return months_span(year, quarter * 3 - 2, 3)


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a day."""
    return day.year, (day.month + 2) // 3
