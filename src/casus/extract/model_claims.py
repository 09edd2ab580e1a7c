"""Claims from the acts that the trained reader found: its stretches of words resolved by the layers of grounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from casus.extract.model_acts import Act, Part
from casus.extract.model_names import hidden, parties_of
from casus.extract.model_spans import LEAST, whole
from casus.extract.words import country_of
from casus.model.actor import Actor
from casus.model.claim import Claim, Layers, claim_id
from casus.model.codes import EventType, Harm, Precision, Realis, Scope, Side, Stance
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When, days_before
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.lemmas import lemma

T = TypeVar("T")
NAMED = ("source", "perpetrators", "targets", "weapon")
"""The roles whose words are names."""
_ARTICLE = re.compile(r"(?:the|a|an|alleged|suspected|its|his|their)\s+", re.IGNORECASE)
_INNER = re.compile(r"(?<=\band )(?:the|an?)\s+", re.IGNORECASE)
_JOINT = re.compile(r"\band\b")
_AGAINST = re.compile(r"\banti-\w+", re.IGNORECASE)
_LETTERS = re.compile(r"\s*\([A-Z][\w–-]*\)\s*")
_PART = re.compile(r"\b(?:including|among|of whom|of them|of which)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:.*\s)?(?:[A-Z]\.){2,}")
_AND = re.compile(r"\s*(?:and|&|[-–/])\s*")
_CARRYING = re.compile(r"\b(?:carrying|transporting)\s+(?:\w+\s+)?$", re.IGNORECASE)
_INITIALISM = re.compile(r"[A-Z]{2,6}")
_NEXT = re.compile(r" ([A-Za-z]+)")
COUNTED = "model: counted"
"""The rule of a toll that a number of the text tells, not a bare plural or one person."""
FRESH = "fresh: the day of publication or the day before"


def claim_of(
    report: Report, layers: Layers, act: Act, number: int, origin: str, *, parties: Sequence[Span] | None = None
) -> Claim:
    """The claim that one act makes; `number` is its happening's, `parties` where the report names them (None: find)."""
    parties = parties_of(hidden(report.text, layers)) if parties is None else parties
    quote = act.sentence.of(report.text)
    kind = EventType(act.best("event_type"))
    parts = {role: whole(report.text, act.parts[role], act.sentence) for role in NAMED}
    doers = tuple(_actors(report.text, layers, _joint(report.text, parties, parts["perpetrators"])))
    stance = Stance(act.best("stance"))
    speaker = _first(_actors(report.text, layers, parts["source"]))
    return Claim(
        id=claim_id(report.id, quote, kind),
        report_id=report.id,
        incident=number,
        event_type=kind,
        quote=quote,
        span=act.sentence,
        scope=Scope(act.best("scope")),
        source=speaker or (doers[0] if doers and _speaks(kind, stance) else None),
        stance=stance,
        hedged=act.best("hedged") == "yes",
        realis=Realis(act.best("realis")),
        perpetrators=doers,
        targets=tuple(_names(report.text, _joint(report.text, parties, parts["targets"]))),
        weapon=_first(_names(report.text, parts["weapon"])),
        place=_place(report.text, layers, act),
        when=_when(report, layers, act),
        tolls=tuple(_tolls(report.text, layers, act)),
        score=act.score,
        origin=origin,
    )


def _speaks(kind: EventType, stance: Stance) -> bool:
    """Whether who does it is thereby who says it: who accuses, and who claims a deed for himself."""
    return (kind, stance) == (EventType.ACCUSE, Stance.ACCUSES) or stance is Stance.CLAIMS_RESPONSIBILITY


def _first(found: Iterator[Reading[T]]) -> Reading[T] | None:
    """The surest reading."""
    return max(found, key=lambda reading: reading.score, default=None)


def _likely(parts: Sequence[Part]) -> Iterator[Part]:
    return (part for part in parts if part.score >= LEAST)


def trimmed(text: str, span: Span) -> Span:
    """A naming string without its article, its "alleged" and its possessive ending."""
    words = span.of(text)
    start = span.start
    while (found := _ARTICLE.match(words)) and found.end() < len(words):
        start, words = start + found.end(), words[found.end() :]
    kept = words.rstrip(" ,.;:")
    if words.startswith(f"{kept}.") and _INITIALS.fullmatch(f"{kept}."):
        kept += "."  # of "U.S.", not a sentence's end
    bare = re.sub(r"['’]s?$", "", kept)
    return Span(start, start + len(bare)) if bare else span


def _actors(text: str, layers: Layers, parts: Sequence[Part]) -> Iterator[Reading[Actor]]:
    seen: set[str] = set()
    for part in _likely(parts):
        span = _shortest(text, layers, trimmed(text, part.span))
        if _is_nobody(text, span):
            continue
        actor = _actor(text, layers, span)
        if actor.name.lower() not in seen:
            seen.add(actor.name.lower())
            yield Reading(actor, span.of(text), span, "model", part.score)


