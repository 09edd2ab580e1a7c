"""Reports in, incidents out: the rules within a report, across reports, and persons above both."""

import time
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casus.link.incidents import explain, link, unsure
from casus.model.codes import Realis, Scope, Verdict
from casus.model.report import Report

from .factory import actors, claim, days, judge, killed, place, read

ZENDA = place("Zenda", country="XA", admin1="Hentzau", lat=50.0, lon=14.0, id="t:1")
STRELSAU = place("Strelsau", country="XA", admin1="Middle", lat=52.0, lon=14.0, id="t:2")
REPORTS = {name: Report(name, "", date(2025, 5, 8), name) for name in ("r1", "r2", "r3")}


def clusters(*claims, judgements=()):
    return [{one.id for one in incident.claims} for incident in link(claims, REPORTS, judgements)]


def blast(name, report, incident=1, **known):
    known = {"when": days("2025-05-07"), "place": ZENDA, **known}
    return claim(name, report, incident, **known)


def test_one_report_joins_by_number_and_keeps_numbers_apart():
    told = blast("c1", "r1"), blast("c2", "r1"), blast("c3", "r1", 2)
    assert clusters(*told) == [{"c1", "c2"}, {"c3"}] or clusters(*told) == [{"c3"}, {"c1", "c2"}]


def test_reports_meet_on_day_place_and_act_and_say_why():
    left, right = blast("c1", "r1", tolls=killed(12)), blast("c2", "r2", tolls=killed(12))
    (incident,) = link((left, right), REPORTS)
    (edge,) = incident.edges
    assert edge.verdict is Verdict.SAME
    assert edge.origin == "rules/4"
    assert {"same day: 7 May 2025", "same place: Zenda", "both say 12 killed"} <= set(edge.reasons)


def test_other_place_other_day_or_other_act_stays_apart():
    first = blast("c1", "r1")
    assert len(clusters(first, blast("c2", "r2", place=STRELSAU))) == 2
    assert len(clusters(first, blast("c2", "r2", when=days("2025-05-09")))) == 2
    assert len(clusters(first, blast("c2", "r2", act="abduction"))) == 2


def test_a_sum_never_joins_one_of_its_happenings_but_joins_the_same_sum():
    part = blast("c1", "r1", tolls=killed(14))
    whole = blast("c2", "r2", tolls=killed(14), scope=Scope.AGGREGATE)
    again = blast("c3", "r3", tolls=killed(14), scope=Scope.AGGREGATE)
    assert sorted(map(sorted, clusters(part, whole, again))) == [["c1"], ["c2", "c3"]]


def test_what_one_report_recalls_is_the_news_of_another():
    news, recalled = blast("c1", "r1"), blast("c2", "r2", scope=Scope.BACKGROUND)
    (incident,) = link((news, recalled), REPORTS)
    assert incident.scope is Scope.INCIDENT


def test_day_and_province_alone_are_left_to_a_person():
    province = place("Hentzau", country="XA", admin1="Hentzau", id="t:9", precision="province")
    left, right = blast("c1", "r1", place=province), blast("c2", "r2", place=province)
    assert len(clusters(left, right)) == 2
    (edge,) = unsure((left, right), REPORTS)
    assert (edge.left, edge.right) == ("c1", "c2")


def test_without_a_day_stronger_evidence_is_needed():
    dated, undated = blast("c1", "r1"), blast("c2", "r2", when=None)
    assert len(clusters(dated, undated)) == 2
    many = {"tolls": killed(31), "weapon": read("cart bomb")}
    assert len(clusters(blast("c1", "r1", **many), blast("c2", "r2", when=None, **many))) == 1


def test_planned_is_not_what_happened():
    assert len(clusters(blast("c1", "r1"), blast("c2", "r2", realis=Realis.PLANNED))) == 2


def test_a_person_joins_what_a_report_tells_apart():
    first, second, third = blast("c1", "r1"), blast("c2", "r1", 2), blast("c3", "r1", 2)
    assert len(clusters(first, second, third, judgements=[judge(first, second, "same")])) == 1


def test_a_person_splits_and_the_rest_goes_where_it_is_stronger():
    left = blast("c1", "r1", tolls=killed(12), perpetrators=actors("Black Michael"))
    right = blast("c2", "r1")
    like_left = blast("c3", "r1", tolls=killed(12), perpetrators=actors("Black Michael"))
    found = clusters(left, right, like_left, judgements=[judge(left, right, "different")])
    assert sorted(map(sorted, found)) == [["c1", "c3"], ["c2"]]


def test_unsure_takes_the_rules_edge_away():
    left, right = blast("c1", "r1"), blast("c2", "r2")
    assert len(clusters(left, right)) == 1
    assert len(clusters(left, right, judgements=[judge(left, right, "unsure")])) == 2


def test_the_later_of_two_judgements_stands():
    left, right = blast("c1", "r1"), blast("c2", "r2", place=STRELSAU)
    say_same, say_different = judge(left, right, "same", 1), judge(left, right, "different", 2)
    assert len(clusters(left, right, judgements=[say_same, say_different])) == 2
    assert len(clusters(left, right, judgements=[judge(left, right, "same", 3), say_different])) == 1


def test_newer_judgements_together_outweigh_an_older_one():
    one, two, three = blast("c1", "r1"), blast("c2", "r1", 2), blast("c3", "r1", 3)
    said = [judge(one, three, "different", 1), judge(one, two, "same", 2), judge(two, three, "same", 3)]
    assert clusters(one, two, three, judgements=said) == [{"c1", "c2", "c3"}]


