"""Sums of a report and the happenings that are their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.extract.happening import Happening, narrowest, parties
from casus.extract.stances import same_side
from casus.model.codes import EventType, Harm, Scope, Stance, Sum
from casus.model.toll import Toll

_VAGUE = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER})


_MONTH = 31
"""Days up to which a sum's stretch is also that of its parts; a longer one says too little of one of them."""


def gather_sums(happenings: Sequence[Happening]) -> None:
    """A sum of plain "attacks" whose parts are all told as one kind is a sum of that kind."""
    for one in happenings:
        if one.lead.scope is not Scope.AGGREGATE:
            continue
        for telling in one.tellings:
            telling.scope = Scope.AGGREGATE
        parts = [other for other in happenings if other is not one and _may_cover(one, other)]
        parts = parts or _just_adding_up(one, happenings)
        if _adds_up_to(one, parts):
            for telling in one.tellings:
                telling.covers = tuple(part.number for part in parts)
        kinds = {part.lead.event_type for part in parts}
        when = one.lead.when
        _claim_the_parts(one, parts)
        for part in parts:
            for telling in part.tellings:
                if telling.when is None and when is not None and when.value.days <= _MONTH:
                    telling.when = when
        if one.lead.event_type in _VAGUE and len(parts) >= 2 and len(kinds) == 1:
            weapon = parts[0].lead.weapon
            for telling in one.tellings:
                telling.event_type = parts[0].lead.event_type
                telling.weapon = telling.weapon or weapon
                narrow = [p.lead.when for p in parts if p.lead.when]
                telling.when = narrowest([telling.when, *narrow]) if narrow else telling.when


def _claim_the_parts(whole: Happening, parts: Sequence[Happening]) -> None:
    """Who claims two attacks claims each of them, where it tells of each."""
    claims = [t for t in whole.tellings if t.stance is Stance.CLAIMS_RESPONSIBILITY and t.source is not None]
    for telling in (t for part in parts for t in part.tellings):
        if telling.source is None or telling.stance is not Stance.ASSERTS or telling.doers:
            continue
        own = next((c for c in claims if c.source and same_side(c.source.value, telling.source.value)), None)
        if own is not None:
            telling.stance, telling.doers = Stance.CLAIMS_RESPONSIBILITY, own.doers


def _is_part(part: Happening, whole: Happening) -> bool:
    if part.lead.scope is not Scope.INCIDENT or not part.lead.event_type.violent:
        return False
    ours = [d for t in whole.tellings for d in parties(t)]
    return any(same_side(a.value, b.value) for a in ours for t in part.tellings for b in t.doers or parties(t))


def _named_as_part(part: Happening, whole: Happening) -> bool:
    """ "The two attacks killed 14": a sum that points back covers what was told before it."""
    told_before = part.tellings[0].scene.number < whole.lead.scene.number
    plain = part.lead.scope is Scope.INCIDENT and part.lead.event_type.violent and part is not whole
    counted = not told_before and _COUNTED_OFF.search(_words(part)) is not None
    return plain and ((told_before and whole.lead.plural) or counted)


_COUNTED_OFF = re.compile(
    r"\b(?:the|in\s+the)\s+(?:first|second|third|fourth|other|latter|former|last)\s+(?:of\s+(?:these|them|the\s+\w+)|"
    r"(?:attack|incident|operation|blast|bombing|strike|raid|ambush|assault|shooting|explosion)\b)|"
    r"^in\s+(?:one|the\s+(?:deadliest|worst|bloodiest|largest|biggest|latest))\b",
    re.IGNORECASE,
)


def _words(part: Happening) -> str:
    scene = part.lead.scene
    return scene.report.text[scene.span.start : scene.span.end]


def _may_cover(whole: Happening, part: Happening) -> bool:
    """Whether a happening may be among those that a sum adds up, by its doers or the words, and by its days."""
    days, day = whole.lead.when, part.lead.when
    outside = days is not None and day is not None and not days.value.overlaps(day.value)
    return not outside and (_is_part(part, whole) or _named_as_part(part, whole) or _brings_up(part, whole))


def _just_adding_up(whole: Happening, happenings: Sequence[Happening]) -> list[Happening]:
    """ "Two attacks killed 14. Twelve died … Two died …": what is told after a sum and makes it up to the last one."""
    told_after = [
        one
        for one in happenings
        if one.lead.scope is Scope.INCIDENT
        and one.lead.event_type.violent
        and one.lead.scene.number > whole.lead.scene.number
        and _killed(one)
    ]
    exact = {toll.count.low for toll in _killed(whole) if toll.count.low == toll.count.high}
    dead = sum(max(toll.count.low for toll in _killed(one)) for one in told_after)
    return told_after if len(told_after) >= 2 and dead in exact else []


def _brings_up(part: Happening, whole: Happening) -> bool:
    """ "…, bringing the number of soldiers killed since May to 90": the running sum takes in what was just told."""
    told = part.lead.scope is Scope.INCIDENT and part.lead.event_type.violent
    return told and whole.lead.sum_of is Sum.RUNNING and part.lead.scene is whole.lead.scene


def _adds_up_to(whole: Happening, parts: Sequence[Happening]) -> bool:
    """Whether the parts fit the whole: no more dead than it has."""
    totals = [toll.count for toll in _killed(whole)]
    total = max((count.high or count.low for count in totals), default=None)
    dead = sum(max((toll.count.low for toll in _killed(part)), default=0) for part in parts)
    return total is None or dead <= total


def _killed(one: Happening) -> list[Toll]:
    return [t for told in one.tellings for t in told.tolls if t.harm is Harm.KILLED and t.part_of is None]
