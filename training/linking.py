"""How the weights of `resources/link.toml` were learned.

    python -m training.linking ../shared

Reads items of the news portal of 2010 to 2024 (the figures of `bench/linking.py` are of 2025 and 2026). Items filed
under the name of one happening within ten days tell of it, as a rule in one claim each: which one is not told, so the
likeliest pair of claims is taken for it, and the weights are fitted again, until they stay (expectation-maximisation
with hard assignments; the labels are of pairs of items, the weights of pairs of claims). Every other pair of items is
taken to tell of two happenings: the portal tells each happening once a day. The weights are log odds of a logistic
regression with a ridge, which keeps levels that are seldom seen near the prior: the weights that stand there now.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bench._linking_read import as_report, best_scores, news, portal, read_links
from casus.link.blocking import pairs
from casus.link.columns import Array, columns, pack
from casus.link.levels import FEATURES
from casus.link.profile import Profile, profiles
from casus.link.scores import scored
from casus.link.setting import load
from casus.model.report import Report
from casus.pipeline import parse_report

LINKS = Path(__file__).parent / "labels" / "linking_links.tsv"
NEWS = Path(__file__).parent / "labels" / "linking_news.tsv"
MONTHS = frozenset(
    "2022-09 2020-01 2024-01 2021-05 2023-06 2022-03 2020-09 2024-08 2023-10 2021-08 2022-10 2020-02 2024-04 2021-04"
    " 2023-02 2020-10".split()
)
"""Of which the pairs of NEWS are."""
ITEMS = "data/cep/flat_2002_2026.jsonl.gz"
_HAPPENING = re.compile(
    r"\b(attack|bombing|shooting|airstrike|hijacking|explosion|stabbing|raid|massacre|assassination|ambush|ramming"
    r"|kidnapping|jailbreak|coup attempt)s?\b",
    re.IGNORECASE,
)
_VIOLENT = re.compile(r"kill|attack|strike|bomb|shell|shot|troops|forces|missile")
_DAYS, _MOST = 10, 12
_RIDGE, _RIDGE_OF_READ = 2.0, 8.0
_ROUNDS = 12
_SHORT_ODDS = -5.0


@dataclass(frozen=True, slots=True)
class Item:
    """One item and the happening that it is filed under, if any."""

    report: Report
    topic: str | None


def items(path: Path) -> Iterator[Item]:
    """Items of named happenings of 2010 to 2024, and all of 2022 to 2024 that tell of violence."""
    rows = dict(portal(path))
    named = _named(tuple(rows.values()))
    for name, row in rows.items():
        topic = row["topic"] if row["topic"] in named else None
        if topic or (row["date"] >= "2022" and _VIOLENT.search(row["text"])):
            yield Item(as_report(name, row), topic)


def _named(rows: Sequence[Mapping[str, str]]) -> set[str]:
    days = defaultdict(list)
    for row in rows:
        if row["topic"] and _HAPPENING.search(row["topic"]):
            days[row["topic"]].append(date.fromisoformat(row["date"]))
    return {topic for topic, told in days.items() if len(told) <= _MOST and (max(told) - min(told)).days <= _DAYS}


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Pairs of claims: their levels as ones and noughts, the pair of items that each is of, and whether it may join."""

    levels: Array
    pair: Array
    may: Array


def examples(told: Sequence[Profile], topics: Mapping[str, str | None]) -> Examples:
    """Every pair that blocking offers."""
    setting = load()
    claims = columns(pack(told))
    left, right = pairs(claims, setting)
    number = {name: at for at, name in enumerate(dict.fromkeys(one.report_id for one in told))}
    report = np.array([number[one.report_id] for one in told])
    topic = np.array([topics[one.report_id] or f"none {at}" for at, one in enumerate(told)])
    pair = np.minimum(report[left], report[right]) * len(number) + np.maximum(report[left], report[right])
    return Examples(_ones(scored(claims, left, right, setting).levels), pair, topic[left] == topic[right])


def _ones(levels: Array) -> Array:
    """A column for each level of each feature: 1 where a pair has it."""
    each = [
        levels[:, at : at + 1] == np.arange(len(feature.levels))[None, :]
        for at, feature in enumerate(FEATURES.values())
    ]
    return np.concatenate(each, axis=1).astype(float)


