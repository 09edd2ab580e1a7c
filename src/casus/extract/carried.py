"""What a later happening of a report leaves unsaid: it took place where and when the one told before it did."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.happening import Happening
from casus.extract.tellings import Telling
from casus.model.codes import EventType, Realis, Scope

# Moves that follow from violence told before: "a suspect was arrested".
_FOLLOWING = frozenset({EventType.ARREST})


def carry_over(happenings: Sequence[Happening]) -> None:
    """Gives place and days of the violence told last to what follows without any."""
    before: Telling | None = None
    for one in happenings:
        lead = one.lead
        fresh = lead.scope is Scope.INCIDENT and lead.realis in (Realis.HAPPENED, Realis.ATTEMPTED)
        if not fresh:
            continue
        if before is not None and (lead.event_type.violent or lead.event_type in _FOLLOWING):
            for telling in one.tellings:
                _fill(telling, before)
        if lead.event_type.violent and lead.place is not None:
            before = lead


def _fill(telling: Telling, before: Telling) -> None:
    if telling.place is None:
        telling.place = before.place
    if telling.when is None and before.when is not None and before.when.value.days <= 2:
        telling.when = before.when
