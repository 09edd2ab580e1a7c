"""Bodies of states by pattern: a country or its demonym with the word for a body, or a body "of" a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casus.model.actor import Actor
from casus.model.codes import Side
from casus.reference.countries import countries, listed
from casus.reference.resources import load_tsv


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every state has: its id, its wordings in lower case, what it is, whose part it is."""

    id: str
    words: tuple[str, ...]
    kind: str
    side: Side
    parent: str | None


@cache
def bodies() -> Mapping[str, Body]:
    """The table `resources/actors/bodies.tsv` by id."""
    rows = load_tsv("actors/bodies.tsv")
    return {
        row["id"]: Body(row["id"], listed(row["words"]), row["kind"], Side(row["side"]), row["parent"] or None)
        for row in rows
    }


class StateBodies:
    """Words for bodies of states, and the actor that each is; an actor with an entry of its own takes its place."""

    def __init__(self, own: Mapping[tuple[str, str], Actor]) -> None:
        self._own = own
        self._bodies = bodies()
        self._words = {words: body.id for body in self._bodies.values() for words in body.words}
        self._first_body = {words.split(" ", 1)[0] for words in self._words}
        self.longest_body = max(words.count(" ") + 1 for words in self._words)
        self._countries = dict(_country_words())
        self._first: dict[str, int] = {}
        for words in self._countries:
            first, count = words.split(" ", 1)[0], words.count(" ") + 1
            self._first[first] = max(count, self._first.get(first, 0))
        self._before = re.compile(
            r"(?<!\w)(?P<body>" + "|".join(sorted(map(re.escape, self._words), key=len, reverse=True)) + r")"
            r"\s+(?:of|for)\s+(?:the\s+)?$",
            re.IGNORECASE,
        )

    def may_begin(self, key: str) -> bool:
        """Whether a country's words may begin with this one."""
        return key in self._first

    def longest(self, key: str) -> int:
        """The most words of a country's name that begins with this one."""
        return self._first.get(key, 0)

    def country(self, keys: Sequence[str]) -> tuple[int, str] | None:
        """How many of the words name a country from the first on (the most that do), and its code."""
        for length in range(len(keys), 0, -1):
            code = self._countries.get(" ".join(keys[:length]))
            if code is not None:
                return length, code
        return None

    def body(self, keys: Sequence[str]) -> tuple[int, str] | None:
        """How many of the words name a body, from the first on (the most that do), and its id."""
        if not keys or keys[0].lower() not in self._first_body:
            return None
        for length in range(min(self.longest_body, len(keys)), 0, -1):
            found = self._words.get(" ".join(keys[:length]).lower())
            if found is not None:
                return length, found
        return None

    def before(self, text: str, start: int) -> tuple[int, str] | None:
        """Where "the foreign ministry of" begins that ends at `start`, and the body's id."""
        window = max(0, start - _WINDOW)
        match = self._before.search(text, window, start) if text[window:start].rstrip()[-3:] in _OF else None
        return (match.start("body"), self._words[match["body"].lower()]) if match else None

    def actor(self, country: str, body: str) -> Actor:
        """The body of a country. The name is the country's with the first wording: "Ghana's foreign ministry"."""
        own = self._own.get((country, body))
        if own is not None:
            return own
        one = self._bodies[body]
        name = f"{countries()[country].name}'s {one.words[0]}"
        parent = self.actor(country, one.parent).id if one.parent else None
        return Actor(name, f"{country.lower()}-{body}", country, one.side, parent)

    def by_id(self, actor_id: str) -> Actor | None:
        """The actor of an id that a pattern gave ("gh-foreign-ministry")."""
        code, _, body = actor_id.partition("-")
        if code.upper() not in countries() or body not in self._bodies:
            return None
        return self.actor(code.upper(), body)

    def kind(self, actor_id: str) -> str | None:
        """What the body of such an id is: "state", "force", "office"."""
        body = self._bodies.get(actor_id.partition("-")[2])
        return body.kind if body is not None else None


_WINDOW = 60
_OF = ("of", " of", "for", "the")


def _country_words() -> Iterable[tuple[str, str]]:
    """Names and demonyms, also in capitals, with the country's code; a name outranks a demonym."""
    for pick in ("demonyms", "names", "name"):
        for code, one in countries().items():
            for words in (one.name,) if pick == "name" else one.names if pick == "names" else one.demonyms:
                key = re.sub(r"\.(?= |$)", "", words)
                yield key, code
                if len(key) > _SHORT:
                    yield key.upper(), code


_SHORT = 4
