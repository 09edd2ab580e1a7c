"""The algebra of days: stretches with both ends."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model.when import When
from tests.strategies import whens


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        When(date(2025, 5, 8), date(2025, 5, 7))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 5, 7), date(2025, 5, 7), "7 May 2025"),
        (date(2025, 5, 6), date(2025, 5, 7), "6 to 7 May 2025"),
        (date(2025, 4, 30), date(2025, 5, 2), "30 April to 2 May 2025"),
        (date(2024, 12, 31), date(2025, 1, 1), "31 December 2024 to 1 January 2025"),
        (date(2024, 5, 7), date(2025, 5, 7), "7 May 2024 to 7 May 2025"),
    ],
)
def test_in_words(first: date, last: date, words: str) -> None:
    assert str(When(first, last)) == words


@given(whens(), whens(), whens())
def test_join(left: When, right: When, third: When) -> None:
    joined = left.join(right)
    assert joined.covers(left)
    assert joined.covers(right)
    assert joined == right.join(left)
    assert left.join(left) == left
    assert joined.join(third) == left.join(right.join(third))
    assert joined.days <= left.days + right.days + left.gap(right)


@given(whens(), whens(), whens())
def test_meet(left: When, right: When, third: When) -> None:
    shared = left.meet(right)
    assert shared == right.meet(left)
    assert left.meet(left) == left
    assert (shared is not None) == left.overlaps(right)
    if shared is not None:
        assert left.covers(shared)
        assert right.covers(shared)
        inner = right.meet(third)
        assert shared.meet(third) == (None if inner is None else left.meet(inner))
        assert left.join(shared) == left
    assert left.meet(left.join(right)) == left


@given(whens(), whens())
def test_covering(left: When, right: When) -> None:
    assert left.covers(right) == (left.join(right) == left)
    assert left.covers(right) == (left.meet(right) == right)
    assert not left.covers(right) or left.days >= right.days
    assert left.covers(left)


@given(whens(), whens())
def test_gaps(left: When, right: When) -> None:
    assert left.gap(right) == right.gap(left) >= 0
    assert (left.gap(right) == 0) == left.overlaps(right)
    assert left.overlaps(right) == right.overlaps(left)


@given(whens(), whens(), st.integers(-5000, 5000))
def test_shifting(left: When, right: When, days: int) -> None:
    assert left.shift(days).shift(-days) == left
    assert left.shift(days).days == left.days
    assert left.shift(days).gap(right.shift(days)) == left.gap(right)
    assert left.shift(0) == left


@given(whens())
def test_days(when: When) -> None:
    assert when.days >= 1
    assert (when.days == 1) == (when == When.day(when.first))
    assert [date.fromisoformat(day) for day in when.iso()] == [when.first, when.last]
