"""Phrases of a sentence: nouns with what stands before them, verb groups, and the small words between.

A chunker in the manner of Abney (1991): no tree, only stretches whose inside is plain. Clauses are built from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casus.text.tokens import Token


class Kind(StrEnum):
    """What a chunk is."""

    NOUN = "N"
    VERB = "V"
    PREPOSITION = "P"
    AND = "C"
    LINK = "S"
    ADVERB = "R"
    ADJECTIVE = "A"
    COMMA = ","
    BREAK = ":"
    QUOTE = "Q"
    OPEN = "("
    CLOSE = ")"
    TIME = "T"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` of a sentence, both included; `head` is the noun or verb that the rest hangs on."""

    kind: Kind
    first: int
    last: int
    head: int


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW"})
PROPER = frozenset({"NNP", "NNPS"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_NOMINAL = NOUNS | ADJECTIVES | {"CD"}
_AUXILIARY = frozenset({"be", "have", "do", "get"})
_LINKS = frozenset({"that", "whether", "if", "because", "although", "though", "while", "unless", "whereas"})
_PUNCTUATION = {",": Kind.COMMA, "``": Kind.QUOTE, "''": Kind.QUOTE, "-LRB-": Kind.OPEN, "-RRB-": Kind.CLOSE}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a sentence before it is chunked: first token to last token of names and counts, and of times."""

    glued: Mapping[int, int]
    times: Mapping[int, int]
    counts: frozenset[int] = frozenset()


def chunk(tokens: Sequence[Token], known: Known) -> tuple[Chunk, ...]:
    """The chunks of a sentence in order."""
    chunks: list[Chunk] = []
    index = 0
    while index < len(tokens):
        found = _next(tokens, known, index)
        chunks.append(found)
        index = found.last + 1
    return tuple(_peoples(tokens, chunks))


def _peoples(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """ "between Chadian and Sudanese officials": the first people stands for a noun of its own."""
    for index, part in enumerate(chunks):
        beside = chunks[index + 1 : index + 3]
        joined = [one.kind for one in beside] == [Kind.AND, Kind.NOUN]
        people = part.kind is Kind.ADJECTIVE and tokens[part.head].tag == "JJ" and tokens[part.head].text.istitle()
        if joined and people and index and _is_people(tokens[beside[1].first]):
            yield replace(part, kind=Kind.NOUN)
        else:
            yield part


def _is_people(token: Token) -> bool:
    return token.tag == "JJ" and token.text.istitle()


def _next(tokens: Sequence[Token], known: Known, index: int) -> Chunk:
    if index in known.times:
        return Chunk(Kind.TIME, index, known.times[index], known.times[index])
    tag = tokens[index].tag
    verb = _verb_group(tokens, index)
    if verb is not None and index not in known.glued:
        return verb
    noun = _noun_phrase(tokens, known, index)
    if noun is not None:
        return noun
    return Chunk(_small(tokens[index], tag), index, index, index)


def _small(token: Token, tag: str) -> Kind:
    if token.text in ("(", "["):
        return Kind.OPEN
    if token.text in (")", "]"):
        return Kind.CLOSE
    if token.text in ('"', "“", "”", "«", "»", "``", "''"):
        return Kind.QUOTE
    if tag in _PUNCTUATION:
        return _PUNCTUATION[tag]
    if tag in ("WDT", "WP", "WRB") or (tag in ("IN", "DT", "CC") and token.lower in _LINKS):
        return Kind.LINK
    if tag == "CC":
        return Kind.AND
    if tag in ("IN", "TO"):
        return Kind.PREPOSITION
    if tag in ADJECTIVES or tag in ("VBN", "CD"):
        return Kind.ADJECTIVE
    if tag.isalpha():
        return Kind.ADVERB
    return Kind.BREAK


def _verb_group(tokens: Sequence[Token], index: int) -> Chunk | None:
    """A verb group from `index`; None where none begins, or where the participle stands before a noun."""
    tag = tokens[index].tag
    if tag == "TO" and not (index + 1 < len(tokens) and tokens[index + 1].tag == "VB"):
        return None
    if tag not in VERBS and tag not in ("MD", "TO"):
        return None
    if tag in ("VBN", "VBG") and _premodifies(tokens, index):
        return None
    last, head = index, index
    while last < len(tokens):
        token = tokens[last]
        if token.tag in VERBS:
            head = last
            if token.lemma not in _AUXILIARY or not _verb_follows(tokens, last + 1):
                break
        elif token.tag not in ("MD", "TO", "RB", "RBR") and not _quoted_verb(tokens, last):
            break
        last += 1
    return Chunk(Kind.VERB, index, head, head)


def _quoted_verb(tokens: Sequence[Token], at: int) -> bool:
    """ "will “retaliate”": a quotation that begins within a verb group."""
    helped = tokens[at - 1].tag == "MD" and at + 1 < len(tokens)
    return helped and tokens[at].text in ('"', "“", "``") and tokens[at + 1].tag in ("VB", "RB")


def _verb_follows(tokens: Sequence[Token], index: int) -> bool:
    while index < len(tokens) and tokens[index].tag in ("RB", "RBR"):
        index += 1
    return index < len(tokens) and tokens[index].tag in VERBS


def _premodifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a participle stands before its noun: "suspected gunmen", but not "killed three gunmen"."""
    if index + 1 >= len(tokens) or tokens[index].tag == "VBG":
        return False
    before = tokens[index - 1] if index else None
    if before is not None and (
        before.tag in NOUNS or before.tag in ("PRP", "RB", "RBR", "MD", "TO") or before.tag in VERBS
    ):
        return False
    return tokens[index + 1].tag in ("NN", "NNS") or (
        tokens[index + 1].tag in ("JJ", "NNP") and tokens[index].lemma in ("suspect", "allege", "arm", "presume")
    )


def _noun_phrase(tokens: Sequence[Token], known: Known, index: int) -> Chunk | None:
    if tokens[index].tag in ("PRP", "EX"):
        return Chunk(Kind.NOUN, index, index, index)
    head, end = -1, index
    while end < len(tokens) and (end == index or end not in known.times or _dated(tokens, known, end)):
        if end != index and end in known.times:
            end = known.times[end] + 1
            continue
        if end in known.counts and head >= 0 and tokens[head].tag in NOUNS and tokens[end - 1].tag != "POS":
            break  # "drones over 13 regions": a count opens a phrase of its own
        if end in known.glued:
            end = known.glued[end] + 1
            head = end - 1
        elif _continues(tokens, index, end, head):
            if tokens[end].tag in NOUNS or (tokens[end].tag == "CD" and _open(tokens, head)):
                head = end
            end += 1
        else:
            break
    if head < 0:
        head = _headless(tokens, index, end)
        if head < 0:
            return None
    follows = tokens[head + 1] if head + 1 < len(tokens) else None
    more = follows is not None and tokens[head].tag == "CD" and follows.lower == "more"
    last = head + 1 if more or (head + 1 < end and follows is not None and follows.tag == "POS") else head
    return Chunk(Kind.NOUN, index, last, head)


def _dated(tokens: Sequence[Token], known: Known, at: int) -> bool:
    """ "the December 2025 attack": a day between an article and its noun is a part of the phrase."""
    after = known.times[at] + 1
    return tokens[at - 1].tag == "DT" and after < len(tokens) and tokens[after].tag in _NOMINAL


def _headless(tokens: Sequence[Token], index: int, end: int) -> int:
    """The head of "the wounded", "several others", "both"; -1 where the words make no phrase of their own."""
    while end > index and tokens[end - 1].tag in ("RB", "RBR"):
        end -= 1
    if end > index and tokens[index].tag in ("DT", "PRP$", "PDT"):
        return end - 1
    return -1


def _open(tokens: Sequence[Token], head: int) -> bool:
    """Whether the phrase still waits for its noun: it has none, or only a number."""
    return head < 0 or tokens[head].tag == "CD"


def _continues(tokens: Sequence[Token], first: int, at: int, head: int) -> bool:
    """Whether the token `at` goes on with the noun phrase that began at `first` and has `head` so far."""
    tag = tokens[at].tag
    before = tokens[at - 1].tag if at > first else ""
    if tag in NOUNS:
        return not (tag in PROPER and before == "NN" and tokens[first].lower in ("a", "an"))
    if tag in _DETERMINERS:
        return head < 0
    if tag in ("``", "''", '"') or tokens[at].text in ('"', "“", "”"):
        return at > first and _open(tokens, head) and _noun_at(tokens, at + 1)
    if tag == "POS":
        return head >= 0 and at + 1 < len(tokens)
    if tag == "CD":
        amount = (
            before == "CD"
            and tokens[at].lower in ("million", "billion", "trillion")
            and "$" in _tags(tokens, first, at)
        )
        return amount or head < 0 or before in PROPER or before in ("POS", "$") or tokens[at - 1].text in ("No.",)
    if tag == "$":
        return _open(tokens, head) and at + 1 < len(tokens) and tokens[at + 1].tag == "CD"
    if tag in ADJECTIVES:
        model = at > first and any(c.isdigit() for c in tokens[at - 1].text)
        return _open(tokens, head) or before == "POS" or ((before in PROPER or model) and _noun_at(tokens, at + 1))
    if tag in ("VBN", "VBG", "VBD"):
        inside = at > first and before in (*_DETERMINERS, "JJ", "POS", "RB")
        named = at + 1 < len(tokens) and tokens[at + 1].tag in (NOUNS | ADJECTIVES)
        return named and (inside or (at == first and _premodifies(tokens, at)))
    if tag in ("RB", "RBR", "RBS"):
        wanted = ("CD", "JJ") if tag == "RB" else ("NN", "NNS", "JJ")
        if tag == "RB" and at > first:
            wanted = ("CD", "JJ", "VBN")
        return _open(tokens, head) and at + 1 < len(tokens) and tokens[at + 1].tag in wanted and before != "RB"
    return tokens[at].text in ("–", "-", "&", "/", "−") and _joins_names(tokens, at)


def _tags(tokens: Sequence[Token], first: int, end: int) -> set[str]:
    return {token.tag for token in tokens[first:end]}


def _noun_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].tag in _NOMINAL


def _joins_names(tokens: Sequence[Token], at: int) -> bool:
    """A dash or slash between two names with no space ("Afghanistan–Pakistan border")."""
    if not 0 < at < len(tokens) - 1:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    tight = left.end == tokens[at].start and right.start == tokens[at].end
    return (tight or tokens[at].text == "&") and left.tag in _NOMINAL and right.tag in _NOMINAL
