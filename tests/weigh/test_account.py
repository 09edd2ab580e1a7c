"""Who holds what, who denies it, who does not answer."""

from datetime import date

from casus.model.codes import Aspect
from casus.weigh.account import account
from casus.weigh.voices import ACCUSED, PERPETRATOR, VICTIM
from casus.weigh.weigh import weigh

from .factory import (
    ARMY,
    HENTZAU,
    HOSPITAL,
    REBELS,
    SYLDAVIA,
    ZENDA,
    claim,
    days,
    incident,
    read,
    reports,
    toll,
)


def fields(*claims, **known):
    made = account(incident(*claims), reports(*claims, **known))
    return {one.name: one for one in made.fields}


def test_each_toll_is_held_by_its_voices_since_the_first_day():
    told = [
        claim("c1", toll(12), source=REBELS, report="r1"),
        claim("c2", toll(12), source=REBELS, report="r2"),
        claim("c3", toll(9), source=ARMY, report="r2"),
    ]
    killed = fields(*told, days_of={"r1": "2025-05-09", "r2": "2025-05-08"})["killed"]
    assert [(value.value, len(value.holders), value.since) for value in killed.values] == [
        ("12 guards", 2, date(2025, 5, 8)),
        ("9 guards", 1, date(2025, 5, 8)),
    ]
    assert killed.contested


def test_at_least_ten_and_twelve_are_no_contest():
    assert not fields(claim("c1", toll(10, -1)), claim("c2", toll(12), report="r2"))["killed"].contested


def test_several_tolls_of_one_claim_are_one_value_and_parts_stand_apart():
    found = fields(claim("c1", toll(11, who="people", side="mixed"), toll(4, who="police officers", part_of=0)))
    assert [one.value for one in found["killed"].values] == ["11 people"]
    assert [one.value for one in found["killed, among them"].values] == ["4 police officers"]
    found = fields(claim("c1", toll(8, who="villagers", side="civilians"), toll(2, who="policemen")))
    assert [one.value for one in found["killed"].values] == ["8 villagers, 2 policemen"]


def test_a_denial_stands_against_the_perpetrator_it_names():
    told = [
        claim("c1", source=ARMY, stance="accuses", by=[SYLDAVIA]),
        claim("c2", source=SYLDAVIA, stance="denies", by=[SYLDAVIA]),
    ]
    found = fields(*told)
    (value,) = found["perpetrator"].values
    assert [one.source for one in value.holders] == ["Ruritanian army"]
    assert [one.source for one in value.denied_by] == ["Syldavia"]
    assert found["perpetrator"].contested
    assert [one.value for one in found["responsibility"].values] == [
        "Ruritanian army accuses Syldavia",
        "Syldavia denies that it was Syldavia",
    ]
    assert len(found["day"].values[0].holders) == 1, "a denial holds no other value"


def test_a_denial_of_a_toll_stands_against_the_toll_and_of_all_against_the_act():
    told = [claim("c1", toll(12), source=REBELS), claim("c2", toll(12), source=ARMY, stance="denies")]
    assert [one.source for one in fields(*told)["killed"].values[0].denied_by] == ["Ruritanian army"]
    told = [claim("c1", toll(12), source=REBELS), claim("c2", source=ARMY, stance="denies")]
    assert [one.source for one in fields(*told)["act"].values[0].denied_by] == ["Ruritanian army"]


def test_no_comment_is_unanswered_and_evidence_is_noted():
    told = [
        claim("c1", source=ARMY, stance="accuses", by=[SYLDAVIA], evidence="none given"),
        claim("c2", source=SYLDAVIA, stance="no_comment", by=[SYLDAVIA]),
    ]
    made = account(incident(*told), reports(*told))
    assert [one.source for one in made.unanswered] == ["Syldavia"]
    assert made.notes == ("evidence of Ruritanian army: none given",)


