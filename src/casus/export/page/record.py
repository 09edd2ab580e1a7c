"""What a report page is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from casus.model.account import Finding, Tally, Weighed
from casus.model.report import Report


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that stands on the page.

    `towns` are points (latitude, longitude) that draw the land as faint dots; those outside the map are left out.
    `made` None: the page does not say when it was made. `policy` names the estimates that are shown. `names` False
    withholds the names of victims.
    """

    title: str
    weighed: tuple[Weighed, ...]
    reports: Mapping[str, Report] = field(default_factory=lambda: MappingProxyType({}))
    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    towns: tuple[tuple[float, float], ...] = ()
    made: datetime | None = None
    policy: str = "independent-range/1"
    names: bool = False
