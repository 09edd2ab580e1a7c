"""Names that no gazetteer lists, where words of place say that they are places: "in Vale Hollow, Lund Province"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.extract.phrases import PROPER
from casus.extract.scene import Mark, Scene, within
from casus.extract.words import country_of
from casus.model.codes import Precision
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

_BEFORE = frozenset({"in", "near", "outside", "at"})
# "the Vale Hollow area": the name stands before one of these.
_AREAS = frozenset("area region district neighborhood neighbourhood village town valley".split())
_LONGEST = 3
"""How many words a name may have; longer runs of capitals hold a person."""
# Land and sea of a country, told by its adjective: "Syrian territory".
_LANDS = frozenset({"territory", "water", "soil", "airspace", "land"})


def unlisted(scene: Scene, seized: frozenset[int]) -> Iterator[tuple[Mark, Reading[Place]]]:
    """The places of a sentence that the gazetteer does not know, with the country and province that the text gives.

    `seized` are the chunks of what was taken: they need no word of place.
    """
    for index in scene.nouns():
        found = _own_land(scene, index) or _bare_name(scene, index, seized=index in seized)
        if found is not None:
            yield found


def _own_land(scene: Scene, index: int) -> tuple[Mark, Reading[Place]] | None:
    """ "Philippine waters", "Syrian territory": the country, in the words of the text."""
    part = scene.chunks[index]
    if scene.head(index).lemma.lower() not in _LANDS or within(scene.places, part.first, part.last):
        return None
    first = next((i for i in range(part.first, part.head) if country_of(scene.tokens[i].text)), None)
    country = country_of(scene.tokens[first].text) if first is not None else None
    if first is None or country is None:
        return None
    place = Place(scene.text(first, part.head), country.code, precision=Precision.COUNTRY)
    return Mark(first, part.head), _reading(scene, place, first, part.head, "a country's land")


def _bare_name(scene: Scene, index: int, *, seized: bool) -> tuple[Mark, Reading[Place]] | None:
    """ "in Vale Hollow", "the Vale Hollow area": a name after a word of place that nothing else claims."""
    part = scene.chunks[index]
    area = scene.head(index).lemma.lower() in _AREAS and part.head > part.first
    last = part.head - 1 if area and scene.tokens[part.head].tag not in PROPER else part.head
    first = last
    while first > part.first and scene.tokens[first - 1].tag in PROPER:
        first -= 1
    alone = first == part.first or scene.tokens[first - 1].tag == "DT"  # no "tanker Vale Star"
    led = (seized and alone) or (part.first > 0 and _introduced(scene, part.first, area=area))
    if not led or last - first >= _LONGEST or not _free(scene, first, last):
        return None
    holder = _holder(scene, last)
    place = Place(scene.text(first, last), holder.country if holder else None, holder.admin1 if holder else None)
    return Mark(first, last), _reading(scene, place, first, last, "name-unlisted")


def _introduced(scene: Scene, first: int, *, area: bool) -> bool:
    before = scene.tokens[first - 1].lower
    return before in _BEFORE or (area and before in ("of", "on"))


def _free(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are a name, and no actor, day, body, person in office or known place."""
    words = roles()
    tokens = scene.tokens[first : last + 1]
    if any(token.tag not in PROPER for token in tokens) or not scene.tokens[first].text[:1].isupper():
        return False
    taken = [mark for marks in (scene.places, scene.actors, scene.times) for mark, _ in marks]
    if any(mark.first <= last and first <= mark.last for mark in taken) or country_of(scene.text(first, last)):
        return False
    bodies = words.power | words.speaker | words.office | words.firm
    acts = lexicon().act_nouns
    return not any(
        token.lemma.lower() in bodies or token.lower in lexicon().people or acts.at((token.lower,), 0)
        for token in tokens
    )


def _holder(scene: Scene, last: int) -> Place | None:
    """What the name stands in: the place that follows it after a comma or "in"."""
    follows = [(mark, reading.value) for mark, reading in scene.places if 0 < mark.first - last <= 6]
    if not follows:
        return None
    between = scene.tokens[last + 1 : follows[0][0].first]
    linked = all(token.lower in (",", "in", "the", "of", "a", *_AREAS, "city") for token in between)
    return follows[0][1] if linked else None


def _reading(scene: Scene, place: Place, first: int, last: int, rule: str) -> Reading[Place]:
    return Reading(place, place.name, scene.token_span(first, last), rule, 0.4)


_AT_THE_BORDER = re.compile(
    r"\b(?:at|along|near|on|across) (?:the|their|its) (?:shared |common |disputed )?(border)\b(?! \w)"
)


def bare_border(scene: Scene, until: int) -> Reading[Place] | None:
    """ "clashes at the border": a border of which it is not told whose it is belongs to neither side."""
    end = scene.tokens[min(until, len(scene.tokens) - 1)].end
    found = _AT_THE_BORDER.search(scene.report.text, scene.span.start, end)
    if found is None:
        return None
    return Reading(Place("border", precision=Precision.REGION), "border", Span(*found.span(1)), "border", 0.6)
