"""The golden cases of `tests/golden/`: sentences of our own with the claims that a careful reader takes from them.

A field that a claim leaves out is at its plain value: incident 1, scope `incident`, no source, `asserts`, not hedged,
`happened`, no names, no tolls, nothing noted. The plain aspect of violence claimed or accused is `responsibility`,
else `act`. The plain days are the guide's for a fresh happening: the day of publication and the day before. Place,
days, weapon and targets of a happening stand at its first claim and hold for its later ones. What `open` lists is not
compared.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casus.model.claim import Claim
from casus.model.codes import Aspect, EventType, Harm, Realis, Scope, Side, Stance, Sum
from casus.model.count import Count
from casus.model.report import Report
from casus.model.toll import Toll
from casus.pipeline import parse_report

FOLDER = Path(__file__).resolve().parent.parent / "tests/golden"
UNKNOWN = "unknown"
_CODES = {"event_type": EventType, "scope": Scope, "stance": Stance, "realis": Realis, "aspect": Aspect, "sum_of": Sum}
_NAMES = ("source", "perpetrators", "targets", "weapon", "through")
_OF_THE_HAPPENING = ("place", "date", "weapon", "targets")
_TOLL = re.compile(rf"~?\d+(\+|-\d+)? ({'|'.join(Harm)}) \S.* ({'|'.join(Side)})( <\d+)?")
_PLACE = re.compile(r"[^,]+(, [A-Z]{2})?")


class GoldenError(ValueError):
    """A case that is not well made: the message says file, case and fault."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in plain words. `place` is "Quetta, PK", `date` "2025-05-06", "2025-05-05/2025-05-06" or "unknown".

    A toll is "12+ killed soldiers state <0": at least twelve, of the state, part of the first toll. `answers` is the
    number of a claim of the case, from 1.
    """

    event_type: str
    incident: int = 1
    scope: str = Scope.INCIDENT.value
    source: str | None = None
    stance: str = Stance.ASSERTS.value
    hedged: bool = False
    realis: str = Realis.HAPPENED.value
    perpetrators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    weapon: str | None = None
    place: str | None = None
    date: str = UNKNOWN
    tolls: tuple[str, ...] = ()
    aspect: str = Aspect.ACT.value
    answers: int | None = None
    sum_of: str | None = None
    covers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: str | None = None
    through: tuple[str, ...] = ()
    superseded: bool = False


FIELDS = tuple(one.name for one in fields(Said))
PLAIN = Said("")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim that is expected, and the fields of it that are left open."""

    said: Said
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A report of a few sentences and its claims; `known` says what the reader still gets wrong in it."""

    id: str
    trap: str
    title: str
    published: date
    text: str
    why: str
    claims: tuple[Wanted, ...]
    known: str | None = None


def cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """All cases, in order of the files. Raises GoldenError for one that is not well made."""
    found = [case for path in sorted(folder.glob("*.toml")) for case in _read(path)]
    seen: set[str] = set()
    for case in found:
        if case.id in seen:
            raise GoldenError(f"{folder}: two cases are called {case.id}")
        seen.add(case.id)
    return tuple(found)


def _read(path: Path) -> Iterator[Case]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise GoldenError(f"{path.name}: {fault}") from fault
    for row in table["case"]:
        where = f"{path.name}, case {row.get('id', row.get('text', '?'))}"
        missing = {"id", "title", "published", "text", "why"} - row.keys()
        strange = row.keys() - {"id", "title", "published", "text", "why", "known", "claim"}
        if missing or strange:
            raise GoldenError(f"{where}: {_listed('lacks', missing)}{_listed('does not know', strange)}")
        yield _case(row, table["trap"], where)


def _listed(what: str, names: set[str]) -> str:
    return f"{what} {', '.join(sorted(names))} " if names else ""


def _case(row: Mapping[str, Any], trap: str, where: str) -> Case:
    published, text = row["published"], row["text"]
    if not isinstance(published, date):
        raise GoldenError(f"{where}: published is no day")
    wanted: list[Wanted] = []
    for number, claim in enumerate(row.get("claim", ()), 1):
        wanted.append(_wanted(claim, wanted, published, f"{where}, claim {number}"))
    for number, one in enumerate(wanted, 1):
        _check_links(one.said, wanted, f"{where}, claim {number}")
        _check_names(one.said, text, f"{where}, claim {number}")
    return Case(row["id"], trap, row["title"], published, text, row["why"], tuple(wanted), row.get("known"))


def _wanted(row: Mapping[str, Any], before: Sequence[Wanted], published: date, where: str) -> Wanted:
    left_open = frozenset(row.get("open", ()))
    strange = (row.keys() - {"open"} | left_open) - set(FIELDS)
    if strange or "event_type" not in row:
        raise GoldenError(f"{where}: {_listed('does not know', strange) or 'has no event_type'}")
    for name, codes in _CODES.items():
        if name in row and row[name] not in set(codes):
            raise GoldenError(f"{where}: {name} {row[name]!r} is none of {', '.join(codes)}")
    for toll in row.get("tolls", ()):
        if not _TOLL.fullmatch(toll):
            raise GoldenError(f"{where}: toll {toll!r} is not like '12+ killed soldiers state'")
    if not _PLACE.fullmatch(row.get("place", "-")):
        raise GoldenError(f"{where}: place {row['place']!r} is not like 'Quetta, PK'")
    plain = _plain(row, before, published)
    given: dict[str, Any] = {name: _frozen(value) for name, value in row.items() if name != "open"}
    if "date" in given:
        given["date"] = _days(given["date"], where)
    return Wanted(replace(plain, **given), left_open)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _plain(row: Mapping[str, Any], before: Sequence[Wanted], published: date) -> Said:
    """What a claim holds where its fields say nothing."""
    accusing = row.get("stance") in (Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES)
    aspect = Aspect.RESPONSIBILITY if accusing and EventType(row["event_type"]).violent else Aspect.ACT
    plain = replace(PLAIN, event_type=row["event_type"], aspect=aspect.value, date=plain_days(published))
    first = next((one.said for one in before if one.said.incident == row.get("incident", 1)), plain)
    shared: dict[str, Any] = {name: getattr(first, name) for name in _OF_THE_HAPPENING}
    return replace(plain, **shared)


def plain_days(published: date) -> str:
    """The days of a fresh happening of which no day is told: the day before publication to that of publication."""
    return f"{published - timedelta(days=1)}/{published}"


def _days(value: object, where: str) -> str:
    days = value if isinstance(value, tuple) else (value,)
    try:
        return UNKNOWN if value == UNKNOWN else "/".join(date.fromisoformat(str(day)).isoformat() for day in days)
    except ValueError as fault:
        raise GoldenError(f"{where}: date: {fault}") from fault


def _check_links(said: Said, wanted: Sequence[Wanted], where: str) -> None:
    if said.answers is not None and not 1 <= said.answers <= len(wanted):
        raise GoldenError(f"{where}: answers {said.answers}, and there is no such claim")
    lost = set(said.covers) - {one.said.incident for one in wanted}
    if lost:
        raise GoldenError(f"{where}: covers {sorted(lost)}, and there is no such happening")


def _check_names(said: Said, text: str, where: str) -> None:
    """Every name stands in the text: a case invents nothing."""
    for field in _NAMES:
        for name in _as_tuple(getattr(said, field)):
            if name.lower() not in text.lower():
                raise GoldenError(f"{where}: {field} {name!r} does not stand in the text")


def _as_tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),) if value is not None else ()


def read_case(case: Case, reader: str = "rules") -> tuple[Said, ...]:
    """The claims that a reader takes from a case: the rules, which are there everywhere, where none is named."""
    found = parse_report(Report(case.id, case.text, case.published), reader).claims
    numbers = {claim.id: number for number, claim in enumerate(found, 1)}
    return tuple(said_by(claim, numbers) for claim in found)


def said_by(claim: Claim, numbers: Mapping[str, int]) -> Said:
    """A claim of the reader in plain words; `numbers` are those of the report's claims by id."""
    place = claim.place.value if claim.place else None
    days = dict.fromkeys(claim.when.value.iso()) if claim.when else (UNKNOWN,)
    return Said(
        event_type=claim.event_type.value,
        incident=claim.incident,
        scope=claim.scope.value,
        source=claim.source.value.name if claim.source else None,
        stance=claim.stance.value,
        hedged=claim.hedged,
        realis=claim.realis.value,
        perpetrators=tuple(reading.value.name for reading in claim.perpetrators),
        targets=tuple(reading.value for reading in claim.targets),
        weapon=claim.weapon.value if claim.weapon else None,
        place=", ".join(filter(None, (place.name, place.country))) if place else None,
        date="/".join(days),
        tolls=tuple(toll_in_words(toll) for toll in claim.tolls),
        aspect=claim.aspect.value,
        answers=numbers[claim.answers] if claim.answers else None,
        sum_of=claim.sum_of.value if claim.sum_of else None,
        covers=claim.covers,
        notes=claim.notes,
        evidence=claim.evidence,
        through=claim.through,
        superseded=claim.superseded,
    )


