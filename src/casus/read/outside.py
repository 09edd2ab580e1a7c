"""Somebody else's table of incidents (ACLED, UCDP GED, plain CSV) to rows; a bad row is named and the rest goes on."""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.errors import InputError
from casus.model.outside import Outside, Shape
from casus.read.decoding import decode
from casus.read.outside_rows import READERS, Cells
from casus.read.values import Fault
from casus.reference.resources import load_toml

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t|"
_MOST = 400_000_000  # bytes: the whole of UCDP GED is half of that
_HXL = re.compile(r"#[a-z]")


def read_outside(where: str) -> Iterator[Outside | Fault]:
    """The rows of a table, plain or gzipped, or of standard input ("-"). Lines are counted from 1, the header's.

    Raises InputError where there is no such file, no text in it, or no column that tells of days or deaths.
    """
    text = decode(_bytes(where))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    name = "standard input" if where == "-" else where
    header = _header(rows, name)
    shape, columns = _shape(header, name)
    yield from _rows(rows, name, shape, columns)


def _bytes(where: str) -> bytes:
    try:
        data = sys.stdin.buffer.read(_MOST) if where == "-" else Path(where).read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError(f"{where}: {getattr(fault, 'strerror', None) or fault}") from fault


def _delimiter(text: str) -> str:
    """The sign that parts most cells of the first line."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))


def _header(rows: Reader, name: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(rows)]
    except (StopIteration, csv.Error) as fault:
        raise InputError(f"{name}: no table of rows and columns") from fault


def _shape(header: Sequence[str], name: str) -> tuple[Shape, Mapping[str, int]]:
    """Whose table it is, and at which place of a row each column stands; a plain one's under our names for them."""
    places = {_plain(cell): at for at, cell in reversed(list(enumerate(header)))}
    for shape, needed in _table()["shapes"].items():
        if set(needed) <= places.keys():
            return Shape(shape), places
    found = {ours: at for ours in _table()["plain"] if (at := _first(places, _known(ours))) is not None}
    missing = [ours for ours in ("first", "best") if ours not in found]
    if missing:
        looked = " nor ".join(f"{ours!r} ({', '.join(_known(ours)[:4])}, \u2026)" for ours in missing)
        raise InputError(f"{name}: neither ACLED nor UCDP GED by its columns, and no column for {looked}")
    return Shape.PLAIN, found


def _first(places: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((places[name] for name in names if name in places), None)


def _known(ours: str) -> list[str]:
    names: list[str] = _table()["plain"][ours]
    return names


def _plain(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


@cache
def _table() -> dict[str, Any]:
    return load_toml("bridge.toml")


def _rows(rows: Reader, name: str, shape: Shape, columns: Mapping[str, int]) -> Iterator[Outside | Fault]:
    read = READERS[shape]
    width = max(columns.values()) + 1
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield Fault(f"{name}:line {line}", f"not a row of a table: {fault}")
            continue
        if not any(cell.strip() for cell in cells) or all(_HXL.match(cell) for cell in cells if cell):
            continue
        if len(cells) < width:
            yield Fault(f"{name}:line {line}", f"{len(cells)} cells, where the header has {width} or more")
            continue
        try:
            yield read(Cells({column: cells[at].strip() for column, at in columns.items()}, line))
        except InputError as fault:
            yield Fault(f"{name}:line {line}", str(fault))
