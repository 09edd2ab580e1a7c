"""Pairs of reports from real items of the data folder, whose words allow a clean swap.

An item is taken where both names (or the one that is changed) stand in it as plain words and no third word fits only
one of them: no further place or actor of either country, no name that holds one of the two ("Indian Ocean"), and no
word with a capital that is neither a place nor an actor of a third country. Texts are read where they lie, and nothing
of them is kept.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from bench.fairness_pairs import Marks, Pair, exchanged, pattern
from bench.fairness_parties import Party, Table, marks_of, order_marks, outlet_marks, rounds
from casus.model.claim import Layers
from casus.model.codes import Side
from casus.model.report import Report
from casus.pipeline import ground

ITEMS = "data/cep/flat_2002_2026.jsonl.gz"
_LONGEST = 700
_CAPITAL = re.compile(r"(?<![\w.])[A-Z][\w'’.-]*")
_OWNER = re.compile(r"[A-Z][\w-]+ $")
_AFTER_STOP = re.compile(r"(?:^|[.!?]['”\"]?\s+)$")


@dataclass(frozen=True, slots=True)
class Item:
    """One real item."""

    id: str
    text: str
    day: date


def real_pairs(shared: Path, what: Table) -> Iterator[Pair]:
    """At most `what.most` pairs of each kind; none where the data folder is not there."""
    path = shared / ITEMS
    if not path.is_file():
        return
    every = items(path)
    for kind in (_states, _order, _forces, _places, _outlets):
        yield from islice(kind(every, what), what.most)


def items(path: Path) -> Sequence[Item]:
    """The items of usual length, the newest first."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [
        Item(f"{row['date']} {at}", row["text"], date.fromisoformat(row["date"]))
        for at, row in reversed(list(enumerate(rows)))
        if 40 < len(row["text"]) < _LONGEST
    ]


def _states(every: Sequence[Item], what: Table) -> Iterator[Pair]:
    for left, right in what.parties["state"]:
        words = _both(left, right)
        for item in _holding(every, left.name, right.name):
            if words and _is_clean(item, words, {left.code, right.code}, what):
                marks = (marks_of(left, right), marks_of(right, left))
                yield _pair("real: states", item, exchanged(item.text, words), marks)


def _both(left: Party, right: Party) -> Mapping[str, str]:
    """Name, adjective and people, each with the other's; nothing where one of the two has an article."""
    if _has_article(left, right) or any(party.forms["people"] == party.forms["adj"] for party in (left, right)):
        return {}
    words = {left.forms[form]: right.forms[form] for form in ("name", "adj", "people")}
    return words | {other: one for one, other in words.items()}


def _order(every: Sequence[Item], what: Table) -> Iterator[Pair]:
    for left, right in what.parties["state"]:
        words = {f"{one} and {other}": f"{other} and {one}" for one, other in _twice(left.name, right.name)}
        marks = order_marks(left, right)
        for item in _holding(every, left.name, right.name):
            if _has_article(left, right) or _words(item.text) & what.fit_one_state:
                continue
            found = pattern(words).search(item.text)
            if found and not found["owner"]:
                yield _pair("real: order of parties", item, exchanged(item.text, words), (marks, marks), loose=True)


def _has_article(left: Party, right: Party) -> bool:
    return any(party.forms["name"] != party.name for party in (left, right))


def _twice(left: str, right: str) -> Sequence[tuple[str, str]]:
    return (left, right), (right, left)


def _forces(every: Sequence[Item], what: Table) -> Iterator[Pair]:
    for words in what.forces:
        state = set(list(words)[::2])
        marks = (_force_marks(words, state, ("A", "B")), _force_marks(words, state, ("B", "A")))
        for item in every:
            both = all(pattern(half).search(item.text) for half in (state, set(words) - state))
            if both and not _rest(item.text, words) & what.fit_one_force and not _of_somebody(item, words):
                yield _pair("real: forces and fighters", item, exchanged(item.text, words), marks)


