"""The register of actors: armed groups, forces and bodies of `resources/actors`, found by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casus.model.actor import Actor
from casus.model.span import Span
from casus.reference.actors_states import StateBodies
from casus.reference.actors_table import Entry, entries
from casus.reference.countries import countries


@dataclass(frozen=True, slots=True)
class Named:
    """Where a registered actor is named, and who it is; the actor's `name` is the register's.

    `rivals` are others of the same name. `weak`: the name means this actor only where the text supports it.
    """

    span: Span
    actor: Actor
    weak: bool = False
    rivals: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose name it is, whether weak, and how it must be written: None for any case after the first capital."""

    actor: Actor
    weak: bool
    written: str | None


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str


class ActorRegister:
    """Names to actors. Names of one word must match in case ("SAF" is no "saf").

    Longer names match in any case that has the first capital, or with the capitals that the table writes (the entry
    tells which). Bodies of states ("Ghana's foreign ministry") are found by pattern.
    """

    def __init__(self, rows: Iterable[tuple[Actor, tuple[str, ...]]], more: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._names: dict[str, tuple[_Owner, ...]] = {}
        self._longest: dict[str, int] = {}
        for entry in (*(Entry(actor, names) for actor, names in rows), *more):
            self._enter(entry)
        self._states = StateBodies(
            {
                (entry.actor.country or "", body): entry.actor
                for entry in self._entries.values()
                for body in entry.bodies
            }
        )

    def _enter(self, entry: Entry) -> None:
        self._entries[entry.actor.id or entry.actor.name] = entry
        for name in entry.names:
            self._name(name, _Owner(entry.actor, False, None if entry.any_case else name))
        for name in entry.weak:
            self._name(name, _Owner(entry.actor, True, name))

    def _name(self, name: str, owner: _Owner) -> None:
        key = _key(name)
        known = self._names.get(key, ())
        if any(one.actor is owner.actor for one in known):
            return
        self._names[key] = (*known, owner)
        words = key.split(" ")
        first, count = words[0].lower(), len(words)
        if self._longest.get(first, 0) < count:
            self._longest[first] = count
        if key.startswith("Al-") and count == 1:
            self._names.setdefault(f"al-{key[3:]}", (owner,))

    def named(self, name: str) -> Actor | None:
        """The actor of just this name: of the register, a state's body, or a state by its country or capital."""
        owners = self._names.get(_key(name))
        if owners is not None:
            return owners[0].actor
        for found in self.find(name):
            if found.span.start <= _ARTICLE and found.span.end >= len(name.rstrip(".’'s")):
                return found.actor
        return self.government(name)

    def government(self, words: str) -> Actor | None:
        """The government of the country that just these words name, by name, demonym or capital."""
        keys = [word.key for word in _words(words, 0, _MOST_WORDS)]
        found = self._states.country(keys) if keys else None
        if found is not None and found[0] == len(keys):
            return self._states.actor(found[1], "government")
        code = _capitals().get(" ".join(keys))
        return self._states.actor(code, "government") if code is not None else None

    def countries(self, text: str) -> frozenset[str]:
        """The countries that a text names, by name, demonym or capital."""
        found = set()
        for match in _START.finditer(text):
            head = _WORD.match(text, match.start())
            if head is None:
                continue
            key = _word_key(head.group())
            if self._states.may_begin(key):
                country = self._states.country([word.key for word in _words(text, match.start(), _MOST_WORDS)])
                if country is not None:
                    found.add(country[1])
            elif key in _capitals():
                found.add(_capitals()[key])
        return frozenset(found)

    def by_id(self, actor_id: str) -> Actor | None:
        """The actor of the register's id."""
        entry = self._entries.get(actor_id)
        return entry.actor if entry is not None else self._states.by_id(actor_id)

    def kind(self, actor_id: str) -> str | None:
        """What an actor is: "group", "force", "office"; None for one that the register does not know."""
        entry = self._entries.get(actor_id)
        return entry.kind if entry is not None else self._states.kind(actor_id)

    def entry(self, actor_id: str) -> Entry | None:
        """All that the tables tell of an actor; None for a state's body that only a pattern gives."""
        return self._entries.get(actor_id)

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the tables, in their order."""
        return tuple(self._entries.values())

    def find(self, text: str, *, weak: bool = True) -> Iterator[Named]:
        """Every registered name in `text`, the longest at each place, in order; without weak names on request."""
        done = 0
        for match in _START.finditer(text):
            start = match.start()
            if start < done:
                continue
            found = self._named_at(text, start, weak=weak) or self._body_at(text, start, done)
            if found is not None:
                done = found.span.end
                yield found

    def _named_at(self, text: str, start: int, *, weak: bool) -> Named | None:
        head = _WORD.match(text, start)
        longest = self._longest.get(_word_key(head.group()).lower(), 0) if head else 0
        if not longest:
            return None
        words = _words(text, start, longest)
        for length in range(len(words), 0, -1):
            run = words[:length]
            owners = self._names.get(run[0].key if length == 1 else " ".join(word.key for word in run).lower())
            fitting = [
                one
                for one in owners or ()
                if (weak or not one.weak) and (one.written is None or length == 1 or _cased(one.written, run))
            ]
            if fitting:
                strong = [one for one in fitting if not one.weak]
                first, *rest = strong + [one for one in fitting if one.weak]
                span = Span(start, run[-1].start + len(run[-1].key))
                longer = self._body_at(text, start, start)
                if longer is not None and longer.span.end > span.end:
                    return longer
                return Named(span, first.actor, not strong, tuple(one.actor for one in rest))
        return None

    def _body_at(self, text: str, start: int, done: int) -> Named | None:
        """A body of the country that is named at `start`: the words after it, or before it with "of"."""
        head = _WORD.match(text, start)
        if head is None or not self._states.may_begin(_word_key(head.group())):
            return None
        words = _words(text, start, self._states.longest(_word_key(head.group())))
        country = self._states.country([word.key for word in words])
        if country is not None:
            words = _words(text, start, country[0] + self._states.longest_body)
        if country is None or _part_of_longer(text, start, words[: country[0]]):
            return None
        length, code = country
        body = self._states.body([word.key for word in words[length:]])
        last = words[length + body[0] - 1] if body is not None else words[length - 1]
        if body is not None and not _PARTED.search(text, start, last.start):
            return Named(Span(start, last.start + len(last.key)), self._states.actor(code, body[1]))
        before = self._states.before(text, start)
        if before is None or before[0] < done:
            return None
        last = words[length - 1]
        return Named(Span(before[0], last.start + len(last.key)), self._states.actor(code, before[1]))


# A possessive 's is no part of a name, but "Workers'" and "Qa’ida" are.
_WORD = re.compile(r"\w(?:[\w.’'&/-]*\w)?\.?", re.UNICODE)
# Where a name may begin: a capital (also after al- and its like) or a figure, that is no inside of a word.
_START = re.compile(r"(?<!\w)(?<!\w[.’'&/-])(?:(?:al|ar|as|ash|at|ad|an|el|ul)-)?(?=[^\W_a-z])")
_POSSESSIVE = re.compile(r"['’]s?$")
# What may stand between two words of a name; a full stop, a colon or the like ends it.
_GAP = re.compile(r"[’')]?,?[ \t\u00a0\n/(\"“”‘'–—-]*")
# A full stop after a whole word, not after "U.S.", "St." or "Gen.".
_ENDS = re.compile(r"^[^.]{4,}\.$")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")  # the most names: no need to take them apart
_MOST_WORDS = 9
_ARTICLE = 4
# "In Hong Kong, police": a comma parts a country from the body that follows.
_PARTED = re.compile(r"[,(\"“”\n–—]")
# "New Mexico", "Northern Ireland": a country's name after one of these is another place's.
_DIRECTIONS = (
    "New",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "North",
    "South",
    "East",
    "West",
    "Gulf of",
    "Inner",
)


def _word_key(word: str) -> str:
    word = word.rstrip(".")
    if "’" in word:
        word = word.replace("’", "'")
    return _POSSESSIVE.sub("", word) if "'" in word else word


def _words(text: str, start: int, most: int) -> list[_Word]:
    """Up to `most` words from `start` on, that no full stop or the like parts."""
    found: list[_Word] = []
    at = start
    while len(found) < most:
        match = _WORD.match(text, at)
        if match is None:
            break
        word, end = match.group(), match.end()
        found.append(_Word(match.start(), end, _word_key(word)))
        if word[-1] == "." and _ENDS.search(word):
            break
        at = end + 1
        if text[end:at] != " " or not text[at : at + 1].isalnum():
            gap = _GAP.match(text, end)
            at = gap.end() if gap else end
            if at == end:
                break
    return found


def _key(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return name.lower() if " " in name else name
    parts = [_word_key(part.group()) for part in _WORD.finditer(name)]
    return parts[0] if len(parts) == 1 else " ".join(parts).lower()


def _cased(written: str, run: Sequence[_Word]) -> bool:
    """Whether the words that the table writes with a capital have one here."""
    wanted = [match.group()[0].isupper() for match in _WORD.finditer(written)]
    return all(word.key[0].isupper() or not capital for word, capital in zip(run, wanted, strict=False))


def _part_of_longer(text: str, start: int, country: Sequence[_Word]) -> bool:
    """Whether a country's name is only the end of another place's: "New Mexico"."""
    before = text[max(0, start - 10) : start].rstrip()
    return len(country) == 1 and before.endswith(_DIRECTIONS) and not country[0].key.endswith(("i", "ian", "ese"))


@cache
def _capitals() -> dict[str, str]:
    return {one.capital: code for code, one in countries().items() if one.capital}


@cache
def actor_register() -> ActorRegister:
    """The register of `resources/actors`, read once."""
    return ActorRegister((), entries())
