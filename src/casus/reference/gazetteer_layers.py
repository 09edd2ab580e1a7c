"""Layers that a user adds to the gazetteer: one SQLite file each, beside the built one."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from casus.errors import InputError, NotFoundError, ResourceError
from casus.reference.gazetteer_build import SCHEMA, Progress, Row, write_names, write_rows
from casus.reference.gazetteer_formats import TABLE, WHOSONFIRST, Bad, Format, LeftOut, format_of, head_of, rows
from casus.reference.gazetteer_formats import wof_units as units_of
from casus.reference.gazetteer_stream import Share, lines, opened

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_PREFIX, _ENDING = "layer-", ".db"
_REASONS = 5
_TOLD_EVERY = 20_000
_DAY = 24 * 3600.0
_INFO = """CREATE TABLE info (rows INTEGER NOT NULL, left_out INTEGER NOT NULL, skipped INTEGER NOT NULL,
    kind TEXT NOT NULL, source TEXT NOT NULL, reasons TEXT NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Skip:
    """A line that was skipped: its number from 1 (blank lines and the header not counted), and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as it was read: entries kept, lines left out (hotels, streams), bad lines with the first reasons."""

    name: str
    path: Path
    rows: int
    left_out: int
    skipped: int
    kind: str
    source: str
    reasons: tuple[Skip, ...]

    @property
    def bulk(self) -> bool:
        """Whether it is a dump of everything rather than a list that somebody chose."""
        return self.kind != TABLE


@dataclass(slots=True)
class _Tally:
    """What has been read so far of a file."""

    rows: int = 0
    left_out: int = 0
    skipped: int = 0
    reasons: list[Skip] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.rows + self.left_out + self.skipped

    def bad(self, why: str) -> None:
        self.skipped += 1
        if len(self.reasons) < _REASONS and all(one.why != why for one in self.reasons):
            self.reasons.append(Skip(self.seen, why))


def add_layer(folder: Path, source: Path, name: str | None = None, progress: Progress | None = None) -> Layer:
    """Read `source` into the layer `name` (default: from the file's name) of `folder`; whole or not at all.

    A layer of that name is replaced. Bad lines are skipped and counted. Raises InputError where the file cannot be
    read, is no gazetteer, or has no line that can be used; ResourceError where the layer cannot be written.
    """
    called = layer_name(source.name.split(".")[0]) if name is None else _checked(name)
    target = folder / f"{_PREFIX}{called}{_ENDING}"
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_drafts(folder)
        layer = _write(
            draft, Layer(called, target, 0, 0, 0, "", _printable(source.name), ()), source, progress or _silent
        )
        draft.replace(target)
    except (OSError, sqlite3.Error) as fault:
        raise ResourceError(f"the layer cannot be written at {target}: {fault}") from fault
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return layer


def layer_name(words: str) -> str:
    """A file's name as the name of a layer: small letters, digits, hyphens. "My Sites" → "my-sites"."""
    return re.sub(r"[^a-z0-9_]+", "-", words.lower()).strip("-_")[:40] or "layer"


def _printable(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable())


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InputError(f"{name[:60]!r} is no name for a layer: small letters, digits, - and _, at most 40")
    return name


def _silent(_what: str, _share: float) -> None:
    return


def _forget_drafts(folder: Path) -> None:
    """Delete what a killed process left half written a day ago or more."""
    for draft in folder.glob(f"{_PREFIX}*.part"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DAY:
                draft.unlink()


def _write(draft: Path, layer: Layer, source: Path, progress: Progress) -> Layer:
    draft.unlink(missing_ok=True)
    form, units = _look_first(source, progress)
    tally = _Tally()
    with closing(sqlite3.connect(draft)) as db:
        # The keys are sorted on the disk: a dump of the whole world would not fit in memory.
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;" + SCHEMA)
        with opened(source) as (stream, share):
            read = _usable(
                rows(form, layer.name, lines(stream), units), tally, lambda: progress("places", _part(share))
            )
            write_rows(db, read)
        if not tally.rows:
            raise InputError(f"{source}: no line can be used{_why(tally)}")
        progress("names", 0.9)
        write_names(db)
        done = _done(layer, form, tally)
        _write_info(db, done)
        db.commit()
    progress("done", 1.0)
    return done


def _part(share: Share) -> float:
    return 0.9 * share()


def _why(tally: _Tally) -> str:
    first = f": {tally.skipped:,} bad, the first: {tally.reasons[0].why}" if tally.reasons else ""
    return f"{first or ' (it is empty)'}" if not tally.left_out else f"{first} ({tally.left_out:,} of kinds left out)"


def _look_first(source: Path, progress: Progress) -> tuple[Format, dict[str, str]]:
    """What the file is; and, of a Who's On First table, its units, which may stand behind what lies in them."""
    with opened(source) as (stream, _share):
        form = format_of(source, head_of(lines(stream)))
    if form.kind != WHOSONFIRST:
        return form, {}
    progress("units", 0.0)
    with opened(source) as (stream, _share):
        return form, dict(units_of(form, lines(stream)))


def _usable(read: Iterator[Row | Bad | LeftOut], tally: _Tally, tell: Callable[[], None]) -> Iterator[Row]:
    for one in read:
        if isinstance(one, Bad):
            tally.bad(one.why)
        elif isinstance(one, LeftOut):
            tally.left_out += 1
        else:
            tally.rows += 1
            yield one
        if tally.seen % _TOLD_EVERY == 1:
            tell()


def _done(layer: Layer, form: Format, tally: _Tally) -> Layer:
    counts = replace(layer, rows=tally.rows, left_out=tally.left_out, skipped=tally.skipped)
    return replace(counts, kind=form.kind, reasons=tuple(tally.reasons))


def _write_info(db: sqlite3.Connection, layer: Layer) -> None:
    db.execute(_INFO)
    reasons = json.dumps([[one.line, one.why] for one in layer.reasons])
    values = (layer.rows, layer.left_out, layer.skipped, layer.kind, layer.source, reasons)
    db.execute("INSERT INTO info VALUES (?,?,?,?,?,?)", values)


def layer_files(folder: Path) -> tuple[Path, ...]:
    """The files of the layers of `folder`, by name."""
    return tuple(sorted(folder.glob(f"{_PREFIX}*{_ENDING}")))


def layer_of(path: Path) -> Layer:
    """What a layer's file says of itself. Raises ResourceError where it is none."""
    name = path.name.removeprefix(_PREFIX).removesuffix(_ENDING)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            row = db.execute("SELECT rows, left_out, skipped, kind, source, reasons FROM info").fetchone()
        count, left_out, skipped, kind, source, reasons = row
        first = tuple(Skip(*one) for one in json.loads(reasons))
        return Layer(name, path, count, left_out, skipped, kind, source, first)
    except (sqlite3.Error, TypeError, ValueError) as fault:
        raise ResourceError(
            f"{path} is no gazetteer layer: {fault}; take it away with: casus gazetteer remove {name}"
        ) from fault


def remove_layer(folder: Path, name: str) -> None:
    """Delete the layer `name`. Raises NotFoundError where there is none, ResourceError where it cannot be deleted."""
    path = folder / f"{_PREFIX}{name}{_ENDING}"
    if path not in layer_files(folder):
        raise NotFoundError(f"no layer {name[:60]!r} in {folder}")
    try:
        path.unlink()
    except OSError as fault:
        raise ResourceError(f"{path}: cannot be deleted: {fault.strerror or fault}") from fault
