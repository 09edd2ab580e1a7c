"""Dates that name their own month or year: 3 June, March 2025, 2025, the 1980s, the summer of 2004."""

from __future__ import annotations

import re
from datetime import date

from casus.ground.timex_calendar import (
    make_day,
    month_span,
    months_span,
    nth_weekday,
    quarter_of,
    quarter_span,
    season_span,
    shift_months,
    year_span,
    years_span,
)
from casus.ground.timex_rules import Found
from casus.ground.timex_scene import Scene
from casus.ground.timex_tense import Tense
from casus.ground.timex_words import NamedDay, number, ordinal, words
from casus.model.codes import TimeKind
from casus.model.when import Timex, When

_OCTOBER_SEVENTH = date(2023, 10, 7)
_SOON = 60  # days
_HALF_YEAR = 183
_MONTHS_SOON = 3
_COUNTED = re.compile(r"(?:than|least|about|nearly|almost|some|over|around|estimated) $", re.IGNORECASE)
_NOUN = re.compile(r" (?:people|troops|men|women|children|police|civilian|[a-z]+s)\b(?<! was)(?<! is)(?<! has)(?<! as)")
_YEAR_WORDS = frozenset(
    {
        "in",
        "since",
        "of",
        "by",
        "from",
        "until",
        "during",
        "the",
        "and",
        "to",
        "for",
        "mid",
        "early",
        "late",
        "before",
        "after",
        "his",
        "its",
        "their",
        "between",
    }
)


def dated(value: str, when: When | None) -> Timex:
    """A DATE."""
    return Timex(TimeKind.DATE, value, when)


def capped(when: When | None, scene: Scene) -> When | None:
    """`when` up to the day of the telling, where that day lies inside it: what was told had happened by then."""
    if when is None or scene.base is None or not when.first <= scene.base <= when.last:
        return when
    return When(when.first, scene.base)


def with_part(timex: Timex, part: str) -> Timex:
    """A day made a TIME by a part of it ("Friday morning")."""
    if not part:
        return timex
    return Timex(TimeKind.TIME, f"{timex.value}T{words().parts[part]}", timex.when)


def clock_hours(word: str) -> str | None:
    """A clock time as HH:MM: "6am" is 06:00, "1430 hours" is 14:30; None where it is none."""
    fixed = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}.get(word)
    match = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?", word)
    if fixed or not match:
        return fixed
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    half = re.search(r"([ap])\.?\s?m", word)
    if half and half.group(1) == "p" and hour < 12:
        hour += 12
    if half and half.group(1) == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def timed(timex: Timex, found: Found) -> Timex:
    """A day made a TIME by the clock or the part of the day that stands with it."""
    hours = clock_hours(found.get("clock") or found.get("word"))
    if hours is None:
        return with_part(timex, found.get("part"))
    return Timex(TimeKind.TIME, f"{timex.value}T{hours}", timex.when)


def month_number(word: str) -> int:
    """The number of a month's name."""
    return words().months[word.rstrip(".")]


def day_number(word: str) -> int:
    """The number in "3", "3rd", "third"."""
    return ordinal(word) or int(re.sub(r"\D", "", word))


def year_number(word: str) -> int:
    """The year in "2025", "'99"."""
    digits = re.sub(r"\D", "", word)
    if len(digits) > 2:
        return int(digits)
    return (1900 if int(digits) > 30 else 2000) + int(digits)


def iso_day(found: Found, _scene: Scene) -> Timex | None:
    """2025-05-07."""
    day = make_day(int(found.get("y")), int(found.get("m")), int(found.get("d")))
    return dated(day.isoformat(), When.day(day)) if day else None


def numeric_day(found: Found, _scene: Scene) -> Timex | None:
    """25/10/2019 or 10/25/2019: only where the order of day and month is sure."""
    first, second, year = int(found.get("a")), int(found.get("b")), year_number(found.get("y"))
    orders = {(month, day) for month, day in ((first, second), (second, first)) if make_day(year, month, day)}
    if len(orders) != 1:
        return dated(f"{year:04}-XX-XX", None) if orders else None
    day = date(year, *orders.pop())
    return dated(day.isoformat(), When.day(day))


