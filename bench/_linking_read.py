"""Links that were read: how many of those found among all items of the portal are right, and are chances what they say?

The 150 pairs and the named happenings were chosen for their topics; a ledger is not. `labels/linking_links.tsv` holds
pairs that the rules joined among all items on conflict, with a reader's word on each.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
_SECTION = re.compile(r"conflict|attack|crime", re.IGNORECASE)
_PARTS = 5

Read = Mapping[tuple[str, str], bool]


def read_links(path: Path = LINKS) -> dict[tuple[str, str], bool]:
    """Pairs of items, and whether both tell of one happening."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return {(left, right): verdict == "same" for left, right, verdict in rows}


def measure_links(items: Path) -> dict[str, float]:
    """Of the links that were read those that still stand, right and wrong; and how far chances are off."""
    read = read_links()
    reports = _reports(items)
    claims = [claim for report in reports.values() for claim in parse_report(report).claims]
    found = _joined(claims, reports)
    kept = [same for pair, same in read.items() if pair in found]
    return {
        "links among all items": float(len(found)),
        "links read: right": sum(kept) / max(1, len(kept)),
        "links read: right ones kept": sum(kept) / sum(read.values()),
        "links read: calibration error": calibration_error(read, claims, reports),
    }


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


def calibration_error(read: Read, claims: Iterable[Claim], reports: Mapping[str, Report]) -> float:
    """The mean distance between chance and share of "same", over fifths of the pairs in order of their chances.

    A pair's chance is that of its likeliest two claims; pairs in one of which no claim was found are left out.
    """
    scores = best_scores(read, claims, reports)
    order = sorted(scores, key=lambda pair: scores[pair])
    chances = np.array([load().chance(scores[pair]) for pair in order])
    truth = np.array([read[pair] for pair in order], float)
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