def test_names_of_one_actor_are_one_value():
    told = [claim("c1", by=[REBELS]), claim("c2", by=[type(REBELS)("FZM")], report="r2")]
    assert len(fields(*told)["perpetrator"].values) == 1


def test_a_gunman_may_be_anybody_and_a_rival_name_may_not():
    nobody, other = type(REBELS)("unidentified gunmen"), type(REBELS)("Black Elphberg Band")
    assert not fields(claim("c1", by=[REBELS]), claim("c2", by=[nobody], report="r2"))["perpetrator"].contested
    assert fields(claim("c1", by=[REBELS]), claim("c2", by=[other], report="r2"))["perpetrator"].contested


def test_a_town_and_its_province_or_a_day_and_its_week_are_no_contest():
    told = [claim("c1"), claim("c2", place=HENTZAU, when=days("2025-05-05", "2025-05-08"), report="r2")]
    found = fields(*told)
    assert len(found["place"].values) == len(found["day"].values) == 2
    assert not found["place"].contested
    assert not found["day"].contested


def test_stakes():
    told = [
        claim("c1", toll(3), source=REBELS, stance="claims_responsibility", by=[REBELS], targets=["Ruritanian guards"]),
        claim("c2", toll(2), source=ARMY, report="r2"),
        claim("c3", toll(3), source=HOSPITAL, report="r2"),
        claim("c4", source=ARMY, stance="accuses", by=[SYLDAVIA], report="r2"),
        claim("c5", source=SYLDAVIA, stance="denies", by=[SYLDAVIA], report="r3"),
        claim("c6", toll(3), report="r3"),
    ]
    made = account(incident(*told), reports(*told))
    stakes = {
        one.source: one.interest
        for part in made.fields
        for value in part.values
        for one in value.holders + value.denied_by
    }
    assert stakes == {
        REBELS.name: PERPETRATOR,
        ARMY.name: VICTIM,
        HOSPITAL.name: None,
        SYLDAVIA.name: ACCUSED,
        None: None,
    }


def test_every_claim_of_an_incident_is_in_its_account():
    told = [
        claim("c1", toll(3)),
        claim("c2", source=ARMY, stance="doubts", report="r2"),
        claim("c3", source=ARMY, stance="no_comment", by=[REBELS]),
        claim("c4", weapon=read("cart bomb")),
    ]
    made = weigh(incident(*told), reports(*told)).account
    held = [one for part in made.fields for value in part.values for one in value.holders + value.denied_by]
    assert {one.claim_id for one in [*held, *made.unanswered]} == {"c1", "c2", "c3", "c4"}
    assert ZENDA.name in made.fields[2].values[0].value


def test_who_stands_behind_it_did_not_do_it():
    told = [
        claim("c1", by=[REBELS]),
        claim("c2", source=ARMY, stance="accuses", by=[SYLDAVIA], aspect=Aspect.BACKING, report="r2"),
        claim("c3", source=SYLDAVIA, stance="denies", by=[SYLDAVIA], aspect=Aspect.BACKING, report="r3"),
    ]
    found = fields(*told)
    assert [one.value for one in found["perpetrator"].values] == [REBELS.name]
    assert not found["perpetrator"].contested
    (behind,) = found["backing"].values
    assert (behind.value, [one.source for one in behind.denied_by]) == ("Syldavia", ["Syldavia"])
    assert [one.value for one in found["responsibility"].values] == [
        "Ruritanian army accuses Syldavia of standing behind it",
        "Syldavia denies that Syldavia stood behind it",
    ]


def test_a_party_may_grant_the_act_and_dispute_the_toll():
    told = [
        claim("c1", toll(12), source=REBELS, by=[REBELS]),
        claim("c2", source=ARMY, stance="denies", aspect=Aspect.TOLL, answers="c1", by=[REBELS], report="r2"),
    ]
    found = fields(*told)
    (twelve,) = found["killed"].values
    assert [one.source for one in twelve.denied_by] == [ARMY.name]
    assert not any(one.denied_by for one in found["act"].values)
