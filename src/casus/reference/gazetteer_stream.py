"""The lines of a user's file, one at a time: plain, gzipped or in a zip archive; never more than one line in memory."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from casus.errors import InputError

_LONGEST = 1 << 20
_TABLES = (".txt", ".tsv", ".csv")

Share = Callable[[], float]
"""Which share (0 to 1) of the file has been read."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], Share]]:
    """The bytes of the table in `path`, unpacked, and how much has been read of it.

    Raises InputError where the file cannot be read, or is a zip archive without a table in it.
    """
    try:
        size = max(1, path.stat().st_size)
        with path.open("rb") as raw, closing(_unpacked(path, raw)) as stream:
            yield stream, lambda: min(1.0, raw.tell() / size)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        said = fault.strerror if isinstance(fault, OSError) else None
        raise InputError(f"{path}: cannot be read: {said or fault}") from fault


def _unpacked(path: Path, raw: IO[bytes]) -> IO[bytes]:
    head = raw.read(4)
    raw.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if head == b"PK\x03\x04":
        archive = zipfile.ZipFile(raw)
        tables = [one for one in archive.infolist() if one.filename.lower().endswith(_TABLES)]
        if not tables:
            raise InputError(f"{path}: no .txt, .tsv or .csv file in this archive")
        # GeoNames puts a readme.txt beside each dump: the table is the largest.
        return archive.open(max(tables, key=lambda one: one.file_size))
    return raw


def lines(stream: IO[bytes]) -> Iterator[str | None]:
    """The lines of `stream` as text without their ends; None for one that is no UTF-8 or longer than a megabyte."""
    first = True
    while line := stream.readline(_LONGEST):
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield None
            continue
        try:
            yield line.decode("utf-8-sig" if first else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield None
        first = False
