"""Codes, days, places and figures in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.export.words import (
    country,
    days,
    figure,
    given_up,
    grade_meanings,
    held_days,
    narrow_days,
    place,
    policy_text,
    short_place,
    voices,
    words,
)
from casus.model.account import Held, Holder, Voices
from casus.model.codes import EventType, Grade, Harm, Precision, Realis, Scope, Stance
from casus.model.place import Place
from casus.model.span import Span
from casus.model.when import When
from casus.reference.resources import load_toml

EXAMPLES = load_toml("export/words.toml")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["section"])
def test_the_examples_of_the_words_file_hold(example):
    assert words().of(example["section"], example["code"]) == example["word"]


def test_every_section_has_an_example():
    assert {example["section"] for example in EXAMPLES} == set(words().sections)


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("acts", EventType),
        ("stances", Stance),
        ("scopes", Scope),
        ("realis", Realis),
        ("harms", Harm),
        ("precisions", Precision),
        ("grades", Grade),
    ],
)
def test_every_code_has_a_word_and_no_word_lacks_a_code(section, codes):
    assert set(words().sections[section]) == {code.value for code in codes}


def test_every_grade_is_explained_and_the_default_policy_is_told():
    assert set(grade_meanings()) == {grade.value for grade in Grade}
    assert "origin" in policy_text("independent-range/1")
    assert policy_text("no such policy/9") is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2025, 5, 7), (2025, 5, 7), "7 May 2025"),
        ((2025, 5, 6), (2025, 5, 7), "6–7 May 2025"),
        ((2025, 3, 1), (2025, 3, 31), "March 2025"),
        ((2024, 2, 1), (2024, 2, 29), "February 2024"),
        ((2025, 2, 1), (2025, 3, 31), "1 February – 31 March 2025"),
        ((2024, 12, 31), (2025, 1, 1), "31 December 2024 – 1 January 2025"),
        ((9999, 12, 1), (9999, 12, 31), "1–31 December 9999"),
    ],
)
def test_days(first, last, said):
    assert days(When(date(*first), date(*last))) == said


def test_days_for_a_narrow_column():
    assert narrow_days(When(date(2025, 1, 8), date(2025, 2, 9))) == "8 Jan – 9 Feb 2025"


def test_unknown_days_and_places_say_so():
    assert (days(None), place(None), short_place(None)) == ("day not told", "place not told", "place not told")


def test_places_run_from_the_nearest_name_outwards():
    mach = Place("Mach", "PK", "Balochistan", relation="near")
    assert (place(mach), short_place(mach)) == ("near Mach, Balochistan, Pakistan", "near Mach")
    assert place(Place("Balochistan", "PK", "Balochistan")) == "Balochistan, Pakistan"
    assert country("XX") == "XX"


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (None, None, None, "unknown"),
        (0, 0, 0, "0"),
        (7, 7, 7, "7"),
        (10, 12, 12, "12 (10 to 12)"),
        (201, 201, None, "201 or more"),
        (10, 12, None, "12 (10 or more)"),
        (None, None, 5, "up to 5"),
        (1200, 1200, 1200, "1,200"),
    ],
)
def test_figures(low, best, high, said):
    assert figure(low, best, high) == said


@given(st.dates(), st.dates())
def test_any_stretch_of_days_has_words(one, other):
    assert days(When(min(one, other), max(one, other)))


def test_days_of_a_value_and_who_gave_it_up():
    one = Holder(None, "Herald", "r1", "c1", Stance.ASSERTS, "quote", Span(0, 5), date(2025, 5, 11))
    assert given_up(one) == "given up by Herald (11 May 2025)"
    assert held_days(Held("5", ())) == ""
    assert held_days(Held("5", (), (), date(2025, 5, 8), date(2025, 5, 8))) == "since 8 May 2025"
    assert held_days(Held("5", (), (), date(2025, 5, 8), date(2025, 5, 9))) == "since 8 May 2025, last on 9 May 2025"


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (Voices(3, 1, 1, 0), "1 origin"),
        (Voices(3, 1, 1, 1), "1 origin, a party"),
        (Voices(9, 4, 4, 1), "4 origins, 1 party"),
        (Voices(9, 4, 3, 2), "4 origins, 3 of them independent, 2 parties"),
    ],
)
def test_voices_in_words(counted, said):
    assert voices(counted) == said
