"""Names that read alike to the tagger: which country a sentence is about must not change its tags.

The perceptron saw "Iraqi" often and "Burundian" never, and gave the words around them other tags. One word stands for
all countries, one for all their adjectives, one for all their peoples: `resources/text/alike.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from casus.reference.countries import countries
from casus.reference.resources import load_toml


@cache
def alike() -> Mapping[str, str]:
    """The word that stands for each country's name, adjective or people of one word."""
    stands = load_toml("text/alike.toml")
    table: dict[str, str] = {}
    for one in countries().values():
        table |= {word: stands["people" if word.endswith("s") else "adjective"] for word in one.demonyms}
        table |= dict.fromkeys((one.name, *one.names), stands["country"])
    return {word: stand for word, stand in table.items() if word.isalpha() and not word.isupper()}
