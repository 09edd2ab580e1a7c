"""`casus parse`: reports in, what they say out, one line each; no ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import click

from casus.cli.files import writing
from casus.cli.inputs import Troubles
from casus.cli.options import jobs_option, reader_option
from casus.cli.paper import note
from casus.cli.progress import build_gazetteer, counted
from casus.model.claim import Parsed
from casus.model.codec import attribution_to_json, claim_to_json, place_to_json, timex_to_json
from casus.model.report import Report
from casus.pipeline import Failed, Skipped, lacking, parse_all

STOPPED = 130
Parsing = Callable[[Iterable[Report]], Iterator[Parsed | Failed | Skipped]]
LAYERS = ("claims", "times", "places", "attributions")

# Line ends to some readers, though not to JSON: written as escapes, one report stays one line everywhere.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")


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
def command(source: str, out: str, layers: tuple[str, ...], reader: str, jobs: int | None) -> int:
    """Read reports to claims, times and places, without a ledger.

    INPUT holds one report a line: {"id", "published"?, "title"?, "publisher"?, "text"}; - is stdin. OUT has a line for
    each, in the same order, and takes its name only when it is complete. A line that cannot be read is named on
    stderr; the rest goes on, and the exit status is 2.
    """
    troubles = Troubles()
    if (lack := lacking(reader)) is not None:
        note(lack)
    try:
        _write(
            source,
            out,
            layers,
            troubles,
            partial(parse_all, jobs=jobs, reader=reader, attributions="attributions" in layers),
        )
    except KeyboardInterrupt:
        note("stopped" if out == "-" else f"stopped; {out} was not written")
        return STOPPED
    return troubles.status


def _write(source: str, out: str, layers: tuple[str, ...], troubles: Troubles, parsing: Parsing) -> None:
    build_gazetteer()
    with writing(out) as stream:
        for read in counted(parsing(troubles.reports([source])), "reports"):
            if isinstance(read, Parsed):
                stream.write(line(read, layers))
            elif isinstance(read, Failed):
                troubles.failed(read)


def line(parsed: Parsed, layers: tuple[str, ...]) -> str:
    """Write one report's line, with the layers that were asked for."""
    made = {
        "claims": [claim_to_json(claim) for claim in parsed.claims],
        "times": [timex_to_json(reading) for reading in parsed.layers.times],
        "places": [place_to_json(reading) for reading in parsed.layers.places],
        "attributions": [attribution_to_json(attribution) for attribution in parsed.attributions],
    }
    day = parsed.report.published
    value: dict[str, Any] = {"id": parsed.report.id, "published": day.isoformat() if day else None}
    value |= {name: made[name] for name in LAYERS if name in layers}
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return LINE_ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
