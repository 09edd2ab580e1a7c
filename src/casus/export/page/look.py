"""What the drawings and sections ask of an incident: what it is called, what was reckoned, how to find it."""

from __future__ import annotations

from dataclasses import dataclass

from casus.export.page.html import Attribute, anchor
from casus.export.words import act, short_place, words
from casus.model.account import Estimate, Weighed
from casus.model.codes import Harm, Precision, Realis, Scope
from casus.model.place import Place
from casus.model.when import When

# A point for a whole country would tell more than we know.
DRAWN = frozenset({Precision.EXACT, Precision.NEAR, Precision.DISTRICT, Precision.PROVINCE})
AREAS = frozenset({Precision.DISTRICT, Precision.PROVINCE})


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident as the page shows it, under one policy."""

    weighed: Weighed
    policy: str

    @property
    def id(self) -> str:
        """Where its section stands."""
        return anchor("incident", self.weighed.incident.id)

    @property
    def when(self) -> When | None:
        """Its days."""
        return self.weighed.incident.when

    @property
    def place(self) -> Place | None:
        """Its place."""
        return self.weighed.incident.place

    @property
    def single(self) -> bool:
        """One happening, no sum and no recall."""
        return self.weighed.incident.scope is Scope.INCIDENT

    @property
    def violent(self) -> bool:
        """An act of violence."""
        return self.weighed.incident.event_type.violent

    @property
    def heading(self) -> str:
        """The act, in words: "Bombing", "Appeal (called for)"."""
        realis = self.weighed.incident.realis
        kind = act(self.weighed.incident.event_type)
        return kind if realis is Realis.HAPPENED else f"{kind} ({words().of('realis', realis.value)})"

    @property
    def where(self) -> str:
        """The nearest name of its place."""
        return short_place(self.place)

    def estimate(self, harm: Harm) -> Estimate | None:
        """The estimate of one harm; unknown ones are no estimate."""
        found = self.weighed.estimate(harm, self.policy)
        return found if found and (found.low, found.best, found.high) != (None, None, None) else None

    def best(self, harm: Harm = Harm.KILLED) -> int | None:
        """Our best figure; None is unknown."""
        found = self.estimate(harm)
        if found is None:
            return None
        return found.best if found.best is not None else found.low

    def spot(self) -> tuple[float, float] | None:
        """Degrees to draw it at; None where they are not known, or only the country is."""
        place = self.place
        if place is None or place.lat is None or place.lon is None or place.precision not in DRAWN:
            return None
        usable = -90 <= place.lat <= 90 and -180 <= place.lon <= 180 and (place.lat, place.lon) != (0, 0)
        return (place.lat, place.lon) if usable else None

    def handles(self) -> dict[str, Attribute]:
        """What the page's filter asks of every element that stands for this incident."""
        incident = self.weighed.incident
        return {
            "data_for": self.id,
            "data_act": incident.event_type.value,
            "data_grade": self.weighed.grade.value,
            "data_first": incident.when.first.isoformat() if incident.when else "",
            "data_last": incident.when.last.isoformat() if incident.when else "",
        }


def in_order(seen: Seen) -> tuple[bool, str, str, str]:
    """Days in order, the undated last."""
    when = seen.when
    return (when is None, str(when.first) if when else "", str(when.last) if when else "", seen.id)
