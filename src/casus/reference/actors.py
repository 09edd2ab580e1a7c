"""The register of actors: armed groups, forces and bodies of `resources/actors`, found by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casus.model.actor import Actor
from casus.model.codes import Side
from casus.model.span import Span
from casus.reference.resources import load_tsv


@dataclass(frozen=True, slots=True)
class Named:
    """Where a registered actor is named, and who it is; the actor's `name` is the register's."""

    span: Span
    actor: Actor


class ActorRegister:
    """Names to actors. Names of one word must match in case ("SAF" is no "saf"), longer ones in any."""

    def __init__(self, rows: list[tuple[Actor, tuple[str, ...]]]) -> None:
        self._actors = {actor.id: actor for actor, _ in rows}
        self._names: dict[str, Actor] = {}
        for actor, names in rows:
            for name in names:
                self._names.setdefault(_key(name), actor)
        self._first = {key.split(" ", 1)[0] for key in self._names}
        self._longest = max(key.count(" ") + 1 for key in self._names)

    def named(self, name: str) -> Actor | None:
        """The actor of just this name."""
        return self._names.get(_key(name))

    def by_id(self, actor_id: str) -> Actor | None:
        """The actor of the register's id."""
        return self._actors.get(actor_id)

    def find(self, text: str) -> Iterator[Named]:
        """Every registered name in `text`, the longest at each place, in order."""
        words = list(_WORD.finditer(text))
        keys = [_word_key(word.group()) for word in words]
        index = 0
        while index < len(words):
            found = (
                self._at(keys, words, index)
                if keys[index].lower() in self._first or keys[index] in self._first
                else None
            )
            if found is None:
                index += 1
                continue
            length, actor = found
            last = words[index + length - 1]
            yield Named(Span(words[index].start(), last.start() + len(_word_key(last.group()))), actor)
            index += length

    def _at(self, keys: list[str], words: list[re.Match[str]], index: int) -> tuple[int, Actor] | None:
        for length in range(min(self._longest, len(keys) - index), 0, -1):
            run = keys[index : index + length]
            actor = self._names.get(run[0] if length == 1 else " ".join(run).lower())
            if actor is not None and words[index].group()[0].isupper():
                return length, actor
        return None


# A possessive 's is no part of a name, but "Workers'" and "Qa’ida" are.
_WORD = re.compile(r"\w(?:[\w.’'&/-]*\w)?\.?", re.UNICODE)


def _word_key(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.replace("’", "'").rstrip("."))


def _key(name: str) -> str:
    parts = [_word_key(part.group()) for part in _WORD.finditer(name)]
    return parts[0] if len(parts) == 1 else " ".join(parts).lower()


@cache
def actor_register() -> ActorRegister:
    """The register of `resources/actors`, read once."""
    rows = []
    for row in load_tsv("actors/groups.tsv"):
        actor = Actor(row["name"], row["id"], row["country"] or None, Side(row["side"]), row["parent"] or None)
        names = (row["name"], *filter(None, row["aliases"].split(";")))
        rows.append((actor, names))
    return ActorRegister(rows)
