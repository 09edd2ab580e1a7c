"""Who did it and where, where the words of a sentence hide it: pronouns, joined verbs, two sides, towns told before."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, read, want

CASES = [
    # Who
    case(
        "The Chadian navy says they have launched strikes in Vellmora after an ambush by rebels.",
        want("air_strike", by=["chadian navy"], source="chadian navy", stance="claims_responsibility"),
        want("attack", by=["rebels"], scope="background"),
    ),
    case(
        "The Chadian military say that they have destroyed six hideouts.",
        want("destruction", by=["chadian military"], stance="claims_responsibility", on=["hideouts"]),
    ),
    case(
        "The Chadian military says a sailor shot and killed two people at a base.",
        want("attack", by=["sailor"], source="chadian military", stance="asserts"),
    ),
    case(
        "The Chadian Navy boards and seizes a Malian oil tanker in the Mediterranean Sea.",
        want("seizure", by=["chadian navy"], on=["malian oil tanker"]),
    ),
    case(
        "A woman was attacked and beaten by a 45-year-old man in Moundou.",
        want("attack", by=["45-year-old man"], on=["woman"]),
    ),
    case(
        "Heavy fighting breaks out in Moundou between forces loyal to the government and rebel troops.",
        want("armed_clash", by=["forces", "rebel troops"], on=[]),
    ),
    case(
        "Clashes erupt between rival gunmen from the 44th Brigade and the Vale Guard in Moundou, Chad.",
        want("armed_clash", by=["44th brigade", "vale guard"], place="Moundou"),
    ),
    case(
        "Foreign ministers from Chad, Mali, and Niger meet in Moundou.",
        want("consult", by=["chad", "mali", "niger"], place="Moundou"),
    ),
    case("A delegation from Chad holds talks in Lund.", want("consult", by=["chad"], place="Lund")),
    case(
        "The Malian Armed Forces launch nearly 90 drones at Moundou, Chad, striking several areas.",
        want("air_strike", by=["malian armed forces"], place="Moundou"),
    ),
    case(
        "The military announces that it has killed rebel Omar Vale, who took part in a raid, in an airstrike in Lund.",
        want("air_strike", by=["military"], place="Lund", stance="claims_responsibility"),
    ),
    case("The Vale Defense Forces say that they have killed two rebels.", want("attack", by=["vale defense forces"])),
    # Whom
    case("Chad reopens its embassy in Bamako, Mali after 13 years.", want("move_other", by=["chad"], on=["embassy"])),
    case("Chad recalls its ambassador to Mali.", want("protest", by=["chad"], on=["mali"])),
    # Where
    case(
        "A fire burns down a hall in Lund, Sweden. A man is arrested on suspicion of murder.",
        want("arrest", on=["man"], place="Lund"),
    ),
    case(
        "An air strike damages a depot in Lund, killing two. Fifteen others are freed.",
        want("air_strike", place="Lund"),
        want("release", place="Lund", tolls=["15 freed others unknown"]),
    ),
    case(
        "Rebels retook the town of Moundou after days of clashes with the Chadian army.",
        want("seizure", place="Moundou"),
        want("armed_clash", place="Moundou", scope="background"),
    ),
    case("Chad arrests three Malians suspected of espionage.", want("arrest", by=["chad"], place="Chad")),
    case("Chad executes two men for murder.", want("attack", by=["chad"], place="Chad")),
    case(
        "The Malian navy closes the Strait of Hormuz to Chadian ships.",
        want("sanction", by=["malian navy"], place="Strait of Hormuz"),
    ),
    case(
        "Chad releases two Malians who were arrested in Lund.",
        want("release", by=["chad"], place=None),
        want("arrest", scope="background"),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_fields(one: Case) -> None:
    check(one)


def test_a_border_of_nobody_in_particular_is_the_place() -> None:
    (claim,) = read("Nine Chadian soldiers are killed during clashes at the border.")
    assert claim.place is not None
    assert (claim.place.value.name, claim.place.value.country) == ("border", None)


OF_TODAY = [
    "The court arrests a Chadian officer over the killings at Mora in 1972.",
    "Chadian police arrest three brothers on suspicion of involvement in a bombing outside an embassy on 2 May.",
    "Chad imposes sanctions on Niger over the 2018 poison attack in Mora.",
    "Fighters launch an offensive to take the town of Mora, which the army had taken three days ago.",
    "A mob in Mora attacks a refugee camp as the 2006 crisis continues.",
]


@pytest.mark.parametrize("text", OF_TODAY)
def test_news_in_the_present_tense_is_of_today_whatever_else_is_dated(text: str) -> None:
    when = read(text)[0].when
    assert when is not None
    assert "/".join(when.value.iso()) == "2025-05-07/2025-05-08"


def test_a_deal_that_is_announced_has_been_reached() -> None:
    assert read("Chadian president Anna Berg announces a trade deal with Niger.")[0].realis.value == "happened"


KINDS = [
    ("Chadian gunfire and airstrikes kill 30 villagers in Mora, Cameroon.", "attack"),
    ("Ten villagers are killed in artillery fire and airstrikes in Mora, Cameroon.", "shelling"),
    ("Chadian guided bombs hit a market in Mora, Cameroon, killing two people.", "air_strike"),
    ("Chad and Niger sign a ceasefire deal in Gabon.", "ceasefire"),
    ("Seven rebels are killed in a gun fight with soldiers in Mora, Cameroon.", "armed_clash"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_kinds(text: str, kind: str) -> None:
    assert read(text)[0].event_type.value == kind
