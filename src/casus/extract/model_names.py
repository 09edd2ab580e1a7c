"""Names are hidden from the trained reader: it sees that somebody is named, and never who.

Who is named must not decide what is read: exchange "India" and "Pakistan", "army" and "militants", and the claims must
exchange them and nothing else (`bench/fairness.py`). So every name of a state, force, group or body, every demonym and
every word for soldiers or fighters becomes one piece that stands for a party, and every name of a place one that stands
for a place. What touches is one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casus.extract.model_pieces import NAMED, PARTY, PLACE, Cutter, Pieces
from casus.model.claim import Layers
from casus.model.codes import Precision, Side
from casus.model.span import Span
from casus.reference.lexicon import lexicon
from casus.reference.roles import countries, roles
from casus.text.alternatives import alternatives


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of the text whose words the network does not see, and the piece that it sees instead."""

    span: Span
    piece: int


def hidden(text: str, layers: Layers) -> tuple[Hidden, ...]:
    """What is hidden in a text: in order, not overlapping."""
    parties = [reading.span for reading in layers.actors if reading.span is not None]
    parties += [Span(found.start(), found.end()) for found in _parties().finditer(text) if _is_one(found[0])]
    parties += [Span(found.start(), found.end()) for found in _LETTERS.finditer(text) if not _is_means(found[0])]
    places = [
        reading.span
        for reading in (*layers.places, *layers.maybe)
        if reading.span is not None and reading.value.precision is not Precision.COUNTRY
    ]
    found = [Hidden(_with_article(text, span), PARTY) for span in _joined(text, parties)]
    found += [
        Hidden(span, PLACE) for span in _joined(text, places) if not any(one.span.overlaps(span) for one in found)
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def parties_of(names: Sequence[Hidden]) -> list[Span]:
    """Where a report names parties, from all that is hidden in it."""
    return [one.span for one in names if one.piece == PARTY]


def _with_article(text: str, span: Span) -> Span:
    """ "The United States" is a name as "China" is one: the article is part of it. So is what a force is called by."""
    kind = _KIND.search(text, max(0, span.start - 30), span.start)
    start = kind.start() if kind else span.start
    before = text[max(0, start - 4) : start]
    return Span(start - 4 if before.lower() == "the " else start, span.end)


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that overlap, or that only a space parts, as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and not text[last.end : span.start].strip(" "):
            last = last.join(span)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


# What is a force's alone: "security forces" are to "jihadists" as "soldiers" are; and whose side forces are on.
_KIND = re.compile(r"\b(?:security|(?:pro|anti)-\w+) $", re.IGNORECASE)

# Letters that stand for a name, of an agency or a group that no register may hold.
_LETTERS = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")


def _is_means(letters: str) -> bool:
    """Whether letters stand for a weapon (IED), which is no name."""
    return bool(lexicon().weapons.at([letters.lower()], 0))


@cache
def _parties() -> re.Pattern[str]:
    """Countries, demonyms, and words for those who fight, in one and in many."""
    fighting = [word for word, side in lexicon().people.items() if side in (Side.STATE, Side.NONSTATE)]
    fighting += ["force", "government"]  # of a state or of its enemies, as the words beside them say
    forms = {form for word in fighting for form in (word, f"{word}s", re.sub(r"man$", "men", word))}
    named = {name for name, one in countries().items() if len(name) > 1 and name != (one.capital or "").lower()}
    return re.compile(r"(?<![\w-])" + alternatives(forms | named) + r"(?![\w])", re.IGNORECASE)


def _is_one(words: str) -> bool:
    """A country or people is written with a capital ("us" is none), and so are ranks that describe without one."""
    return words[:1].isupper() or (words.lower() not in countries() and words not in roles().describing)


def cut(cutter: Cutter, text: str, names: Sequence[Hidden], start: int = 0) -> Pieces:
    """The pieces of a text that begins at `start` of a report, with one piece for each hidden name."""
    whole = cutter.cut(text)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    shapes: list[int] = []
    inner: list[bool] = []
    inside = [one for one in names if start <= one.span.start and one.span.end <= start + len(text)]
    at = 0
    for n, (first, last) in enumerate(whole.offsets):
        while at < len(inside) and inside[at].span.end - start <= first:
            at += 1
        name = inside[at] if at < len(inside) and inside[at].span.start - start < last else None
        if name is not None:
            here = (name.span.start - start, name.span.end - start)
            if offsets and offsets[-1] == here and ids[-1] == name.piece:
                continue
            ids.append(name.piece)
            offsets.append(here)
            shapes.append(NAMED)
            inner.append(False)
        else:
            ids.append(whole.ids[n])
            offsets.append((first, last))
            shapes.append(whole.shapes[n])
            inner.append(whole.inner[n])
    return Pieces(tuple(ids), tuple(offsets), tuple(shapes), tuple(inner))
