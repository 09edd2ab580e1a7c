"""How a source stands to what it tells of."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "The Balochistan Liberation Army claimed responsibility for a bombing that killed five soldiers in Quetta.",
        want(
            "bombing",
            source="balochistan liberation army",
            stance="claims_responsibility",
            by=["balochistan liberation army"],
            tolls=["5 killed soldiers state"],
        ),
    ),
    case(
        "A bomb killed five soldiers in Quetta. The Balochistan Liberation Army claimed responsibility for the attack.",
        want("bombing", incident=1, source=None, stance="asserts", by=[], tolls=["5 killed soldiers state"]),
        want(
            "bombing",
            incident=1,
            source="balochistan liberation army",
            stance="claims_responsibility",
            by=["balochistan liberation army"],
            place="Quetta",
            tolls=[],
        ),
    ),
    case(
        "A suicide bomber killed nine people in Kabul. The Islamic State said it carried out the attack.",
        want("suicide_bombing", incident=1, source=None, by=["suicide bomber"]),
        want("suicide_bombing", incident=1, source="islamic state", stance="claims_responsibility"),
    ),
    case(
        "A bomb killed five people in Quetta. No group has claimed responsibility for the blast.",
        want("bombing", source=None, tolls=["5 killed people unknown"]),
    ),
    case(
        "The army said its troops killed 30 militants in a raid in North Waziristan.",
        want("attack", source="army", stance="claims_responsibility", tolls=["30 killed militants nonstate"]),
    ),
    case(
        "Ukraine accused Russia of shelling a hospital in Kherson.",
        want("shelling", source="ukraine", stance="accuses", by=["russia"], on=["hospital"], place="Kherson"),
    ),
    case(
        "Ukraine accused Russia of shelling a hospital in Kherson, without giving evidence.",
        want("shelling", source="ukraine", stance="accuses", by=["russia"], evidence="none given"),
    ),
    case(
        "Ukraine accused Russia of shelling a hospital in Kherson. It gave no evidence.",
        want("shelling", source="ukraine", stance="accuses", by=["russia"], evidence="none given"),
    ),
    case(
        "Hamas blamed Israel for a strike on a school in Rafah.",
        want("air_strike", source="hamas", stance="accuses", by=["israel"], on=["school"]),
    ),
    case(
        "Pakistan accused India of backing the attack on a train in Sibi that killed 20 people, a charge India denied.",
        want(
            "attack", incident=1, source="pakistan", stance="accuses", by=["india"], tolls=["20 killed people unknown"]
        ),
        want("attack", incident=1, source="india", stance="denies", by=["india"], tolls=[]),
    ),
    case(
        "Sudan accused Chad of bombing an airport in Nyala. Chad denied the accusation.",
        want("bombing", incident=1, source="sudan", stance="accuses", by=["chad"]),
        want("bombing", incident=1, source="chad", stance="denies", by=["chad"]),
    ),
    case(
        "India denied that it had attacked a mosque in Muzaffarabad.",
        want("attack", source="india", stance="denies", by=["india"], on=["mosque"]),
    ),
    case(
        "The army confirmed that two soldiers were killed in a rocket attack in Idlib.",
        want("shelling", source="army", stance="confirms", tolls=["2 killed soldiers state"]),
    ),
    case(
        "A strike killed seven people in Khan Younis on Tuesday. The Israeli army declined to comment.",
        want("air_strike", incident=1, source=None, tolls=["7 killed people unknown"]),
        want("air_strike", incident=1, source="israeli army", stance="no_comment", tolls=[]),
    ),
    case(
        "Medics said an Israeli strike killed nine people in Rafah.",
        want("air_strike", source="medics", stance="asserts", by=["israel"]),
    ),
    case(
        "Lebanon said an Israeli strike killed nine people in Tyre.",
        want("air_strike", source="lebanon", stance="accuses", by=["israel"]),
    ),
    case(
        "Israel said it struck a depot in Tyre.",
        want("air_strike", source="israel", stance="claims_responsibility", by=["israel"], on=["depot"]),
    ),
    case(
        "Iran accused Israel of sabotage at a plant in Isfahan, which Israel denied.",
        want("destruction", source="iran", stance="accuses", by=["israel"]),
        want("destruction", source="israel", stance="denies"),
    ),
    case(
        "Rwanda denied backing the rebels who seized Goma.",
        want("seizure", source="rwanda", stance="denies"),
    ),
    case(
        "The army blamed rebels for the killing of nine villagers in Ituri; the rebels blamed the army.",
        want(
            "attack", incident=1, source="army", stance="accuses", by=["rebels"], tolls=["9 killed villagers civilians"]
        ),
        want("attack", incident=1, source="rebels", stance="accuses", by=["army"], tolls=[]),
    ),
    case(
        "Pakistan said India had fired missiles at three sites; it said it had shot down five Indian jets.",
        want(
            "shelling", incident=1, source="pakistan", stance="accuses", by=["india"], on=["sites"], weapon="missiles"
        ),
        want("destruction", incident=2, source="pakistan", stance="claims_responsibility", by=["pakistan"]),
    ),
    case(
        "India said it struck nine sites in Pakistan, killing over 100 militants. Pakistan said 31 civilians died.",
        want(
            "air_strike",
            incident=1,
            source="india",
            stance="claims_responsibility",
            tolls=["101+ killed militants nonstate"],
        ),
        want("air_strike", incident=1, source="pakistan", by=[], tolls=["31 killed civilians civilians"]),
    ),
    case("Rebels denied killing villagers in Ituri.", want("attack", source="rebels", stance="denies", by=["rebels"])),
    case(
        "The Taliban government said Pakistani air strikes killed nine children in Khost. Pakistan did not comment.",
        want("air_strike", incident=1, source="taliban government", stance="accuses", by=["pakistan"]),
        want("air_strike", incident=1, source="pakistan", stance="no_comment", by=["pakistan"], tolls=[]),
    ),
    case(
        "Russian forces captured the village of Novopavlivka, the defence ministry said. Ukraine denied it.",
        want("seizure", incident=1, source="defence ministry", by=["russian forces"]),
        want("seizure", incident=1, source="ukraine", stance="denies", by=["russian forces"]),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_stance(one: Case) -> None:
    check(one)
