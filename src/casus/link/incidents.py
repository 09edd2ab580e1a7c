"""Claims of many reports to incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from casus.link.blocking import pairs
from casus.link.cluster import cluster
from casus.link.compare import compare
from casus.link.judged import settle
from casus.link.merge import in_order, merge
from casus.link.profile import Profile, profile
from casus.link.setting import Setting, load
from casus.model.claim import Claim
from casus.model.codes import Verdict
from casus.model.incident import Incident
from casus.model.judgement import Edge, Judgement
from casus.model.report import Report


def link(
    claims: Sequence[Claim], reports: Mapping[str, Report], judgements: Sequence[Judgement] = ()
) -> tuple[Incident, ...]:
    """The incidents that the claims tell of, by day; those of unknown day last.

    What one report tells apart stays apart, and what it tells under one number stays together, unless a person judges
    otherwise. `reports` by id gives publication days. `judgements` are anchored to present claim ids and not withdrawn;
    of two that contradict, the later stands. Every claim is in exactly one incident; order of input does not matter.
    """
    setting = load()
    by_id = {claim.id: claim for claim in claims}
    judged = settle(judgements, by_id, setting.person)
    told = {claim.id: (claim.report_id, claim.incident) for claim in by_id.values()}
    found = cluster(told, tuple(edges(claims, reports)), judged)
    return in_order(merge(tuple(by_id[name] for name in made.claim_ids), made.edges, setting) for made in found)


def edges(claims: Sequence[Claim], reports: Mapping[str, Report]) -> Iterator[Edge]:
    """The rules' verdict on every pair worth comparing, one report's own pairs of one happening among them."""
    setting = load()
    profiles = [profile(claim, reports.get(claim.report_id), setting) for claim in _once(claims)]
    yield from _within_reports(profiles, setting)
    for left, right in pairs(profiles, setting):
        yield compare(left, right, setting)


def unsure(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Edge, ...]:
    """Pairs that the rules leave to a person, the likeliest first."""
    doubtful = (edge for edge in edges(claims, reports) if edge.verdict is Verdict.UNSURE)
    return tuple(sorted(doubtful, key=lambda edge: (-edge.score, edge.left, edge.right)))


def explain(left: Claim, right: Claim, reports: Mapping[str, Report]) -> Edge:
    """The rules' verdict on any two claims, with its reasons, whether or not they would meet in a block."""
    setting = load()
    one, two = (profile(claim, reports.get(claim.report_id), setting) for claim in (left, right))
    return compare(one, two, setting)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    return sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.id)


def _within_reports(profiles: Sequence[Profile], setting: Setting) -> Iterator[Edge]:
    happenings = defaultdict(list)
    for one in profiles:
        happenings[one.report_id, one.incident].append(one)
    for members in happenings.values():
        for left, right in combinations(members, 2):
            yield compare(left, right, setting)
