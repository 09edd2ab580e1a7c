"""Labels as they are kept: codes, numbers and offsets by item id, without a word of the texts.

A name of a label ("source", a perpetrator, a place) is kept as the stretch of the text that it stands on, so that
nobody's text enters the repository and a label cannot drift from its words. Where a name stands several times, the
stretch nearest to the claim's act is kept. `packed` and `unpacked` are inverse up to capitals.

    python -m training.labels_pack FOLDER [HOME]     from FOLDER/NAME.labels.jsonl and FOLDER/NAME.items.jsonl

HOME is a folder below `training/labels/`. Without it a NAME that begins with "second" is a second reading, one that
begins with "art" holds full articles. Articles of our own writing ("own:...") are kept with their text in
`training/texts/articles.jsonl`.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from training.reports import reports as older

HERE = Path(__file__).parent / "labels"
_LISTS = ("perpetrators", "targets")
_NAMES = ("source", "weapon", "via", "act", "quote")
_TOLL_NAMES = ("who",)

Stretch = list[int]


def packed(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A claim with offsets for words. Raises ValueError where a name does not stand in the text."""
    near = text.find(claim["quote"]) if claim.get("quote") else 0
    act = _stretch(claim["act"], text, near)
    out: dict[str, Any] = dict(claim)
    for key in _NAMES:
        if claim.get(key):
            out[key] = act if key == "act" else _stretch(claim[key], text, act[0])
    for key in _LISTS:
        if claim.get(key):
            out[key] = [_stretch(name, text, act[0]) for name in claim[key]]
    if claim.get("place"):
        out["place"] = {**claim["place"], "name": _stretch(claim["place"]["name"], text, act[0])}
    if claim.get("tolls"):
        out["tolls"] = [_toll(toll, text, act[0]) for toll in claim["tolls"]]
    return out


def _toll(toll: Mapping[str, Any], text: str, near: int) -> dict[str, Any]:
    out = dict(toll)
    for key in _TOLL_NAMES:
        if toll.get(key):
            out[key] = _stretch(toll[key], text, near)
    if toll.get("named"):
        out["named"] = [_stretch(name, text, near) for name in toll["named"]]
    return out


def unpacked(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The claim with the words that its offsets hold."""
    out: dict[str, Any] = dict(claim)
    for key in _NAMES:
        if claim.get(key):
            out[key] = _words(claim[key], text)
    for key in _LISTS:
        if claim.get(key):
            out[key] = [_words(at, text) for at in claim[key]]
    if claim.get("place"):
        out["place"] = {**claim["place"], "name": _words(claim["place"]["name"], text)}
    if claim.get("tolls"):
        out["tolls"] = [_with_words(toll, text) for toll in claim["tolls"]]
    return out


def _with_words(toll: Mapping[str, Any], text: str) -> dict[str, Any]:
    out = dict(toll)
    for key in _TOLL_NAMES:
        if toll.get(key):
            out[key] = _words(toll[key], text)
    if toll.get("named"):
        out["named"] = [_words(at, text) for at in toll["named"]]
    return out


def _words(at: Sequence[int], text: str) -> str:
    return text[at[0] : at[1]]


def _stretch(name: str, text: str, near: int) -> Stretch:
    """Where a name stands, nearest to `near`; as it is spelled if it can be, else capitals aside."""
    for where, what in ((text, name), (text.lower(), name.lower())):
        if found := list(_all(what, where)):
            start = min(found, key=lambda at: abs(at - near))
            return [start, start + len(name)]
    raise ValueError(f"{name!r} does not stand in the text")


def _all(what: str, where: str) -> Iterator[int]:
    at = where.find(what)
    while at >= 0:
        yield at
        at = where.find(what, at + 1)


@lru_cache(maxsize=1)
def texts(shared: Path) -> Mapping[str, Mapping[str, Any]]:
    """The items that are labelled, by id: `text` and `published`.

    "flat-N" is line N of the older portal file, "wikinews:NAME" an article by the end of its address, "own:NAME" one of
    our own writing; "muc4:NAME" and "re3d:NAME" are older reports.
    """
    found: dict[str, dict[str, Any]] = _articles(shared) | dict(older(shared))
    found.update((item["id"], item) for item in _lines(HERE.parent / "texts" / "articles.jsonl"))
    with gzip.open(shared / "data/cep/items_2025_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            found[item["id"]] = {"text": item["text"], "published": item["published"]}
    with gzip.open(shared / "data/cep/flat_2002_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, item in enumerate(map(json.loads, lines)):
            found[f"flat-{number:06d}"] = {"text": item["text"], "published": item["date"]}
    return MappingProxyType(found)


def _articles(shared: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for year in (2019, 2020):
        with gzip.open(shared / f"data/wikinews/wikinews_{year}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                name = row["url"].rsplit("/", 1)[-1]
                found[f"wikinews:{name}"] = {"text": row["text"], "published": row["date"]}
    return found


def main(arguments: Sequence[str]) -> int:
    """Pack every file of a labelling folder into `training/labels/`."""
    homes = _HOMES if len(arguments) < 2 else (("", arguments[1]),)
    for raw in sorted(Path(arguments[0]).glob("*.labels.jsonl")):
        name = raw.name.removesuffix(".labels.jsonl")
        items = {item["id"]: item for item in _lines(raw.with_name(f"{name}.items.jsonl"))}
        home = HERE / next((folder for start, folder in homes if name.startswith(start)), ".")
        home.mkdir(parents=True, exist_ok=True)
        with (home / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for line in _lines(raw):
                claims = [packed(claim, items[line["id"]]["text"]) for claim in line["claims"]]
                out.write(json.dumps({"id": line["id"], "claims": claims}, ensure_ascii=False) + "\n")
    return 0


_HOMES = (("second", "second"), ("art", "articles"))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream if line.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
