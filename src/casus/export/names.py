"""Victims' names: withheld from every export unless asked for.

The names are those that tolls carry in `named`. Left out are these lists themselves, and each name is replaced by
`WITHHELD` wherever it stands in words: quotes, `who`, sources, targets, notes, titles. Full names of two words or more
go everywhere; a family name alone, or a name of one word, only where reports share an incident, since elsewhere it may
well be somebody else's. Names of places stay. A web address that spells a name out is dropped whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from casus.model.account import Finding, Weighed
from casus.model.place import Place
from casus.model.report import Report
from casus.model.toll import Toll

WITHHELD = "[name withheld]"
T = TypeVar("T")

# Fields that hold ids, codes and rules, never words of a report.
_CODES = frozenset(
    "id report_id claim_id claim_ids incident_id left right parent country origin rule policy kind harm".split()
)
_SHORTEST_FAMILY_NAME = 3


@dataclass(frozen=True, slots=True)
class Veil:
    """Replaces victims' names. `pattern` None: there is nothing to replace."""

    pattern: re.Pattern[str] | None

    def over(self, text: str) -> str:
        """The text with each name replaced by `WITHHELD`."""
        return self.pattern.sub(WITHHELD, text) if self.pattern else text

    def of(self, value: T) -> T:
        """A frozen value with the names replaced in all its words, and the lists of names left out."""
        return _veiled(value, self) if self.pattern else value


def withhold(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same incidents without victims' names."""
    everywhere, by_report = _known_names(weighed)
    if not by_report:
        return tuple(weighed)
    return tuple(_veil(everywhere, by_report, one.incident.report_ids).of(one) for one in weighed)


def withhold_from_reports(weighed: Sequence[Weighed], reports: Mapping[str, Report]) -> dict[str, Report]:
    """Titles and addresses without victims' names. `text` is left empty where a name stands in it: offsets are kept."""
    everywhere, by_report = _known_names(weighed)
    return {key: _plain_report(report, _veil(everywhere, by_report, (key,))) for key, report in reports.items()}


def withhold_from_findings(weighed: Sequence[Weighed], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings without victims' names; a family name alone is replaced too where the finding's claims name it."""
    everywhere, by_report = _known_names(weighed)
    report_of = {claim.id: claim.report_id for one in weighed for claim in one.incident.claims}
    return tuple(
        _veil(everywhere, by_report, [report_of[c] for c in finding.claim_ids if c in report_of]).of(finding)
        for finding in findings
    )


def _known_names(weighed: Sequence[Weighed]) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Full names to replace everywhere, and all names by report, shared by reports that tell of one incident."""
    by_report: dict[str, set[str]] = {}
    for one in weighed:
        names = {name for claim in one.incident.claims for toll in claim.tolls for name in toll.named if name.strip()}
        for report_id in one.incident.report_ids if names else ():
            by_report.setdefault(report_id, set()).update(names)
    full = {name for names in by_report.values() for name in names if len(name.split()) > 1}
    return frozenset(full), by_report


def _veil(everywhere: frozenset[str], by_report: Mapping[str, set[str]], report_ids: Iterable[str]) -> Veil:
    local = {name for report_id in report_ids for name in by_report.get(report_id, ())}
    family = {name.split()[-1] for name in local if len(name.split()) > 1}
    alone = {name for name in family if len(name) >= _SHORTEST_FAMILY_NAME and name[:1].isupper()}
    alone |= {name.strip() for name in local if len(name.split()) == 1}
    whole = sorted(everywhere, key=len, reverse=True)
    parts = [r"(?i:" + r"[\s\-_.]+".join(map(re.escape, name.split())) + ")" for name in whole]
    parts += [re.escape(name) for name in sorted(alone, key=len, reverse=True)]
    return Veil(re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)") if parts else None)


def _veiled(value: Any, veil: Veil) -> Any:
    """Any frozen value of the model, rebuilt with its words veiled."""
    if isinstance(value, (Enum, Place)):
        return value
    if isinstance(value, str):
        return veil.over(value)
    if isinstance(value, tuple):
        return tuple(_veiled(item, veil) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: _veiled(getattr(value, f.name), veil) for f in fields(value) if f.init and f.name not in _CODES}
    if isinstance(value, Toll):
        changes["named"] = ()
    return replace(value, **changes)


def _plain_report(report: Report, veil: Veil) -> Report:
    if veil.pattern is None:
        return report
    return replace(
        report,
        text="" if veil.pattern.search(report.text) else report.text,
        title=veil.over(report.title) if report.title else report.title,
        url=None if report.url and veil.pattern.search(report.url.replace("+", " ")) else report.url,
    )