def _of_somebody(item: Item, words: Mapping[str, str]) -> bool:
    """Whether a swapped word is part of a name or has one before it: "Shining Path militants" are nobody's soldiers."""
    spans = [one.span for one in _layers(item).actors if one.span]
    for found in pattern(words).finditer(item.text):
        start, end = found.span("words")
        owned = " " in words[found["words"]] + found["words"] and _OWNER.search(item.text[:start])
        if owned or any(span.start < end and start - 1 <= span.end for span in spans):
            return True
    return False


def _force_marks(words: Mapping[str, str], state: set[str], letters: tuple[str, str]) -> Marks:
    first, second = letters
    marked = {word: f"⟨{first if word in state else second}⟩" for word in words}
    marked |= {word[:1].upper() + word[1:]: mark for word, mark in marked.items()}
    return Marks(marked, {}, {first: (None, Side.STATE), second: (None, Side.NONSTATE)})


def _places(every: Sequence[Item], what: Table) -> Iterator[Pair]:
    for left, right in (pair for one in what.neighbours for pair in _twice(*one)):
        marks = (Marks({left: "⟨P⟩"}), Marks({right: "⟨P⟩"}))
        for item in _holding(every, left):
            if right not in item.text and _is_town(item, left):
                yield _pair("real: places", item, exchanged(item.text, {left: right}), marks)


def _is_town(item: Item, name: str) -> bool:
    """Whether a name stands for the town each time, with no other town, unit or site of its province beside it."""
    places = _layers(item).places
    own = [one for one in places if one.text == name]
    if len(own) != len(re.findall(re.escape(name), item.text)) or not own:
        return False
    units = {(one.value.country, one.value.admin1) for one in own}
    others = (one for one in places if one.text != name and one.value.precision.breadth < 3)
    return not any((one.value.country, one.value.admin1) in units for one in others)


def _outlets(every: Sequence[Item], what: Table) -> Iterator[Pair]:
    for left, right in rounds(what.outlets):
        for item in _holding(every, left[0]):
            if right[0] not in item.text:
                yield _pair(
                    "real: outlets",
                    item,
                    exchanged(item.text, {left[0]: right[0]}),
                    (outlet_marks(*left), outlet_marks(*right)),
                )


def _pair(kind: str, item: Item, second: str, marks: tuple[Marks, Marks], *, loose: bool = False) -> Pair:
    return Pair(kind, item.id, (item.text, second), marks, loose, item.day)


def _holding(every: Sequence[Item], *names: str) -> Iterator[Item]:
    """The items in which all names stand as words of their own."""
    patterns = [re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])") for name in names]
    for item in every:
        if all(name in item.text for name in names) and all(one.search(item.text) for one in patterns):
            yield item


def _is_clean(item: Item, words: Mapping[str, str], codes: set[str | None], what: Table) -> bool:
    """Whether no word of an item but the swapped ones fits only one of the two countries."""
    if _rest(item.text, words) & what.fit_one_state:
        return False
    swapped = [found.span("words") for found in pattern(words).finditer(item.text)]
    layers = _layers(item)
    named = [(one.span, one.value.country) for one in layers.places if one.span]
    named += [(one.span, one.value.country) for one in layers.actors if one.span]
    for span, code in named:
        is_swapped = (span.start, span.end) in swapped
        if not is_swapped and (code in codes or any(span.start < end and start < span.end for start, end in swapped)):
            return False
    known = [*swapped, *((span.start, span.end) for span, _ in named)]
    return all(_is_known(found, item.text, known, what) for found in _CAPITAL.finditer(item.text))


def _is_known(found: re.Match[str], text: str, known: Sequence[tuple[int, int]], what: Table) -> bool:
    if found.group().rstrip(".") in what.neutral or found.group() in what.neutral:
        return True
    if any(start <= found.start() < end for start, end in known):
        return True
    return bool(_AFTER_STOP.search(text[: found.start()])) and found.group().lower() in what.openings


def _rest(text: str, words: Mapping[str, str]) -> set[str]:
    """The words of a text without those that are swapped, in small letters."""
    return _words(pattern(words).sub(" ", text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _layers(item: Item) -> Layers:
    return ground(Report(item.id, item.text, item.day))
