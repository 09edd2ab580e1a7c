"""Claims of many reports to incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from casus.link.blocking import pairs
from casus.link.cluster import Spoken
from casus.link.columns import columns, pack
from casus.link.compare import compare, edge
from casus.link.judged import Judged, settle
from casus.link.merge import in_order, merge
from casus.link.partition import Edges, edges, partition
from casus.link.profile import Profile, profiles
from casus.link.setting import Setting, load
from casus.model.claim import Claim
from casus.model.incident import Incident
from casus.model.judgement import Edge, Judgement
from casus.model.report import Report


@dataclass(frozen=True, slots=True)
class _Linked:
    """Profiles in order of claim id, the edges between them by number, and the cluster of each."""

    profiles: tuple[Profile, ...]
    edges: Edges
    clusters: tuple[int, ...]


def link(
    claims: Sequence[Claim], reports: Mapping[str, Report], judgements: Sequence[Judgement] = ()
) -> tuple[Incident, ...]:
    """The incidents that the claims tell of, by day; those of unknown day last.

    What one report tells apart stays apart, and what it tells under one number stays together, unless a person judges
    otherwise. `reports` by id gives publication days and texts. `judgements` are anchored to present claim ids and not
    withdrawn; of two that contradict, the later stands. Every claim is in exactly one incident; order of input does
    not matter.
    """
    setting = load()
    by_id = {claim.id: claim for claim in claims}
    judged = settle(judgements, by_id, setting.person)
    found = _linked(_profiles(by_id.values(), reports, setting), setting, judged)
    clusters = defaultdict(list)
    for number, root in enumerate(found.clusters):
        clusters[root].append(number)
    used = _edges_of(found, judged, setting)
    return in_order(
        merge(tuple(by_id[found.profiles[at].claim_id] for at in members), tuple(used.get(root, ())), setting)
        for root, members in clusters.items()
    )


def incident(
    claims: Sequence[Claim], reports: Mapping[str, Report], judged: Judged, beside: Iterable[Claim] = ()
) -> Incident:
    """The incident that these claims, which were linked before, tell of, with the edges between them.

    `beside`: what their reports tell besides, which decides how much of a report's text is looked at for names.
    """
    setting = load()
    own = {claim.id for claim in claims}
    every = _profiles((*claims, *beside), reports, setting)
    profiles = tuple(one for one in every if one.claim_id in own)
    found = _linked(profiles, setting, judged)
    together = _Linked(profiles, found.edges, (0,) * len(profiles))
    by_id = {claim.id: claim for claim in claims}
    used = _edges_of(together, judged, setting).get(0, ())
    return merge(tuple(by_id[one.claim_id] for one in profiles), tuple(used), setting)


def _profiles(claims: Iterable[Claim], reports: Mapping[str, Report], setting: Setting) -> tuple[Profile, ...]:
    """Each claim once, in order of id, so that the order of input does not matter."""
    by_id = {claim.id: claim for claim in claims}
    return tuple(profiles((by_id[name] for name in sorted(by_id)), reports, setting))


def _linked(profiles: tuple[Profile, ...], setting: Setting, judged: Judged) -> _Linked:
    claims = columns(pack(profiles))
    found = edges(claims, *pairs(claims, setting), setting)
    made = partition(claims, found, setting, spoken(judged, [one.claim_id for one in profiles]))
    return _Linked(profiles, found, tuple(made.tolist()))


def spoken(judged: Judged, ids: Sequence[str]) -> Spoken[int]:
    """What persons said of the claims `ids`, which are in order, by their numbers."""
    number = {name: at for at, name in enumerate(ids)}
    same = [(number[one.left], number[one.right]) for one in judged.same if {one.left, one.right} <= number.keys()]
    apart = [frozenset(number[name] for name in pair) for pair in judged.apart if pair <= number.keys()]
    silent = [frozenset(number[name] for name in pair) for pair in judged.silent if pair <= number.keys()]
    return Spoken(tuple(same), frozenset(apart), frozenset(silent))


def _edges_of(found: _Linked, judged: Judged, setting: Setting) -> dict[int, list[Edge]]:
    """For each cluster what holds it together: persons' words, its report's, and the rules', in this order."""
    used: dict[int, list[Edge]] = defaultdict(list)
    root = dict(zip((one.claim_id for one in found.profiles), found.clusters, strict=True))
    for said in judged.same:
        if said.left in root and said.right in root:
            used[root[said.left]].append(said)
    for left, right in _within_reports(found.profiles):
        if root[left.claim_id] == root[right.claim_id]:
            used[root[left.claim_id]].append(compare(left, right, setting))
    for left, right, score, levels in _held(found, setting):
        used[root[left.claim_id]].append(edge(left, right, score, levels, setting))
    return used


def _held(found: _Linked, setting: Setting) -> list[tuple[Profile, Profile, float, list[int]]]:
    """Pairs of one cluster that the rules hold for one, the strongest first."""
    clusters = np.array(found.clusters)
    which = found.edges.score >= setting.same
    which &= clusters[found.edges.left] == clusters[found.edges.right]
    held = found.edges.chosen(np.flatnonzero(which))
    rows = zip(held.left.tolist(), held.right.tolist(), held.score.tolist(), held.levels.tolist(), strict=True)
    ordered = sorted(rows, key=lambda row: (-row[2], row[0], row[1]))
    return [(found.profiles[left], found.profiles[right], score, levels) for left, right, score, levels in ordered]


def unsure(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Edge, ...]:
    """Pairs that the rules leave to a person, the likeliest first."""
    setting = load()
    profiles = _profiles(claims, reports, setting)
    table = columns(pack(profiles))
    found = edges(table, *pairs(table, setting), setting)
    doubtful = found.chosen(np.flatnonzero(found.score < setting.same))
    made = [
        edge(profiles[left], profiles[right], score, levels, setting)
        for left, right, score, levels in zip(
            doubtful.left.tolist(),
            doubtful.right.tolist(),
            doubtful.score.tolist(),
            doubtful.levels.tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(made, key=lambda one: (-one.score, one.left, one.right)))


def explain(left: Claim, right: Claim, reports: Mapping[str, Report], beside: Iterable[Claim] = ()) -> Edge:
    """The rules' verdict on any two claims, with its reasons, whether or not they would meet in a block.

    `beside`: what their reports tell besides; without it they are taken to tell of these two only, as in `link`.
    """
    setting = load()
    made = {one.claim_id: one for one in profiles((*beside, left, right), reports, setting)}
    return compare(made[left.id], made[right.id], setting)


def _within_reports(profiles: Iterable[Profile]) -> list[tuple[Profile, Profile]]:
    """The claims of each happening of a report, each with the next."""
    happenings = defaultdict(list)
    for one in profiles:
        happenings[one.report_id, one.incident].append(one)
    return [pair for members in happenings.values() for pair in pairwise(members)]
