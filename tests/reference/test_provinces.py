"""In which province a spot lies, as far as the towns around it tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.reference.gazetteer import open_gazetteer
from casus.reference.provinces import kilometres, provinces

PARIS, CHARTRES, SEA = (48.86, 2.35), (48.45, 1.48), (40.0, -40.0)
SPOTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_the_towns_around_tell_the_province() -> None:
    found = provinces(open_gazetteer(), [PARIS, SEA])
    assert {country for country, _ in found[PARIS]} == {"FR"}
    assert len(found[PARIS]) > 1, "the nearest first, and others within reach"
    assert SEA not in found, "no towns, no word"
    assert provinces(open_gazetteer(), []) == {}


def test_distance() -> None:
    assert kilometres(PARIS, CHARTRES) == pytest.approx(78.5, abs=1)


@given(SPOTS, SPOTS)
def test_distance_is_one_both_ways_and_at_most_half_round(one: tuple[float, float], other: tuple[float, float]) -> None:
    there = kilometres(one, other)
    assert 0 <= there <= 20016
    assert there == pytest.approx(kilometres(other, one), abs=1e-6)
    assert kilometres(one, one) == 0
