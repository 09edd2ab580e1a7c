"""Which sentences tell of one happening."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "The suspect in a bombing targeting a banker in Monaco is found dead near Kabul.",
        want("bombing", place="Monaco"),
    ),
    case("An explosion in Somalia killed ten people in Mogadishu.", want("violence_other", place="Mogadishu")),
    case(
        "A bomb killed three soldiers in Bannu on Tuesday. The blast also injured seven soldiers.",
        want("bombing", incident=1, tolls=["3 killed soldiers state", "7 injured soldiers state"]),
    ),
    case(
        "A bomb killed three soldiers in Bannu on Tuesday. The blast also injured seven soldiers, police said.",
        want("bombing", incident=1, source=None, tolls=["3 killed soldiers state"]),
        want("bombing", incident=1, source="police", place="Bannu", tolls=["7 injured soldiers state"]),
    ),
    case(
        "A bomb killed three soldiers in Bannu. In a separate attack, gunmen killed two policemen in Tank.",
        want("bombing", incident=1, place="Bannu", tolls=["3 killed soldiers state"]),
        want("attack", incident=2, place="Tank", tolls=["2 killed policemen state"]),
    ),
    case(
        "Gunmen killed three farmers in Zamfara on Sunday. A day later, gunmen killed five farmers in Sokoto.",
        want("attack", incident=1, days="2025-05-04/2025-05-04", tolls=["3 killed farmers civilians"]),
        want("attack", incident=2, days="2025-05-05/2025-05-05", tolls=["5 killed farmers civilians"]),
    ),
    case(
        "Gunmen attacked a mosque in Kunduz on Monday. Elsewhere, a bomb wounded two policemen in Herat.",
        want("attack", incident=1, place="Kunduz"),
        want("bombing", incident=2, place="Herat"),
    ),
    case(
        "Gunmen stormed a hotel in Kabul on Monday. The attack killed nine guests. It lasted four hours.",
        want("attack", incident=1, by=["gunmen"], on=["hotel"], tolls=["9 killed guests unknown"]),
    ),
    case(
        "A car bomb exploded in Baghdad on Monday. Minutes later, gunmen opened fire on the crowd. Nine people died.",
        want("bombing", incident=1, place="Baghdad"),
    ),
    case(
        "Drones struck a depot in Bryansk on Monday. On Tuesday, drones struck a depot in Kursk.",
        want("air_strike", incident=1, place="Bryansk", days="2025-05-05/2025-05-05"),
        want("air_strike", incident=2, place="Kursk", days="2025-05-06/2025-05-06"),
    ),
    case(
        "Rebels killed two soldiers in Goma. Rebels also abducted four nurses in Masisi.",
        want("attack", incident=1, place="Goma"),
        want("abduction", incident=2, place="Masisi", tolls=["4 abducted nurses civilians"]),
    ),
    case(
        "A bomb killed three people in Bannu. Separately, a mine killed a shepherd in Wana.",
        want("bombing", incident=1, place="Bannu"),
        want("bombing", incident=2, place="Wana", tolls=["1 killed shepherd civilians"]),
    ),
    case(
        "Hundreds gathered in Lahore to mourn nine people killed in a bombing on Monday.",
        want("bombing", place="Lahore", days="2025-05-05/2025-05-05", tolls=["9 killed people unknown"]),
    ),
    case(
        "Three men were abducted by gunmen in Turbat on Saturday. Their families held a protest on Monday.",
        want("abduction", incident=1, days="2025-05-03/2025-05-03", tolls=["3 abducted men unknown"]),
        want("protest", incident=2, days="2025-05-05/2025-05-05"),
    ),
    case(
        "An officer was shot in Lagos on Friday. He later died in hospital.",
        want("attack", days="2025-05-02/2025-05-02", tolls=["1 killed - unknown"]),
    ),
    case(
        "Gunmen killed two guards in Lagos on Friday. A suspect was held until a court hearing on 20 May. "
        "The attackers also burned a car.",
        want("attack", days="2025-05-02/2025-05-02"),
        want("destruction", days="2025-05-02/2025-05-02"),
    ),
    case(
        "Hundreds of students marched in Lagos on Monday. Police arrested the accused.",
        want("protest", place="Lagos"),
        want("arrest", place="Lagos", by=["police"], source=None),
    ),
    case(
        "The wife of the gunman was taken into custody in Paris on Friday.",
        want("arrest", place="Paris", on=["wife"], days="2025-05-02/2025-05-02"),
    ),
    case(
        "Police arrested a leader of a militia linked to the mayor, in connection with a bombing in Lagos on Monday.",
        want("arrest"),
        want("bombing", place="Lagos", days="2025-05-05/2025-05-05"),
    ),
    case(
        "Seven fighters are killed in a strike on a base near Mosul. The attack follows an American strike on the same "
        "base on Monday.",
        want("air_strike", scope="incident", place="Mosul", days="2025-05-07/2025-05-08"),
        want("air_strike", scope="background", place="Mosul", days="2025-05-05/2025-05-05", by=["american"]),
    ),
    case(
        "The governor is fired for holding a parade in Mosul, which was later targeted by a Russian air strike.",
        want("air_strike", scope="background", place="Mosul", by=["russia"], days=None),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_happenings(one: Case) -> None:
    check(one)
