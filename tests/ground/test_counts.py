"""Numbers said of things: the range that the words allow, and what is no count at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.ground.counts import number, read_counts
from casus.model.span import Span
from tests.strategies import CHARACTERS

Ends = tuple[int, int | None]


def ends(text: str) -> list[Ends]:
    return [(reading.value.low, reading.value.high) for reading in read_counts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve miners are missing.", (12, 12)),
        ("The raid left 7 guards dead.", (7, 7)),
        ("The raid left 1,240 guards dead.", (1240, 1240)),
        ("The raid left 1 240 guards dead.", (1240, 1240)),
        ("At least 12 miners are missing.", (12, None)),
        ("More than a dozen huts burned.", (13, None)),
        ("More than 60 huts burned.", (61, None)),
        ("Over 60 huts burned.", (61, None)),
        ("Upwards of 60 huts burned.", (61, None)),
        ("In excess of 60 huts burned.", (61, None)),
        ("Between 12 and 15 raiders fled.", (12, 15)),
        ("12 to 15 raiders fled.", (12, 15)),
        ("12-15 raiders fled.", (12, 15)),
        ("12–15 raiders fled.", (12, 15)),
        ("Two or three raiders fled.", (2, 3)),
        ("Up to 40 sailors may be aboard.", (0, 40)),
        ("As many as 1,200 guests were inside.", (0, 1200)),
        ("At most 40 sailors were aboard.", (0, 40)),
        ("No fewer than nine lorries burned.", (9, None)),
        ("No less than nine lorries burned.", (9, None)),
        ("A minimum of nine lorries burned.", (9, None)),
        ("Fewer than ten lorries burned.", (0, 9)),
        ("Less than ten lorries burned.", (0, 9)),
        ("Nine or more lorries burned.", (9, None)),
        ("Five people or more were hurt.", (5, None)),
        ("Another 12 were hurt.", (12, 12)),
        ("A further six were hurt.", (6, 6)),
        ("Only six were hurt.", (6, 6)),
        ("All 33 sailors came home.", (33, 33)),
        ("Scores were hurt.", (40, None)),
        ("Scores of shepherds were hurt.", (40, None)),
        ("Dozens of shepherds were hurt.", (24, None)),
        ("Hundreds of shepherds marched.", (200, None)),
        ("Thousands marched.", (2000, None)),
        ("Tens of thousands marched.", (20_000, None)),
        ("Hundreds of thousands marched.", (200_000, None)),
        ("A couple of shepherds were hurt.", (2, 2)),
        ("A dozen shepherds were hurt.", (12, 12)),
        ("Half a dozen shepherds were hurt.", (6, 6)),
        ("At least a dozen shepherds were hurt.", (12, None)),
        ("More than half a dozen shepherds were hurt.", (7, None)),
        ("Several shepherds were hurt.", (3, None)),
        ("A few shepherds were hurt.", (3, None)),
        ("Twenty-one guards fell.", (21, 21)),
        ("Two hundred and fifty guards fell.", (250, 250)),
        ("Three thousand five hundred guards fell.", (3500, 3500)),
        ("A hundred guards fell.", (100, 100)),
        ("1.5 million people have left.", (1_500_000, 1_500_000)),
        ("More than 2 million people have left.", (2_000_001, None)),
        ("(Twelve) guards fell.", (12, 12)),
        ('"12 guards fell," he said.', (12, 12)),
        ("MORE THAN 60 HUTS BURNED", (61, None)),
        ("At\nleast\n12 miners are missing.", (12, None)),
        ("At least 9 Indian guards fell.", (9, None)),
    ],
)
def test_one_count(text: str, expected: Ends) -> None:
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    "word", ["about", "around", "approximately", "roughly", "nearly", "almost", "close to", "some"]
)
def test_a_rough_number_is_itself_and_marked(word: str) -> None:
    (reading,) = read_counts(f"The flood of arms reached {word} 200 raiders.")
    assert (reading.value.low, reading.value.high, reading.value.approx) == (200, 200, True)
    assert reading.text == f"{word} 200"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twin blasts killed 9 and 4 shoppers.", [(9, 9), (4, 4)]),
        ("The dead were 14, including 3 children.", [(14, 14), (3, 3)]),
        ("12 guards, 15 nurses and three cooks were inside.", [(12, 12), (15, 15), (3, 3)]),
        ("One guard and one nurse were inside.", [(1, 1), (1, 1)]),
        ("It killed at least 5 and injured more than 20.", [(5, None), (21, None)]),
        ("Several of the 40 guards fled.", [(3, None), (40, 40)]),
        ("More than 1,000 huts and 200 barns burned.", [(1001, None), (200, 200)]),
        ("Four of the six died, two of them at sea.", [(4, 4), (6, 6), (2, 2)]),
    ],
)
def test_several_counts(text: str, expected: list[Ends]) -> None:
    assert ends(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old shepherd was found.",  # ages
        "He is 34 years old.",
        "The girl, who was six years old, was found.",
        "It began at 9:30 on the hill.",  # times
        "It began at 9 p.m. on the hill.",
        "It began at 5am.",
        "It lasted 12 hours.",
        "It lasted three more days.",
        "The two-day talks ended.",
        "It cost $12 million.",  # money
        "It cost €1,200.",
        "It cost ₹500.",
        "It cost 10,000 rupees.",
        "It cost 12 dollars.",
        "About 12 percent of the huts burned.",  # shares
        "Exactly 12% of the huts burned.",
        "It lies 12 km from the hill.",  # measures
        "It lies 3 miles from the hill.",
        "It fell 30 metres.",
        "They took 12 tonnes of grain.",
        "He carried an AK-47.",  # models
        "An F-16 and a T-72 were lost.",
        "A 122mm rocket fell.",
        "The G-20 and the G7 met.",
        "The airliner MH17 was lost.",
        "The 12th brigade left.",  # ordinals
        "The 3rd and the 22nd brigade left.",
        "The 7/11 attacks are remembered.",
        "Both guards left.",
        "",
        " \n\t",
        "Nobody knows.",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert ends(text) == []


def test_what_is_a_day_or_a_year_is_taken_already() -> None:
    text = "On 7 October 2023 gunmen shot 12 guards."
    day = Span(text.index("7"), text.index("2023") + 4)
    assert [reading.text for reading in read_counts(text, [day])] == ["12"]


def test_a_count_that_only_touches_a_day_stays() -> None:
    text = "In May 12 guards fell."
    assert [reading.text for reading in read_counts(text, [Span(3, 6)])] == ["12"]


@pytest.mark.parametrize(
    "text", ["❺ guards", "٣ guards", "१२ guards", "½ of them", "²³ guards", "Ⅻ guards", "十二 guards", "1٣2"]
)
def test_digits_of_other_scripts_do_no_harm(text: str) -> None:
    assert all(reading.span is not None for reading in read_counts(text))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("1,200", 1200),
        ("nineteen", 19),
        ("ninety-nine", 99),
        ("one hundred", 100),
        ("one hundred and five", 105),
        ("twelve hundred", 1200),
        ("two thousand and one", 2001),
        ("three hundred thousand", 300_000),
        ("2.5 million", 2_500_000),
        ("five six", None),
        ("twenty thirty", None),
        ("guard", None),
    ],
)
def test_the_value_of_a_number(words: str, value: int | None) -> None:
    assert number(words) == value


SPELLED = st.sampled_from(
    "one two twelve nineteen twenty twenty-one hundred thousand million a an and or to between at least more than up "
    "fewer less no several dozens dozen scores of about some nearly 3 12 1,200 2.5 34 - – , . % $ ( ) guards people "
    "years old km -year-old ❺ ٣ ½".split()
)


@given(st.one_of(st.text(CHARACTERS, max_size=80), st.lists(SPELLED, max_size=20).map(" ".join)))
def test_counts_stand_in_the_text_in_order_and_apart(text: str) -> None:
    readings = read_counts(text)
    assert all(reading.span is not None and reading.span.of(text) == reading.text != "" for reading in readings)
    spans = [reading.span for reading in readings]
    assert all(left.end <= right.start for left, right in pairwise(spans))


@given(st.integers(0, 999_999_999))
def test_digits_are_read_as_they_stand(value: int) -> None:
    for words in (str(value), f"{value:,}"):
        assert ends(f"He saw {words} birds.") == [(value, value)]


@given(
    st.lists(SPELLED, max_size=20).map(" ".join), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 9)), max_size=3)
)
def test_nothing_that_starts_in_a_taken_stretch_is_read(text: str, stretches: list[tuple[int, int]]) -> None:
    taken = [Span(start, start + length) for start, length in stretches]
    free = read_counts(text)
    kept = read_counts(text, taken)
    assert [reading for reading in free if reading in kept] == list(kept)
    assert not any(span.start <= reading.span.start < span.end for reading in kept for span in taken)
