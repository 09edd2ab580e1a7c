"""Texts with attributions to train on and to measure with: PolNeAR, and sentences of our own."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.extract.attribution_labels import Stretch
from casus.extract.attribution_model import Relation
from casus.extract.attribution_page import Page, lay_out
from casus.model.claim import Attribution
from casus.text.analysis import analyse

OWN = Path(__file__).parent / "texts/attribution.txt"
_MARK = re.compile(r"\[([SCT])(\d) |\]")
_ROLES = {"S": "source", "C": "cue", "T": "content"}

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution as a corpus gives it, in characters."""

    source: Spans
    cue: Spans
    content: Spans

    @classmethod
    def of(cls, one: Attribution) -> Told:
        """One that we read."""
        source, cue, content = ((one.source,), (one.cue,), one.content)
        return cls(*(tuple((s.start, s.end) for s in spans if s is not None) for spans in (source, cue, content)))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page and its attributions in words."""

    page: Page
    relations: tuple[Relation, ...]


def polnear(shared: Path, part: str) -> list[tuple[str, tuple[Told, ...]]]:
    """The texts of one part of PolNeAR, "train" or "dev"."""
    with gzip.open(shared / f"data/attribution/polnear_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["text"], tuple(_told(one) for one in row["attributions"])) for row in rows]


def _told(row: dict[str, Any]) -> Told:
    return Told(*(tuple((start, end) for start, end in row[role] or ()) for role in _ROLES.values()))


def own(path: Path = OWN) -> list[tuple[str, tuple[Told, ...]]]:
    """Our own sentences: brackets mark source, cue and content of numbered attributions."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unmarked(line) for line in lines if line and not line.startswith("#")]


def unmarked(line: str) -> tuple[str, tuple[Told, ...]]:
    """The plain text of a line with brackets, and the attributions that they mark.

    Raises ValueError where a bracket is not closed, or an attribution has no cue.
    """
    text, at = "", 0
    open_: list[tuple[str, str, int]] = []
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for mark in _MARK.finditer(line := line.replace("\\p", "\n\n").strip()):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_.append((mark[1], mark[2], len(text)))
            continue
        role, number, start = open_.pop()
        spans.setdefault(number, {}).setdefault(_ROLES[role], []).append((start, len(text)))
    text += line[at:]
    if open_ or any("cue" not in roles for roles in spans.values()):
        raise ValueError(f"brackets do not match, or no cue: {line}")
    return text, tuple(
        Told(*(tuple(sorted(spans[number].get(role, ()))) for role in _ROLES.values())) for number in sorted(spans)
    )


def labelled(texts: Iterable[tuple[str, tuple[Told, ...]]]) -> list[Labelled]:
    """Pages with their attributions in words: every word that a span touches belongs to it."""
    found: list[Labelled] = []
    for text, told in texts:
        page = lay_out(text, analyse(text))
        starts, ends = [word.start for word in page.words], [word.end for word in page.words]
        relations = []
        for one in told:
            source, cue, content = (_in_words(spans, starts, ends) for spans in (one.source, one.cue, one.content))
            if cue:
                relations.append(Relation(source[0] if source else None, cue[0], tuple(content)))
        found.append(Labelled(page, tuple(relations)))
    return found


def _in_words(spans: Spans, starts: list[int], ends: list[int]) -> list[Stretch]:
    places = [(bisect_right(ends, start), bisect_left(starts, end) - 1) for start, end in spans]
    return [place for place in places if place[0] <= place[1]]
