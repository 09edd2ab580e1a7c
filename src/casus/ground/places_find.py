"""Where a report may name a place: runs of capitalised words, judged by the gazetteer and by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from casus.ground.places_tokens import CONNECTORS, Word, run_end, words_of
from casus.ground.places_words import PlaceWords, place_words
from casus.reference.gazetteer import Gazetteer, Match

_LONGEST = 6
_WIDE = frozenset({"country", "admin1", "region", "sea", "border"})
_UNIT_OR_BODY = frozenset({"state", "department", "division", "republic", "territory", "agency", "region"})
_DESCRIBED = frozenset({"facility", "region", "border", "sea"})
_CLOSING = frozenset(
    {"states", "region", "territories", "rainforest", "reactor", "mosques", "basin", "envelope", "line"}
)
_DOTTED = frozenset({"N.C.", "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "S.C.", "S.D.", "R.I.", "D.C.", "B.C.", "W.Va."})
_COLOURS = frozenset(
    {"red", "white", "black", "green", "blue", "central", "new", "old", "grand", "independence", "liberty"}
)
_INSIDE = CONNECTORS | {"of", "and", "the", "&"}
_SHORT_STATE_COUNTRIES = frozenset({"US", "CA"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a place.

    `start` to `end` hold the name with direction and unit word; `core` is what is looked up. `hint` is what the words
    beside it say it is: first, second, unit, town, facility, or nothing. `cue` is 2 after "in", 1 after "from", 0 else.
    `relation` holds the words between us and the place ("near"). `forced` mentions are never turned down.
    """

    start: int
    end: int
    core: str
    matches: tuple[Match, ...]
    hint: str | None = None
    cue: int = 0
    relation: str | None = None
    direction: bool = False
    owned: bool = False
    forced: bool = False


@dataclass(slots=True)
class Found:
    """What a look through a report gave: mentions in order, demonyms' countries, names inside bodies, surnames."""

    mentions: list[Mention] = field(default_factory=list)
    peoples: list[str] = field(default_factory=list)
    inside_bodies: list[Match] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)


def find(text: str, gazetteer: Gazetteer) -> Found:
    """Every mention of `text` that may be a place, not yet resolved or judged."""
    return _Finder(text, gazetteer, place_words()).find()


def blanked(text: str, lists: PlaceWords) -> str:
    """Return `text` with dots for names of bodies that hold the name of a place: "Islamic State – Khorasan Province"."""
    return lists.bodies.sub(lambda hit: "." * len(hit.group()), text)


