"""The types of PLOVER: every code has one, and every row of the table holds in its own example."""

from __future__ import annotations

import pytest

from casus.export.plover import plover_type, plover_types, recipients, table
from casus.model.codes import EventType
from casus.pipeline import parse
from casus.reference.resources import load_toml

DATA = load_toml("export/plover.toml")
TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST MOBILIZE "
    "COERCE ASSAULT".split()
)


def test_every_code_has_a_type() -> None:
    assert set(DATA["happened"]) == {code.value for code in EventType}
    assert set(DATA["planned"]) | set(DATA["attempted"]) <= set(DATA["happened"])


def test_every_type_is_one_of_plovers() -> None:
    known = table()
    assert {*known.happened.values(), *known.planned.values(), *known.attempted.values()} <= TYPES
    assert {one.type for one in known.worded} <= TYPES


@pytest.mark.parametrize("row", DATA["worded"], ids=lambda row: f"{row['code']} {row['type']}")
def test_words_give_their_type(row: dict[str, str]) -> None:
    claims = parse(row["example"], published="2025-05-08").claims
    assert row["type"] in [plover_type(claim) for claim in claims if claim.event_type.value == row["code"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen killed three villagers.", ("ASSAULT",)),
        ("Poland will send tanks to Ukraine.", ("AGREE",)),
        ("Poland said it will close its border with Belarus.", ("THREATEN",)),
        ("Ukraine accused Russia of shelling a market.", ("ASSAULT", "ACCUSE")),
        ("Police arrested two militants.", ("COERCE",)),
    ],
)
def test_types(text: str, wanted: tuple[str, ...]) -> None:
    assert plover_types(parse(text, published="2025-05-08").claims[0]) == wanted


def test_a_denial_has_no_type() -> None:
    claims = parse("Rwanda denied attacking the town of Goma.", published="2025-05-08").claims
    assert [plover_type(claim) for claim in claims] == [None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sudan threatened Chad with sanctions.", ("Chad",)),
        ("Gunmen killed three farmers in Goma.", ("farmers",)),
        ("The Israeli army strengthened its forces in Lebanon.", ("Lebanon",)),
    ],
)
def test_recipients_are_targets_else_victims_else_the_place(text: str, named: tuple[str, ...]) -> None:
    (claim,) = parse(text, published="2025-05-08").claims
    assert recipients(claim) == named
