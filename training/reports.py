"""Older reports, labelled as full articles: the messages of MUC-4's train half and the documents of re3d.

The messages came over the wire in capitals. The network is told of a word's capitals, so that each word is given back
the ones that it mostly has within sentences of the portal; a word unknown there is taken for a name.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_HEAD = re.compile(r"\s*(?P<dateline>[A-Z][^\[]*?--)?\s*(\[[^\]]*\]\s*)*")
_DAY = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d\d)\b")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_START = re.compile(r"(?:^|[.!?]['\"”]?\s+|\n\s*|--\s+)[\"'“(\[]*")


def reports(shared: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each report's id ("muc4:..." or "re3d:...") with its `text` and the day of its publication, if it tells one."""
    casing = _casing(shared)
    for name, raw in _messages(shared):
        yield f"muc4:{name}", _message(raw, casing)
    for path in sorted((shared / "data" / "re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield f"re3d:{document['_id']}", {"text": document["text"].strip(), "published": None}


def _messages(shared: Path) -> Iterator[tuple[str, str]]:
    """The messages of the train half; the dev half is for measuring."""
    with gzip.open(shared / "data" / "muc4" / "texts.json.gz", "rt", encoding="utf-8") as stream:
        found: dict[str, str] = json.load(stream)
    return ((name, raw) for name, raw in found.items() if name.startswith("DEV-"))


def _message(raw: str, casing: Mapping[str, str]) -> dict[str, Any]:
    head = _HEAD.match(raw)
    dateline = (head["dateline"] or "") if head else ""
    body = raw[head.end() :] if head else raw
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))
    text = "\n\n".join(part for part in paragraphs if part)
    if dateline:
        text = f"{' '.join(dateline.split())} {text}"
    return {"text": recased(text, casing), "published": _published(dateline)}


def _published(dateline: str) -> str | None:
    said = _DAY.search(dateline)
    if said is None:
        return None
    try:
        return str(date(1900 + int(said[3]), 1 + _MONTHS.index(said[2]), int(said[1])))
    except ValueError:
        return None


def recased(text: str, casing: Mapping[str, str]) -> str:
    """A text in capitals as it would be written, of the same length."""
    starts = {match.end() for match in _START.finditer(text)}

    def word(match: re.Match[str]) -> str:
        given = casing.get(match[0].lower(), match[0].capitalize())
        return given[0].upper() + given[1:] if match.start() in starts else given

    return _WORD.sub(word, text)


@cache
def _casing(shared: Path) -> dict[str, str]:
    """How each word of the portal is mostly written within a sentence."""
    counts: dict[str, Counter[str]] = {}
    with gzip.open(shared / "data" / "cep" / "flat_2002_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            starts = {match.end() for match in _START.finditer(text)}
            for match in _WORD.finditer(text):
                if match.start() not in starts:
                    counts.setdefault(match[0].lower(), Counter())[match[0]] += 1
    most = {word: min(seen, key=lambda written: (-seen[written], written)) for word, seen in counts.items()}
    return {word: written for word, written in most.items() if len(written) == len(word)}