class _Finder:
    def __init__(self, text: str, gazetteer: Gazetteer, lists: PlaceWords) -> None:
        self.text, self.gazetteer, self.lists = text, gazetteer, lists
        self.words = words_of(blanked(text, lists))
        self.found = Found()

    def find(self) -> Found:
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if word.capital or self._article(at):
                at = self._run(at, run_end(self.words, at))
            else:
                at += 1
        return self.found

    def _article(self, at: int) -> bool:
        """Whether an article in small letters opens a name: "al-Taher", "el-Fasher"."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return self.words[at].low in CONNECTORS and after is not None and after.hyphened and after.capital

    # --- one run of capitalised words

    def _run(self, start: int, end: int) -> int:
        """Read the names of one run; returns where to go on, which a name with "of" puts behind the run's end."""
        at = start
        while at < end:
            short = self._short_state(at)
            step = 0 if short else self._head(at, end)
            if step:
                at += step
                continue
            mention, after = short or self._name(at, end)
            if mention is not None:
                self.found.mentions.append(mention)
                at = after
            elif self._opens_sentence(at, end):
                at += 1
            else:
                self._body(at, end)
                return end
        return at

    def _opens_sentence(self, at: int, end: int) -> bool:
        """Whether a capital is due to the sentence alone, and a country or province follows: "Mediators Qatar and …"."""
        if at + 1 >= end or (at and not set(".!?:\n") & set(self._gap(at - 1))):
            return False
        matches, size = self._longest(at + 1, end)
        return bool(size) and at + 1 + size >= end and any(one.own and one.entry.kind in _WIDE for one in matches)

    def _head(self, at: int, end: int) -> int:
        """How many words at the head of a run are no part of a name: "In", "President …", "Iranian"."""
        word = self.words[at]
        if word.low == "the":
            return 1
        people = self._people(at, end)
        if people:
            return people
        if word.low in self.lists.person_titles and end - at > 1:
            return self._titled(at, end)
        if word.low not in self.lists.stop:
            return 0
        return int(not (end - at > 1 and self._facility(at, end) is not None) and self._longest(at, end)[1] < 2)

    def _titled(self, at: int, end: int) -> int:
        """A title and the person's name after it, unless both are a place: "Maulana Aziz Mosque", "in Sheikh Said, Aleppo"."""
        if self._longest(at, end)[1] > 1 or self._facility(at, end) is not None:
            return 0
        if self._cue(at)[0] == 2 and self._goes_on(end):
            return 0
        self.found.surnames.update(one.low for one in self.words[at + 1 : end])
        return end - at

    def _people(self, at: int, end: int) -> int:
        for size in (2, 1):
            if at + size <= end:
                code = self.gazetteer.demonym(self._slice(at, at + size))
                if code and self._longest(at, end)[1] <= size:
                    self.found.peoples.append(code)
                    return size
        return 0

    def _short_state(self, at: int) -> tuple[Mention, int] | None:
        """ "Pa." or "KY" after a comma: the state that it is short for."""
        if not at or self.text[self.words[at - 1].end : self.words[at].start] != ", ":
            return None
        if not self.words[at - 1].capital:
            return None
        matches = short_state(self.words[at].text, self.gazetteer)
        return (self._mention(at, at + 1, matches), at + 1) if matches else None

    def _name(self, at: int, end: int) -> tuple[Mention | None, int]:
        """The mention that begins at `at`, and where to go on; None where the run names no place there."""
        matches, size = self._longest(at, end)
        facility = self._facility(at, end)
        unit = self._unit(at, end, size)
        if unit is not None:
            return unit
        if facility is not None and facility - at > size:
            return self._mention(at, facility, self._site(at, facility), hint="facility"), facility
        if size and (at + size > end or self._stands_alone(at + size, end, matches)):
            return self._mention(at, at + size, matches), at + size
        if self._unknown(at, end):
            return self._mention(at, end, ()), end
        return None, end

    def _longest(self, at: int, end: int) -> tuple[tuple[Match, ...], int]:
        """Find the entries of the longest name that begins at `at`, and how many words it has."""
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            if not self._may_end(at, size, end):
                continue
            matches = self.gazetteer.matches(self._slice(at, at + size))
            if matches and not self.words[at + size - 1].capital:
                matches = tuple(one for one in matches if one.own and one.entry.kind in _DESCRIBED)
            if matches and size == 1:
                matches = self._fit_alone(self.words[at], matches)
            if matches:
                return matches, size
        return (), 0

    def _may_end(self, at: int, size: int, end: int) -> bool:
        """Whether a name of `size` words may begin at `at`: "of" and such may stand inside, a noun at its end."""
        words = self.words[at : at + size]
        if not all(one.joined for one in words[1:]):
            return False
        if at + size <= end:
            return words[-1].capital
        if not (words[-1].capital or words[-1].low in self.lists.facility or words[-1].low in _CLOSING):
            return False
        return all(
            one.capital or one.hyphened or one.low in _INSIDE or one.low in self.lists.between for one in words[1:-1]
        )

    def _fit_alone(self, word: Word, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        if word.low in self.lists.persons or word.low in self.lists.organisation:
            return ()
        if word.low in self.lists.stop and not word.text.isupper():
            return ()
        if self.text[word.end : word.end + 1] == "$":
            return ()
        if word.text.isupper() and len(word.text.replace(".", "")) <= 5 and not self._dateline(word):
            # BLA, ISIS and LA are short forms: they name a place only where a table says so.
            return tuple(one for one in matches if one.own and one.entry.kind in _WIDE)
        if len(word.text) < 3:
            return ()
        if word.low in ("us", "car"):
            return ()
        return matches

    def _dateline(self, word: Word) -> bool:
        """Whether a word in capitals opens a paragraph: "PARIS, Mo. —", "GENEVA (AP)"."""
        before, after = self.text[max(0, word.start - 1) : word.start], self.text[word.end : word.end + 2]
        return len(word.text) > 3 and before in ("", "\n") and after in (", ", " (", " –", " —", " -")

    def _stands_alone(self, after: int, end: int, matches: tuple[Match, ...]) -> bool:
        """Whether a name stands free of the capitalised word after it ("Paris" but no "Paris Hilton")."""
        if after >= end:
            return True
        word, last = self.words[after], self.words[after - 1]
        if len(last.text) > 5 and last.text.isupper() and not word.text.isupper():
            return True
        if word.low in CONNECTORS or word.low in self.lists.persons:
            return False
        if word.low in self.lists.organisation and word.low not in self.lists.after_place:
            return False
        if word.low in self.lists.after_place or word.low in self.lists.person_titles:
            return True
        if word.low in self.lists.stop or self.gazetteer.demonym(word.text):
            return after + 1 >= end
        wide = any(one.own and one.entry.kind in _WIDE for one in matches)
        return wide and word.hyphened

    def _unit(self, at: int, end: int, size: int) -> tuple[Mention, int] | None:
        """ "Mastung District", "Bannu district", "Darah District": a name and the word for a unit after it."""
        for cut in self._unit_cuts(at, end, size):
            if cut >= len(self.words) or not self.words[cut].joined or cut == at or self.words[cut - 1].owned:
                continue
            word = self.words[cut]
            level = (
                "first"
                if word.low in self.lists.first_units
                else "second"
                if word.low in self.lists.second_units
                else None
            )
            if level is None:
                continue
            if word.low in _UNIT_OR_BODY and cut + 1 < end and self.words[cut + 1].low not in self.lists.stop:
                continue
            core = self.gazetteer.matches(self._slice(at, cut))
            full = self.gazetteer.matches(self._slice(at, cut + 1))
            wide = tuple(one for one in full if one.entry.kind != "town")
            known = any(one.entry.kind in ("admin1", "admin2", "region") for one in core)
            if (
                wide
                or known
                or (core and word.low not in self.lists.organisation)
                or (level == "second" and self._lone_unit(at, cut))
            ):
                return self._mention(at, cut + 1, wide or core, core=self._slice(at, cut), hint=level), cut + 1
        return None

    def _unit_cuts(self, at: int, end: int, size: int) -> Iterator[int]:
        if size:
            yield at + size
        yield from (cut for cut in range(at + 1, end) if cut != at + size)
        if at + size != end:
            yield end

    def _lone_unit(self, at: int, cut: int) -> bool:
        words = self.words[at:cut]
        bodies = self.lists.organisation | self.lists.person_titles
        return not any(word.low in bodies or word.low in self.lists.stop for word in words) and (
            self.words[cut].capital or self._cue(at)[0] > 0
        )

    def _facility(self, at: int, end: int) -> int | None:
        """Where a street, building or feature of the land that begins at `at` ends; None where none begins there."""
        first = self.words[at]
        if (
            first.low in self.lists.titled_of
            and at + 2 < len(self.words)
            and self.words[at + 1].low == "of"
            and self.words[at + 2].capital
        ):
            return run_end(self.words, at + 2)
        if first.low in self.lists.titled and end - at > 1 and self.words[at + 1].low not in self.lists.stop:
            return end
        for cut in range(end, at + 1, -1):
            if (
                self.words[cut - 1].low in self.lists.facility
                and self.words[cut - 1].capital
                and self._own_name(at, cut - 1)
            ):
                return cut
        after = end
        while after < min(len(self.words), end + 3) and self._describes(after) and not self.words[end - 1].owned:
            if self.words[after].low in self.lists.facility:
                while self._noun(after + 1):
                    after += 1
                small = self._own_name(at, end) and not self._wide_name(at, end)
                return after + 1 if small else None
            after += 1
        return None

    def _describes(self, at: int) -> bool:
        """Whether the word may stand in a site's description: "… nuclear power plant"."""
        word = self.words[at]
        return word.joined and not word.capital and (word.low in self.lists.facility or word.low in self.lists.between)

    def _noun(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].joined and self.words[at].low in self.lists.facility

    def _site(self, at: int, end: int) -> tuple[Match, ...]:
        """The entries of a site's name, with its noun or without: "al-Tanf military base" is al-Tanf."""
        kinds = {"facility"}
        for cut in range(end, at, -1):
            last = self.words[cut - 1]
            matches = self.gazetteer.matches(self._slice(at, cut)) if last.capital else ()
            sites = tuple(one for one in matches if one.own and one.entry.kind in kinds)
            if sites:
                return sites
            if last.low in self.lists.in_town:
                kinds.add("town")
            elif last.low in self.lists.facility and not {"facility", "town"} <= kinds:
                return ()
            elif last.low not in self.lists.facility and last.capital:
                break
        return ()

    def _own_name(self, start: int, end: int) -> bool:
        """Whether words name one thing: no demonym, weekday or office alone."""
        words = self.words[start:end]
        if any(word.owned for word in words[:-1]) or not words:
            return False
        if words[0].low in self.lists.person_titles and len(words) == 1:
            return False
        coloured = self.words[end].capital if end < len(self.words) else False
        return any(self._telling(word, coloured) for word in words)

    def _telling(self, word: Word, coloured: bool) -> bool:
        if word.low in CONNECTORS or self.gazetteer.demonym(word.text):
            return False
        return word.low not in self.lists.stop or (coloured and word.low in _COLOURS)

    def _wide_name(self, start: int, end: int) -> bool:
        matches = self.gazetteer.matches(self._slice(start, end))
        return any(one.own and one.entry.kind != "facility" for one in matches)

    def _unknown(self, at: int, end: int) -> bool:
        """Whether an unknown name after "in" or "at" goes on to a place that holds it: ", Balochistan", " area of Kech"."""
        words = self.words[at:end]
        cue, _relation, of = self._cue(at)
        if not cue or any(word.low in self.lists.organisation or word.low in self.lists.stop for word in words):
            return False
        if any(word.low in self.found.surnames for word in words) or (len(words) == 1 and words[0].text.isupper()):
            return False
        return of == "town" or self._goes_on(end, cue)

    def _goes_on(self, end: int, cue: int = 2) -> bool:
        """Whether the words after a name say what it lies in; after a weak cue only a comma and a known unit will do."""
        if end >= len(self.words):
            return False
        gap = self.text[self.words[end - 1].end : self.words[end].start]
        ahead = self.words[end : end + 5]
        if gap == ", ":
            first = end + (ahead[0].low in self.lists.directions and not ahead[0].capital)
            return first < len(self.words) and self.words[first].capital and (cue == 2 or self._wide_ahead(first))
        if gap != " " or cue < 2:
            return False
        if ahead[0].low in self.lists.area or ahead[0].low in self.lists.facility:
            return True
        return ahead[0].low in ("in", "of", "near", "on") and any(word.capital for word in ahead[1:4])

    def _wide_ahead(self, at: int) -> bool:
        matches, _size = self._longest(at, run_end(self.words, at))
        return any(one.own and one.entry.kind in ("country", "admin1") for one in matches)

    def _body(self, at: int, end: int) -> None:
        """Keep what a rejected run tells all the same: a body's country, a person's surname."""
        words = self.words[at:end]
        peoples = [self.gazetteer.demonym(word.text) for word in words]
        self.found.peoples.extend(code for code in peoples if code)
        if any(word.low in self.lists.organisation for word in words):
            for one in range(at, end):
                matches, _size = self._longest(one, end)
                self.found.inside_bodies.extend(
                    match for match in matches[:3] if match.own and match.entry.kind in _WIDE
                )
        else:
            self.found.surnames.update(word.low for word in words if len(words) > 1)

    # --- the words around a name

    def _mention(
        self, at: int, end: int, matches: tuple[Match, ...], core: str | None = None, hint: str | None = None
    ) -> Mention:
        start, direction = at, False
        if at and self.words[at].joined and self.words[at - 1].low in self.lists.directions:
            start, direction = at - 1, True
            if start and self.words[start].hyphened and self.words[start - 1].low in self.lists.directions:
                start -= 1
        cue, relation, of = self._cue(start)
        if of and hint is None:
            hint = of
        first, last = self.words[start], self.words[end - 1]
        named = core if core is not None else self._slice(at, end)
        return Mention(first.start, last.end, named, matches, hint, cue, relation, direction, last.owned)

    def _cue(self, at: int) -> tuple[int, str | None, str | None]:
        """How strongly the words before say "place" (0 to 2), the relation in words, and what "city of" says it is."""
        back = at - 1
        while back >= 0 and self.words[back].low in ("the", "both"):
            back -= 1
        if back < 0 or "." in self._gap(back) or ";" in self._gap(back):
            return 0, None, None
        word = self.words[back]
        if word.low == "to" and back and self.words[back - 1].low == "close":
            return 2, self._relation(back), None
        if word.low == "of" and back:
            noun = self.words[back - 1].low
            if noun in self.lists.town_of:
                return 2, self._relation(back), "town"
            if noun in self.lists.unit_of or noun in self.lists.units:
                return 2, None, "unit"
            if noun in self.lists.directions or noun in ("outside", "part", "parts", "out"):
                return 2, self._relation(back), None
        if "," in self._gap(back):
            return 0, None, None
        if word.low in self.lists.strong or word.low in self.lists.directions:
            return 2, self._relation(back), None
        return int(word.low in self.lists.weak), self._relation(back), None

    def _gap(self, back: int) -> str:
        return self.text[self.words[back].end : self.words[back + 1].start]

    def _relation(self, back: int) -> str | None:
        return relation_before(self.text, self.words[back].end)

    def _slice(self, start: int, end: int) -> str:
        return self.text[self.words[start].start : self.words[end - 1].end]


def relation_before(text: str, end: int) -> str | None:
    """The words just before `end` that put a distance between us and a place: "near", "10 km south of"."""
    hit = _RELATION.search(text, max(0, end - 60), end)
    return hit.group().strip() if hit else None


def short_state(word: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The state or province that "Pa", "W.Va." or "KY" is short for; nothing where it is none."""
    if word.count(".") > 1 and word not in _DOTTED:
        return ()
    name = place_words().short_states.get(word.replace(".", ""))
    if name is None:
        return ()
    states = (one for one in gazetteer.matches(name) if one.entry.kind == "admin1")
    return tuple(one for one in states if one.entry.country in _SHORT_STATE_COUNTRIES)


def _given(words: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """What words that surely name a place may mean: a people's name stands for its country."""
    code = gazetteer.demonym(words)
    country = gazetteer.country(code) if code else None
    if country is not None:
        return tuple(one for one in gazetteer.matches(country.name) if one.entry.kind == "country")
    return short_state(words, gazetteer) or gazetteer.matches(words)


def forced(text: str, spans: list[tuple[int, int]], found: Found, gazetteer: Gazetteer) -> Found:
    """`found` with just the mentions at `spans`, as they are or made from the bare words: to measure resolution alone."""
    kept: list[Mention] = []
    for start, end in sorted(spans):
        same = next((one for one in found.mentions if one.start < end and start < one.end and one.matches), None)
        matches = _given(text[start:end], gazetteer)
        bare = Mention(start, end, text[start:end], matches)
        if same is not None:
            bare = replace(
                same,
                start=start,
                end=end,
                core=text[start:end] if matches else same.core,
                matches=matches or same.matches,
            )
        kept.append(replace(bare, forced=True))
    return Found(kept, found.peoples, found.inside_bodies, set())


_RELATION = re.compile(
    r"(?:(?:about|around|some|roughly|nearly|just)\s+)?(?:[\d,.]+|\w+)\s*(?:km|kilomet(?:er|re)s?|miles?|mi)\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?\s+)?(?:of|from|off|outside|away from)$"
    r"|(?:just\s+)?(?:north|south|east|west|northeast|northwest|southeast|southwest)\s+of$"
    r"|\b(?:near|close to|outside|around|off the coast of|off|not far from|bordering|on the outskirts of|on the border with)$",
    re.IGNORECASE,
)
