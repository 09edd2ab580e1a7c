"""Stretches of a text."""

from __future__ import annotations

import pytest
from hypothesis import given

from casus.model.span import Span
from tests.strategies import spans


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_the_words_of_a_span() -> None:
    assert Span(4, 7).of("two big men") == "big"
    assert Span(4, 4).of("two big men") == ""
    assert len(Span(4, 7)) == 3


@given(spans(), spans(), spans())
def test_algebra(left: Span, right: Span, third: Span) -> None:
    joined = left.join(right)
    assert joined == right.join(left)
    assert joined.covers(left)
    assert joined.covers(right)
    assert joined.join(third) == left.join(right.join(third))
    assert left.join(left) == left
    assert left.shared(right) == right.shared(left) <= min(len(left), len(right))
    assert left.overlaps(right) == right.overlaps(left)
    assert left.shared(right) == 0 or left.overlaps(right)
    assert not left.covers(right) or left.shared(right) == len(right)
