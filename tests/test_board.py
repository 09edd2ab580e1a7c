"""The board: floors hold figures up, targets say where they are meant to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.board import Limit, Limits, Row, Skipped, benchmarks, floors, measure


@pytest.mark.parametrize(
    ("limit", "figure", "holds", "reached"),
    [
        (Limit(floor=0.8, target=0.9), 0.95, True, True),
        (Limit(floor=0.8, target=0.9), 0.85, True, False),
        (Limit(floor=0.8, target=0.9), 0.75, False, False),
        (Limit(most=1.5, target=1.0), 0.9, True, True),
        (Limit(most=1.5, target=1.0), 1.2, True, False),
        (Limit(most=1.5, target=1.0), 1.6, False, False),
        (Limit(), 0.0, True, True),
    ],
)
def test_limits(limit: Limit, figure: float, holds: bool, reached: bool) -> None:
    assert (limit.holds(figure), limit.reached(figure)) == (holds, reached)


def test_a_fallen_figure_is_called_so() -> None:
    assert Row("claims", "f1", 0.5, Limit(floor=0.6)).line().endswith("FELL")
    assert Row("claims", "f1", 0.7, Limit(floor=0.6, target=0.8)).line().endswith("below target")


def test_every_floor_is_one_of_a_benchmark() -> None:
    limits = floors()
    assert limits.by_benchmark.keys() <= set(benchmarks())
    assert set(limits.slow) <= set(benchmarks())
    assert "board" not in benchmarks()


def test_a_benchmark_without_its_data_says_so(tmp_path: Path) -> None:
    (row,) = measure("claims", tmp_path, Limits({}, ()))
    assert isinstance(row, Skipped)
    assert not row.broke
    assert "score_claims.py is not there" in row.line()
