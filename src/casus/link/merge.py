"""One incident out of the claims of a cluster: what most of them say, as exactly as they agree."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from casus.link.setting import Setting
from casus.model.claim import Claim
from casus.model.codes import EventType, Precision, Realis, Scope
from casus.model.incident import Incident
from casus.model.judgement import Edge
from casus.model.place import Place
from casus.model.when import When

_Value = TypeVar("_Value", bound=Hashable)
_PRECISION = list(Precision)
_VAGUE_VOTE = 0.4  # five reporters who write "attack" outvote two who write "bombing", three do not


def merge(claims: tuple[Claim, ...], edges: tuple[Edge, ...], setting: Setting) -> Incident:
    """The incident that `claims` (in order of id, at least one) tell of."""
    return Incident(
        id=incident_id(claims),
        event_type=event_type(claims, setting),
        scope=scope(claims),
        realis=realis(claims),
        when=when(claims),
        place=place(claims),
        claims=claims,
        edges=edges,
    )


def incident_id(claims: Sequence[Claim]) -> str:
    """Make the id: "i" and 12 hex digits from the smallest claim id.

    Claim ids come from what was said, so the id stays when a report is read again, when the ledger is rebuilt in
    another order, and when claims with greater ids join or leave; it changes only with the claim that gave it.
    """
    smallest = min(claim.id for claim in claims)
    return "i" + hashlib.sha256(smallest.encode()).hexdigest()[:12]


def event_type(claims: Sequence[Claim], setting: Setting) -> EventType:
    """The act that most claims tell of; names for an act not exactly known ("attack") count less."""
    votes: dict[EventType, float] = defaultdict(float)
    for claim in claims:
        votes[claim.event_type] += _VAGUE_VOTE if claim.event_type in setting.vague else 1.0
    return min(votes, key=lambda act: (-votes[act], act.value))


def scope(claims: Sequence[Claim]) -> Scope:
    """A sum where all claims are sums; recalled only where nobody tells it as news."""
    scopes = {claim.scope for claim in claims}
    if scopes == {Scope.AGGREGATE}:
        return Scope.AGGREGATE
    return Scope.INCIDENT if Scope.INCIDENT in scopes else Scope.BACKGROUND


def realis(claims: Sequence[Claim]) -> Realis:
    """What most claims say; of two that are level, the one nearer to having happened."""
    votes = Counter(claim.realis for claim in claims)
    return max(Realis, key=lambda stage: (votes[stage], -list(Realis).index(stage)))


def when(claims: Sequence[Claim]) -> When | None:
    """The days that all claims allow; where they differ, the stretch that most voices hold, the narrowest of these.

    Days that stand in words come before those that follow from a convention about fresh news.
    """
    in_words = [(claim, claim.when.value) for claim in claims if claim.when and claim.when.span]
    told = in_words or [(claim, claim.when.value) for claim in claims if claim.when]
    if not told:
        return None
    common: When | None = told[0][1]
    for _, days in told:
        common = common.meet(days) if common else None
    return common or min(_voices(told), key=lambda entry: (-entry[1], entry[0].days, entry[0]))[0]


def place(claims: Sequence[Claim]) -> Place | None:
    """The most exact place in the country that most voices name; of equally exact ones that of most voices."""
    told = [(claim, claim.place.value) for claim in claims if claim.place]
    if not told:
        return None
    countries = _voices([(claim, where.country or "") for claim, where in told])
    country = min(countries, key=lambda entry: (-entry[1], entry[0] == "", entry[0]))[0]
    inside = [(claim, where) for claim, where in told if (where.country or "") == country]
    return min(_voices(inside), key=lambda entry: (_vagueness(entry[0]), -entry[1], repr(entry[0])))[0]


def _vagueness(where: Place) -> tuple[int, bool]:
    return _PRECISION.index(where.precision), not where.located


def _voices(told: Sequence[tuple[Claim, _Value]]) -> list[tuple[_Value, int]]:
    """Each value with the number of voices (a source in a report) that hold it."""
    voices = defaultdict(set)
    for claim, value in told:
        voices[value].add((claim.report_id, claim.source.value.name if claim.source else None))
    return [(value, len(held)) for value, held in voices.items()]


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """By day, then id; those of unknown day last."""
    return tuple(sorted(incidents, key=_by_day))


def _by_day(incident: Incident) -> tuple[bool, date, date, str]:
    days = incident.when or When.day(date.max)
    return incident.when is None, days.first, days.last, incident.id
