"""Where sentences of English news begin and end.

A blank line always ends a sentence. A single line break ends one too, for in news a paragraph is one line, unless the
block is visibly wrapped at a fixed width. Inside a block a full stop ends a sentence unless it belongs to an
abbreviation, an initial, a number or a list mark. Rules after Grefenstette and Tapanainen (1994), "What is a word,
what is a sentence?", with the lists of `resources/text/abbreviations.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from casus.model.span import Span
from casus.text.abbreviations import abbreviations

_BLANK = re.compile(r"[^\S\n\r]*(?:\r\n|\n|\r|\u2029)(?:[^\S\n\r]*(?:\r\n|\n|\r))+|\f+|\u2029")
_LINE = re.compile(r"\r\n|\n|\r|\u2028|\x85")
_CLOSERS = "\"'”’»)\\]}›"
_OPENERS = "\"'“‘«(\\[{‹—–„"
# What may end a sentence: marks, closing quotes or brackets (a footnote mark too), then space.
_END = re.compile(rf"(?<![.!?…؟۔।])[.!?…؟۔।]++(?:[{_CLOSERS}]|\[\d+\])*\s+|(?<=[a-z]{{2}})\.(?=[A-Z][a-z]+\s)|[。۔]")
_WORD_BEFORE = re.compile(r"[^\s\"“‘«(\[{‹—–„]+\Z")
_NEXT_WORD = re.compile(rf"[{_OPENERS}\s]*(?P<word>[^\W_](?:[\w]|['’\-](?=\w))*\.?)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
_INITIAL = re.compile(r"[^\W\d_]\.\Z")
_LIST_MARK = re.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\.\Z")
_SAID = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|told|added|wrote|cried|shouted|tweeted)\b")
_BULLET = re.compile(r"[-–—•*·▪■►]\s")
_WRAP_WIDTHS = range(50, 96)


@lru_cache(maxsize=2)  # the gate, the rules and the network ask for those of one report
def sentences(text: str) -> tuple[Span, ...]:
    """Sentences of `text`: trimmed, in order, not overlapping; every non-space character lies in one."""
    found: list[Span] = []
    for block_start, block_end in _blocks(text):
        begin = block_start
        for cut in _cuts(text, block_start, block_end):
            _keep(text, begin, cut, found)
            begin = cut
        _keep(text, begin, block_end, found)
    return tuple(found)


def _keep(text: str, start: int, end: int, found: list[Span]) -> None:
    """Append the stretch without its outer white space, if anything is left."""
    stretch = text[start:end]
    begin = start + len(stretch) - len(stretch.lstrip())
    if begin < end:
        found.append(Span(begin, start + len(stretch.rstrip())))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: paragraphs, or lines."""
    begin = 0
    for blank in _BLANK.finditer(text):
        yield from _lines(text, begin, blank.start())
        begin = blank.end()
    yield from _lines(text, begin, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph, joined where it is wrapped at a fixed width or a line goes on in lower case."""
    breaks = [found.span() for found in _LINE.finditer(text, start, end)]
    if not breaks:
        yield start, end
        return
    wrapped = _is_wrapped(text, start, breaks)
    begin = start
    for before, after in breaks:
        if not (wrapped or _goes_on(text, after, end)):
            yield begin, before
            begin = after
    yield begin, end


def _is_wrapped(text: str, start: int, breaks: list[tuple[int, int]]) -> bool:
    """Whether the lines look cut at a fixed width: at least two breaks, lines alike in length, not each a sentence."""
    if len(breaks) < 2:
        return False
    edges = [start, *(after for _, after in breaks)]
    widths = [before - edge for edge, (before, _) in zip(edges, breaks, strict=False)]
    broken = sum(text[before - 1 : before] not in '.!?:"”' for before, _ in breaks)
    return (
        all(width in _WRAP_WIDTHS for width in widths) and max(widths) - min(widths) < 20 and 2 * broken > len(breaks)
    )


def _goes_on(text: str, after: int, end: int) -> bool:
    """Whether the line that begins at `after` goes on in lower case and is no list item."""
    rest = text[after : min(end, after + 3)].lstrip(" \t")
    return rest[:1].islower() and not (len(rest) > 1 and rest[1] in ".)")


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    for found in _END.finditer(text, start, end):
        if found.end() < end and _ends_here(text, start, found):
            yield found.end()


def _ends_here(text: str, block: int, found: re.Match[str]) -> bool:
    """Whether the marks at `found` end a sentence."""
    following = _NEXT_WORD.match(text, found.end())
    word = (following["word"] or "") if following else ""
    if not _may_begin(word, text, found.end()):
        return False
    mark = text[found.start()]
    if mark != "." or found[0].startswith(".."):
        return not _is_asked(text, found)
    before = _WORD_BEFORE.search(text, max(block, found.start() - 40), found.start() + 1)
    return before is None or _full_stop(before[0], word, text[max(block, before.start() - 30) : before.start()])


def _may_begin(word: str, text: str, at: int) -> bool:
    """A sentence begins with a capital, a digit, a letter without case, "al-X", or a bullet."""
    if not word:
        return bool(_BULLET.match(text, at)) or not text[at].isalpha()
    first = word[0]
    return not first.islower() or (word[:3] in ("al-", "el-", "ar-", "as-") and word[3:4].isupper())


def _is_asked(text: str, found: re.Match[str]) -> bool:
    """`"Who fired?" Karim asked`: the question is not the end, the verb of saying follows."""
    closed = any(mark in found[0] for mark in '"”’»')
    return closed and _SAID.match(text, found.end()) is not None


def _full_stop(before: str, following: str, earlier: str) -> bool:
    """Whether the full stop of `before` ends a sentence when `following` comes next, `earlier` being what led here."""
    known = abbreviations()
    if before in known.titles:
        return False
    if before in known.numbering:
        return not following[:1].isdigit()
    if _LIST_MARK.match(before) and not earlier.strip():
        return False
    if before in known.general or _DOTTED.search(before):
        return following.rstrip(".") in known.starters
    if _INITIAL.match(before):
        return _ends_at_letter(before, earlier)
    return True


def _ends_at_letter(before: str, earlier: str) -> bool:
    """Whether a single letter ends a sentence: "Plan B. The …" does, "John B. Smith" and "J. Smith" do not."""
    words = earlier.split()
    if not before[0].isupper():
        return True
    return bool(words) and words[-1] in (
        "Plan",
        "Vitamin",
        "Group",
        "Part",
        "Type",
        "Hepatitis",
        "Area",
        "Zone",
        "Grade",
    )
