"""Moves of states and groups: sanctions, troops, talks, deals, appeals, releases, arrests."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case("The United States imposed sanctions on Russia.", want("sanction", by=["united states"], on=["russia"])),
    case(
        "India closed its border with Pakistan and expelled three diplomats.",
        want("sanction", incident=1, by=["india"], on=["pakistan"]),
        want("reject", incident=2, by=["india"]),
    ),
    case("China sent warships to the Taiwan Strait.", want("mobilize", by=["china"], place="Taiwan Strait")),
    case("Iran and Oman held talks in Muscat.", want("consult", by=["iran", "oman"], on=[], place="Muscat")),
    case("France urged Israel to allow aid into Gaza.", want("appeal", by=["france"], on=["israel"], stance="asserts")),
    case(
        "Armenia and Azerbaijan signed a peace treaty in Washington.",
        want("agree", by=["armenia", "azerbaijan"], on=[], place="Washington"),
    ),
    case("Hamas released four hostages on Monday.", want("release", by=["hamas"], tolls=["4 freed hostages unknown"])),
    case(
        "Israel freed 90 Palestinian prisoners.",
        want("release", by=["israel"], tolls=["90 freed palestinian prisoners unknown"]),
    ),
    case("Israeli troops withdrew from Rafah on Sunday.", want("withdraw", by=["israeli troops"], place="Rafah")),
    case(
        "Police arrested five men in Lahore over ties to rebels.",
        want("arrest", by=["police"], tolls=["5 arrested men unknown"]),
    ),
    case("The rebels rejected a ceasefire.", want("reject", by=["rebels"])),
    case("Ukraine rejected a demand by Russia to leave Donetsk.", want("reject", by=["ukraine"])),
    case("Japan summoned the Chinese ambassador over the drones.", want("protest", by=["japan"])),
    case(
        "Protesters clashed with police in Nairobi on Tuesday.",
        want("violence_other", by=["protesters", "police"], on=[]),
    ),
    case(
        "Poland accused Belarus of spying.",
        want("accuse", source="poland", stance="accuses", by=["poland"], on=["belarus"]),
    ),
    case("Chad closed its border with Sudan.", want("sanction", by=["chad"], on=["sudan"])),
    case("A court in Paris sentenced two militants to life in prison.", want("arrest", place="Paris")),
    case("Russia began a military exercise in the Baltic Sea.", want("mobilize", by=["russia"], place="Baltic Sea")),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_moves(one: Case) -> None:
    check(one)
