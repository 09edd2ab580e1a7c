"""How many, of whom, and which numbers are parts of others."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "A gunman killed 14 people, including three children, in Kabul on Monday.",
        want("attack", tolls=["14 killed people unknown", "3 killed children civilians <0"]),
    ),
    case(
        "Gunmen attacked a bus near Quetta, killing 17 people, among them five police officers.",
        want("attack", tolls=["17 killed people mixed", "5 killed police officers state <0"]),
    ),
    case(
        "A bomb hit a convoy near Bannu, wounding 20 people, many of them soldiers.",
        want("bombing", tolls=["20 injured people mixed", "3+ injured soldiers state <0"]),
    ),
    case(
        "The blast in Karachi killed five people and injured 12 others.",
        want("bombing", tolls=["5 killed people unknown", "12 injured others unknown"]),
    ),
    case(
        "An air strike on a market in Darfur killed between 30 and 40 traders.",
        want("air_strike", tolls=["30-40 killed traders civilians"]),
    ),
    case("A drone killed a soldier in Donetsk.", want("air_strike", tolls=["1 killed soldier state"])),
    case(
        "Soldiers were killed in an ambush near Mopti.",
        want("attack", on=["soldiers"], tolls=["2+ killed soldiers state"]),
    ),
    case(
        "Dozens of worshippers were killed when a suicide bomber attacked a mosque in Kano.",
        want("suicide_bombing", tolls=["24+ killed worshippers civilians"]),
    ),
    case(
        "A rocket hit a barracks near Erbil. There were no casualties.",
        want("shelling"),
    ),
    case(
        "Rebels abducted 15 students from a school in Kaduna.",
        want("abduction", tolls=["15 abducted students civilians"]),
    ),
    case(
        "Soldiers clashed with rebels near Goma, killing seven rebels and two soldiers.",
        want(
            "armed_clash",
            by=["soldiers", "rebels"],
            on=[],
            tolls=["7 killed rebels nonstate", "2 killed soldiers state"],
        ),
    ),
    case(
        "Clashes near Turbat killed six guards, including a captain, and nine raiders.",
        want("armed_clash", tolls=["6 killed guards state", "1 killed captain state <0", "9 killed raiders nonstate"]),
    ),
    case(
        "An ambush near Tank killed four soldiers, including a captain, and two militants were arrested.",
        want("attack", tolls=["4 killed soldiers state", "1 killed captain state <0"]),
        want("arrest", tolls=["2 arrested militants nonstate"]),
    ),
    case(
        "No nurses or patients were injured in the blast in Idlib.",
        want("bombing", tolls=["0 injured - unknown", "0 injured patients civilians"]),
    ),
    case("The murdered farmer was found with a note from the rebels reading, “Spies helping Rome will be killed.”"),
    case(
        "The shell killed his mother and sister.",
        want("shelling", tolls=["2 killed mother and sister civilians"]),
    ),
    case(
        "A strike killed a woman and a child in Herat.",
        want("air_strike", tolls=["1 killed woman civilians", "1 killed child civilians"]),
    ),
    case(
        "Five militants and two soldiers were killed in a clash in Bannu.",
        want("armed_clash", tolls=["5 killed militants nonstate", "2 killed soldiers state"]),
    ),
    case(
        "The fighting in El Fasher displaced about 3,000 families.",
        want("armed_clash", tolls=["~3000 displaced families civilians"]),
    ),
    case(
        "The death toll from the bombing in Beirut rose to 17 on Wednesday.",
        want("bombing", tolls=["17 killed - unknown"]),
    ),
    case(
        "Israeli air strikes killed 42 Palestinians across the Gaza Strip on Tuesday.",
        want("air_strike", by=["israel"], tolls=["42 killed palestinians unknown"]),
    ),
    case(
        "At least 12 people, including five police officers, were killed in a suicide attack on an academy in Lahore.",
        want("suicide_bombing", tolls=["12+ killed people mixed", "5 killed police officers state <0"]),
    ),
    case(
        "Police in Haiti said gangs killed 70 people, including 10 women and three infants.",
        want(
            "attack",
            tolls=["70 killed people unknown", "10 killed women civilians <0", "3 killed infants civilians <0"],
        ),
    ),
    case(
        "Thirteen people died on Monday after militants attacked a bus; nine of them were soldiers.",
        want("attack", tolls=["13 killed people mixed", "9 killed soldiers state <0"]),
    ),
    case(
        "Three Thai soldiers and one Cambodian soldier were killed in clashes on the border.",
        want("armed_clash", tolls=["3 killed thai soldiers state", "1 killed cambodian soldier state"]),
    ),
    case(
        "Gunmen killed six members of one family, including two children, in Guanajuato.",
        want("attack", tolls=["6 killed members civilians", "2 killed children civilians <0"]),
    ),
    case(
        "Soldiers stormed a hotel in Kabul, with at least nine civilians and all six attackers killed.",
        want("attack", tolls=["9+ killed civilians civilians", "6 killed attackers nonstate"]),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_tolls(one: Case) -> None:
    check(one)
