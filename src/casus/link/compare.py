"""Two claims in, an edge with its reasons out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from casus.link.columns import columns, pack
from casus.link.levels import FEATURES, NOTHING
from casus.link.profile import Profile
from casus.link.reasons import sentence
from casus.link.scores import scored
from casus.link.setting import Setting
from casus.model.codes import Verdict
from casus.model.judgement import Edge


def compare(left: Profile, right: Profile, setting: Setting) -> Edge:
    """The rules' verdict on two claims, with what every feature found in words.

    Claims of one report are judged by the report itself: it numbers its happenings.
    """
    if left.report_id == right.report_id:
        return _by_report(left, right, setting)
    found = scored(columns(pack((left, right))), np.array([0]), np.array([1]), setting)
    return edge(left, right, float(found.scores[0]), found.levels[0].tolist(), setting)


def edge(left: Profile, right: Profile, score: float, levels: Sequence[int], setting: Setting) -> Edge:
    """The edge between two claims of different reports whose levels are known."""
    reasons = tuple(
        sentence(name, feature.levels[level], left, right)
        for (name, feature), level in zip(FEATURES.items(), levels, strict=True)
        if level != NOTHING
    )
    made = _edge(left, right, (setting.verdict(score), score), reasons, setting)
    return replace(made, chance=round(setting.chance(score), 2))


def _by_report(left: Profile, right: Profile, setting: Setting) -> Edge:
    if left.incident == right.incident:
        reasons: tuple[str, ...] = ("their report tells them as one happening",)
        return _edge(left, right, (Verdict.SAME, setting.same_report), reasons, setting)
    reasons = ("their report tells them apart",)
    return _edge(left, right, (Verdict.DIFFERENT, -setting.same_report), reasons, setting)


def _edge(
    left: Profile, right: Profile, found: tuple[Verdict, float], reasons: tuple[str, ...], setting: Setting
) -> Edge:
    first, second = sorted((left.claim_id, right.claim_id))
    return Edge(first, second, found[0], round(found[1], 3), reasons, setting.origin)
