"""Asides: what stands between two commas or in brackets beside the noun that it describes."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.phrases import PROPER, Chunk, Kind
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.tokens import Token

_GOES_ON = frozenset({"DT", "IN", "TO", "PRP", "PRP$", "NNP", "NNPS", "CD", "RB", "``"})
_ENDS = frozenset({"that", "who", "which", "when", "after", "because", "as", "while", "before", "and", "but", ";", ":"})


def verb_after_aside(tokens: Sequence[Token], tags: Sequence[str], finite: frozenset[str]) -> int | None:
    """ "The Vale Union, a relief body, called on …": a past form after an aside, where no other verb is finite."""
    commas = [at for at, token in enumerate(tokens) if token.text == ","][:2]
    if len(commas) < 2 or commas[1] + 2 >= len(tokens) or any(tag[:1] in ("V", "M", "W") for tag in tags[: commas[1]]):
        return None
    at = commas[1] + 1 + (tags[commas[1] + 1] == "RB")
    if at + 1 >= len(tokens) or tags[at] != "VBN" or tokens[at + 1].lower == "by" or tags[at + 1] not in _GOES_ON:
        return None
    end = next((i for i in range(at + 1, len(tokens)) if tokens[i].lower in _ENDS), len(tokens))
    return None if any(tag in finite for tag in tags[at + 1 : end]) else at


def who_says(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> int | None:
    """ "…, a spokesman for the army, Jan Holt, said": the chunk of the office, whose holder's name ends at a comma."""
    kinds = [part.kind for part in chunks[max(0, at - 2) : at + 1]]
    if kinds != [Kind.COMMA, Kind.NOUN, Kind.COMMA] or tokens[chunks[at - 1].head].tag not in PROPER:
        return None
    office = at - 3
    while office >= 2 and chunks[office].kind is Kind.NOUN and chunks[office - 1].kind is Kind.PREPOSITION:
        office -= 2
    if office < 1 or chunks[office].kind is not Kind.NOUN or chunks[office - 1].kind is not Kind.COMMA:
        return None
    return office if _speaks(tokens[chunks[office].head]) else None


def _speaks(head: Token) -> bool:
    lemma, words = head.lemma.lower(), roles()
    held = lemma in words.speaker or lemma in words.office or lemma in lexicon().people
    return held and head.tag not in PROPER


def step_back(chunks: Sequence[Chunk], at: int) -> int:
    """The chunk before one that is no subject: past the whole of a bracket or of an aside."""
    if chunks[at].kind is Kind.CLOSE:
        return before_bracket(chunks, at)
    if chunks[at].kind is Kind.COMMA:
        position = skip_aside(chunks, at)
        return position - 1 if chunks[position].kind is Kind.COMMA else position
    return at - 1


def skip_aside(chunks: Sequence[Chunk], at: int) -> int:
    """Steps over ", son of the late founder," to the noun that it describes."""
    if at < 0 or chunks[at].kind is not Kind.COMMA:
        return at
    position = at - 1
    while position >= 0 and chunks[position].kind is not Kind.COMMA:
        position -= 1
    if position <= 0:
        return at - 1
    position -= 1
    # "in Yala, Yala Province, Thailand, injured": back over the whole chain of places
    while position >= 2 and chunks[position].kind is Kind.NOUN and chunks[position - 1].kind is Kind.COMMA:
        if chunks[position - 2].kind is not Kind.NOUN:
            break
        position -= 2
    return position


def before_bracket(chunks: Sequence[Chunk], at: int) -> int:
    """The chunk before the bracket that closes at a chunk."""
    while at >= 0 and chunks[at].kind is not Kind.OPEN:
        at -= 1
    return at - 1
