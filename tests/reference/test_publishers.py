"""The register of publishers: every row is found by its example; wires and houses are told apart."""

from __future__ import annotations

import pytest

from casus.model.codes import Side
from casus.reference.countries import countries
from casus.reference.publishers import KINDS, organs, publishers
from casus.reference.resources import load_tsv

ROWS = list(load_tsv("publishers/publishers.tsv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_found_by_its_example(row: dict[str, str]) -> None:
    register, example = publishers(), row["example"]
    if "://" in example:
        found = register.at(example)
    elif ") - " in example:
        found = register.credited(example)
    else:
        found = register.named(example)
    assert found is not None
    assert found.id == row["id"]


def test_the_table_holds_together() -> None:
    assert len(ROWS) >= 150
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["kind"] for row in ROWS} <= KINDS
    assert {row["country"] for row in ROWS} - {""} <= countries().keys()
    register = publishers()
    for one in register.entries():
        assert not register.house(one).part_of
        for name in one.names:
            found = register.named(name)
            assert found is not None
            assert found.id == one.id, f"{name} is the name of two"


def test_organs_have_masters() -> None:
    assert organs()["tass"].country == "RU"
    assert organs()["tass"].side is Side.STATE
    assert organs()["al-masirah"].id == "houthis"
    assert "bbc" not in organs(), "a public broadcaster with a newsroom of its own"


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("AFP via *Arab News", "afp"),
        ("Al Jazeera/AFP", "afp"),
        ("Reuters and the Valley Paper", "reuters"),
        ("BBC Persian (in Persian)", "bbc-persian"),
        ("The Punch*", "punch"),
        ("SOHR 2", "sohr"),
        ("Valley Paper", None),
        ("The Guardian via MSN", "guardian"),
        ("Valley Paper via MSN", None),
    ],
)
def test_whose_words_a_page_carries(words: str, whose: str | None) -> None:
    found = publishers().byline(words)
    assert (found.id if found else None) == whose


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ZENDA, Ruritania (AP) \u2014 Two guards were hurt on Monday.", "ap"),
        ("(AFP) - Two guards were hurt on Monday.", "afp"),
        ("Two guards were hurt on Monday, the mayor said. (Xinhua)", "xinhua"),
        ("Two guards were hurt on Monday, the mayor said.\n\u2014 AFP", "afp"),
        ("Two guards were hurt on Monday, the mayor said. Source: Reuters", "reuters"),
        ("STRELSAU, May 8 (Xinhua) -- Two guards were hurt on Monday.", "xinhua"),
        ("STRELSAU, May 8. /TASS/. Two guards were hurt on Monday.", "tass"),
        ("Leaders of the Zenda Alliance for Peace (AAP) - a party of the hills - were hurt on Monday.", None),
        ("Two guards were hurt on Monday by men of the Armed Alliance of Peace (AAP)", None),
        ("Two guards were hurt on Monday. Photo: AFP", None),
        ("Two guards were hurt on Monday, the mayor told AFP.", None),
        ("Two guards were hurt at the offices of Reuters", None),
        ("The Free Zenda Movement (FZM) - which rules the hills - hurt two guards.", None),
        ("", None),
    ],
)
def test_credit_lines(text: str, agency: str | None) -> None:
    found = publishers().credited(text)
    assert (found.id if found else None) == agency


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.bbc.com/news/articles/x1", "bbc"),
        ("https://www.bbc.com/urdu/articles/x1", "bbc-urdu"),
        ("http://edition.cnn.com/2025/x", "cnn"),
        ("https://news.valley.example/a", None),
        ("no address", None),
    ],
)
def test_by_address(url: str, publisher: str | None) -> None:
    found = publishers().at(url)
    assert (found.id if found else None) == publisher


def test_editions_of_one_house() -> None:
    register = publishers()
    urdu, london = register.named("BBC Urdu"), register.named("BBC News")
    assert urdu is not None
    assert london is not None
    assert register.house(urdu) == register.house(london)
