"""Links that were read: how many of those found among all items of the portal are right, and are chances what they say?

The 150 pairs and the named happenings were chosen for their topics; a ledger is not. `labels/linking_links.tsv` holds
pairs that the rules joined among all items on conflict, with a reader's word on each.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from casus.link.columns import Array, columns, pack
from casus.link.incidents import link
from casus.link.profile import profiles
from casus.link.scores import scored
from casus.link.setting import load
from casus.model.claim import Claim
from casus.model.report import Report
from casus.pipeline import parse_report

LINKS = Path(__file__).parent / "labels" / "linking_links.tsv"
NEWS = Path(__file__).parent / "labels" / "linking_news.tsv"
MONTHS = frozenset(
    "2021-06 2024-06 2020-07 2022-06 2023-04 2021-11 2024-10 2020-11 2022-12 2023-12 2021-02 2024-02 2020-05 2022-01"
    " 2023-08 2021-09".split()
)
"""Of which the pairs of NEWS are: kept for measuring."""
_SECTION = re.compile(r"conflict|attack|crime", re.IGNORECASE)
_VIOLENT = re.compile(r"kill|attack|strike|bomb|shell|shot|troops|forces|missile")
_PAPERS = re.compile(r"(\s*\([^()]{2,40}\))+\s*$")
_SHORTEST = 60  # characters
_PARTS = 5

Read = Mapping[tuple[str, str], bool]
Chance = tuple[float, bool]
"""The chance that two items tell of one happening, and whether they do."""


def read_links(path: Path = LINKS) -> dict[tuple[str, str], bool]:
    """Pairs of items, and whether both tell of one happening."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return {(left, right): verdict == "same" for left, right, verdict in rows}


def measure_read(items: Path, older: Path) -> dict[str, float]:
    """The figures of both samples of read links, and how far chances are off over both together.

    Of the links that were read those that still stand, right and wrong, and what was missed: among all violent items of
    2025 and 2026, and among those of some months of 2020 to 2024 to which nothing was fitted.
    """
    kept = {report.id: report for report in news(older, MONTHS)}
    links, link_chances = _measured("links read", "links among all items", read_links(), _reports(items))
    news_, news_chances = _measured("kept news", "kept news: links", read_links(NEWS), kept)
    both = calibration_error([*link_chances, *news_chances])
    return links | news_ | {"links read and kept news: calibration error": both}


def _measured(
    name: str, count: str, read: Read, reports: Mapping[str, Report]
) -> tuple[dict[str, float], list[Chance]]:
    """The figures of one sample, and the chances of its pairs; `count` is what the number of all links is called."""
    claims = [claim for report in reports.values() for claim in parse_report(report).claims]
    found = _joined(claims, reports)
    kept = [same for pair, same in read.items() if pair in found]
    chances = chances_of(read, claims, reports)
    return {
        count: float(len(found)),
        f"{name}: how many": float(len(kept)),
        f"{name}: right": sum(kept) / max(1, len(kept)),
        f"{name}: right ones kept": sum(kept) / sum(read.values()),
        f"{name}: calibration error": calibration_error(chances),
    }, chances


def news(path: Path, months: Container[str]) -> Iterator[Report]:
    """Items of 2020 to 2024 on violence: by their section, and by their words where the portal had no sections."""
    for name, row in portal(path):
        told = _SECTION.search(row["section"] or "") or (row["date"] >= "2021" and _VIOLENT.search(row["text"]))
        if told and row["date"][:7] in months:
            yield as_report(name, row)


def portal(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The items of 2010 to 2024 that are no mere headings, each with the name that labels know it by."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (row for row in map(json.loads, lines) if "2010" <= row["date"] < "2025")
        for at, row in enumerate(row for row in rows if len(row["text"]) > _SHORTEST):
            yield f"item-{at}", row


def as_report(name: str, row: Mapping[str, str]) -> Report:
    """An item without the papers that it names at its end."""
    return Report(name, _PAPERS.sub("", row["text"]), date.fromisoformat(row["date"]))


def _reports(path: Path) -> dict[str, Report]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if _SECTION.search(row["section"])]
    return {row["id"]: Report(row["id"], row["text"], date.fromisoformat(row["published"])) for row in rows}


def _joined(claims: Sequence[Claim], reports: Mapping[str, Report]) -> set[tuple[str, str]]:
    found = set()
    for incident in link(claims, reports):
        told = sorted({claim.report_id for claim in incident.claims})
        found |= {(left, right) for at, left in enumerate(told) for right in told[at + 1 :]}
    return found


def chances_of(read: Read, claims: Iterable[Claim], reports: Mapping[str, Report]) -> list[Chance]:
    """The chance of each pair, that of its likeliest two claims, and whether it is the same happening.

    Pairs in one of which no claim was found are left out.
    """
    scores = best_scores(read, claims, reports)
    return [(load().chance(score), read[pair]) for pair, score in scores.items()]


def calibration_error(pairs: Sequence[Chance]) -> float:
    """The mean distance between chance and share of "same", over fifths of the pairs in order of their chances."""
    order = sorted(pairs, key=lambda pair: pair[0])
    chances = np.array([chance for chance, _ in order])
    truth = np.array([same for _, same in order], float)
    parts = np.array_split(np.arange(len(order)), _PARTS)
    return float(sum(len(one) * abs(chances[one].mean() - truth[one].mean()) for one in parts) / max(1, len(order)))


def best_scores(
    read: Iterable[tuple[str, str]], claims: Iterable[Claim], reports: Mapping[str, Report]
) -> dict[tuple[str, str], float]:
    """The score of the likeliest two claims of each pair of items."""
    told = list(profiles(claims, reports, load()))
    rows = defaultdict(list)
    for at, one in enumerate(told):
        rows[one.report_id].append(at)
    table = columns(pack(told))
    found = {}
    for left, right in read:
        pairs: Array = np.array([(one, two) for one in rows[left] for two in rows[right]], np.int64).reshape(-1, 2)
        if len(pairs):
            found[left, right] = float(scored(table, pairs[:, 0], pairs[:, 1], load()).scores.max())
    return found
