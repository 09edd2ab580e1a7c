"""Claims of many reports to incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from casus.link.blocking import pairs
from casus.link.cluster import Likeness, cluster
from casus.link.compare import compare, score
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
    profiles = _profiles(by_id.values(), reports, setting)
    judged = settle(judgements, by_id, setting.person)
    told = {claim.id: (claim.report_id, claim.incident) for claim in by_id.values()}
    found = cluster(told, tuple(_edges(profiles, setting)), judged, _likeness(profiles, setting))
    return in_order(merge(tuple(by_id[name] for name in made.claim_ids), made.edges, setting) for made in found)


def _profiles(claims: Iterable[Claim], reports: Mapping[str, Report], setting: Setting) -> dict[str, Profile]:
    """Each claim once, in order of id, so that the order of input does not matter."""
    by_id = {claim.id: claim for claim in claims}
    return {name: profile(by_id[name], reports.get(by_id[name].report_id), setting) for name in sorted(by_id)}


def _edges(profiles: Mapping[str, Profile], setting: Setting) -> Iterator[Edge]:
    """Pairs that the rules hold for one incident or are unsure of; one report's own pairs of one happening among them.

    Pairs that are different are the great mass: they are scored and forgotten.
    """
    yield from _within_reports(profiles.values(), setting)
    for left, right in pairs(profiles.values(), setting):
        if score(left, right, setting) >= setting.unsure:
            yield compare(left, right, setting)


def _likeness(profiles: Mapping[str, Profile], setting: Setting) -> Likeness:
    """What speaks for a pair, also for one too far apart to be an edge.

    Two happenings of one report weigh nothing here: they meet only where a person has joined them.
    """

    def weigh(left: str, right: str) -> float:
        one, two = profiles[left], profiles[right]
        if one.report_id != two.report_id:
            return score(one, two, setting)
        return setting.same_report if one.incident == two.incident else 0.0

    return weigh


def unsure(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Edge, ...]:
    """Pairs that the rules leave to a person, the likeliest first."""
    setting = load()
    found = _edges(_profiles(claims, reports, setting), setting)
    doubtful = (edge for edge in found if edge.verdict is Verdict.UNSURE)
    return tuple(sorted(doubtful, key=lambda edge: (-edge.score, edge.left, edge.right)))


def explain(left: Claim, right: Claim, reports: Mapping[str, Report]) -> Edge:
    """The rules' verdict on any two claims, with its reasons, whether or not they would meet in a block."""
    setting = load()
    one, two = (profile(claim, reports.get(claim.report_id), setting) for claim in (left, right))
    return compare(one, two, setting)


def _within_reports(profiles: Iterable[Profile], setting: Setting) -> Iterator[Edge]:
    happenings = defaultdict(list)
    for one in profiles:
        happenings[one.report_id, one.incident].append(one)
    for members in happenings.values():
        for left, right in combinations(members, 2):
            yield compare(left, right, setting)