def _is_nobody(text: str, span: Span) -> bool:
    """Whether words name a means, a part of one ("Car bombs"), or whom somebody is against ("anti-insurgents")."""
    words = span.of(text).lower().split()
    if " ".join(words) in roles().blameless or _AGAINST.fullmatch(text, span.start, span.end) is not None:
        return True
    after = _NEXT.match(text, span.end)
    told = [*words, after[1].lower()] if after else words
    return any(_is_means(forms, len(words)) for forms in (told, [lemma(word, "NNS") for word in told]))


def _is_means(words: Sequence[str], length: int) -> bool:
    """Whether a means or its use has the first `length` words for its name or a part of it; a bomber is somebody."""
    use, means = (table.at(words, 0) for table in (lexicon().act_nouns, lexicon().weapons))
    longest = max(found[0] if found is not None else 0 for found in (use, means))
    bomber = means is not None and means[1].event_type is EventType.SUICIDE_BOMBING
    return longest > length or (means is not None and means[0] == length and not bomber)


def _joint(text: str, parties: Sequence[Span], parts: Sequence[Part]) -> list[Part]:
    """Parties joined by "and" act together: where one of two is seen, so is the other, each by itself."""
    found = [cut for part in _likely(parts) for cut in _apart(text, part, parties)]
    for left, right in pairwise(one for one in parties if not _is_letters(text, one)):
        ours = next((part for part in found if part.span.overlaps(left) or part.span.overlaps(right)), None)
        if ours is None or not _AND.fullmatch(_LETTERS.sub(" ", text[left.end : right.start])):
            continue
        alone = [span for span in (left, right) if not any(part.span.overlaps(span) for part in found)]
        found.extend(Part(span, ours.score) for span in alone)
    return sorted(found, key=lambda part: part.span)


def _is_letters(text: str, party: Span) -> bool:
    """ "the Sons of Vale (SOV) and the army": the letters in brackets name the party before them once more."""
    return text[party.start - 1 : party.start] == "(" and text[party.end : party.end + 1] == ")"


def _apart(text: str, part: Part, parties: Sequence[Span]) -> Iterator[Part]:
    """ "Chad and the rebels" are two, "Chad and" is one: a stretch that holds nothing but parties, party by party."""
    inside = [span for span in parties if part.span.overlaps(span)]
    spans = [max(part.span.start, inside[0].start), *(span.end for span in inside)] if inside else []
    between = [text[left.end : right.start] for left, right in pairwise(inside)]
    edges = (text[part.span.start : spans[0]], text[spans[-1] : part.span.end]) if spans else ()
    apart = all(_AND.fullmatch(gap) for gap in between)
    if spans and apart and all(_AND.fullmatch(gap) or not gap.strip(" ") for gap in edges):
        yield from (Part(span, part.score) for span in inside)
    else:
        yield part


def _shortest(text: str, layers: Layers, span: Span) -> Span:
    """ "Hamas fighters" are named by "Hamas", "forces of Chad" by "Chad": a registered name, or a state behind "of"."""
    head, of, rest = span.of(text).partition(" of ")
    if of and " " not in head and _side(head) is Side.STATE and country_of(rest) is not None:
        return trimmed(text, Span(span.end - len(rest), span.end))
    known = [reading.span for reading in layers.actors if reading.span is not None and span.covers(reading.span)]
    if _JOINT.search(text, span.start, span.end):
        return span
    return next((one for one in known if one.start == span.start), span)


def _actor(text: str, layers: Layers, span: Span) -> Actor:
    words = _INNER.sub("", span.of(text))
    if _JOINT.search(words):
        return Actor(words)  # two who speak as one are neither of them
    known = _overlapping(layers.actors, span)
    if known is not None:
        value = known.value
        return Actor(words, value.id, value.country, value.side, value.parent)
    country = country_of(words)
    side = _side(words)
    if country is not None and side is Side.UNKNOWN:
        side = Side.STATE
    # An adjective that holds its country's name whole (Malian: Mali) names the country, any other itself.
    name = country.name if country is not None and " " not in words and country.name in words else words
    return Actor(name, None, country.code if country else None, side)


def _overlapping(readings: Sequence[Reading[T]], span: Span) -> Reading[T] | None:
    """The reading that shares the most with a span."""
    shared = [(one.span.shared(span), one) for one in readings if one.span is not None and one.span.overlaps(span)]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None


def _side(words: str) -> Side:
    people = lexicon().people
    # Who is for somebody stands on his side; who is against him, on nobody's that the words tell.
    against = _AGAINST.search(words) is not None
    words = _AGAINST.sub(" ", words).lower().replace("pro-", " ")
    if "government" in words:
        return Side.STATE
    # "forces" alone are a state's; rebel forces are rebels.
    backwards = [word for word in words.split()[::-1] if not (against and word in ("force", "forces"))]
    for word in sorted(backwards, key=lambda word: word in ("force", "forces")):
        for form in (word, word.removesuffix("s"), word.removesuffix("men") + "man"):
            if form in people:
                return people[form]
    return Side.UNKNOWN


