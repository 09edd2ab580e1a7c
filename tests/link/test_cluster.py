"""Clusters against a small reference, and the constraints against all comers."""

from hypothesis import given
from hypothesis import strategies as st

from casus.link.cluster import cluster
from casus.link.judged import NOBODY, Judged
from casus.model.codes import Verdict
from casus.model.judgement import Edge

NAMES = [f"c{number:02}" for number in range(12)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1])


def same(left, right, score=5.0):
    return Edge(left, right, Verdict.SAME, score, ("alike",), "rules/1")


def components(names, pairs):
    """Plain connected components: colour everything a name reaches."""
    left, found = set(names), []
    while left:
        reached, new = set(), {min(left)}
        while new:
            reached |= new
            new = {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
            new -= reached
        found.append(tuple(sorted(reached)))
        left -= reached
    return sorted(found)


@given(st.sets(PAIRS, max_size=20))
def test_without_constraints_clusters_are_connected_components(pairs):
    told = {name: (name, 1) for name in NAMES}
    found = cluster(told, [same(*pair) for pair in sorted(pairs)])
    assert sorted(made.claim_ids for made in found) == components(NAMES, pairs)


EDGES = st.lists(
    st.tuples(PAIRS, st.sampled_from([-8.0, -2.0, 4.5, 5.0, 6.0])), max_size=40, unique_by=lambda one: one[0]
)
TOLD = st.lists(st.tuples(st.sampled_from(["r1", "r2", "r3"]), st.integers(1, 3)), min_size=12, max_size=12)


def graph(drawn):
    return [
        Edge(*pair, Verdict.SAME if score > 0 else Verdict.DIFFERENT, score, (), "rules/1") for pair, score in drawn
    ]


@given(TOLD, EDGES, st.sets(PAIRS, max_size=5))
def test_clusters_keep_apart_what_reports_and_persons_tell_apart(numbers, drawn, apart):
    told = dict(zip(NAMES, numbers, strict=True))
    found = cluster(told, graph(drawn), Judged(apart=frozenset(map(frozenset, apart))))
    for made in found:
        numbers_by_report = {}
        for name in made.claim_ids:
            report, number = told[name]
            assert numbers_by_report.setdefault(report, number) == number
        assert not any(set(pair) <= set(made.claim_ids) for pair in apart)


@given(TOLD, EDGES, st.randoms())
def test_clusters_are_a_partition_and_order_does_not_matter(numbers, drawn, random):
    told = dict(zip(NAMES, numbers, strict=True))
    edges = graph(drawn)
    found = cluster(told, edges)
    assert sorted(name for made in found for name in made.claim_ids) == NAMES
    shuffled_names = list(told.items())
    random.shuffle(edges)
    random.shuffle(shuffled_names)
    assert cluster(dict(shuffled_names), edges) == found


@given(TOLD, EDGES)
def test_each_cluster_is_held_together_by_its_edges(numbers, drawn):
    told = dict(zip(NAMES, numbers, strict=True))
    for made in cluster(told, graph(drawn), NOBODY):
        pairs = {(edge.left, edge.right) for edge in made.edges}
        assert components(made.claim_ids, pairs) == [made.claim_ids]


def test_a_chain_does_not_draw_unlike_happenings_together():
    told = {name: (name, 1) for name in ("a", "b", "c")}
    chain = [same("a", "b", 6.0), same("b", "c", 5.0), Edge("a", "c", Verdict.DIFFERENT, -8.0, (), "rules/1")]
    assert [made.claim_ids for made in cluster(told, chain)] == [("a", "b"), ("c",)]
