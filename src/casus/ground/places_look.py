"""The words of a report with the gazetteer beside them: which names begin where, and what the words around them say."""

from __future__ import annotations

import re

from casus.ground.places_capitals import calmed
from casus.ground.places_mentions import Mention
from casus.ground.places_tokens import CONNECTORS, Word, run_end, words_of
from casus.ground.places_words import PlaceWords
from casus.reference.gazetteer import Gazetteer, Match

WIDE = frozenset({"country", "admin1", "region", "sea", "border"})
"""Kinds of entries so large or so few that their names need no support."""

Cue = tuple[int, str | None, str | None]
_LONGEST = 6
_LISTED = 30
_DESCRIBED = frozenset({"facility", "region", "border", "sea"})
_INSIDE = CONNECTORS | {"of", "and", "the", "&"}
_CLOSING = frozenset(
    {"states", "region", "territories", "rainforest", "reactor", "mosques", "basin", "envelope", "line"}
)
_PARTS = frozenset({"outside", "part", "parts", "out"})
_NEVER = frozenset({"us", "car"})
_COMPASS = r"(?:north|south|east|west|northeast|northwest|southeast|southwest)"
_RELATION = re.compile(
    r"(?:(?:about|around|some|roughly|nearly|just)\s+)?(?:[\d,.]+|\w+)\s*(?:km|kilomet(?:er|re)s?|miles?|mi)\s*"
    rf"(?:\([^)]*\)\s*)?(?:{_COMPASS}(?:ern)?\s+)?(?:of|from|off|outside|away from)$"
    rf"|(?:just\s+)?{_COMPASS}\s+of$"
    r"|\b(?:near|close to|outside|around|off the coast of|off|not far from|bordering|on the outskirts of"
    r"|on the border with)$",
    re.IGNORECASE,
)

_GOVERNING = ("of", "from", "off", "outside", "near", "to", "around", "bordering", "with")
"""With which words every relation ends."""


