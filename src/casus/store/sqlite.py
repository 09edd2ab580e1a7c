"""What is peculiar to a ledger in one SQLite file: its header, its pragmas, its locks and its errors."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from casus.errors import LedgerError
from casus.store.versions import upgrade

# https://www.sqlite.org/fileformat.html: the first 16 bytes, and the application id at offset 68, big-endian.
MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = b"CASU"
WAIT_MS = 30_000

WRITING = {"casus_writes": True}
"""Execution options of a connection that will write: it takes SQLite's write lock at once, so it never has to retry."""


def check_file(path: Path) -> None:
    """Raise LedgerError, one line, where `path` is no ledger in a SQLite file."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise LedgerError(f"{path}: a folder, not a ledger")
        if not stat.S_ISREG(status.st_mode):
            raise LedgerError(f"{path}: not a file, so not a ledger")
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as fault:
        raise LedgerError(f"{path}: cannot be opened ({fault.strerror})") from fault
    if not header:
        raise LedgerError(f"{path}: an empty file, not a ledger (remove it, and a new ledger can be made there)")
    if not header.startswith(MAGIC):
        raise LedgerError(f"{path}: not a ledger (nor any SQLite database)")
    if header[68:72] != APPLICATION_ID:
        raise LedgerError(f"{path}: a SQLite database, but not a ledger of Casus")


def make_file(path: Path) -> None:
    """Make an empty ledger at `path`, whole or not at all: it is built beside it and moved into place.

    Another process that makes the same ledger meanwhile wins; both then use its file.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        os.close(handle)
    except OSError as fault:
        raise LedgerError(f"{path}: cannot be made ({fault.strerror})") from fault
    fresh = Path(name)
    try:
        _fill(fresh)
        # mkstemp keeps others out; a ledger gets the rights that any new file of this user gets.
        fresh.chmod(0o666 & ~_umask())
        with suppress(FileExistsError):
            _move(fresh, path)
    except OSError as fault:
        raise LedgerError(f"{path}: cannot be made ({fault.strerror})") from fault
    finally:
        fresh.unlink(missing_ok=True)


def _fill(fresh: Path) -> None:
    engine = open_engine(fresh)
    try:
        with one_line(fresh), engine.connect().execution_options(**WRITING) as connection, connection.begin():
            upgrade(connection)
    finally:
        engine.dispose()


def _move(fresh: Path, path: Path) -> None:
    """Hard-link, which never overwrites; where the file system has no hard links, rename if nobody came first."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:
        if not path.exists():
            fresh.replace(path)


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def open_engine(path: Path) -> Engine:
    """An engine on the file: WAL, foreign keys on, patient with other writers; transactions begin where we say."""
    address = f"file:{quote(str(path.absolute()))}{_read_only(path)}"

    def connect() -> sqlite3.Connection:
        # A pool hands a connection to one thread at a time; SQLite itself is built for that.
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _read_only(path: Path) -> str:
    """In a folder that we may not write to, SQLite cannot lay its lock file down: read the file as it is."""
    if os.access(path, os.W_OK) or os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
        return ""
    return "?immutable=1"


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver would otherwise begin and commit by its own rules
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    # With WAL, NORMAL loses at most the last commits in a power cut and nothing when the process is killed.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("casus_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def one_line(where: str | Path) -> Iterator[None]:
    """Turn what the database driver raises into a LedgerError of one line."""
    try:
        yield
    except DBAPIError as fault:
        raise LedgerError(f"{where}: {_said(str(fault.orig))}") from fault
    except sqlite3.Error as fault:  # from our own preparing of a connection, which SQLAlchemy does not wrap
        raise LedgerError(f"{where}: {_said(str(fault))}") from fault
    except UnicodeEncodeError as fault:
        raise LedgerError(f"{where}: a text with half a character in it (a lone surrogate) was not written") from fault
    except UnicodeDecodeError as fault:
        raise LedgerError(f"{where}: damaged (a text in it is not UTF-8)") from fault


@contextmanager
def sound_rows(where: str | Path) -> Iterator[None]:
    """Turn what a row that no program wrote makes its reader raise into a LedgerError of one line."""
    try:
        yield
    except UnicodeEncodeError:
        raise  # a question with half a character in it, no fault of the rows
    except (KeyError, TypeError, ValueError) as fault:
        raise LedgerError(f"{where}: damaged (a row in it cannot be read: {type(fault).__name__})") from fault


def _said(message: str) -> str:
    low = message.lower()
    if "disk is full" in low:
        return "the disk is full; what was being added was not written, and nothing written before is lost"
    if "locked" in low or "busy" in low:
        return f"another process is writing to it (waited {WAIT_MS // 1000} seconds)"
    if "readonly" in low or "read-only" in low:
        return "cannot be written to (read-only)"
    if "could not decode" in low:
        return "damaged (a text in it is not UTF-8)"
    if "malformed" in low or "not a database" in low:
        return f"damaged ({message.splitlines()[0]})"
    return message.splitlines()[0] if message else "the database failed"
