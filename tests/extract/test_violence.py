"""Where, against whom and with what: places that words point out, targets by name, means, attackers' own ends."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    # Places
    case(
        "Rebels killed four soldiers in the village of Sake in eastern Congo.",
        want("attack", by=["rebels"], place="Sake", tolls=["4 killed soldiers state"]),
    ),
    case("A bomb killed two guards in Vellmora, Sindh, Pakistan.", want("bombing", place="Vellmora")),
    case("Rebels seized control of the Vellmora area in Ituri.", want("seizure", by=["rebels"], on=["vellmora area"])),
    case(
        "Drones struck depots across Ukraine, including in Odesa and Kharkiv.",
        want("air_strike", place="Ukraine", on=["depots"]),
    ),
    case(
        "Gunmen attacked checkpoints in Quetta and Turbat, Balochistan, Pakistan.",
        want("attack", by=["gunmen"], place="Balochistan"),
    ),
    case("A helicopter was shot down over Syrian territory.", want("destruction", on=["helicopter"])),
    # Targets
    case(
        "Soldiers retook control of the town of Bakhmut.",
        want("seizure", by=["soldiers"], on=["bakhmut"], place="Bakhmut"),
    ),
    case("Police killed six suspected smugglers near Tijuana.", want("attack", by=["police"], on=["smugglers"])),
    case(
        "The army said that it had killed the deputy leader of the group, Omar Vellan.",
        want("attack", on=["omar vellan"]),
    ),
    case("The Polish army intercepted two drones over Lublin.", want("destruction", on=["drones"])),
    case("Settlers set fire to a school in Hebron.", want("destruction", by=["settlers"], on=["school"])),
    # Means
    case(
        "A Russian missile and drone attack on Odesa killed three people.",
        want("shelling", by=["russia"], on=["odesa"], weapon="missile and drone"),
    ),
    case(
        "Turkish jets launched airstrikes on camps in northern Iraq.",
        want("air_strike", by=["turkish"], on=["camps"], weapon="jets"),
    ),
    case(
        "Two guards were killed when their truck hit a landmine near Gao.",
        want("bombing", on=["truck"], weapon="landmine", tolls=["2 killed guards state"]),
    ),
    case("A fuel depot in Kherson was destroyed by a drone.", want("air_strike", on=["fuel depot"], weapon="drone")),
    case(
        "A suicide bomber killed five worshippers at a mosque in Kano.",
        want("suicide_bombing", by=["suicide bomber"], tolls=["5 killed worshippers civilians"]),
    ),
    case("A crowd stormed a police post in Dhaka.", want("mob_violence", by=["crowd"], on=["police post"])),
    # Figures of speech and mere service
    case("The share index hit a record low on Monday."),
    case("Mercenaries fighting alongside the army held a parade in Goma."),
    # One happening over several sentences
    case(
        "Gunmen stormed a hotel in Kabul on Monday, killing six people. The attackers were later shot dead by police.",
        want(
            "attack",
            by=["gunmen"],
            on=["hotel"],
            place="Kabul",
            tolls=["6 killed people unknown", "2+ killed attackers nonstate"],
        ),
    ),
    case(
        "Gunmen attacked a convoy near Gao, killing six soldiers. Several villagers were also wounded.",
        want("attack", tolls=["6 killed soldiers state", "3+ injured villagers civilians"]),
    ),
    case(
        "A bomb exploded at a market in Kano. Soldiers then clashed with rebels.",
        want("bombing", place="Kano"),
        want("armed_clash", by=["soldiers", "rebels"], place="Kano"),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_violence(one: Case) -> None:
    check(one)
