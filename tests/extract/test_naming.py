"""The names of those who act, and of those who are harmed."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, read, want

CASES = [
    case("Hezbollah fighters attacked a convoy near Tyre.", want("attack", by=["hezbollah"], on=["convoy"])),
    case("Islamic State militants attacked a prison in Hasakah.", want("attack", by=["islamic state"], on=["prison"])),
    case("An Israeli strike hit a car in Tyre.", want("air_strike", by=["israel"], on=["car"])),
    case("Unidentified gunmen attacked a church in Owo.", want("attack", by=["gunmen"], on=["church"])),
    case("Al-Shabaab attacked a base in Baidoa.", want("attack", by=["al-shabaab"], on=["base"])),
    case(
        "Three of the guards were killed in an attack on a bank in Kabul.",
        want("attack", named=[], tolls=["3 killed guards state"]),
    ),
    case("The attack in Kabul killed four.", want("attack", named=[], tolls=["4 killed - unknown"])),
    case(
        "The Majeed Brigade of the Balochistan Liberation Army attacked a port in Gwadar.",
        want("attack", by=["majeed brigade"], on=["port"], place="Gwadar"),
    ),
    case(
        "A group, the Upper Valley Defence Front (UVDF), claimed responsibility. The UVDF said it bombed a bridge.",
        want("bombing", source="upper valley defence front", stance="claims_responsibility", on=["bridge"]),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_naming(one: Case) -> None:
    check(one)


def test_a_registered_actor_keeps_its_id_and_its_side() -> None:
    (claim,) = read("Hezbollah fighters attacked a convoy near Tyre.")
    actor = claim.perpetrators[0].value
    assert (actor.id, actor.country, actor.side.value) == ("hezbollah", "LB", "nonstate")


def test_a_registered_group_is_one_actor_by_all_its_names() -> None:
    ids = {
        read(f"{name} attacked an army post near Mach.")[0].perpetrators[0].value.id
        for name in ("The BLA", "The Baloch Liberation Army", "The Balochistan Liberation Army")
    }
    assert ids == {"bla"}
