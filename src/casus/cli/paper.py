"""Where the commands print: coloured and as wide as the terminal, or plain and unwrapped in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click
from rich.console import Console, RenderableType
from rich.text import Text

UNWRAPPED = 400
"""Columns of a page that nobody looks at through a terminal: a table's rows then stay on one line each."""


def show(*parts: RenderableType) -> None:
    """Print parts on stdout, one below the other."""
    if sys.stdout.isatty():
        Console(highlight=False).print(*parts, sep="\n")
        return
    paper = Console(width=UNWRAPPED, highlight=False, color_system=None, legacy_windows=False)
    with paper.capture() as captured:
        paper.print(*parts, sep="\n")
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def show_json(value: object) -> None:
    """Print one JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def note(line: str) -> None:
    """Say something about the work on stderr, where it is in nobody's way."""
    click.echo(line, err=True)


def joined(parts: Iterable[Text | str | None], between: str = " · ") -> Text:
    """Join the parts that there are."""
    return Text(between, style="dim").join(Text(part) if isinstance(part, str) else part for part in parts if part)
