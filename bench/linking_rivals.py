"""What others would do with the same claims: words, day and place; and Splink 5.

Splink is for this comparison only and no part of what is installed: without it its figures are not printed
(`pip install "splink>=5,<6"`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import combinations
from typing import Any

from casus.link.groups import Groups
from casus.model.claim import Claim
from casus.model.codes import Harm
from casus.model.report import Report

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LIKE = 0.1  # the cosine with the best F1 on the labelled pairs, of 0.1, 0.15 ... 0.6: the rival at its best
_WEEK = 7
_LIKELY = 0.5  # likewise, of 0.2, 0.5, 0.8, 0.9, 0.95, 0.99

Clusters = list[list[Claim]]


def by_words(reports: Mapping[str, Report], claims: Sequence[Claim], like: float = _LIKE) -> Clusters:
    """Reports whose words are alike, published within a week of one another, with a place in common."""
    vectors = _tf_idf({name: report.text for name, report in reports.items()})
    places = _places(claims)
    groups = Groups(reports)
    for left, right in combinations(sorted(reports), 2):
        here, there = reports[left].published, reports[right].published
        near = here is not None and there is not None and abs((here - there).days) <= _WEEK
        if near and places[left] & places[right] and _cosine(vectors[left], vectors[right]) >= like:
            groups.join(left, right)
    by_root = defaultdict(list)
    for claim in claims:
        by_root[groups.root(claim.report_id)].append(claim)
    return list(by_root.values())


def _places(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """The entries of the gazetteer, provinces and countries of each report; where none is told, any place will do."""
    places: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.place:
            where = claim.place.value
            places[claim.report_id] |= {part for part in (where.id, where.admin1, where.country) if part}
    return places


def _tf_idf(texts: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Each text's words, weighed by 1 + log of their number and log of their rarity, to unit length."""
    counts = {name: Counter(word.casefold() for word in _WORD.findall(text)) for name, text in texts.items()}
    spread = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for name, words in counts.items():
        raw = {word: (1 + math.log(n)) * math.log(len(texts) / spread[word]) for word, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors[name] = {word: weight / length for word, weight in raw.items()}
    return vectors


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


def by_splink(claims: Sequence[Claim], likely: float = _LIKELY) -> Clusters | None:
    """Splink 5 on DuckDB, with its own training, over the fields that we compare. None where it is not installed."""
    try:
        splink, cl = import_module("splink"), import_module("splink.comparison_library")
        duckdb, arrow = import_module("splink.backends.duckdb"), import_module("pyarrow")
    except ImportError:
        return None
    block_on = import_module("splink.blocking_rule_library").block_on
    rules = [block_on("day", "country"), block_on("place"), block_on("killed", "country"), block_on("actor", "country")]
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day", "day"], thresholds=[1, 3, 7]
            ),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.DistanceInKMAtThresholds("lat", "lon", [10, 50]),
            cl.ExactMatch("act").configure(term_frequency_adjustments=True),
            cl.ExactMatch("killed").configure(term_frequency_adjustments=True),
            cl.ExactMatch("injured"),
            cl.ExactMatch("actor"),
            cl.ExactMatch("target"),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    table = arrow.Table.from_pylist([_row(claim) for claim in claims])
    linker = splink.Linker(duckdb.DuckDBAPI().register(table), settings, log_level=40)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in rules[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=likely)
    told = linker.clustering.cluster_pairwise_predictions_at_threshold(found, likely)
    by_id = {claim.id: claim for claim in claims}
    clusters = defaultdict(list)
    for row in told.as_record_list():
        clusters[row["cluster_id"]].append(by_id[row["unique_id"]])
    return list(clusters.values())


def _row(claim: Claim) -> dict[str, Any]:
    where = claim.place.value if claim.place else None
    return {
        "unique_id": claim.id,
        "day": claim.when.value.last.isoformat() if claim.when else None,
        "place": (where.id or where.name) if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "act": claim.event_type.value,
        "killed": _low(claim, Harm.KILLED),
        "injured": _low(claim, Harm.INJURED),
        "actor": claim.perpetrators[0].value.name if claim.perpetrators else None,
        "target": claim.targets[0].value if claim.targets else None,
    }


def _low(claim: Claim, harm: Harm) -> int | None:
    told = claim.tolls_of(harm)
    return sum(toll.count.low for toll in told) if told else None
