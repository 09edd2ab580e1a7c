"""Press releases of ISAF, coded by hand in 13 fields: what Casus's days, places, counts and claims give for them.

    python -m bench.isaf predict IN.jsonl OUT.jsonl     {"id", "text"} in; {"id", and the 13 fields} out
    python -m bench.isaf score GOLD.jsonl PRED.jsonl    prints each field and the mean
    python -m bench.isaf misses GOLD.jsonl PRED.jsonl   one line for each field that differs

No model of its own. The rules (the profile `isaf`: isaf.toml, and how people are counted: isaf_people.py) were worked
out on the releases whose id is divisible by 4 (`tuning`); figures are of the others (`reporting`). A field is right
where it equals the label; lists of codes are compared as sets. Anchor: GPT-4o's mean is 0.8543 on its own test set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from bench.claims import lines
from bench.isaf_days import collect
from bench.isaf_fields import Fields, event_day, fields
from bench.isaf_people import Fate, claimed
from bench.isaf_read import Release, published, read

NAMES = tuple(field.name for field in fields_of(Fields))
"""The 13 fields, in the order of the labels."""

Line = Mapping[str, Any]


def measure(shared: Path) -> dict[str, float]:
    """Each field and the mean on the reporting half; the mean on the tuning half; the tolls of claims alone."""
    gold = lines(shared / "data" / "isaf" / "isaf_even.jsonl")
    releases = list(_read(gold))
    given = [fields(release).to_json() for release in releases]
    reporting = [index for index, item in enumerate(gold) if not tuned(item)]
    tuning = [index for index, item in enumerate(gold) if tuned(item)]
    figures = accuracy([gold[i]["gold"] for i in reporting], [given[i] for i in reporting])
    alone = [event_day(release) if published(release.report.text) else None for release in releases]
    days = [alone[i] and str(alone[i]) == gold[i]["gold"]["start_date"] for i in reporting]
    figures["start_date, each release by itself"] = sum(map(bool, days)) / len(days)
    figures["mean, tuning half"] = accuracy([gold[i]["gold"] for i in tuning], [given[i] for i in tuning])["mean"]
    for fate in Fate:
        right = [_claims_alone(gold[i], releases[i], fate) for i in reporting]
        figures[f"min_{fate}, by the tolls of claims alone"] = sum(right) / len(right)
    return figures


def tuned(item: Line) -> bool:
    """Whether the rules were worked out on this release."""
    return int(item["id"]) % 4 == 0


def accuracy(gold: Sequence[Line], given: Sequence[Line]) -> dict[str, float]:
    """The share of right answers for each field, and their mean."""
    figures = {
        name: sum(same(item[name], answer.get(name)) for item, answer in zip(gold, given, strict=True)) / len(gold)
        for name in NAMES
    }
    return figures | {"mean": sum(figures.values()) / len(NAMES)}


def same(label: object, answer: object) -> bool:
    """Whether an answer equals the label; codes in lists or joined by semicolons are compared as sets."""
    if isinstance(label, list):
        return _codes(label) == _codes(answer)
    return label == answer


def _codes(value: object) -> set[str]:
    parts = value if isinstance(value, list) else [value]
    return {code.strip().lower() for part in parts if part for code in str(part).split(";")} - {""}


def _claims_alone(item: Line, release: Release, fate: Fate) -> bool:
    return bool(item["gold"][f"min_{fate}"] == claimed(release, fate))


def predict(source: Path, target: Path) -> None:
    """Read releases and write the 13 fields of each."""
    with target.open("w", encoding="utf-8") as out:
        items = lines(source)
        for item, release in zip(items, _read(items), strict=True):
            answer = fields(release).to_json()
            out.write(json.dumps({"id": item["id"], **answer}, ensure_ascii=False) + "\n")


def _read(items: Sequence[Line]) -> Iterator[Release]:
    collection = collect(item["text"] for item in items)
    return (read(str(item["id"]), item["text"], collection.day(item["text"])) for item in items)


def score(gold: Path, given: Path) -> None:
    """Print each field and the mean; where the file holds both halves, of each half too."""
    pairs = _paired(gold, given)
    halves: dict[str, Callable[[Line], bool]] = {
        "all": lambda _: True,
        "tuning": tuned,
        "reporting": lambda item: not tuned(item),
    }
    tables = {}
    for name, holds in halves.items():
        part = [(item, answer) for item, answer in pairs if holds(item)]
        if part:
            tables[f"{name} ({len(part)})"] = accuracy([item["gold"] for item, _ in part], [a for _, a in part])
    print(f"{'':24s}" + "".join(f"{name:>18s}" for name in tables))
    for field in (*NAMES, "mean"):
        print(f"{field:24s}" + "".join(f"{table[field]:18.4f}" for table in tables.values()))


def misses(gold: Path, given: Path) -> None:
    """Print every field that differs from its label."""
    for item, answer in _paired(gold, given):
        for name in NAMES:
            if not same(item["gold"][name], answer.get(name)):
                print(f"{name:22s} {item['id']:>5} label {item['gold'][name]!s:28} ours {answer.get(name)!s}")


def _paired(gold: Path, given: Path) -> list[tuple[Line, Line]]:
    answers = {str(line["id"]): line for line in lines(given)}
    return [(item, answers.get(str(item["id"]), {})) for item in lines(gold)]


COMMANDS: Mapping[str, Callable[[Path, Path], None]] = {"predict": predict, "score": score, "misses": misses}


def main(arguments: Iterable[str]) -> int:
    """Run one of the commands."""
    match list(arguments):
        case [str(command), str(first), str(second)] if command in COMMANDS:
            COMMANDS[command](Path(first), Path(second))
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
