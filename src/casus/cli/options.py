"""Options that several commands share."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import click

from casus.model.when import When
from casus.reference.countries import countries


class Days(click.ParamType[When]):
    """A day, a month or a year: 2025-05-08, 2025-05, 2025."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """Read the days that `value` covers."""
        if isinstance(value, When):
            return value
        try:
            return _days(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day like 2025-05-08, no month like 2025-05, no year", param, ctx)


def _days(text: str) -> When:
    match [int(part) for part in text.split("-")]:
        case [year]:
            return When(date(year, 1, 1), date(year, 12, 31))
        case [year, month]:
            return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        case _:
            return When.day(date.fromisoformat(text))


def country(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check that a country is given by its two letters, and that there is one of these."""
    if value is None:
        return None
    if len(value) != 2 or not value.isalpha():
        raise click.BadParameter(f"{value!r}: a country is given by its two letters, PK for Pakistan")
    if value.upper() not in countries():
        raise click.BadParameter(f"{value!r}: no country that Casus knows has these letters (ISO 3166-1)")
    return value.upper()


ledger_option = click.option(
    "--ledger",
    "-l",
    "where",
    metavar="FILE|URL",
    envvar="CASUS_LEDGER",
    default="casus.db",
    show_default=True,
    help="The ledger; also taken from CASUS_LEDGER.",
)


def _past_day(_ctx: click.Context, _param: click.Parameter, value: When | None) -> date | None:
    """The last of the days given: what stood when they were over."""
    return value.last if value else None


on_option = click.option(
    "--on", type=Days(), callback=_past_day, metavar="DAY", help="As the ledger stood at the end of that day (UTC)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
reader_option = click.option(
    "--reader",
    type=click.Choice(["rules", "model", "both"]),
    default="both",
    show_default=True,
    help="Who reads claims: rules, the trained model, or both together.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes that read. [default: 1, and 2 for many reports]"
)
