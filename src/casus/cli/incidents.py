"""`casus incidents`: a table of what happened, by day."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click
from rich.table import Table
from rich.text import Text

from casus.cli.accounts import GRADE_STYLES, kind_of
from casus.cli.finding import Names
from casus.cli.options import json_option, ledger_option, on_option
from casus.cli.paper import show
from casus.export import words
from casus.export.formats import FORMATS
from casus.model.account import Weighed
from casus.model.codes import Harm, Precision
from casus.model.place import Place
from casus.pipeline import view
from casus.store.ledger import open_ledger
from casus.weigh.policies import DEFAULT_POLICY, POLICIES


@click.command()
@ledger_option
@on_option
@click.option("--policy", type=click.Choice(list(POLICIES)), default=DEFAULT_POLICY, show_default=True)
@json_option
def command(where: str, on: date | None, policy: str, as_json: bool) -> None:
    """List the incidents of a ledger.

    With --json, one incident a line, as `casus export incidents` writes them.
    """
    with open_ledger(where) as ledger:
        seen = view(ledger, on)
    if as_json:
        FORMATS["incidents"].write(seen.weighed, seen.reports, sys.stdout)
    elif seen.weighed:
        names = Names.of(one.incident.id for one in seen.weighed)
        show(table(seen.weighed, policy, names))
    else:
        show(f"no incidents: {len(seen.reports)} reports, {len(seen.claims)} claims in {where}")


def table(weighed: Sequence[Weighed], policy: str, names: Names) -> Table:
    """Give a row for each incident, by day; those of no known day come last."""
    paper = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name, narrowest in (("id", 6), ("day", 10), ("place", 12), ("act", 11)):
        paper.add_column(name, min_width=narrowest, overflow="fold")
    paper.add_column("killed", justify="right")
    paper.add_column("grade")
    paper.add_column("claims", justify="right")
    paper.add_column("reports", justify="right")
    for one in by_day(weighed):
        paper.add_row(*_row(one, names, policy))
    return paper


def by_day(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Sort incidents by their first day; those of no known day come last."""
    return sorted(weighed, key=lambda one: one.incident.when.first if one.incident.when else date.max)


def _place(place: Place | None) -> str:
    """The nearest name and the country's two letters: the table has to fit."""
    if place is None:
        return "not told"
    whole = place.precision is Precision.COUNTRY
    return words.short_place(place) + (f", {place.country}" if place.country and not whole else "")


def _row(weighed: Weighed, names: Names, policy: str) -> tuple[str | Text, ...]:
    incident = weighed.incident
    killed = weighed.estimate(Harm.KILLED, policy)
    return (
        Text(names.short(incident.id), style="cyan"),
        " to ".join(dict.fromkeys(incident.when.iso())) if incident.when else "not told",
        _place(incident.place),
        kind_of(incident),
        Text(words.figure(killed.low, killed.best, killed.high), style="bold") if killed else "",
        Text(weighed.grade.value, style=GRADE_STYLES[weighed.grade]),
        str(len(incident.claims)),
        str(len(incident.report_ids)),
    )
