"""A group of commands that imports a command's module only when that command is called.

`casus --help` must not wait for the ledger's or the reader's libraries: the help of each command stands in the group
in one line, and a test compares it with the command's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """Commands by name, each with its one-line help; `casus.cli.NAME:command` holds the command itself."""

    helps: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Name the commands in the order in which one uses them."""
        return list(self.helps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command `cmd_name`; None where there is none."""
        if cmd_name not in self.helps:
            return None
        command = import_module(f"casus.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"casus.cli.{cmd_name}.command is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from their one-line helps, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.helps.items()))
