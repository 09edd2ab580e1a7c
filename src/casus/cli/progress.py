"""How far the work is, on stderr: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from casus.errors import LedgerError
from casus.pipeline import prepare

if TYPE_CHECKING:  # `casus parse` does without the ledger's libraries
    from casus.derived import Relinked
    from casus.store.ledger import Ledger

T = TypeVar("T")


def build_gazetteer() -> None:
    """Build the gazetteer where it never was, and say so: it takes some seconds, once."""
    told = _Building()
    prepare(told)
    told.end()


def linked(ledger: Ledger, *, again: bool = False) -> Relinked | None:
    """Link what is new in a ledger, and say how far that is where it takes long.

    A ledger that cannot be written to is left as it is: what is asked of it is then worked out from its claims.
    """
    from casus.derived import bring_up_to_date  # noqa: PLC0415  (see above)

    told = _Telling()
    try:
        return bring_up_to_date(ledger, told, again=again)
    except LedgerError:
        if again:
            raise
        return None
    finally:
        told.end()


class _Telling:
    """What is done and how far it is, on a terminal; nothing in a pipe."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, what: str, share: float) -> None:
        if sys.stderr.isatty():
            self._said = True
            click.echo(f"\r  {share:4.0%} {what:40s}", err=True, nl=False)

    def end(self) -> None:
        """Leave a clean line behind."""
        if self._said:
            click.echo("\r" + " " * 50 + "\r", err=True, nl=False)


class _Building:
    """The progress of the gazetteer: the first word announces it, a terminal sees how far it is."""

    def __init__(self) -> None:
        self._began = False

    def __call__(self, what: str, share: float) -> None:
        if not self._began:
            self._began = True
            click.echo("building the gazetteer, once ...", err=True)
        if sys.stderr.isatty():
            click.echo(f"\r  {share:4.0%} {what:40s}", err=True, nl=False)

    def end(self) -> None:
        """Leave a clean line behind."""
        if self._began and sys.stderr.isatty():
            click.echo("\r" + " " * 50 + "\r", err=True, nl=False)


def counted(things: Iterable[T], what: str) -> Iterator[T]:
    """Pass things on, with a running count of them on a terminal's stderr."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console  # noqa: PLC0415  (a pipe does without)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what)
        for thing in things:
            yield thing
            progress.advance(task)
