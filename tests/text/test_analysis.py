import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.text.analysis import analyse
from casus.text.tagger import Tagger, pack, tagger


def tags(text):
    return [(token.text, token.tag) for sentence in analyse(text) for token in sentence.tokens]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Two soldiers were killed by gunmen near Mach.", "killed", "VBN"),
        ("Gunmen killed two soldiers near Mach.", "killed", "VBD"),
        ("A bomb planted by militants went off.", "planted", "VBN"),
        ("Militants planted a bomb near the bridge.", "planted", "VBD"),
        ("The men wounded in the attack were flown out.", "wounded", "VBN"),
        ("Troops had already overrun the post.", "overrun", "VBN"),
        ("Fighters overran the post at dawn.", "overran", "VBD"),
        ("The BLA claimed responsibility.", "BLA", "NNP"),
        ("The army denied the claim.", "army", "NN"),
        ("An airstrike hit the market.", "hit", "VBD"),
        ("The convoy was hit near Harnai.", "hit", "VBN"),
    ],
)
def test_tags(text, word, tag):
    assert (word, tag) in tags(text)


def test_offsets_are_of_the_full_text():
    text = "First line.\n\nGen. Mir’s men didn't run. They shot two."
    found = analyse(text)
    assert next(sentence.span.of(text) for sentence in found) == "First line."
    for sentence in found:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert token.lower == token.text.lower()
    assert [token.lemma for token in found[2].tokens] == ["they", "shoot", "two", "."]


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_read_to_the_last_letter(text):
    letters = "".join(token.text for sentence in analyse(text) for token in sentence.tokens)
    assert letters == "".join(text.split())


def test_tags_do_not_depend_on_what_was_read_before():
    text = "The convoy was hit near Harnai, and two men wounded in it died."
    fresh = tags(text)
    for word in ("shell", "storm", "raid", "down"):
        analyse(f"They {word} the town, {word} and all.")
    assert tags(text) == fresh


def test_a_heavy_weight_takes_several_pairs():
    model = {
        "tags": ["NN", "VB"],
        "sure": {},
        "classes": {},
        "weights": {"wrun": pack([(1, 130)]), "b": pack([(0, 129)])},
    }
    assert Tagger(model).tag(["run", "dog"]) == ["VB", "NN"]


def test_the_model_loads_quickly():
    tagger.cache_clear()
    began = time.process_time()
    tagger()
    assert time.process_time() - began < 0.4  # 0.07 s on a quiet machine


def test_model_card_names_the_sources():
    card = (Path(__file__).parents[2] / "resources/text/MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
