"""What a later happening of a report leaves unsaid: it took place where and when the one told before it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from casus.extract.happening import Happening
from casus.extract.tellings import Telling
from casus.model.codes import EventType, Realis, Scope
from casus.model.reading import Reading
from casus.model.when import When
from casus.reference.roles import roles

# Moves that follow from violence told before, or that violence follows: "a suspect was arrested", a march.
_FOLLOWING = frozenset({EventType.ARREST, EventType.PROTEST})

_NEAR = 2
"""Days of no more than so many are those of one happening, and may be another's too."""


def carry_over(happenings: Sequence[Happening]) -> None:
    """Gives place and days of what was told last on the ground to what follows without any."""
    before: Telling | None = None
    days: dict[EventType, Reading[When]] = {}
    for one in happenings:
        lead = one.lead
        fresh = lead.scope is Scope.INCIDENT and lead.realis in (Realis.HAPPENED, Realis.ATTEMPTED)
        if not fresh:
            _fill_the_same(one, before)
            _fill_the_sum(one, before)
            continue
        on_the_ground = lead.event_type.violent or lead.event_type in _FOLLOWING
        if before is not None and (on_the_ground or _freed_with(lead, before)):
            for telling in one.tellings:
                _fill(telling, before, days)
        if on_the_ground:
            _fill_from_around(one)
        if on_the_ground and lead.place is not None:
            before = lead
        if on_the_ground and lead.when is not None and lead.when.value.days <= _NEAR:
            days[lead.event_type] = lead.when


def _fill_from_around(one: Happening) -> None:
    """ "A fire breaks out in a hall in Vale. A man is arrested": where nothing else is told, the town told before."""
    for telling in one.tellings:
        told = telling.event_type.violent or telling.event_type is EventType.ARREST
        if telling.place is None and told and not telling.apart:
            telling.place = telling.around


def _freed_with(lead: Telling, before: Telling) -> bool:
    """ "Fifteen others are freed": the sentence after violence goes on with it."""
    near = 0 <= lead.scene.number - before.scene.number <= 1
    return near and lead.event_type is EventType.RELEASE and bool(lead.tolls) and before.event_type.violent


def _fill_the_same(one: Happening, before: Telling | None) -> None:
    """ "The attack follows a strike on the same base": what is recalled lies where the news does."""
    for telling in one.tellings:
        if before is not None and telling.place is None and (_same_site(telling) or _led_to(telling, before)):
            telling.place = before.place


def _led_to(telling: Telling, before: Telling) -> bool:
    """ "retook the town after days of clashes": what is recalled in the sentence that tells the news."""
    violent = telling.event_type.violent and before.event_type.violent
    return violent and telling.scene is before.scene and telling.token > before.token


def _fill_the_sum(one: Happening, before: Telling | None) -> None:
    """ "Forty people have been hurt so far": a sum without a place counts where the news is."""
    for telling in one.tellings:
        summed = telling.scope is Scope.AGGREGATE and telling.realis is Realis.HAPPENED
        if before is not None and summed and telling.place is None and telling.scene is not before.scene:
            telling.place = before.place


def _same_site(telling: Telling) -> bool:
    """ "the same base", not "the same day"."""
    words = telling.scene.tokens
    pairs = pairwise(words)
    return any(word.lower == "same" and site.lemma.lower() in roles().site for word, site in pairs)


def _fill(telling: Telling, before: Telling, days: Mapping[EventType, Reading[When]]) -> None:
    """The place told last, and the day of the last of its kind: between a raid and its dead an arrest may be told."""
    if telling.place is None:
        telling.place = before.place
    if telling.when is None and before.when is not None and before.when.value.days <= _NEAR:
        telling.when = days.get(telling.event_type, before.when)
