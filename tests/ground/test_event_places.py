"""Which of the places of a sentence is the place of one act."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.ground.event_places import place_of_event, weights
from casus.ground.places import read_places
from casus.model.span import Span
from casus.reference.gazetteer import open_gazetteer
from casus.text.analysis import analyse

GAZETTEER = open_gazetteer()


def where(text: str, verb: str) -> list[str]:
    start = text.index(verb)
    read = read_places(text, GAZETTEER)
    return [span.of(text) for span in place_of_event(text, Span(start, start + len(verb)), read)]


@pytest.mark.parametrize(
    ("text", "verb", "places"),
    [
        ("Gunmen killed four drivers in Kalat on Monday.", "killed", ["Kalat"]),
        ("Gunmen killed four drivers in Mach, Balochistan, Pakistan.", "killed", ["Mach"]),
        ("Troops shelled the village of Zorbagh in Idlib province.", "shelled", ["Zorbagh"]),
        ("The army captured Kupiansk on Sunday.", "captured", ["Kupiansk"]),
        ("A bomb exploded near Herat, officials in Kabul said.", "exploded", ["Herat"]),
        ("Israeli jets bombed a depot.", "bombed", []),
        ("The price of wheat rose again.", "rose", []),
        ("Crowds marched in Lahore and Karachi on Friday.", "marched", ["Lahore", "Karachi"]),
    ],
)
def test_where_an_act_took_place(text: str, verb: str, places: list[str]) -> None:
    assert where(text, verb) == places


def test_the_span_of_a_reading_is_taken_as_it_is() -> None:
    text = "Earlier news. Two men were shot dead in southern Lebanon."
    read = read_places(text, GAZETTEER)
    start = text.index("shot")
    assert place_of_event(text, Span(start, start + 4), read) == (read[0].span,)


def test_a_sentence_given_is_the_sentence_found() -> None:
    text = "It rained. Rebels attacked a convoy near Goma in DR Congo."
    read, start = read_places(text, GAZETTEER), text.index("attacked")
    verb = Span(start, start + 8)
    assert place_of_event(text, verb, read, analyse(text)[1]) == place_of_event(text, verb, read)


def test_no_verb_no_place() -> None:
    assert place_of_event("", Span(0, 0), ()) == ()
    assert place_of_event("Blasts in Goma.", Span(90, 95), ()) == ()


def test_no_feature_is_a_name() -> None:
    names = [name for name in weights() if re.match(r"(?:lemma|of noun|relation)=", name) and not name.islower()]
    assert names == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 10))
def test_any_text_and_any_span(text: str, start: int, size: int) -> None:
    for span in place_of_event(text, Span(start, start + size), read_places(text, GAZETTEER)):
        assert span.of(text)
