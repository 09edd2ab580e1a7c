"""The reading of places: names, chains, context, and what is no place."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.ground.places import chain, read_places, resolve_spans
from casus.model.codes import Precision
from casus.model.place import Place
from casus.model.reading import Reading
from casus.reference.gazetteer import Gazetteer, open_gazetteer
from casus.reference.gazetteer_keys import name_key
from casus.reference.resources import folder, load_toml, load_tsv

GAZETTEER = open_gazetteer()


def read(text: str) -> tuple[Reading[Place], ...]:
    return read_places(text, GAZETTEER)


def places(text: str) -> dict[str, Place]:
    return {one.text: one.value for one in read(text)}


@pytest.mark.parametrize("table", ["countries", "units", "features", "towns"])
def test_examples_of_tables(table: str) -> None:
    missed = []
    for row in load_tsv(f"places/{table}.tsv"):
        found = read(row["example"])
        keys = {name_key(name) for name in (row["name"], *row["names"].split(";"))}
        country = row.get("country", row.get("code"))
        if not any(_is(one.value, keys, country) for one in found):
            missed.append((row["name"], row["example"], [(one.text, one.value.country) for one in found]))
    assert not missed, missed[:20]


def _is(place: Place, keys: set[str], country: str | None) -> bool:
    named = name_key(place.canonical or "") in keys or name_key(place.name) in keys
    return named and (country is None or place.country == (country or None))


@pytest.mark.parametrize("section", sorted(load_toml("places/words.toml")))
def test_examples_of_words(section: str) -> None:
    entry = load_toml("places/words.toml")[section]
    assert entry["finds"] in places(entry["example"])


def test_a_chain_agrees_with_itself() -> None:
    found = places("Gunmen burned a bus in Mach, Balochistan, Pakistan.")
    assert [(place.country, place.admin1) for place in found.values()] == [
        ("PK", "Balochistan"),
        ("PK", "Balochistan"),
        ("PK", None),
    ]
    assert found["Mach"].precision is Precision.EXACT
    assert found["Balochistan"].precision is Precision.PROVINCE
    assert found["Pakistan"].precision is Precision.COUNTRY


def test_a_chain_is_told() -> None:
    found = read("Gunmen burned a bus in Mach, Balochistan, Pakistan, and fled to Iran.")
    assert [one.text for one in chain(found, 0)] == ["Mach", "Balochistan", "Pakistan"]
    assert [one.text for one in chain(found, 3)] == ["Iran"]
    cities = read("Blasts shook Quetta, Lahore and Karachi.")
    assert [one.text for one in chain(cities, 0)] == ["Quetta"]


def test_headlines() -> None:
    assert "Kabul" in places("Suicide Bomber Kills Ten At Mosque In Kabul")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A BOMB KILLED FIVE IN KARACHI ON FRIDAY", ["KARACHI"]),
        ("REBELS SEIZE EL FASHER IN SUDAN, ARMY SAYS\nThe army left El Fasher.", ["EL FASHER", "SUDAN", "El Fasher"]),
        ("TWO DIE IN CLASHES IN PAKISTAN'S KARACHI", ["PAKISTAN", "KARACHI"]),
        ("US AND IRAN TALK IN OMAN", ["US", "IRAN", "OMAN"]),
        ("POLICE CLAIM THREE ARRESTS", []),
    ],
)
def test_headlines_in_capitals(text: str, names: list[str]) -> None:
    assert [one.text for one in read(text)] == names


def test_a_list_of_units() -> None:
    found = places("Fighting spread to Akobo, Zorbagh, and Uror counties of Jonglei, South Sudan.")
    assert [found[name].admin1 for name in ("Akobo", "Zorbagh", "Uror")] == ["Jonglei"] * 3
    assert found["Zorbagh"].precision is Precision.DISTRICT


def test_a_short_state_with_dots() -> None:
    assert places("The B.C. government said so in Canada.")["B.C."].admin1 == "British Columbia"
    assert "B.C." not in places("Rome in 44 B.C. was at war.")


def test_a_person_is_no_place_for_being_native_of_one() -> None:
    assert "Gomez" not in places("Rafael Gomez, 27, stood before a judge. Gomez, a native of Mexico, said nothing.")


def test_demonyms_only_where_asked() -> None:
    text = "Israeli and European envoys met Saudi Arabian officers in Kabul."
    assert [one.text for one in read(text)] == ["Kabul"]
    found = read_places(text, GAZETTEER, demonyms=True)
    assert [(one.text, one.value.country, one.rule) for one in found[:2]] == [
        ("Israeli", "IL", "demonym"),
        ("European", None, "demonym"),
    ]
    assert found[-1].rule == "town"
    assert found[0].value.precision is Precision.COUNTRY


def test_the_land_about_a_town_is_near_it() -> None:
    found = places("Hikers were shot in the Pahalgam region of Indian Kashmir.")
    assert found["Pahalgam"].precision is Precision.NEAR


def test_an_unknown_name_in_a_known_unit_takes_country_and_province() -> None:
    found = places("Three men were shot in the Zorbagh Dand area of Kech on Monday.")
    assert found["Zorbagh Dand"] == Place("Zorbagh Dand", "PK", "Balochistan")
    assert not found["Zorbagh Dand"].located
    assert found["Kech"].country == "PK"


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A mine blew up in the Bolan area of Balochistan.", "Bolan", "PK", "Balochistan"),
        ("A raid in Kech left two dead, the Frontier Corps said.", "Kech", "PK", "Balochistan"),
        ("Shells fell on Kherson Oblast in Ukraine.", "Kherson Oblast", "UA", "Kherson Oblast"),
        ("They met in Tripoli with Libyan officers.", "Tripoli", "LY", "Tripoli"),
        ("A blast shook Tripoli, Lebanon, at noon.", "Tripoli", "LB", "North Lebanon"),
        ("A man was shot in Paris, Texas, at noon.", "Paris", "US", "Texas"),
        ("Rebels hold Goma in DR Congo.", "Goma", "CD", "North Kivu"),
        ("Syria's Aleppo was quiet.", "Aleppo", "SY", "Aleppo"),
        ("In the West Bank city of Nablus two men were held.", "Nablus", "PS", "West Bank"),
        ("A strike hit Gaza killing nine Palestinians.", "Gaza", "PS", "Gaza Strip"),
        ("Tbilisi, Georgia, saw a march of Georgian miners.", "Georgia", "GE", None),
        ("He flew from Atlanta, Georgia, to Texas.", "Georgia", "US", "Georgia"),
    ],
)
def test_context_decides(text: str, name: str, country: str, admin1: str | None) -> None:
    found = places(text)[name]
    assert (found.country, found.admin1) == (country, admin1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ten fell ill in the southern Gaza Strip.", "southern Gaza Strip"),
        ("Police closed the Bannu district on Friday, in Pakistan.", "Bannu district"),
        ("A boat burned in the Strait of Hormuz.", "Strait of Hormuz"),
        ("A crowd gathered at the Haji Noor Mosque in Quetta.", "Haji Noor Mosque"),
        ("Two were shot on Lenin Prospect street in Kharkiv.", "Lenin Prospect street"),
        ("Troops fought on the Kalo Dar ridge in southern Lebanon.", "Kalo Dar ridge"),
        ("Guards shot at the Iran–Iraq border.", "Iran–Iraq border"),
        ("Tanks gathered on its border with Belarus.", "border with Belarus"),
        ("Planes bombed Indian-administered Jammu and Kashmir.", "Jammu and Kashmir"),
    ],
)
def test_names_as_the_text_has_them(text: str, name: str) -> None:
    assert name in places(text)


def test_a_shared_border_has_no_country_and_no_coordinates() -> None:
    found = places("Guards shot at the Iran–Iraq border.")["Iran–Iraq border"]
    assert found.country is None
    assert not found.located


def test_seas_have_no_country() -> None:
    assert places("A drone fell into the Red Sea.")["Red Sea"].country is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paris Hilton sang.", "Paris"),
        ("President Washington spoke.", "Washington"),
        ("The Washington Post reported it.", "Washington"),
        ("The Sindh Police held a man.", "Sindh"),
        ("The Balochistan Liberation Army said so.", "Balochistan"),
        ("Donald Trump spoke of Iran.", "Donald"),
        ("Israeli soldiers left.", "Israeli"),
        ("Police said that Monday was calm.", "Police"),
        ("It cost US$3 million.", "US"),
    ],
)
def test_no_places(text: str, name: str) -> None:
    assert name not in places(text)


def test_relation_and_nearness() -> None:
    found = places("The truck was hit near Quetta, some 40 km south of Kabul.")
    assert found["Quetta"].relation == "near"
    assert found["Quetta"].precision is Precision.NEAR
    assert found["Kabul"].relation == "some 40 km south of"


def test_rivals_are_told() -> None:
    rivals = next(one for one in read("They met in Tripoli.") if one.text == "Tripoli").rivals
    assert {rival.value.country for rival in rivals} & {"LB", "LY"}


def test_given_spans_are_answered_one_by_one() -> None:
    text = "The Israeli convoy left Tripoli."
    spans = [(4, 11), (text.index("Tripoli"), text.index("Tripoli") + 7)]
    first, second = resolve_spans(text, spans, GAZETTEER)
    assert first.value.country == "IL"
    assert second.value.canonical == "Tripoli"


def test_empty_text_has_no_places() -> None:
    assert read("") == ()
    assert read("   \n\n ") == ()


_ODD = [
    "Gaza",
    "in",
    "near",
    "The",
    "U.S.",
    "border",
    "with",
    "Kech",
    ",",
    "District",
    "of",
    "Iran–Iraq",
    "'s",
    "\n",
    "al-",
    "Mosque",
    "$",
    "é",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_ODD), st.text(max_size=8)), max_size=25).map(" ".join))
def test_every_reading_stands_in_the_text(text: str) -> None:
    found = read(text)
    for one in found:
        assert one.span is not None
        assert one.span.of(text) == one.text == one.value.name
        assert 0.0 <= one.score <= 1.0
        assert (one.value.lat is None) == (one.value.lon is None)
    spans = [one.span for one in found if one.span]
    assert spans == sorted(spans)
    assert not any(left.overlaps(right) for left, right in pairwise(spans))


def test_swapping_two_countries_swaps_the_countries_and_nothing_else() -> None:
    text = "The army of {} shelled a post of {} on Monday. {} denied it."
    one = read(text.format("India", "Pakistan", "India"))
    other = read(text.format("Pakistan", "India", "Pakistan"))
    assert [place.value.country for place in one] == ["IN", "PK", "IN"]
    assert [place.value.country for place in other] == ["PK", "IN", "PK"]
    assert [place.rule for place in one] == [place.rule for place in other]


def test_gazetteer_is_the_default() -> None:
    assert isinstance(GAZETTEER, Gazetteer)
    assert read_places("Rain fell in Quetta.") == read("Rain fell in Quetta.")


_SHARED = folder().parent.parent / "shared" / "data" / "cep" / "items_2025_2026.jsonl.gz"


@pytest.mark.skipif(not Path(_SHARED).exists(), reason="../shared is not here: no real reports to read")
def test_real_reports_are_read_without_fault() -> None:
    with gzip.open(_SHARED, "rt", encoding="utf-8") as lines:
        for _count, line in zip(range(1500), lines, strict=False):
            text = json.loads(line)["text"]
            for one in read(text):
                assert one.span is not None
                assert one.span.of(text) == one.text


@pytest.mark.parametrize(
    ("text", "name", "country", "rule"),
    [
        # No gazetteer has it: the text says where it lies, and the namesake in India is none of it.
        ("Raiders burned the village of Kuda in the Adamawa State of Nigeria.", "Kuda", "NG", "town-unlisted"),
        ("Shells fell on Libya's oil port of Sidra.", "Sidra", "LY", "town-unlisted"),
        # One is listed there under a spelling of its own.
        ("Iraq's army took the town of Rawa in Iraq.", "Rawa", "IQ", "town"),
        # Nothing speaks of another country: the namesake is meant.
        ("A bus burned in the town of Sidra.", "Sidra", "PL", "town"),
    ],
)
def test_a_namesake_abroad_is_not_meant(text: str, name: str, country: str, rule: str) -> None:
    found = next(one for one in read(text) if one.text == name)
    assert (found.value.country, found.rule) == (country, rule)
