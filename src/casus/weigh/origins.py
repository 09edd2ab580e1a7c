"""Where the information comes from: voices counted by origin, not by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from casus.model.account import Origin
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Side
from casus.model.incident import Incident
from casus.model.report import Report
from casus.text.naming import content_words, initials, telling_words
from casus.weigh.voices import interest, voice

_SHINGLE = 5  # words; Broder 1997
_COPIED = 0.6  # of the shorter text


def origins(incident: Incident, reports: Mapping[str, Report]) -> tuple[Origin, ...]:
    """The origins that speak in an incident, in order of name.

    Ten papers that quote one spokesman are one origin; a spokesman and his group are one. A report's own voice is its
    publisher's, or the report's where the publisher is not known; two reports of nearly the same words are wire copies.
    """
    own = _own_voices(incident.claims, reports)
    sources = _source_keys([claim.source.value for claim in incident.claims if claim.source])
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(incident.claims, key=lambda one: one.id):
        held[sources[claim.source.value] if claim.source else own[claim.report_id]].append(claim)
    return tuple(sorted((_origin(claims, incident, reports) for claims in held.values()), key=_by_name))


def _by_name(origin: Origin) -> tuple[str, tuple[str, ...]]:
    return origin.name, origin.claim_ids


def _origin(claims: Sequence[Claim], incident: Incident, reports: Mapping[str, Report]) -> Origin:
    """A source goes by its fullest name, copies of one text by all their papers. One voice's stake is the origin's."""
    names = sorted({voice(claim, reports) for claim in claims})
    if all(claim.source for claim in claims):
        names = [max(names, key=lambda name: (len(telling_words(name)), len(name), name))]
    stakes = sorted({stake for claim in claims if (stake := interest(claim, incident))}, reverse=True)
    return Origin(", ".join(names), stakes[0] if stakes else None, tuple(claim.id for claim in claims))


def _source_keys(sources: Iterable[Actor]) -> dict[Actor, str]:
    """Each source's key; one named in general ("the military") is the only one it can be ("Ruritania's military")."""
    keys = {source: _source_key(source) for source in sources}
    for source in [one for one in keys if not telling_words(one.name) and not one.id and not one.parent]:
        words = content_words(source.name)
        exact = {keys[other] for other in keys if telling_words(other.name) and words <= content_words(other.name)}
        if words and len(exact) == 1:
            keys[source] = exact.pop()
    return keys


def _source_key(source: Actor) -> str:
    """One key for a source under all its names. A group's sub-units and spokesmen speak for the group."""
    if source.side is not Side.STATE and source.parent:
        return f"id {source.parent}"
    if source.id or source.parent:
        return f"id {source.id or source.parent}"
    short = initials(source.name) or (source.name if source.name.isupper() else None)
    return f"name {short.casefold() if short else ' '.join(sorted(content_words(source.name)))}"


def _own_voices(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, str]:
    """For each report that speaks in its own voice, the key of its origin."""
    names = sorted({claim.report_id for claim in claims if claim.source is None})
    keys = {name: _publisher_key(name, reports.get(name)) for name in names}
    for left, right in combinations(names, 2):
        if keys[left] != keys[right] and _copied(reports.get(left), reports.get(right)):
            kept, gone = sorted((keys[left], keys[right]))
            keys = {name: kept if key == gone else key for name, key in keys.items()}
    return keys


def _publisher_key(name: str, report: Report | None) -> str:
    publisher = report.publisher if report else None
    return f"publisher {publisher.casefold()}" if publisher else f"report {name}"


def _copied(left: Report | None, right: Report | None) -> bool:
    if left is None or right is None:
        return False
    return shared_words(left.text, right.text) > _COPIED


def shared_words(left: str, right: str) -> float:
    """How much of the shorter text stands in the other: the share of its stretches of five words, 0 to 1."""
    here, there = _shingles(left), _shingles(right)
    return len(here & there) / min(len(here), len(there)) if here and there else 0.0


@lru_cache(maxsize=1024)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split()
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
