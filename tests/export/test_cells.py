"""Cells that a spreadsheet cannot take for formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.export.cells import defuse, listed, undefuse, written


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "＝1"])
def test_formulas_become_words(text):
    assert defuse(text) == "'" + text


@pytest.mark.parametrize("text", ["12 soldiers", "'quoted'", "a=b", ""])
def test_words_stay(text):
    assert defuse(text) == text


@given(st.text())
def test_defusing_is_undone_without_loss(text):
    cell = defuse(text)
    assert undefuse(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_numbers_stay_numbers_and_unknown_is_empty():
    assert written(-74.006) == "-74.006"
    assert written(0) == "0"
    assert written(None) == ""


@given(st.text())
def test_every_cell_can_be_encoded(text):
    written(text + "\ud800\0").encode("utf-8")


def test_a_semicolon_inside_a_name_does_not_part_it():
    assert listed(["Front; northern wing", "army", "army"]) == "Front, northern wing; army"
