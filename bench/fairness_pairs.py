"""Pairs of reports that differ by a swap: how the second is made from the first, and how their readings are compared.

A pair has two texts and, for each, what stands for what: `Marks` put one mark in the place of the words, codes and
sides that the swap exchanges, so that two readings that differ by the swap alone come out the same. Nothing else is
set aside, but for the guide's own conventions, and these are all of them (`../shared/gold/GUIDE.md`):

- "From an adjective: the country where it is contained in it (Israeli: "Israel"), else the adjective (Ukrainian,
  American)": where an adjective of a pair holds its country and the other's does not, name and adjective are one.
- `side`: soldiers are a state's and rebels are not, so the sides of the two parties are marked as their names are.
- "A soldier killed, no act told, ...: `violence_other`", whereas others "killed by no told means: `attack`": between
  forces and fighters the two types are one where nobody is said to have done it.
- "`perpetrators`: the shortest naming string" is the group for "Hamas fighters" and "Hamas forces", and the phrase for
  "Israeli soldiers": between a state and a group, forces and members stand for their side.
- "`place`: the most specific named place": a state is one and a group is none, so that the name of a party is set aside
  as a place where the other party is a group.
- "One joint statement or act: one claim, `source` as joined in the text": an order swapped is swapped in it too.
- "Several places joined: ... else the first": where only the order of two names changes, either place is the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import EventType, Side
from casus.model.toll import Toll

DAY = date(2025, 5, 8)
_ARTICLE = r"(?:\b(?P<article>[Aa]n?|[Tt]he) )?"
_LETTER = re.compile("⟨([A-Z])")
_LIKE_YOU = ("uk", "ug", "ur", "un", "us", "eu", "u.")


@dataclass(frozen=True)
class Marks:
    """What a swap exchanges in one of its two texts.

    `words` have each their mark, "⟨A⟩" or "⟨A adj⟩", and so have the `codes` of countries. `owned` is what a name with
    a letter's mark should be found to be: its country and its side. `loose_words` is whether the two parties take other
    pronouns ("it", "they"), which a quote then shows. `places_alone`: only an order is swapped, names are no others.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    owned: Mapping[str, tuple[str | None, Side]] = field(default_factory=dict)
    loose_words: bool = False
    places_alone: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return pattern(self.words)

    def place(self, words: str) -> str:
        """A text with its words exchanged for marks: "a" for "an", no "the" before one, and "'s" behind any owner."""
        if not self.words:
            return words
        return self._pattern.sub(self._mark, words)

    def _mark(self, found: re.Match[str]) -> str:
        article = "a " if (found["article"] or "").lower() in ("a", "an") else ""
        return article + self.words[found["words"]] + ("'s" if found["owner"] else "")

    def name(self, words: str) -> str:
        """A name with its words exchanged for marks; its first letter small, where only an order is swapped."""
        if not self.places_alone:
            return self.place(words)
        return " and ".join(sorted(one[:1].lower() + one[1:] for one in words.split(" and ")))

    def quote(self, words: str) -> str:
        """A quote with its words and, where these differ, its pronouns exchanged; its first letter small."""
        marked = self.place(words)
        if self.loose_words:
            marked = re.sub(r"\b(it|they)\b", "⟨it⟩", re.sub(r"\b(its|their)\b", "⟨its⟩", marked))
        return marked[:1].lower() + marked[1:]

    def actor(self, one: Actor) -> str:
        """A name with its country and side: "⟨A⟩ [own, own]" where they are those of the party."""
        party = self._party(one.name)
        own = party is not None and one.country == party[0]
        code = "own" if own else self.codes.get(one.country or "", one.country)
        return f"{self.name(one.name)} [{code}, {self.side(one.name, one.side)}]"

    def side(self, name: str | None, side: Side) -> str:
        """A side; "own" where a name is a party's and the side its own."""
        party = self._party(name) if name else None
        return "own" if party is not None and side is party[1] else side.value

    def _party(self, name: str) -> tuple[str | None, Side] | None:
        found = _LETTER.search(self.name(name))
        return self.owned.get(found[1]) if found else None


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words as whole words, the longest first, with an article before it."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"{_ARTICLE}(?<!\w)(?P<words>{'|'.join(map(re.escape, longest))})(?P<owner>['’]s?\b|(?<=s)['’])?(?!\w)"
    )


def exchanged(text: str, words: Mapping[str, str]) -> str:
    """A text with each of the words in the other's place, and "a" or "an" before it as the new word asks."""

    def other(found: re.Match[str]) -> str:
        new = words[found["words"]]
        return with_article(found["article"], new) + (found["owner"] or "")

    return pattern(words).sub(other, text)


def with_article(article: str | None, word: str) -> str:
    """A word with the article that stood before another: "a" and "an" as the word asks for."""
    if article is None:
        return word
    return f"{article if article.lower() == 'the' else article[0] + 'n' * is_vowel(word)} {word}"


def is_vowel(word: str) -> bool:
    """Whether "an" stands before a word: "Indian", "M23" (em), no "Ukrainian" (you)."""
    if re.match(r"[FHLMNRSX][0-9A-Z]", word):
        return True
    return word[:1].lower() in "aeiou" and not word.lower().startswith(_LIKE_YOU)


