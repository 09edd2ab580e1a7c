"""Who did it: the side that tells of its own deed, the speaker of a threat, the state behind an announcement."""

from __future__ import annotations

import pytest

from tests.extract.reading import read

DOERS = [
    ("The Chadian army claims that a drone strike in Mora, Cameroon, killed a Boko Haram commander.", ["chadian army"]),
    ("The Chadian defence ministry says that air defences intercepted nine missiles.", ["chadian defence ministry"]),
    ("The Chadian army claims to have derailed a train near Garoua, using explosives.", ["chadian army"]),
    ("The Chadian army says that three soldiers were killed in a drone strike in Mora, Cameroon.", []),
    ("At least 79 villagers are killed by Chadian fire in Diffa, Niger.", ["chad"]),
    (
        "Drone strikes by the Malian military in Garoua, Cameroon, kill 10 civilians who were at a wedding.",
        ["malian military"],
    ),
    ("Gunmen on a motorcycle open fire outside a shop in Mora, Cameroon, killing four people.", ["gunmen"]),
    ("Raids on Garoua and Mora, Cameroon, kill six people.", []),
    ("Hundreds of thousands of protesters demonstrate in Chad.", ["protesters"]),
    ("Tens of thousands of people demonstrate in Chad.", []),
    ("A farmer kills one person and injures five others before being shot and killed by police in Mora.", ["farmer"]),
    ("Three people are killed, including the gunman, in a shooting in Mora, Cameroon.", ["gunman"]),
    ("Chadian foreign minister Anna Berg says that Chad will not accept tolls on ships from Niger.", ["anna berg"]),
    ("Chadian foreign minister Anna Berg says the country will help Niger deal with terrorism.", ["chad"]),
    ("Chadian president Anna Berg announces a new trade deal with Niger.", ["chad", "niger"]),
    ("The Chadian government announces a ceasefire.", ["chadian government"]),
    ("Officials say that a school in Diffa, Niger, is damaged by rocket strikes from Chad.", ["chad"]),
    ("Two missiles fired from Chad hit a depot in Diffa, Niger.", ["chad"]),
    (
        "Five rebels are killed in clashes involving the Chadian Army and Boko Haram near Mora.",
        ["chadian army", "boko haram"],
    ),
    ("Delegates from Chad and Niger meet in Gabon to negotiate a ceasefire.", ["chad", "niger"]),
    # What begins a sentence, stands behind "of" or names a means is nobody
    ("Car bombs go off at two markets in Mora, Cameroon, killing six.", []),
    ("Twin blasts near a school in Mora, Cameroon, kill six pupils.", []),
    ("Two students are hurt in a protest outside the Institute of Pathology in Mora, Cameroon.", []),
    ("Both sides blame each other for the fighting near Mora.", []),
    ("Six farmers are killed in 5K rebel raids near Mora, Cameroon.", ["5k rebel"]),
    ("Shells hit a farm near Mora, Cameroon, with the union accusing gendarmes of carrying out the attack.", []),
]

VOICES = [
    ("Boko Haram leader Omar Vale claims responsibility for a bombing in Mora.", ["boko haram"]),
    ("The Chadian Army says that their ground troops have shelled a farm.", ["chadian army"]),
    ("Chad blamed the shelling on Boko Haram.", ["boko haram"]),
    ("Chad accused Sudan of supplying rifles to the rebels in Niger.", ["chad"]),
    ("Chad accuses Sudan of being a threat to its neighbours.", ["chad"]),
    ("Two guards were shot in Mora, with a faction of Boko Haram claiming responsibility.", ["faction of boko haram"]),
]

AIMS = [
    ("A power plant in Douala, Cameroon, suffers a drone attack.", ["power plant"]),
    ("A bomb explodes in a mosque in Mora, Cameroon, killing ten people.", ["mosque"]),
    ("A bomb explodes in the Lac Province of Chad, killing ten people.", []),
    ("A grenade attack at a rebel rally in Mora, Cameroon, kills eleven people.", ["rebel rally"]),
]


@pytest.mark.parametrize(("text", "doers"), DOERS, ids=[text for text, _ in DOERS])
def test_doers(text: str, doers: list[str]) -> None:
    first = read(text)[0]
    assert [reading.value.name.lower() for reading in first.perpetrators] == doers


@pytest.mark.parametrize(("text", "doers"), VOICES, ids=[text for text, _ in VOICES])
def test_doers_in_the_words_of_a_voice(text: str, doers: list[str]) -> None:
    last = read(text)[-1]
    assert last.source is not None
    assert [reading.value.name.lower() for reading in last.perpetrators] == doers


@pytest.mark.parametrize(("text", "aims"), AIMS, ids=[text for text, _ in AIMS])
def test_aims(text: str, aims: list[str]) -> None:
    assert [reading.value.lower() for reading in read(text)[0].targets] == aims


def test_a_surname_that_looks_like_a_plural_speaks():
    text = (
        "A bomb killed five people in Mora on Monday, said Superintendent Omar Tolares of the police. "
        "Shops were shut. Tolares further claimed 90 civilians were wounded."
    )
    last = read(text)[-1]
    assert last.source is not None
    assert last.source.value.name == "Omar Tolares"
    assert [toll.count.low for toll in last.tolls][-1] == 90


def test_who_tells_what_others_say_says_nothing_himself():
    text = (
        "A bomb killed two guards in Mora. "
        "One paper, the Mora Post, claims police sources have ascribed the explosion to rebels."
    )
    assert [claim.source.value.name if claim.source else None for claim in read(text)] == [None, "police sources"]


def test_where_a_train_was_going_is_not_where_it_was_seized():
    (one,) = read("Boko Haram hijacked a train travelling to Mora.")
    assert one.place is None
