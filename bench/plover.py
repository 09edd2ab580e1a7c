"""Moves of states and groups against the gold records of PLOVER: what kind of move, who towards whom.

A record is a sentence with one type, its source (who acts) and its target. Its type is right where a claim of the
sentence says it, by the table of `plover.toml`. A source is found where a perpetrator or the source of a claim has its
name, a target where a target does, or a perpetrator of a two-sided claim, or of one that accuses (there the accused);
names are alike as the scorer of the data folder has it, at 0.6. Claims of the right type are asked first; without
one, all of the sentence.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.claims import load_scorer
from casus.export.plover import plover_types, recipients
from casus.model.claim import Claim
from casus.model.codes import EventType, Realis, Stance
from casus.model.report import Report
from casus.pipeline import parse_report

RECORDS = "data/plover/gsr_odd.json"
TABLE = Path(__file__).with_suffix(".toml")
_ALIKE = 0.6
_TWO_SIDED = frozenset({EventType.AGREE, EventType.CONSULT, EventType.CEASEFIRE, EventType.ARMED_CLASH})


# What the gold records call the types of the current manual.
_NAMED = {
    **{kind: {kind} for kind in "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REJECT THREATEN SANCTION".split()},
    **{kind: {kind} for kind in "PROTEST MOBILIZE COERCE".split()},
    "REQUEST": {"DEMAND"},
    "ACCUSE": {"DISAPPROVE", "INVESTIGATE"},
    "ASSAULT": {"ASSAULT", "FIGHT"},
}


@dataclass(frozen=True, slots=True)
class Record:
    """One gold record; `sources` and `targets` are names as the sentence has them."""

    id: str
    text: str
    day: date
    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


def measure(shared: Path) -> dict[str, float]:
    """Accuracy of the type, recall of sources and targets."""
    alike = load_scorer(shared / "tools" / "score_claims.py")
    records = read(shared / RECORDS)
    table = types()
    typed = own = 0
    sources, targets, exported = Found(), Found(), Found()
    for record in records:
        claims = parse_report(Report(record.id, record.text, record.day)).claims
        right = tuple(claim for claim in claims if record.type in said(claim, table))
        typed += bool(right)
        own += any(record.type in _NAMED[kind] for claim in claims for kind in plover_types(claim))
        sources.add(record.sources, names(right or claims, alike, doing=True), alike)
        targets.add(record.targets, names(right or claims, alike, doing=False), alike)
        exported.add(record.targets, names(right or claims, alike, doing=False, exported=True), alike)
    return {
        "event type accuracy": typed / len(records),
        "event type accuracy, by plover_type": own / len(records),
        "source recall": sources.recall(),
        "target recall": targets.recall(),
        "target recall, victims and places too": exported.recall(),
    }


@dataclass(slots=True)
class Found:
    """Names looked for and found."""

    found: int = 0
    asked: int = 0

    def add(self, gold: Sequence[str], given: Sequence[str], scorer: ModuleType) -> None:
        self.asked += len(gold)
        self.found += sum(any(scorer.alike(name, other) >= _ALIKE for other in given) for name in gold)

    def recall(self) -> float:
        return self.found / self.asked if self.asked else 0.0


def read(path: Path) -> tuple[Record, ...]:
    """The records of a file of PLOVER gold, without its notes on itself."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_record(row) for row in rows if row["event"] != "DOCUMENT")


def _record(row: Mapping[str, Any]) -> Record:
    return Record(
        row["id"],
        row["text"].strip("{} "),
        date.fromisoformat(row["date"]),
        row["event"],
        _names(row.get("source")),
        _names(row.get("target")),
    )


def _names(actors: object) -> tuple[str, ...]:
    """The names of a list of actors; some records hold a string that belongs elsewhere."""
    return tuple(actor["actorText"] for actor in actors) if isinstance(actors, list) else ()


def types(path: Path = TABLE) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What each of our codes says in PLOVER, happened and planned."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def said(claim: Claim, table: Mapping[str, Mapping[str, Sequence[str]]]) -> frozenset[str]:
    """The types of PLOVER that a claim says."""
    code = claim.event_type.value
    found = [*table["happened"][code]]
    if claim.realis in (Realis.PLANNED, Realis.CALLED_FOR):
        found += table["planned"].get(code, ())
    if claim.realis is Realis.ATTEMPTED:
        found += table["attempted"].get(code, ())
    if "expel" in claim.quote or "expulsion" in claim.quote:
        found += table["expelled"].get(code, ())
    return frozenset((*found, *table["stance"].get(claim.stance.value, ())))


def names(claims: Sequence[Claim], scorer: ModuleType, *, doing: bool, exported: bool = False) -> tuple[str, ...]:
    """Who acts in the claims, or whom it is done to; both sides of a two-sided act are either.

    `exported`: with those whom our export to PLOVER names as recipients, victims and places among them.
    """
    found: list[str] = []
    for claim in claims:
        doers = [reading.value.name for reading in claim.perpetrators]
        aims = list(recipients(claim)) if exported else [reading.value for reading in claim.targets]
        two_sided = claim.event_type in _TWO_SIDED or _accused(claim)
        found += [*doers, *([claim.source.value.name] if claim.source else [])] if doing else aims
        found += doers if two_sided and not doing else []
        found += aims if two_sided and doing else []
    return tuple(name for name in found if scorer.words(name))


def _accused(claim: Claim) -> bool:
    """Whether the perpetrators are those whom the source accuses of an incident: PLOVER's targets."""
    return claim.stance is Stance.ACCUSES and claim.event_type is not EventType.ACCUSE


def misses(shared: Path) -> None:
    """Print the records whose type no claim says."""
    table = types()
    for record in read(shared / RECORDS):
        claims = parse_report(Report(record.id, record.text, record.day)).claims
        if not any(record.type in said(claim, table) for claim in claims):
            print(record.type, record.sources, record.targets, record.text)
            for claim in claims:
                doers = [reading.value.name for reading in claim.perpetrators]
                print("    ", claim.event_type, claim.realis, doers, [reading.value for reading in claim.targets])


if __name__ == "__main__":
    misses(Path(sys.argv[1]))
