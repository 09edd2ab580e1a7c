"""The fairness kit: its swaps are English, it sees what a swap changed, and our reader passes a quick part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bench.fairness import figures, outcomes, rules
from bench.fairness_pairs import Marks, Pair, differences, exchanged
from bench.fairness_parties import both_ways, pairs, table
from bench.fairness_real import real_pairs
from casus.model.claim import Claim
from casus.model.codes import Stance

QUICK = 200
STATES = both_ways([("India", "Ukraine"), ("Indian", "Ukrainian")])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An Indian drone hit Ukraine's port.", "A Ukrainian drone hit India's port."),
        ("A Ukrainian envoy left India.", "An Indian envoy left Ukraine."),
        ("The Indian navy met the Ukrainian one.", "The Ukrainian navy met the Indian one."),
        ("Indiana voted.", "Indiana voted."),
    ],
)
def test_a_swap_is_english_and_undone_by_itself(text: str, wanted: str) -> None:
    assert exchanged(text, STATES) == wanted
    assert exchanged(wanted, STATES) == text


def test_there_are_two_thousand_pairs_without_the_data_folder() -> None:
    made = list(pairs(table()))
    assert len(made) >= 2000
    assert all(pair.texts[0] != pair.texts[1] for pair in made)
    assert not any("{" in text or "  " in text for pair in made for text in pair.texts)


def test_a_quick_part_passes() -> None:
    made = list(pairs(table()))
    found = list(outcomes(made[:: len(made) // QUICK], rules))
    assert figures(found)["all"] >= 0.99, [one.pair.texts for one in found if one.differences]


def test_without_the_data_folder_there_are_no_real_items(tmp_path) -> None:
    assert list(real_pairs(tmp_path, table())) == []


def unfair(text: str, published: date) -> Sequence[Claim]:
    """A reader that believes one country and no other."""
    return [
        replace(claim, stance=Stance.DENIES) if claim.source and "Pakistan" in claim.source.value.name else claim
        for claim in rules(text, published)
    ]


def test_an_unfair_reader_is_found_out() -> None:
    first = next(iter(pairs(table())))
    (outcome,) = outcomes([first], unfair)
    assert [one.field for one in outcome.differences] == ["stance"]
    assert figures([outcome]) == {"states": 0.0, "all": 0.0, "pairs": 1}


def test_what_is_not_marked_is_a_difference() -> None:
    plain = Pair("states", "1", ("Chad bombed a market.", "Sudan bombed a market."), (Marks(), Marks()))
    readings = (rules(plain.texts[0], plain.published), rules(plain.texts[1], plain.published))
    assert {one.field for one in differences(plain, readings)} == {"perpetrators", "quote"}
    marked = replace(plain, marks=(Marks({"Chad": "⟨A⟩"}, {"TD": "⟨a⟩"}), Marks({"Sudan": "⟨A⟩"}, {"SD": "⟨a⟩"})))
    assert differences(marked, readings) == ()


def test_a_pair_without_claims_counts_for_nothing() -> None:
    quiet = Pair("outlets", "1", ("It rained in the hills.", "It rained in the hills."), (Marks(), Marks()))
    (outcome,) = outcomes([quiet], rules)
    assert outcome.empty
    assert outcome.differences == ()
