"""The command `casus`: the list of its commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from typing import ClassVar

import click
from click.exceptions import NoArgsIsHelpError

from casus import __version__
from casus.cli.lazy import LazyGroup
from casus.errors import CasusError

WRONG, OURS, STOPPED = 2, 1, 130


class Commands(LazyGroup):
    """What one does with Casus, in the order in which one does it."""

    helps: ClassVar[Mapping[str, str]] = {
        "demo": "Read the bundled sample and print what it tells.",
        "parse": "Read reports to claims, times and places, without a ledger.",
        "read": "Read reports into a ledger.",
        "incidents": "List the incidents of a ledger.",
        "show": "Show an incident, a claim or a report, with its words.",
        "explain": "Print how the figures of an incident came about.",
        "tally": "Sum estimates by a stated definition.",
        "bridge": "Compare a tally of the killed with somebody else's rows.",
        "check": "Check whether the figures agree with one another.",
        "link": "Link what is new, or everything again.",
        "judge": "Say whether two claims tell of one incident.",
        "export": "Write incidents as csv, jsonl or geojson.",
        "report": "Write a ledger as one self-contained HTML page.",
        "gazetteer": "Add places of your own, list them, look a name up.",
    }


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casus", message="%(prog)s %(version)s")
def casus() -> None:
    """Casus reads reporting on armed conflict and keeps a ledger of who says what happened.

    The ledger is ./casus.db, or what CASUS_LEDGER names, or what --ledger names.
    """


def run(arguments: list[str] | None = None) -> None:
    """Run one command and leave: 0 well, 2 what we were given was wrong, 1 our own error, 130 stopped."""
    sys.exit(status_of(sys.argv[1:] if arguments is None else arguments))


def status_of(arguments: list[str]) -> int:
    """Run one command; every error becomes one line on stderr and an exit status."""
    try:
        returned = casus.main(arguments, prog_name="casus", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001  the rim: a user gets one line, we the traceback
        if os.environ.get("CASUS_DEBUG"):
            traceback.print_exc()
        return _explain(fault)
    return returned if isinstance(returned, int) else 0


def _explain(fault: BaseException) -> int:
    match fault:
        case NoArgsIsHelpError():
            click.echo(fault.format_message())
            return 0
        case click.ClickException() | CasusError():
            return _complain(_one_line(fault))
        case KeyboardInterrupt() | click.Abort():
            click.echo("stopped; what was read is kept. Run the same command to go on.", err=True)
            return STOPPED
        case BrokenPipeError():
            return _reader_left()
        case OSError():
            return _complain(_system_said(fault))
        case _:
            return _our_own(fault)


def _complain(message: str) -> int:
    click.echo(f"casus: {message}", err=True)
    return WRONG


def _one_line(fault: BaseException) -> str:
    message = fault.format_message() if isinstance(fault, click.ClickException) else str(fault)
    line = " ".join(message.split())
    if isinstance(fault, click.UsageError) and fault.ctx is not None:
        line += f" (see: {fault.ctx.command_path} --help)"
    return line


def _system_said(fault: OSError) -> str:
    where = f"{fault.filename}: " if fault.filename else ""
    return f"{where}{fault.strerror or fault}"


def _reader_left() -> int:
    """Say no more: who read our pipe has gone (`casus show X | head`), which is no error."""
    # Python flushes stdout once more when it ends; that must not fail a second time.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _our_own(fault: BaseException) -> int:
    said = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    click.echo(f"casus: an error of ours: {said} (run with CASUS_DEBUG=1 for the traceback)", err=True)
    return OURS
