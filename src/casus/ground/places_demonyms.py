"""Peoples' names as places: "Israeli", "the Afghans". Read only where somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from casus.ground.places_tokens import words_of
from casus.ground.places_words import place_words
from casus.model.codes import Precision
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.gazetteer import Entry, Gazetteer


def demonyms(text: str, gazetteer: Gazetteer) -> Iterator[Reading[Place]]:
    """The demonyms of `text` as readings with rule "demonym": country and middle of the country or region named.

    They are no places of any act: score 0.5.
    """
    words = words_of(text)
    at = 0
    while at < len(words):
        step = 1
        for size in (2, 1):
            last = at + size - 1
            if words[at].capital and last < len(words) and (size == 1 or words[last].joined):
                span = Span(words[at].start, words[last].end)
                entry = _meant(span.of(text), gazetteer)
                if entry is not None:
                    yield _reading(span, text, entry)
                    step = size
                    break
        at += step


def _meant(words: str, gazetteer: Gazetteer) -> Entry | None:
    code = gazetteer.demonym(words)
    country = gazetteer.country(code) if code else None
    if country is not None:
        return next((one for one in gazetteer.named(country.name) if one.kind == "country"), None)
    region = place_words().region_demonyms.get(words)
    return next((one for one in gazetteer.named(region) if one.kind == "region"), None) if region else None


def _reading(span: Span, text: str, entry: Entry) -> Reading[Place]:
    words = span.of(text)
    precision = Precision.COUNTRY if entry.kind == "country" else Precision.REGION
    place = Place(
        words, entry.country, None, entry.lat, entry.lon, entry.id, precision, relation=None, canonical=entry.name
    )
    return Reading(place, words, span, "demonym", 0.5)
