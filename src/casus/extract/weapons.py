"""Means of violence: where a stretch of words names one, and what an attack with it is."""

from __future__ import annotations

from casus.extract.prepositions import phrases_from
from casus.extract.scene import Scene
from casus.model.codes import EventType
from casus.reference.lexicon import Weapon, lexicon
from casus.reference.roles import countries, roles

Run = tuple[int, int]
"""First and last token of a stretch of a sentence, both included."""


def weapon_tokens(scene: Scene, first: int, last: int) -> Run | None:
    """The last means named between two tokens, with what describes it: "remote-controlled explosive device"."""
    found = _entry(scene, first, last)
    if found is None:
        return None
    (start, end), _ = found
    while start > first and _describes(scene, start - 1):
        start -= 1
    return start, end


def weapon_type(scene: Scene, run: Run) -> EventType | None:
    """The act that an attack with the means in `run` is; None where that stays a plain attack."""
    found = _entry(scene, *run)
    return found[1].event_type if found else None


def weapon_in(scene: Scene, nouns: tuple[int, ...]) -> Run | None:
    """The first noun chunk of `nouns` whose head is a means of violence."""
    for noun in nouns:
        part = scene.chunks[noun]
        found = weapon_tokens(scene, part.first, part.last)
        if found is not None and found[1] == part.head:
            return found
    return None


def is_bomber(scene: Scene, chunk: int) -> bool:
    """ "A suicide bomber": somebody, though the word tells the means."""
    return scene.head(chunk).lemma.lower() in lexicon().people


def carried(scene: Scene, chunk: int) -> tuple[int, ...]:
    """What somebody has in hand: "a man with a knife attacked"."""
    after = phrases_from(scene.tokens, scene.chunks, chunk + 1)
    return after[0].nouns if after and after[0].preposition == "with" else ()


def _describes(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    plain = token.tag in ("JJ", "NN", "VBN") and token.lemma.lower() not in lexicon().people
    return plain and token.lower not in roles().stripped and not _of_country(scene, at)


def _of_country(scene: Scene, at: int) -> bool:
    """Whether a word is a country's, alone or with its neighbour: "South Korean"."""
    pairs = [(at, at), (max(at - 1, 0), at), (at, min(at + 1, len(scene.tokens) - 1))]
    return any(scene.text(*pair).lower() in countries() for pair in pairs)


def _entry(scene: Scene, first: int, last: int) -> tuple[Run, Weapon] | None:
    best: tuple[Run, Weapon] | None = None
    at = first
    while at <= last:
        hit = lexicon().weapons.at(scene.lemmas, at)
        if hit is not None and at + hit[0] - 1 <= last:
            best = (at, at + hit[0] - 1), hit[1]
            at += hit[0]
        else:
            at += 1
    return best
