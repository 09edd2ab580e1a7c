"""What enters a sum, what is unknown, what is left out."""

from hypothesis import given
from hypothesis import strategies as st

from casus.model.account import Definition
from casus.model.codes import EventType, Harm
from casus.weigh.policies import DEFAULT_POLICY
from casus.weigh.tally import definition_card, tally
from casus.weigh.weigh import weigh

from .factory import ARMY, HENTZAU, REBELS, claim, days, incident, reports, toll

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


def test_recalled_happenings_count_when_dated_and_not_when_undated():
    found = tally(
        MAY, [weighed("i1", toll(5), scope="background"), weighed("i2", toll(6), scope="background", when=None)]
    )
    assert (found.best, found.left_out[0].why) == (5, "no day is known")


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
def test_a_tally_never_holds_an_aggregate_and_its_order_does_not_matter(drawn, random):
    made = [
        weighed(f"i{at}", *([toll(count)] if count is not None else []), scope=scope, when=when)
        for at, (count, scope, when) in enumerate(drawn)
    ]
    found = tally(MAY, made)
    aggregates = {one.incident.id for one in made if one.incident.scope == "aggregate"}
    assert not aggregates & {one.incident_id for one in found.counted + found.unknown}
    assert found.best == sum(one.best for one in found.counted)
    random.shuffle(made)
    assert tally(MAY, made) == found
