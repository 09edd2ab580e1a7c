"""The lines that what a cue brings may lie in: its own, and those that its quotations run over."""

from __future__ import annotations

from casus.extract.attribution_page import Line, Page

MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
_BACK, _ON = 8, 12  # lines


def window(page: Page, word: int) -> tuple[int, int]:
    """The first and the last line for a cue at `word`.

    Back over a quotation that began earlier, or closed just before (“…?” he asked); on while one runs over the stop,
    or the next sentence of the paragraph opens with a mark, or after a colon. A new paragraph that opens with a mark
    goes on with a quotation that the last one did not close.
    """
    own = page.line_of[word]
    return _back(page, own), _on(page, own)


def _back(page: Page, own: int) -> int:
    first = own
    while first > 0 and own - first < _BACK:
        line, before = page.lines[first], page.lines[first - 1]
        runs = line.opens >= 0 and before.closes == line.opens
        if not runs and not (first == own and _answers(before, line)):
            break
        first -= 1
    return first


def _answers(before: Line, line: Line) -> bool:
    closed = before.tokens[-1].text in MARKS and before.paragraph == line.paragraph
    return closed and not opens_with_mark(line)


def _on(page: Page, own: int) -> int:
    last = own
    while last + 1 < len(page.lines) and last - own < _ON:
        line, after = page.lines[last], page.lines[last + 1]
        marked = opens_with_mark(after)
        runs = line.closes >= 0 and (after.opens == line.closes or marked)
        same = marked and line.paragraph == after.paragraph
        if not runs and not same and line.tokens[-1].text != ":":
            break
        last += 1
    return last


def opens_with_mark(line: Line) -> bool:
    """Whether a line begins with a quotation mark."""
    return line.tokens[0].text in MARKS
