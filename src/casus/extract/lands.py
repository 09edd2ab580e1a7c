"""Places that the words only point at: "in these regions", "in several states"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casus.extract.grouping import Group
from casus.extract.scene import Scene
from casus.extract.settings import owner_at
from casus.extract.tellings import Telling
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


_UNLISTED = ("facility-unlisted", "town-unlisted", "unit-unlisted", "name-in-chain", "name-unlisted")


def give_lands(tellings: Sequence[Telling], places: Sequence[Reading[Place]]) -> None:
    """A town or site that no gazetteer lists lies in the country of what its paragraph names before it.

    Where the paragraph names nothing before it, that is the country which the report names most places of.
    """
    known = [one for one in places if one.span is not None and one.value.country is not None]
    if not known:
        return
    most = Counter(one.value.country for one in known).most_common(1)[0][0]
    for telling in tellings:
        place = telling.place
        if place is not None and place.value.country is None and place.rule in _UNLISTED and place.span is not None:
            near = _named_before(telling.scene.report.text, place.span.start, known)
            value = replace(place.value, country=near or most)
            telling.place = Reading(value, place.text, place.span, place.rule, place.score)


def _named_before(text: str, start: int, known: Sequence[Reading[Place]]) -> str | None:
    """The country of the last place of a paragraph before an offset."""
    before = [one for one in known if one.span is not None and one.span.end <= start]
    last = max(before, key=lambda one: one.span.end if one.span is not None else 0, default=None)
    if last is None or last.span is None or "\n" in text[last.span.end : start]:
        return None
    return last.value.country
