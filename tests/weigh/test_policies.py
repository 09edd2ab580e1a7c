"""Estimates: what counts, what is set aside and why."""

from hypothesis import given
from hypothesis import strategies as st

from casus.model.codes import Harm, Realis, Scope
from casus.weigh.policies import DEFAULT_POLICY, POLICIES
from casus.weigh.setting import policy_words
from casus.weigh.weigh import weigh

from . import policies_doc
from .factory import ARMY, HOSPITAL, POLICE, REBELS, claim, incident, reports, toll


def estimates(*claims, harm=Harm.KILLED, **known):
    made = weigh(incident(*claims), reports(*claims, **known))
    found = [made.estimate(harm, name) for name in (DEFAULT_POLICY, "conservative/1")]
    return [one and (one.low, one.best, one.high) for one in found]


def reasons(*claims, policy=DEFAULT_POLICY, **known):
    made = weigh(incident(*claims), reports(*claims, **known))
    return {(used.claim_id, used.why) for used in made.estimate(Harm.KILLED, policy).set_aside}


def test_every_policy_says_its_rule_in_words():
    assert DEFAULT_POLICY in POLICIES
    assert all(len(policy_words(name)) == 2 for name in POLICIES)


def test_a_range_over_origins_and_the_figure_of_those_without_a_stake():
    told = [
        claim("c1", toll(15), source=REBELS, stance="claims_responsibility", by=[REBELS]),
        claim("c2", toll(12), report="r2"),
        claim("c3", toll(12), source=HOSPITAL, report="r3"),
        claim("c4", toll(9), source=ARMY, report="r4"),
    ]
    assert estimates(*told) == [(9, 12, 15), (9, 9, 12)]


def test_no_number_is_no_estimate_and_no_zero():
    assert estimates(claim("c1")) == [None, None]
    assert estimates(claim("c1", toll(0, who="one"))) == [(0, 0, 0), (0, 0, 0)]


def test_at_least_leaves_the_high_open_only_above_every_closed_figure():
    assert estimates(claim("c1", toll(10, -1)))[0] == (10, 10, None)
    assert estimates(claim("c1", toll(10, -1)), claim("c2", toll(12), report="r2"))[0] == (10, 10, 12)
    assert estimates(claim("c1", toll(15, -1)), claim("c2", toll(12), report="r2"))[0] == (12, 12, None)


def test_tolls_of_one_claim_add_up_and_parts_do_not():
    told = claim(
        "c1",
        toll(8, who="villagers", side="civilians"),
        toll(2, who="policemen"),
        toll(4, who="raiders", side="nonstate"),
    )
    assert estimates(told)[0] == (14, 14, 14)
    told = claim("c1", toll(11, who="people", side="mixed"), toll(4, who="policemen", part_of=0))
    assert estimates(told)[0] == (11, 11, 11)
    assert ("c1", "part of a total") in reasons(told)


def test_soldiers_and_civilians_of_two_voices_are_different_people():
    told = [claim("c1", toll(12)), claim("c2", toll(5, who="villagers", side="civilians"), report="r2")]
    assert estimates(*told)[0] == (17, 17, 17)
    told[1] = claim("c2", toll(5, who="people", side="unknown"), report="r2")
    assert estimates(*told)[0] == (5, 5, 12), "nobody says that these are other people"


def test_a_force_that_counts_its_own_dead_does_not_lower_the_count_of_everybody():
    told = [
        claim("c1", toll(14, who="villagers", side="civilians"), toll(6), source=POLICE),
        claim("c2", toll(20, -1, who="people", side="unknown"), report="r2"),
        claim("c3", toll(1, who="sailor"), source=type(ARMY)("coast guard"), report="r2"),
    ]
    assert estimates(*told)[0] == (20, 20, 20)
    assert ("c3", "counts one side's people only; others count everybody") in reasons(*told)


def test_an_interested_figure_counts_by_default_and_not_in_the_conservative_policy():
    told = claim("c1", toll(12), source=REBELS, stance="claims_responsibility", by=[REBELS])
    assert estimates(told) == [(12, 12, 12), (None, None, None)]
    assert reasons(told, policy="conservative/1") == {
        ("c1", "a party's word on its enemy's losses, and no second origin holds it")
    }


def test_what_a_party_admits_of_its_own_is_accepted():
    told = claim(
        "c1",
        toll(4, who="fighters", side="nonstate"),
        toll(12),
        source=REBELS,
        stance="claims_responsibility",
        by=[REBELS],
    )
    assert estimates(told)[1] == (4, 4, None), "its own four; how many of the others is not known"
    told = claim("c1", toll(7, who="Ruritanian guards"), source=ARMY, stance="accuses", by=[REBELS])
    assert estimates(told)[1] == (7, 7, 7)


def test_a_second_origin_makes_an_enemy_figure_stand():
    told = [
        claim("c1", toll(12), source=REBELS, stance="claims_responsibility", by=[REBELS]),
        claim("c2", toll(10, -1), source=POLICE, report="r2"),
    ]
    assert estimates(*told)[1] == (10, 10, 12)


