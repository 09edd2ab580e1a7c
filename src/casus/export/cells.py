"""Cells of a table that somebody will open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

Cell = str | int | float | None

# What a spreadsheet takes for a formula: = + - @, also full-width, also after blanks. A leading apostrophe makes it
# text; a cell that already looks like a defused one gets one more, so that `undefuse` gives back what was said.
# Source of the list: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


def defuse(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would otherwise calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text


def undefuse(cell: str) -> str:
    """What `defuse` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def written(cell: Cell) -> str:
    """A cell as it goes into the file: unknown is empty, numbers stay numbers, words cannot be formulas."""
    if cell is None:
        return ""
    return defuse(clean(cell)) if isinstance(cell, str) else str(cell)


def clean(text: str) -> str:
    """Without NUL and lone surrogates, which no file of text can hold."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def listed(items: Iterable[str]) -> str:
    """Several words in one cell, each once, parted by "; "; a semicolon inside one becomes a comma."""
    return "; ".join(dict.fromkeys(item.replace(";", ",") for item in items))
