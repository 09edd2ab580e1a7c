"""`casus report`: a ledger as one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from casus.cli.files import writing
from casus.cli.options import ledger_option
from casus.cli.paper import show
from casus.export.page import write_page
from casus.pipeline import page, view
from casus.store.ledger import open_ledger
from casus.weigh.policies import DEFAULT_POLICY, POLICIES


@click.command()
@click.argument("ledger", metavar="[LEDGER]", required=False)
@click.option("-o", "--out", required=True, metavar="FILE.html", help="The page; - for stdout.")
@ledger_option
@click.option("--title", metavar="TEXT", help="Its heading. [default: the ledger's name]")
@click.option("--policy", type=click.Choice(list(POLICIES)), default=DEFAULT_POLICY, show_default=True)
@click.option("--names", is_flag=True, help="Include victims' names; they are withheld otherwise.")
def command(*, ledger: str | None, out: str, where: str, title: str | None, policy: str, names: bool) -> None:
    """Write a ledger as one self-contained HTML page.

    Map, timeline, contested accounts, estimates, tallies; the page asks nothing of any server.
    """
    chosen = ledger or where
    with open_ledger(chosen) as opened:
        seen = view(opened)
    heading = title or f"Ledger {Path(chosen).stem}"
    made = page(seen, title=heading, policy=policy, names=names, made=datetime.now(UTC))
    with writing(out) as stream:
        write_page(made, stream)
    if out != "-":
        show(f"{len(seen.weighed)} incidents on {out}")
