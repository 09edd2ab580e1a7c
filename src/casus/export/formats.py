"""The formats that a ledger can be written in. Each writes to a handle it is given and reports what was lost."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TextIO

from casus.export.as_json import incident_to_json, ledger_claim_to_json, line
from casus.export.cells import written
from casus.export.geojson import GeoJson
from casus.export.loss import Loss
from casus.export.names import WITHHELD, withhold, withhold_from_reports
from casus.export.rows import CLAIM_CELLS, INCIDENT_CELLS, ClaimRow, IncidentRow
from casus.export.unsaid import names_unsaid, table_unsaid
from casus.model.account import Weighed
from casus.model.report import Report


class Exporter(Protocol):
    """Writes incidents in one format. `suffix` is the usual ending of its files, `about` one line on what it holds.

    `names` False withholds the names of victims. Open the handle with newline="", and with encoding "utf-8-sig" where
    the file is made for Excel.
    """

    @property
    def suffix(self) -> str:
        """The usual ending of its files."""

    @property
    def about(self) -> str:
        """One line on what it holds."""

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write everything and say what could not be said."""


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """CSV, one row an incident. Source of the dialect: RFC 4180."""

    suffix: str = ".csv"
    about: str = "a table with one row for each incident, for spreadsheets"

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write the header and a row for each incident; columns as in `resources/export/columns.toml`."""
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(INCIDENT_CELLS)
        for one in weighed if names else withhold(weighed):
            row = IncidentRow(one, reports)
            table.writerow([written(cell(row)) for cell in INCIDENT_CELLS.values()])
        return Loss("csv", "incidents", len(weighed), unsaid=table_unsaid(weighed) + names_unsaid(weighed, names))


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """CSV, one row a claim."""

    suffix: str = ".csv"
    about: str = "a table with one row for each claim: who said it, in which words, where they stand"

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write the header and a row for each claim."""
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(CLAIM_CELLS)
        shown = weighed if names else withhold(weighed)
        told = reports if names else withhold_from_reports(weighed, reports)
        rows = [ClaimRow(one, claim, told.get(claim.report_id)) for one in shown for claim in one.incident.claims]
        for row in rows:
            table.writerow([written(cell(row)) for cell in CLAIM_CELLS.values()])
        unsaid = ("spans, rules and rivals of single values (jsonl has them)",) if rows else ()
        return Loss("claims-csv", "claims", len(rows), unsaid=unsaid + names_unsaid(weighed, names))


@dataclass(frozen=True, slots=True)
class ClaimLines:
    """JSON Lines, one claim a line, as the codec writes it; with names, nothing is lost."""

    suffix: str = ".jsonl"
    about: str = "the claims with every reading, span and rival, one a line"

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write a line for each claim, `incident_id` saying which incident it was linked to."""
        del reports  # claims name their reports by id
        number = 0
        for one in weighed if names else withhold(weighed):
            for index in range(len(one.incident.claims)):
                out.write(line(ledger_claim_to_json(one, index)))
                number += 1
        return Loss("jsonl", "claims", number, unsaid=names_unsaid(weighed, names))


@dataclass(frozen=True, slots=True)
class IncidentLines:
    """JSON Lines, one incident a line, with its account and estimates."""

    suffix: str = ".jsonl"
    about: str = "the incidents with their contested accounts and estimates, one a line"

    def write(
        self, weighed: Sequence[Weighed], reports: Mapping[str, Report], out: TextIO, *, names: bool = False
    ) -> Loss:
        """Write a line for each incident."""
        del reports  # incidents name their reports by id
        for one in weighed if names else withhold(weighed):
            out.write(line(incident_to_json(one)))
        unsaid = ("the claims themselves, by id only (jsonl has them)",) if weighed else ()
        return Loss("incidents", "incidents", len(weighed), unsaid=unsaid + names_unsaid(weighed, names))


FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {
        "csv": IncidentTable(),
        "claims-csv": ClaimTable(),
        "jsonl": ClaimLines(),
        "incidents": IncidentLines(),
        "geojson": GeoJson(),
    }
)

__all__ = ["FORMATS", "WITHHELD", "Exporter", "Loss"]
