"""Whatever an input is called, file, folder, address or "-", to its reports; what cannot be read is a fault."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BufferedReader
from pathlib import Path
from urllib.parse import urlsplit

from casus.errors import InputError
from casus.model.report import Report
from casus.read.decoding import byte_stream, wide_encoding
from casus.read.kinds import read_json, read_json_lines, read_page, read_plain, read_table
from casus.read.values import Fault, Given, Input

STDIN = "standard input"
Kind = Callable[[BufferedReader, Input], Iterator[Report | Fault]]

BY_SUFFIX: dict[str, Kind] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
}
BY_MEDIA_TYPE: dict[str, Kind] = {
    "text/html": read_page,
    "application/xhtml+xml": read_page,
    "application/json": read_json,
    "application/x-ndjson": read_json_lines,
    "application/jsonl": read_json_lines,
    "text/csv": read_table,
    "text/tab-separated-values": read_table,
}
NOT_YET = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".rss": "RSS",
    ".atom": "Atom",
    ".xml": "XML",
    ".warc": "WARC",
    ".gz": "compressed input",
    ".zip": "compressed input",
}
COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04")
# The beginnings of files that a suffix did not tell of.
BY_HEAD: tuple[tuple[re.Pattern[bytes], Kind | str], ...] = (
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"WARC/"), "WARC"),
    (re.compile(b"|".join(map(re.escape, COMPRESSED))), "compressed input"),
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?<(rss|feed)\b", re.IGNORECASE), "RSS"),
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b", re.IGNORECASE), read_page),
    (re.compile(rb"(\xef\xbb\xbf)?\s*\{"), read_json_lines),
    (re.compile(rb"(\xef\xbb\xbf)?\s*\[\s*\{"), read_json),
)


def read_input(
    where: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    report_id: str | None = None,
) -> Iterator[Report | Fault]:
    """Reports of a file, a folder (recursively, sorted), an http(s) address, or "-" (standard input).

    `published` and `publisher` hold for reports that say nothing themselves; `report_id` for an input of one report.
    Nothing is raised for what an input holds: it becomes a Fault, and the rest is read.
    """
    silent = True
    for thing in _read(where, Given(published, publisher, report_id)):
        silent = False
        yield thing
    if silent:
        yield Fault(STDIN if where == "-" else where, "no report in it")


def _read(where: str, given: Given) -> Iterator[Report | Fault]:
    if where == "-":
        yield from _read_stream(_stdin(), Input(STDIN, "stdin", given), None)
    elif re.match(r"https?://", where, re.IGNORECASE):
        yield from _read_address(where, given)
    else:
        yield from _read_path(Path(where), given)


def _read_path(path: Path, given: Given) -> Iterator[Report | Fault]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Fault(str(path), "no such file or folder")
    except (OSError, ValueError) as fault:
        yield Fault(str(path), _why(fault))
    else:
        if stat.S_ISDIR(mode):
            yield from _read_folder(path, given)
        else:
            yield from _read_file(path, given, BY_SUFFIX.get(path.suffix.lower()))


def _read_folder(folder: Path, given: Given) -> Iterator[Report | Fault]:
    """Every file that is not hidden. A file of a kind that we do not know is a fault, not a guess."""
    faults: list[OSError] = []
    for place, names, files in os.walk(folder, onerror=faults.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _read_member(Path(place) / name, given)
        while faults:
            yield Fault(str(faults[0].filename), _why(faults.pop(0)))
    while faults:
        yield Fault(str(faults[0].filename), _why(faults.pop(0)))


def _read_member(path: Path, given: Given) -> Iterator[Report | Fault]:
    suffix = path.suffix.lower()
    if suffix in BY_SUFFIX and path.is_file():
        yield from _read_file(path, given, BY_SUFFIX[suffix])
    elif suffix in NOT_YET:
        yield Fault(str(path), f"{NOT_YET[suffix]} is not read yet")
    else:
        yield Fault(str(path), f"a file of the kind {suffix or 'without a suffix'} in a folder is not read")


def _read_file(path: Path, given: Given, kind: Kind | None) -> Iterator[Report | Fault]:
    suffix = path.suffix.lower()
    if kind is None and suffix in NOT_YET:
        yield Fault(str(path), f"{NOT_YET[suffix]} is not read yet")
        return
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, Input(str(path), path.stem, given), kind)
    except OSError as fault:
        yield Fault(str(path), _why(fault))


def _read_address(url: str, given: Given) -> Iterator[Report | Fault]:
    from casus.read.fetch import fetch  # noqa: PLC0415 - http and ssl take a tenth of a second that files need not pay

    try:
        fetched = fetch(url)
    except InputError as fault:
        yield Fault(url, str(fault))
        return
    parts = urlsplit(fetched.url)
    kind = BY_MEDIA_TYPE.get(fetched.media_type) or BY_SUFFIX.get(Path(parts.path).suffix.lower())
    # A page that is edited keeps its id: the ledger then holds its versions.
    stem = f"{parts.hostname}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    known = replace(given, url=fetched.url, report_id=given.report_id or (stem if kind in (None, read_page) else None))
    yield from _read_stream(byte_stream(fetched.body), Input(url, stem, known), kind)


def _read_stream(stream: BufferedReader, here: Input, kind: Kind | None) -> Iterator[Report | Fault]:
    """Read by its kind, or by how it begins; InputError and OSError end this input, not the batch."""
    try:
        head = _head(stream)
        yield from (kind or _by_head(head))(stream, here)
    except InputError as fault:
        yield Fault(here.where, str(fault))
    except OSError as fault:
        yield Fault(here.where, _why(fault))


def _head(stream: BufferedReader) -> bytes:
    """How the stream begins. Raises InputError where that is nothing, or no text."""
    head = stream.peek(4096)
    if not head:
        raise InputError("an empty file")
    if b"\0" in head and wide_encoding(head) is None and not head.startswith(COMPRESSED):
        raise InputError("a binary file (it holds NUL bytes); nothing read")
    return head


def _by_head(head: bytes) -> Kind:
    """The kind whose pattern fits. Raises InputError for kinds that are not read yet."""
    found = next((kind for pattern, kind in BY_HEAD if pattern.match(head)), read_plain)
    if isinstance(found, str):
        raise InputError(f"{found} is not read yet")
    return found


def _stdin() -> BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, BufferedReader) else byte_stream(stream.read())


def _why(fault: OSError | ValueError) -> str:
    reason = getattr(fault, "strerror", None) or str(fault)
    return f"cannot be read ({reason})"
