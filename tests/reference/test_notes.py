"""What reports say of a claim without a source of its own."""

from __future__ import annotations

import pytest

from casus.reference.notes import Note, notes


@pytest.mark.parametrize("one", notes(), ids=lambda one: one.note)
def test_a_note_is_found_in_its_own_example_and_in_no_other(one: Note):
    assert [other.note for other in notes() if other.pattern.search(one.example)] == [one.note]


@pytest.mark.parametrize(
    "words",
    [
        "The group claimed responsibility for the bombing.",
        "The army confirmed the deaths.",
        "The motive was revenge.",
    ],
)
def test_plain_sentences_carry_no_note(words):
    assert not any(one.pattern.search(words) for one in notes())
