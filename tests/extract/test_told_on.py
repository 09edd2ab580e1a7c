"""Articles: what is sent, called and charged, what a word of blame is about, and where a happening goes on."""

from __future__ import annotations

import pytest

from casus.ground.places import read_places

from .reading import Case, case, check, read, want

CASES = [
    case(
        "Gunmen attacked a bus in Goma on Monday. On Tuesday police arrested a man in Goma. "
        "Nine passengers were shot dead, officials said.",
        want("attack", source=None, days="2025-05-05/2025-05-05"),
        want("arrest", days="2025-05-06/2025-05-06"),
        want("attack", source="officials", days="2025-05-05/2025-05-05"),
    ),
    case(
        "The minister said soldiers had been sent to the area.",
        want("mobilize", source="minister", by=[]),
    ),
    case(
        "The archbishop of Goma, Anna Berg, appealed to both sides to refrain from violence.",
        want("appeal", source="anna berg", by=["anna berg"], on=["sides"]),
    ),
    case(
        "The minister said that the delegation would not travel to Goma for talks.",
        want("reject", source="minister", by=["delegation"]),
    ),
    case(
        "Prosecutors filed murder charges against two militants.",
        want("arrest", on=["militants"]),
    ),
    case(
        "Interior Minister Jan Holt accused the opposition mayor of Goma, Anna Berg, of paying demonstrators.",
        want("accuse", source="jan holt", by=["jan holt"], on=["anna berg"]),
    ),
    case(
        'A bomb killed two officers in Goma on Monday. Freeland, a party, accused the police of "harassing" residents.',
        want("bombing", source=None),
        want("accuse", source="freeland", by=["freeland"], on=["police"]),
    ),
    case(
        "A bomb killed two officers in Goma on Monday. Police said that the front was not responsible.",
        want("bombing", source=None),
        want("bombing", source="police", stance="denies", by=["front"]),
    ),
    case(
        "Gunmen killed nine people in Goma on Monday. "
        "The mayor, Anna Berg, gave a toll of 11 dead and blamed the Red Front.",
        want("attack", source=None, tolls=["9 killed people unknown"]),
        want("attack", source="anna berg", stance="asserts", tolls=["11 killed - unknown"]),
        want("attack", source="anna berg", stance="accuses", by=["red front"]),
    ),
    case(
        "Chad struck a house in Goma on Monday. The rebels called the strike a breach of the ceasefire.",
        want("air_strike", by=["chad"]),
        want("accuse", source="rebels", on=["chad"]),
    ),
    case(
        'President Jan Holt called Orlov a "terrorist".',
        want("accuse", source="jan holt", by=["jan holt"], on=["orlov"]),
    ),
    case(
        "The army said its aircraft bombed a militant camp near Goma on Monday.",
        want("air_strike", source="army", stance="claims_responsibility", by=["army"]),
    ),
    case(
        "The governor demanded that the government reopen a post which troops abandoned in August.",
        want("appeal", source="governor", days="2025-05-07/2025-05-08"),
    ),
    case(
        "More than 320 people have been killed in air raids since the start of the year.",
        want("air_strike", scope="aggregate", days="2025-01-01/2025-05-08"),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_it_is_read(one: Case) -> None:
    check(one)


def test_a_happening_told_on_without_a_place_stays_where_the_violence_before_it_was() -> None:
    text = (
        "Gunmen killed nine people in Goma on Monday. Soldiers shot two women dead in a raid. "
        "Residents of Bukavu said that soldiers had also killed four men in Bukavu."
    )
    places = [claim.place.value.name for claim in read(text) if claim.place is not None]
    assert places[0] == "Goma"
    assert places[-1] == "Bukavu"
    assert all(claim.place is not None for claim in read(text))


def test_old_violence_is_not_the_news_without_a_day() -> None:
    text = "Soldiers killed three rebels in a raid, police said. In February soldiers killed three people in Goma."
    first, second = read(text)
    assert first.incident != second.incident
    assert second.scope.value == "background"


def test_an_unlisted_name_keeps_its_country() -> None:
    text = "Gunmen raided the village of Barga in northern Burkina Faso. Nobody was left in Barga."
    assert [one.value.country for one in read_places(text) if one.text == "Barga"] == ["BF", "BF"]
