"""What enters a sum, what is unknown, what is left out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casus.model.account import Definition
from casus.model.codes import Division, EventType, Harm, Precision, Side
from casus.weigh.policies import DEFAULT_POLICY, POLICIES
from casus.weigh.seal import seal
from casus.weigh.tally import definition_card, tally
from casus.weigh.weigh import weigh

from .factory import ARMY, HENTZAU, REBELS, ZENDA, claim, days, incident, reports, toll

MAY = Definition(Harm.KILLED, DEFAULT_POLICY, days("2025-05-01", "2025-05-31"), "XA", "Hentzau")


def weighed(name, *tolls, by=(), act="bombing", **known):
    when, place = known.pop("when", days("2025-05-07")), known.pop("place", ...)
    told = claim(f"c-{name}", *tolls, report=f"r-{name}", by=by, act=act, when=when)
    placed = {} if place is ... else {"place": place}
    return weigh(incident(told, name=name, when=when, **placed, **known), reports(told))


def summed(*incidents, definition=MAY):
    found = tally(definition, incidents)
    return found.low, found.best, found.high


def test_incidents_add_up_and_an_aggregate_never_does():
    parts = weighed("i1", toll(12)), weighed("i2", toll(2))
    whole = weighed("i3", toll(14), scope="aggregate")
    found = tally(MAY, [*parts, whole])
    assert (found.low, found.best, found.high) == (14, 14, 14)
    assert [(one.incident_id, one.why) for one in found.left_out] == [("i3", "an aggregate over several incidents")]


def test_an_unknown_toll_is_counted_apart_and_no_zero():
    found = tally(MAY, [weighed("i1", toll(3)), weighed("i2")])
    assert (found.best, [one.incident_id for one in found.unknown]) == (3, ["i2"])


def test_a_meeting_without_dead_is_no_unknown_toll():
    found = tally(MAY, [weighed("i1", act="consult")])
    assert found.counted == found.unknown == found.left_out == ()


def test_an_open_estimate_leaves_the_sum_open():
    assert summed(weighed("i1", toll(3)), weighed("i2", toll(10, -1))) == (13, 13, None)


def test_recalled_happenings_are_in_no_sum():
    found = tally(
        MAY, [weighed("i1", toll(5), scope="background"), weighed("i2", toll(6), scope="background", when=None)]
    )
    assert (found.best, {one.why for one in found.left_out}) == (0, {"only recalled: no report tells it as news"})


def test_planned_is_left_out_and_foiled_with_dead_is_counted():
    found = tally(MAY, [weighed("i1", toll(5), realis="planned"), weighed("i2", toll(2), realis="attempted")])
    assert (found.best, found.left_out[0].why) == (2, "not said to have happened: planned")


def test_other_days_places_acts_and_hands_are_not_listed():
    june = weighed("i1", toll(5), when=days("2025-06-02"))
    assert summed(june) == (0, 0, 0)
    assert summed(weighed("i1", toll(5)), definition=Definition(Harm.KILLED, DEFAULT_POLICY, country="XB")) == (0, 0, 0)
    shelling = Definition(Harm.KILLED, DEFAULT_POLICY, event_types=(EventType.SHELLING,))
    assert summed(weighed("i1", toll(5)), definition=shelling) == (0, 0, 0)
    by_rebels = Definition(Harm.KILLED, DEFAULT_POLICY, perpetrator="FZM")
    assert summed(weighed("i1", toll(5), by=[REBELS]), weighed("i2", toll(7), by=[ARMY]), definition=by_rebels)[1] == 5


def test_a_day_on_the_edge_falls_into_one_month_only():
    edge = weighed("i1", toll(4), when=days("2025-04-30", "2025-05-01"))
    april = Definition(Harm.KILLED, DEFAULT_POLICY, days("2025-04-01", "2025-04-30"), "XA")
    assert (summed(edge)[1], summed(edge, definition=april)[1]) == (0, 4)
    wide = tally(MAY, [weighed("i1", toll(4), when=days("2025-04-01", "2025-05-08"))])
    assert wide.left_out[0].why == "day not certain: 1 April to 8 May 2025"


def test_a_place_not_known_is_left_out_with_its_reason():
    country = tally(MAY, [weighed("i1", toll(4), place=None)])
    assert country.left_out[0].why == "the country is not known"
    assert summed(weighed("i1", toll(4), place=HENTZAU))[1] == 4


def test_the_card_says_everything():
    card = dict(definition_card(MAY))
    assert card["counts"] == "people killed"
    assert card["days"] == "1 to 31 May 2025"
    assert card["where"] == "Hentzau, XA"
    assert card["policy"].startswith(DEFAULT_POLICY)


MADE = st.lists(
    st.tuples(
        st.sampled_from([None, 0, 3, 12]),
        st.sampled_from(["incident", "aggregate", "background"]),
        st.sampled_from([None, days("2025-05-07"), days("2025-04-30", "2025-05-02")]),
    ),
    max_size=6,
)


@given(MADE, st.randoms())
def test_a_tally_never_holds_a_sum_or_a_recalled_one_and_its_order_does_not_matter(drawn, random):
    made = [
        weighed(f"i{at}", *([toll(count)] if count is not None else []), scope=scope, when=when)
        for at, (count, scope, when) in enumerate(drawn)
    ]
    found = tally(MAY, made)
    sums = {one.incident.id for one in made if one.incident.scope != "incident"}
    assert not sums & {one.incident_id for one in found.counted + found.unknown}
    assert found.best == sum(one.best for one in found.counted)
    random.shuffle(made)
    assert tally(MAY, made) == found


def divided(*each, incidents, **known):
    found = tally(replace(Definition(Harm.KILLED, DEFAULT_POLICY, each=each), **known), incidents)
    return {row.keys: (row.low, row.best, row.high, row.incidents, row.unknown) for row in found.rows}


def test_rows_by_month_place_act_and_actor():
    told = [
        weighed("i1", toll(3), by=[REBELS]),
        weighed("i2", toll(4), by=[ARMY], when=days("2025-06-02"), act="shelling"),
        weighed("i3", by=[REBELS]),
        weighed("i4", toll(5, -1), when=None),
    ]
    assert divided(Division.MONTH, incidents=told[:3]) == {("2025-05",): (3, 3, 3, 1, 1), ("2025-06",): (4, 4, 4, 1, 0)}
    by_actor = divided(Division.ACTOR, Division.ACT, incidents=told[:3])
    assert by_actor == {
        ("Free Zenda Movement", "bombing"): (3, 3, 3, 1, 1),
        ("Ruritanian army", "shelling"): (4, 4, 4, 1, 0),
    }
    assert divided(Division.DAY, incidents=told)[("not known",)] == (5, 5, None, 1, 0)
    assert list(divided(Division.WEEK, incidents=told)) == [("2025-W19",), ("2025-W23",), ("not known",)]
    assert list(divided(Division.ADMIN1, incidents=told)) == [("Hentzau, XA",)]
    assert list(divided(Division.PLACE, incidents=[told[0]])) == [("Zenda, Hentzau, XA",)]


def test_an_incident_laid_to_two_stands_in_one_row():
    both = weigh(incident(claim("c1", toll(3), by=[REBELS]), claim("c2", by=[ARMY], report="r2")), {})
    assert list(divided(Division.ACTOR, incidents=[both])) == [("Free Zenda Movement or Ruritanian army",)]


def test_by_side_and_of_one_side():
    told = [
        weighed("i1", toll(3), toll(2, who="villagers", side="civilians")),
        weighed("i2", toll(11, who="people", side="mixed"), toll(4, who="policemen", part_of=0)),
        weighed("i3", toll(6, who="people", side="unknown")),
    ]
    assert divided(Division.SIDE, incidents=told) == {
        ("civilians",): (2, 2, 2, 1, 0),
        ("state",): (7, 7, 7, 2, 0),
        ("unknown",): (13, 13, 13, 2, 0),
    }
    civilians = tally(Definition(Harm.KILLED, DEFAULT_POLICY, side=Side.CIVILIANS), told)
    assert (civilians.low, civilians.best, len(civilians.unknown)) == (2, 2, 2)
    guards = tally(Definition(Harm.KILLED, DEFAULT_POLICY, side=Side.STATE), told)
    assert (guards.low, guards.best, guards.high) == (7, 7, 14), "the seven of unknown side may be guards"


def test_a_town_and_what_is_known_no_nearer():
    told = [weighed("i1", toll(3)), weighed("i2", toll(4), place=HENTZAU), weighed("i3", toll(5), place=None)]
    strelsau = type(ZENDA)("Strelsau", "XA", "Hentzau", id="t:9")
    told.append(weighed("i4", toll(6), place=strelsau))
    found = tally(Definition(Harm.KILLED, DEFAULT_POLICY, place=ZENDA), told)
    assert found.best == 3
    assert [(one.incident_id, one.why) for one in found.left_out] == [
        ("i2", "known no nearer than Hentzau"),
        ("i3", "the place is not known"),
    ]
    district = type(ZENDA)("Zenda Vale", "XA", "Hentzau", precision=Precision.DISTRICT)
    found = tally(Definition(Harm.KILLED, DEFAULT_POLICY, place=district), told[:1])
    assert found.left_out[0].why == "the gazetteer does not say in which district Zenda lies"


def test_the_seal_is_of_claims_and_judgements_in_any_order():
    claims = [claim("c1"), claim("c2", origin="rules/1")]
    assert seal(claims, []) == seal(claims[::-1], [])
    assert seal(claims, []).hash != seal(claims[:1], []).hash
    assert seal(claims, []).hash != seal([claims[0], claim("c2", origin="rules/2")], []).hash
    found = tally(MAY, [], seal(claims, []))
    assert (found.seal.claims, found.seal.judgements) == (2, 0)


EACH = st.lists(st.sampled_from(Division), min_size=1, max_size=3, unique=True)
TOLD = st.lists(
    st.tuples(
        st.sampled_from([None, 0, 3, 12]),
        st.sampled_from(["state", "civilians", "unknown", "mixed"]),
        st.sampled_from([None, days("2025-05-07"), days("2025-04-30", "2025-05-02"), days("2025-01-01", "2025-12-31")]),
        st.sampled_from([None, ZENDA, HENTZAU]),
        st.sampled_from([(), (ARMY,), (ARMY, REBELS)]),
    ),
    max_size=6,
)


@given(TOLD, EACH, st.sampled_from(sorted(POLICIES)))
def test_rows_add_up_to_the_tally(drawn, each, policy):
    made = [
        weighed(f"i{at}", *([toll(count, side=side)] if count is not None else []), when=when, place=place, by=by)
        for at, (count, side, when, place, by) in enumerate(drawn)
    ]
    found = tally(Definition(Harm.KILLED, policy, each=tuple(each)), made)
    assert sum(row.low for row in found.rows) == found.low
    assert sum(row.best for row in found.rows) == found.best
    assert sum(row.unknown for row in found.rows) == len(found.unknown)
    assert len({row.keys for row in found.rows}) == len(found.rows)