def _year_near(month: int, day: int, found: Found, scene: Scene) -> int | None:
    """The year of a day told without one, by nearness to the day of the telling and the tense of the nearest verb.

    A day soon ahead may be meant even beside a past verb ("extended to 6 May"), but not with "on" or "since".
    What lies further ahead is last year's unless the verb speaks of what is to come.
    """
    if scene.history or scene.base is None:
        return scene.year
    base = scene.base
    if found.get("weekday") or found.get("abbrday"):
        code = words().weekdays[(found.get("weekday") or found.get("abbrday")).rstrip(".")]
        days = [made for y in (base.year, base.year - 1, base.year + 1) if (made := make_day(y, month, day))]
        fitting = [made for made in days if made.weekday() == code]
        if fitting:
            return min(fitting, key=lambda made: abs(made - base)).year
    ahead = _days_ahead(month, day, base)
    told, before = scene.tense(found.span), scene.word_before(found.span)
    if ahead > 0:
        reach = {Tense.FUTURE: 366, Tense.PAST: -1 if before == "on" else _SOON}.get(told, _HALF_YEAR)
        reach = -1 if before == "since" else reach
        return base.year if ahead <= reach else base.year - 1
    return (
        base.year + 1 if _days_ahead(month, day, base, 1) <= (_HALF_YEAR if told is Tense.FUTURE else -1) else base.year
    )


def _days_ahead(month: int, day: int, base: date, years: int = 0) -> int:
    """Days from `base` to the given day of its year (or of one `years` later); 29 February counts as the 28th."""
    when = make_day(base.year + years, month, day) or make_day(base.year + years, month, min(day, 28))
    return (when - base).days if when else 0


def month_day(found: Found, scene: Scene) -> Timex | None:
    """June 3rd, 3 June 2025, the 3rd of June, Friday, June 3."""
    month, day = month_number(found.get("month")), day_number(found.get("day") or found.get("ordinal"))
    year = year_number(found.get("year")) if found.get("year") else _year_near(month, day, found, scene)
    if year is None:
        return dated(f"XXXX-{month:02}-{day:02}", None) if day <= 31 else None
    made = make_day(year, month, day)
    return timed(dated(made.isoformat(), When.day(made)), found) if made else None


def day_range(found: Found, scene: Scene) -> Timex | None:
    """July 6-9, 3–5 March 2025, between 3 and 5 March."""
    month, first, last = month_number(found.get("month")), day_number(found.get("day")), day_number(found.get("last"))
    year = year_number(found.get("year")) if found.get("year") else _year_near(month, first, found, scene)
    if year is None:
        return dated(f"XXXX-{month:02}-{first:02}", None)
    start, end = make_day(year, month, first), make_day(year, month, last)
    if start is None or end is None or end < start:
        return None
    return dated(f"{start}/{end}", When(start, end))


def month_year(found: Found, scene: Scene) -> Timex | None:
    """March 2025, early March 2025."""
    month, year = month_number(found.get("month")), year_number(found.get("year") or found.get("short"))
    return dated(f"{year:04}-{month:02}", capped(month_span(year, month), scene)) if 1 <= year <= 9998 else None


def _month_of_year(month: int, found: Found, scene: Scene) -> int | None:
    if scene.history or scene.base is None:
        return scene.year
    base, which = scene.base, found.get("which")
    if which in ("last", "this past", "past", "the previous"):
        return base.year - 1 if month >= base.month else base.year
    if which in ("next", "the coming", "coming", "the following"):
        return base.year + 1 if month <= base.month else base.year
    if which == "this":
        return base.year
    told = scene.tense(found.span)
    if told is Tense.FUTURE:
        return base.year + 1 if month < base.month else base.year
    near = month - base.month <= _MONTHS_SOON and told is not Tense.PAST and scene.word_before(found.span) != "since"
    return base.year - 1 if month > base.month and not near else base.year


