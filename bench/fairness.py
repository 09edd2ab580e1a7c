"""The fairness kit: exchange two names in a report, and the reading must exchange them and nothing else.

`python -m bench.fairness` reads every pair, prints for each kind of swap the share that stays the same, and lists every
difference. The pairs are the sentences of `fairness.toml` with its parties, places and outlets, and, where the folder
of data is there, real items whose words allow a clean swap (`fairness_real.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.fairness_pairs import Difference, Pair, differences
from bench.fairness_parties import pairs, table
from bench.fairness_real import real_pairs
from casus.model.claim import Claim
from casus.pipeline import parse

ROOT = Path(__file__).resolve().parent.parent
Reader = Callable[[str, date], Sequence[Claim]]
"""A text and the day it was published to its claims."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair and what the swap changed in it: nothing, if all is well; `empty` where no claim was read."""

    pair: Pair
    differences: tuple[Difference, ...]
    empty: bool


def rules(text: str, published: date) -> Sequence[Claim]:
    """The claims of the reader by rules."""
    return parse(text, published=published).claims


def measure(shared: Path) -> dict[str, float]:
    """The share of pairs that stay the same, for each kind of swap and for all; and how many pairs there are."""
    return figures(outcomes(every_pair(shared), rules))


def every_pair(shared: Path) -> Iterator[Pair]:
    """The pairs of the table, and those of real items where there are any."""
    what = table()
    yield from pairs(what)
    yield from real_pairs(shared, what)


def outcomes(of: Iterable[Pair], reader: Reader) -> Iterator[Outcome]:
    """Read both texts of each pair."""
    for pair in of:
        first, second = (tuple(reader(text, pair.published)) for text in pair.texts)
        yield Outcome(pair, differences(pair, (first, second)), not first and not second)


def figures(of: Iterable[Outcome]) -> dict[str, float]:
    """Shares by kind, and over all. Pairs without any claim are left out of them: nothing could change."""
    same: dict[str, list[bool]] = {}
    for outcome in of:
        if not outcome.empty:
            same.setdefault(outcome.pair.kind, []).append(not outcome.differences)
    every = [one for kind in same.values() for one in kind]
    shares = {kind: sum(held) / len(held) for kind, held in same.items()}
    return {**shares, "all": sum(every) / len(every), "pairs": len(every)}


def main(arguments: Sequence[str]) -> int:
    """Read, print the differences and the shares; 1 where a kind is below the floor of 0.99."""
    parser = argparse.ArgumentParser(prog="python -m bench.fairness", description=__doc__)
    parser.add_argument("--all", action="store_true", help="print the texts of each difference too")
    parser.add_argument("--kind", help="one kind of swap only")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder of data")
    options = parser.parse_args(arguments)
    chosen = (pair for pair in every_pair(options.shared) if options.kind in (None, pair.kind))
    found = list(outcomes(chosen, rules))
    for outcome in found:
        if outcome.differences:
            print("\n".join(lines(outcome, texts=options.all)))
    shares = figures(found)
    counted = {kind: sum(one.pair.kind == kind and not one.empty for one in found) for kind in shares}
    for kind, share in shares.items():
        print(f"{kind:32s} {share:8.4f}  of {counted[kind] or int(shares['pairs'])}")
    print(f"without any claim: {sum(one.empty for one in found)}")
    return int(any(share < FLOOR for share in shares.values()))


FLOOR = 0.99


def lines(outcome: Outcome, *, texts: bool) -> Iterator[str]:
    """A pair with its differences, as they are printed."""
    yield f"{outcome.pair.kind}: {outcome.pair.id}"
    if texts:
        yield from (f"    {text}" for text in outcome.pair.texts)
    yield from (f"  {one.line()}" for one in outcome.differences)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
