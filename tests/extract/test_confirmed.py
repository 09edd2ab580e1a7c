"""Who confirms a deed says of whoever was said to have done it that they did."""

from casus.pipeline import parse


def test_the_other_side_confirms_a_strike_of_the_one_that_was_named():
    text = "The army says a rebel was killed in a Chadian airstrike in Faya. The rebels also confirm his killing."
    first, second = parse(text, published="2025-05-08", reader="rules").claims
    assert [one.value.name for one in first.perpetrators] == ["Chad"]
    assert second.stance.value == "confirms"
    assert [one.value.name for one in second.perpetrators] == ["Chad"]
    assert second.perpetrators[0].span == first.perpetrators[0].span
