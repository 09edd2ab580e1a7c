"""What a look through a report finds that may name a place, before any of it is resolved or judged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casus.ground.places_words import place_words
from casus.reference.gazetteer import Gazetteer, Match

_SHORT_STATE_COUNTRIES = frozenset({"US", "CA"})
DOTTED_STATES = frozenset(
    {"N.C.", "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "S.C.", "S.D.", "R.I.", "D.C.", "B.C.", "W.Va."}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a place.

    `start` to `end` hold the name with direction and unit word; `core` is what is looked up. `hint` is what the words
    beside it say it is: first, second, unit, town, about (the land about it), facility, or nothing. `cue` is 2 after
    "in", 1 after "from", 0 else. `relation` holds the words between us and the place ("near"). `forced` mentions are
    never turned down.
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


def short_state(word: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The state or province that "Pa", "W.Va." or "KY" is short for; nothing where it is none."""
    if word.count(".") > 1 and word not in DOTTED_STATES:
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
    """`found` with just the mentions at `spans`, as found or from the bare words: to measure resolution alone."""
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
