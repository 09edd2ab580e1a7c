"""The timeline: each incident a bar as wide as what we do not know of its day; sums and recalls hatched, apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casus.export.page.html import Html, joined, tag
from casus.export.page.labels import text_width
from casus.export.page.look import Seen, in_order
from casus.export.page.map import title
from casus.export.unsaid import plural
from casus.export.words import MONTHS, figure
from casus.model.codes import Harm
from casus.model.when import When

WIDTH = 960.0
_LEFT, _RIGHT = 12.0, 12.0
_TOP = 30.0
_NAMED = 24  # up to so many bars each has a row and a name of its own
_TEXT = 11.5
_LONGEST = 60  # days that sums and recalls may stretch the axis to
_LEAST_DAYS = 10
_NARROWEST = 3.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` over the width of the drawing."""

    first: date
    last: date

    @property
    def per_day(self) -> float:
        """Pixels of a day."""
        return (WIDTH - _LEFT - _RIGHT) / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        """The left edge of a day, held inside the drawing."""
        pixels = _LEFT + (day - self.first).days * self.per_day
        return min(WIDTH - _RIGHT, max(_LEFT, pixels))

    def bar(self, when: When) -> tuple[float, float]:
        """Left edge and width of a stretch of days, a little narrower than the days so that neighbours part."""
        left, right = self.at(when.first), self.at(when.last) + self.per_day
        return left, max(_NARROWEST, min(right, WIDTH - _RIGHT) - left - min(2.0, self.per_day * 0.15))


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in a row of the drawing."""

    seen: Seen
    when: When
    row: int


def drawing(incidents: Sequence[Seen], others: Sequence[Seen]) -> Html:
    """The timeline of `incidents`, with `others` (sums and recalls) below; words where nothing has a day."""
    dated, spans = _dated(incidents), _dated(others)
    if not dated and not spans:
        return tag("p", "No incident here has a day, so there is no timeline.", class_="empty")
    axis = _axis([when for _, when in dated], [when for _, when in spans])
    shown = [(seen, when) for seen, when in spans if when.last >= axis.first and when.first <= axis.last]
    named = len(dated) + len(shown) <= _NAMED
    upper, lower = _rows(dated, axis, named), _rows(shown, axis, named)
    step = 19.0 if named else max(6.0, min(11.0, 420 / (1 + max((row.row for row in upper), default=0))))
    below = _TOP + step * (1 + max((row.row for row in upper), default=-1)) + (14 if upper and lower else 4)
    height = below + step * (1 + max((row.row for row in lower), default=-1)) + 8
    body = (
        tag("defs", _hatch()),
        _ticks(axis, height),
        (_bar(row, axis, _TOP + row.row * step, step, named) for row in upper),
        tag("line", x1=0, x2=WIDTH, y1=below - 9, y2=below - 9, class_="divide") if upper and lower else None,
        (_bar(row, axis, below + row.row * step, step, named) for row in lower),
    )
    words = f"Timeline of {plural(len(dated), 'incident')}"
    picture = tag("svg", body, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="img", aria_label=words, class_="timeline")
    return joined(tag("div", picture, class_="wide"), tag("p", " ".join(_note(incidents, spans, shown)), class_="note"))


def _dated(incidents: Iterable[Seen]) -> list[tuple[Seen, When]]:
    return [(seen, seen.when) for seen in sorted(incidents, key=in_order) if seen.when is not None]


def _axis(main: Sequence[When], others: Sequence[When]) -> Axis:
    """All days of the incidents; those of sums and recalls too where that does not crowd the incidents."""
    core = main or others
    first, last = min(when.first for when in core), max(when.last for when in core)
    wide_first = min([first, *(when.first for when in others)])
    wide_last = max([last, *(when.last for when in others)])
    if (wide_last - wide_first).days <= max(_LONGEST, 3 * (last - first).days):
        first, last = wide_first, wide_last
    lacking = _LEAST_DAYS - (last - first).days - 1
    if lacking > 0:
        first, last = _shift(first, -(lacking // 2) - lacking % 2), _shift(last, lacking // 2)
    return Axis(first, last)


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the first or last day of the calendar
        return day


def _rows(dated: Sequence[tuple[Seen, When]], axis: Axis, named: bool) -> list[Row]:
    """A row each where they are few; else each in the first row that is free by then."""
    if named:
        return [Row(seen, when, index) for index, (seen, when) in enumerate(dated)]
    free: list[float] = []
    rows = []
    for seen, when in dated:
        left, width = axis.bar(when)
        row = next((index for index, end in enumerate(free) if end <= left), len(free))
        free[row : row + 1] = [left + width + 1]
        rows.append(Row(seen, when, row))
    return rows


def _bar(row: Row, axis: Axis, top: float, step: float, named: bool) -> Html:
    left, width = axis.bar(row.when)
    kind = "bar violent" if row.seen.violent else "bar moved"
    kind = kind if row.seen.single else "bar hatched"
    high = 9.0 if named else step - 2
    y = top + (step - high) / 2
    shape = tag("rect", x=left, y=y, width=width, height=high, rx=min(1.5, high / 4), class_=kind)
    before = _arrow(left, y, high, -1) if row.when.first < axis.first else None
    after = _arrow(left + width, y, high, 1) if row.when.last > axis.last else None
    words = _name(row, left, width, y + high - 0.5) if named else None
    inner = (tag("title", title(row.seen)), shape, before, after, words)
    return tag("a", inner, href="#" + row.seen.id, class_="mark", **row.seen.handles())


def _name(row: Row, left: float, width: float, base: float) -> Html:
    """The bar's name, right of it where there is room, else left of it, else inside."""
    text = f"{row.seen.heading}, {row.seen.where}" if row.seen.place else row.seen.heading
    found = row.seen.estimate(Harm.KILLED)
    text += f" · {figure(found.low, found.best, found.high)} killed" if found and row.seen.violent else ""
    needs = text_width(text, _TEXT)
    if left + width + 6 + needs < WIDTH:
        return tag("text", text, x=left + width + 6, y=base)
    if left - 6 - needs > 0:
        return tag("text", text, x=left - 6, y=base, text_anchor="end")
    plate = tag("rect", x=left + 12, y=base - 10, width=needs + 8, height=13, class_="plate")
    return joined(plate, tag("text", text, x=left + 16, y=base))


