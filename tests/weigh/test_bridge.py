"""Our tally against somebody else's rows: one to one, with reasons, and a difference that adds up exactly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model.account import Definition
from casus.model.codes import EventType, Harm, Precision
from casus.model.outside import Figures, Outside, Part, Shape
from casus.model.when import When
from casus.weigh.bridge import bridge, fits
from casus.weigh.policies import DEFAULT_POLICY, POLICIES
from casus.weigh.weigh import weigh

from .factory import ARMY, HENTZAU, POLICE, REBELS, SYLDAVIA, ZENDA, claim, days, incident, reports, toll

ALL = Definition(Harm.KILLED, DEFAULT_POLICY)
MAY_7 = days("2025-05-07")
STRELSAU = type(ZENDA)("Strelsau", "XA", "Hentzau", 50.9, 14.2, "t:2")


def row(line=2, best=12, when=MAY_7, low=None, high=None, shape=Shape.PLAIN, **known):
    given = {"country": "XA", "admin1": "Hentzau", "place": "Zenda", "lat": 50.0, "lon": 14.0} | known
    return Outside(f"t{line}", line, shape, when, killed=Figures(low, best, high), **given)


def made(*claims, name="i1", scope="incident", **known):
    return weigh(incident(*claims, name=name, scope=scope), reports(*claims, **known))


def bridged(weighed, rows, **known):
    found = bridge(Definition(Harm.KILLED, known.pop("policy", DEFAULT_POLICY), **known), weighed, rows)
    assert found.difference == sum(line.difference for line in found.lines)
    return found


def why(weighed, their, **known):
    (line,) = bridged([weighed], [their], **known).lines
    assert line.part is Part.BOTH, line.why
    return line.why


def test_the_same_incident_with_the_same_figure():
    (line,) = bridged([made(claim("c1", toll(12)))], [row()]).lines
    assert (line.part, line.difference, line.why) == (Part.BOTH, 0, ("the same figure",))
    assert line.matched == ("the same day, 7 May 2025", "the same place, Zenda", "12 killed in both")


def test_their_figure_is_a_claim_that_our_policy_sets_aside():
    told = made(
        claim("c1", toll(12), source=REBELS, stance="claims_responsibility", by=[REBELS]),
        claim("c2", toll(9), source=POLICE, report="r2"),
    )
    assert why(told, row(), policy="conservative/1")[0] == (
        "theirs is what Free Zenda Movement says, which conservative/1 sets aside: "
        "a party's word on its enemy's losses, and no second origin holds it"
    )
    assert "theirs is what Free Zenda Movement says; ours weighs others beside it" in why(told, row())


def test_unknown_here_adds_nothing_and_is_no_zero():
    (line,) = bridged([made(claim("c1"))], [row(best=5)]).lines
    assert line.difference == -5
    assert line.why[0] == "no claim of ours gives a number: unknown, which is not 0"
    (line,) = bridged([made(claim("c1", toll(5)))], [row(best=None)]).lines
    assert (line.difference, line.why) == (5, ("they give no figure",))


def test_a_zero_of_acled_and_its_numbers_for_vague_words():
    told = made(claim("c1", toll(3, -1)))
    assert "ACLED writes 0 for none, for unknown" in why(told, row(best=0, shape=Shape.ACLED))[0]
    assert why(told, row(best=10, shape=Shape.ACLED))[0] == "ACLED writes 10 for vague words; here stands at least 3"


def test_attackers_counted_by_one_side_only():
    told = made(claim("c1", toll(12), toll(3, who="raiders", side="nonstate"), by=[REBELS]))
    assert "they leave out the 3 attackers" in why(told, row(best=12))
    told = made(
        claim("c1", toll(12, who="people", side="unknown"), by=[REBELS]),
        claim("c2", toll(3, who="raiders", side="nonstate"), hedged=True, report="r2", by=[REBELS]),
    )
    assert "they count the attackers' own dead too: 3" in why(told, row(best=15))


def test_a_part_of_our_total():
    told = made(claim("c1", toll(11, who="people", side="mixed"), toll(4, who="policemen", part_of=0)))
    assert "theirs is a part of a total here: 4 policemen" in why(told, row(best=4))


def test_sums_days_and_ranges_of_theirs():
    told = made(claim("c1", toll(12)))
    week = days("2025-05-04", "2025-05-10")
    found = why(told, row(best=20, low=10, high=30, when=week, summary=True))
    assert "ours lies within their 10 to 30" in found
    assert "their row is part of a summary of several happenings (event_clarity 2)" in found
    assert "their row covers 7 days, ours 1: it may hold more than this incident" in found
    assert "their low, best and high do not stand in order" in why(told, row(best=11, low=12, high=10))


@pytest.mark.parametrize(
    ("known", "party"),
    [({"speaker": "Ruritanian army"}, True), ({"sources": ("TASS",)}, True), ({"sources": ("Reuters",)}, False)],
)
def test_a_single_source_that_is_a_party(known, party):
    russians = type(ARMY)("Russian army", None, "RU", ARMY.side)
    told = made(claim("c1", toll(12), by=[russians]))
    assert any("is a party" in one for one in why(told, row(best=9, **known))) is party


def test_other_days_places_and_countries_are_no_match():
    told = made(claim("c1", toll(12)))
    for other in (
        row(when=days("2025-05-11")),
        row(place="Strelsau", lat=51.0),
        row(country="XB"),
        row(place="Strelsau", admin1="Elphberg", lat=None, lon=None),
        row(when=None),
    ):
        assert {line.part for line in bridged([told], [other]).lines} == {Part.OURS, Part.THEIRS}


def test_a_day_or_some_kilometres_apart_needs_more_to_go_by():
    told = made(claim("c1", toll(12), by=[REBELS]))
    near = {"place": "Rabbit Hill", "lat": 50.3, "when": days("2025-05-08")}
    assert bridged([told], [row(best=99, **near)]).of(Part.BOTH) == ()
    assert bridged([told], [row(acts=(EventType.BOMBING,), actors=(REBELS,), **near)]).of(Part.BOTH)


def test_one_row_matches_one_incident_and_the_rest_says_so():
    one, two = made(claim("c1", toll(12))), made(claim("c2", toll(3), report="r2"), name="i2")
    found = bridged([one, two], [row()])
    assert [line.incident_id for line in found.of(Part.BOTH)] == ["i1"]
    assert found.of(Part.OURS)[0].why == ("perhaps inside their t2, which is matched with our i1",)
    found = bridged([one], [row(), row(line=3, best=4)])
    assert found.of(Part.THEIRS)[0].why == ("perhaps a part of our i1, which is matched with their t2",)


def test_their_figure_is_the_sum_of_two_of_ours_or_one_that_is_told_here():
    one, two = made(claim("c1", toll(12))), made(claim("c2", toll(2), report="r2", place=STRELSAU), name="i2")
    whole = made(claim("c3", toll(14), scope="aggregate", place=HENTZAU, report="r3"), name="i3", scope="aggregate")
    (line,) = bridged([one, two, whole], [row(best=14)]).of(Part.BOTH)
    assert line.why[:2] == (
        "theirs is a sum over several happenings, which we hold as i3 and do not split",
        "theirs is the sum of ours and of our i2: 12 + 2",
    )
    assert line.difference == -2
    assert "sum" not in " ".join(bridged([one, two, whole], [row(best=12)]).of(Part.BOTH)[0].why)


def test_what_we_leave_out_explains_a_row_that_we_seem_to_lack():
    told = made(claim("c1", toll(12), scope="aggregate"), scope="aggregate")
    (line,) = bridged([told], [row()]).lines
    assert (line.part, line.difference) == (Part.THEIRS, -12)
    assert line.why == ("we have it, and leave it out: an aggregate over several incidents",)


def test_the_definition_holds_for_both_sides():
    definition = Definition(
        Harm.KILLED, DEFAULT_POLICY, days("2025-05-01", "2025-05-31"), "XA", "Hentzau", (EventType.BOMBING,)
    )
    assert fits(definition, row())
    assert fits(definition, row(country=None, admin1=None))
    for other in (
        row(when=days("2025-06-01")),
        row(when=None),
        row(country="XB"),
        row(admin1="Elphberg"),
        row(acts=(EventType.SHELLING,)),
    ):
        assert not fits(definition, other)


COUNTS = st.none() | st.integers(0, 40)
STARTS = st.integers(0, 9).map(lambda after: date(2025, 5, 1) + timedelta(days=after))
WHENS = st.none() | st.builds(lambda first, more: When(first, first + timedelta(days=more)), STARTS, st.integers(0, 9))
PLACES = st.sampled_from([None, ZENDA, HENTZAU, STRELSAU])
SOURCES = st.sampled_from([None, ARMY, REBELS, SYLDAVIA])
SCOPES = st.sampled_from(["incident", "aggregate"])
INCIDENTS = st.lists(
    st.tuples(
        st.lists(COUNTS, min_size=1, max_size=3), WHENS, PLACES, SOURCES, st.sampled_from(["incident", "aggregate"])
    ),
    max_size=5,
)
ROWS = st.lists(
    st.builds(
        Outside,
        st.just("t"),
        st.just(0),
        st.sampled_from(Shape),
        WHENS,
        st.sampled_from([None, "XA", "XB"]),
        place=st.sampled_from([None, "Zenda", "Strelsau"]),
        lat=st.none() | st.floats(49, 51),
        lon=st.just(14.0),
        precision=st.sampled_from(Precision),
        actors=st.sampled_from([(), (REBELS,), (ARMY, REBELS)]),
        killed=st.builds(Figures, COUNTS, COUNTS, COUNTS),
        summary=st.booleans(),
    ),
    max_size=6,
)


def build(drawn):
    for at, (counts, when, place, source, scope) in enumerate(drawn):
        claims = [
            claim(
                f"c{at}-{number}",
                *([toll(count)] if count is not None else []),
                report=f"r{at}-{number}",
                when=when,
                place=place,
                source=source,
                by=[REBELS],
                scope=scope,
            )
            for number, count in enumerate(counts)
        ]
        yield made(*claims, name=f"i{at}", scope=scope)


@given(INCIDENTS, ROWS, st.sampled_from(sorted(POLICIES)), st.sampled_from([None, "XA"]), st.randoms())
def test_the_difference_is_the_sum_of_the_lines(drawn, rows, policy, country, random):
    weighed = list(build(drawn))
    rows = [
        Outside(**{**{name: getattr(each, name) for name in each.__slots__}, "line": at})
        for at, each in enumerate(rows)
    ]
    definition = Definition(Harm.KILLED, policy, country=country)
    found = bridge(definition, weighed, rows)
    assert found.ours - found.theirs == found.difference == sum(line.difference for line in found.lines)
    assert found.theirs == sum(each.killed.best or 0 for each in rows if country is None or each.country != "XB")
    met = [line.row.line for line in found.lines if line.row]
    assert len(met) == len(set(met)) == sum(fits(definition, each) for each in rows)
    ours = [line.incident_id for line in found.lines if line.part is not Part.THEIRS]
    assert len(ours) == len(set(ours))
    assert all(line.why for line in found.lines)
    random.shuffle(weighed)
    random.shuffle(rows)
    assert bridge(definition, weighed, rows) == found
