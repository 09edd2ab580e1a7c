"""The register of actors: every row is found by every one of its names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casus.errors import ResourceError
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.reference import actors_table
from casus.reference.actors import ActorRegister, actor_register
from casus.reference.actors_states import bodies
from casus.reference.actors_table import TABLES, Entry
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


# --- the other tables -------------------------------------------------------------------------------------------------

OTHERS = [(table, row) for table in TABLES for row in load_tsv(f"actors/{table}.tsv")]


def test_the_register_is_large() -> None:
    kinds = Counter(row["kind"] for _, row in OTHERS)
    assert sum(kinds[kind] for kind in ("group", "gang", "militia", "force", "police")) >= 1500
    assert sum(row["checked"] == "yes" for _, row in OTHERS) >= 300


def test_every_row_is_found_in_its_example() -> None:
    register = actor_register()
    lost = [
        row["id"]
        for _, row in OTHERS
        if not any(
            row["id"] in (named.actor.id, *(rival.id for rival in named.rivals))
            for named in register.find(row["example"])
        )
    ]
    assert lost == []


def test_ids_are_told_once_in_all_tables() -> None:
    assert [key for key, times in Counter(row["id"] for _, row in OTHERS).items() if times > 1] == []
    assert not any(
        row["id"].partition("-")[2] in bodies() and not row["body"] for table, row in OTHERS if _state_id(row)
    )


def _state_id(row: dict[str, str]) -> bool:
    return row["id"].partition("-")[0].upper() in {one["code"] for one in load_tsv("places/countries.tsv")}


def test_cells_hold_what_they_may() -> None:
    ids = {row["id"] for _, row in OTHERS}
    codes = {row["code"] for row in load_tsv("places/countries.tsv")}
    for table, row in OTHERS:
        where = f"{table}: {row['id']}"
        assert row["country"] in codes | {""}, where
        assert row["parent"] in ids | {""}, where
        assert row["side"] in ("state", "nonstate", "unknown"), where
        assert set(filter(None, row["body"].split(","))) <= bodies().keys(), where
        assert all(not year or 1800 < int(year) < 2100 for year in (row["from"], row["to"])), where
        assert all(name == name.strip() for name in (row["name"], *row["aliases"].split(";"))), where


def test_no_drawn_name_is_a_country_or_strong_beside_one_checked() -> None:
    strong = {name for table, row in OTHERS if row["checked"] for name in (row["name"], *row["aliases"].split(";"))}
    drawn = [(row["id"], name) for _, row in OTHERS if not row["checked"] for name in row["aliases"].split(";") if name]
    assert [pair for pair in drawn if pair[1] in strong] == []
    assert [pair for pair in drawn if actor_register().government(pair[1]) is not None] == []


def test_an_unchecked_name_keeps_its_capitals() -> None:
    entry = Entry(Actor("Salt Coast Front", "scf"), ("Salt Coast Front",), any_case=False)
    register = ActorRegister((), [entry])
    assert [named.actor.id for named in register.find("The Salt Coast Front left, the Salt coast front did not.")] == [
        "scf"
    ]


@pytest.mark.parametrize("row", list(load_tsv("actors/bodies.tsv")), ids=lambda row: row["id"])
def test_a_body_of_a_state_is_found_in_its_example(row: dict[str, str]) -> None:
    (named,) = actor_register().find(row["example"])
    assert named.actor.id.partition("-")[2] == row["id"]
    assert actor_register().by_id(named.actor.id) == named.actor
    assert named.actor.side is Side(row["side"])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Pakistani foreign ministry officials spoke.", ["pk-foreign-ministry"]),
        ("Pakistan's Ministry of Foreign Affairs spoke.", ["pk-foreign-ministry"]),
        ("the foreign ministry of Pakistan spoke.", ["pk-foreign-ministry"]),
        ("The Foreign Ministry of the Philippines spoke.", ["ph-foreign-ministry"]),
        ("The government of the United States spoke.", ["us-government"]),
        ("U.S. forces left.", ["us-military"]),
        ("The Thai army left.", ["rta"]),
        ("GHANAIAN MILITARY SAYS SO", ["gh-armed-forces"]),
        ("New Mexico's police spoke.", []),
        ("Northern Ireland police spoke.", []),
        ("Last week in Ghana, police left.", []),
        ("Ghana. Police left.", []),
        ("The town of Ghana-ville's police left.", []),
        ("al-Qaeda and Al-Qaeda", ["al-qaeda", "al-qaeda"]),
    ],
)
def test_bodies_of_states(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Pakistan", "pk-government"),
        ("Islamabad", "pk-government"),
        ("U.S.", "us-government"),
        ("Ghana's president", "gh-president"),
        ("the Israeli army", "idf"),
        ("Hamas", "hamas"),
    ],
)
def test_a_name_alone(name: str, key: str) -> None:
    assert actor_register().named(name).id == key


@pytest.mark.parametrize("name", ["", "Nobody", "the army", "Ghana and Togo", "in Ghana", "people"])
def test_a_name_alone_that_is_no_actor(name: str) -> None:
    assert actor_register().named(name) is None


def test_one_name_of_two_actors_gives_rivals() -> None:
    rows = [Entry(Actor("Hill Front", "a"), ("Hill Front",)), Entry(Actor("Coast Front", "b"), (), ("Hill Front",))]
    (named,) = ActorRegister((), rows).find("The Hill Front left.")
    assert (named.actor.id, [rival.id for rival in named.rivals], named.weak) == ("a", ["b"], False)
    assert [one.weak for one in ActorRegister((), rows[1:]).find("The Hill Front left.")] == [True]
    assert list(ActorRegister((), rows[1:]).find("The Hill Front left.", weak=False)) == []


def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "groups.tsv").write_text("id\tname\nx\tHill Front\ty\n", encoding="utf-8")
    monkeypatch.setattr(actors_table, "folder", lambda: tmp_path)
    with pytest.raises(ResourceError, match=r"groups\.tsv, line 2"):
        list(actors_table.entries())
