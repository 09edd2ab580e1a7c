"""Time as a stretch of days, as wide as our ignorance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casus.model.codes import TimeKind

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def days_before(day: date, count: int) -> date:
    """So many days before; the first day that there is where the calendar ends."""
    return date.fromordinal(max(date.min.toordinal(), day.toordinal() - count))


@dataclass(frozen=True, slots=True, order=True)
class When:
    """The days `first` to `last`, both included. Something happened on one or more of them; we do not know which.

    Raises ValueError where `last` lies before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a stretch of days that ends before it begins: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> When:
        """One day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """How many days it spans; 1 for a single day."""
        return (self.last - self.first).days + 1

    def covers(self, other: When) -> bool:
        """Whether `other` lies wholly inside."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: When) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def meet(self, other: When) -> When | None:
        """The days that both hold; None where they share none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return When(first, last) if first <= last else None

    def join(self, other: When) -> When:
        """The shortest stretch that covers both."""
        return When(min(self.first, other.first), max(self.last, other.last))

    def gap(self, other: When) -> int:
        """Days between the two stretches; 0 where they touch or overlap."""
        if self.overlaps(other):
            return 0
        return (max(self.first, other.first) - min(self.last, other.last)).days

    def shift(self, days: int) -> When:
        """The same stretch `days` later (earlier where negative)."""
        step = timedelta(days=days)
        return When(self.first + step, self.last + step)

    def iso(self) -> list[str]:
        """Both ends as ISO days, first and last."""
        return [self.first.isoformat(), self.last.isoformat()]

    def __str__(self) -> str:
        """In words: "7 May 2025", "6 to 7 May 2025", "30 April to 2 May 2025"."""
        last = _in_words(self.last)
        if self.first == self.last:
            return last
        if self.first.year != self.last.year:
            return f"{_in_words(self.first)} to {last}"
        month = "" if self.first.month == self.last.month else f" {_MONTHS[self.first.month - 1]}"
        return f"{self.first.day}{month} to {last}"


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its TIMEX3 type and value, and the stretch of days where one follows from it."""

    kind: TimeKind
    value: str
    when: When | None = None