def read_examples(read: Mapping[tuple[str, str], bool], told: Sequence[Profile]) -> Examples:
    """Every pair of claims of each pair of items that was read."""
    claims, rows = columns(pack(told)), defaultdict(list)
    for at, one in enumerate(told):
        rows[one.report_id].append(at)
    pairs_of = [
        (one, two, at, same)
        for at, ((left, right), same) in enumerate(read.items())
        for one in rows[left]
        for two in rows[right]
    ]
    table = np.array(pairs_of, np.int64)
    levels = scored(claims, table[:, 0], table[:, 1], load()).levels
    return Examples(_ones(levels), table[:, 2], table[:, 3] > 0)


def fit(drawn: Examples, prior: Array, ridge: float = _RIDGE) -> Array:
    """Log odds of each level, and the constant last."""
    weights = np.append(prior, -4.0)
    centre = weights.copy()
    table = np.column_stack([drawn.levels, np.ones(len(drawn.levels))])
    for _ in range(_ROUNDS):
        likely = table @ weights
        best = _likeliest(drawn, likely)
        # Of two items that may tell of one happening all pairs but the likeliest teach nothing.
        used = ~drawn.may | best
        weights = _regress(table[used], best[used].astype(float), (centre, ridge), weights)
    return weights


def _likeliest(drawn: Examples, likely: Array) -> Array:
    """The likeliest pair of claims of each pair of items that may join, unless all odds are long against it."""
    order = np.lexsort((-likely, drawn.pair))
    first = np.zeros(len(likely), bool)
    first[order[np.flatnonzero(np.diff(drawn.pair[order], prepend=-1))]] = True
    chosen: Array = first & drawn.may & (likely > _SHORT_ODDS)
    return chosen


def _regress(table: Array, truth: Array, prior: tuple[Array, float], start: Array) -> Array:
    """Logistic regression by Newton's method; the ridge draws towards the prior, the constant is free."""
    weights = start.copy()
    centre, strength = prior
    ridge = np.full(len(centre), strength)
    ridge[-1] = 1e-6
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (truth - chance) - ridge * (weights - centre)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def chances(scores: Array, truth: Array) -> Array:
    """Slope and constant of a link's chance: a logistic regression of a reader's word on the score (Platt 1999)."""
    table = np.column_stack([scores, np.ones(len(scores))])
    line = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(table @ line)))
        curve = (table * (chance * (1 - chance))[:, None]).T @ table
        line += np.linalg.solve(curve + 1e-6 * np.eye(2), table.T @ (truth - chance))
    return line


def main(shared: Path) -> None:
    """Print the weights, by topics and by pairs that were read, with the number of pairs that each was seen in."""
    told = {item.report.id: item for item in items(shared / ITEMS)}
    setting = load()
    reports = {report.id: report for report in news(shared / ITEMS, MONTHS)}
    reports |= {name: item.report for name, item in told.items()}
    claims = [claim for report in reports.values() for claim in parse_report(report).claims]
    made = sorted(profiles(claims, reports, setting), key=lambda one: one.claim_id)
    drawn = examples([one for one in made if one.report_id in told], {name: one.topic for name, one in told.items()})
    names = [(name, level) for name, feature in FEATURES.items() for level in feature.levels]
    prior = np.array([setting.weight(name, level) for name, level in names])
    read = {**read_links(LINKS), **read_links(NEWS)}
    of_read = read_examples(read, made)
    by_topic, by_reading = fit(drawn, prior), fit(of_read, prior, _RIDGE_OF_READ)
    for at, (name, level) in enumerate(names):
        seen = f"{drawn.levels[:, at].sum():.0f} and {of_read.levels[:, at].sum():.0f} pairs"
        print(f"{name}.{level} = {by_topic[at]:.2f} by topics, {by_reading[at]:.2f} as read  # {seen}")
    print(f"constant = {by_topic[-1]:.2f} and {by_reading[-1]:.2f}")
    likely = best_scores(read, claims, reports)
    slope, constant = chances(np.array(list(likely.values())), np.array([read[pair] for pair in likely], float))
    print(f"chance: slope = {slope:.2f}, constant = {constant:.2f}  # {len(likely)} pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
