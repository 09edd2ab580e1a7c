"""Do the figures hold together?"""

import pytest

from casus.model.codes import Scope
from casus.reference.resources import load_toml
from casus.weigh.consistency import check
from casus.weigh.setting import happenings_told
from casus.weigh.weigh import weigh

from .factory import HENTZAU, REBELS, ZENDA, claim, days, incident, reports, toll

STRELSAU = type(ZENDA)("Strelsau", "XA", "Hentzau", id="t:2")


def findings(*incidents):
    claims = [one for each in incidents for one in each.claims]
    return check([weigh(one, reports(*claims)) for one in incidents])


def whole(count, quote="the group said that two attacks killed them", **known):
    told = claim("c1", toll(count), source=REBELS, scope=Scope.AGGREGATE, place=HENTZAU, quote=quote, **known)
    return incident(told, name="i1", scope="aggregate")


def part(name, count, place, **known):
    told = claim(f"c-{name}", toll(count), source=known.pop("source", REBELS), place=place, **known)
    return incident(told, name=name)


PARTS = part("i2", 12, ZENDA, number=2), part("i3", 2, STRELSAU, number=3)


def test_a_sum_that_agrees_with_its_parts():
    (found,) = findings(whole(14), *PARTS)
    assert found.agrees is True
    assert found.text == "14 guards killed in 2 incidents = 12 (Zenda) + 2 (Strelsau): agrees"
    assert found.claim_ids == ("c1", "c-i2", "c-i3")


def test_a_sum_that_does_not_agree_says_by_how_much():
    (found,) = findings(whole(16), *PARTS)
    assert (found.agrees, found.text.split(": ")[-1]) == (False, "2 are missing from the parts")
    (found,) = findings(whole(13), *PARTS)
    assert (found.agrees, found.text.split(": ")[-1]) == (False, "the parts are 1 more than the sum")


def test_a_sum_of_two_takes_two_of_three():
    third = part("i4", 7, ZENDA, number=4)
    (found,) = findings(whole(14), *PARTS, third)
    assert found.agrees is True


def test_another_sources_figure_or_another_day_is_no_part():
    other = part("i3", 2, STRELSAU, number=3, source=None)
    (found,) = findings(whole(14), PARTS[0], other)
    assert found.agrees is None
    (found,) = findings(whole(14), PARTS[0], part("i3", 2, STRELSAU, when=days("2025-05-01")))
    assert found.agrees is None


def test_a_sum_without_parts_is_noted_as_in_no_sum():
    told = whole(200, "armed groups killed them this year", when=days("2025-01-01", "2025-05-08"))
    (found,) = findings(told)
    assert (found.kind, found.agrees) == ("aggregate", None)
    assert found.text == "200 guards killed (1 January to 8 May 2025) is an aggregate: it is in no sum"


def test_a_sum_that_covers_more_than_is_told():
    (found,) = findings(whole(40, "all told they killed these"), *PARTS)
    assert found.agrees is None
    assert "covers more" in found.text


def test_a_part_greater_than_its_total():
    told = claim("c1", toll(3, who="people", side="unknown"), toll(5, who="policemen", part_of=0))
    (found,) = findings(incident(told))
    assert (found.kind, found.agrees) == ("part_and_total", False)
    assert found.text == "3 people killed, among them 5 policemen: more than the total"


def test_parts_of_different_sides_greater_than_their_total():
    told = claim(
        "c1",
        toll(6, who="people", side="mixed"),
        toll(4, who="policemen", part_of=0),
        toll(3, who="villagers", side="civilians", part_of=0),
    )
    assert [one.kind for one in findings(incident(told))] == ["part_and_total"]


def test_more_named_than_counted():
    told = claim("c1", toll(1, named=("A", "B")))
    assert [one.kind for one in findings(incident(told))] == ["named_and_total"]


def test_voices_that_exclude_one_another():
    told = claim("c1", toll(3)), claim("c2", toll(12), source=REBELS, report="r2")
    (found,) = findings(incident(*told))
    assert found.text == "paper r1 says 3 killed, Free Zenda Movement says 12: both cannot be true"
    assert found.claim_ids == ("c1", "c2")


def test_a_day_after_its_report():
    (found,) = findings(incident(claim("c1", when=days("2025-05-20"))))
    assert found.kind == "day_after_report"


def test_nothing_to_find_in_what_holds_together():
    assert findings(incident(claim("c1", toll(3)), claim("c2", toll(3), report="r2"))) == ()


@pytest.mark.parametrize("example", load_toml("policies.toml")["happenings"]["examples"])
def test_happenings_told(example):
    assert (happenings_told(example["text"]) or -1) == example["count"]


def test_the_reader_may_know_which_happenings_a_sum_covers():
    far = part("i4", 7, type(ZENDA)("Far Away", "XB"), number=4, when=days("2025-04-01"))
    (found,) = findings(whole(19, covers=(2, 4)), *PARTS, far)
    assert found.agrees is True
    assert found.claim_ids == ("c1", "c-i2", "c-i4")
