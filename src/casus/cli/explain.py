"""`casus explain`: how the figures of an incident came about, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus import derived
from casus.cli.accounts import heading
from casus.cli.finding import find
from casus.cli.options import json_option, ledger_option
from casus.cli.paper import joined, number_of, show, show_json
from casus.cli.progress import linked
from casus.cli.tally import HARMS
from casus.errors import InputError
from casus.export import words
from casus.export.as_json import explained_to_json
from casus.model.account import Estimate, Origin, Used, Weighed
from casus.model.claim import Claim
from casus.model.report import Report
from casus.store.ledger import Ledger, open_ledger
from casus.weigh.policies import DEFAULT_POLICY, POLICIES
from casus.weigh.setting import policy_words


@click.command()
@click.argument("beginning", metavar="ID")
@ledger_option
@click.option(
    "--policy",
    "policies",
    type=click.Choice(list(POLICIES)),
    multiple=True,
    help=f"Derive under this policy; may be repeated. [default: {DEFAULT_POLICY}]",
)
@click.option("--harm", "harms", type=click.Choice(HARMS), multiple=True, help="Only this harm.")
@json_option
def command(beginning: str, where: str, policies: tuple[str, ...], harms: tuple[str, ...], as_json: bool) -> None:
    """Print how the figures of an incident came about.

    ID is the id of an incident, or of a claim on it. Origins first, with what makes several pages one voice; then for
    each harm the policy's rule, its steps, the claims that it rests on and those that it set aside, with the reason;
    last what the other policies give. --json holds the derivation under every policy.
    """
    with open_ledger(where) as ledger:
        linked(ledger)
        weighed = _incident(ledger, beginning)
    chosen = [
        estimate
        for estimate in weighed.estimates
        if (not policies or estimate.policy in policies) and (not harms or estimate.harm.value in harms)
    ]
    if as_json:
        show_json(explained_to_json(weighed, chosen))
        return
    show(heading(weighed, weighed.incident.id), Text(), *_origins(weighed))
    if not chosen:
        show(Text("no claim gives a number here: the toll is unknown, which is not 0"))
    in_full = policies or (DEFAULT_POLICY,)
    for estimate in chosen:
        if estimate.policy in in_full:
            show(Text(), *_derivation(estimate, weighed))
    if others := [estimate for estimate in chosen if estimate.policy not in in_full]:
        show(Text(), Text("under the other policies", style="bold"), Padding(_others(others), (0, 0, 0, 2)))


def _others(estimates: Sequence[Estimate]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for one in estimates:
        figure = f"{one.harm.value} {words.figure(one.low, one.best, one.high)}"
        grid.add_row(figure, one.policy, Text(policy_words(one.policy)[0], style="dim"))
    return grid


def _incident(ledger: Ledger, beginning: str) -> Weighed:
    found = find(ledger, beginning)
    if isinstance(found, Report):
        raise InputError(f"{beginning} is a report; explain takes an incident, or a claim on it")
    if isinstance(found, Claim):
        holder = derived.holder(ledger, found)
        if holder is None:
            raise InputError(f"{beginning}: no incident holds this claim")
        return derived.weighed(ledger, holder)
    return found


def _origins(weighed: Weighed) -> Iterator[RenderableType]:
    """Set the voices in a table: who, with which stake, in how many claims, why several pages are one."""
    counted = weighed.account.voices
    yield Text(f"{words.voices(counted)}, in {number_of(counted.claims, 'claim')}" if counted else "", style="bold")
    grid = Table.grid(padding=(0, 2))
    for origin in weighed.origins:
        grid.add_row(*_origin(origin))
    yield Padding(grid, (0, 0, 0, 2))


def _origin(origin: Origin) -> tuple[str, Text, str, Text]:
    stake = words.words().of("interests", origin.interest) if origin.interest else "no stake"
    organ = [f"organ of {origin.organ.name}"] if origin.organ and origin.organ.name != origin.name else []
    known = "; ".join([*origin.why, *organ])
    return (
        origin.name,
        Text(stake, style="dim yellow"),
        number_of(len(origin.claim_ids), "claim"),
        Text(known, style="dim"),
    )


def _derivation(estimate: Estimate, weighed: Weighed) -> Iterator[RenderableType]:
    figure = words.figure(estimate.low, estimate.best, estimate.high)
    name, rule = policy_words(estimate.policy)
    yield joined([Text(f"{estimate.harm.value} {figure}", style="bold green"), f"{estimate.policy}: {name}"])
    yield Padding(Text(" ".join(rule.split()), style="dim"), (0, 0, 0, 2))
    yield from (Text(f"  {number}. {step}") for number, step in enumerate(estimate.steps, 1))
    if len(estimate.sides) > 1:
        sides = (f"{one.side.value} {words.figure(one.low, one.best, one.high)}" for one in estimate.sides)
        yield Text(f"  by side: {', '.join(sides)}")
    grid = Table.grid(padding=(0, 2))
    for row in (*_rows("rests on", estimate.used, weighed), *_rows("set aside", estimate.set_aside, weighed)):
        grid.add_row(*row)
    yield Padding(grid, (0, 0, 0, 2))


def _rows(label: str, uses: Sequence[Used], weighed: Weighed) -> Iterator[tuple[Text, ...]]:
    quotes = {claim.id: " ".join(claim.quote.split()) for claim in weighed.incident.claims}
    style = "green" if label == "rests on" else "yellow"
    for use in uses:
        yield (
            Text(label, style=style),
            Text(use.count),
            Text(use.claim_id, style="cyan"),
            Text(use.why),
            Text(f"\u201c{quotes.get(use.claim_id, '')}\u201d", style="dim"),
        )
        label = ""
