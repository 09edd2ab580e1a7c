"""What a careful reader takes from a text and rules hardly can. Each fails today: one that passes moves out of here."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want


def hard(reason: str, one: Case):
    return pytest.param(one, marks=pytest.mark.xfail(strict=True, reason=reason), id=one.text[:60])


CASES = [
    hard(
        "that the bombs did not go off follows from what defusing is",
        case("Two bombs that were planted in a market in Karachi were defused.", want("bombing", realis="attempted")),
    ),
    hard(
        "two sides' words on one strike, with two targets: only the world tells that it is one",
        case(
            "Hamas said Israel struck a school in Gaza City, while Israel said it struck a command centre there.",
            want("air_strike", incident=1, source="hamas", stance="accuses", on=["school"]),
            want("air_strike", incident=1, source="israel", stance="claims_responsibility", on=["command centre"]),
        ),
    ),
    hard(
        "irony and figures of speech",
        case("Shares fell sharply in Tokyo after an attack on the central bank's policy."),
    ),
    hard(
        "a strike of workers, not of aircraft: the word alone does not tell",
        case("A strike by teachers closed schools in Lagos on Tuesday."),
    ),
]


@pytest.mark.parametrize("one", CASES)
def test_hard(one: Case) -> None:
    check(one)
