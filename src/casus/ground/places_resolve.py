"""Which entry a mention means: countries and provinces of the whole report first, then towns given those."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p, log10

from casus.ground.places_links import Link, distance, holds
from casus.ground.places_mentions import Found, Mention
from casus.ground.places_words import place_words
from casus.reference.gazetteer import Entry, Match
from casus.reference.gazetteer_keys import name_key

Unit = tuple[str | None, str | None]

_PRIOR = {
    "country": 3.0,
    "region": 2.7,
    "sea": 2.7,
    "border": 2.7,
    "admin1": 2.05,
    "facility": 2.4,
    "admin2": 1.7,
    "county": 1.5,
}
_UNITS = frozenset({"country", "admin1", "admin2", "county", "region"})
_PER_DIGIT = 0.45
_SMALL_TOWN = 300
_LISTED_TOWN = 20_000
_ALIAS = -1.0
_ALIAS_OF_LARGE = -0.5
_LARGE_TOWN = 250_000
_SHORT_ALIAS = -0.9
_COUNTRY = 1.7
_UNIT = 1.4
_CHAIN = 3.0
_HINT = 1.5
_NEARBY = 1.0
_BY_FIRST = {"admin1": _HINT, "region": _HINT, "admin2": 0.4, "facility": -2.0}
_BY_SECOND = {"admin2": _HINT, "county": _HINT, "admin1": 0.5, "facility": -2.0}
_SEAT = 0.9
_SEAT_PEOPLE = 5_000
_LARGE = frozenset({"country", "region", "sea", "border"})
_WIDE_ENOUGH = 2.0
_SITE = 2.7
_STATE = 2.5
_NAMESAKE = 5_000
_SELF = 0.3
_SHARE = 0.5
_SURE = 80
_HOLDERS = frozenset({"country", "admin1", "county"})
_SHARED = 0.7
# How much must speak of a country for its towns to go before small ones (so many people) elsewhere, how little of the
# others', and how far behind they may rank.
_SPOKEN_OF = 1.0
_SILENT = 0.3
_FAMOUS = 100_000
_AT_HOME = 2.0
_ENOUGH = {2: 1.0, 1: 2.5, 0: 3.4}
_AGAIN = 0.9


_SAYS = re.compile(r"\b(?:said|says|told|adds?|added) $")
_SAID = re.compile(r",? (?:said|says|told|added|was charged|was arrested|is certified|is survived)\b")


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry for a mention, how it ranks, and the runners-up with theirs; `entry` None where nothing supports one."""

    entry: Entry | None
    score: float = 0.0
    margin: float = 0.0
    rivals: tuple[tuple[Entry, float], ...] = ()


def resolve(text: str, found: Found, joined: Sequence[Link]) -> list[Choice | None]:
    """One choice for each mention; None where the words are judged to name no place."""
    return _Resolver(text, found, joined).choices()


