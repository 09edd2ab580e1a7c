"""The happening that several claims tell of: derived from claims and edges, never entered."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.claim import Claim
from casus.model.codes import EventType, Realis, Scope
from casus.model.judgement import Edge
from casus.model.place import Place
from casus.model.when import When


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims that tell of one happening, and the edges that joined them.

    `when` and `place` are the most exact that the claims agree on; None where no claim gives one. `scope` is
    `aggregate` for a sum over several happenings: it is shown, and enters no tally beside its parts.
    """

    id: str
    event_type: EventType
    scope: Scope
    realis: Realis
    when: When | None
    place: Place | None
    claims: tuple[Claim, ...]
    edges: tuple[Edge, ...] = ()

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that its claims stand in, each once, in order."""
        return tuple(dict.fromkeys(claim.report_id for claim in self.claims))
