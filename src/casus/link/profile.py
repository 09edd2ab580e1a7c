"""What of a claim is compared, worked out once so that many pairs can be compared fast."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casus.link.setting import Setting
from casus.model.claim import Claim
from casus.model.codes import EventType, Harm, Realis, Scope
from casus.model.count import Count
from casus.model.place import Place
from casus.model.report import Report
from casus.model.when import When
from casus.text.naming import content_words, initials, telling_words

_EARTH_KM = 6371.0088  # mean radius, IUGG
_STRETCH = 4  # words
_MARKS = ".,;:!?'\"()“”‘’"


@dataclass(frozen=True, slots=True)
class Named:
    """Those named in one part of a claim: the words as told, the words that tell them apart, and known ids."""

    told: tuple[str, ...]
    words: frozenset[str]
    telling: frozenset[str]
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim as the features see it.

    `search` is the stretch of days in which partners are looked for. `day_told`: the day follows from words of the
    report, not from a convention about fresh news.
    """

    claim_id: str
    report_id: str
    incident: int
    family: str
    act: EventType
    scope: Scope
    realis: Realis
    when: When | None
    day_told: bool
    search: When | None
    place: Place | None
    perpetrators: Named
    targets: Named
    weapon: Named
    killed: Count | None
    injured: Count | None
    quote: frozenset[tuple[str, ...]]


def profile(claim: Claim, report: Report | None, setting: Setting) -> Profile:
    """The profile of a claim; `report` gives the week to search in where the claim itself has no day."""
    actors = [reading.value for reading in claim.perpetrators]
    ids = frozenset(actor.id for actor in actors if actor.id)
    when = claim.when.value if claim.when else None
    return Profile(
        claim_id=claim.id,
        report_id=claim.report_id,
        incident=claim.incident,
        family=setting.families[claim.event_type],
        act=claim.event_type,
        scope=claim.scope,
        realis=claim.realis,
        when=when,
        day_told=claim.when is not None and claim.when.span is not None,
        search=_search(claim, report.published if report else None, setting.undated),
        place=claim.place.value if claim.place else None,
        perpetrators=named([actor.name for actor in actors], ids),
        targets=_apart_from(named([reading.value for reading in claim.targets]), claim),
        weapon=named([claim.weapon.value] if claim.weapon else []),
        killed=_told(claim, Harm.KILLED),
        injured=_told(claim, Harm.INJURED),
        quote=_stretches(claim.quote),
    )


def named(names: list[str], ids: frozenset[str] = frozenset()) -> Named:
    """Names with their words; a name of three words also stands as its initials."""
    short = {mark.casefold() for name in names if (mark := initials(name))}
    return Named(
        told=tuple(names),
        words=frozenset().union(*map(content_words, names)) | short,
        telling=frozenset().union(*map(telling_words, names)) | short,
        ids=ids,
    )


def _apart_from(targets: Named, claim: Claim) -> Named:
    """Targets without the words of the place: that "Zenda" was hit in Zenda says nothing new."""
    if claim.place is None:
        return targets
    where = claim.place.value
    names = (where.name, where.canonical or "", where.admin1 or "")
    known: frozenset[str] = frozenset().union(*map(content_words, names))
    return replace(targets, words=targets.words - known, telling=targets.telling - known)


def _stretches(quote: str) -> frozenset[tuple[str, ...]]:
    words = [word.strip(_MARKS) for word in quote.casefold().split()]
    return frozenset(tuple(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1))


def _search(claim: Claim, published: date | None, week: int) -> When | None:
    """Its days; some more before them where no words told them, and the week before its report where it has none."""
    if claim.when is None:
        return None if published is None else When(published - timedelta(days=week), published)
    days = claim.when.value
    return days if claim.when.span else When(days.first - timedelta(days=week), days.last)


def _told(claim: Claim, harm: Harm) -> Count | None:
    """The sum of what a claim says of one harm, parts of a total left out; None where it says nothing."""
    counts = [toll.count for toll in claim.tolls_of(harm)]
    return sum(counts[1:], counts[0]) if counts else None


def kilometres(left: Place, right: Place) -> float | None:
    """Great-circle distance in km by the haversine formula; None where either has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    north, south = math.radians(left.lat), math.radians(right.lat)
    half_lat = math.sin((north - south) / 2) ** 2
    half_lon = math.sin(math.radians(left.lon - right.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half_lat + math.cos(north) * math.cos(south) * half_lon))