def bare_month(found: Found, scene: Scene) -> Timex | None:
    """March: the latest that has begun, or the next where the nearest verb speaks of what is to come."""
    month = month_number(found.get("month"))
    year = _month_of_year(month, found, scene)
    if year is None:
        return dated(f"XXXX-{month:02}", None)
    when: When | None = month_span(year, month)
    if scene.tense(found.span) is not Tense.FUTURE:
        when = capped(when, scene)
    return dated(f"{year:04}-{month:02}", when)


def _is_count(number: int, found: Found, scene: Scene) -> bool:
    """Whether a number that could be a year counts something: "more than 1500", "2000 people"."""
    if _COUNTED.search(scene.text, max(0, found.span.start - 12), found.span.start):
        return True
    if not _NOUN.match(scene.text, found.span.end):
        return False
    before = scene.word_before(found.span)
    return before not in _YEAR_WORDS or (before in ("and", "to", "for") and (number < 1900 or number % 100 == 0))


def year(found: Found, scene: Scene) -> Timex | None:
    """2025; of the running year only the part up to publication, unless the verb speaks of what is to come.

    A count of something ("2000 people", "more than 1500") is no year.
    """
    number = year_number(found.get("year"))
    if _is_count(number, found, scene):
        return None
    when = year_span(number)
    if scene.base and number == scene.base.year and scene.tense(found.span) is not Tense.FUTURE:
        when = capped(when, scene)
    return dated(f"{number:04}", when)


def year_in_words(found: Found, scene: Scene) -> Timex | None:
    """Nineteen ninety-six, the year two thousand, two thousand and three."""
    tail = int(number(found.get("tail")) or 0) if found.get("tail") else 0
    number_of_year = (2000 if found.get("head") else 1900) + tail
    return dated(f"{number_of_year:04}", capped(year_span(number_of_year), scene))


def month_of_running_year(found: Found, scene: Scene) -> Timex | None:
    """November last year."""
    month = month_number(found.get("month"))
    if scene.base is None:
        return dated(f"XXXX-{month:02}", None)
    year = scene.base.year + {"last": -1, "next": 1}.get(found.get("which"), 0)
    return dated(f"{year:04}-{month:02}", capped(month_span(year, month), scene))


def year_range(found: Found, _scene: Scene) -> Timex | None:
    """1939–1945, 2014/15: both years and those between."""
    first, tail = int(found.get("year")), found.get("last")
    last = int(str(first)[: 4 - len(tail)] + tail)
    return Timex(TimeKind.DATE, f"{first}/{last}", years_span(first, last)) if first < last else None


def before_christ(found: Found, _scene: Scene) -> Timex | None:
    """241 BC: our days begin in the year 1, so there is no stretch."""
    month = f"-{month_number(found.get('month')):02}" if found.get("month") else ""
    season = f"-{words().seasons[found.get('season')]}" if found.get("season") else ""
    return dated(f"BC{int(found.get('y')):04}{month}{season}", None)


def decade(found: Found, scene: Scene) -> Timex | None:
    """The 1980s, the '90s, the nineties; "in her 60s" is an age."""
    word = found.get("y")
    if word.isdigit() and len(word) == 2 and not found.span.of(scene.text).lower().startswith("the"):
        return None
    digits = re.sub(r"\D", "", word) or str(words().numbers[found.get("y").replace("ies", "y")])
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return dated(str(first)[:3], years_span(first, first + 9))


def century(found: Found, _scene: Scene) -> Timex | None:
    """The 19th century: the years 1801 to 1900."""
    number = day_number(found.get("ordinal"))
    return dated(f"{number - 1:02}", years_span(number * 100 - 99, number * 100))


