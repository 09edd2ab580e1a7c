"""No aggregate, no recalled happening and no subset ever enters a toll or a tally: over any claims that can be told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.weighing import false_sums, may_count
from casus.link.incidents import link
from casus.link.merge import merge
from casus.link.setting import load
from casus.model.codes import Realis, Scope, Stance
from casus.weigh.weigh import weigh
from tests import strategies

from .factory import ARMY, HOSPITAL, REBELS, claim, days, incident, reports, toll

SIDES = st.sampled_from(["state", "civilians", "nonstate", "mixed", "unknown"])
ENDS = st.tuples(st.integers(0, 40), st.sampled_from([None, -1, 50]))
WHOLES = st.builds(lambda ends, side: toll(*ends, side=side), ENDS, SIDES)
TOLLS = st.lists(st.tuples(WHOLES, st.none() | st.tuples(st.integers(0, 40), SIDES)), max_size=3)
CLAIMS = st.tuples(
    TOLLS,
    st.sampled_from(Scope),
    st.sampled_from(Stance),
    st.sampled_from([None, ARMY, REBELS, HOSPITAL]),
    st.sampled_from(Realis),
    st.sampled_from(["r1", "r2", "r3"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([days("2025-05-07"), days("2025-05-08"), days("2025-01-01", "2025-05-08")]),
)


def build(drawn):
    for at, (tolls, scope, stance, source, realis, report, hedged, superseded, when) in enumerate(drawn):
        told = []
        for whole, part in tolls:
            told.append(whole)
            if part is not None:
                told.append(toll(part[0], side=part[1], who="officers", part_of=len(told) - 1))
        known = {"hedged": hedged, "superseded": superseded, "when": when, "number": at + 1, "by": [REBELS]}
        yield claim(f"c{at}", *told, scope=scope, stance=stance, source=source, realis=realis, report=report, **known)


@given(st.lists(CLAIMS, min_size=1, max_size=7))
def test_no_false_sum_in_an_incident_of_any_claims(drawn):
    claims = tuple(build(drawn))
    made = weigh(merge(claims, (), load()), reports(*claims))
    assert list(false_sums([made])) == []


@given(st.lists(CLAIMS, min_size=1, max_size=7))
def test_no_false_sum_after_linking(drawn):
    claims = list(build(drawn))
    known = reports(*claims)
    assert list(false_sums([weigh(one, known) for one in link(claims, known)])) == []


@settings(max_examples=50)
@given(st.lists(strategies.parsed(), min_size=1, max_size=3))
def test_no_false_sum_in_whatever_a_reader_may_give(parsed):
    known = {one.report.id: one.report for one in parsed}
    claims = list(
        {each.id: each for one in parsed if known[one.report.id] is one.report for each in one.claims}.values()
    )
    assert list(false_sums([weigh(one, known) for one in link(claims, known)])) == []


def test_the_check_finds_what_it_looks_for():
    whole = claim("c1", toll(12))
    made = weigh(incident(whole), reports(whole))
    summed = claim("c1", toll(12), scope="aggregate")
    assert not may_count(summed, Scope.INCIDENT)
    spoilt = weigh(incident(whole, claim("c2", toll(40), report="r2")), reports(whole))
    assert list(false_sums([made])) == []
    faults = list(false_sums([_with(spoilt, incident(summed, claim("c2", toll(4), report="r2")))]))
    assert any("c1 may not enter it" in fault for fault in faults)
    assert any("is more than the 4 that can be added up" in fault for fault in faults)


def _with(weighed, told):
    return type(weighed)(
        told, weighed.account, weighed.estimates, weighed.grade, weighed.grade_reasons, weighed.origins
    )
