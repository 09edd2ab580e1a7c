"""Odd text before the three readers: never an exception, words verbatim, nothing invented.

`CASUS_FUZZ=20000 pytest tests/ground/test_places_fuzz.py` runs it for minutes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.ground.counts import read_counts
from casus.ground.event_places import place_of_event
from casus.ground.places import read_places, resolve_spans
from casus.ground.times import read_times
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.gazetteer import open_gazetteer

GAZETTEER = open_gazetteer()
EXAMPLES = int(os.environ.get("CASUS_FUZZ", "150"))
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

PIECES = (
    *("Quetta", "Mach, Balochistan, Pakistan", "al-Fashir", "St. Louis", "the", "in", "near", "10 km south of", "U.S."),
    *("B.C.", "D.C.", "Pa.", "KYIV", "KILLED FIVE IN KARACHI", "Sana'a", "Iran–Iraq border", "its border with Belarus"),
    *("Uror counties", "District", "Province of", "Mount", "Street", "Israeli", "Saudi Arabian", "Islamic State", "of"),
    *("31 February", "30 February 2024", "2023-02-29", "99/99/9999", "0 May", "32 May", "May 0", "25:61", "the 45th"),
    *("1 January 0000", "year 99999", "Monday", "last", "next", "ago", "two days", "999999999999 years ago", "'90s"),
    *("killed", "wounded", "at least", "no", "between 12 and 3", "dozens of", "12,34,567", "1e9", "½", "²", "①", "Ⅻ"),
    *(
        "١٢٣",
        "१२३",
        "໑໒",
        "𝟙𝟚",
        "〇",
        "十二",
        "1,000,000,000,000,000,000,000",
        "-5",
        "0",
        "00",
        "3.5",
        "1/0",
        "9" * 400,
    ),
    *(
        "\u202eatteuQ\u202c",
        "\u200fالخرطوم\u200f",
        "\u2066Goma\u2069",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "\u0301",
        "e\u0301",
    ),
    *("Z\u0351\u0489algo", "İstanbul", "ISTANBUL'DA", "ǅ", "ﬁ", "ß", "ẞ", "\x00", "\x1b[31m", "\x85", "\u2028", "\r\n"),
    *(
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
        "\ud800",
        "\U0010ffff",
        "🇵🇰",
        "👩‍👩‍👧",
        "’s",
        "'S",
        "…",
        "—",
        "(",
        ")",
        '"',
        "“",
        "%s",
    ),
    *(
        "A" * 10_000,
        "A b " * 2_000,
        "Al-" * 2_000,
        "a" * 10_000,
        "St. " * 500,
        ", Quetta" * 300,
        "U." * 1_000,
        "\u0301" * 999,
    ),
)
JOINS = st.sampled_from(["", " ", " ", " ", ", ", "\n", "-", ". ", "\u200f"])
ODD = st.lists(st.tuples(st.sampled_from(PIECES), JOINS), max_size=10).map(
    lambda parts: "".join(a + b for a, b in parts)
)
TEXTS = ODD | st.text(max_size=120) | st.text(st.characters(), max_size=60)


def verbatim(text: str, read: Sequence[Reading[Any]], *, apart: bool = True) -> None:
    """Hold that readings stand in the text as they say, in order, and overlap not."""
    for one in read:
        assert one.span is not None
        assert one.span.of(text) == one.text != ""
        assert 0 <= one.score <= 1
    if apart:
        assert all(a.span.end <= b.span.start for a, b in pairwise(read) if a.span and b.span)


@fuzz
@given(TEXTS, st.booleans())
def test_places_of_any_text(text: str, demonyms: bool) -> None:
    read = read_places(text, GAZETTEER, demonyms=demonyms)
    verbatim(text, read)
    for one in read:
        for place in (one.value, *(rival.value for rival in one.rivals)):
            assert (place.lat is None) == (place.lon is None)
            if place.lat is not None and place.lon is not None:
                assert -90 <= place.lat <= 90
                assert -180 <= place.lon <= 180
                assert (place.lat, place.lon) != (0, 0)
                assert place.id is not None
                entries = GAZETTEER.named(place.canonical or "")
                assert any((entry.id, entry.lat, entry.lon) == (place.id, place.lat, place.lon) for entry in entries)


@fuzz
@given(TEXTS, st.none() | st.dates())
def test_times_of_any_text(text: str, published: date | None) -> None:
    read = read_times(text, published)
    verbatim(text, read)
    for one in read:
        assert one.value.when is None or one.value.when.first <= one.value.when.last


@fuzz
@given(TEXTS)
def test_counts_of_any_text(text: str) -> None:
    read = read_counts(text)
    verbatim(text, read)
    for one in read:
        low, high = one.value.low, one.value.high
        assert low is None or low >= 0
        assert high is None or low is None or low <= high


@fuzz
@given(TEXTS, st.lists(st.tuples(st.integers(0, 150), st.integers(0, 150)), max_size=4))
def test_given_spans_of_any_text(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in ends if min(pair) < max(pair) <= len(text)]
    for one in resolve_spans(text, spans, GAZETTEER):
        assert one.span is not None
        assert (one.span.start, one.span.end) in spans


@fuzz
@given(TEXTS, st.integers(0, 60), st.integers(0, 12))
def test_the_place_of_an_event_of_any_text(text: str, start: int, size: int) -> None:
    for span in place_of_event(text, Span(start, start + size), read_places(text, GAZETTEER)):
        assert span.of(text)


@pytest.mark.parametrize(
    "words", ["31 February", "30 February 2024", "February 30, 2024", "2023-02-29", "31 April 2024"]
)
def test_a_day_that_no_calendar_has_is_no_day(words: str) -> None:
    for one in read_times(f"A bomb fell on {words} in the town.", date(2024, 6, 1)):
        when = one.value.when
        assert when is None or when.first != when.last


@pytest.mark.parametrize("text", ["A" * 10_000, "U." * 2_000, "A b " * 2_000, "\u0301" * 2_000, "9" * 400])
def test_what_the_fuzzer_found_slow_or_broken(text: str) -> None:
    begun = time.process_time()
    verbatim(text, read_places(text, GAZETTEER))
    verbatim(text, read_counts(text))
    assert time.process_time() - begun < 2
