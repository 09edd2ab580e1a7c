"""The register of actors: every row is found by every one of its names."""

from __future__ import annotations

from collections import Counter

import pytest

from casus.model.codes import Side
from casus.reference.actors import ActorRegister, actor_register
from casus.reference.countries import countries
from casus.reference.resources import load_tsv

ROWS = list(load_tsv("actors/groups.tsv"))
NAMES = [(row["id"], name) for row in ROWS for name in (row["name"], *filter(None, row["aliases"].split(";")))]
SHORT = [(key, name) for key, name in NAMES if len(name.split()) == 1]
LONG = [(key, name) for key, name in NAMES if len(name.split()) > 1]
SPELLED = {name for _, name in NAMES}


def found(text: str) -> list[str | None]:
    return [named.actor.id for named in actor_register().find(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_found_in_its_example(row: dict[str, str]) -> None:
    (named,) = actor_register().find(row["example"])
    assert named.actor.id == row["id"]
    assert named.span.of(row["example"]).rstrip(")") == row["name"].rstrip(")")
    assert named.actor.side is Side(row["side"])
    assert named.actor.country == (row["country"] or None)


@pytest.mark.parametrize(("key", "name"), [pair for pair in NAMES if pair[1][0].isupper() and pair[1] != "U.N."])
def test_a_name_finds_its_actor(key: str, name: str) -> None:
    assert actor_register().named(name).id == key
    for text in (f"{name} leaders left the town.", f"The town fell to {name} on Monday.", f"(It was {name}’s town)"):
        (named,) = actor_register().find(text)
        assert named.actor.id == key
        assert named.span.of(text).rstrip(".)") == name.rstrip(".'’)")  # a name may end in a bracket or a point


@pytest.mark.parametrize(("key", "name"), SHORT)
def test_a_name_of_one_word_keeps_its_case(key: str, name: str) -> None:
    """ "SAF" is an army, "saf" is not: only another spelling that the register lists itself may be found."""
    for other in {name.lower(), name.upper(), name.swapcase()} - SPELLED:
        assert found(f"Then the {other} came.") == []


@pytest.mark.parametrize(("key", "name"), LONG)
def test_a_longer_name_is_found_in_any_case(key: str, name: str) -> None:
    loud = name.upper().replace("'S", "'s")
    text = f"THE {loud} LEFT, AND {name[0].upper()}{name[1:].lower()} fell"
    assert found(text) == [key, key]


def test_ids_and_names_are_told_once() -> None:
    assert [key for key, times in Counter(row["id"] for row in ROWS).items() if times > 1] == []
    assert [name for name, times in Counter(name for _, name in NAMES).items() if times > 1] == []


def test_parents_and_countries_exist() -> None:
    ids = {row["id"] for row in ROWS}
    codes = {row["code"] for row in load_tsv("places/countries.tsv")}
    assert {row["parent"] for row in ROWS if row["parent"]} <= ids
    assert {row["country"] for row in ROWS if row["country"]} <= codes
    assert countries


def test_no_row_is_its_own_ancestor() -> None:
    parents = {row["id"]: row["parent"] for row in ROWS}
    for key in parents:
        seen, at = set(), key
        while at:
            assert at not in seen, key
            seen.add(at)
            at = parents[at]


def test_the_longest_name_is_taken() -> None:
    text = "Al-Qaeda in the Arabian Peninsula denied it; Al-Qaeda did not."
    assert found(text) == ["aqap", "al-qaeda"]


def test_by_id() -> None:
    assert all(actor_register().by_id(row["id"]).name == row["name"] for row in ROWS)
    assert actor_register().by_id("nobody") is None
    assert actor_register().named("Nobody at All") is None


@pytest.mark.parametrize("text", ["", " ", "…", "'s", "﷽ 𝕭𝕷𝕬 ❺", "(((", "the bla of the saf", "''"])
def test_text_without_a_name_has_none(text: str) -> None:
    assert found(text) == []


def test_a_register_of_ones_own() -> None:
    row = actor_register().by_id("hamas")
    register = ActorRegister([(row, ("Hamas", "Hill Front"))])
    assert [named.actor for named in register.find("Hamas, the HILL FRONT and hamas")] == [row, row]
