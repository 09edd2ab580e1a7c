"""`casus bridge`: our tally beside somebody else's rows, and where the difference comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from casus.cli.definitions import definition_options
from casus.cli.files import writing
from casus.cli.inputs import WRONG_INPUT
from casus.cli.options import json_option, ledger_option
from casus.cli.paper import joined, note, number_of, section, show, show_json
from casus.cli.tally import where_words
from casus.errors import InputError
from casus.export import words
from casus.export.bridges import bridge_to_json, write_bridge
from casus.model.account import Definition
from casus.model.outside import Bridge, BridgeLine, Figures, Outside, Part
from casus.pipeline import bridge_to, view
from casus.read.outside import read_outside
from casus.read.values import Fault
from casus.store.ledger import open_ledger

TITLES = {Part.BOTH: "In both", Part.THEIRS: "Theirs only", Part.OURS: "Ours only"}


@click.command()
@click.argument("outside", metavar="OUTSIDE.csv")
@ledger_option
@definition_options
@click.option("-o", "--out", metavar="FILE.csv", help="Write every line as a table; - for stdout.")
@click.option("--most", type=click.IntRange(min=0), default=20, show_default=True, help="Lines printed of each part.")
@json_option
def command(
    *,
    outside: str,
    where: str,
    definition: Definition,
    out: str | None,
    most: int,
    as_json: bool,
) -> int:
    """Compare a tally of the killed with somebody else's rows.

    OUTSIDE.csv is a table of ACLED, of UCDP GED, or any with columns for day and deaths, plain or gzipped; - is stdin.
    The options restrict both sides. Each incident is matched with one row at most, by days, place, act, actors and
    toll; our total less theirs is the sum of the lines, each with its reasons.
    """
    rows, faults = _rows(outside)
    with open_ledger(where) as ledger:
        made = bridge_to(view(ledger), definition, rows)
    if out:
        with writing(out) as stream:
            write_bridge(made, stream)
    if as_json:
        show_json(bridge_to_json(made))
    elif out != "-":
        show(*printed(made, most))
    return WRONG_INPUT if faults else 0


def _rows(where: str) -> tuple[list[Outside], int]:
    """Read a table; each row that cannot be read is named on stderr, and the rest goes on."""
    rows: list[Outside] = []
    faults = 0
    for read in read_outside(where):
        if isinstance(read, Fault):
            note(f"casus: {read}")
            faults += 1
        else:
            rows.append(read)
    if not rows:
        raise InputError(f"{where}: no row in it that can be read")
    return rows, faults


def printed(made: Bridge, most: int) -> Iterator[RenderableType]:
    """Give the lines part by part, those that move the difference most first, and the reconciliation."""
    for part in Part:
        lines = sorted(made.of(part), key=lambda line: -abs(line.difference))
        if lines:
            yield section(f"{TITLES[part]}: {len(lines)}")
            yield from (_line(line) for line in lines[:most])
            if len(lines) > most:
                rest = sum(line.difference for line in lines[most:])
                yield Text(f"{_signed(rest)}  {len(lines) - most} more (-o FILE.csv holds them all)", style="dim")
    yield section("The difference")
    yield _reconciled(made)


def _line(line: BridgeLine) -> RenderableType:
    ids = " = ".join(part for part in (line.incident_id, line.row.id if line.row else None) if part)
    figures = f"ours {_figure(line.ours)}, theirs {_figure(line.theirs)}"
    first = {Part.BOTH: figures, Part.THEIRS: f"theirs {_figure(line.theirs)}", Part.OURS: f"ours {_figure(line.ours)}"}
    head = joined([Text(_signed(line.difference), style="bold"), line.title, first[line.part], Text(ids, style="dim")])
    parts: list[RenderableType] = [head]
    if line.matched:
        parts.append(Text(f"      matched: {'; '.join(line.matched)}", style="dim"))
    return Group(*parts, *(Text(f"      {why}") for why in line.why))


def _figure(figures: Figures) -> str:
    if figures.low is None and figures.high is None and figures.best is not None:
        return f"{figures.best:,}"
    return words.figure(figures.low, figures.best, figures.high)


def _signed(number: int) -> str:
    return f"{number:+5,}" if number else "    0"


def _reconciled(made: Bridge) -> Panel:
    """Set both totals, what each part adds to their difference, and what is counted."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(justify="right")
    grid.add_column(style="dim")
    grid.add_row("theirs", f"{made.theirs:,}", number_of(len(made.of(Part.BOTH)) + len(made.of(Part.THEIRS)), "row"))
    for part in Part:
        lines = made.of(part)
        grid.add_row(
            TITLES[part].lower(), _signed(sum(line.difference for line in lines)), number_of(len(lines), "line")
        )
    grid.add_row("ours", f"{made.ours:,}", number_of(len(made.of(Part.BOTH)) + len(made.of(Part.OURS)), "incident"))
    unknown = sum(line.part is not Part.THEIRS and line.ours.best is None for line in made.lines)
    grid.add_row("no figure", "", f"{number_of(unknown, 'incident')} of ours without one, which is not 0")
    grid.add_row("where", "", where_words(made.definition))
    grid.add_row("policy", "", made.definition.policy)
    if made.seal:
        grid.add_row("ledger", "", made.seal.hash)
    return Panel(grid, title="killed: theirs to ours", expand=False)
