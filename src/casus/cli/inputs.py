"""Reports from what was named on the command line; what could not be read is said on stderr, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date

from casus.cli.paper import note
from casus.model.report import Report
from casus.pipeline import Failed
from casus.read.sources import read_input

WRONG_INPUT, OUR_ERROR = 2, 1


class Troubles:
    """Says each trouble in one line as it comes, and remembers which exit status that makes."""

    def __init__(self) -> None:
        self.status = 0

    def reports(
        self, inputs: Iterable[str], *, published: date | None = None, publisher: str | None = None
    ) -> Iterator[Report]:
        """Pass on the reports of all inputs; `published` and `publisher` hold where a report says nothing itself."""
        for where in inputs:
            for read in read_input(where, published=published, publisher=publisher):
                if isinstance(read, Report):
                    yield read
                else:
                    note(f"casus: {read}")
                    self.status = self.status if read.warning else WRONG_INPUT

    def failed(self, failure: Failed) -> None:
        """Say that our own program stumbled over a report."""
        if os.environ.get("CASUS_DEBUG"):
            note(failure.trace)
        name = failure.report.id
        note(f"casus: report {name}: an error of ours: {failure.error} (run with CASUS_DEBUG=1 for the traceback)")
        self.status = self.status or OUR_ERROR
