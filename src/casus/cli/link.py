"""`casus link`: claims to incidents, what is new or everything again."""

from __future__ import annotations

import click

from casus.cli.options import json_option, ledger_option
from casus.cli.paper import number_of, show, show_json
from casus.cli.progress import linked
from casus.store.ledger import open_ledger


@click.command()
@ledger_option
@click.option("--again", is_flag=True, help="Everything, as if nothing had been linked before.")
@json_option
def command(where: str, again: bool, as_json: bool) -> None:
    """Link what is new, or everything again.

    Other commands link what is new by themselves. Nothing that you entered or judged is lost by linking again.
    """
    with open_ledger(where) as ledger:
        done = linked(ledger, again=again)
    if as_json:
        told = {"new": done.new, "claims": done.claims, "incidents": done.incidents} if done else {}
        show_json({"ledger": where, "new": 0, **told})
    elif done is None:
        show(f"{where}: nothing is new")
    else:
        show(f"{where}: {number_of(done.new, 'claim')} linked, {number_of(done.incidents, 'incident')} made anew")
