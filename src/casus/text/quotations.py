"""What stands inside quotation marks.

Double quotes (straight or curly), guillemets, German low quotes, and single quotes where they cannot be apostrophes.
A quotation that runs over several paragraphs opens anew in each and closes in the last (Chicago Manual of Style,
13.30): each paragraph then gives one span.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from casus.model.span import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_DOUBLE = re.compile("[\"“”„«»‟〝〞]|``|''")
# A single quote opens after space, bracket or dash and before a word; it closes after a word or stop, before no letter.
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?;:'’”\"])['‘’](?=[\w\[(…$£€“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;:…)\]%”\"])['’](?!\w)")
# Clipped words and decades that begin with an apostrophe: 'em, 'til, '90s, 'n'
_CLIPPED = re.compile(r"['‘’](?:em|til|tis|twas|cause|round|bout|n(?=['’])|\d0s|\d\d)\b", re.IGNORECASE)
_LONGEST = 2_000  # characters that a quotation in single marks may run
# Which marks close what each mark opened; reports mix straight and curly ones.
_CLOSED_BY = {
    '"': '"”“',
    "“": '”"',
    "”": '”"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "〝": "〞",
    "``": "''\"”",
}
_OPENING = "“„«‟〝"
_SELDOM_OPENS = ("”", "»", "〞", "''")


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, in order, without the marks and without outer white space.

    Scare quotes of one word count too. Quotes inside quotes are not told apart from the outer one. A quotation left
    open runs to the end of its paragraph where the next paragraph opens with a mark again; otherwise the mark is taken
    for a stray.
    """
    found: list[Span] = []
    paragraphs = [(place.start(), place.end()) for place in _PARAGRAPH.finditer(text) if not place[0].isspace()]
    for number, (start, end) in enumerate(paragraphs):
        goes_on = number + 1 < len(paragraphs) and _opens_with_mark(text, *paragraphs[number + 1])
        doubles = list(_doubles(text, start, end, goes_on))
        found += _merged(text, doubles, list(_singles(text, start, end, doubles)))
    return tuple(sorted(found))


def _opens_with_mark(text: str, start: int, end: int) -> bool:
    return text[start:end].lstrip()[:1] in ('"', *_OPENING)


def _doubles(text: str, start: int, end: int, goes_on: bool) -> Iterator[Span]:
    """Spans between double marks of one paragraph."""
    opener: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opener is None:
            if _may_open(text, mark, start):
                opener = mark
        elif mark[0] in _CLOSED_BY[opener[0]]:
            yield from _trimmed(text, opener.end(), mark.start())
            opener = None
    if opener is not None and goes_on:
        yield from _trimmed(text, opener.end(), end)


def _may_open(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark opens a quotation where none is open; a straight mark after a digit is the sign of inches."""
    if mark[0] in _SELDOM_OPENS:
        return mark[0] in _CLOSED_BY and _opens(text, mark, start)
    return mark[0] != '"' or not text[max(start, mark.start() - 1) : mark.start()].isdigit()


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark that usually closes opens here (»so« or ”so”): at the head, or after a space and before a word."""
    before, after = text[max(start, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return (mark.start() == start or before.isspace() or before in ("(", "[")) and after.isalnum()


def _singles(text: str, start: int, end: int, taken: list[Span]) -> Iterator[Span]:
    """Spans between single marks, outside those of double marks."""
    place = start
    while opening := _SINGLE_OPEN.search(text, place, end):
        place = opening.end()
        if _CLIPPED.match(text, opening.start()) or _inside(opening.start(), taken):
            continue
        closing = _closing(text, opening, end)
        if closing is not None and not _inside(closing, taken):
            yield from _trimmed(text, opening.end(), closing)
            place = closing + 1


def _merged(text: str, doubles: list[Span], singles: list[Span]) -> list[Span]:
    """Both kinds without overlap: a curly single quotation that holds double ones goes first, else the double one."""
    kept: list[Span] = []
    dropped: set[Span] = set()
    for single in singles:
        first = bisect_right(doubles, single.start, key=lambda span: span.end)
        crossed = doubles[first : bisect_left(doubles, single.end, key=lambda span: span.start)]
        if crossed and not (text[single.start - 1] == "‘" and all(single.covers(double) for double in crossed)):
            continue
        kept.append(single)
        dropped.update(crossed)
    return kept + [double for double in doubles if double not in dropped]


def _inside(place: int, taken: list[Span]) -> bool:
    before = bisect_right(taken, place, key=lambda span: span.start) - 1
    return before >= 0 and place < taken[before].end


def _closing(text: str, opening: re.Match[str], end: int) -> int | None:
    """Where the single quotation closes: at the first mark after a stop or a word that is no plural possessive."""
    first: int | None = None
    for mark in _SINGLE_CLOSE.finditer(text, opening.end(), min(end, opening.end() + _LONGEST)):
        at = mark.start()
        if opening[0] == "‘" and text[at] == "'":
            continue
        follows_s = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if not follows_s:
            return at
        first = at if first is None else first
    return first


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inside = text[start:end]
    if inside.strip():
        yield Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))