class Look:
    """A report's words, the gazetteer and the word lists, asked together. Positions count words, not characters."""

    def __init__(self, text: str, gazetteer: Gazetteer, lists: PlaceWords) -> None:
        """Cut `text` into words, without the names of bodies that hold a place's name."""
        self.text, self.gazetteer, self.lists = text, gazetteer, lists
        self.words = words_of(blanked(calmed(text, gazetteer, lists), lists))

    def listed_level(self, end: int) -> str | None:
        """The level of the units that a list which goes on at `end` names: "…, Nyirol, and Uror counties"."""
        at = end
        while at < len(self.words) and at - end < _LISTED:
            word = self.words[at]
            if word.low in ("and", "or") and not word.capital:
                at += 1
                continue
            if not word.capital:
                return self.lists.plural_units.get(word.low) if word.joined and at > end else None
            after = self.words[at - 1].low in ("and", "or") or "," in self.gap(at - 1)
            if not after and not word.joined:
                return None
            at += 1
        return None

    def longest(self, at: int, end: int) -> tuple[tuple[Match, ...], int]:
        """Find the entries of the longest name that begins at `at`, and how many words it has."""
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            if not self.may_end(at, size, end):
                continue
            matches = self.gazetteer.matches(self.slice(at, at + size))
            if matches and not self.words[at + size - 1].capital:
                matches = tuple(one for one in matches if one.own and one.entry.kind in _DESCRIBED)
            if matches and size == 1:
                matches = self.fit_alone(self.words[at], matches)
            if matches:
                return matches, size
        return (), 0

    def may_end(self, at: int, size: int, end: int) -> bool:
        """Whether a name of `size` words may begin at `at`: "of" and such may stand inside, a noun at its end."""
        words = self.words[at : at + size]
        if not all(one.joined for one in words[1:]):
            return False
        if at + size <= end:
            return words[-1].capital
        if not (words[-1].capital or words[-1].low in self.lists.facility or words[-1].low in _CLOSING):
            return False
        return all(
            one.capital or one.hyphened or one.low in _INSIDE or one.low in self.lists.between for one in words[1:-1]
        )

    def fit_alone(self, word: Word, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        """Those of the entries that one word alone may mean: fewer for short forms, none for "Monday"."""
        if word.low in self.lists.persons or word.low in self.lists.organisation:
            return ()
        if (word.low in self.lists.stop and not word.text.isupper()) or self.text[word.end : word.end + 1] == "$":
            return ()
        if word.text.isupper() and len(word.text.replace(".", "")) <= 5 and not self.dateline(word):
            # BLA, ISIS and LA are short forms: they name a place only where a table says so.
            return tuple(one for one in matches if one.own and one.entry.kind in WIDE)
        return () if len(word.text) < 3 or word.low in _NEVER else matches

    def dateline(self, word: Word) -> bool:
        """Whether a word in capitals opens a paragraph: "PARIS, Mo. —", "GENEVA (AP)"."""
        before, after = self.text[max(0, word.start - 1) : word.start], self.text[word.end : word.end + 2]
        return len(word.text) > 3 and before in ("", "\n") and after in (", ", " (", " –", " —", " -")

    def goes_on(self, end: int, cue: int = 2) -> bool:
        """Whether the words after a name say what it lies in; after a weak cue only ", Balochistan" will do."""
        if end >= len(self.words):
            return False
        gap = self.text[self.words[end - 1].end : self.words[end].start]
        ahead = self.words[end : end + 5]
        if gap == ", ":
            first = end + (ahead[0].low in self.lists.directions and not ahead[0].capital)
            return first < len(self.words) and self.words[first].capital and (cue == 2 or self.wide_ahead(first))
        if gap != " " or cue < 2:
            return False
        if ahead[0].low in self.lists.area or ahead[0].low in self.lists.facility:
            return True
        return ahead[0].low in ("in", "of", "near", "on") and any(word.capital for word in ahead[1:4])

    def wide_ahead(self, at: int) -> bool:
        """Whether a country or first-level unit begins at `at`."""
        matches, _size = self.longest(at, run_end(self.words, at))
        return any(one.own and one.entry.kind in ("country", "admin1") for one in matches)

    def mention(
        self, at: int, end: int, matches: tuple[Match, ...], core: str | None = None, hint: str | None = None
    ) -> Mention:
        """The words from `at` up to `end` as a mention, with the direction before them and what the context says."""
        start, direction = at, False
        if at and self.words[at].joined and self.words[at - 1].low in self.lists.directions:
            start, direction = at - 1, True
            if start and self.words[start].hyphened and self.words[start - 1].low in self.lists.directions:
                start -= 1
        cue, relation, of = self.cue(start)
        if of and hint is None:
            hint = of
        first, last = self.words[start], self.words[end - 1]
        named = core if core is not None else self.slice(at, end)
        return Mention(first.start, last.end, named, matches, hint, cue, relation, direction, last.owned)

    def cue(self, at: int) -> Cue:
        """How strongly the words before say "place" (0 to 2), the relation in words, and what "city of" says it is."""
        back = at - 1
        while back >= 0 and self.words[back].low in ("the", "both"):
            back -= 1
        if back < 0 or "." in self.gap(back) or ";" in self.gap(back):
            return 0, None, None
        word, relation = self.words[back], relation_before(self.text, self.words[back].end)
        if word.low == "of" and back and (after_of := self._of(self.words[back - 1].low)):
            return 2, relation, after_of if after_of in ("town", "unit") else None
        if "," in self.gap(back):
            return 0, None, None
        close = word.low == "to" and back > 0 and self.words[back - 1].low == "close"
        if close or word.low in self.lists.strong or word.low in self.lists.directions:
            return 2, relation, None
        return int(word.low in self.lists.weak), relation, None

    def _of(self, noun: str) -> str | None:
        """What "city of", "province of" or "south of" says of the name that follows."""
        if noun in self.lists.town_of:
            return "town"
        if noun in self.lists.unit_of or noun in self.lists.units:
            return "unit"
        return "part" if noun in self.lists.directions or noun in _PARTS else None

    def gap(self, back: int) -> str:
        """What stands between the word at `back` and the next."""
        return self.text[self.words[back].end : self.words[back + 1].start]

    def slice(self, start: int, end: int) -> str:
        """The characters of the words from `start` up to `end`."""
        return self.text[self.words[start].start : self.words[end - 1].end]


def blanked(text: str, lists: PlaceWords) -> str:
    """`text` with dots for bodies that hold the name of a place: "Islamic State – Khorasan Province"."""
    return lists.bodies.sub(lambda hit: "." * len(hit.group()), text)


def relation_before(text: str, end: int) -> str | None:
    """The words just before `end` that put a distance between us and a place: "near", "10 km south of"."""
    if not text[max(0, end - 10) : end].lower().endswith(_GOVERNING):
        return None  # most places have no such word before them, and to search for the whole is dear
    hit = _RELATION.search(text, max(0, end - 60), end)
    return hit.group().strip() if hit else None
