"""`casus export`: the ledger's incidents in a format that others read, and what that format could not say."""

from __future__ import annotations

from datetime import date

import click

from casus.cli.files import writing
from casus.cli.options import ledger_option, on_option
from casus.cli.paper import note
from casus.export.formats import FORMATS
from casus.pipeline import view
from casus.store.ledger import open_ledger

ABOUT = "\n".join(f"{name}: {exporter.about}." for name, exporter in FORMATS.items())


@click.command(epilog="\b\n" + ABOUT)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("out", metavar="OUT")
@ledger_option
@on_option
@click.option("--names", is_flag=True, help="Include victims' names; they are withheld otherwise.")
def command(form: str, out: str, where: str, on: date | None, names: bool) -> None:
    """Write incidents as csv, jsonl or geojson.

    OUT is a file, or - for stdout. What the format could not say is said on stderr.
    """
    with open_ledger(where) as ledger:
        seen = view(ledger, on)
    with writing(out) as stream:
        loss = FORMATS[form].write(seen.weighed, seen.reports, stream, names=names)
    for line in loss.lines():
        note(line)