def test_a_persons_edge_names_the_person():
    left, right = blast("c1", "r1"), blast("c2", "r2", place=STRELSAU)
    (incident,) = link((left, right), REPORTS, [judge(left, right, "same", who="mia")])
    assert incident.edges[0].origin == "person:mia"
    assert incident.edges[0].reasons == ("as I read it",)


def test_the_incident_says_what_its_claims_agree_on():
    exact = blast("c1", "r1", act="bombing", tolls=killed(12))
    wide = place("Hentzau", country="XA", admin1="Hentzau", precision="province")
    vague = blast("c2", "r2", act="attack", when=days("2025-05-06", "2025-05-07"), place=wide, tolls=killed(12))
    (incident,) = link((vague, exact), REPORTS, [judge(vague, exact, "same")])
    assert incident.event_type == "bombing"
    assert str(incident.when) == "7 May 2025"
    assert incident.place.name == "Zenda"
    assert incident.id.startswith("i")
    assert len(incident.id) == 13


def test_incidents_stand_in_order_of_days_and_the_undated_last():
    told = blast("c1", "r1", 1, when=None), blast("c2", "r1", 2, when=days("2025-05-06")), blast("c3", "r1", 3)
    assert clusters(*told) == [{"c2"}, {"c3"}, {"c1"}]


def test_explain_speaks_of_any_pair():
    edge = explain(blast("c1", "r1"), blast("c2", "r2", when=days("2025-01-01")), REPORTS)
    assert edge.verdict is Verdict.DIFFERENT
    assert any("days apart" in reason for reason in edge.reasons)


CLAIMS = st.builds(
    lambda number, day, where, count, act: (number, day, where, count, act),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from([ZENDA, STRELSAU, None]),
    st.sampled_from([None, 2, 12]),
    st.sampled_from(["bombing", "attack", "abduction"]),
)


@given(st.lists(CLAIMS, max_size=12), st.randoms())
def test_order_does_not_matter_and_every_claim_is_in_one_incident(drawn, random):
    claims = [
        claim(
            f"c{at}",
            f"r{at % 3 + 1}",
            number,
            act,
            when=days(f"2025-05-0{day}"),
            place=where,
            tolls=killed(count) if count else (),
        )
        for at, (number, day, where, count, act) in enumerate(drawn)
    ]
    found = link(claims, REPORTS)
    assert sorted(one.id for incident in found for one in incident.claims) == sorted(one.id for one in claims)
    random.shuffle(claims)
    assert link(claims, REPORTS) == found


def test_ten_thousand_reports_in_seconds():
    reports, claims, start = {}, [], date(2025, 1, 1)
    for at in range(10_000):
        day = start + timedelta(days=at // 25)
        name = f"r{at:05}"
        reports[name] = Report(name, "", day, "wire")
        where = place(
            f"town {at % 40}", country=f"X{at % 8}", admin1="north", lat=at % 40, lon=at % 40, id=f"t:{at % 40}"
        )
        claims.append(claim(f"c{at:05}", name, 1, when=days(day.isoformat()), place=where, tolls=killed(at % 9)))
    began = time.process_time()
    found = link(claims, reports)
    assert len(found) > 1000
    assert time.process_time() - began < 20


def test_explain_finds_what_linking_found():
    words = "Bersonin led the guard."
    reports = {name: Report(name, words, date(2025, 5, 8)) for name in ("r1", "r2")}
    left, right, besides = blast("c1", "r1"), blast("c2", "r2"), blast("c3", "r2", 2, place=STRELSAU)
    (incident,) = link((left, right), reports)
    assert incident.edges == (explain(left, right, reports),)
    assert "names in common: Bersonin" in explain(left, right, reports).reasons
    assert "names in common: Bersonin" not in explain(left, right, reports, (besides,)).reasons
    (_, incident) = sorted(link((left, right, besides), reports), key=lambda one: len(one.claims))
    assert incident.edges == (explain(left, right, reports, (besides,)),)


def test_reasons_are_whole_sentences():
    left = blast("c1", "r1", targets=(read("north gate"),), weapon=read("cart {bomb}"), tolls=killed(12))
    right = blast("c2", "r2", targets=(read("gate"),), weapon=read("bomb"), place=STRELSAU, tolls=killed(11))
    reasons = explain(left, right, REPORTS).reasons
    assert "same target: north gate; gate" in reasons
    assert "same weapon: cart {bomb}; bomb" in reasons
    assert "Zenda lies 222 km from Strelsau" in reasons
    assert "12 and 11 killed" in reasons


def test_joining_two_happenings_of_a_report_lets_a_third_report_join_both():
    first, second = blast("c1", "r1"), blast("c2", "r1", 2)
    third = blast("c3", "r2")
    assert clusters(first, second, third, judgements=[judge(first, second, "same")]) == [{"c1", "c2", "c3"}]


def test_news_of_a_war_does_not_run_together_from_day_to_day():
    area = place("Hentzau", country="XA", admin1="Hentzau", id="t:9", precision="province")
    told = [
        blast(
            f"c{at}",
            f"r{at}",
            act="air_strike",
            place=area,
            when=days(f"2025-05-0{at}", f"2025-05-0{at + 1}", "no words"),
            perpetrators=actors("Syldavia"),
            tolls=killed(20 + at, -1),
            quote="Syldavian air strikes kill many across Hentzau",
        )
        for at in (1, 2, 3)
    ]
    assert len(clusters(*told)) == 3
