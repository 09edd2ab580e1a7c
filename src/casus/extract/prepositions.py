"""Prepositional phrases: a preposition and the nouns that it governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.lists import noun_list, two_sides, verb_next
from casus.extract.phrases import Chunk, Kind
from casus.text.tokens import Token

# Words that stand before a noun phrase, or link a whole clause.
EITHER = frozenset({"after", "before", "as", "since", "until", "till", "once", "when", "while", "where"})
_FIRST_OF_TWO = frozenset({"according", "because", "due", "out", "away", "ahead"})
_PASSED_OVER = frozenset({Kind.COMMA, Kind.NOUN, Kind.ADVERB, Kind.QUOTE, Kind.ADJECTIVE, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A preposition and the noun chunks that it governs (indices of chunks)."""

    preposition: str
    nouns: tuple[int, ...]
    at: int


def phrases_from(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> tuple[Phrase, ...]:
    """The prepositional phrases from chunk `at` on, until a verb, a link or a break."""
    found: list[Phrase] = []
    subject = _no_verb_before(chunks, at)
    while at < len(chunks):
        part = chunks[at]
        if part.kind is Kind.PREPOSITION and at + 1 < len(chunks):
            word, after = _preposition(tokens, chunks, at)
            if after < len(chunks) and chunks[after].kind is Kind.TIME:
                at = after + 1
                continue
            if after >= len(chunks) or chunks[after].kind is not Kind.NOUN:
                break
            nouns = noun_list(chunks, after, pair=word == "between" or subject, tokens=tokens)
            if word == "between" and len(nouns) == 1:
                nouns = two_sides(chunks, after, tokens)
            if _opens_clause(chunks, nouns[-1], word):
                break
            found.append(Phrase(word, nouns, at))
            at = nouns[-1] + 1
        elif part.kind in _PASSED_OVER:
            if part.kind is Kind.COMMA and verb_next(chunks, at + 1):
                break
            at += 1
        elif part.kind is Kind.OPEN:
            at = next((i for i in range(at, len(chunks)) if chunks[i].kind is Kind.CLOSE), len(chunks) - 1) + 1
        else:
            break
    return tuple(found)


def _no_verb_before(chunks: Sequence[Chunk], at: int) -> bool:
    """ "Attacks by A and B killed 20 people": what the sentence opens with is the subject of its first verb."""
    return at > 0 and chunks[at - 1].kind is Kind.NOUN and not any(part.kind is Kind.VERB for part in chunks[:at])


def _preposition(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> tuple[str, int]:
    """The preposition at chunk `at` ("according to" is one) and the chunk after it."""
    word, after = tokens[chunks[at].head].lower, at + 1
    while after < len(chunks) and (
        chunks[after].kind in (Kind.PREPOSITION, Kind.QUOTE, Kind.ADVERB) or _joins_prepositions(chunks, after)
    ):
        if chunks[after].kind is Kind.PREPOSITION:
            second = tokens[chunks[after].head].lower
            word = f"{word} {second}" if word in _FIRST_OF_TWO else second
        after += 1
    return word, after


def _joins_prepositions(chunks: Sequence[Chunk], at: int) -> bool:
    """ "to and from Mali"."""
    return chunks[at].kind is Kind.AND and at + 1 < len(chunks) and chunks[at + 1].kind is Kind.PREPOSITION


def _opens_clause(chunks: Sequence[Chunk], noun: int, word: str) -> bool:
    """ "after gunmen open fire": the noun is the subject of a clause, not governed by the preposition."""
    return word in EITHER and noun + 1 < len(chunks) and chunks[noun + 1].kind is Kind.VERB
