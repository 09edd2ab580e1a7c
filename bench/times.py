"""How well and how fast time expressions are read: TimeBank + AQUAINT and WikiWars, with TIMEX3 spans and values.

Spans of a document and of the gold are matched one to one. strict: equal ends; relaxed: sharing a character (a strict
match goes first, then the earlier). F1 is 2·matched / (read + gold). value F1 (TempEval-3, "relaxed value"): the
same, where matched pairs must also have equal values, spelled alike after `_plain`. The day of a document's making is
no part of the data. Gold whose value is "null" or empty counts as a span, and can never be right in value.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casus.ground.times import read_times
from casus.model.reading import Reading
from casus.model.when import Timex

SETS = ("timebank_aquaint", "wikiwars")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Gold and read expressions of one set, matched."""

    gold: int
    read: int
    strict: int
    relaxed: int
    valued: int

    def f1(self, matched: int) -> float:
        return 2 * matched / (self.gold + self.read) if self.gold + self.read else 0.0


def load(shared: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(shared / "data" / "time" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _plain(value: str) -> str:
    return value.strip().upper()


def match(
    gold: Sequence[dict[str, Any]], read: Sequence[Reading[Timex]]
) -> list[tuple[dict[str, Any], Reading[Timex]]]:
    """Pairs that share a character, one to one; equal spans first."""
    by_ends = {(r.span.start, r.span.end): r for r in read if r.span}
    pairs = [(g, by_ends[g["start"], g["end"]]) for g in gold if (g["start"], g["end"]) in by_ends]
    used = {id(r) for _, r in pairs}
    done = {id(g) for g, _ in pairs}
    for g in gold:
        if id(g) in done:
            continue
        for r in read:
            if r.span and id(r) not in used and r.span.start < g["end"] and g["start"] < r.span.end:
                pairs.append((g, r))
                used.add(id(r))
                break
    return pairs


def score(docs: Sequence[dict[str, Any]]) -> Pairs:
    golds = reads = strict = relaxed = valued = 0
    for doc in docs:
        read = read_times(doc["text"], date.fromisoformat(doc["published"]))
        pairs = match(doc["times"], read)
        golds, reads, relaxed = golds + len(doc["times"]), reads + len(read), relaxed + len(pairs)
        strict += sum((g["start"], g["end"]) == (r.span.start, r.span.end) for g, r in pairs if r.span)
        valued += sum(_plain(g["value"]) == _plain(r.value.value) for g, r in pairs)
    return Pairs(golds, reads, strict, relaxed, valued)


def speed(docs: Sequence[dict[str, Any]]) -> float:
    """Megabytes of UTF-8 per CPU-second, publication days given."""
    size = sum(len(doc["text"].encode()) for doc in docs)
    start = time.process_time()
    for doc in docs:
        read_times(doc["text"], date.fromisoformat(doc["published"]))
    return size / 1e6 / (time.process_time() - start)


def measure(shared: Path) -> dict[str, float]:
    """Every figure of this bench, by name."""
    figures = {}
    for name in SETS:
        docs = load(shared, name)
        pairs = score(docs)
        for key, matched in (("strict", pairs.strict), ("relaxed", pairs.relaxed), ("value", pairs.valued)):
            figures[f"times.{name}.{key}_f1"] = pairs.f1(matched)
        figures[f"times.{name}.mb_per_cpu_s"] = speed(docs)
    return figures


if __name__ == "__main__":
    for key, figure in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{key}\t{figure:.3f}")
