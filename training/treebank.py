"""Reads CoNLL-U treebanks as the product's tokeniser would cut them: hyphenated words become one token."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One treebank token: its form, Penn tag, lemma, and whether a space follows."""

    form: str
    tag: str
    lemma: str
    space: bool


Sentence = tuple[Word, ...]
HYPHENS = ("-", "‐", "‑")
NOMINAL = ("NN", "NNS", "NNP", "NNPS")


def read(path: Path, genre: str | None = None) -> list[Sentence]:
    """The sentences of one file; with `genre` only those of documents whose name holds it."""
    found, rows, document = [], [], ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                if genre is None or genre in document:
                    found.append(merged(list(words(rows))))
                rows = []
    return found


Place = tuple[int, int]


def read_documents(path: Path, genre: str) -> Iterator[tuple[str, list[Place], list[Place]]]:
    """The running text of each document whose name holds `genre`, with the places of its sentences and tokens.

    Paragraphs are parted by a blank line, sentences of one paragraph by a space, as the treebank marks them.
    """
    document: list[tuple[bool, Sentence]] = []
    wanted, new_paragraph, rows = False, False, []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if document:
                    yield _running(document)
                document, wanted, new_paragraph = [], genre in line, True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                if wanted:
                    document.append((new_paragraph, merged(list(words(rows)))))
                rows, new_paragraph = [], False
    if document:
        yield _running(document)


def _running(document: list[tuple[bool, Sentence]]) -> tuple[str, list[Place], list[Place]]:
    text, spans, places = "", [], []
    for opens, sentence in document:
        text = text.rstrip() + ("" if not text else "\n\n" if opens else " ")
        begin = len(text)
        for word in sentence:
            places.append((len(text), len(text) + len(word.form)))
            text += word.form + (" " if word.space else "")
        spans.append((begin, len(text.rstrip())))
    return text, spans, places


def words(rows: Iterable[list[str]]) -> Iterator[Word]:
    """The syntactic words of one sentence, with the spaces of the multiword tokens that hold them."""
    last_inside, space_after = 0, True
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            last_inside, space_after = int(row[0].split("-")[1]), space
            continue
        if "." in row[0]:
            continue
        place = int(row[0])
        inside = place < last_inside
        yield Word(row[1], row[4], row[2], False if inside else space_after if place == last_inside else space)


def merged(parts: list[Word]) -> Sentence:
    """The sentence with words joined where hyphens stand between them without a space."""
    out: list[Word] = []
    place = 0
    while place < len(parts):
        end = place
        while end + 2 < len(parts) and _joins(parts, end):
            end += 2
        group = parts[place : end + 1]
        following = parts[end + 1].tag if end + 1 < len(parts) else ""
        out.append(group[0] if len(group) == 1 else _one(group, following))
        place = end + 1
    return tuple(out)


def _joins(parts: list[Word], place: int) -> bool:
    left, mark, right = parts[place : place + 3]
    return (
        mark.form in HYPHENS
        and not left.space
        and not mark.space
        and left.form[-1:].isalnum()
        and right.form[:1].isalnum()
    )


def _one(group: list[Word], following: str) -> Word:
    form = "".join(word.form for word in group)
    lemma = "".join(word.form for word in group[:-1]) + group[-1].lemma
    return Word(form, _tag(group, following), lemma, group[-1].space)


def _tag(group: list[Word], following: str) -> str:
    """The tag of a hyphenated word by the habits of the Penn treebank: JJ where it stands before a noun."""
    parts = [word.tag for word in group[::2]]
    first, last = parts[0], parts[-1]
    if all(tag in ("NNP", "NNPS") for tag in parts) or first == "AFX" or set(parts) == {"CD"}:
        return last
    if last in ("JJ", "JJR", "JJS", "VBN", "VBG", "AFX", "VBD"):
        return "JJ"
    if last in NOMINAL:
        before_noun = following in NOMINAL or following.startswith("JJ")
        return "JJ" if first not in NOMINAL and before_noun and last in ("NN", "NNS") else last
    if last in ("RP", "IN", "RB", "CC", "DT", "TO", "VB", "VBP"):
        return "JJ" if following in NOMINAL else "NN"
    return last
