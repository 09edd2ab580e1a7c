"""Kinds of violence: what was done, by whom, to what, with what, where and when."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "Gunmen ambushed a police convoy in Quetta on Tuesday, killing nine officers.",
        want("attack", by=["gunmen"], on=["police convoy"], place="Quetta", days="2025-05-06/2025-05-06"),
    ),
    case(
        "A suicide bomber blew himself up at a market in Kano, killing 18 shoppers.",
        want(
            "suicide_bombing", by=["suicide bomber"], weapon=None, place="Kano", tolls=["18 killed shoppers civilians"]
        ),
    ),
    case(
        "Drones struck an oil depot in Bryansk.", want("air_strike", weapon="drones", on=["oil depot"], place="Bryansk")
    ),
    case(
        "Rebels seized the town of Masisi from the army.",
        want("seizure", by=["rebels"], place="Masisi"),
    ),
    case("Soldiers burned down 30 homes in Sagaing.", want("destruction", by=["soldiers"], on=["homes"], tolls=[])),
    case("Gunmen hijacked a tanker off Somalia.", want("hijacking", by=["gunmen"], on=["tanker"])),
    case("A mob lynched two men in Bauchi.", want("mob_violence", tolls=["2 killed men unknown"])),
    case("Fighters raped 12 women in Zamzam camp.", want("sexual_violence", by=["fighters"], place="Zamzam camp")),
    case(
        "Ukrainian drones hit a refinery in Saratov overnight, the governor said.",
        want("air_strike", source="governor", weapon="drones", on=["refinery"], days="2025-05-07/2025-05-08"),
    ),
    case(
        "The militants opened fire on a bus in Mastung with rifles.",
        want("attack", by=["militants"], on=["bus"], weapon="rifles"),
    ),
    case(
        "A mosque in Kunduz was bombed on Friday.",
        want("bombing", on=["mosque"], place="Kunduz", days="2025-05-02/2025-05-02"),
    ),
    case(
        "A market in Kherson was shelled by Russian forces.",
        want("shelling", by=["russian forces"], on=["market"], place="Kherson"),
    ),
    case(
        "An improvised explosive device planted by militants hit an army truck in Bannu, wounding four soldiers.",
        want("bombing", by=["militants"], weapon="improvised explosive device", on=["army truck"]),
    ),
    case(
        "The attackers, who wore uniforms, stormed a police station in Tank and took six officers hostage.",
        want("attack", on=["police station"], place="Tank"),
        want("abduction", by=["attackers"], place="Tank"),
    ),
    case(
        "Two car bombs exploded outside a court in Mogadishu within minutes, killing nine people.",
        want("bombing", weapon="car bombs", place="Mogadishu", tolls=["9 killed people unknown"]),
    ),
    case(
        "Houthi rebels fired a missile at a ship in the Red Sea.",
        want("shelling", weapon="missile", on=["ship"], place="Red Sea"),
    ),
    case(
        "Pirates kidnapped three fishermen off Benin.",
        want("abduction", by=["pirates"], tolls=["3 abducted fishermen civilians"]),
    ),
    case(
        "A gunman stabbed a guard at a synagogue in Manchester, then shot two worshippers.",
        want("attack", by=["gunman"], place="Manchester"),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_acts(one: Case) -> None:
    check(one)
