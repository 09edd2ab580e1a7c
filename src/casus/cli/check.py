"""`casus check`: whether the figures agree with one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click
from rich.text import Text

from casus.cli.options import json_option, ledger_option, on_option
from casus.cli.paper import show, show_json
from casus.export.as_json import finding_to_json
from casus.model.account import Finding
from casus.pipeline import findings as inconsistencies
from casus.pipeline import view
from casus.store.ledger import open_ledger

MARKS = {
    True: Text("agrees   ", style="green"),
    False: Text("disagrees", style="bold red"),
    None: Text("note     ", style="dim"),
}


@click.command()
@ledger_option
@on_option
@json_option
def command(where: str, on: date | None, as_json: bool) -> None:
    """Check whether the figures agree with one another.

    Sums against their parts and against what is recorded in their days and place, subsets against their totals, voices
    against one another, later words against earlier ones, places against their provinces.
    """
    with open_ledger(where) as ledger:
        found = inconsistencies(view(ledger, on))
    if as_json:
        show_json([finding_to_json(finding) for finding in found])
    else:
        show(*findings(found))


def findings(found: Sequence[Finding]) -> list[Text]:
    """Give a line for each finding, and one where there is none."""
    if not found:
        return [Text("nothing to compare: no figure here is a sum or a part of another")]
    once = {(finding.agrees, finding.text): finding for finding in found}  # two papers with one sum: one line
    return [MARKS[finding.agrees] + Text(f"  {finding.text}") for finding in once.values()]