class _Resolver:
    def __init__(self, text: str, found: Found, joined: Sequence[Link]) -> None:
        self.text, self.found = text, found
        self.mentions = found.mentions
        self.outer: dict[int, list[int]] = defaultdict(list)
        self.inner: dict[int, list[int]] = defaultdict(list)
        for link in joined:
            self.outer[link.inner].append(link.outer)
            self.inner[link.outer].append(link.inner)
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.units: defaultdict[Unit, float] = defaultdict(float)
        self.keys = [name_key(mention.core) for mention in self.mentions]
        self._gather()
        self.chained = self._chains()
        self.chosen: dict[object, Choice | None] = {}

    # --- what the whole report speaks for

    def _gather(self) -> None:
        for code in self.found.peoples:
            self.countries[code] += 0.7
        for words, code in place_words().tells_country.items():
            self.countries[code] += 0.5 * (words in self.text)
        for match in self.found.inside_bodies:
            self._vote(match.entry, 0.5)
        seen: set[str] = set()
        for key, mention in zip(self.keys, self.mentions, strict=True):
            if self._person(mention):
                continue
            first = key not in seen
            seen.add(key)
            self._gather_mention(mention, 1.0 if first else 0.3)

    def _gather_mention(self, mention: Mention, weight: float) -> None:
        wide = [one.entry for one in mention.matches if one.own and one.entry.kind in _UNITS]
        nations = {entry.country for entry in wide}
        doubt = _SELF if _has_namesake(mention, nations) else 1.0
        for entry in wide:
            if len(nations) == 1 or entry.kind == "country":
                self._vote(entry, weight * (doubt if entry.kind == "country" else 1.0) / len(wide) ** _SHARE)
        if not wide and mention.matches:
            # Towns speak for their unit, the more the fewer bear the name.
            units = {(one.entry.country, one.entry.admin1) for one in mention.matches if one.own}
            for unit in units if len(units) <= 25 else ():
                self.units[unit] += weight / len(units)
            largest = mention.matches[0].entry
            if mention.matches[0].own and (largest.population or 0) > 400_000 and largest.country:
                self.countries[largest.country] += 0.4 * weight

    def _vote(self, entry: Entry, weight: float) -> None:
        if entry.country:
            self.countries[entry.country] += weight
            if entry.kind != "country" and entry.admin1:
                self.units[entry.country, entry.admin1] += weight

    # --- chains, shared by all mentions of one name

    def _chains(self) -> dict[str, Counter[str]]:
        bonus: dict[str, Counter[str]] = defaultdict(Counter)
        for at, outers in self.outer.items():
            for other in outers:
                self._chain(at, other, bonus)
        return bonus

    def _chain(self, at: int, other: int, bonus: dict[str, Counter[str]]) -> None:
        inner, outer = self.mentions[at], self.mentions[other]
        a_country = any(one.own and one.entry.kind == "country" for one in inner.matches)
        for match in inner.matches:
            holders = [one.entry for one in outer.matches[:40] if holds(one.entry, match.entry)]
            if a_country and match.entry.kind != "country":
                # "Russia, U.S. officials say": only a state or province makes a village of a country's name.
                holders = [one for one in holders if one.kind == "admin1"]
            if not holders:
                continue
            strength = max(_holding(one) for one in holders)
            bonus[self.keys[at]][match.entry.id] = max(bonus[self.keys[at]][match.entry.id], round(100 * strength))
            for holder in holders:
                share = round(60 * _holding(holder))
                bonus[self.keys[other]][holder.id] = max(bonus[self.keys[other]][holder.id], share)

    # --- scores

    def choices(self) -> list[Choice | None]:
        first = [self._choose(at, ()) for at in range(len(self.mentions))]
        kept = [one.entry for one in first if one and one.entry and one.entry.kind != "country" and one.margin > 0.4]
        sure = list({one.id: one for one in kept}.values())[:_SURE]
        self.chosen.clear()
        for entry in sure:
            self.units[entry.country, entry.admin1] += 0.5
        accepted: set[str] = set()
        out: list[Choice | None] = []
        for at, mention in enumerate(self.mentions):
            choice = self._choose(at, sure)
            if choice and self._stands(at, mention, choice):
                accepted.add(self.keys[at])
            out.append(choice)
        return [self._judged(at, choice, accepted) for at, choice in enumerate(out)]

    def _judged(self, at: int, choice: Choice | None, accepted: set[str]) -> Choice | None:
        mention = self.mentions[at]
        if choice is None or mention.forced or not mention.matches:
            return choice
        if mention.hint == "facility":
            fits = choice.score >= _SITE and not (choice.entry and self._contradicted(at, choice.entry))
            return choice if fits else Choice(None)
        if choice.entry and (self._contradicted(at, choice.entry) or self._unlisted(at, choice.entry)):
            return Choice(None)
        if self._stands(at, mention, choice) or (
            self.keys[at] in accepted and choice.score >= _AGAIN and not self._person(mention)
        ):
            return choice
        return Choice(None) if mention.cue == 2 and self.outer[at] and choice.entry is not None else None

    def _contradicted(self, at: int, entry: Entry) -> bool:
        """Whether a chain says that it lies in a place which surely does not hold it: "Tine, Chad" is not in France.

        After a comma only a country or unit counts: "Quetta, Lahore and Karachi" is a list.
        """
        if self.chained[self.keys[at]][entry.id] or entry.kind in ("country", "sea", "border", "region"):
            return False
        for other in self.outer[at]:
            gap = self.text[self.mentions[at].end : self.mentions[other].start]
            kinds = (
                _HOLDERS if gap in (", ", ", in ") else _HOLDERS | {"town"} if gap in (" in ", " of ") else frozenset()
            )
            own = [one.entry for one in self.mentions[other].matches if one.own and one.entry.kind in kinds]
            if own and not any(holds(one, entry) for one in own):
                return True
        return False

    def _unlisted(self, at: int, entry: Entry) -> bool:
        """Whether "the village of Vale" is another than the namesake abroad that is listed."""
        held = self.mentions[at].hint == "town" and bool(self.outer[at]) and not self.chained[self.keys[at]][entry.id]
        return held and self._abroad(entry)

    def _person(self, mention: Mention) -> bool:
        country = any(one.own and one.entry.kind == "country" for one in mention.matches)
        return not country and mention.core.casefold() in self.found.surnames and mention.cue < 2

    def _stands(self, at: int, mention: Mention, choice: Choice) -> bool:
        """Whether the words and the score together are enough to call it a place."""
        if choice.entry is None:
            return mention.forced
        low = mention.core.casefold()
        chained = self.chained[self.keys[at]][choice.entry.id] > 0
        if chained or mention.hint in ("first", "second", "town", "unit"):
            return True
        need = _ENOUGH[mention.cue] if choice.entry.kind not in _LARGE else min(_WIDE_ENOUGH, _ENOUGH[mention.cue])
        if low in self.found.surnames and choice.entry.kind != "country":
            need += 2.0 if mention.cue < 2 else 1.5
        if low in place_words().first_names and mention.cue < 2:
            need += 0.8
        if mention.cue == 0 and choice.entry.kind == "town":
            need += 1.0 * self._speaks(mention) + 0.4 * self._opens(mention)
        return choice.score >= need

    def _opens(self, mention: Mention) -> bool:
        """Whether one word opens a sentence, where any word has a capital."""
        before = self.text[max(0, mention.start - 3) : mention.start].strip(" ")
        return " " not in mention.core and (not before or before[-1] in '.!?:\n"“”')

    def _speaks(self, mention: Mention) -> bool:
        """Whether the name stands beside a verb of saying, as a person's does."""
        return bool(_SAYS.search(self.text, max(0, mention.start - 8), mention.start)) or bool(
            _SAID.match(self.text, mention.end)
        )

    def _choose(self, at: int, sure: Sequence[Entry]) -> Choice | None:
        """The best entry for one mention; mentions of one name in like words share the work."""
        mention = self.mentions[at]
        like = (self.keys[at], mention.hint, mention.direction, mention.matches[:1])
        if like not in self.chosen:
            self.chosen[like] = self._best(at, sure)
        return self.chosen[like]

    def _best(self, at: int, sure: Sequence[Entry]) -> Choice | None:
        mention = self.mentions[at]
        if not mention.matches:
            return Choice(None)
        chained = self.chained[self.keys[at]]
        ranked = sorted(
            ((self._score(mention, match, chained, self.keys[at]), match.entry) for match in mention.matches),
            key=lambda pair: -pair[0],
        )
        if len(ranked) > 1 and sure:
            ranked = sorted(
                ((score + self._near(entry, sure), entry) for score, entry in ranked[:12]), key=lambda pair: -pair[0]
            )
        ranked = self._at_home_first(self._seat_first(mention, ranked), chained)
        best, entry = ranked[0]
        margin = best - ranked[1][0] if len(ranked) > 1 else 2.0
        rivals = tuple((other, round(score, 3)) for score, other in ranked[1:4])
        return Choice(entry, best, margin, rivals)

    def _seat_first(self, mention: Mention, ranked: list[tuple[float, Entry]]) -> list[tuple[float, Entry]]:
        """A town before the unit that is called after it ("Herat"), where nothing says that the unit is meant."""
        unit = ranked[0][1]
        if unit.kind not in ("admin1", "admin2") or mention.hint not in (None, "town") or mention.direction:
            return ranked
        for at, (score, entry) in enumerate(ranked[1:4], 1):
            same = entry.kind == "town" and (entry.country, entry.admin1) == (unit.country, unit.admin1)
            same = same and name_key(entry.name) == name_key(mention.core)
            if same and score > ranked[0][0] - _SEAT and (entry.population or 0) > _SEAT_PEOPLE:
                return [(ranked[0][0], entry), *ranked[:at], *ranked[at + 1 :]]
        return ranked

    def _at_home_first(self, ranked: list[tuple[float, Entry]], chained: Counter[str]) -> list[tuple[float, Entry]]:
        """A namesake in a country that the report speaks of before a small town in one that it never names."""
        best, entry = ranked[0]
        if chained[entry.id] or not self._abroad(entry):
            return ranked
        for at, (score, other) in enumerate(ranked[1:], 1):
            if score > best - _AT_HOME and self.countries[other.country or ""] >= _SPOKEN_OF:
                return [(best, other), *ranked[:at], *ranked[at + 1 :]]
        return ranked

    def _abroad(self, entry: Entry) -> bool:
        """Whether it is a small town in a country of which nothing speaks, in a report that speaks of another."""
        small = entry.kind == "town" and (entry.population or 0) < _FAMOUS
        silent = self.countries[entry.country or ""] < _SILENT
        return small and silent and max(self.countries.values(), default=0.0) >= _SPOKEN_OF

    def _near(self, entry: Entry, sure: Sequence[Entry]) -> float:
        """How much the other places of the report speak for this one: those close to a town, any for what is wide."""
        if entry.kind not in ("town", "facility", "admin2"):
            return 0.3 * _NEARBY
        gaps = [
            distance(entry, one) for one in sure if one.id != entry.id and one.kind in ("town", "facility", "admin2")
        ]
        return _NEARBY * exp(-min(gaps) / 200.0) if gaps else 0.0

    def _score(self, mention: Mention, match: Match, chained: Counter[str], key: str) -> float:
        entry = match.entry
        score = _prior(match) or _PER_DIGIT * log10(max(entry.population or 0, _least(match)))
        if not match.own:
            score += _ALIAS if (entry.population or 0) < _LARGE_TOWN else _ALIAS_OF_LARGE
            if len(key) < 7 and (entry.population or 0) < 150_000:
                score += _SHORT_ALIAS
        score += _COUNTRY * (self._spoken(entry.country) if entry.country else _SHARED)
        if entry.kind != "country":
            score += _UNIT * min(1.0, self.units[entry.country, entry.admin1] / 2.0)
        return score + chained[entry.id] / 100 + self._hinted(mention, entry)

    def _spoken(self, country: str) -> float:
        """How much the report speaks of a country, from 0 to 1."""
        return min(1.0, log1p(self.countries[country]) / log1p(2.5))

    def _hinted(self, mention: Mention, entry: Entry) -> float:
        if mention.direction and entry.kind in ("admin1", "admin2", "region", "country") and mention.hint is None:
            return 0.8
        if mention.hint == "first":
            return _BY_FIRST.get(entry.kind, -0.3)
        if mention.hint == "second":
            return _BY_SECOND.get(entry.kind, 0.0)
        if mention.hint == "unit":
            return 0.8 if entry.kind in ("admin1", "admin2", "region") else 0.0
        if mention.hint == "town":
            return 0.8 if entry.kind == "town" else -0.4
        return 0.0


def _has_namesake(mention: Mention, nations: set[str | None]) -> bool:
    """Whether some larger town of another country bears the name too: "Lebanon", "Palestine"."""
    return any(
        one.own
        and one.entry.kind == "town"
        and one.entry.country not in nations
        and (one.entry.population or 0) > _NAMESAKE
        for one in mention.matches
    )


def _prior(match: Match) -> float | None:
    """What an entry's kind alone is worth; None for towns, which their people rank. The world knows the US states.

    A site of a dump ranks as a village does: nobody has chosen it.
    """
    entry = match.entry
    if match.bulk and entry.kind in ("facility", "region"):
        return None
    if entry.kind == "admin1" and entry.country == "US":
        return _STATE
    return _PRIOR.get(entry.kind)


def _least(match: Match) -> int:
    """As how many people a town of unknown size counts: one of our own or the user's tables more: somebody chose it."""
    chosen = match.entry.id.startswith("casus:") or (match.layer is not None and not match.bulk)
    return _LISTED_TOWN if chosen else _SMALL_TOWN


def _holding(holder: Entry) -> float:
    """How much being inside `holder` tells: a small unit tells more than a country."""
    return _CHAIN if holder.kind in ("country", "admin1") else 0.8 * _CHAIN
