"""`casus tally`: estimates summed by a definition that is printed with the sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from casus import derived
from casus.cli.definitions import definition_options
from casus.cli.options import json_option, ledger_option, on_option
from casus.cli.paper import number_of, show, show_json
from casus.cli.progress import linked
from casus.export import words
from casus.export.as_json import tally_to_json
from casus.model.account import Definition, Sums, Tally
from casus.model.codes import Division, Harm, Side
from casus.model.when import When
from casus.store.ledger import open_ledger

HARMS = [harm.value for harm in Harm]


@click.command()
@ledger_option
@click.option("--harm", type=click.Choice(HARMS), default="killed", show_default=True)
@definition_options
@click.option("--by", "perpetrator", metavar="ACTOR", help="Only acts that are laid to this actor.")
@click.option("--side", type=click.Choice([side.value for side in Side]), help="Only people of this side.")
@click.option(
    "--each",
    type=click.Choice([division.value for division in Division]),
    multiple=True,
    help="Divide the sum into rows; may be repeated.",
)
@on_option
@json_option
def command(
    *,
    where: str,
    definition: Definition,
    harm: str,
    perpetrator: str | None,
    side: str | None,
    each: tuple[str, ...],
    on: date | None,
    as_json: bool,
) -> None:
    """Sum estimates by a stated definition.

    Incidents without a figure are counted apart: unknown is not 0. Rows by period, place, actor, act or side add up to
    the sum: an incident laid to two actors stands in one row, "A or B".
    """
    definition = replace(
        definition,
        harm=Harm(harm),
        perpetrator=perpetrator,
        side=Side(side) if side else None,
        each=tuple(Division(division) for division in dict.fromkeys(each)),
    )
    with open_ledger(where) as ledger:
        if on is None:
            linked(ledger)
        if as_json:
            show_json(tally_to_json(derived.tally(ledger, definition, on)))
        elif definition.each:
            summed = derived.tally(ledger, definition, on)
            show(*([rows(summed)] if summed.rows else []), card(Sums.of(summed)))
        else:
            show(card(derived.sums(ledger, definition, on)))


def rows(summed: Tally) -> Table:
    """Set a divided tally's rows in a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for division in summed.definition.each:
        table.add_column(division.value)
    for name in (summed.definition.harm.value, "incidents", "no figure"):
        table.add_column(name, justify="right")
    for row in summed.rows:
        figure = words.figure(row.low, row.best, row.high) if row.incidents else ""
        table.add_row(*row.keys, figure, str(row.incidents or ""), str(row.unknown or ""))
    return table


def card(summed: Sums) -> Panel:
    """Set a tally on its definition card."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column()
    for name, value in _definition(summed.definition):
        grid.add_row(name, value)
    grid.add_row("in the sum", number_of(summed.counted, "incident"))
    grid.add_row("no figure", f"{number_of(summed.unknown, 'incident')} without a number, which is not 0")
    for why, number in summed.left_out:
        grid.add_row("left out", f"{number}: {why}")
    if summed.seal:
        entered = f"{number_of(summed.seal.claims, 'claim')}, {number_of(summed.seal.judgements, 'judgement')}"
        grid.add_row("ledger", f"{summed.seal.hash} ({entered})")
    figure = words.figure(summed.low, summed.best, summed.high) if summed.counted else "unknown: nothing is in the sum"
    return Panel(
        Group(Text(f"{summed.definition.harm.value} {figure}", style="bold"), grid), title="tally", expand=False
    )


def _definition(definition: Definition) -> list[tuple[str, str]]:
    kinds = [words.act(kind) for kind in definition.event_types]
    return [
        ("counts", f"people {definition.harm.value}, one figure an incident; a part of a total is not added to it"),
        ("days", days_words(definition.when)),
        ("where", where_words(definition)),
        ("acts", ", ".join(kinds) or "every act"),
        ("laid to", definition.perpetrator or "anybody, or nobody"),
        *([("side", definition.side.value)] if definition.side else []),
        ("policy", definition.policy),
    ]


def where_words(definition: Definition) -> str:
    """Say where a tally counts, from the nearest name outwards: "Mach, Balochistan, Pakistan"."""
    place = definition.place.name if definition.place else None
    where = [place, definition.admin1, words.country(definition.country) if definition.country else None]
    return ", ".join(part for part in where if part) or "anywhere"


def days_words(when: When | None) -> str:
    """Say on which days a tally counts."""
    if when is None:
        return "any"
    if when.first == date.min:
        return f"up to {words.day(when.last)}"
    if when.last == date.max:
        return f"from {words.day(when.first)}"
    return words.days(when)
