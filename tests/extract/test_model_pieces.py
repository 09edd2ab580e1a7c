"""Wordpieces: cut as BERT cuts them, at places of the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casus.extract.model_pieces import UNKNOWN, Cutter, shape, windows, words

VOCABULARY = ["[PAD]", *("[unused]",) * 99, "[UNK]", "[CLS]", "[SEP]", "air", "##strike", "##s", "in", "sana", "'", "a"]


def test_longest_pieces_from_the_left_with_their_places():
    pieces = Cutter(VOCABULARY).cut("Airstrikes in Saná'a")
    assert [VOCABULARY[n] for n in pieces.ids] == ["air", "##strike", "##s", "in", "sana", "'", "a"]
    assert pieces.offsets == ((0, 3), (3, 9), (9, 10), (11, 13), (14, 18), (18, 19), (19, 20))
    assert pieces.inner == (False, True, True, False, False, False, False)
    assert pieces.shapes == (2, 2, 2, 1, 2, 6, 1)


def test_a_word_without_pieces_is_unknown_as_a_whole():
    pieces = Cutter(VOCABULARY).cut("zzz in")
    assert pieces.ids == (UNKNOWN, VOCABULARY.index("in"))
    assert pieces.offsets[0] == (0, 3)


def test_without_case_no_shape_is_told():
    assert set(Cutter(VOCABULARY).cut("AIR IN SANA", cased=False).shapes) == {0}


def test_shapes():
    assert [shape(word) for word in ("army", "Army", "ARMY", "iPhone", "M23", ",", "A")] == [1, 2, 3, 4, 5, 6, 2]


def test_windows_cover_everything_and_overlap():
    assert list(windows(5, 10, 2)) == [(0, 5)]
    assert list(windows(20, 10, 2)) == [(0, 10), (8, 18), (16, 20)]


@given(st.text(max_size=200))
def test_pieces_stand_in_the_text_in_order(text):
    found = list(words(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert not any(letter.isspace() for start, end in found for letter in text[start:end])
    pieces = Cutter(VOCABULARY).cut(text)
    assert all(0 <= start < end <= len(text) for start, end in pieces.offsets)
