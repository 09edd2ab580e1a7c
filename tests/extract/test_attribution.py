"""Who said it, and in which words the sentence says so."""

from __future__ import annotations

import pytest

from casus.pipeline import parse

from .reading import Case, case, check, want

CASES = [
    case(
        "Police said gunmen killed three farmers near Kano.",
        want("attack", source="police", stance="asserts", by=["gunmen"]),
    ),
    case(
        "Gunmen killed three farmers near Kano, police said.",
        want("attack", source="police", stance="asserts", by=["gunmen"]),
    ),
    case(
        "According to the United Nations, at least 40 villagers were killed in an attack on a camp in Darfur.",
        want("attack", source="united nations", stance="asserts", on=["camp"]),
    ),
    case(
        "At least 40 villagers were killed in an attack on a camp in Darfur, according to medics.",
        want("attack", source="medics", stance="asserts", on=["camp"]),
    ),
    case(
        "According to witnesses and medics, an air strike hit a market in Darfur.",
        want("air_strike", incident=1, source="witnesses"),
        want("air_strike", incident=1, source="medics"),
    ),
    case(
        '"Three villagers were killed in the shelling of Kherson," said the governor.',
        want("shelling", source="governor", tolls=["3 killed villagers civilians"]),
    ),
    case(
        "In a statement, the Balochistan Liberation Army said its fighters attacked a post in Mach.",
        want("attack", source="balochistan liberation army", stance="claims_responsibility"),
    ),
    case(
        "The army announced on Monday that it had killed 12 militants in Bannu.",
        want("attack", source="army", stance="claims_responsibility", by=["army"]),
    ),
    case(
        "A medic told reporters that the strike killed nine people in Rafah.",
        want("air_strike", source="medic", tolls=["9 killed people unknown"]),
    ),
    case(
        "Officials said Tuesday that a roadside bomb killed two soldiers near Bannu.",
        want("bombing", source="officials", days="2025-05-05/2025-05-06"),
    ),
    case(
        "A local official, Karim Haider, said rebels burned 20 homes in Ituri.",
        want("destruction", source="karim haider", by=["rebels"], on=["homes"]),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_attribution(one: Case) -> None:
    check(one)


def layer(text: str) -> list[tuple[str, str, list[str]]]:
    found = parse(text).attributions
    return [
        (one.source.of(text), one.cue.of(text) if one.cue else "", [span.of(text) for span in one.content])
        for one in found
        if one.source
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said gunmen fled.", [("Police", "said", ["gunmen fled"])]),
        ("Gunmen fled, police said.", [("police", "said", ["Gunmen fled"])]),
        ("Gunmen fled, according to police.", [("police", "according to", ["Gunmen fled"])]),
        ("According to police, gunmen fled.", [("police", "According to", ["gunmen fled"])]),
        ("Gunmen fled.", []),
    ],
)
def test_the_layer_of_attributions(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert [
        (source, cue, [words.strip(" ,.") for words in content]) for source, cue, content in layer(text)
    ] == expected
