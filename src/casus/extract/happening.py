"""The tellings of one happening of a report, before they are claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casus.extract.tellings import Telling
from casus.model.actor import Actor
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.when import When


@dataclass(slots=True)
class Happening:
    """The tellings of one happening so far, by number; `around` is where the violence told before it was."""

    number: int
    tellings: list[Telling] = field(default_factory=list)
    around: Reading[Place] | None = None

    @property
    def lead(self) -> Telling:
        """The telling that opened it."""
        return self.tellings[0]


def parties(telling: Telling) -> tuple[Reading[Actor], ...]:
    """Those who do what is told, and who tells it."""
    return (*telling.doers, *((telling.source,) if telling.source else ()))


def narrowest(readings: Sequence[Reading[When] | None]) -> Reading[When] | None:
    """The shortest stretch of days; None where no day is known."""
    known = [reading for reading in readings if reading is not None]
    return min(known, key=lambda reading: reading.value.days, default=None)
