"""Which act happened where: the exact set of places of a verb, on the relabelled sentences of `event_location`.

`python -m bench.event_places` prints the figures; `train` writes the weights anew from the sentences that are not
relabelled, of which every fifth is held out while it says how good they are.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

from casus.ground.event_places import Scene, all_features, lists, place_of_event, scene_of, taken
from casus.ground.places import read_places
from casus.model.span import Span
from casus.reference.gazetteer import Gazetteer, open_gazetteer
from casus.reference.resources import folder
from casus.text.analysis import Sentence, analyse

_ROUNDS, _STEP, _SHRINK, _LEAST = 12, 0.2, 5e-4, 8
_HEAD = """# The weights of the features by which the place of an act is told (src/casus/ground/event_places.py):
# above 0 speaks for it. Learned from the sentences of event_location that are not relabelled (github.com/ahalterman,
# MIT). Made by: python -m bench.event_places train
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, its verb, and the places where that act took place."""

    text: str
    verb: Span
    places: tuple[Span, ...]


def measure(shared: Path) -> dict[str, float]:
    """Share of the relabelled sentences whose set of places is exactly right, and precision and recall of places."""
    gazetteer = open_gazetteer()
    right = hit = told = gold = asked = 0
    for item in items(shared, relabelled=True):
        found = place_of_event(item.text, item.verb, read_places(item.text, gazetteer))
        right += same(found, item.places)
        hit += sum(any(one.overlaps(other) for other in item.places) for one in found)
        told, gold, asked = told + len(found), gold + len(item.places), asked + 1
    return {
        "event_places_exact_set": right / max(1, asked),
        "event_places_precision": hit / max(1, told),
        "event_places_recall": hit / max(1, gold),
    }


def same(found: Sequence[Span], gold: Sequence[Span]) -> bool:
    """Whether two sets of spans are one: as many of each, every one overlapping one of the other set."""
    return len(found) == len(gold) and all(
        sum(one.overlaps(other) for other in other_set) == 1
        for one_set, other_set in ((found, gold), (gold, found))
        for one in one_set
    )


def items(shared: Path, *, relabelled: bool) -> Iterator[Item]:
    """The sentences with a verb that annotators accepted."""
    with gzip.open(shared / "data/geo/event_location.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = json.load(lines)
    for row in rows:
        spans = row.get("spans") or ()
        verb = next((span for span in spans if span["label"] == "VERB"), None)
        if (row["source"] == "RELABEL") is relabelled and row.get("answer", "accept") == "accept" and verb:
            places = tuple(_span(row, span) for span in spans if span["label"] == "LOCATION")
            yield Item(row["text"], _span(row, verb), places)


def _span(row: dict[str, Any], span: dict[str, Any]) -> Span:
    """The characters of a span; some rows give the tokens' numbers in place of the characters."""
    start, end = span["start"], span["end"]
    if (
        end > start
        and span.get("text", row["text"][start:end]) == row["text"][start:end]
        and start != span["token_start"]
    ):
        return Span(start, end)
    tokens = row["tokens"]
    return Span(tokens[span["token_start"]]["start"], tokens[min(span["token_end"], len(tokens) - 1)]["end"])


# --- training


@dataclass(frozen=True, slots=True)
class Example:
    """The features of each candidate of one sentence, and which are right; `reachable`: all places are candidates."""

    features: tuple[tuple[str, ...], ...]
    lists: tuple[int, ...]
    right: tuple[bool, ...]
    reachable: bool


def train(shared: Path) -> None:
    """Learn the weights, print how good they are on what was held out, then learn from all and write them."""
    gazetteer = open_gazetteer()
    examples = [_example(item, gazetteer) for item in items(shared, relabelled=False)]
    learned, held = [e for n, e in enumerate(examples) if n % 5], examples[::5]
    model = fit(learned)
    print(f"learned {exact(model, learned):.4f}  held out {exact(model, held):.4f}  features {len(model)}")
    final = fit(examples)
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(final.items()) if abs(weight) >= 0.02]
    (folder() / "places" / "event_places.tsv").write_text(
        _HEAD + "feature\tweight\n" + "\n".join(lines) + "\n", "utf-8"
    )


def _example(item: Item, gazetteer: Gazetteer) -> Example:
    scene = _scene(item, gazetteer)
    if scene is None:
        return Example((), (), (), not item.places)
    right = tuple(any(one.span.overlaps(place) for place in item.places) for one in scene.candidates)
    spans = [one.span for one, good in zip(scene.candidates, right, strict=True) if good]
    return Example(tuple(all_features(scene)), lists(scene), right, same(spans, item.places))


def _scene(item: Item, gazetteer: Gazetteer) -> Scene | None:
    told = analyse(item.text)
    here: Sentence | None = next((one for one in told if one.span.overlaps(item.verb)), None)
    return scene_of(here, item.verb, read_places(item.text, gazetteer)) if here else None


def fit(examples: Sequence[Example]) -> Mapping[str, float]:
    """Logistic regression by averaged stochastic steps with a small L2 shrink; rare features are left out."""
    seen = Counter(name for one in examples for features in one.features for name in features)
    rows = [
        (tuple(name for name in features if seen[name] >= _LEAST), good)
        for one in examples
        for features, good in zip(one.features, one.right, strict=True)
    ]
    weight: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    shuffle = random.Random(7)
    for turn in range(_ROUNDS):
        shuffle.shuffle(rows)
        step = _STEP / (1 + turn)
        for features, good in rows:
            score = max(-30.0, min(30.0, sum(weight[name] for name in features)))
            gap = step * ((1.0 if good else 0.0) - 1 / (1 + exp(-score)))
            for name in features:
                weight[name] += gap - _SHRINK * weight[name]
        if turn >= _ROUNDS // 2:
            for name, value in weight.items():
                total[name] += value / (_ROUNDS - _ROUNDS // 2)
    return total


def exact(model: Mapping[str, float], examples: Sequence[Example]) -> float:
    """Share of examples whose candidates are all judged right and whose places are all among them."""
    return sum(one.reachable and _well(model, one) for one in examples) / max(1, len(examples))


def _well(model: Mapping[str, float], one: Example) -> bool:
    scores = [sum(model.get(name, 0.0) for name in features) for features in one.features]
    return taken(scores, one.lists) == tuple(at for at, right in enumerate(one.right) if right)


if __name__ == "__main__":
    SHARED = Path(__file__).resolve().parents[2] / "shared"
    if sys.argv[1:] == ["train"]:
        train(SHARED)
    for figure, value in measure(SHARED).items():
        print(f"{figure:32} {value:8.3f}")
