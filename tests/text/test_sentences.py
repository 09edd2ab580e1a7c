import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.reference.resources import load_tsv
from casus.text.sentences import sentences

PIECES = r"""Gen. The U.S. army said 5 p.m. No. " ” “ . ? ! … ... • J. 3.5 ( ) al-Shabaab he Jan. мир 1."""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", " ", "  ", "\u00a0", "\r\n", "\u2029"])


def split(text):
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Asif and Lt. Col. R. K. Mir of the U.S. Army met at 5 p.m. on Jan. 3 in St. Petersburg.",
        "No. 7 Squadron lost 3.5 tonnes of fuel.",
        '"Who fired first?" Karim asked.',
        "The figure rose to 1,200... and then fell.",
        "Smith et al. wrote on Art. 3 of the convention.",
        "The U.S. military denied it.",
        "J. Smith vs. the Ministry of Defence Inc. ended.",
    ],
)
def test_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left the U.S. The raid went on.", ["He left the U.S.", "The raid went on."]),
        ("It began at 5 a.m. Troops fired.", ["It began at 5 a.m.", "Troops fired."]),
        ("Was it one? No. It was two!", ["Was it one?", "No.", "It was two!"]),
        ('"We did it." They fled. (Two fell.) Then rain.', ['"We did it."', "They fled.", "(Two fell.)", "Then rain."]),
        ("“We did it.” 14 fell.", ["“We did it.”", "14 fell."]),
        ("They waited… Nobody came.", ["They waited…", "Nobody came."]),
        ("He fell.[3] Others ran.", ["He fell.[3]", "Others ran."]),
        ("Two fell. al-Shabaab denied it.", ["Two fell.", "al-Shabaab denied it."]),
        ("Troops attack town\nTwo soldiers fell.", ["Troops attack town", "Two soldiers fell."]),
        ("Troops attack town\n\nand leave", ["Troops attack town", "and leave"]),
        ("• one fell\n• two fled", ["• one fell", "• two fled"]),
        ("1. The army\n2. The police", ["1. The army", "2. The police"]),
        ("It was over in 2019. The rest is known.", ["It was over in 2019.", "The rest is known."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_parts(text, parts):
    assert split(text) == parts


def test_wrapped_lines_are_joined():
    text = (
        "The column left the base before dawn and was hit on the road to\n"
        "Harnai, where two vehicles burned and at least seven men of the\n"
        "Frontier Corps were wounded. Nobody said who had laid the charge."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("row", list(load_tsv("text/abbreviations.tsv")), ids=lambda row: row["form"])
def test_abbreviations(row):
    parts = split(row["example"])
    expected = 2 if row["kind"] in ("general", "starter") else 1
    assert len(parts) == expected, parts


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_every_character_lies_in_one_sentence(text):
    spans = sentences(text)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(place in covered for place, letter in enumerate(text) if not letter.isspace())


@pytest.mark.parametrize("run", [".", ".)", "! ", "?!"])
def test_long_runs_of_stops_take_no_longer_than_their_length(run):
    began = time.process_time()
    sentences(run * 20_000)
    assert time.process_time() - began < 2