def test_the_newest_figure_of_an_origin_counts():
    told = [claim("c1", toll(5), report="r1"), claim("c2", toll(9), report="r2")]
    one_paper = {"publishers": {"r1": "Herald", "r2": "Herald"}, "days_of": {"r1": "2025-05-08", "r2": "2025-05-10"}}
    assert estimates(*told, **one_paper)[0] == (9, 9, 9)
    assert reasons(*told, **one_paper) == {("c1", "the same origin gave a newer figure")}


def test_what_is_set_aside():
    told = [
        claim("c0", toll(7)),
        claim("c1", toll(1), source=ARMY, stance="denies", report="r1"),
        claim("c2", toll(2), superseded=True, report="r2"),
        claim("c3", toll(3), realis=Realis.PLANNED, report="r3"),
        claim("c4", toll(40), scope=Scope.AGGREGATE, report="r4"),
        claim("c5", toll(50), hedged=True, report="r5"),
        claim("c6", toll(6), source=ARMY, stance="doubts", report="r6"),
    ]
    assert estimates(*told)[0] == (7, 7, 7)
    assert reasons(*told) == {
        ("c1", "the source denies it"),
        ("c2", "revised later by the same source"),
        ("c3", "not said to have happened: planned"),
        ("c4", "a sum over several happenings"),
        ("c5", "hedged, and an unhedged figure stands"),
        ("c6", "the source doubts it"),
    }


def test_a_hedged_figure_counts_where_it_is_all_there_is():
    assert estimates(claim("c1", toll(14), hedged=True)) == [(14, 14, 14), (None, None, None)]


TOLLS = st.builds(
    toll,
    st.integers(0, 30),
    st.sampled_from([None, -1, 40]),
    st.sampled_from(["guards", "villagers"]),
    st.sampled_from(["state", "civilians", "unknown", "nonstate"]),
)
CLAIMS = st.tuples(
    st.lists(TOLLS, max_size=2),
    st.sampled_from(["r1", "r2", "r3"]),
    st.sampled_from([None, ARMY, REBELS, HOSPITAL]),
    st.sampled_from(["asserts", "claims_responsibility", "denies", "confirms"]),
    st.booleans(),
)


def build(drawn):
    return [
        claim(
            f"c{at}",
            *tolls,
            report=report,
            source=source,
            stance=stance if source else "asserts",
            hedged=hedged,
            by=[REBELS],
        )
        for at, (tolls, report, source, stance, hedged) in enumerate(drawn)
    ]


BOUNDED = ("ucdp-like/1", "interest-aware/1")
"""Policies that may give a high alone: a party's word on its enemy's losses."""


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_low_best_high_stand_in_order_and_are_known_together(drawn):
    claims = build(drawn)
    for one in weigh(incident(*claims), reports(*claims)).estimates:
        assert (one.low is None) == (one.best is None)
        if one.low is None or one.best is None:
            assert one.high is None or one.policy in BOUNDED
        else:
            assert 0 <= one.low <= one.best
            assert one.high is None or one.best <= one.high
        named = {used.claim_id for used in one.used + one.set_aside}
        assert named == {each.id for each in claims if any(toll.harm is one.harm for toll in each.tolls)}


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_the_figures_of_the_sides_add_up_to_the_estimate(drawn):
    claims = build(drawn)
    for one in weigh(incident(*claims), reports(*claims)).estimates:
        if one.best is None:
            assert one.sides == ()
            continue
        assert (sum(side.low for side in one.sides), sum(side.best for side in one.sides)) == (one.low, one.best)
        assert all(0 <= side.low <= side.best for side in one.sides)
        assert len({side.side for side in one.sides}) == len(one.sides)
        if one.high is not None and one.policy not in BOUNDED:
            assert sum(side.high for side in one.sides) == one.high


@given(st.lists(CLAIMS, min_size=1, max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(drawn, random):
    claims = build(drawn)
    known = reports(*claims)
    first = weigh(incident(*claims), known)
    shuffled = claims[:]
    random.shuffle(shuffled)
    second = weigh(incident(*shuffled, when=first.incident.when, place=first.incident.place), known)
    assert (first.account, first.estimates, first.grade, first.grade_reasons, first.origins) == (
        second.account,
        second.estimates,
        second.grade,
        second.grade_reasons,
        second.origins,
    )


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_a_claim_without_a_number_changes_no_estimate(drawn):
    claims = build(drawn)
    more = [*claims, claim("c99", report="r9", by=[REBELS])]
    before, after = (weigh(incident(*some), reports(*some)).estimates for some in (claims, more))
    assert before == after


def test_the_page_on_policies_is_what_the_code_does():
    assert policies_doc.PATH.read_text(encoding="utf-8") == policies_doc.render(), "python -m tests.weigh.policies_doc"