def _names(text: str, parts: Sequence[Part]) -> Iterator[Reading[str]]:
    seen: set[str] = set()
    for part in _likely(parts):
        span = trimmed(text, part.span)
        name = span.of(text)
        country = country_of(name) if " " not in name else None
        people = name.endswith("s") and country_of(name[:-1]) is country
        value = country.name if country is not None and not people and country.name in name else name
        if value.lower() not in seen:
            seen.add(value.lower())
            yield Reading(value, name, span, "model", part.score)


def _place(text: str, layers: Layers, act: Act) -> Reading[Place] | None:
    """The place that grounding found at the likeliest words that are one, or may be one and are told so here.

    A dateline ("Vale: Two soldiers …") is left to who reads it as one.
    """
    likeliest = sorted(act.parts["place"], key=lambda part: -part.score)
    if likeliest and _heads(text, likeliest[0].span, act.sentence):
        return None
    found = (_overlapping(layers.places, part.span) or _overlapping(layers.maybe, part.span) for part in likeliest)
    return next((one for one in found if one is not None), None) or _unlisted(text, layers, act, likeliest)


def _unlisted(text: str, layers: Layers, act: Act, likeliest: Sequence[Part]) -> Reading[Place] | None:
    """A name that no gazetteer has, in the one country that its sentence names, or else that the report does."""
    part = next((one for one in likeliest if one.score >= LEAST), None)
    span = trimmed(text, part.span) if part else None
    name = span.of(text) if span is not None else ""
    if part is None or span is None or not name[:1].isupper() or country_of(name) is not None:
        return None
    if _INITIALISM.fullmatch(name):
        return None  # "the ABCD bombing": what was hit, and no name of a place
    known = [one for one in layers.places if one.span is not None and one.value.country is not None]
    near = [one for one in known if one.span is not None and act.sentence.covers(one.span)]
    nations = {one.value.country for one in near or known}
    country = next(iter(nations)) if len(nations) == 1 else None
    place = Place(name, country=country, precision=Precision.EXACT)
    return Reading(place, name, span, "model: unlisted", part.score * (1.0 if country else 0.6))


def _heads(text: str, span: Span, sentence: Span) -> bool:
    return span.start == sentence.start and text[span.end : span.end + 1] == ":"


def _when(report: Report, layers: Layers, act: Act) -> Reading[When] | None:
    kind = act.best("day")
    said = max(act.parts["when"], key=lambda part: part.score, default=None)
    known = _overlapping(layers.times, said.span) if said is not None else None
    if known is not None and known.value.when is not None and kind != "none":
        return Reading(known.value.when, known.text, known.span, known.rule, known.score)
    if kind == "none" or report.published is None:
        return None
    return Reading(When(days_before(report.published, 1), report.published), "", None, FRESH, 0.6)


def _tolls(text: str, layers: Layers, act: Act) -> Iterator[Toll]:
    for harm in Harm:
        total: tuple[int, Toll] | None = None
        for part in _likely(act.parts[harm.value]):
            count = _count(text, layers, part.span)
            if count is None or (harm is Harm.ABDUCTED and _CARRYING.search(text, 0, part.span.start)):
                continue
            inside = total is not None and _PART.search(
                text[part.span.start - 40 if part.span.start > 40 else 0 : part.span.start]
            )
            who = _who(text, part.span)
            rule = COUNTED if _overlapping(layers.counts, part.span) else "model"
            yield Toll(harm, count, who, _side(who or ""), None, (), part.span, rule)
            total = total if inside else (0, Toll(harm, count))


def _count(text: str, layers: Layers, span: Span) -> Count | None:
    known = _overlapping(layers.counts, span)
    if known is not None:
        return known.value
    words = span.of(text)
    before = text[max(0, span.start - 8) : span.start]
    if re.search(r"\b(?:no|nobody|none|no one)\s*$", before + " ", re.IGNORECASE) or re.match(
        r"no(?:body| one|ne)?\b", words, re.IGNORECASE
    ):
        return Count.exactly(0)
    last = words.split()[-1].lower() if words.split() else ""
    plural = (last.endswith("s") and not last.endswith("ss")) or last in (
        "people",
        "men",
        "women",
        "children",
        "civilians",
    )
    if words[:1].isupper() and not plural:
        return Count.exactly(1)
    return Count.at_least(2) if plural else Count.exactly(1)


def _who(text: str, span: Span) -> str | None:
    """The noun that is counted: the words behind the number, up to the next mark or small word."""
    words = span.of(text)
    if not any(letter.isdigit() for letter in words) and len(words.split()) > 1:
        return words
    found = re.match(r"\s+(?:other\s+|more\s+|of\s+)?((?:[\w'’-]+\s+){0,2}?[\w'’-]+s|people)\b", text[span.end :])
    return found[1] if found else None
