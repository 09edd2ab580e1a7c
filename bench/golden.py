"""The golden cases of `tests/golden/`: how many the rules read exactly right, every field of every claim.

Beside it stands the same figure for the reader that is taken where none is named.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from bench.golden_cases import cases, differences, read_case
from casus.pipeline import READER


def measure(shared: Path) -> dict[str, float]:
    """The share of cases that are exactly right, and of those of each trap. Nothing of `shared` is read."""
    del shared
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    shipped = 0
    for case in cases():
        asked[case.trap] += 1
        right[case.trap] += not differences(case, read_case(case))
        shipped += not differences(case, read_case(case, READER))
    by_trap = {trap.partition(":")[0].lower(): right[trap] / asked[trap] for trap in asked}
    figures = {"exactly right": right.total() / asked.total(), "cases": float(asked.total()), **by_trap}
    return {**figures, f"exactly right, reader {READER}": shipped / asked.total()}


def misses(names: Collection[str]) -> None:
    """Print what is not as expected in the cases named, or in all."""
    for case in cases():
        wrong = differences(case, read_case(case))
        if wrong and (not names or case.id in names):
            print(f"{case.id}{' (known)' if case.known else ''}: {case.text}", *wrong, sep="\n    ")


if __name__ == "__main__":
    misses(sys.argv[1:])
