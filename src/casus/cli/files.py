"""Write a file whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from casus.errors import InputError


@contextmanager
def writing(where: str) -> Iterator[TextIO]:
    """Open `where` ("-": stdout) for UTF-8 text. A file takes its name only when it is complete.

    Raises InputError, one line, where it cannot be written: no folder, no permission, a full disk.
    """
    if where == "-":
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        return
    target = Path(where)
    if target.exists() and not target.is_file():  # /dev/full, a named pipe: nothing that could be renamed
        with _said_of(target), target.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    with _said_of(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123  (a handle, not a path)
                yield out
            Path(name).chmod(_mode(target))
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


@contextmanager
def _said_of(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise InputError(f"{target}: cannot be written ({fault.strerror or fault})") from fault


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
