"""`casus judge`: a person's word on whether two claims tell of one incident."""

from __future__ import annotations

import getpass

import click

from casus import derived
from casus.cli.finding import claim_in
from casus.cli.options import json_option, ledger_option
from casus.cli.paper import show, show_json
from casus.cli.progress import linked
from casus.errors import InputError
from casus.model.claim import Claim
from casus.model.codes import Verdict
from casus.model.judgement import Judgement
from casus.store.ledger import Ledger, open_ledger

why_option = click.option("--why", required=True, metavar="TEXT", help="Your reason, in words.")
who_option = click.option("--who", metavar="NAME", envvar="CASUS_WHO", help="Who judges. [default: your login name]")


@click.group()
def command() -> None:
    """Say whether two claims tell of one incident.

    A judgement overrides the rules, is never overwritten, and can be withdrawn.
    """


def _judge(verdict: Verdict, left: str, right: str, *, why: str, who: str | None, where: str) -> None:
    if not why.strip():
        raise InputError("--why is empty: a judgement needs a reason")
    with open_ledger(where) as ledger:
        linked(ledger)
        ends = claim_in(ledger, left), claim_in(ledger, right)
        were = _together(ledger, *ends)
        judged = ledger.judge(*ends, verdict, why.strip(), who or _login())
        linked(ledger)
        effect = _effect(were=were, are=_together(ledger, *ends))
        show(f"{judged.id}: {left} and {right} are judged {verdict.value}; {effect}")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as fault:  # which of them depends on the system and the Python
        raise InputError("--who is needed: this system does not tell who you are") from fault


def _effect(*, were: bool, are: bool) -> str:
    """Say what the judgement changed."""
    if were == are:
        return "they are in one incident, as before" if are else "they are in two incidents, as before"
    return "they are now in one incident" if are else "they are now in two incidents"


def _together(ledger: Ledger, left: Claim, right: Claim) -> bool:
    return derived.holder(ledger, left) == derived.holder(ledger, right)


@command.command()
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="CLAIM")
@why_option
@who_option
@ledger_option
def same(left: str, right: str, why: str, who: str | None, where: str) -> None:
    """Judge that two claims tell of one incident."""
    _judge(Verdict.SAME, left, right, why=why, who=who, where=where)


@command.command()
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="CLAIM")
@why_option
@who_option
@ledger_option
def different(left: str, right: str, why: str, who: str | None, where: str) -> None:
    """Judge that two claims tell of two incidents."""
    _judge(Verdict.DIFFERENT, left, right, why=why, who=who, where=where)


@command.command()
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="CLAIM")
@why_option
@who_option
@ledger_option
def unsure(left: str, right: str, why: str, who: str | None, where: str) -> None:
    """Judge that nobody can tell: the rules then do not join these two."""
    _judge(Verdict.UNSURE, left, right, why=why, who=who, where=where)


@command.command()
@click.argument("judgement", metavar="JUDGEMENT")
@click.option("--why", metavar="TEXT", help="Your reason, in words.")
@who_option
@ledger_option
def withdraw(judgement: str, why: str | None, who: str | None, where: str) -> None:
    """Take a judgement back; it stays on record."""
    with open_ledger(where) as ledger:
        taken = ledger.withdraw(judgement, who=who or _login(), why=why)
    show(f"{taken.id}: withdrawn")


@command.command("list")
@ledger_option
@json_option
def list_judgements(where: str, as_json: bool) -> None:
    """List every judgement, those withdrawn too."""
    with open_ledger(where) as ledger:
        every = ledger.judgements(withdrawn=True)
        lost = {one.id for one in ledger.anchored_judgements().lost}
    if as_json:
        show_json([_as_json(one) for one in every])
    else:
        show(*(_line(one, one.id in lost) for one in every))


def _line(one: Judgement, lost: bool) -> str:
    line = f"{one.id}  {one.left.claim_id} and {one.right.claim_id}: {one.verdict.value}, {one.who}: {one.why}"
    if one.withdrawn:
        line += f" (withdrawn {one.withdrawn:%Y-%m-%d})"
    return line + (" (its claims are read no more)" if lost else "")


def _as_json(one: Judgement) -> dict[str, str | None]:
    return {
        "id": one.id,
        "left": one.left.claim_id,
        "right": one.right.claim_id,
        "verdict": one.verdict.value,
        "why": one.why,
        "who": one.who,
        "recorded": one.recorded.isoformat(),
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
    }
