"""Sums told apart from their parts, and what is only recalled."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "Two attacks killed 14 soldiers in Balochistan on Monday.",
        want("attack", scope="aggregate", tolls=["14 killed soldiers state"], days="2025-05-05/2025-05-05"),
    ),
    case(
        "At least 14 soldiers were killed in two attacks in Balochistan on Monday. Nine soldiers died when a bomb hit "
        "their truck in Kech. Five soldiers were shot dead at a checkpoint in Panjgur.",
        want("attack", incident=1, scope="aggregate", tolls=["14+ killed soldiers state"]),
        want("bombing", incident=2, scope="incident", place="Kech", tolls=["9 killed soldiers state"]),
        want("attack", incident=3, scope="incident", place="Panjgur", tolls=["5 killed soldiers state"]),
    ),
    case(
        "Militants have killed more than 200 soldiers in Pakistan since January.",
        want("attack", scope="aggregate", by=["militants"], tolls=["201+ killed soldiers state"]),
    ),
    case(
        "Militant attacks have killed more than 300 people in Khyber Pakhtunkhwa in 2025.",
        want("attack", scope="aggregate", tolls=["301+ killed people unknown"]),
    ),
    case(
        "Violence in Khyber Pakhtunkhwa has killed more than 300 people in 2025.",
        want("attack", scope="aggregate", tolls=["301+ killed people unknown"]),
    ),
    case(
        "A wave of attacks killed 60 farmers in Plateau State last week.",
        want("attack", scope="aggregate", tolls=["60 killed farmers civilians"]),
    ),
    case(
        "A series of bombings killed 11 people in Bogota on Tuesday.",
        want("bombing", scope="aggregate", tolls=["11 killed people unknown"]),
    ),
    case(
        "Three separate bombings wounded nine people in Kabul on Tuesday.",
        want("bombing", scope="aggregate", tolls=["9 injured people unknown"]),
    ),
    case(
        "A bomb killed four soldiers in Bannu on Wednesday. In March 2024, a suicide bomber killed 12 soldiers there.",
        want("bombing", incident=1, scope="incident", days="2025-05-07/2025-05-07"),
        want("suicide_bombing", incident=2, scope="background", days="2024-03-01/2024-03-31"),
    ),
    case(
        "A bomb killed four soldiers in Bannu on Wednesday. Last year, gunmen killed 22 worshippers at a mosque there.",
        want("bombing", incident=1, scope="incident"),
        want("attack", incident=2, scope="background", days="2024-01-01/2024-12-31"),
    ),
    case(
        "Israel struck a port in Yemen in retaliation for a missile attack on Tel Aviv.",
        want("air_strike", incident=1, scope="incident", by=["israel"], on=["port"]),
        want("shelling", incident=2, scope="background", place="Tel Aviv"),
    ),
    case(
        "The fourth drone attack on the port of Odesa this month wounded two dockers.",
        want("air_strike", scope="incident"),
    ),
    case("Drone strikes hit the port of Odesa overnight.", want("air_strike", scope="incident", place="Odesa")),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_scope(one: Case) -> None:
    check(one)
