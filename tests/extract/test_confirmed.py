"""Who did it, as others than the teller have it, and what kind it is where only the dead are told."""

import pytest

from casus.pipeline import parse


def test_the_other_side_confirms_a_strike_of_the_one_that_was_named():
    text = "The army says a rebel was killed in a Chadian airstrike in Faya. The rebels also confirm his killing."
    first, second = parse(text, published="2025-05-08", reader="rules").claims
    assert [one.value.name for one in first.perpetrators] == ["Chad"]
    assert second.stance.value == "confirms"
    assert [one.value.name for one in second.perpetrators] == ["Chad"]
    assert second.perpetrators[0].span == first.perpetrators[0].span


def test_a_force_that_is_named_again_by_its_last_word_did_it_once():
    text = "The Chadian Army says that it has downed a drone near Faya, the fourth drone downed by the army."
    claims = parse(text, published="2025-05-08", reader="rules").claims
    assert claims
    assert all("army" not in [one.value.name for one in claim.perpetrators] for claim in claims)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two soldiers are killed in Vale.", "violence_other"),
        ("One soldier and nine militants are killed in Vale.", "attack"),
        ("One militant and nine soldiers are killed in Vale.", "attack"),
    ],
)
def test_only_where_none_but_soldiers_died_is_it_other_violence(text, kind):
    assert [claim.event_type.value for claim in parse(text, published="2025-05-08", reader="rules").claims] == [kind]
