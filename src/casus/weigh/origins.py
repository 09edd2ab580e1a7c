"""Where the information comes from: voices counted by origin, not by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casus.model.account import Origin, Voices
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Side
from casus.model.incident import Incident
from casus.model.report import Report
from casus.reference.publishers import publishers
from casus.text.naming import content_words, initials, telling_words
from casus.weigh.copies import copies
from casus.weigh.pages import Page, house_key, page
from casus.weigh.voices import interest, voice


def origins(incident: Incident, reports: Mapping[str, Report]) -> tuple[Origin, ...]:
    """The origins that speak in an incident, in order of name.

    Ten papers that quote one spokesman are one origin; a spokesman and his group are one. A report's own voice is that
    of the agency that it credits, else its publisher's house, else its own; reports of nearly one text are copies.
    A state's organ speaks with that state's stake.
    """
    own = _own_voices(incident.claims, reports)
    sources = _source_keys([claim.source.value for claim in incident.claims if claim.source])
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(incident.claims, key=lambda one: one.id):
        held[sources[claim.source.value] if claim.source else own[claim.report_id].key].append(claim)
    return tuple(sorted((_origin(claims, incident, reports, own) for claims in held.values()), key=_by_name))


def _by_name(origin: Origin) -> tuple[str, tuple[str, ...]]:
    return origin.name, origin.claim_ids


def _origin(
    claims: Sequence[Claim], incident: Incident, reports: Mapping[str, Report], own: Mapping[str, Page]
) -> Origin:
    """A source goes by its fullest name, copies of one text by all their papers. One voice's stake is the origin's."""
    pages = [own[claim.report_id] for claim in claims if claim.source is None]
    sources = {voice(claim, reports) for claim in claims if claim.source}
    names = sorted({one.name for one in pages})
    if sources and not pages:
        names = [max(sources, key=lambda name: (len(telling_words(name)), len(name), name))]
    organ = next((one.organ for one in pages if one.organ), None)
    stakes = sorted({stake for claim in claims if (stake := interest(claim, incident, organ))}, reverse=True)
    return Origin(
        name=", ".join(names or sorted(sources)),
        interest=stakes[0] if stakes else None,
        claim_ids=tuple(claim.id for claim in claims),
        why=tuple(dict.fromkeys(_why(claims, pages))),
        organ=organ,
    )


def _why(claims: Sequence[Claim], pages: Sequence[Page]) -> Iterator[str]:
    """What makes several pages one voice."""
    quoting = {claim.report_id for claim in claims if claim.source}
    if len(quoting) > 1:
        yield f"one speaker in {len(quoting)} reports"
    yield from (one.why for one in pages if one.why)


def voices(heard: Sequence[Origin]) -> Voices:
    """How many speak in an incident: claims, origins, and those among them that speak independently or are parties.

    Origins without a stake are each independent; those with one stake are one together.
    """
    claims = {name for origin in heard for name in origin.claim_ids}
    parties = sum(origin.interest is not None for origin in heard)
    return Voices(claims=len(claims), origins=len(heard), independent=independent(heard), parties=parties)


def independent(heard: Sequence[Origin]) -> int:
    """How many origins speak independently: each without a stake is one, all with the same stake are one together."""
    stakes = {origin.interest for origin in heard if origin.interest is not None}
    return len(stakes) + sum(origin.interest is None for origin in heard)


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
    press = publishers().named(source.name)
    if press is not None and press.kind in _PRESS:
        return house_key(press)
    if source.side is not Side.STATE and source.parent:
        return f"id {source.parent}"
    if source.id or source.parent:
        return f"id {source.id or source.parent}"
    short = initials(source.name) or (source.name if source.name.isupper() else None)
    return f"name {short.casefold() if short else ' '.join(sorted(content_words(source.name)))}"


_PRESS = frozenset({"agency", "paper", "broadcaster", "online", "monitor", "group"})


def _own_voices(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, Page]:
    """Whose words each report is that speaks in its own voice."""
    names = sorted({claim.report_id for claim in claims if claim.source is None})
    pages = {
        name: page(reports[name]) if name in reports else Page(f"report {name}", f"report {name}") for name in names
    }
    texts = {name: reports[name].text for name in names if name in reports}
    return _joined(pages, copies(texts))


def _joined(pages: Mapping[str, Page], first: Mapping[str, str]) -> dict[str, Page]:
    """Pages whose texts are copies share one key: the first of all that are tied together by house or by words."""
    keys = {one.key: one.key for one in pages.values()}
    for name, other in sorted(first.items()):
        kept, gone = sorted((keys[pages[name].key], keys[pages[other].key]))
        keys = {key: kept if now == gone else now for key, now in keys.items()}
    copied = {each for pair in first.items() if pair[0] != pair[1] for each in pair}
    return {name: _with_key(one, keys[one.key], name in copied) for name, one in pages.items()}


def _with_key(one: Page, key: str, copied: bool) -> Page:
    return replace(one, key=key, why=one.why or ("copies of one text" if copied else None))
