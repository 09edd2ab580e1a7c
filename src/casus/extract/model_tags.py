"""What the trained reader's heads tell of an act, in the order of their outputs."""

from __future__ import annotations

from collections.abc import Mapping

from casus.model.codes import EventType, Harm, Realis, Scope, Stance

MOST = 254
"""How many wordpieces one look takes in."""

TOGETHER = 1
"""Up to how many wordpieces sentences are looked at together: each alone, so that their order changes nothing."""

TYPES = tuple(kind.value for kind in EventType)
"""The kinds of act."""

ROLES = ("perpetrators", "targets", "weapon", "source", "place", "when", *(harm.value for harm in Harm))
"""What stretches of words are to an act; a harm's stretches are its numbers, or its people where it has none."""

DAYS = ("fresh", "none", "said")
"""The day of an act: that of a fresh report, unknown, or told by words."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "event_type": TYPES,
    "scope": tuple(Scope),
    "stance": tuple(Stance),
    "realis": tuple(Realis),
    "hedged": ("no", "yes"),
    "day": DAYS,
    "told": ("no", "yes"),
}
"""The classes of an act's claim; `told` says whether the marked words tell an act at all."""
