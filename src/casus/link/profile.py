"""What of a claim is compared, worked out once so that many pairs can be compared fast."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casus.link.setting import Setting, common_names
from casus.model.claim import Claim
from casus.model.codes import EventType, Harm, Realis, Scope
from casus.model.count import Count
from casus.model.place import Place
from casus.model.report import Report
from casus.model.when import When, days_before
from casus.text.naming import content_words, initials, stem, telling_words

_EARTH_KM = 6371.0088  # mean radius, IUGG
_STRETCH = 4  # words
_SHORT = 700  # characters: a paragraph or two
_WORD = re.compile(r"[^\W\d_]{3,}")
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
    report, not from a convention about fresh news. `names`: the names in the words around the claim that the news is
    not full of. `spot`: the words of its place's name; where it has no place, `heard` holds the words with a capital
    around it, among which another's place may be. `busy`: the place is one of which there is news every week; `front`:
    it lies in a country at war. `recalls`: its words tell what came of a happening that they take for known ("a suspect
    in the attack is charged").
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
    names: frozenset[str]
    spot: frozenset[str]
    heard: frozenset[str]
    busy: bool
    front: bool
    recalls: bool


def profiles(claims: Iterable[Claim], reports: Mapping[str, Report], setting: Setting) -> Iterator[Profile]:
    """The profiles of claims; all claims of a report must be among them, in any order."""
    told = list(claims)
    happenings: dict[str, set[int]] = defaultdict(set)
    for claim in told:
        happenings[claim.report_id].add(claim.incident)
    begun = _begun(told)
    for claim in told:
        alone = len(happenings[claim.report_id]) == 1
        yield profile(claim, reports.get(claim.report_id), setting, alone=alone, begun=begun[claim.id])


def _begun(told: Iterable[Claim]) -> dict[str, Claim]:
    """For each claim its report's first one on its happening, or on violence at its place on its days."""
    first: dict[Hashable, Claim] = {}
    begun = {}
    for claim in sorted(told, key=lambda claim: (claim.report_id, claim.span.start, claim.span.end, claim.id)):
        one = first.setdefault((claim.report_id, claim.incident), claim)
        if claim.place and claim.when and claim.event_type.violent:
            one = first.setdefault((claim.report_id, claim.place.value, claim.when.value), one)
        begun[claim.id] = one
    return begun


def profile(
    claim: Claim, report: Report | None, setting: Setting, *, alone: bool = False, begun: Claim | None = None
) -> Profile:
    """The profile of a claim; `report` gives the week to search in where the claim itself has no day.

    `alone`: its report tells of nothing else, so that all names in it are looked at where it is short. `begun`: the
    claim by which its report begins to tell of the happening: "the attack" of a later sentence recalls that one only.
    """
    actors = [reading.value for reading in claim.perpetrators]
    ids = frozenset(actor.id for actor in actors if actor.id)
    around = report.text if alone and report and len(report.text) <= _SHORT else claim.quote
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
        names=_names(claim, around),
        spot=content_words(claim.place.value.name) if claim.place else frozenset(),
        heard=frozenset() if claim.place else content_words(" ".join(_capitals(around))),
        busy=claim.place is not None and claim.place.value.id in setting.busy,
        front=claim.place is not None and claim.place.value.country in setting.fronts,
        recalls=claim.scope is Scope.BACKGROUND or _recalls(begun or claim, setting),
    )


def _recalls(claim: Claim, setting: Setting) -> bool:
    """Its report says so, or words that come after an act of violence: of arrests themselves "charges" are the news."""
    if claim.scope is Scope.BACKGROUND:
        return True
    return claim.event_type.violent and setting.recalls.search(_told_of_it(claim, setting)) is not None


def _told_of_it(claim: Claim, setting: Setting) -> str:
    """Its quote, up to the words that turn to another act where all its parties stand before them.

    "Strelsau shells Zenda in response to the attack": the shelling is news, and the attack is recalled.
    """
    spans = (*(one.span for one in claim.perpetrators), *(one.span for one in claim.targets))
    ends = [span.end for span in spans if span is not None]
    turn = setting.turns.search(claim.quote)
    if turn is None or not ends or max(ends) > claim.span.start + turn.start():
        return claim.quote
    return claim.quote[: turn.start()]


def named(names: list[str], ids: frozenset[str] = frozenset()) -> Named:
    """Names with their words; a name of three words also stands as its initials."""
    short = _initials(names)
    return Named(
        told=tuple(names),
        words=frozenset().union(*map(content_words, names)) | short,
        telling=frozenset().union(*map(telling_words, names)) | short,
        ids=ids,
    )


def _initials(names: Iterable[str]) -> frozenset[str]:
    return frozenset(mark.casefold() for name in names if (mark := initials(name)))


def _apart_from(targets: Named, claim: Claim) -> Named:
    """Targets without the words of the place: that "Zenda" was hit in Zenda says nothing new."""
    if claim.place is None:
        return targets
    where = claim.place.value
    names = (where.name, where.canonical or "", where.admin1 or "")
    known = frozenset().union(*map(content_words, names), _initials(names))
    return replace(targets, words=targets.words - known, telling=targets.telling - known)


def _stretches(quote: str) -> frozenset[tuple[str, ...]]:
    words = [word.strip(_MARKS) for word in quote.casefold().split()]
    return frozenset(tuple(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1))


def _names(claim: Claim, text: str) -> frozenset[str]:
    """Words with a capital in `text` but those (and initials) of its place and perpetrators: these are compared."""
    words = frozenset(word.casefold() for word in _capitals(text)) - common_names()
    own = [reading.value.name for reading in claim.perpetrators]
    if claim.place is not None:
        where = claim.place.value
        own += [where.name, where.canonical or "", where.admin1 or "", where.relation or ""]
    compared = {stem(word) for name in own for word in _WORD.findall(name)} | _initials(own)
    return frozenset(word for word in words if stem(word) not in compared)


def _capitals(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper()]


def _search(claim: Claim, published: date | None, week: int) -> When | None:
    """Its days; some more before them where no words told them, and the week before its report where it has none."""
    if claim.when is None:
        return None if published is None else When(days_before(published, week), published)
    days = claim.when.value
    return days if claim.when.span else When(days_before(days.first, week), days.last)


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
