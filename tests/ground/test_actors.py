"""Actors where a text names them, and the short forms that a text defines itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.ground.actors import read_actors, short_forms
from casus.model.codes import Side
from tests.strategies import CHARACTERS


def ids(text: str) -> list[str | None]:
    return [reading.value.id for reading in read_actors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas and Hezbollah traded words.", ["hamas", "hezbollah"]),
        ("The Taliban’s envoy left.", ["taliban"]),
        ("The Pakistani Taliban, not the Taliban, struck.", ["ttp", "taliban"]),
        ("A squad of the Balochistan Liberation Army (BLA) struck.", ["bla", "bla"]),
        ("The Islamic State – Khorasan Province struck; the Islamic State said so.", ["is-k", "isis"]),
        ("The houthis, in small letters, are not found; the Houthis are.", ["houthis"]),
        ("BALOCHISTAN LIBERATION ARMY STRIKES", ["bla"]),
        ("Nobody is named here.", []),
        ("", []),
    ],
)
def test_registered_names(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_reading_keeps_its_words_and_its_rule() -> None:
    (reading,) = read_actors("On Monday the Kurdistan Workers' Party left.")
    assert reading.text == "Kurdistan Workers' Party"
    assert reading.rule == "register"
    assert reading.value.side is Side.NONSTATE
    assert reading.value.country == "TR"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Upper Valley Defence Front (UVDF) struck.", {"UVDF": "Upper Valley Defence Front"}),
        ("The Movement for the Salt Coast (MSC) struck.", {"MSC": "Movement for the Salt Coast"}),
        ("Then the Free Hill-Men Army (FHMA) struck.", {"FHMA": "Free Hill-Men Army"}),
        ("A man from Northern Hill Watch (NHW) spoke.", {"NHW": "Northern Hill Watch"}),
        ("The Salt Coast (pictured) is long.", {}),
        ("General Ahmed Hill (Retired) spoke.", {}),
        ("The Salt Coast Army (NATO) struck.", {}),
        ("The salt coast army (SCA) struck.", {}),
    ],
)
def test_short_forms(text: str, expected: dict[str, str]) -> None:
    assert short_forms(text) == expected


def test_a_defined_short_form_is_found_wherever_it_stands() -> None:
    text = "The Upper Valley Defence Front (UVDF) struck. The UVDF said so; a UVDF-led band fled."
    readings = read_actors(text)
    assert {reading.value.name for reading in readings} == {"Upper Valley Defence Front"}
    assert [reading.text for reading in readings] == ["Upper Valley Defence Front", "UVDF", "UVDF", "UVDF"]
    assert all(reading.rule == "defined" and reading.value.id is None for reading in readings)


def test_a_defined_short_form_of_a_registered_actor_is_that_actor() -> None:
    readings = read_actors("The Sudanese Armed Forces (SAF) struck. The SAF said so.")
    assert len({reading.value.id for reading in readings}) == 1
    assert readings[0].value.id is not None


PIECES = st.sampled_from(
    [
        "\n",
        *"Hamas ( ) (BLA) BLA the of and Upper Valley Front (UVF) UVF ’s ' – - Islamic State Taliban , . ❺".split(),
    ]
)


@given(st.one_of(st.text(CHARACTERS, max_size=80), st.lists(PIECES, max_size=15).map(" ".join)))
def test_names_stand_in_the_text_in_order(text: str) -> None:
    readings = read_actors(text)
    assert all(reading.span is not None and reading.span.of(text) == reading.text for reading in readings)
    starts = [reading.span.start for reading in readings]
    assert starts == sorted(starts)
    registered = [reading.span for reading in readings if reading.rule == "register"]
    assert all(left.end <= right.start for left, right in pairwise(registered))
    defined = [reading.span for reading in readings if reading.rule == "defined"]
    assert not any(left.overlaps(right) for left in registered for right in defined)
