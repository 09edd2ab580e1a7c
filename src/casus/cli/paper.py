"""Where the commands print: coloured and as wide as the terminal, or plain and unwrapped in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
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


def section(title: str) -> RenderableType:
    """Head a part of a long print."""
    return Group(Text(), Rule(title, align="left") if sys.stdout.isatty() else Text(f"== {title}"))


def number_of(number: int, what: str) -> str:
    """Say how many: "1 claim", "2 claims"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def joined(parts: Iterable[Text | str | None], between: str = " · ") -> Text:
    """Join the parts that there are."""
    whole = Text()
    for part in parts:
        if part:
            whole.append(between if whole else "", style="dim")
            whole.append(part)
    return whole