@dataclass(frozen=True)
class Pair:
    """Two texts that differ by a swap of a kind. `loose`: the order of claims and names may change."""

    kind: str
    id: str
    texts: tuple[str, str]
    marks: tuple[Marks, Marks]
    loose: bool = False
    published: date = DAY


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with marks: each field as it is compared and shown."""

    type: str
    incident: int
    scope: str
    stance: str
    realis: str
    hedged: bool
    source: str | None
    perpetrators: tuple[str, ...]
    targets: tuple[str, ...]
    weapon: str | None
    place: str | None
    date: str | None
    tolls: tuple[str, ...]
    quote: str
    aspect: str
    sums: str
    answers: int | None
    through: tuple[str, ...]
    notes: tuple[str, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a claim (by its number) that a swap changed; "claims" where their number did."""

    field: str
    claim: int
    first: object
    second: object

    def line(self) -> str:
        """The difference as it is printed."""
        return f"claim {self.claim}, {self.field}: {self.first!r} / {self.second!r}"


def differences(pair: Pair, readings: tuple[Sequence[Claim], Sequence[Claim]]) -> tuple[Difference, ...]:
    """What is not the same in the two readings of a pair, once the swap is put back."""
    first, second = (told(claims, marks, loose=pair.loose) for claims, marks in zip(readings, pair.marks, strict=True))
    if len(first) != len(second):
        return (Difference("claims", 0, [one.type for one in first], [one.type for one in second]),)
    return tuple(
        Difference(one.name, at, getattr(left, one.name), getattr(right, one.name))
        for at, (left, right) in enumerate(zip(first, second, strict=True), 1)
        for one in fields(Told)
        if getattr(left, one.name) != getattr(right, one.name)
    )


def told(claims: Sequence[Claim], marks: Marks, *, loose: bool = False) -> tuple[Told, ...]:
    """The claims of a reading as they are compared; `loose` puts them in an order of their own."""
    if loose:
        claims = sorted(claims, key=lambda claim: repr(_told(claim, marks, {}, {}, loose=True)))
    incidents: dict[int, int] = {}
    for claim in claims:
        incidents.setdefault(claim.incident, len(incidents) + 1)
    ids = {claim.id: at for at, claim in enumerate(claims, 1)}
    return tuple(_told(claim, marks, incidents if loose else {}, ids, loose=loose) for claim in claims)


def _told(claim: Claim, marks: Marks, incidents: Mapping[int, int], ids: Mapping[str, int], *, loose: bool) -> Told:
    doers = [marks.actor(reading.value) for reading in claim.perpetrators]
    targets = [marks.name(reading.value) for reading in claim.targets]
    tolls = [toll(one, marks) for one in claim.tolls]
    arrange = sorted if loose else tuple[str, ...]
    return Told(
        type=_type(claim, marks),
        incident=incidents.get(claim.incident, claim.incident if not loose else 0),
        scope=claim.scope.value,
        stance=claim.stance.value,
        realis=claim.realis.value,
        hedged=claim.hedged,
        source=marks.actor(claim.source.value) if claim.source else None,
        perpetrators=tuple(arrange(doers)),
        targets=tuple(arrange(targets)),
        weapon=marks.name(claim.weapon.value) if claim.weapon else None,
        place=place(claim, marks),
        date="/".join(claim.when.value.iso()) if claim.when else None,
        tolls=tuple(arrange(tolls)),
        quote=marks.quote(claim.quote),
        aspect=claim.aspect.value,
        sums=f"{claim.sum_of} {[incidents.get(one, 0 if loose else one) for one in claim.covers]}",
        answers=ids.get(claim.answers or ""),
        through=tuple(marks.name(one) for one in claim.through),
        notes=(*claim.notes, claim.evidence or ""),
        superseded=claim.superseded,
    )


def _type(claim: Claim, marks: Marks) -> str:
    bare = claim.event_type in (EventType.ATTACK, EventType.VIOLENCE_OTHER) and not claim.perpetrators
    return "attack or violence_other" if bare and _sides_differ(marks) else claim.event_type.value


def _sides_differ(marks: Marks) -> bool:
    return len({side for _, side in marks.owned.values()}) > 1


def place(claim: Claim, marks: Marks) -> str | None:
    """Name, first-level unit and country of a claim's place."""
    if claim.place is None:
        return None
    value = claim.place.value
    if _sides_differ(marks) and marks.place(value.name) in ("⟨A⟩", "⟨B⟩"):
        return None
    unit = marks.place(value.admin1) if value.admin1 else None
    code = marks.codes.get(value.country, value.country) if value.country else None
    return f"{marks.place(value.name)}, {unit}, {code}"


def toll(one: Toll, marks: Marks) -> str:
    """ "at least 3 killed children, civilians"."""
    count = one.count
    many = f"{count.low}{'+' if count.high is None else '' if count.high == count.low else f'-{count.high}'}"
    who = f"{marks.name(one.who or '-')}, {marks.side(one.who, one.side)}"
    part = f", part of {one.part_of}" if one.part_of is not None else ""
    rough = "about " if count.approx else ""
    return f"{rough}{many} {one.harm.value} {who}{part} {list(one.named)}"
