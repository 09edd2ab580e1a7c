"""Two claims in, an edge with its reasons out."""

from __future__ import annotations

from casus.link.features import FEATURES, Found
from casus.link.profile import Profile
from casus.link.setting import Setting
from casus.model.codes import Verdict
from casus.model.judgement import Edge


def score(left: Profile, right: Profile, setting: Setting) -> float:
    """The sum of weights for two claims of different reports."""
    return sum(weight for weight, _ in findings(left, right, setting))


def compare(left: Profile, right: Profile, setting: Setting) -> Edge:
    """The rules' verdict on two claims, with what every feature found in words.

    Claims of one report are judged by the report itself: it numbers its happenings.
    """
    if left.report_id == right.report_id:
        return _by_report(left, right, setting)
    found = findings(left, right, setting)
    total = sum(weight for weight, _ in found)
    reasons = tuple(reading.sentence for _, reading in found)
    return _edge(left, right, (setting.verdict(total), total), reasons, setting)


def findings(left: Profile, right: Profile, setting: Setting) -> list[tuple[float, Found]]:
    """What each feature found, with its weight."""
    found = []
    for name, feature in FEATURES.items():
        reading = feature(left, right, setting)
        if reading is not None:
            found.append((setting.weight(name, reading.level), reading))
    return found


def _by_report(left: Profile, right: Profile, setting: Setting) -> Edge:
    """Likeness is added, so that a group that a person splits falls apart at its weakest place."""
    likeness = score(left, right, setting)
    if left.incident == right.incident:
        reasons: tuple[str, ...] = ("their report tells them as one happening",)
        return _edge(left, right, (Verdict.SAME, setting.same_report + likeness), reasons, setting)
    reasons = ("their report tells them apart",)
    return _edge(left, right, (Verdict.DIFFERENT, -setting.same_report), reasons, setting)


def _edge(
    left: Profile, right: Profile, found: tuple[Verdict, float], reasons: tuple[str, ...], setting: Setting
) -> Edge:
    first, second = sorted((left.claim_id, right.claim_id))
    return Edge(first, second, found[0], round(found[1], 3), reasons, setting.origin)
