"""From marked stretches to whole names, and what is told on without a place."""

import pytest

from casus.extract.model_acts import Part
from casus.extract.model_spans import whole
from casus.model.span import Span


def parts(text: str, *words: str, score: float = 0.9) -> list[Part]:
    return [Part(Span(text.index(word), text.index(word) + len(word)), score) for word in words]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Police detain ten Harvest Front members.", ("Harvest", "Front members"), ["Harvest Front members"]),
        ("A man holds children and teachers.", ("children and", "teachers"), ["children and teachers"]),
        ("Envoys of the Association of Eastern Ports meet.", ("of Eastern Ports",), ["Association of Eastern Ports"]),
        (
            "The governments of Aland and Bor agree.",
            ("governments of", "Aland", "Bor"),
            ["governments of Aland", "Bor"],
        ),
        ("Ministers from 11 towns agree.", ("11",), []),
        ("Both nuclear-armed nations agree.", ("armed nations",), ["nuclear-armed nations"]),
        ("Both nuclear-armed nations agree.", ("-armed nations",), ["nuclear-armed nations"]),
        ("Gunmen shoot at a crowd with rifles.", ("crowd with",), ["crowd"]),
    ],
)
def test_whole_names(text: str, words: tuple[str, ...], found: list[str]):
    assert [part.span.of(text) for part in whole(text, parts(text, *words), Span(0, len(text)))] == found


def test_unlikely_stretches_do_not_count():
    text = "Gunmen shoot at a crowd."
    assert whole(text, parts(text, "Gunmen", score=0.4), Span(0, len(text))) == []
