"""Bytes to characters, and to lines of bounded length."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, BytesIO

from casus.errors import InputError

MAX_TEXT = 2_000_000
"""Characters that the text of one report may have: some 700 pages."""

# JSON may write a character as two escapes of six bytes each; the rest is room for the other keys.
MAX_LINE = 12 * MAX_TEXT + 2_000_000
MAX_WHOLE = 32_000_000
"""Bytes of an input that can only be read as a whole (JSON lists, pages, UTF-16)."""

CHUNK = 1 << 20
# UTF-32 first: its little-endian mark begins like that of UTF-16.
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTINUATION = bytes(range(0x80, 0xC0))
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, numbered from 1; `length` is its characters, `data` None where it is over MAX_LINE bytes."""

    number: int
    data: bytes | None
    length: int


def decode(data: bytes) -> str:
    """Characters of `data`: by its byte order mark, else UTF-8, else Windows-1252. Raises InputError for binary."""
    wide = wide_encoding(data)
    if wide is not None:
        return _decode_wide(data, wide)
    if b"\0" in data:
        raise InputError("a binary file (it holds NUL bytes); nothing read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_western(data)


def wide_encoding(head: bytes) -> str | None:
    """The encoding of UTF-16 or UTF-32 that a byte order mark announces."""
    return next((name for mark, name in WIDE if head.startswith(mark)), None)


def _decode_wide(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise InputError(f"broken {encoding.upper()} (at byte {fault.start:,}); nothing read") from fault
    if "\0" in text:
        raise InputError("a binary file (it holds NUL characters); nothing read")
    return text


def _decode_western(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        byte, at = data[fault.start], fault.start
        raise InputError(f"neither UTF-8 nor Windows-1252 (byte 0x{byte:02x} at {at:,}); nothing read") from fault
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls * 200 > len(data):
        raise InputError("a binary file (it holds control characters); nothing read")
    return text


def byte_stream(data: bytes) -> BufferedReader:
    """A stream of bytes that are at hand already."""
    return BufferedReader(BytesIO(data))


def read_whole(stream: BufferedReader, limit: int, refusal: str | None = None) -> bytes:
    """All bytes of the stream. Raises InputError (`refusal`) where there are more than `limit`, and reads no more."""
    parts, size = [], 0
    while size <= limit and (chunk := stream.read(min(CHUNK, limit + 1 - size))):
        parts.append(chunk)
        size += len(chunk)
    if size > limit:
        raise InputError(refusal or f"more than {limit:,} bytes, the limit for an input of this kind")
    return b"".join(parts)


def lines(stream: BufferedReader) -> Iterator[Line]:
    r"""Lines ended by \n. Of a line over MAX_LINE bytes only the length is kept, so memory stays bounded."""
    number = 0
    while data := stream.readline(MAX_LINE + 1):
        number += 1
        if len(data) <= MAX_LINE or data.endswith(b"\n"):
            yield Line(number, data, 0)
        else:
            yield Line(number, None, _characters(data) + _skip_line(stream))


def _skip_line(stream: BufferedReader) -> int:
    length = 0
    while data := stream.readline(CHUNK):
        length += _characters(data)
        if data.endswith(b"\n"):
            break
    return length


def _characters(data: bytes) -> int:
    """How many characters of UTF-8 begin in `data`."""
    return len(data.translate(None, CONTINUATION))
