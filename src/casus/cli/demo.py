"""`casus demo`: the bundled sample, from reports to incidents, estimates, a tally and a page."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.text import Text

from casus.cli.accounts import account, heading
from casus.cli.check import findings
from casus.cli.files import writing
from casus.cli.finding import Names
from casus.cli.incidents import by_day, table
from casus.cli.inputs import Troubles
from casus.cli.paper import number_of, section, show
from casus.cli.progress import build_gazetteer, counted
from casus.cli.tally import card
from casus.errors import InputError
from casus.export.page import write_page
from casus.model.account import Definition, Sums, Weighed
from casus.model.codes import Harm, Stance
from casus.model.when import When
from casus.pipeline import View, page, read_into, view
from casus.pipeline import findings as inconsistencies
from casus.reference.resources import folder
from casus.store.ledger import open_ledger
from casus.weigh.policies import DEFAULT_POLICY
from casus.weigh.tally import tally

LEDGER, PAGE = "ledger.db", "page.html"
DEFINITION = Definition(
    harm=Harm.KILLED,
    policy=DEFAULT_POLICY,
    when=When(date(2025, 5, 1), date(2025, 5, 31)),
    country="PK",
    admin1="Balochistan",
)


@click.command()
@click.option("--folder", "into", metavar="FOLDER", default="demo", show_default=True, help="Where ledger and page go.")
def command(into: str) -> int:
    """Read the bundled sample and print what it tells.

    The ledger is made afresh each time.
    """
    place = Path(into)
    _make_room(place)
    troubles = Troubles()
    build_gazetteer()
    sample = str(folder() / "demo" / "reports.jsonl")
    with open_ledger(str(place / LEDGER), create=True) as ledger:
        done = list(counted(read_into(ledger, troubles.reports([sample])), "reports"))
        seen = view(ledger)
    for one in done:
        if one.failed:
            troubles.failed(one.failed)
    counts = [(seen.reports, "report"), (seen.claims, "claim"), (seen.incidents, "incident")]
    show(Text(", ".join(number_of(len(things), what) for things, what in counts), style="bold"))
    tell(seen)
    with writing(str(place / PAGE)) as out:
        write_page(page(seen, title="The sample", policy=DEFAULT_POLICY, made=datetime.now(UTC)), out)
    _what_next(place, seen)
    return troubles.status


def _make_room(place: Path) -> None:
    """Make the folder, and take away the ledger of an earlier demo with what SQLite keeps beside it."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob(f"{LEDGER}*"):
            old.unlink()
    except OSError as fault:
        raise InputError(f"{place}: the demo cannot be written there ({fault.strerror})") from fault


def tell(seen: View) -> None:
    """Print acts of violence and whatever is disputed with its account, other moves in a table, a tally, findings."""
    names = Names.of(one.incident.id for one in seen.weighed)
    told = [one for one in seen.weighed if one.incident.event_type.violent or _disputed(one)]
    moves = [one for one in seen.weighed if one not in told]
    show(section("Who says what happened"))
    for one in by_day(told):
        show(Text(), heading(one, names.short(one.incident.id)), account(one, DEFAULT_POLICY))
    if moves:
        show(section("Other moves of states and groups"), table(moves, DEFAULT_POLICY, names))
    show(section("A sum, and what it counts"), card(Sums.of(tally(DEFINITION, seen.weighed, seen.seal))))
    show(section("Do the figures agree?"), *findings(inconsistencies(seen)))


def _disputed(weighed: Weighed) -> bool:
    return any(claim.stance is not Stance.ASSERTS for claim in weighed.incident.claims)


def _what_next(place: Path, seen: View) -> None:
    called = os.environ.get("CASUS_CALLED", "casus")
    ledger = shlex.quote(_near(place / LEDGER))
    lines = [
        f"{called} show {_most_contested(seen.weighed)} --ledger {ledger}",
        f"{called} tally --country PK --from 2025-05 --to 2025-05 --each actor --ledger {ledger}",
        f"{called} export geojson {shlex.quote(_near(place / 'incidents.geojson'))} --ledger {ledger}",
    ]
    show(section("Where it lies, and what to try next"))
    show(f"ledger  {_near(place / LEDGER)}", f"page    {_near(place / PAGE)}  (open it in a browser)", Text())
    show(*(f"  {line}" for line in lines))


def _most_contested(weighed: Iterable[Weighed]) -> str:
    """Name the incident that most voices tell of."""
    most = max(weighed, key=lambda one: (len(one.incident.claims), one.incident.event_type.violent), default=None)
    return most.incident.id if most else "ID"


def _near(path: Path) -> str:
    """Give a path as it is shortest from here."""
    whole = path.resolve()
    here = Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)
