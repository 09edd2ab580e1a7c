"""`casus read`: reports into a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import click

from casus.cli.inputs import Troubles
from casus.cli.options import Days, jobs_option, json_option, ledger_option, reader_option
from casus.cli.paper import note, show, show_json
from casus.cli.progress import build_gazetteer, counted
from casus.errors import InputError
from casus.model.when import When
from casus.pipeline import Done, lacking, read_into
from casus.store.ledger import open_ledger


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@ledger_option
@click.option("--published", type=Days(), metavar="DAY", help="For reports that do not tell their day: 2025-05-08.")
@click.option("--publisher", metavar="NAME", help="For reports that do not tell who printed them.")
@reader_option
@jobs_option
@json_option
def command(
    *,
    inputs: tuple[str, ...],
    where: str,
    published: When | None,
    publisher: str | None,
    reader: str,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Read reports into a ledger.

    INPUT is a file, a folder, an address, or - for stdin: text, HTML, JSON lines, CSV. The ledger is made where there
    is none. What it knows already is passed over, so that a batch which was stopped goes on where it was.
    """
    day = _one_day(published)
    troubles = Troubles()
    if (lack := lacking(reader)) is not None:
        note(lack)
    build_gazetteer()
    with open_ledger(where, create=True) as ledger:
        reports = troubles.reports(inputs, published=day, publisher=publisher)
        done = _count(counted(read_into(ledger, reports, jobs=jobs, reader=reader), "reports"), troubles)
    if as_json:
        show_json({"ledger": where, **done})
    else:
        told = ", ".join(f"{number} {what}" for what, number in done.items() if number or what == "new")
        show(f"{where}: {told}")
    return troubles.status


def _one_day(published: When | None) -> date | None:
    if published is None:
        return None
    if published.days > 1:
        raise InputError(f"--published: one day is needed, not {published.first} to {published.last}")
    return published.first


def _count(read: Iterable[Done], troubles: Troubles) -> Counter[str]:
    """Count what became of the reports, and the claims that are new."""
    total = Counter({"new": 0, "unchanged": 0, "reread": 0, "version": 0, "failed": 0, "claims": 0})
    for one in read:
        total["failed" if one.added is None else one.added.value] += 1
        total["claims"] += one.claims
        if one.failed:
            troubles.failed(one.failed)
    return total
