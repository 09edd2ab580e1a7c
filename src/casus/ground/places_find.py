"""Where a report may name a place: runs of capitalised words, judged by the gazetteer and by the words around them."""

from __future__ import annotations

from functools import lru_cache

from casus.ground.places_look import WIDE, Look
from casus.ground.places_mentions import DOTTED_STATES, Found, Mention, short_state
from casus.ground.places_sites import Sites
from casus.ground.places_tokens import CONNECTORS, run_end
from casus.ground.places_words import place_words
from casus.reference.gazetteer import Gazetteer, Match

_SHORT_COUNTRIES = frozenset({"U.S.", "US", "UK", "U.K.", "UAE", "U.A.E.", "DRC"})


@lru_cache(maxsize=2)
def find(text: str, gazetteer: Gazetteer) -> Found:
    """Every mention of `text` that may be a place, not yet resolved or judged; several rooms ask it of one report."""
    return _Finder(Look(text, gazetteer, place_words())).find()


class _Finder:
    def __init__(self, look: Look) -> None:
        self.look, self.sites, self.found = look, Sites(look), Found()
        self.words, self.lists, self.gazetteer = look.words, look.lists, look.gazetteer

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
        """Whether a capital is due to the sentence alone and a country follows: "Mediators Qatar and …"."""
        if at + 1 >= end or (at and not set(".!?:\n") & set(self.look.gap(at - 1))):
            return False
        matches, size = self.look.longest(at + 1, end)
        return bool(size) and at + 1 + size >= end and any(one.own and one.entry.kind in WIDE for one in matches)

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
        return int(
            not (end - at > 1 and self.sites.facility(at, end) is not None) and self.look.longest(at, end)[1] < 2
        )

    def _titled(self, at: int, end: int) -> int:
        """A title and the person's name after it, unless both are a place: "Maulana Aziz Mosque"."""
        if self.look.longest(at, end)[1] > 1 or self.sites.facility(at, end) is not None:
            return 0
        if self.look.cue(at)[0] == 2 and self.look.goes_on(end):
            return 0
        self.found.surnames.update(one.low for one in self.words[at + 1 : end])
        return end - at

    def _people(self, at: int, end: int) -> int:
        for size in (2, 1):
            if at + size <= end:
                code = self.gazetteer.demonym(self.look.slice(at, at + size))
                if code and self.look.longest(at, end)[1] <= size:
                    if not self._from_afar(at + size):
                        self.found.peoples.append(code)
                    return size
        return 0

    def _from_afar(self, after: int) -> bool:
        """ "a Russian missile strike": whose it is does not say where it hit."""
        return after < len(self.words) and self.words[after].joined and self.words[after].low in self.lists.afar

    def _short_state(self, at: int) -> tuple[Mention, int] | None:
        """The state that "Pa." or "KY" is short for, after a comma; "B.C." also after "in" and "the"."""
        if self.words[at].text in DOTTED_STATES and self._in_or_the(at):
            matches = short_state(self.words[at].text, self.gazetteer)
            return (self.look.mention(at, at + 1, matches), at + 1) if matches else None
        if not at or self.look.text[self.words[at - 1].end : self.words[at].start] != ", ":
            return None
        if not self.words[at - 1].capital:
            return None
        matches = short_state(self.words[at].text, self.gazetteer)
        return (self.look.mention(at, at + 1, matches), at + 1) if matches else None

    def _in_or_the(self, at: int) -> bool:
        return at > 0 and self.words[at].joined and (self.look.cue(at)[0] == 2 or self.words[at - 1].low == "the")

    def _name(self, at: int, end: int) -> tuple[Mention | None, int]:
        """The mention that begins at `at`, and where to go on; None where the run names no place there."""
        matches, size = self.look.longest(at, end)
        facility = self.sites.facility(at, end)
        unit = self.sites.unit(at, end, size)
        if unit is not None:
            return unit
        listed = self.sites.listed(at, end)
        if listed is not None:
            return listed, end
        if size == 1 and self.words[at].text in _SHORT_COUNTRIES:
            return self.look.mention(at, at + 1, matches), at + 1
        if facility is not None and facility - at > size:
            return self.look.mention(at, facility, self.sites.site(at, facility), hint="facility"), facility
        if size and (at + size > end or self._stands_alone(at + size, end, matches)):
            return self.look.mention(at, at + size, matches), at + size
        if self._unknown(at, end):
            return self.look.mention(at, end, ()), end
        return None, end

    def _stands_alone(self, after: int, end: int, matches: tuple[Match, ...]) -> bool:
        """Whether a name stands free of the capitalised word after it ("Paris" but no "Paris Hilton")."""
        if after >= end:
            return True
        word, last = self.words[after].low, self.words[after - 1].text
        if len(last) > 5 and last.isupper() and not self.words[after].text.isupper():
            return True
        body = word in self.lists.organisation and word not in self.lists.after_place
        if body or word in CONNECTORS or word in self.lists.persons:
            return False
        if word in self.lists.after_place or word in self.lists.person_titles:
            return True
        if word in self.lists.stop or self.gazetteer.demonym(self.words[after].text):
            return after + 1 >= end
        return self.words[after].hyphened and any(one.own and one.entry.kind in WIDE for one in matches)

    def _unknown(self, at: int, end: int) -> bool:
        """Whether an unknown name after "in" goes on to a place that holds it: ", Balochistan", " area of Kech"."""
        words = self.words[at:end]
        cue, _relation, of = self.look.cue(at)
        if not cue or any(word.low in self.lists.organisation for word in words):
            return False
        if all(word.low in self.lists.stop for word in words) or words[-1].low in self.lists.stop:
            return False
        if any(word.low in self.found.surnames for word in words) or (len(words) == 1 and words[0].text.isupper()):
            return False
        return of == "town" or self.look.goes_on(end, cue)

    def _body(self, at: int, end: int) -> None:
        """Keep what a rejected run tells all the same: a body's country, a person's surname."""
        words = self.words[at:end]
        peoples = [self.gazetteer.demonym(word.text) for word in words]
        self.found.peoples.extend(code for code in peoples if code)
        if any(word.low in self.lists.organisation for word in words):
            for one in range(at, end):
                matches, _size = self.look.longest(one, end)
                self.found.inside_bodies.extend(
                    match for match in matches[:3] if match.own and match.entry.kind in WIDE
                )
        else:
            self.found.surnames.update(word.low for word in words if len(words) > 1)
