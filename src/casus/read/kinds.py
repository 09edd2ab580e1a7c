"""One function for each kind of input: a stream of bytes to reports and faults."""

from __future__ import annotations

import csv
import json
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BufferedReader

from casus.errors import InputError
from casus.model.report import Report
from casus.read.decoding import (
    MAX_LINE,
    MAX_TEXT,
    MAX_WHOLE,
    Line,
    byte_stream,
    decode,
    lines,
    read_whole,
    wide_encoding,
)
from casus.read.records import Said, read_day, read_record, read_text
from casus.read.values import Fault, Input

MAX_PAGE = 3_000_000
"""Bytes of a web page: more than that takes its parsers tens of seconds, and memory by the hundred megabytes."""
LINE_END = re.compile(r"\r\n?")
DELIMITERS = (",", ";", "\t")


def read_plain(stream: BufferedReader, here: Input) -> Iterator[Report | Fault]:
    r"""One report: the whole text. Line ends become \n before any offset is counted."""
    # No encoding that is read needs more than four bytes a character.
    data = read_whole(stream, 4 * MAX_TEXT + 4, f"a text of more than {MAX_TEXT:,} characters, the limit")
    yield from read_text(LINE_END.sub("\n", decode(data)), Said(), here)


def read_json_lines(stream: BufferedReader, here: Input) -> Iterator[Report | Fault]:
    """One report a line; a line that cannot be read is a fault, and the next one is read."""
    for line in lines(_narrow(stream)):
        at = here.line(line.number)
        try:
            text = _text(line)
            record = _json(text) if text.strip() else None
        except InputError as fault:
            yield Fault(at.where, str(fault))
            continue
        if text.strip():
            yield from read_record(record, at)


def read_json(stream: BufferedReader, here: Input) -> Iterator[Report | Fault]:
    """One object, or a list of them; a file of JSON lines is known for what it is."""
    data = read_whole(stream, MAX_WHOLE)
    text = decode(data)
    try:
        value = _json(text)
    except InputError:
        first = text.lstrip().partition("\n")[0]
        with suppress(InputError):
            _json(first)
            yield from read_json_lines(byte_stream(data), here)
            return
        raise
    if not isinstance(value, list):
        yield from read_record(value, here)
        return
    for number, item in enumerate(value, start=1):
        yield from read_record(item, here.item(number))


def read_table(stream: BufferedReader, here: Input) -> Iterator[Report | Fault]:
    """One report a row. The first row names the columns; `text` must be among them, upper or lower case."""
    # The module's own limit of 131,072 characters would cut long reports off; it can only be set for the process.
    csv.field_size_limit(MAX_LINE)
    stream = _narrow(stream)
    head = stream.readline(MAX_LINE)
    if not head.strip():
        raise InputError("an empty table")
    names, delimiter = _header(decode(head))
    rows = csv.reader((_text(line) for line in lines(stream)), delimiter=delimiter)
    at = 2
    while True:
        try:
            row = next(rows, None)
        except (csv.Error, InputError) as fault:
            yield Fault(here.line(at).where, f"{fault}; the rest of the table was not read")
            return
        if row is None:
            return
        if any(row):
            record = {name: value for name, value in zip(names, row, strict=False) if value}
            yield from read_record(record, here.line(at))
        at = rows.line_num + 2


def read_page(stream: BufferedReader, here: Input) -> Iterator[Report | Fault]:
    """One report: the article of a web page, with its title, day and site where the page gives them."""
    given = here.given
    text, said = _article(read_whole(stream, MAX_PAGE), given.url)
    if not text:
        raise InputError("no article found in the page")
    day, publisher = given.published or said.published, given.publisher or said.publisher
    yield from read_text(text, replace(said, published=day, publisher=publisher, url=given.url or said.url), here)


def _article(data: bytes, url: str | None) -> tuple[str | None, Said]:
    """What trafilatura finds; it and the parsers below it are imported only here, for they take a second."""
    for name in ("trafilatura", "htmldate", "courlan"):
        # They tell the log what we report as a fault.
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415
    except ImportError as fault:
        raise InputError(f"web pages cannot be read in this installation ({fault.name} is missing)") from fault
    days = {"extensive_search": False, "original_date": True}  # no guessing of days from copyright lines
    try:
        page = bare_extraction(data, url=url, with_metadata=True, include_comments=False, date_extraction_params=days)
    except Exception as fault:  # a rim: whatever a broken page makes the parsers raise, the batch goes on
        raise InputError(f"a page that cannot be parsed ({type(fault).__name__})") from fault
    if page is None or isinstance(page, dict):
        return None, Said()
    return page.text, Said(published=_page_day(page.date), publisher=page.sitename, title=page.title, url=page.url)


def _page_day(value: str | None) -> date | None:
    with suppress(InputError):
        return read_day(value) if value else None
    return None


def _narrow(stream: BufferedReader) -> BufferedReader:
    """The stream itself, or its content in UTF-8 where it is UTF-16 or UTF-32, whose lines cannot be cut by bytes."""
    if wide_encoding(stream.peek(4)[:4]) is None:
        return stream
    return byte_stream(decode(read_whole(stream, MAX_WHOLE)).encode())


def _text(line: Line) -> str:
    if line.data is None:
        raise InputError(f"a line of {line.length:,} characters; the limit of a text is {MAX_TEXT:,}")
    return decode(line.data)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        where = f"column {fault.colno}" if fault.lineno == 1 else f"line {fault.lineno}, column {fault.colno}"
        raise InputError(f"broken JSON ({fault.msg.removesuffix(' at')} at {where})") from fault
    except RecursionError as fault:
        raise InputError("broken JSON (nested too deeply)") from fault
    except ValueError as fault:
        raise InputError("broken JSON (a number of too many digits)") from fault


def _header(line: str) -> tuple[list[str], str]:
    """Names of the columns in lower case, and the character between them: the one that sets `text` free."""
    for delimiter in DELIMITERS:
        with suppress(csv.Error):
            names = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
            if "text" in names:
                return names, delimiter
    raise InputError(f'no column "text" in the first row ({" ".join(line.split())[:80]})')
