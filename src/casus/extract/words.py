"""What words alone tell: the country that they name."""

from __future__ import annotations

from functools import lru_cache

from casus.extract.clauses import Clause
from casus.extract.phrases import PROPER, Chunk, Kind
from casus.extract.scene import Scene
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import Country, countries, roles


def country_in(scene: Scene, chunk: Chunk) -> Country | None:
    """The country that a phrase names or whose demonym it holds: "Pakistani", "Pakistan's", "the United States"."""
    return country_of(scene.text(chunk.first, chunk.last))


def named_beside(scene: Scene, chunk: int) -> bool:
    """ "The archbishop of Vale, Anna Berg, …": whether a name in an aside says who is meant."""
    at = chunk
    while [part.kind for part in scene.chunks[at + 1 : at + 3]] == [Kind.PREPOSITION, Kind.NOUN]:
        at += 2
    kinds = [part.kind for part in scene.chunks[at + 1 : at + 4]]
    return kinds == [Kind.COMMA, Kind.NOUN, Kind.COMMA] and scene.head(at + 2).tag in PROPER


def neither_nor(scene: Scene, clause: Clause) -> bool:
    """ "neither confirmed nor denied the strike": the second of two verbs, and no stand."""
    before = scene.before(clause.head, 4)
    return clause.lemma in ("confirm", "deny") and "nor" in before and "neither" in before


CLAIM_NOUNS = frozenset({"claim", "accusation", "allegation", "charge", "report", "suggestion", "assertion"})
"""What is said, as a noun: to reject one is to deny it."""
MUST = frozenset({"must", "should", "ought"})
"""Modals by which a speaker tells somebody what to do."""
FIGURE_NOUNS = frozenset({"toll", "total", "figure", "number", "count", "tally", "estimate"})
"""A number given, as a noun: to dispute one is not to deny what happened."""


@lru_cache(maxsize=32768)
def country_of(words: str) -> Country | None:
    """The country that words name by name, demonym or (alone) capital."""
    parts = [
        part.strip(",'’")
        for part in words.replace("-based", "").replace("'s", "").replace("’s", "").replace("–", " ").split()
    ]
    table = countries()
    for length in (4, 3, 2, 1):
        for start in range(len(parts) - length + 1):
            run = " ".join(parts[start : start + length])
            found = table.get(run.lower()) or table.get(run.strip(".").lower()) or table.get(run.lower() + ".")
            if found is not None and _written_as(run, found) and (len(parts) == length or run != found.capital):
                return found
    return None


def _written_as(run: str, country: Country) -> bool:
    """Whether words are written as a country's name is: "CAR" is one, a car is none, though it begins a sentence."""
    letters = any(name.isupper() and name.lower() == run.lower() for name in country.names)
    return run.isupper() if letters else run[:1].isupper()


def group_here(scene: Scene, part: Chunk) -> Reading[Actor] | None:
    """The armed group named last before "the group" in its own sentence."""
    named = [r for mark, r in scene.actors if mark.last < part.first and r.value.side is Side.NONSTATE]
    return named[-1] if named else None


def in_arms(scene: Scene, office: Chunk) -> bool:
    """ "Army spokesman Omar Vale"."""
    return bool({"army", "military", "navy"} & {t.lower for t in scene.tokens[office.first : office.last + 1]})


def both_of(scene: Scene, part: Chunk) -> bool:
    """ "both nations", "the two countries": the pair of states named last."""
    words = {token.lower for token in scene.tokens[part.first : part.head]}
    head = scene.tokens[part.head].lemma.lower()
    return head in ("nation", "country", "side", "state", "neighbour", "neighbor") and bool(words & {"both", "two"})


CALLING_OFF = frozenset({"cancel", "postpone", "abandon", "call"})
"""Verbs by which talks and visits that were planned come to nothing."""


def of_speaker(scene: Scene, part: Chunk) -> bool:
    """ "its fighters", "their naval forces": the speaker's."""
    first, head = scene.tokens[part.first], scene.tokens[part.head]
    armed = lexicon().people.get(head.lemma.lower()) is Side.STATE
    return first.lower in ("its", "our", "their") and (head.lemma.lower() in roles().member or armed)


def reckons_back(words: str) -> bool:
    """ "a day earlier", "two weeks before": a day counted from another, and no length of time."""
    return words.lower().endswith((" earlier", " before"))


def each_other(scene: Scene, chunk: int) -> bool:
    """ "blame each other": nobody by himself."""
    return scene.words(chunk).lower() in ("each other", "one another")


def his_country(scene: Scene, part: Chunk) -> bool:
    """ "the country", after somebody who speaks for one."""
    words = [token.lower for token in scene.tokens[part.first : part.head + 1]]
    return words in (["the", "country"], ["his", "country"], ["her", "country"], ["the", "nation"])


def is_ordinal(word: str) -> bool:
    """ "44th"."""
    return word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th"))
