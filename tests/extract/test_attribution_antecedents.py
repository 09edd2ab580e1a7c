"""Whom a source's words stand for, given which words are sources."""

from __future__ import annotations

import pytest

from casus.extract.attribution_antecedents import antecedents
from casus.extract.attribution_page import lay_out
from casus.text.analysis import analyse

CASES = [
    (
        "Colonel Imre Talos said the road was open. He said convoys would pass.",
        "Colonel Imre Talos|He",
        "Colonel Imre Talos",
    ),
    ("Lena Vadic said the ward was full. “We had no light,” she said.", "Lena Vadic|she", "Lena Vadic"),
    ("Police arrested Karim Hale in Quetta. He denied the charge.", "He", "Karim Hale"),
    ("Karim Hale met Anna Berg in Quetta. He denied the charge.", "He", None),
    ("The minister, who spoke in Kabul, denied it.", "who", "The minister"),
    (
        "The interior ministry said four men died. It said two were hurt.",
        "The interior ministry|It",
        "The interior ministry",
    ),
    ("Residents said the bridge was mined. They said nobody crossed.", "Residents|They", "Residents"),
    ("The Dawn Brigade attacked a post near Tarvan. The group said nine died.", "The group", "The Dawn Brigade"),
    ("The Dawn Brigade fought the River Front. The group said nine died.", "The group", None),
    ("The Dawn Brigade left. The River Front stayed. The group said nine died.", "The group", None),
    (
        "Idris Vane, a spokesman for the front, said so. The spokesman said more.",
        "Idris Vane, a spokesman for the front|The spokesman",
        "Idris Vane, a spokesman for the front",
    ),
    ("General Oru Samm came to Goma. The general said nothing was lost.", "The general", "General Oru Samm"),
    ("He said the road was open.", "He", None),
    ("Police said the road was open.", "Police", None),
]


@pytest.mark.parametrize(("text", "sources", "wanted"), CASES)
def test_the_last_source(text: str, sources: str, wanted: str | None) -> None:
    page = lay_out(text, analyse(text))
    at, places = 0, []
    for words in sources.split("|"):
        start = text.index(words, at)
        at = start + len(words)
        first = next(number for number, word in enumerate(page.words) if word.start == start)
        places.append((first, next(number for number, word in enumerate(page.words) if word.end == at)))
    found = antecedents(page, places)[-1]
    assert (page.span(*found).of(text) if found is not None else None) == wanted