def _arrow(x: float, y: float, high: float, way: int) -> Html:
    """The bar goes on beyond the drawing."""
    return tag("path", d=f"M{x:.1f} {y:.1f}l{way * 7} {high / 2:.1f}l{-way * 7} {high / 2:.1f}z", class_="arrow")


def _hatch() -> Html:
    line = tag("path", d="M0 5L5 0", class_="hatchline")
    return tag("pattern", line, id="hatch", width=5, height=5, patternUnits="userSpaceOnUse")


def _ticks(axis: Axis, height: float) -> list[Html]:
    days = (axis.last - axis.first).days + 1
    every = next((n for n in (1, 2, 7, 14) if days / n <= 16), 0)
    marks = _each(axis, every) if every else _months(axis)
    return [_tick(axis.at(day), words, height) for day, words in marks]


def _each(axis: Axis, every: int) -> list[tuple[date, str]]:
    days = [axis.first + timedelta(days=n) for n in range(0, (axis.last - axis.first).days + 1, every)]
    return [
        (day, f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if n else f" {day.year}")) for n, day in enumerate(days)
    ]


def _months(axis: Axis) -> list[tuple[date, str]]:
    """The first days of months, thinned to what fits; years where months do not fit."""
    first, last = axis.first, axis.last
    starts = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    inside = [day for day in starts if first <= day <= last]
    every = next((n for n in (1, 3, 12, 60, 120, 600, 6000) if len(inside) / n <= 16), 60000)
    chosen = [day for day in inside if (day.year * 12 + day.month - 1) % every == 0]
    return [(d, str(d.year) if every >= 12 else f"{MONTHS[d.month - 1][:3]} {d.year}") for d in chosen] or _each(
        axis, 60
    )


def _tick(x: float, words: str, height: float) -> Html:
    line = tag("line", x1=x, x2=x, y1=20, y2=height)
    near_edge = x > WIDTH - 60
    text = tag("text", words, x=x - 3 if near_edge else x + 3, y=14, text_anchor="end" if near_edge else None)
    return tag("g", line, text, class_="tick")


def _note(incidents: Sequence[Seen], spans: Sequence[object], shown: Sequence[object]) -> list[str]:
    said = ["A bar is as wide as the days on one of which it happened."]
    if shown:
        said.append("Hatched: sums, which are never added to their parts, and happenings that are only recalled.")
    undated = sum(seen.when is None for seen in incidents)
    if undated:
        said.append(f"Without a day: {plural(undated, 'incident')}.")
    beyond = len(spans) - len(shown)
    if beyond:
        lie = "One sum or recalled happening lies" if beyond == 1 else f"{beyond} sums or recalled happenings lie"
        said.append(f"{lie} outside these days.")
    return said
