"""The rows of `resources/actors`: who each actor is, its names strong and weak, its kind, its years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casus.errors import ResourceError
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.reference.resources import folder

# Tables of one actor a row, in the order in which they win where two give one name. The rest of the folder is no such.
TABLES = ("groups", "groups_today", "forces", "international", "ngos", "drawn_ucdp", "drawn_un", "drawn_phoenix")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the register.

    `names` stand alone; `weak` names (short acronyms, common words) need the country, the full name, the parent or a
    word of `support` in the same text. `bodies` are the bodies of its state that it is ("army"). `first` and `last` are
    the years it was active, None where unknown or going on. `checked` entries were read over by hand; the names of the
    others must be written with their capitals. `any_case`: longer names match in any case.
    """

    actor: Actor
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kind: str = "group"
    first: int | None = None
    last: int | None = None
    checked: bool = False
    any_case: bool = field(default=True)


def entries() -> Iterator[Entry]:
    """Every entry of the tables. Raises ResourceError with file and line for a row that is no entry."""
    for table in TABLES:
        path = folder() / "actors" / f"{table}.tsv"
        yield from _read(path, any_case=table == "groups")


def _read(path: Path, *, any_case: bool) -> Iterator[Entry]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as fault:
        raise ResourceError(f"{path}: {fault}") from fault
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        try:
            yield _entry(dict(zip(header, cells, strict=True)), any_case=any_case)
        except (ValueError, KeyError) as fault:
            raise ResourceError(f"{path}, line {number}: {fault}") from fault


def _entry(row: dict[str, str], *, any_case: bool) -> Entry:
    return Entry(
        Actor(row["name"], row["id"], row["country"] or None, _SIDES[row["side"]], row["parent"] or None),
        (row["name"], *_parts(row["aliases"])) if row["name"] not in _parts(row["weak"]) else _parts(row["aliases"]),
        _parts(row["weak"]),
        _parts(row["support"]),
        tuple(row["body"].split(",")) if row["body"] else (),
        row["kind"],
        int(row["from"]) if row["from"] else None,
        int(row["to"]) if row["to"] else None,
        row["checked"] == "yes",
        any_case,
    )


_SIDES = {side.value: side for side in Side}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
