"""Accidents, disasters, illness, sport, courts and markets give no claim."""

from __future__ import annotations

import pytest

from .reading import read

TEXTS = [
    "A bus plunged into a ravine near Quetta, killing 22 people.",
    "A fire at a hotel in Karachi killed nine people, police said.",
    "An earthquake in Herat killed at least 300 people and injured hundreds.",
    "A helicopter crashed in Gilgit, killing five soldiers.",
    "Two trains collided near Rohri, killing 30 passengers.",
    "A building collapsed in Lagos on Monday. At least nine people were killed and dozens are missing.",
    "Floods killed 40 people in Sindh and displaced thousands.",
    "Cholera killed 40 people in Sudan.",
    "A gas explosion at a bakery in Homs killed four people.",
    "A ferry capsized in Lake Kivu. Rescuers said 78 people drowned.",
    "A landslide struck a village in Papua New Guinea, killing 12 people.",
    "The striker shot twice as Ghana beat Mali 2-0.",
    "The company agreed to buy a rival for $12 million.",
    "Voters went to the polls in Bolivia on Sunday.",
    "Police arrested two men over tax fraud in Lyon.",
    "The group released a statement on Monday.",
    "The minister declined to comment.",
    "Anna Berg told students the sentence was fair, saying executing Omar Vale would not end the war.",
    "The judge said that executing Omar Vale would not end the war.",
    "The Chadian president went to Mora on Friday, meeting survivors in hospital.",
    "The French president refused to resign.",
    "Chad banned plastic bags in shops.",
    "The Chadian army released a video shot in the valley.",
    "Crews worked in Arlen to free residents under the rubble.",
    "The Chadian president declared a state of emergency after the floods.",
    "The health ministry appealed a ruling on vaccine bills.",
    "The candidate said she will not recognize the results.",
    "The Chadian parliament approved a plan for new roads.",
    "The ruling coalition nominated its finance minister as candidate.",
    "The company suspended trade with a rival.",
    "Supporters of the party gathered in the capital.",
    "Balochistan",
    "Armed conflicts and attacks",
    "War in Sudan",
    "",
    " \n ",
    "…",
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_claim(text: str) -> None:
    assert read(text) == ()