def season(found: Found, scene: Scene) -> Timex | None:
    """The summer of 2004, last summer, this spring, in the spring (northern seasons)."""
    code = words().seasons[found.get("season")]
    year = year_number(found.get("year")) if found.get("year") else _season_year(code, found, scene)
    if year is None:
        return dated(f"XXXX-{code}", None)
    return dated(f"{year:04}-{code}", capped(season_span(year, code), scene))


def _season_year(code: str, found: Found, scene: Scene) -> int | None:
    if scene.history or scene.base is None:
        return scene.year
    base, which = scene.base, found.get("which")
    start = season_span(base.year, code)
    if start is None:
        return None
    if which in ("last", "this past"):
        return base.year if start.last < base else base.year - 1
    if which in ("next", "the coming", "coming"):
        return base.year if start.first > base else base.year + 1
    if which == "this" or scene.tense(found.span) is Tense.FUTURE:
        return base.year if start.last >= base or which == "this" else base.year + 1
    return base.year if start.first <= base else base.year - 1


def quarter(found: Found, scene: Scene) -> Timex | None:
    """The third quarter of 2004; without a year the latest that has begun."""
    number = day_number(found.get("ordinal") or found.get("q"))
    if not 1 <= number <= 4:
        return None
    year = year_number(found.get("year")) if found.get("year") else None
    if year is None and scene.base:
        past = scene.base >= quarter_span(scene.base.year, number).first
        year = scene.base.year if past or scene.tense(found.span) is Tense.FUTURE else scene.base.year - 1
    if year is None:
        return dated(f"XXXX-Q{number}", None)
    return dated(f"{year:04}-Q{number}", capped(quarter_span(year, number), scene))


def completed_quarter(found: Found, scene: Scene) -> Timex | None:
    """The latest quarter, the year-ago quarter, as business reports say it: the value alone, too loose for days."""
    if scene.base is None:
        return dated("XXXX-QX", None)
    year, number = quarter_of(shift_months(scene.base, -15 if found.get("ago") else -3))
    return dated(f"{year:04}-Q{number}", None)


def fiscal_year(found: Found, _scene: Scene) -> Timex | None:
    """Fiscal 1989: whose year it is we do not know, so no days."""
    return dated(f"{year_number(found.get('year')):04}", None)


def _named_day(day: NamedDay, year: int) -> date | None:
    if day.month is None:
        return None
    if day.nth is not None and day.weekday is not None:
        return nth_weekday(year, day.month, day.nth, day.weekday)
    return make_day(year, day.month, day.day or 1)


def named_day(found: Found, scene: Scene) -> Timex | None:
    """Christmas Day, Thanksgiving, 9/11: the latest such day not after publication, or the next."""
    day = words().named[found.get("named").replace("’", "'")]
    year = day.year or (year_number(found.get("year")) if found.get("year") else None)
    if year is None and day.month is not None:
        first = _named_day(day, 2000)
        year = _year_near(day.month, first.day if first else 1, found, scene)
    made = _named_day(day, year) if year is not None else None
    if made is not None:
        return dated(made.isoformat(), When.day(made))
    return dated(f"{year:04}-XX-XX" if year is not None else "XXXX-XX-XX", None)


def october_seventh(found: Found, scene: Scene) -> Timex | None:
    """The October 7 attacks: since 2023 a name, and whether its year is meant only the text itself may tell."""
    if scene.base and scene.base < _OCTOBER_SEVENTH.replace(year=2024):
        return month_day(found, scene)
    if scene.last and (scene.last.month, scene.last.day) == (10, 7):
        return dated(scene.last.isoformat(), When.day(scene.last))
    return dated("XXXX-10-07", None)


def part_of_year(found: Found, _scene: Scene) -> Timex | None:
    """The first half of 2019."""
    half, number = found.get("half"), year_number(found.get("year"))
    first = 1 if half.startswith("first") else 7
    return dated(f"{number:04}-H{1 if first == 1 else 2}", months_span(number, first, 6))
