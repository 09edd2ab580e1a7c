"""Which country a sentence is about does not change its tags."""

from __future__ import annotations

import pytest

from casus.text.alike import alike
from casus.text.analysis import analyse


def tags(text: str) -> list[str]:
    return [token.tag for sentence in analyse(text) for token in sentence.tokens]


@pytest.mark.parametrize("one", ["Burundian", "Kosovar", "Iraqi", "Chinese", "Thai", "Azerbaijani"])
@pytest.mark.parametrize(
    "text",
    [
        "X and French troops exchanged fire on Sunday, killing a X soldier.",
        "The president rejected X claims that the army attacked a hospital.",
        "X drones hit a depot overnight.",
        "Three X were killed.",
    ],
)
def test_adjectives(one: str, text: str) -> None:
    assert tags(text.replace("X", one)) == tags(text.replace("X", "Belgian"))


@pytest.mark.parametrize("one", ["Burundi", "Kosovo", "Iraq", "China", "Thailand", "Chad"])
@pytest.mark.parametrize(
    "text",
    ["X and Canada clash on their border.", "Talks with X collapsed.", "X fires missiles at a port."],
)
def test_countries(one: str, text: str) -> None:
    assert tags(text.replace("X", one)) == tags(text.replace("X", "Belgium"))


def test_words_in_capitals_stay() -> None:
    assert not any(word.isupper() for word in alike())
    assert "town" not in alike()
