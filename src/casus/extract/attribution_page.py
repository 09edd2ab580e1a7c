"""A text laid out for the reader of attributions: its words in one row, each with what boundaries hang on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.clauses import Clause, clauses
from casus.extract.phrases import Chunk, Known, chunk
from casus.model.span import Span
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.analysis import Sentence
from casus.text.quotations import quotations
from casus.text.tokens import Token

_NOTHING_KNOWN = Known({}, {})
_BREAKS = ("\n", "\r", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a page. `first` numbers its first word in the page; chunks and clauses count words from there.

    `opens` is the number of the quotation that its first word stands in, `closes` that of its last; -1 for none.
    """

    first: int
    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]
    clauses: tuple[Clause, ...]
    paragraph: int
    opens: int
    closes: int

    @property
    def end(self) -> int:
        """The number of the word after its last."""
        return self.first + len(self.tokens)


@dataclass(frozen=True, slots=True)
class Page:
    """All words of a text. `chunk_of[i]` is the chunk of word i in its line; `quoted[i]` its quotation, -1 for none."""

    text: str
    words: tuple[Token, ...]
    lines: tuple[Line, ...]
    quoted: tuple[int, ...]
    chunk_of: tuple[int, ...]
    line_of: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """The span of words `first` to `last`."""
        return Span(self.words[first].start, self.words[last].end)


def lay_out(text: str, analysed: Sequence[Sentence]) -> Page:
    """The page of a text from its sentences."""
    words = tuple(token for sentence in analysed for token in sentence.tokens)
    quoted = _quoted(words, quotations(text))
    lines: list[Line] = []
    chunk_of: list[int] = []
    first = paragraph = 0
    for sentence in analysed:
        if not sentence.tokens:
            continue
        if lines and any(mark in text[words[first - 1].end : words[first].start] for mark in _BREAKS):
            paragraph += 1
        chunks = chunk(sentence.tokens, _NOTHING_KNOWN)
        last = first + len(sentence.tokens) - 1
        lines.append(
            Line(
                first, sentence.tokens, chunks, clauses(sentence.tokens, chunks), paragraph, quoted[first], quoted[last]
            )
        )
        for number, part in enumerate(chunks):
            chunk_of += [number] * (part.last - part.first + 1)
        first = last + 1
    line_of = tuple(number for number, line in enumerate(lines) for _ in line.tokens)
    return Page(text, words, tuple(lines), quoted, tuple(chunk_of), line_of)


def _quoted(words: Sequence[Token], spans: Sequence[Span]) -> tuple[int, ...]:
    found: list[int] = []
    at = 0
    for word in words:
        while at < len(spans) and spans[at].end <= word.start:
            at += 1
        found.append(at if at < len(spans) and spans[at].start <= word.start else -1)
    return tuple(found)


def speaks(line: Line, number: int) -> str:
    """What sort of speaker a noun chunk's head would make: a pronoun itself, a name, a person, a body or a thing."""
    head = line.tokens[line.chunks[number].head]
    if head.tag in ("PRP", "WP", "EX"):
        return head.lower
    lemma = head.lemma.lower()
    if lemma in roles().speaker or lemma in roles().power:
        return "speaker"
    if lemma in lexicon().people:
        return "person"
    if head.tag in ("NNP", "NNPS"):
        return "name"
    return "thing"
