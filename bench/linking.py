"""How well reports of one happening find one another, beside two rivals on the same claims.

Clusters: items filed under the name of one happening ("2025 Sumy airstrike") within ten days; which items of one topic
do tell of one happening was read by hand (`labels/linking_pairs.tsv`). Items filed under such topics once only are
there to be kept apart, but for two pairs that were found to tell of one happening under two names. B-cubed after Bagga
and Baldwin 1998.

Pairs: the 150 labelled pairs. Two items are linked where a claim of each is in one incident. "both read" leaves out
pairs where the reader found no claim in one of the items: no linking could join these.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench._linking_read import calibration_error, chances_of, measure_read
from bench.linking_rivals import by_splink, by_words
from casus.link.groups import Groups
from casus.link.incidents import link
from casus.model.claim import Claim
from casus.model.incident import Incident
from casus.model.report import Report
from casus.pipeline import parse_report

ITEMS = "data/cep/items_2025_2026.jsonl.gz"
OLDER = "data/cep/flat_2002_2026.jsonl.gz"
PAIRS = Path(__file__).parent / "labels" / "linking_pairs.tsv"
_HAPPENING = re.compile(
    r"\b(attack|bombing|shooting|airstrike|hijacking|explosion|stabbing|raid|massacre|assassination|ambush|ramming"
    r"|kidnapping|jailbreak|coup attempt)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"conflict|attack|crime", re.IGNORECASE)
_DAYS = 10
_TWO_TOPICS = "two topics"  # pairs read besides the 150: some happenings are filed under two names
_COMPARED = ("b-cubed f1", "150 pairs: f1", "150 pairs, both read: f1")

Together = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that somebody has read: `same` where both tell of one happening, as news or recalled."""

    left: str
    right: str
    stratum: str
    same: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """Labelled pairs, the clusters of the items of named happenings, and the reports of both."""

    pairs: tuple[Pair, ...]
    clusters: Together
    reports: Mapping[str, Report]


def measure(shared: Path) -> dict[str, float]:
    """B-cubed over the items of named happenings and figures over the labelled pairs, of ours and of the rivals."""
    gold = read_gold(shared / ITEMS)
    claims = [claim for report in gold.reports.values() for claim in parse_report(report).claims]
    read = {claim.report_id for claim in claims}
    figures = scores(linked(gold.reports, link(claims, gold.reports)), gold, read)
    by_hand = {(pair.left, pair.right): pair.same for pair in gold.pairs}
    figures["150 pairs, both read: calibration error"] = calibration_error(chances_of(by_hand, claims, gold.reports))
    figures |= measure_read(shared / ITEMS, shared / OLDER)
    rivals = {"tf-idf, day and place": by_words(gold.reports, claims), "splink 5": by_splink(claims)}
    for name, found in rivals.items():
        if found is not None:
            told = scores(together(gold.reports, found), gold, read)
            figures |= {
                f"{name}: {key}": told[key] for key in ("b-cubed f1", "150 pairs: f1", "150 pairs, both read: f1")
            }
    return figures


def read_gold(path: Path) -> Gold:
    """Items of named happenings with their clusters, and every item of a labelled pair."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = {item["id"]: item for item in map(json.loads, lines)}
    every = labelled()
    pairs = tuple(pair for pair in every if pair.stratum != _TWO_TOPICS)
    topics = silver(items.values())
    wanted = {*topics, *(name for pair in pairs for name in (pair.left, pair.right))}
    reports = {name: _report(items[name]) for name in sorted(wanted)}
    return Gold(pairs, _clusters(topics, every), reports)


def labelled(path: Path = PAIRS) -> tuple[Pair, ...]:
    """The pairs that were read by hand."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return tuple(Pair(left, right, stratum, verdict != "different") for left, right, stratum, verdict in rows)


def silver(items: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Items filed under the name of one happening, and each one's topic."""
    by_topic = defaultdict(list)
    for item in items:
        if item["topics"] and _SECTION.search(item["section"]) and _HAPPENING.search(item["topics"][-1]):
            by_topic[_spelt_alike(item["topics"][-1])].append(item)
    return {item["id"]: topic for topic, filed in by_topic.items() if _short(filed) for item in filed}


def _spelt_alike(topic: str) -> str:
    """A topic without its commas: the portal files one happening under two spellings."""
    return topic.replace(",", "")


def _short(items: Sequence[Mapping[str, str]]) -> bool:
    days = sorted(date.fromisoformat(item["published"]) for item in items)
    return (days[-1] - days[0]).days <= _DAYS


def _report(item: Mapping[str, str]) -> Report:
    return Report(item["id"], item["text"], date.fromisoformat(item["published"]))


def _clusters(topics: Mapping[str, str], pairs: Iterable[Pair]) -> Together:
    """Items are together as far as the labels join them."""
    groups = Groups(topics)
    for pair in pairs:
        if pair.same and pair.left in topics and pair.right in topics:
            groups.join(pair.left, pair.right)
    return {name: frozenset(members) for members in groups.members.values() for name in members}


def linked(reports: Iterable[str], incidents: Iterable[Incident]) -> Together:
    """For each report, the reports that share an incident with it, itself among them."""
    return together(reports, (incident.claims for incident in incidents))


def together(reports: Iterable[str], clusters: Iterable[Iterable[Claim]]) -> Together:
    """For each report, the reports that share a cluster of claims with it, itself among them."""
    names = {name: {name} for name in reports}
    for claims in clusters:
        told = {claim.report_id for claim in claims}
        for name in told:
            names[name].update(told)
    return {name: frozenset(others) for name, others in names.items()}


def scores(found: Together, gold: Gold, read: frozenset[str] | set[str]) -> dict[str, float]:
    """B-cubed over the clusters, precision, recall and F1 over the pairs."""
    clusters = gold.clusters
    inside = {name: found[name] & clusters.keys() for name in clusters}
    precision = sum(len(inside[name] & clusters[name]) / len(inside[name]) for name in clusters) / len(clusters)
    recall = sum(len(inside[name] & clusters[name]) / len(clusters[name]) for name in clusters) / len(clusters)
    figures = {"b-cubed precision": precision, "b-cubed recall": recall, "b-cubed f1": _f1(precision, recall)}
    figures |= _over_pairs(found, gold.pairs, "")
    both = [pair for pair in gold.pairs if {pair.left, pair.right} <= read]
    return figures | _over_pairs(found, both, ", both read")


def _over_pairs(found: Together, pairs: Sequence[Pair], which: str) -> dict[str, float]:
    joined = [pair for pair in pairs if pair.right in found[pair.left]]
    right = sum(pair.same for pair in joined)
    precision, recall = right / max(1, len(joined)), right / max(1, sum(pair.same for pair in pairs))
    names = f"150 pairs{which}: precision", f"150 pairs{which}: recall", f"150 pairs{which}: f1"
    return dict(zip(names, (precision, recall, _f1(precision, recall)), strict=True))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
