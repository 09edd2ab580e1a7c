"""Lines in capitals, as old headlines are: "FIVE KILLED IN KARACHI". Their names get small letters back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.ground.places_tokens import Word, words_of
from casus.ground.places_words import PlaceWords
from casus.reference.gazetteer import Gazetteer

_WORDS = 3
_OWNER = re.compile(r"(['’])S\b")
_LONGEST_LINE = 300
_LONGEST = 3
_LARGE = 500_000
_KNOWN = 20_000
_WIDE = frozenset({"country", "admin1", "region", "sea"})
_SHORT = frozenset({"US", "UK", "UAE", "DRC", "U.S.", "U.K.", "UN", "EU"})


def calmed(text: str, gazetteer: Gazetteer, lists: PlaceWords) -> str:
    """`text`, as long as before, with its lines in capitals as if they stood in a paragraph.

    A name that a place bears keeps its first capital where the text names it again in small letters, where a word of
    place stands before it, or where the place is a country, a first-level unit or a very large town.
    """
    return "\n".join(
        _calm(line, text, gazetteer, lists) if line.isupper() and _long(line) else line for line in text.split("\n")
    )


def _long(line: str) -> bool:
    """Whether a line holds words enough for a headline: shorter ones are datelines and names of bodies."""
    return len(line) <= _LONGEST_LINE and sum(len(word) > 1 and word.isupper() for word in line.split()) >= _WORDS


def _calm(line: str, text: str, gazetteer: Gazetteer, lists: PlaceWords) -> str:
    line = _OWNER.sub(r"\1s", line)
    headline = _Headline(line, text, gazetteer, lists)
    signs = [low if len(low := sign.lower()) == 1 else sign for sign in line]
    for word in headline.words:
        if word.text in _SHORT:
            signs[word.start : word.end] = word.text
    for word in headline.named():
        signs[word.start] = line[word.start]
    return "".join(signs)


class _Headline:
    """One line in capitals and the report around it."""

    def __init__(self, line: str, text: str, gazetteer: Gazetteer, lists: PlaceWords) -> None:
        self.line, self.text, self.gazetteer, self.lists = line, text, gazetteer, lists
        self.words = words_of(line)

    def named(self) -> Iterator[Word]:
        """The words of names of places and peoples."""
        at = 0
        while at < len(self.words):
            sizes = range(min(_LONGEST, len(self.words) - at), 0, -1)
            size = next((size for size in sizes if self._is_name(at, size)), 0)
            yield from self.words[at : at + size]
            at += max(1, size)

    def _is_name(self, at: int, size: int) -> bool:
        words = self.words[at : at + size]
        if any(not one.joined or one.owned for one in words[1:]) or any(one.owned for one in words[:-1]):
            return False
        if size == 1 and (words[0].low in self.lists.stop or len(words[0].text) < 3):
            return False
        name = self.line[words[0].start : words[-1].end]
        titled = " ".join(one.text.title() for one in words)
        if self.gazetteer.demonym(titled):
            return True
        found = [one.entry for one in self.gazetteer.matches(name) if one.own]
        if not found:
            return False
        before = self.words[at - 1].low if at else ""
        people = max((one.population or 0) for one in found)
        again = titled in self.text
        cued = before in self.lists.strong and people >= _KNOWN
        return again or cued or people >= _LARGE or any(one.kind in _WIDE for one in found)
