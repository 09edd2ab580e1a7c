"""How well reports of one happening find one another.

Silver labels: the deepest topic that an item of the news portal is filed under, where it names one happening ("2025
Sumy airstrike") and its items lie within ten days. Items filed under such topics once only are there to be kept apart.
Two items are linked where a claim of each is in one incident. B-cubed after Bagga and Baldwin 1998.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from casus.link.incidents import link
from casus.model.incident import Incident
from casus.model.report import Report
from casus.pipeline import parse_report

ITEMS = "data/cep/items_2025_2026.jsonl.gz"
_HAPPENING = re.compile(
    r"\b(attack|bombing|shooting|airstrike|hijacking|explosion|stabbing|raid|massacre|assassination|ambush|ramming"
    r"|kidnapping|jailbreak|coup attempt)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"conflict|attack|crime", re.IGNORECASE)
_DAYS = 10

Together = Mapping[str, frozenset[str]]


def measure(shared: Path) -> dict[str, float]:
    """B-cubed and pairwise figures over the items of named happenings."""
    reports, topics = silver(shared / ITEMS)
    claims = [claim for report in reports.values() for claim in parse_report(report).claims]
    return scores(linked(reports, link(claims, reports)), same_topic(topics))


def silver(path: Path) -> tuple[dict[str, Report], dict[str, str]]:
    """Items filed under the name of one happening: the reports, and each one's topic."""
    by_topic = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["topics"] and _SECTION.search(item["section"]) and _HAPPENING.search(item["topics"][-1]):
                by_topic[_spelt_alike(item["topics"][-1])].append(item)
    kept = {topic: items for topic, items in by_topic.items() if _short(items)}
    reports = {item["id"]: _report(item) for items in kept.values() for item in items}
    return reports, {item["id"]: topic for topic, items in kept.items() for item in items}


def _spelt_alike(topic: str) -> str:
    """A topic without its commas: the portal files one happening under two spellings."""
    return topic.replace(",", "")


def _short(items: Sequence[Mapping[str, str]]) -> bool:
    days = sorted(date.fromisoformat(item["published"]) for item in items)
    return (days[-1] - days[0]).days <= _DAYS


def _report(item: Mapping[str, str]) -> Report:
    return Report(item["id"], item["text"], date.fromisoformat(item["published"]))


def linked(reports: Iterable[str], incidents: Iterable[Incident]) -> Together:
    """For each report, the reports that share an incident with it, itself among them."""
    together = {name: {name} for name in reports}
    for incident in incidents:
        for name in incident.report_ids:
            together[name].update(incident.report_ids)
    return {name: frozenset(names) for name, names in together.items()}


def same_topic(topics: Mapping[str, str]) -> Together:
    """For each report, the reports filed under its topic, itself among them."""
    by_topic = defaultdict(set)
    for name, topic in topics.items():
        by_topic[topic].add(name)
    return {name: frozenset(by_topic[topic]) for name, topic in topics.items()}


def scores(found: Together, gold: Together) -> dict[str, float]:
    """B-cubed precision, recall and F1 over items, and precision and recall over pairs."""
    precision = sum(len(found[name] & gold[name]) / len(found[name]) for name in gold) / len(gold)
    recall = sum(len(found[name] & gold[name]) / len(gold[name]) for name in gold) / len(gold)
    shared = sum(len(found[name] & gold[name]) - 1 for name in gold)
    return {
        "b-cubed precision": precision,
        "b-cubed recall": recall,
        "b-cubed f1": 2 * precision * recall / (precision + recall),
        "pairs precision": shared / max(1, sum(len(found[name]) - 1 for name in gold)),
        "pairs recall": shared / max(1, sum(len(gold[name]) - 1 for name in gold)),
    }
