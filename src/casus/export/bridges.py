"""A bridge to somebody else's tally, as JSON and as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TextIO

from casus.export.as_json import Json, definition_to_json, seal_to_json
from casus.export.cells import Cell, listed, written
from casus.model.outside import Bridge, BridgeLine, Figures, Outside, Part

CELLS: Mapping[str, Callable[[BridgeLine], Cell]] = MappingProxyType(
    {
        "part": lambda line: line.part.value,
        "incident": lambda line: line.incident_id,
        "their_id": lambda line: line.row.id if line.row else None,
        "their_line": lambda line: line.row.line if line.row else None,
        "what": lambda line: line.title,
        "ours_low": lambda line: line.ours.low,
        "ours_best": lambda line: line.ours.best,
        "ours_high": lambda line: line.ours.high,
        "theirs_low": lambda line: line.theirs.low,
        "theirs_best": lambda line: line.theirs.best,
        "theirs_high": lambda line: line.theirs.high,
        "difference": lambda line: line.difference,
        "matched": lambda line: listed(line.matched),
        "why": lambda line: listed(line.why),
    }
)
"""The columns of the table; `difference` adds up to our total less theirs."""


def write_bridge(bridge: Bridge, out: TextIO) -> None:
    """One row for each line of a bridge (RFC 4180). Open the handle with newline=""."""
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(CELLS)
    for line in bridge.lines:
        table.writerow([written(cell(line)) for cell in CELLS.values()])


def bridge_to_json(bridge: Bridge) -> Json:
    """A bridge with every line; `difference` is our total less theirs, and the sum of the lines' differences."""
    return {
        "definition": definition_to_json(bridge.definition),
        "ledger": seal_to_json(bridge.seal) if bridge.seal else None,
        "ours": bridge.ours,
        "theirs": bridge.theirs,
        "difference": bridge.difference,
        "parts": {part.value: sum(line.difference for line in bridge.of(part)) for part in Part},
        "lines": [_line(line) for line in bridge.lines],
    }


def _line(line: BridgeLine) -> Json:
    return {
        "part": line.part.value,
        "incident": line.incident_id,
        "row": _row(line.row) if line.row else None,
        "what": line.title,
        "ours": _figures(line.ours),
        "theirs": _figures(line.theirs),
        "difference": line.difference,
        "matched": list(line.matched),
        "why": list(line.why),
    }


def _row(row: Outside) -> Json:
    return {
        "id": row.id,
        "line": row.line,
        "when": row.when.iso() if row.when else None,
        "country": row.country,
        "admin1": row.admin1,
        "place": row.place,
        "act": row.act,
        "actors": [actor.name for actor in row.actors],
        "sources": list(row.sources),
    }


def _figures(figures: Figures) -> Json:
    return {"low": figures.low, "best": figures.best, "high": figures.high}
