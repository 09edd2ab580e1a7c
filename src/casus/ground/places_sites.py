"""Units and sites: names that a noun beside them makes a place of, in the gazetteer or not."""

from __future__ import annotations

from collections.abc import Iterator

from casus.ground.places_look import Look
from casus.ground.places_mentions import Mention
from casus.ground.places_tokens import CONNECTORS, Word, run_end
from casus.reference.gazetteer import Match

_UNIT_OR_BODY = frozenset({"state", "department", "division", "republic", "territory", "agency", "region"})
_COLOURS = frozenset(
    {"red", "white", "black", "green", "blue", "central", "new", "old", "grand", "independence", "liberty"}
)
_LISTED_WORDS = 4
_UNITS = frozenset({"admin1", "admin2", "region"})


class Sites:
    """Finds "Mastung District" and "Karim Bux street" where they begin in a report's words."""

    def __init__(self, look: Look) -> None:
        """Look through the words of `look`."""
        self.look, self.words, self.lists, self.gazetteer = look, look.words, look.lists, look.gazetteer

    def unit(self, at: int, end: int, size: int) -> tuple[Mention, int] | None:
        """A name and the word for a unit after it ("Mastung District", "Bannu district"), and where to go on.

        `size` is how many words from `at` the gazetteer knows.
        """
        for cut in self._unit_cuts(at, end, size):
            level = self._level(at, cut, end)
            mention = self._unit_mention(at, cut, level) if level else None
            if mention is not None:
                return mention, cut + 1
        return None

    def listed(self, at: int, end: int) -> Mention | None:
        """A name in a list of units whose noun stands at its end: "Akobo" of "Akobo, Nyirol and Uror counties"."""
        low = self.words[at].low
        if low in self.lists.stop or low in self.lists.persons or end - at > _LISTED_WORDS:
            return None
        level = self.look.listed_level(end)
        if end < len(self.words) and self.words[end].joined and at and self.words[at - 1].low in ("and", "or", "both"):
            level = level or self.lists.plural_units.get(self.words[end].low)
        if level is None:
            return None
        name = self.look.slice(at, end)
        found = self.gazetteer.matches(name)
        wide = tuple(one for one in found if one.entry.kind in ("admin1", "admin2", "county", "region"))
        return self.look.mention(at, end, wide or found, core=name, hint=level)

    def _level(self, at: int, cut: int, end: int) -> str | None:
        """Which level of unit the word at `cut` names, first or second; None where it names none."""
        if cut >= len(self.words) or not self.words[cut].joined or cut == at or self.words[cut - 1].owned:
            return None
        word = self.words[cut].low
        if word in _UNIT_OR_BODY and cut + 1 < end and self.words[cut + 1].low not in self.lists.stop:
            return None
        if word in self.lists.first_units:
            return "first"
        return "second" if word in self.lists.second_units else None

    def _unit_mention(self, at: int, cut: int, level: str) -> Mention | None:
        name = self.look.slice(at, cut)
        core = self.gazetteer.matches(name)
        full = self.gazetteer.matches(self.look.slice(at, cut + 1))
        wide = tuple(one for one in full if one.entry.kind != "town")
        known = any(one.entry.kind in _UNITS for one in core)
        no_body = bool(core) and self.words[cut].low not in self.lists.organisation
        if core and not (wide or known or self.words[cut].capital):
            # "the Pahalgam region": the land about a town, whose name the noun is no part of.
            return self.look.mention(at, cut, core, hint="about")
        if wide or known or no_body or (level == "second" and self._lone_unit(at, cut)):
            return self.look.mention(at, cut + 1, wide or core, core=name, hint=level)
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
        if self.words[cut].low in self.lists.organisation:
            return False
        return not any(word.low in bodies or word.low in self.lists.stop for word in words) and (
            self.words[cut].capital or self.look.cue(at)[0] > 0
        )

    def facility(self, at: int, end: int) -> int | None:
        """Where a street, building or feature of the land that begins at `at` ends; None where none begins there."""
        before = self._noun_before(at, end)
        if before is not None:
            return before
        for cut in range(end, at + 1, -1):
            noun = self.words[cut - 1]
            body = cut < end and self.words[cut].low in self.lists.organisation
            if noun.capital and noun.low in self.lists.facility and not body and self._own_name(at, cut - 1):
                return cut
        return self._noun_after(at, end)

    def _noun_before(self, at: int, end: int) -> int | None:
        """The end of a site whose noun stands first: "Mount Karez", "Tower of London"."""
        first = self.words[at]
        if first.low in self.lists.titled_of and at + 2 < len(self.words):
            of, name = self.words[at + 1 : at + 3]
            if of.low == "of" and name.capital:
                return run_end(self.words, at + 2)
        titled = first.low in self.lists.titled and end - at > 1
        return end if titled and self.words[at + 1].low not in self.lists.stop else None

    def _noun_after(self, at: int, end: int) -> int | None:
        """The end of a site whose noun follows in small letters: "Barakah nuclear power plant"."""
        after = end
        if self.words[end - 1].owned:
            return None
        while after < min(len(self.words), end + 3) and self._describes(after):
            if self.words[after].low in self.lists.facility:
                while self._noun(after + 1):
                    after += 1
                return after + 1 if self._own_name(at, end) and not self._wide_name(at, end) else None
            after += 1
        return None

    def _describes(self, at: int) -> bool:
        """Whether the word may stand in a site's description: "… nuclear power plant"."""
        word = self.words[at]
        return word.joined and not word.capital and (word.low in self.lists.facility or word.low in self.lists.between)

    def _noun(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].joined and self.words[at].low in self.lists.facility

    def site(self, at: int, end: int) -> tuple[Match, ...]:
        """The entries of a site's name, with its noun or without: "al-Tanf military base" is al-Tanf."""
        kinds = {"facility"}
        for cut in range(end, at, -1):
            last = self.words[cut - 1]
            matches = self.gazetteer.matches(self.look.slice(at, cut)) if last.capital else ()
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
        matches = self.gazetteer.matches(self.look.slice(start, end))
        return any(one.own and one.entry.kind != "facility" for one in matches)
