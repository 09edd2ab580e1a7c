"""Places that the words only point at: "in these regions", "in several states"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.extract.grouping import Group
from casus.extract.scene import Scene
from casus.extract.settings import owner_at
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Side
from casus.model.place import Place
from casus.model.reading import Reading

_POINTED = re.compile(
    r"\b(?:in|across|throughout|around)\s+(?:the|this|these|that|those|both|the\s+same)\s+(?:\w+\s+)?"
    r"(region|area|province|state|territory|enclave|district|county|city|town|village|country)(?:s|ies)?\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:in|across)\s+(?:several|many|some|all|various|multiple|two|three|four|five|\d+)\s+"
    r"(?:of\s+(?:its|the)\s+)?(?:states|provinces|cities|districts|regions|towns)\b|\bnationwide\b"
    r"|\bacross\s+(?:the|its)\s+(?:country|nation|territory)\b",
    re.IGNORECASE,
)
_TOWN = frozenset({Precision.EXACT, Precision.NEAR})
_AREA = frozenset({Precision.DISTRICT, Precision.PROVINCE, Precision.REGION})
_NEAR = 250
"""How many characters before a sentence a town may be told that it lies in: two short sentences."""
_MEANT = {"city": _TOWN, "town": _TOWN, "village": _TOWN, "country": frozenset({Precision.COUNTRY})}


def pointed_at(scene: Scene, told: Sequence[Reading[Place]]) -> Reading[Place] | None:
    """The place told last, of the kind that "in the region" or "in this city" names; `told` in order of the text."""
    match = _POINTED.search(scene.report.text, scene.span.start, scene.span.end)
    if match is None:
        return None
    wanted = _MEANT.get(match.group(1).lower(), _AREA)
    found = next((one for one in reversed(told) if one.value.precision in wanted), None)
    if found is None:
        return None
    return Reading(found.value, found.text, found.span, "place told before", 0.6)


def told_around(told: Sequence[Reading[Place]], scene: Scene) -> Reading[Place] | None:
    """The town or building told a little before, for what a later sentence tells without a place."""
    near = (one for one in reversed(told) if one.span is not None and one.span.end > scene.span.start - _NEAR)
    found = next((one for one in near if one.value.precision in _TOWN or one.rule.startswith("facility")), None)
    return None if found is None else Reading(found.value, found.text, found.span, "place told before", 0.5)


def _at_home(scene: Scene, one: Group) -> Reading[Place] | None:
    """ "Chad arrests two journalists", "Chad executes a man": a state by its bare name holds people on its own land."""
    acts = [act for act in one.acts if act.event_type is EventType.ARREST or act.act.word == "execute"]
    for act in acts:
        for chunk in act.doers if act.chunk is None else ():
            part = scene.chunks[chunk]
            for mark, reading in scene.places:
                bare = mark.last == part.last and part.first <= mark.first <= part.first + 1
                if bare and reading.value.precision is Precision.COUNTRY:
                    return Reading(reading.value, reading.text, reading.span, "the doer's own land", 0.6)
    return None


def own_land(
    scene: Scene, one: Group, groups: Sequence[Group], doers: Sequence[Reading[Actor]]
) -> Reading[Place] | None:
    """ "India announced drills in several states": the country of a state that acts at home."""
    if (home := _at_home(scene, one)) is not None:
        return home
    codes = {doer.value.country for doer in doers if doer.value.side is Side.STATE}
    match = _OWN.search(scene.report.text, scene.span.start, scene.span.end) if len(codes) == 1 else None
    if match is None:
        return None
    at = next(index for index, token in enumerate(scene.tokens) if token.end > match.start())
    if owner_at(scene, at, groups) is not one:
        return None
    lands = (one for _, one in scene.places if one.value.precision is Precision.COUNTRY and one.value.country in codes)
    found = next(lands, None)
    return None if found is None else Reading(found.value, found.text, found.span, "the doer's own land", 0.6)
