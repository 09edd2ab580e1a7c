"""Weak and shared names by the support of the text, names inside longer ones, capitals for governments."""

from __future__ import annotations

import pytest

from casus.ground.actors import read_actors
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.reference.actors import ActorRegister
from casus.reference.actors_table import Entry


def ids(text: str) -> list[str | None]:
    return [reading.value.id for reading in read_actors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The PDF was sent on Monday.", []),
        ("In Myanmar, the PDF struck a post.", ["pdf-mm"]),
        ("The People's Defence Force struck; the PDF fled.", ["pdf-mm", "pdf-mm"]),
        ("The ICC said that the game was off.", []),
        ("The ICC said that the warrant stands.", ["icc"]),
        ("Baloch fighters of the BRA struck.", ["bra"]),
        ("Wagner's opera was played.", []),
        ("Fighters of Wagner left Russia.", ["wagner"]),
        ("Two died in Myanmar. (CNA)", []),
    ],
)
def test_weak_names_need_support(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_supported_name_ranks_below_a_plain_one() -> None:
    (weak,) = read_actors("In Myanmar, the PDF struck a post.")
    assert weak.rule == "register/supported"
    assert weak.score < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hamas Front struck.", []),
        ("The Iraqi National Intelligence Service spoke.", []),
        ("The Taliban struck; the Tehrik-i-Taliban Pakistan did not.", ["taliban", "ttp"]),
        ("THE MAN WHO LEFT", []),
        ("The WHO said so.", ["who"]),
        ("A man stood outside the White House.", []),
        ("The White House denied it.", ["white-house"]),
        ("Ghana's President Ama Owusu spoke.", []),
        ("Ghana's president spoke.", ["gh-president"]),
    ],
)
def test_names_that_are_no_actor_here(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Islamabad denied the charge.", ["pk-government"]),
        ("He left early, and New Delhi has repeatedly rejected it.", ["in-government"]),
        ("Talks between Islamabad and Kabul failed.", ["pk-government", "af-government"]),
        ("Kabul's ambassador left.", ["af-government"]),
        ("Police in Islamabad denied the charge.", []),
        ("The road between Islamabad and Kabul is long.", []),
        ("Islamabad is large.", []),
        ("A man from Kabul said so.", []),
    ],
)
def test_capitals_that_stand_for_governments(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


ROWS = [
    Entry(Actor("Salt Coast Liberation Army", "old", "GH", Side.NONSTATE), ("Hill Army",), last=1990),
    Entry(Actor("Hill Army of Togo", "new", "TG", Side.NONSTATE), ("Hill Army",)),
    Entry(Actor("Hill Army of Benin", "other", "BJ", Side.NONSTATE), ("Hill Army",)),
]


def test_the_country_decides_between_owners_and_the_others_stay_as_rivals() -> None:
    register = ActorRegister((), ROWS)
    (reading,) = read_actors("In Ghana, the Hill Army struck.", register)
    assert reading.value.id == "old"
    assert sorted(rival.value.id or "" for rival in reading.rivals) == ["new", "other"]
    assert all(0 <= rival.score < reading.score <= 1 for rival in reading.rivals)


def test_without_support_owners_that_tie_are_none() -> None:
    assert read_actors("The Hill Army struck.", ActorRegister((), ROWS)) == ()
    (reading,) = read_actors("The Hill Army struck.", ActorRegister((), ROWS[:2]))
    assert reading.value.id == "new"  # the other ended in 1990


def test_a_new_name_stays_new() -> None:
    readings = read_actors("The Salt Coast Liberation Army (SCLA) struck in Ghana. The SCLA said so.")
    assert {(reading.value.name, reading.value.id) for reading in readings} == {("Salt Coast Liberation Army", None)}


def test_a_defined_country_is_no_body() -> None:
    readings = read_actors("The Democratic Republic of the Congo (DRC) and Togo agreed.")
    assert all(reading.value.id is None for reading in readings)
