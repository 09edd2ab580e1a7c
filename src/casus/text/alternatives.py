"""One regular expression for many words, as a tree: words that begin alike share their beginning.

A plain list of alternatives is tried one by one at every place of a text; a tree follows the text's own letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Tree = Mapping[str, "Tree"]
_END = ""


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of `words` (none is empty), at each place the longest that what follows allows."""
    tree: dict[str, Tree] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[_END] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    parts = [re.escape(letter) + _pattern(below) for letter, below in sorted(tree.items()) if letter != _END]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and _END not in tree else "(?:" + "|".join(parts) + ")"
    return f"{whole}?" if _END in tree else whole
