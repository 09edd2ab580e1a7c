"""`casus parse`: reports in, what they say out, one line each; no ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import click

from casus import engines
from casus.cli.files import writing
from casus.cli.inputs import Troubles
from casus.cli.options import jobs_option, reader_option
from casus.cli.paper import note
from casus.cli.progress import build_gazetteer, counted
from casus.errors import InputError
from casus.model.claim import Parsed
from casus.model.report import Report
from casus.pipeline import Failed, Skipped, lacking, parse_all
from casus.shards import LAYERS, Reading, parsed_line, split

STOPPED = 130
Parsing = Callable[[Iterable[Report]], Iterator[Parsed | Failed | Skipped]]


class Layers(click.ParamType[tuple[str, ...]]):
    """Names of layers, with commas between."""

    name = "layers"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split the list and check every name."""
        if isinstance(value, tuple):
            return value
        names = tuple(part.strip() for part in str(value).split(",") if part.strip())
        unknown = [name for name in names if name not in LAYERS]
        if unknown or not names:
            self.fail(f"{', '.join(unknown) or 'nothing'}: the layers are {', '.join(LAYERS)}", param, ctx)
        return names


@click.command()
@click.argument("source", metavar="INPUT.jsonl")
@click.option("-o", "--out", required=True, metavar="OUT.jsonl", help="One line for each report; - for stdout.")
@click.option("--layers", type=Layers(), default=",".join(LAYERS), show_default=True, metavar="LIST")
@reader_option
@jobs_option
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who reads.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster: tcp://host:8786.")
@click.option(
    "--work", metavar="FOLDER", help="For shards, so that a run can be gone on with. [default for dask: OUT.work]"
)
def command(
    *,
    source: str,
    out: str,
    layers: tuple[str, ...],
    reader: str,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    work: str | None,
) -> int:
    """Read reports to claims, times and places, without a ledger.

    INPUT holds one report a line: {"id", "published"?, "title"?, "publisher"?, "text"}; - is stdin. OUT has a line for
    each, in the same order, and takes its name only when it is complete. A line that cannot be read is named on
    stderr; the rest goes on, and the exit status is 2.

    With --work or --engine dask the work is laid out in shard files: the same command goes on where it was stopped.
    """
    troubles = Troubles()
    if (lack := lacking(reader)) is not None:
        note(lack)
    folder = _folder(engine, out, work)
    try:
        if folder is None:
            wanted = Reading(layers, reader)
            parsing = partial(
                parse_all, jobs=jobs, reader=reader, attributions=wanted.attributions, layers=wanted.beside_claims
            )
            _write(source, out, layers, troubles, parsing)
        else:
            _in_shards(source, (out, folder), Reading(layers, reader), _engine(engine, scheduler, jobs), troubles)
    except KeyboardInterrupt:
        kept = f"; {folder} holds what is done: run the same command to go on" if folder else ""
        note("stopped" if out == "-" else f"stopped; {out} was not written{kept}")
        return STOPPED
    return troubles.status


def _folder(engine: str, out: str, work: str | None) -> Path | None:
    if work is not None:
        return Path(work)
    if engine == "local":
        return None
    if out == "-":
        raise InputError("--engine dask with -o -: --work FOLDER is needed, for the shards")
    return Path(f"{out}.work")


def _engine(engine: str, scheduler: str | None, jobs: int | None) -> engines.Engine:
    if engine == "local":
        return engines.local(jobs or 2)
    if scheduler is None:
        raise InputError("--engine dask: --scheduler tcp://host:8786 is needed")
    return engines.dask(scheduler)


def _in_shards(
    source: str, places: tuple[str, Path], reading: Reading, engine: engines.Engine, troubles: Troubles
) -> None:
    out, folder = places
    shards = split(troubles.reports([source]), folder, reading)
    for _ in counted(engine(shards), "shards"):
        pass
    with writing(out) as stream:
        for failed in shards.join(stream):
            troubles.failed(failed)
    shards.clear()


def _write(source: str, out: str, layers: tuple[str, ...], troubles: Troubles, parsing: Parsing) -> None:
    build_gazetteer()
    with writing(out) as stream:
        for read in counted(parsing(troubles.reports([source])), "reports"):
            if isinstance(read, Parsed):
                stream.write(parsed_line(read, layers))
            elif isinstance(read, Failed):
                troubles.failed(read)
