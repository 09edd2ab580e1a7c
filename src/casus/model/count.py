"""A number said of people: a range, open above where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """From `low` to `high`; `high` None is "or more". `approx` marks "about 12", whose ends are the number itself.

    Raises ValueError for a negative number or a `high` below `low`.
    """

    low: int
    high: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"no count: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Count:
        """Just this many."""
        return cls(number, number)

    @classmethod
    def at_least(cls, number: int) -> Count:
        """So many or more."""
        return cls(number, None)

    def join(self, other: Count) -> Count:
        """The narrowest range that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Count(min(self.low, other.low), high, self.approx or other.approx)

    def meet(self, other: Count) -> Count | None:
        """What both allow; None where they contradict one another."""
        low = max(self.low, other.low)
        highs = [end for end in (self.high, other.high) if end is not None]
        high = min(highs) if highs else None
        if high is not None and high < low:
            return None
        return Count(low, high, self.approx and other.approx)

    def __add__(self, other: Count) -> Count:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, self.approx or other.approx)

    def allows(self, number: int) -> bool:
        """Whether `number` lies in the range."""
        return self.low <= number and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low}"
        if self.low == self.high:
            return f"about {self.low}" if self.approx else str(self.low)
        return f"up to {self.high}" if self.low == 0 else f"{self.low} to {self.high}"
