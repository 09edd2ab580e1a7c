"""What an analyst may set about linking: `resources/link.toml`, read once and checked."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casus.errors import ResourceError
from casus.model.codes import EventType, Verdict
from casus.reference.resources import load_toml, load_tsv

_MANY_DAYS = 75  # of three years
_MANY_ITEMS = 40  # of 108,557: once in seven years of a daily page of news
_NOT_FEATURES = frozenset({"rules", "chance", "blocking", "distance", "acts", "recalls"})


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """Weights by feature and level, the thresholds of a verdict, and the windows of blocking (days, km, claims).

    `mean`: what the pairs between two groups must weigh on average, for the groups to be one.
    `most`: a block of more claims is split by a further key. `busy`: ids of places that are often in the news;
    `fronts`: countries that hold many such places: there is war.
    `recalls` finds words that tell what came of a happening which they take for known, `turns` those behind which a
    sentence turns to another act.
    """

    origin: str
    weights: Mapping[str, Mapping[str, float]]
    same: float
    unsure: float
    mean: float
    slope: float
    constant: float
    same_report: float
    person: float
    window: int
    wide: int
    undated: int
    most: int
    close_km: float
    near_km: float
    compatible: frozenset[frozenset[EventType]]
    rare: frozenset[EventType]
    vague: frozenset[EventType]
    families: Mapping[EventType, str]
    busy: frozenset[str]
    fronts: frozenset[str]
    recalls: re.Pattern[str]
    turns: re.Pattern[str]

    def weight(self, feature: str, level: str) -> float:
        """What a level of a feature adds to the sum. Raises ResourceError where the table has no such entry."""
        try:
            return self.weights[feature][level]
        except KeyError as fault:
            raise ResourceError(f"link.toml: no entry [{feature}.{level}]") from fault

    def chance(self, score: float) -> float:
        """How likely two claims whose weights add up to `score` tell of one happening."""
        return 1 / (1 + math.exp(-(self.slope * score + self.constant)))

    def verdict(self, score: float) -> Verdict:
        """What a sum of weights means."""
        if score >= self.same:
            return Verdict.SAME
        return Verdict.UNSURE if score >= self.unsure else Verdict.DIFFERENT


@cache
def load() -> Setting:
    """The setting of `resources/link.toml`. Raises ResourceError where an entry is missing or no code of ours."""
    table = load_toml("link.toml")
    try:
        return _setting(table)
    except (KeyError, ValueError, TypeError) as fault:
        raise ResourceError(f"link.toml: {fault!r}") from fault


def _setting(table: Mapping[str, Any]) -> Setting:
    rules, blocking, acts = table["rules"], table["blocking"], table["acts"]
    return Setting(
        origin=rules["origin"],
        weights=_weights(table),
        same=rules["same"],
        unsure=rules["unsure"],
        mean=rules["mean"],
        slope=table["chance"]["slope"],
        constant=table["chance"]["constant"],
        same_report=rules["same_report"],
        person=rules["person"],
        window=blocking["window"],
        wide=blocking["wide"],
        undated=blocking["undated"],
        most=blocking["most"],
        close_km=table["distance"]["close_km"],
        near_km=table["distance"]["near_km"],
        compatible=frozenset(frozenset(map(EventType, pair)) for pair in acts["compatible"]),
        rare=frozenset(map(EventType, acts["rare"])),
        vague=frozenset(map(EventType, acts["vague"])),
        families=_families(acts["families"]),
        recalls=_words(table["recalls"]["words"]),
        turns=_words(table["recalls"]["turns"]),
        busy=frozenset(row["id"] for row in load_tsv("busy_places.tsv")),
        fronts=_fronts(),
    )


def _weights(table: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    return {
        feature: {level: float(entry["weight"]) for level, entry in levels.items()}
        for feature, levels in table.items()
        if feature not in _NOT_FEATURES
    }


def _words(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _fronts() -> frozenset[str]:
    """Countries whose busy places together were in the news every other week or more often."""
    days: Counter[str] = Counter()
    for row in load_tsv("busy_places.tsv"):
        days[row["country"]] += int(row["days"])
    return frozenset(country for country, number in days.items() if country and number >= _MANY_DAYS)


def _families(told: Mapping[str, list[str]]) -> dict[EventType, str]:
    families = {EventType(act): family for family, acts in told.items() for act in acts}
    return {act: "violence" if act.violent else families[act] for act in EventType}


@cache
def common_names() -> frozenset[str]:
    """Words with a capital that the news is full of, in small letters."""
    return frozenset(word for word, items in _heard().items() if items >= _MANY_ITEMS)


@cache
def heard_names() -> frozenset[str]:
    """Words with a capital that stood in the news more than a few times, in small letters."""
    return frozenset(_heard())


@cache
def _heard() -> Mapping[str, int]:
    return {row["word"]: int(row["items"]) for row in load_tsv("common_names.tsv")}
