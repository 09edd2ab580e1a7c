import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.text.tokens import tokenise


def words(text):
    return [text[start:end] for start, end in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't.", "They|do|n't|."),
        ("cannot can’t won't", "can|not|ca|n’t|wo|n't"),
        ("BLA's men", "BLA|'s|men"),
        ("the soldiers’ camp", "the|soldiers|’|camp"),
        ("the U.S. army", "the|U.S.|army"),
        ("a U.S.-led raid", "a|U.S.-led|raid"),
        ("car-bomb, 5-year-old", "car-bomb|,|5-year-old"),
        ("1,200 or 3.5%", "1,200|or|3.5|%"),
        ("$5 and US$7.5m", "$|5|and|US$|7.5m"),
        ("Afghanistan–Pakistan", "Afghanistan|–|Pakistan"),
        ("“al-Qa’ida” (AQ)", "“|al-Qa’ida|”|(|AQ|)"),
        ("Sana'a's Qur'an", "Sana'a|'s|Qur'an"),
        ("Lt. Gen. Ali, No. 5", "Lt.|Gen.|Ali|,|No.|5"),
        ("I said No.", "I|said|No|."),
        ("J. R. Smith", "J.|R.|Smith"),
        ("at 6am, 10:30 p.m.", "at|6|am|,|10:30|p.m."),
        ("155mm, AK-47, F-16s", "155|mm|,|AK-47|,|F-16s"),
        ("10-12 dead", "10-12|dead"),
        ("see https://a.example/b?c=d.", "see|https://a.example/b?c=d|."),
        ("Znak.com says", "Znak.com|says"),
        ("ended.The rest", "ended|.|The|rest"),
        ("wait... what?!", "wait|...|what|?!"),
        ("well—no--yes", "well|—|no|--|yes"),
        ("they'll I'd we've", "they|'ll|I|'d|we|'ve"),
        ("Jean-Noël Barrot", "Jean-Noël|Barrot"),
        ("and/or", "and|/|or"),
        ("", ""),
    ],
)
def test_words(text, expected):
    assert words(text) == (expected.split("|") if expected else [])


@given(st.one_of(st.text(), st.text("aB.'’-–$5,% \n“”né", max_size=60)))
def test_every_character_lies_in_one_token(text):
    places = tokenise(text)
    assert all(start < end for start, end in places)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    assert "".join(text[start:end] for start, end in places) == "".join(text.split())


def test_part_of_a_text():
    text = "One two. Three four."
    assert [text[start:end] for start, end in tokenise(text, 9, len(text))] == ["Three", "four", "."]
