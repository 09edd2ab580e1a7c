"""Spans of words as one label a word, and back: B begins, I is inside, E ends, S stands alone, O is outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]
"""The first and the last word of a span, both included."""

SOURCE, CUE, CONTENT = "W", "Q", "T"
OUTSIDE = "O"


def labelled(count: int, spans: Iterable[tuple[str, Stretch]]) -> list[str]:
    """Labels of `count` words; spans beyond them are left out, a later span goes before an earlier one."""
    labels = [OUTSIDE] * count
    for role, (first, last) in spans:
        if first < 0 or last >= count:
            continue
        if first == last:
            labels[first] = "S" + role
            continue
        labels[first + 1 : last] = ["I" + role] * (last - first - 1)
        labels[first], labels[last] = "B" + role, "E" + role
    return labels


def spans_of(labels: Sequence[str], role: str, offset: int = 0) -> list[Stretch]:
    """The spans of one role, `offset` added; a span that is not closed by its own label is none."""
    found: list[Stretch] = []
    begun: int | None = None
    for at, label in enumerate(labels):
        if label[1:] != role:
            begun = None
        elif label[0] in "BS":
            begun = at
        if label[1:] == role and label[0] in "ES" and begun is not None:
            found.append((begun + offset, at + offset))
            begun = None
    return found
