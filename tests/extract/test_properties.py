"""What holds for every text, however little sense it makes."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from casus.model.claim import Parsed
from casus.model.report import Report
from casus.pipeline import parse_report
from tests.strategies import CHARACTERS

WORDS = (
    "the a an in on at of by with near after before when that which who and or but including among them of them "
    "killing wounding injuring said says told accused denied claimed responsibility for confirmed blamed reported "
    "according to was were has have had been be will would may not no one killed wounded injured died attacked "
    "bombed shelled struck seized abducted kidnapped released freed arrested withdrew agreed rejected threatened "
    "urged called planned tried attack attacks bombing blast explosion strike airstrike shelling raid clash ambush "
    "ceasefire talks sanctions toll bomb drone missile rocket rifle soldiers police officers gunmen rebels "
    "militants civilians people children villagers hostages army government group spokesman statement it its they "
    "their he another more others several dozens hundreds at least more than up to about two three nine 12 14 1,200 "
    "20% 34-year-old suspected reportedly allegedly separate Monday Tuesday yesterday March 2024 Quetta Balochistan "
    "Kherson Gaza Goma Kabul India Pakistan Russia Ukraine Israel Hamas Taliban BLA Islamic State United Nations "
    "Karim Haider accident earthquake flood crash last week "
).split()
MARKS = (
    ". ",
    ". ",
    ", ",
    ", ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " — ",
    "; ",
    ": ",
    '" ',
    ' "',
    "“",
    "”",
    " (",
    ") ",
    "’s ",
    "\n\n",
    "? ",
)

SENTENCES = (
    "A bomb killed nine people in Quetta on Monday, police said.",
    "The army denied it.",
    "At least 14 people, including three children, were killed in two attacks in Balochistan.",
    "The BLA claimed responsibility for the attack.",
    "India accused Pakistan of shelling a village, a charge Islamabad denied.",
    "Another six were wounded.",
    '"They shot at us," he said. "Two died."',
    "In a separate attack, gunmen abducted eight hostages, three guards and five cooks.",
    "The dead included four women, many of them teachers.",
    "Police revised an earlier toll of 27.",
    "Russia and Ukraine exchanged 90 prisoners.",
    "More than 300 people have been killed since January.",
)


@st.composite
def babble(draw) -> str:
    """Words of the trade in any order."""
    words = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=40))
    text = "".join(word + mark for word, mark in words)
    return text[:1].upper() + text[1:]


def texts():
    patches = st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join)
    return st.one_of(babble(), patches, st.text(CHARACTERS, max_size=120))


def parsed(text: str, day: date | None) -> Parsed:
    return parse_report(Report("r", text, day, "Hill Post"))


@settings(max_examples=300)
@given(texts(), st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_every_claim_stands_on_its_words(text: str, day: date | None) -> None:
    for claim in parsed(text, day).claims:
        assert claim.quote
        assert claim.span.of(text) == claim.quote
        readings = (*claim.perpetrators, *claim.targets, claim.source, claim.weapon, claim.place, claim.when)
        for reading in readings:
            assert reading is None or reading.span is None or reading.span.end <= len(text)
        for toll in claim.tolls:
            assert toll.span is None or toll.span.end <= len(text)


@settings(max_examples=300)
@given(texts())
def test_parts_point_at_totals(text: str) -> None:
    for claim in parsed(text, date(2025, 5, 8)).claims:
        for at, toll in enumerate(claim.tolls):
            if toll.part_of is None:
                continue
            assert 0 <= toll.part_of < len(claim.tolls)
            assert toll.part_of != at
            total = claim.tolls[toll.part_of]
            assert total.harm is toll.harm
            assert total.part_of is None


@settings(max_examples=200)
@given(texts())
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parsed(text, date(2025, 5, 8)) == parsed(text, date(2025, 5, 8))


@settings(max_examples=300)
@given(texts())
def test_ids_differ_and_incidents_count_from_one(text: str) -> None:
    claims = parsed(text, date(2025, 5, 8)).claims
    assert len({claim.id for claim in claims}) == len(claims)
    numbers = sorted({claim.incident for claim in claims})
    assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=150)
@given(texts())
def test_without_a_day_of_publication_no_day_is_made_up(text: str) -> None:
    """The day of a fresh, undated report is counted from publication: where that is unknown, so is the day."""
    for claim in parsed(text, None).claims:
        if claim.when is not None:
            assert claim.when.span is not None


@settings(max_examples=150)
@given(texts())
def test_attributions_stand_in_the_text(text: str) -> None:
    for one in parsed(text, date(2025, 5, 8)).attributions:
        for span in (one.source, one.cue, *one.content):
            assert span is None or (0 <= span.start < span.end <= len(text))
