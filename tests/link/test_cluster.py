"""Clusters against a small reference, and the constraints against all comers."""

from hypothesis import given
from hypothesis import strategies as st

from casus.link.cluster import Pull, Spoken, cluster

NAMES = [f"c{number:02}" for number in range(12)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1])


def group(told, drawn, spoken=None):
    """Clusters of a graph whose pairs weigh as drawn, and nothing where there is none."""
    scores = {frozenset(pair): score for pair, score in drawn}
    pulls = [Pull(*pair, score) for pair, score in drawn if score > 0]
    return cluster(told, pulls, lambda left, right: scores.get(frozenset((left, right)), 0.0), spoken)


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
    assert list(group(told, [(pair, 5.0) for pair in sorted(pairs)])) == components(NAMES, pairs)


EDGES = st.lists(
    st.tuples(PAIRS, st.sampled_from([-8.0, -2.0, 4.5, 5.0, 6.0])), max_size=40, unique_by=lambda one: one[0]
)
TOLD = st.lists(st.tuples(st.sampled_from(["r1", "r2", "r3"]), st.integers(1, 3)), min_size=12, max_size=12)


@given(TOLD, EDGES, st.sets(PAIRS, max_size=5))
def test_clusters_keep_apart_what_reports_and_persons_tell_apart(numbers, drawn, apart):
    told = dict(zip(NAMES, numbers, strict=True))
    for made in group(told, drawn, Spoken(apart=frozenset(map(frozenset, apart)))):
        numbers_by_report = {}
        for name in made:
            report, number = told[name]
            assert numbers_by_report.setdefault(report, number) == number
        assert not any(set(pair) <= set(made) for pair in apart)


@given(TOLD, EDGES, st.randoms())
def test_clusters_are_a_partition_and_order_does_not_matter(numbers, drawn, random):
    told = dict(zip(NAMES, numbers, strict=True))
    found = group(told, drawn)
    assert sorted(name for made in found for name in made) == NAMES
    shuffled_names = list(told.items())
    random.shuffle(drawn)
    random.shuffle(shuffled_names)
    assert group(dict(shuffled_names), drawn) == found
    numbered = {NAMES.index(name): happening for name, happening in told.items()}
    pairs = [(tuple(map(NAMES.index, pair)), score) for pair, score in drawn]
    assert [[NAMES[at] for at in made] for made in group(numbered, pairs)] == [list(made) for made in found]


@given(TOLD, EDGES)
def test_each_cluster_is_held_together_by_pulls_or_its_report(numbers, drawn):
    told = dict(zip(NAMES, numbers, strict=True))
    held = {pair for pair, score in drawn if score > 0}
    held |= {(left, right) for left in NAMES for right in NAMES if left < right and told[left] == told[right]}
    for made in group(told, drawn):
        inside = {pair for pair in held if set(pair) <= set(made)}
        assert components(made, inside) == [made]


def test_a_chain_does_not_draw_unlike_happenings_together():
    told = {name: (name, 1) for name in ("a", "b", "c")}
    chain = [(("a", "b"), 6.0), (("b", "c"), 5.0), (("a", "c"), -8.0)]
    assert group(told, chain) == (("a", "b"), ("c",))
