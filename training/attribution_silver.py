"""Silver: what our rules read in open news, its spans drawn as PARC 3.0 draws them.

The rules give the words that resolve to an actor, the bare verb, and what follows to the end. PARC takes the whole
noun phrase with its asides, the verb with its auxiliaries, and the content with its quotation marks, without the
commas that part it from the cue.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casus.extract.attribution_labels import Stretch
from casus.extract.attribution_model import Relation
from casus.extract.attribution_page import Page
from casus.extract.attribution_window import MARKS
from casus.extract.phrases import Kind
from casus.extract.rules import RuleExtractor
from casus.model.report import Report
from casus.pipeline import ground
from training.attribution_texts import Labelled, Told, labelled

_ITEMS, _SHORTEST = 2500, 60  # how many items of the news portal, and characters that each must have
_ASIDE = 25  # words that may stand between the source's name and its verb
_INTERVIEW = "((WN))"  # its speakers stand in the margin
_RATE = "per"  # "per litre" is no source
_STOPS = frozenset(",.;:")


def silver(shared: Path) -> list[Labelled]:
    """Current events and Wikinews with the attributions that our rules read, drawn as PARC draws them."""
    read = labelled(_read(shared))
    return [replace(one, relations=tuple(_drawn(one.page, r) for r in one.relations)) for one in read]


def _read(shared: Path) -> Iterator[tuple[str, tuple[Told, ...]]]:
    rules = RuleExtractor("rules")
    for text in _open_texts(shared):
        report = Report("silver", text)
        read = rules.read(report, ground(report)).attributions
        yield text, tuple(Told.of(one) for one in read if one.cue is not None and one.cue.of(text) != _RATE)


def _open_texts(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "data/cep/items_2025_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    yield from random.Random(5).sample([text for text in texts if len(text) >= _SHORTEST], _ITEMS)
    csv.field_size_limit(10**8)
    for path in sorted((shared / "data/wikinews").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
            yield from (row["text"] for row in csv.DictReader(rows) if _INTERVIEW not in row["text"])


def _drawn(page: Page, relation: Relation) -> Relation:
    cue = _whole_cue(page, relation.cue)
    source = _whole_source(page, _speaker(page, relation), cue) if relation.source is not None else None
    taken = {at for first, last in (cue, source or cue) for at in range(first, last + 1)}
    taken |= _told(page, cue)
    pieces = [_whole_content(page, piece, taken) for piece in relation.content]
    return Relation(source, cue, tuple(piece for piece in pieces if piece is not None))


def _speaker(page: Page, relation: Relation) -> Stretch:
    """The words of the source as they stand: the rules give those that a pronoun stands for."""
    line = page.lines[page.line_of[relation.cue[0]]]
    verb = page.chunk_of[relation.cue[0]]
    clause = next((clause for clause in line.clauses if clause.verb == verb and not clause.passive), None)
    source = relation.source or relation.cue
    if clause is None or not clause.subjects or page.line_of[source[0]] == page.line_of[relation.cue[0]]:
        return source
    part = line.chunks[clause.subjects[0]]
    return line.first + part.first, line.first + part.last


def _whole_cue(page: Page, cue: Stretch) -> Stretch:
    """The verb group; "according" with its "to"."""
    line = page.lines[page.line_of[cue[0]]]
    part = line.chunks[page.chunk_of[cue[0]]]
    following = cue[1] + 1
    if page.words[cue[0]].lower == "according" and following < line.end:
        return cue[0], following
    return (line.first + part.first, line.first + part.last) if part.kind is Kind.VERB else cue


def _whole_source(page: Page, source: Stretch, cue: Stretch) -> Stretch:
    """The noun phrase around a name: from its article, over "of …", and over the asides before its verb."""
    line = page.lines[page.line_of[source[0]]]
    number = page.chunk_of[source[0]]
    while number >= 2 and line.tokens[line.chunks[number - 1].head].lower == "of":
        number -= 2
    first = min(source[0], line.first + line.chunks[number].first)
    last = source[1]
    if source[1] < cue[0] <= source[1] + _ASIDE and page.line_of[cue[0]] == page.line_of[source[0]]:
        between = page.words[source[1] + 1 : cue[0]]
        if not any(word.text in MARKS or word.tag in ("VBD", "VBZ", "VBP", "MD", "VBG", "CC") for word in between):
            last = cue[0] - 1
    while last > source[1] and (page.words[last].text in _STOPS or page.words[last].tag == "RB"):
        last -= 1
    return first, last


def _told(page: Page, cue: Stretch) -> set[int]:
    """The words of those who are told: no part of the content."""
    line = page.lines[page.line_of[cue[0]]]
    number = page.chunk_of[cue[1]] + 1
    if page.words[cue[1]].lemma != "tell" or number >= len(line.chunks) or line.chunks[number].kind is not Kind.NOUN:
        return set()
    return set(range(cue[1] + 1, line.first + line.chunks[number].last + 1))


def _whole_content(page: Page, piece: Stretch, taken: set[int]) -> Stretch | None:
    """The content with its quotation marks, without stops at its ends and without the words of source and cue."""
    free = [at for at in range(piece[0], piece[1] + 1) if at not in taken]
    while free and page.words[free[0]].text in _STOPS:
        free.pop(0)
    while free and page.words[free[-1]].text in _STOPS:
        free.pop()
    if not free or not any(page.words[at].text[0].isalnum() for at in free):
        return None
    first, last = free[0], free[-1]
    if first and page.words[first - 1].text in MARKS and page.quoted[first] >= 0 and first - 1 not in taken:
        first -= 1
    while last + 1 < len(page.words) and page.words[last + 1].text in {*MARKS, ",", "."} and page.quoted[last] >= 0:
        last += 1
        if page.words[last].text in MARKS:
            break
    return first, last
