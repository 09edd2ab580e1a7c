"""What every reader of claims looks like: rules, a trained model and a language model stand side by side behind it."""

from __future__ import annotations

from typing import Protocol

from casus.model.claim import Layers, Parsed
from casus.model.report import Report


class Extractor(Protocol):
    """A reader of claims. Same report, same layers, same version: same claims."""

    origin: str
    """Name and version, "rules/1": kept with every claim, so that a better reader may read again."""

    def worth(self, report: Report) -> bool:
        """Whether the report may tell of anything: told from its text, before days, places and actors are read."""
        ...

    def read(self, report: Report, layers: Layers) -> Parsed:
        """The claims of one report. Every claim's quote stands verbatim in `report.text` at its span."""
        ...
