"""What happened, and what was only tried, planned, threatened, called for or is unsure."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case("Rebels attacked a post near Goma.", want("attack", realis="happened", hedged=False)),
    case("Police foiled a bombing at a market in Lahore.", want("bombing", realis="attempted", on=["market"])),
    case(
        "Rebels tried to seize an airport in Goma but were driven back.",
        want("seizure", realis="attempted", by=["rebels"], on=["airport"]),
    ),
    case(
        "Soldiers repelled an attack on a base in Borno.",
        want("attack", realis="attempted", on=["base"]),
    ),
    case(
        "The army plans to withdraw its troops from Jenin next week.",
        want("withdraw", realis="planned", by=["army"], days="2025-05-12/2025-05-18"),
    ),
    case(
        "Russia and Ukraine will hold talks in Istanbul next week.",
        want("consult", realis="planned", by=["russia", "ukraine"], place="Istanbul"),
    ),
    case(
        "Iran threatened to close the Strait of Hormuz.",
        want("threaten", realis="threatened", by=["iran"]),
    ),
    case(
        "France urged Israel to stop the bombing of Rafah.",
        want("appeal", realis="called_for", source="france", by=["france"], on=["israel"]),
    ),
    case(
        "The United Nations called for a ceasefire in Sudan.",
        want("appeal", realis="called_for", by=["united nations"]),
    ),
    case("Israel and Hamas failed to reach a deal in Doha.", want("agree", realis="attempted", by=["israel", "hamas"])),
    case("Gunmen reportedly killed six farmers in Kaduna.", want("attack", hedged=True, realis="happened")),
    case("Suspected rebels killed six farmers in Ituri.", want("attack", hedged=True, by=["rebels"])),
    case(
        "Police said suspected rebels killed six farmers in Ituri.",
        want("attack", hedged=True, source="police", by=["rebels"]),
    ),
    case("Six farmers were allegedly killed by soldiers in Ituri.", want("attack", hedged=True, by=["soldiers"])),
    case("An apparent drone attack damaged a depot in Bryansk.", want("air_strike", hedged=True)),
    case("Militants are believed to have abducted nine miners in Zamfara.", want("abduction", hedged=True)),
    case(
        "Unconfirmed reports said a missile hit a hospital in Homs.",
        want("shelling", hedged=True, on=["hospital"]),
    ),
    case("Nobody was killed in Ituri on Monday."),
    case("The army did not attack the village in Ituri, residents said."),
    case(
        "Police said they prevented an attack on a mosque in Paris.", want("attack", realis="attempted", on=["mosque"])
    ),
    case("Israel has not struck Beirut since Monday."),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_realis(one: Case) -> None:
    check(one)
