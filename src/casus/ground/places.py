"""The reading of places: names of a report, the gazetteer entries they mean, and what could have been meant instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import exp

from casus.ground.places_borders import borders
from casus.ground.places_demonyms import demonyms as peoples
from casus.ground.places_find import find
from casus.ground.places_links import Link, links
from casus.ground.places_mentions import Found, Mention, forced
from casus.ground.places_resolve import Choice, resolve
from casus.model.codes import Precision
from casus.model.place import Place
from casus.model.reading import Reading, Rival
from casus.model.span import Span
from casus.reference.gazetteer import Entry, Gazetteer, open_gazetteer

_PRECISION = {
    "country": Precision.COUNTRY,
    "admin1": Precision.PROVINCE,
    "admin2": Precision.DISTRICT,
    "county": Precision.PROVINCE,
    "region": Precision.REGION,
    "sea": Precision.REGION,
    "border": Precision.REGION,
    "town": Precision.EXACT,
    "facility": Precision.EXACT,
}
_WINDOW = 60
_FAR = 1000
_NEAR = re.compile(r"near|close|outside|around|\bof\b|\bfrom\b|\boff\b|outskirts", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]['”\"]?\s")


def read_places(text: str, gazetteer: Gazetteer | None = None, *, demonyms: bool = False) -> tuple[Reading[Place], ...]:
    """Every place that `text` names, in order, resolved by what the whole text says.

    A name's `rule` is the kind of what was found (country, admin1, admin2, county, town, region, sea, border or
    facility), or `facility-unlisted`, `town-unlisted`, `unit-unlisted` or `name-in-chain` where the gazetteer has none:
    country and province then come from the words around it, coordinates stay None. `score` is a rank from 0 to 1;
    `rivals` are the runners-up. With `demonyms`, peoples' names ("Israeli") are read too, by the rule `demonym`.
    """
    names = gazetteer or open_gazetteer()
    shared = borders(text, names)
    single = [one for one in _readings(text, find(text, names), names) if not _inside(one, shared)]
    read = [*single, *shared]
    if demonyms:
        read += [one for one in peoples(text, names) if not _inside(one, read)]
    return tuple(sorted(read, key=_start))


def places_unsaid(
    text: str, read: Sequence[Reading[Place]], gazetteer: Gazetteer | None = None
) -> tuple[Reading[Place], ...]:
    """Places below countries whose names stand in `text` and were not `read`: nothing there says that they are meant.

    Each is what its name would mean there if it named a place.
    """
    names = gazetteer or open_gazetteer()
    unsaid = [(one.start, one.end) for one in find(text, names).mentions if _may_be(one, read)]
    if not unsaid:
        return ()
    known = [(one.span.start, one.span.end) for one in read if one.span is not None]
    would = resolve_spans(text, [*unsaid, *known], names)
    return tuple(
        one
        for one in would
        if one.span and (one.span.start, one.span.end) in unsaid and one.value.precision is not Precision.COUNTRY
    )


def _may_be(mention: Mention, read: Sequence[Reading[Place]]) -> bool:
    span = Span(mention.start, mention.end)
    named = any(match.own and match.entry.kind != "country" for match in mention.matches)
    return named and not any(one.span is not None and one.span.overlaps(span) for one in read)


def chain(readings: Sequence[Reading[Place]], index: int) -> tuple[Reading[Place], ...]:
    """The comma chain that `readings[index]` opens or goes on: "Mach", "Balochistan", "Pakistan", innermost first.

    Neighbours belong to it where two characters (", ") part them and the one behind is larger and holds the one before.
    """
    out = [readings[index]]
    for after in readings[index + 1 :]:
        last = out[-1]
        if last.span is None or after.span is None or after.span.start - last.span.end != 2:
            break
        if after.value.country != last.value.country or after.value.precision.breadth <= last.value.precision.breadth:
            break
        out.append(after)
    return tuple(out)


def resolve_spans(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> tuple[Reading[Place], ...]:
    """The places that stand at `spans` (characters of `text`), one reading each: resolution without recognition."""
    found = forced(text, list(spans), find(text, gazetteer), gazetteer)
    return _readings(text, found, gazetteer)


def _inside(reading: Reading[Place], others: Sequence[Reading[Place]]) -> bool:
    return any(reading.span and other.span and reading.span.overlaps(other.span) for other in others)


def _start(reading: Reading[Place]) -> int:
    return reading.span.start if reading.span else 0


def _readings(text: str, found: Found, gazetteer: Gazetteer) -> tuple[Reading[Place], ...]:
    joined = links(text, found.mentions)
    choices = resolve(text, found, joined)
    context = _Context(text, found, choices, joined, gazetteer)
    out = [context.reading(at) for at in range(len(choices))]
    meant = _named_again(out)
    if meant:
        kept = [None if at in meant else choice for at, choice in enumerate(choices)]
        context = _Context(text, found, kept, joined, gazetteer)
        out = [meant.get(at) or context.reading(at) for at in range(len(choices))]
    return tuple(reading for reading in out if reading is not None)


def _named_again(read: Sequence[Reading[Place] | None]) -> dict[int, Reading[Place]]:
    """ "The village of Vale in Chad … in Vale": an unlisted name keeps its country where it stands alone later."""
    first: dict[str, Reading[Place]] = {}
    out: dict[int, Reading[Place]] = {}
    for at, reading in enumerate(read):
        if reading is None:
            continue
        before = first.setdefault(reading.text, reading)
        unlisted = before.rule.endswith("unlisted") and before.value.country is not None
        if unlisted and reading.value.country not in (None, before.value.country):
            out[at] = Reading(before.value, reading.text, reading.span, before.rule, before.score)
    return out


class _Context:
    """The mentions with their choices, so that an unlisted name takes country and province from the others."""

    def __init__(
        self,
        text: str,
        found: Found,
        choices: Sequence[Choice | None],
        joined: Sequence[Link],
        gazetteer: Gazetteer,
    ) -> None:
        self.text, self.mentions, self.choices, self.gazetteer = text, found.mentions, choices, gazetteer
        self.outer = {link.inner: link.outer for link in joined}
        peoples = set(found.peoples)
        self.people = peoples.pop() if len(peoples) == 1 else None
        self.nations = {one.entry.country for one in choices if one and one.entry and one.entry.country}
        self.named = Counter(choice.entry.id for choice in choices if choice and choice.entry)

    def reading(self, at: int) -> Reading[Place] | None:
        mention, choice = self.mentions[at], self.choices[at]
        if choice is None:
            return None
        name = self.text[mention.start : mention.end]
        span = Span(mention.start, mention.end)
        if choice.entry is not None:
            place = _place(name, choice.entry, mention)
            rivals = tuple(Rival(_place(name, entry, mention), _rank(score)) for entry, score in choice.rivals)
            return Reading(place, name, span, choice.entry.kind, _rank(choice.score, choice.margin), rivals)
        holder, rule = self._holder(at), self._unlisted_rule(mention)
        if holder is None and rule == "name-in-chain":
            return None
        place = self._unlisted(name, mention, holder)
        return Reading(place, name, span, rule, 0.5 if place.country else 0.3)

    def _unlisted_rule(self, mention: Mention) -> str:
        if mention.hint == "facility":
            return "facility-unlisted"
        if mention.hint == "town":
            return "town-unlisted"
        return "unit-unlisted" if mention.hint in ("first", "second") else "name-in-chain"

    def _unlisted(self, name: str, mention: Mention, holder: Entry | None) -> Place:
        precision = Precision.DISTRICT if mention.hint in ("first", "second") else Precision.EXACT
        place = Place(name, precision=precision, relation=mention.relation)
        if holder is None:
            # "The Israeli kibbutz of …": the one people that the report names tells the country.
            return replace(place, country=self.people) if mention.hint else place
        admin1 = None if holder.kind == "country" else holder.admin1
        return replace(place, country=holder.country, admin1=admin1)

    def _holder(self, at: int) -> Entry | None:
        """What holds an unlisted name: the country it begins with, the chain it opens, or what is named nearest."""
        first = next(iter(self.mentions[at].core.split(maxsplit=1)), "")
        if self.mentions[at].hint == "facility" and self.gazetteer.country_named(first):
            return next(one for one in self.gazetteer.named(first) if one.kind == "country")
        seen = {at}
        step = self.outer.get(at)
        while step is not None and step not in seen:
            seen.add(step)
            choice = self.choices[step]
            if choice and choice.entry and choice.entry.kind not in ("sea", "border"):
                return choice.entry
            step = self.outer.get(step)
        mention = self.mentions[at]
        if mention.hint is None:
            return None
        return self._nearest(at)

    def _nearest(self, at: int) -> Entry | None:
        """The place nearest in the text: of the same sentence, or of any where the report speaks of one country."""
        here = self.mentions[at]
        best: tuple[int, Entry] | None = None
        for other in range(max(0, at - _WINDOW), min(len(self.mentions), at + _WINDOW)):
            choice = self.choices[other]
            if choice is None or choice.entry is None or choice.entry.country is None:
                continue
            gap = self._gap(here, self.mentions[other], choice.entry)
            if (gap < _FAR or len(self.nations) == 1) and (best is None or gap < best[0]):
                best = (gap, choice.entry)
        return best[1] if best else None

    def _gap(self, here: Mention, other: Mention, entry: Entry) -> int:
        """How far apart two mentions stand, in characters, with a toll for what is behind, wide or past a full stop."""
        gap = other.start - here.end if other.start >= here.end else 2 * (here.start - other.end) + 10
        left, right = min(here.start, other.start), max(here.end, other.end)
        gap += 40 if entry.kind == "country" else 0
        stops = len(_SENTENCE.findall(self.text, left, right))
        return gap + stops * _FAR - min(60 * self.named[entry.id], 300) * (stops > 0)


def _place(name: str, entry: Entry, mention: Mention) -> Place:
    return Place(
        name=name,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        id=entry.id,
        precision=_precision(entry, mention),
        relation=mention.relation,
        canonical=entry.name,
    )


def _precision(entry: Entry, mention: Mention) -> Precision:
    if mention.direction and entry.kind == "country":
        return Precision.REGION
    known = _PRECISION[entry.kind]
    if known is Precision.EXACT and mention.hint in ("first", "second"):
        return Precision.DISTRICT
    if mention.hint in ("facility", "about") and entry.kind == "town":
        return Precision.NEAR
    if known is Precision.EXACT and mention.relation and _NEAR.search(mention.relation):
        return Precision.NEAR
    return known


def _rank(score: float, margin: float = 0.0) -> float:
    """A rank from 0 to 1: how well the entry is supported and how far ahead of the next it is."""
    return round(1 / (1 + exp(-(score - 2.5) - margin)), 3)
