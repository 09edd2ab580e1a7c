"""When do two names name one? Content words, initials, and words that tell nothing (`resources/naming.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from casus.reference.resources import load_toml

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST_STEM = 3


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(load_toml("naming.toml")[section]["words"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_listed("endings"), key=len, reverse=True))


@cache
def _irregular() -> Mapping[str, str]:
    stems: dict[str, str] = load_toml("naming.toml")["irregular"]["stems"]
    return stems


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the ending that tells a people from its country: "Russian" and "Russia" meet in "rus".

    A convention for comparing names, no linguistic stem.
    """
    word = word.casefold()
    known = _irregular().get(word)
    return known if known is not None else _shortened(word)


def _shortened(word: str) -> str:
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return _shortened(word[: -len(ending)])
    return word


@lru_cache(maxsize=65536)
def content_words(name: str) -> frozenset[str]:
    """The stems of the words of a name, without articles and the like."""
    return frozenset(stem(word) for word in _WORD.findall(name) if word.casefold() not in _listed("empty"))


@lru_cache(maxsize=65536)
def telling_words(name: str) -> frozenset[str]:
    """The stems that say who it is: without "army", "soldiers", "spokesman" and their like."""
    plain = (word.casefold() for word in _WORD.findall(name))
    return frozenset(stem(word) for word in plain if word not in _listed("empty") and word not in _listed("generic"))


@lru_cache(maxsize=65536)
def initials(name: str) -> str | None:
    """The capitals of a name of three words or more ("Baloch Liberation Army": "BLA"); None for shorter names."""
    capitals = [word[0] for word in _WORD.findall(name) if word[0].isupper()]
    return "".join(capitals) if len(capitals) >= _SHORTEST_STEM else None


def same_name(left: str, right: str) -> bool:
    """Whether two names have the same content words, or one is the initials of the other."""
    if content_words(left) == content_words(right):
        return True
    return initials(left) == right or initials(right) == left


def akin(left: str, right: str) -> bool:
    """Whether two names tell of one body, a part or a spokesman of it: "Ruritania" and "Ruritanian soldiers"."""
    if same_name(left, right):
        return True
    told = telling_words(left)
    return bool(told) and told == telling_words(right)


def names_nobody(name: str) -> bool:
    """Whether a name says only that there was somebody: "a man", "unidentified gunmen"."""
    words = {word.casefold() for word in _WORD.findall(name)} - _listed("empty")
    return words <= _listed("nobody")
