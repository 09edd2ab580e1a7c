"""Somebody else's rows of incidents, and how our figures differ from theirs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casus.model.account import Definition, Seal
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Side
from casus.model.when import When


class Shape(StrEnum):
    """Whose table an outside file is, told by its columns."""

    ACLED = "ACLED"
    UCDP = "UCDP GED"
    PLAIN = "plain CSV"


@dataclass(frozen=True, slots=True)
class Figures:
    """Low, best and high as a table gives them; None where it gives none, which is not 0."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """One row of somebody else's table, at `line` of the file (the header is line 1).

    `acts` are our codes that its own code may stand for, none where it says nothing; `act` is its own word. `actors`
    leave out victims ("Civilians"). `sides` are deaths by side where the table tells them, `speaker` the original
    source where it names one. `summary`: the table says itself that the row sums up several happenings.
    """

    id: str
    line: int
    shape: Shape
    when: When | None = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.EXACT
    act: str | None = None
    acts: tuple[EventType, ...] = ()
    actors: tuple[Actor, ...] = ()
    killed: Figures = Figures()
    sides: tuple[tuple[Side, int], ...] = ()
    sources: tuple[str, ...] = ()
    speaker: str | None = None
    summary: bool = False
    notes: str | None = None


class Part(StrEnum):
    """On which side of a bridge a line stands."""

    BOTH = "both"
    THEIRS = "theirs only"
    OURS = "ours only"


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One line of a bridge: an incident of ours, a row of theirs, or both; what it adds to the difference, and why.

    `difference` is our figure less theirs, an unknown figure adding nothing to either sum. `matched` says why the two
    are held for one, `why` why their figures differ or why one side lacks it.
    """

    part: Part
    incident_id: str | None
    row: Outside | None
    ours: Figures
    theirs: Figures
    difference: int
    matched: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Our tally against somebody else's rows: our total less theirs is the sum of the lines' differences."""

    definition: Definition
    ours: int
    theirs: int
    lines: tuple[BridgeLine, ...]
    seal: Seal | None = None

    @property
    def difference(self) -> int:
        """Our total less theirs."""
        return self.ours - self.theirs

    def of(self, part: Part) -> tuple[BridgeLine, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part is part)
