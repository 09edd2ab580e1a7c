"""A small ledger made by hand, so that these tests do not hang on what the reader reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from casus.cli.main import status_of
from casus.model.actor import Actor
from casus.model.claim import Claim, Parsed, claim_id
from casus.model.codes import EventType, Harm, Scope, Side, Stance
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.store.ledger import open_ledger

WIRE = Report(
    "wire",
    "Six guards died when a bomb hit a convoy in Mach on 7 May, the rebels said. Officials put the toll at four. "
    "Nobody in the ministry would comment.",
    date(2025, 5, 8),
    "Northern Wire",
    "Bomb hits convoy",
)
LOCAL = Report("local", "Armed groups have killed more than 90 people in the province this year.", None, "Valley Paper")
MACH = Place("Mach", "PK", "Balochistan", 29.86, 67.33, "test:mach")
DAY = When.day(date(2025, 5, 7))


@dataclass(frozen=True)
class Ran:
    """What one run of the command gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of casus in this process, as the real entry point does."""
    monkeypatch.delenv("CASUS_LEDGER", raising=False)
    monkeypatch.delenv("CASUS_DEBUG", raising=False)

    def do(*arguments: object) -> Ran:
        capsys.readouterr()
        status = status_of([str(one) for one in arguments])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return do


def claim(report: Report, words: str, incident: int, **fields: object) -> Claim:
    start = report.text.index(words)
    kind = fields.pop("event_type", EventType.BOMBING)
    return Claim(
        id=claim_id(report.id, words, kind, 0),
        report_id=report.id,
        incident=incident,
        event_type=kind,
        quote=words,
        span=Span(start, start + len(words)),
        origin="hand/1",
        **fields,
    )


def killed(number: int, *, named: tuple[str, ...] = ()) -> tuple[Toll, ...]:
    return (Toll(Harm.KILLED, Count.exactly(number), "guards", Side.STATE, named=named),)


def actor(name: str) -> Reading[Actor]:
    return Reading(Actor(name), name, None, "hand")


def reports() -> tuple[Parsed, ...]:
    where, when = Reading(MACH, "Mach", None, "hand"), Reading(DAY, "7 May", None, "hand")
    here = {"place": where, "when": when}
    rebels = claim(
        WIRE,
        "Six guards died when a bomb hit a convoy in Mach on 7 May",
        1,
        source=actor("the rebels"),
        stance=Stance.CLAIMS_RESPONSIBILITY,
        perpetrators=(actor("the rebels"),),
        tolls=killed(6, named=("Ali Khan",)),
        **here,
    )
    officials = claim(WIRE, "Officials put the toll at four", 1, source=actor("Officials"), tolls=killed(4), **here)
    silent = claim(
        WIRE,
        "Nobody in the ministry would comment",
        1,
        source=actor("the ministry"),
        stance=Stance.NO_COMMENT,
        **here,
    )
    year = claim(
        LOCAL,
        "Armed groups have killed more than 90 people",
        1,
        event_type=EventType.ATTACK,
        scope=Scope.AGGREGATE,
        tolls=(Toll(Harm.KILLED, Count.at_least(91), "people"),),
    )
    return Parsed(WIRE, (rebels, officials, silent)), Parsed(LOCAL, (year,))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with two reports: one bombing with a contested toll, one sum over a year."""
    where = tmp_path / "hand.db"
    with open_ledger(str(where), create=True) as opened:
        for parsed in reports():
            opened.add(parsed, "hand/1")
    return where


def claim_ids() -> dict[str, str]:
    """The ids of the claims by the first word of their quotes."""
    return {one.quote.split()[0]: one.id for parsed in reports() for one in parsed.claims}
