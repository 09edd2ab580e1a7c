"""What a tally and a bridge count: the options that say it, and the definition that they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

import click

from casus.cli import options
from casus.cli.options import Days
from casus.errors import InputError
from casus.model.account import Definition
from casus.model.codes import EventType, Harm
from casus.model.when import When
from casus.pipeline import within
from casus.weigh.policies import DEFAULT_POLICY, POLICIES

Command = Callable[..., int | None]

_OPTIONS = (
    click.option("--policy", type=click.Choice(list(POLICIES)), default=DEFAULT_POLICY, show_default=True),
    click.option("--country", callback=options.country, metavar="CC", help="Two letters: PK."),
    click.option("--admin1", metavar="NAME", help="Province or state: Balochistan."),
    click.option("--place", metavar="NAME", help="A place of any level, as the gazetteer knows it: Quetta, Sindh."),
    click.option("--from", "first", type=Days(), help="First day, month or year: 2025-05."),
    click.option("--to", "last", type=Days(), help="Last day, month or year, included."),
    click.option(
        "--type",
        "types",
        type=click.Choice([kind.value for kind in EventType]),
        multiple=True,
        metavar="CODE",
        help="Act; may be repeated.",
    ),
)


def definition_options(command: Command) -> Command:
    """Give a command the options of a definition; it is called with `definition`, which counts the killed."""

    @wraps(command)
    def defined(
        *,
        policy: str,
        country: str | None,
        admin1: str | None,
        place: str | None,
        first: When | None,
        last: When | None,
        types: tuple[str, ...],
        **others: object,
    ) -> int | None:
        kinds = tuple(EventType(kind) for kind in types)
        whole = Definition(Harm.KILLED, policy, stretch(first, last), country, admin1, kinds)
        return command(definition=within(whole, place) if place else whole, **others)

    for option in reversed(_OPTIONS):
        option(defined)
    return defined


def stretch(first: When | None, last: When | None) -> When | None:
    """Join two ends to a stretch of days; None where neither is given."""
    if first is None and last is None:
        return None
    begin = first.first if first else date.min
    end = last.last if last else date.max
    if end < begin:
        raise InputError(f"--from {begin} lies after --to {end}")
    return When(begin, end)
