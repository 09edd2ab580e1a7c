"""Lists of noun phrases: "A", "A and B", "A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.phrases import Chunk, Kind
from casus.text.tokens import Token


def verb_next(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a verb stands at a chunk."""
    return at < len(chunks) and chunks[at].kind is Kind.VERB


def noun_list(chunks: Sequence[Chunk], at: int, *, pair: bool = False, tokens: Sequence[Token] = ()) -> tuple[int, ...]:
    """The nouns of a list that begins at chunk `at`: "A", "A and B", "A, B and C"; `pair` wants two.

    With `tokens`, a participle may follow the last member: "eight officers and a driver travelling in a van".
    """
    nouns = [at]
    while True:
        position = _past_bracket(chunks, nouns[-1] + 1)
        kinds = [part.kind for part in chunks[position : position + 3]]
        if kinds[:2] == [Kind.AND, Kind.NOUN]:
            ends = verb_next(chunks, position + 2) and not pair and not _reduced_next(tokens, chunks, position + 2)
            step = 0 if ends else 1
        elif kinds[:2] == [Kind.COMMA, Kind.NOUN]:
            step = 1 if _is_list(chunks, position) else 0
        elif kinds == [Kind.COMMA, Kind.AND, Kind.NOUN] and len(nouns) > 1:
            step = 0 if verb_next(chunks, position + 3) and not pair else 2
        else:
            step = 0
        if not step:
            return tuple(nouns)
        nouns.append(position + step)


def nouns_with(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> tuple[int, ...]:
    """ "…, with nine civilians and six attackers killed": all nouns of a list of "with" that ends at chunk `at`."""
    first = at
    while first >= 2 and chunks[first - 1].kind is Kind.AND and chunks[first - 2].kind is Kind.NOUN:
        first -= 2
    opened = first > 1 and tokens[chunks[first - 1].head].lower == "with" and chunks[first - 2].kind is Kind.COMMA
    return tuple(range(first, at + 1, 2)) if opened else (at,)


_DESCRIBING = frozenset({Kind.NOUN, Kind.ADJECTIVE, Kind.ADVERB, Kind.PREPOSITION, Kind.VERB})


def two_sides(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token]) -> tuple[int, ...]:
    """ "between forces loyal to the government and rebel troops": the two, whatever describes the first of them.

    Where it is "between gunmen from the Unity Front and the Lund Guard", the two are those who are named.
    """
    joint = next((i for i in range(at + 1, len(chunks)) if chunks[i].kind not in _DESCRIBING), len(chunks))
    joined = [part.kind for part in chunks[joint : joint + 2]] == [Kind.AND, Kind.NOUN]
    if not joined or any(tokens[part.head].tag in _FINITE for part in chunks[at:joint] if part.kind is Kind.VERB):
        return (at,)
    named = chunks[joint - 1].kind is Kind.NOUN and joint - 2 == at + 1
    if named and all(tokens[chunks[i].head].text[:1].isupper() for i in (joint - 1, joint + 1)):
        return joint - 1, joint + 1
    return at, joint + 1


_FINITE = frozenset({"VBD", "VBP", "VBZ", "VB"})


def _reduced_next(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a verb has no subject: an infinitive, a bare -ing form, a participle before a preposition."""
    if tokens and tokens[chunks[at].first].tag == "TO":
        return True
    if not tokens or chunks[at].first != chunks[at].last:
        return False
    tag, after = tokens[chunks[at].head].tag, chunks[at].last + 1
    return tag == "VBG" or (tag == "VBN" and after < len(tokens) and tokens[after].tag == "IN")


def _past_bracket(chunks: Sequence[Chunk], at: int) -> int:
    """Past "(RSF)" where a list goes on after it."""
    if at + 2 < len(chunks) and chunks[at].kind is Kind.OPEN and chunks[at + 2].kind is Kind.CLOSE:
        return at + 3
    return at


def _is_list(chunks: Sequence[Chunk], comma: int) -> bool:
    """Whether the comma at `comma` separates members of a list that ends in "and NOUN"."""
    at = comma
    while at + 1 < len(chunks) and chunks[at].kind is Kind.COMMA and chunks[at + 1].kind is Kind.NOUN:
        at += 2
    if at < len(chunks) and chunks[at].kind is Kind.COMMA:
        at += 1
    return at + 1 < len(chunks) and chunks[at].kind is Kind.AND and chunks[at + 1].kind is Kind.NOUN
