"""Which of its owners a weak or shared name means in a text: the one whom the rest of the text supports."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from casus.model.actor import Actor
from casus.model.reading import Reading, Rival
from casus.model.span import Span
from casus.reference.actors import ActorRegister, Named
from casus.reference.actors_table import Entry

_STRONG_SHORT = 3  # an acronym of up to so many letters of an unchecked entry needs the full name
_FULL_NAME = 2
_TODAY = 2015  # an actor that ended before is history


class Support:
    """What a text tells beside a name: its countries, and the actors that it names by strong names.

    Worked out only where a name needs it.
    """

    def __init__(self, text: str, register: ActorRegister) -> None:
        self._text = text
        self._register = register

    @cached_property
    def _countries(self) -> frozenset[str]:
        return self._register.countries(self._text)

    @cached_property
    def _named(self) -> Counter[str]:
        found = self._register.find(self._text, weak=False)
        return Counter(named.actor.id for named in found if named.actor.id is not None and not named.rivals)

    def resolve(self, named: Named) -> Reading[Actor] | None:
        """The owner whom the text supports best, with the others as rivals; None where it supports none enough."""
        words = named.span.of(self._text)
        owners = (named.actor, *named.rivals)
        weighed = [(self._weight(actor, named.span), actor) for actor in owners]
        ranked = sorted(weighed, key=lambda pair: pair[0], reverse=True)
        (points, best), rest = ranked[0], ranked[1:]
        if points[0] <= 0 or (rest and rest[0][0] == points):
            return None
        rivals = tuple(Rival(actor, _score(other)) for other, actor in rest)
        return Reading(best, words, named.span, "register/supported", _score(points, alone=not rivals), rivals)

    def _is_citation(self, span: Span) -> bool:
        """Whether the name stands alone in brackets, as an agency that is cited does."""
        return self._text[span.start - 1 : span.start] == "(" and self._text[span.end : span.end + 1] == ")"

    def _weight(self, actor: Actor, span: Span) -> tuple[int, int, int]:
        """Support, then whether read over by hand, then whether of today. No support of a weak name is 0."""
        entry, words = self._register.entry(actor.id or ""), span.of(self._text)
        if entry is None:
            return (1, 1, 1)
        weak = words in entry.weak
        points = self._kin(actor)
        if points < _FULL_NAME and self._is_citation(span):
            return (0, 0, 0)
        points += self._country(actor, entry, words) + self._cues(entry)
        current = entry.last is None or entry.last >= _TODAY
        return (points + (0 if weak else 1), int(entry.checked), int(current))

    def _kin(self, actor: Actor) -> int:
        """2 where the text names the actor by a strong name too; 1 where it names its parent or a part of it."""
        if actor.id in self._named:
            return _FULL_NAME
        known = self._register.by_id
        parts = (known(other) for other in self._named)
        return int(actor.parent in self._named or any(one is not None and one.parent == actor.id for one in parts))

    def _country(self, actor: Actor, entry: Entry, words: str) -> int:
        if not entry.checked and words.isupper() and len(words) <= _STRONG_SHORT:
            return 0
        return int(actor.country is not None and actor.country in self._countries)

    def _cues(self, entry: Entry) -> int:
        return int(any(cue in self._text for cue in entry.support))


def _score(points: tuple[int, int, int], *, alone: bool = False) -> float:
    """A rank from 0 to 1."""
    return min(1.0, 0.5 + 0.1 * points[0] + (0.2 if alone else 0.1 * points[1]))
