"""Where the editable tables lie, and how they are read."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from casus.errors import ResourceError


@cache
def folder() -> Path:
    """The `resources/` folder: inside the installed package, or beside `src/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "resources", package.parent.parent / "resources"):
        if place.is_dir():
            return place
    raise ResourceError(f"no resources/ folder beside {package}: the installation is incomplete")


def load_toml(name: str) -> dict[str, Any]:
    """The table `name` (a path below `resources/`). Raises ResourceError with file and line where it does not parse."""
    path = folder() / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise ResourceError(f"{path}: {fault}") from fault


def load_tsv(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table with a header line; lines that begin with # are comments."""
    path = folder() / name
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    except OSError as fault:
        raise ResourceError(f"{path}: {fault}") from fault
