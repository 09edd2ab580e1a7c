"""The algebra of counts: ranges that may be open above."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model.count import Count
from tests.strategies import counts

MANY = 10**9


def top(count: Count) -> int:
    return MANY if count.high is None else count.high


def holds(outer: Count, inner: Count) -> bool:
    return outer.low <= inner.low and top(outer) >= top(inner)


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (-1, None), (4, 3), (1, 0)])
def test_what_is_no_count_is_refused(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="no count"):
        Count(low, high)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count.exactly(12), "12"),
        (Count.exactly(0), "0"),
        (Count.at_least(12), "at least 12"),
        (Count(12, 12, approx=True), "about 12"),
        (Count(0, 12), "up to 12"),
        (Count(12, 15), "12 to 15"),
    ],
)
def test_in_words(count: Count, words: str) -> None:
    assert str(count) == words


@given(counts(), counts(), counts())
def test_join(left: Count, right: Count, third: Count) -> None:
    joined = left.join(right)
    assert holds(joined, left)
    assert holds(joined, right)
    assert joined == right.join(left)
    assert left.join(left) == left
    assert joined.join(third) == left.join(right.join(third))
    assert {joined.low, top(joined)} <= {left.low, right.low, top(left), top(right)}


@given(counts(), counts(), counts())
def test_meet(left: Count, right: Count, third: Count) -> None:
    shared = left.meet(right)
    assert shared == right.meet(left)
    assert left.meet(left) == left
    if shared is None:
        assert top(left) < right.low or top(right) < left.low
        return
    assert holds(left, shared)
    assert holds(right, shared)
    inner = right.meet(third)
    assert shared.meet(third) == (None if inner is None else left.meet(inner))


@given(counts(), counts())
def test_join_and_meet_absorb_one_another(left: Count, right: Count) -> None:
    shared = left.meet(right)
    again = left.meet(left.join(right))
    assert again is not None
    assert (again.low, again.high) == (left.low, left.high)
    if shared is not None:
        once_more = left.join(shared)
        assert (once_more.low, once_more.high) == (left.low, left.high)


@given(counts(), counts(), counts())
def test_addition(left: Count, right: Count, third: Count) -> None:
    total = left + right
    assert total == right + left
    assert total + third == left + (right + third)
    assert left + Count.exactly(0) == left
    assert total.low >= max(left.low, right.low)
    assert top(total) >= max(top(left), top(right))


@given(counts(), counts(), counts())
def test_addition_is_monotone(left: Count, right: Count, third: Count) -> None:
    assert holds(left.join(right) + third, left + third)


@given(counts(), st.integers(0, 300_000), counts())
def test_allows(count: Count, number: int, other: Count) -> None:
    assert count.allows(number) == (count.meet(Count.exactly(number)) is not None)
    shared = count.meet(other)
    assert (count.allows(number) and other.allows(number)) == (shared is not None and shared.allows(number))
    assert not count.allows(number) or count.join(other).allows(number)