def toll_in_words(one: Toll) -> str:
    """ "3+ killed children civilians <0": at least three, part of the claim's first toll."""
    part = f" <{one.part_of}" if one.part_of is not None else ""
    who = one.who.lower() if one.who else "-"
    return f"{_count(one.count)} {one.harm.value} {who} {one.side.value}{part}"


def _count(count: Count) -> str:
    if count.high is None:
        return f"{count.low}+"
    rough = "~" if count.approx else ""
    return f"{rough}{count.low}" if count.low == count.high else f"{count.low}-{count.high}"


def differences(case: Case, found: Sequence[Said]) -> tuple[str, ...]:
    """What is not as expected, a line each; nothing where all claims are exactly right."""
    lines = [
        f"claim {number}: {line}"
        for number, (wanted, said) in enumerate(zip(case.claims, found, strict=False), 1)
        for line in _differ(wanted, said)
    ]
    lines += [f"missing: {_short(wanted.said)}" for wanted in case.claims[len(found) :]]
    lines += [f"not expected: {_short(said)}" for said in found[len(case.claims) :]]
    return tuple(lines)


def _differ(wanted: Wanted, found: Said) -> Iterator[str]:
    for name in FIELDS:
        expected, given = getattr(wanted.said, name), getattr(found, name)
        if name not in wanted.open and _folded(expected) != _folded(given):
            yield f"{name} is {given!r}, not {expected!r}"


def _folded(value: object) -> object:
    """Names are compared without regard to case."""
    if isinstance(value, tuple):
        return tuple(_folded(one) for one in value)
    return value.lower() if isinstance(value, str) else value


def _short(said: Said) -> str:
    told = [name for name in FIELDS if getattr(said, name) != getattr(PLAIN, name)]
    return ", ".join(f"{name}={getattr(said, name)!r}" for name in told)
