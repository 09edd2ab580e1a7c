"""Victims' names: withheld from every export unless asked for.

The names are those that tolls carry in `named`. Left out are these lists themselves, and each name is replaced by
`WITHHELD` wherever it stands in words: quotes, `who`, sources, targets, notes, titles. Full names of two words or more
go everywhere; a family name alone, or a name of one word, only where reports share an incident, since elsewhere it may
well be somebody else's; and never where it is a word of the name of somebody who acts. Names of places stay. A web
address that spells a name out is dropped whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from casus.model.account import Finding, Weighed
from casus.model.place import Place
from casus.model.report import Report
from casus.model.toll import Toll

WITHHELD = "[name withheld]"
T = TypeVar("T")

# Fields that hold ids, codes and rules, never words of a report.
_CODES = frozenset(
    {"id", "report_id", "claim_id", "claim_ids", "incident_id", "left", "right", "parent"}
    | {"country", "origin", "rule", "policy", "kind", "harm"}
)
_SHORTEST_FAMILY_NAME = 3


@dataclass(frozen=True, slots=True)
class Veil:
    """Replaces victims' names. `pattern` None: there is nothing to replace."""

    pattern: re.Pattern[str] | None

    def over(self, text: str) -> str:
        """The text with each name replaced by `WITHHELD`."""
        return self.pattern.sub(_withheld, text) if self.pattern else text

    def hides(self, text: str) -> bool:
        """Whether a name stands in the text."""
        return self.over(text) != text

    def of(self, value: T) -> T:
        """A frozen value with the names replaced in all its words, and the lists of names left out."""
        return cast(T, _veiled(value, self)) if self.pattern else value


@dataclass(frozen=True, slots=True)
class Known:
    """Names to replace: full ones `everywhere`, all of them `by_report`. `others` are names that are no victim's."""

    everywhere: frozenset[str]
    by_report: Mapping[str, set[str]]
    others: frozenset[str]


def withhold(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same incidents without victims' names."""
    known = _known_names(weighed)
    if not known.by_report:
        return tuple(weighed)
    return tuple(_veil(known, one.incident.report_ids).of(one) for one in weighed)


def withhold_from_reports(weighed: Sequence[Weighed], reports: Mapping[str, Report]) -> dict[str, Report]:
    """Titles and addresses without victims' names. `text` is left empty where a name stands in it: offsets are kept."""
    known = _known_names(weighed)
    return {key: _plain_report(report, _veil(known, (key,))) for key, report in reports.items()}


def withhold_from_findings(weighed: Sequence[Weighed], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings without victims' names; a family name alone is replaced too where the finding's claims name it."""
    known = _known_names(weighed)
    report_of = {claim.id: claim.report_id for one in weighed for claim in one.incident.claims}
    return tuple(
        _veil(known, [report_of[c] for c in finding.claim_ids if c in report_of]).of(finding) for finding in findings
    )


def _withheld(found: re.Match[str]) -> str:
    kept = found.groupdict().get("kept")
    return WITHHELD if kept is None else kept


def _known_names(weighed: Sequence[Weighed]) -> Known:
    by_report: dict[str, set[str]] = {}
    for one in weighed:
        names = {name for claim in one.incident.claims for toll in claim.tolls for name in toll.named if name.strip()}
        for report_id in one.incident.report_ids if names else ():
            by_report.setdefault(report_id, set()).update(names)
    if not by_report:
        return Known(frozenset(), by_report, frozenset())
    nobodys = _nobodys(weighed)
    by_report = {key: {name for name in names if name not in nobodys} for key, names in by_report.items()}
    full = {name for names in by_report.values() for name in names if len(name.split()) > 1}
    return Known(frozenset(full), by_report, _others(weighed))


def _nobodys(weighed: Sequence[Weighed]) -> frozenset[str]:
    """Names of places and of registered actors: read as a victim's by mistake, they would blacken half a report."""
    claims = [claim for one in weighed for claim in one.incident.claims]
    actors = [reading.value for claim in claims for reading in (*claim.perpetrators, claim.source) if reading]
    places = [claim.place.value for claim in claims if claim.place]
    names = {actor.name for actor in actors if actor.id} | {part for p in places for part in (p.name, p.admin1) if part}
    return frozenset(names)


def _others(weighed: Sequence[Weighed]) -> frozenset[str]:
    """Names of two words or more of those who act, and of places: "Baloch Liberation Army" holds a family name too."""
    claims = [claim for one in weighed for claim in one.incident.claims]
    actors = {reading.value.name for claim in claims for reading in claim.perpetrators}
    actors |= {claim.source.value.name for claim in claims if claim.source}
    places = {name for claim in claims if claim.place for name in (claim.place.value.name, claim.place.value.admin1)}
    return frozenset(name for name in actors | places if name and len(name.split()) > 1)


def _veil(known: Known, report_ids: Iterable[str]) -> Veil:
    local = {name for report_id in report_ids for name in known.by_report.get(report_id, ())}
    single = {name.strip() for name in local if len(name.split()) == 1}
    shorter = {" ".join(name.split()[:-1]) for name in known.everywhere if len(name.split()) > 2}
    full = _longest_first(known.everywhere | shorter)
    names = [r"(?i:" + r"[\s\-_.+]+".join(map(re.escape, name.split())) + ")" for name in full]
    names += [re.escape(name) + r"(?!\s+[A-Z])" for name in _longest_first(_family_names(local, known.others))]
    names += map(re.escape, _longest_first(single))
    kept = [name for name in known.others if single & set(name.split())]
    shield = "|".join(re.escape(name) for name in _longest_first(set(kept)))
    words = r"(?<!\w)(?:" + (f"(?P<kept>{shield})|" if shield else "") + "|".join(names) + r")(?!\w)"
    return Veil(re.compile(words) if names else None)


def _family_names(names: Iterable[str], others: Iterable[str]) -> set[str]:
    """Last words of full names; without those that are words of somebody else's name as well."""
    full = [name.split() for name in names if len(name.split()) > 1]
    common = {word for other in others if other.split() not in full for word in other.split()}
    return {w[-1] for w in full if len(w[-1]) >= _SHORTEST_FAMILY_NAME and w[-1][:1].isupper()} - common


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _veiled(value: object, veil: Veil) -> object:
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
        text="" if veil.hides(report.text) else report.text,
        title=veil.over(report.title) if report.title else report.title,
        url=None if report.url and veil.hides(report.url) else report.url,
    )
