"""What cannot be: totals below what is recorded, tolls that fell unsaid, places outside their province."""

from dataclasses import replace

from casus.model.codes import Scope, Sum
from casus.model.span import Span
from casus.weigh.consistency import check
from casus.weigh.weigh import weigh

from .factory import ARMY, HENTZAU, REBELS, ZENDA, claim, days, incident, read, reports, toll

MAY = days("2025-05-01", "2025-05-31")
STRELSAU = type(ZENDA)("Strelsau", "XA", "Hentzau", id="t:2")


def findings(*incidents, misplaced=None, **known):
    claims = [one for each in incidents for one in each.claims]
    weighed = [weigh(one, reports(*claims, **known)) for one in incidents]
    return check(weighed, misplaced) if misplaced else check(weighed)


def whole(*tolls, quote="all in all they died in May", act="attack", by=(), place=HENTZAU, when=MAY):
    told = claim("c0", *tolls, scope=Scope.AGGREGATE, place=place, quote=quote, act=act, by=by, when=when, report="r0")
    told = replace(told, when=replace(told.when, span=Span(0, 3)))
    return incident(told, name="i0", scope="aggregate")


def part(name, *tolls, place=ZENDA, **known):
    return incident(claim(f"c-{name}", *tolls, place=place, report=f"r-{name}", **known), name=name)


PARTS = part("i1", toll(12), by=[REBELS]), part("i2", toll(4), place=STRELSAU, by=[ARMY])


def below(*told):
    return [one for one in findings(*told) if one.kind == "total_below_recorded"]


def test_a_total_below_what_is_recorded_inside_it():
    (found,) = below(whole(toll(14)), *PARTS)
    assert found.agrees is False
    assert found.text == (
        "14 guards killed (1 to 31 May 2025), says the report: 2 incidents recorded inside add up to 16 at least"
    )
    assert found.claim_ids == ("c0", "c-i1", "c-i2")
    assert not below(whole(toll(16)), *PARTS)
    assert not below(whole(toll(14, -1)), *PARTS), "at least 14 may be 16"


def test_a_total_that_may_leave_some_out_is_not_impossible():
    assert not below(whole(toll(14), quote="two attacks killed them"), *PARTS)
    assert not below(whole(toll(14), act="air_strike"), *PARTS)
    assert not below(whole(toll(14), by=[REBELS]), *PARTS)
    assert not below(whole(toll(14), when=days("2025-05-08", "2025-05-31")), *PARTS)
    assert not below(whole(toll(14), place=type(ZENDA)("Elphberg", "XA", "Elphberg")), *PARTS)
    assert not below(whole(toll(14, who="villagers", side="civilians")), *PARTS)
    assert below(whole(toll(11), by=[REBELS]), *PARTS)


def test_a_total_of_some_people_is_held_against_the_same_people_alone():
    assert below(whole(toll(14, who="people", side="unknown")), *PARTS)
    assert not below(whole(toll(14, who="aid workers")), *PARTS)
    drivers = part("i1", toll(12, who="drivers")), part("i2", toll(4, who="drivers"), place=STRELSAU)
    assert below(whole(toll(14, who="drivers")), *drivers)


def test_a_total_whose_days_are_no_words_of_its_own_covers_who_knows_what():
    (told,) = whole(toll(14)).claims
    assert not below(incident(replace(told, when=read(MAY)), name="i0", scope="aggregate"), *PARTS)


def test_recalled_and_summed_happenings_are_no_parts():
    recalled = part("i3", toll(50), scope=Scope.BACKGROUND)
    recalled = incident(*recalled.claims, name="i3", scope="background")
    assert not below(whole(toll(16)), *PARTS, recalled)


def fell(*claims, **known):
    papers = dict.fromkeys(("r1", "r2"), "Herald")
    told = {"publishers": papers, "days_of": {"r1": "2025-05-08", "r2": "2025-05-10"}} | known
    return [one for one in findings(incident(*claims), **told) if one.kind == "toll_fell"]


def test_a_toll_that_fell_without_a_word():
    (found,) = fell(claim("c1", toll(12)), claim("c2", toll(9), report="r2"))
    assert found.text == (
        "Herald said 12 killed on 2025-05-08, 9 on 2025-05-10: the toll fell, and nothing was taken back"
    )
    assert found.claim_ids == ("c1", "c2")


def test_what_is_no_fall():
    assert not fell(claim("c1", toll(9)), claim("c2", toll(12), report="r2"))
    assert not fell(claim("c1", toll(12)), claim("c2", toll(9, -1), report="r2")), "at least 9 may be 12"
    assert not fell(claim("c1", toll(12), superseded=True), claim("c2", toll(9), report="r2"))
    assert not fell(claim("c1", toll(12)), claim("c2", toll(9), report="r2"), publishers={"r1": "A", "r2": "B"})


def test_one_name_in_two_provinces():
    other = type(ZENDA)("Zenda", "XA", "Elphberg")
    (found,) = findings(incident(claim("c1"), claim("c2", place=other, report="r2")))
    assert (found.kind, found.claim_ids) == ("two_provinces", ("c1", "c2"))
    assert found.text == "one place, two provinces: Zenda, Hentzau, XA and Zenda, Elphberg, XA"
    assert not findings(incident(claim("c1"), claim("c2", place=type(ZENDA)("Zenda", "XA"), report="r2")))


def test_coordinates_outside_the_province():
    (found,) = findings(incident(claim("c1")), misplaced={ZENDA: "Elphberg, XA"})
    assert found.text == "Zenda, Hentzau, XA has coordinates in Elphberg, XA: outside its province"


def test_so_many_a_day_or_several_of_perhaps_more_cover_not_all():
    for kind in (Sum.SEVERAL, Sum.RATE):
        (told,) = whole(toll(14)).claims
        assert not below(incident(replace(told, sum_of=kind), name="i0", scope="aggregate"), *PARTS)
