"""`casus tally`: estimates summed by a definition that is printed with the sum."""

from __future__ import annotations

from datetime import date

import click
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from casus import derived
from casus.cli import options
from casus.cli.options import Days, json_option, ledger_option, on_option
from casus.cli.paper import number_of, show, show_json
from casus.cli.progress import linked
from casus.errors import InputError
from casus.export import words
from casus.export.as_json import tally_to_json
from casus.model.account import Definition, Sums
from casus.model.codes import EventType, Harm
from casus.model.when import When
from casus.store.ledger import open_ledger
from casus.weigh.policies import DEFAULT_POLICY, POLICIES

EVENT_TYPES = [kind.value for kind in EventType]


@click.command()
@ledger_option
@click.option("--harm", type=click.Choice([harm.value for harm in Harm]), default="killed", show_default=True)
@click.option("--policy", type=click.Choice(list(POLICIES)), default=DEFAULT_POLICY, show_default=True)
@click.option("--country", callback=options.country, metavar="CC", help="Two letters: PK.")
@click.option("--admin1", metavar="NAME", help="Province or state: Balochistan.")
@click.option("--from", "first", type=Days(), help="First day, month or year: 2025-05.")
@click.option("--to", "last", type=Days(), help="Last day, month or year, included.")
@click.option(
    "--type", "types", type=click.Choice(EVENT_TYPES), multiple=True, metavar="CODE", help="Act; may be repeated."
)
@click.option("--by", "perpetrator", metavar="ACTOR", help="Only acts that are laid to this actor.")
@on_option
@json_option
def command(
    *,
    where: str,
    harm: str,
    policy: str,
    country: str | None,
    admin1: str | None,
    first: When | None,
    last: When | None,
    types: tuple[str, ...],
    perpetrator: str | None,
    on: date | None,
    as_json: bool,
) -> None:
    """Sum estimates by a stated definition.

    Incidents without a figure are counted apart: unknown is not 0.
    """
    definition = Definition(
        harm=Harm(harm),
        policy=policy,
        when=stretch(first, last),
        country=country,
        admin1=admin1,
        event_types=tuple(EventType(kind) for kind in types),
        perpetrator=perpetrator,
    )
    with open_ledger(where) as ledger:
        if on is None:
            linked(ledger)
        if as_json:
            show_json(tally_to_json(derived.tally(ledger, definition, on)))
        else:
            show(card(derived.sums(ledger, definition, on)))


def stretch(first: When | None, last: When | None) -> When | None:
    """Join two ends to a stretch of days; None where neither is given."""
    if first is None and last is None:
        return None
    begin = first.first if first else date.min
    end = last.last if last else date.max
    if end < begin:
        raise InputError(f"--from {begin} lies after --to {end}")
    return When(begin, end)


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
    figure = words.figure(summed.low, summed.best, summed.high)
    return Panel(
        Group(Text(f"{summed.definition.harm.value} {figure}", style="bold"), grid), title="tally", expand=False
    )


def _definition(definition: Definition) -> list[tuple[str, str]]:
    where = [definition.admin1, words.country(definition.country) if definition.country else None]
    kinds = [words.act(kind) for kind in definition.event_types]
    return [
        ("counts", f"people {definition.harm.value}, one figure an incident; a part of a total is not added to it"),
        ("days", _days(definition.when)),
        ("where", ", ".join(part for part in where if part) or "anywhere"),
        ("acts", ", ".join(kinds) or "every act"),
        ("laid to", definition.perpetrator or "anybody, or nobody"),
        ("policy", definition.policy),
    ]


def _days(when: When | None) -> str:
    if when is None:
        return "any"
    if when.first == date.min:
        return f"up to {words.day(when.last)}"
    if when.last == date.max:
        return f"from {words.day(when.first)}"
    return words.days(when)
