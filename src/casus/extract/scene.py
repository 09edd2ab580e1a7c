"""One sentence as the rules see it: tokens, chunks, clauses, and the readings that lie in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from casus.extract.clauses import Clause, clauses
from casus.extract.datelines import past_dateline
from casus.extract.phrases import ADJECTIVES, NOUNS, PROPER, Chunk, Kind, Known, chunk
from casus.extract.retag import retagged
from casus.model.actor import Actor
from casus.model.claim import Layers
from casus.model.count import Count
from casus.model.hint import Hint
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.when import Timex
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.analysis import Sentence
from casus.text.lemmas import lemma
from casus.text.tokens import Token

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading and the tokens of the sentence that it covers, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence of a report. Indices of chunks and tokens are of this sentence; spans are of the report's text."""

    number: int
    report: Report
    span: Span
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    chunks: tuple[Chunk, ...]
    clauses: tuple[Clause, ...]
    counts: tuple[tuple[Mark, Reading[Count]], ...]
    actors: tuple[tuple[Mark, Reading[Actor]], ...]
    places: tuple[tuple[Mark, Reading[Place]], ...]
    times: tuple[tuple[Mark, Reading[Timex]], ...]
    hints: tuple[Hint, ...] = ()

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to `last`, as they stand."""
        return self.report.text[self.tokens[first].start : self.tokens[last].end]

    def token_span(self, first: int, last: int) -> Span:
        """The span of tokens `first` to `last`."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def chunk_span(self, index: int) -> Span:
        """The span of a chunk."""
        return self.token_span(self.chunks[index].first, self.chunks[index].last)

    def head(self, index: int) -> Token:
        """The head token of a chunk."""
        return self.tokens[self.chunks[index].head]

    def words(self, index: int) -> str:
        """The words of a chunk."""
        return self.text(self.chunks[index].first, self.chunks[index].last)

    def chunk_at(self, token: int) -> int:
        """The chunk that holds a token."""
        return next(i for i, part in enumerate(self.chunks) if part.first <= token <= part.last)

    def nouns(self) -> Iterator[int]:
        """The noun chunks, in order."""
        return (i for i, part in enumerate(self.chunks) if part.kind is Kind.NOUN)

    def before(self, token: int, how_many: int) -> tuple[str, ...]:
        """The lower-cased words just before a token."""
        return tuple(t.lower for t in self.tokens[max(0, token - how_many) : token])


def within(marks: Sequence[tuple[Mark, Reading[T]]], first: int, last: int) -> list[Reading[T]]:
    """The readings whose words lie inside tokens `first` to `last`."""
    return [reading for mark, reading in marks if first <= mark.first and mark.last <= last]


def scenes(
    report: Report, layers: Layers, analysed: Sequence[Sentence], hints: Sequence[Hint] = ()
) -> tuple[Scene, ...]:
    """Every sentence of a report, chunked; `hints` are the acts that the trained reader sees."""
    surnames = _surnames(analysed)
    named = (_with_names(sentence, surnames) for sentence in analysed)
    return tuple(_scene(number, report, layers, sentence, hints) for number, sentence in enumerate(named))


def _surnames(analysed: Sequence[Sentence]) -> frozenset[str]:
    """The last words of names of two words and more: what begins a sentence with one of them means who bears it."""
    names: set[str] = set()
    for sentence in analysed:
        tags = ["", *(token.tag for token in sentence.tokens), ""]
        for before, token, tag, after in zip(tags, sentence.tokens, tags[1:], tags[2:], strict=False):
            if before in PROPER and tag in PROPER and after not in PROPER and _may_be_a_surname(token):
                names.add(token.text)
    return frozenset(names)


def _may_be_a_surname(token: Token) -> bool:
    """Whether a word is none for people, powers or bodies ("Police", "Ministry")."""
    known = _no_surnames()
    return token.text[:1].isupper() and token.lower not in known and lemma(token.lower, "NNS") not in known


@cache
def _no_surnames() -> frozenset[str]:
    return frozenset(lexicon().people) | roles().power | roles().speaker | roles().office | roles().site


def _with_names(sentence: Sentence, surnames: AbstractSet[str]) -> Sentence:
    """The sentence with its surnames tagged as names: "Tolares" is no plural."""

    def misread(token: Token) -> bool:
        return token.text in surnames and token.tag in ("NNS", "RB")

    if not any(map(misread, sentence.tokens)):
        return sentence
    named = (replace(token, tag="NNP", lemma=token.text) if misread(token) else token for token in sentence.tokens)
    return replace(sentence, tokens=tuple(named))


def _scene(number: int, report: Report, layers: Layers, sentence: Sentence, hints: Sequence[Hint]) -> Scene:
    span = past_dateline(report.text, sentence.span, layers.places)
    tokens = tuple(retagged([token for token in sentence.tokens if token.start >= span.start]))
    starts = [token.start for token in tokens]
    spans = [r.span for r in layers.actors if r.span is not None]
    counts = _marked(layers.counts, span, tokens, starts)
    actors = _marked(layers.actors, span, tokens, starts)
    places = _marked(layers.places, span, tokens, starts)
    times = _marked(_outside(layers.times, spans), span, tokens, starts)
    glued = {mark.first: mark.last for mark, _ in (*counts, *actors) if mark.last > mark.first}
    opening = frozenset(mark.first for mark, _ in counts if mark.last > mark.first)
    apart = {mark.first: mark.last for mark, _ in times if not _describes(tokens, mark)}
    chunks = chunk(tokens, Known(glued, apart, opening))
    return Scene(
        number=number,
        report=report,
        span=span,
        tokens=tokens,
        lemmas=tuple(token.lemma.lower() for token in tokens),
        chunks=chunks,
        clauses=clauses(tokens, chunks),
        counts=counts,
        actors=actors,
        places=places,
        times=times,
        hints=tuple(hint for hint in hints if span.covers(hint.span)),
    )


def _outside(times: Sequence[Reading[Timex]], names: Sequence[Span]) -> list[Reading[Timex]]:
    """The times that are no part of an actor's name: "the March 23 Movement"."""
    return [r for r in times if r.span is None or not any(name.covers(r.span) and name != r.span for name in names)]


def _describes(tokens: Sequence[Token], mark: Mark) -> bool:
    """ "a 48-hour ceasefire", "a six-month ban": how long something lasts, inside its name."""
    if mark.last + 1 >= len(tokens) or "-" not in tokens[mark.last].text:
        return False
    return tokens[mark.last].tag in ("JJ", "CD") and tokens[mark.last + 1].tag in NOUNS | ADJECTIVES


def _marked(
    readings: Sequence[Reading[T]], span: Span, tokens: Sequence[Token], starts: Sequence[int]
) -> tuple[tuple[Mark, Reading[T]], ...]:
    start, end = span.start, span.end  # each sentence asks of each reading of the report: no call for each
    inside = [r for r in readings if r.span is not None and start <= r.span.start and r.span.end <= end]
    return tuple((_mark(r.span, tokens, starts), r) for r in inside if r.span is not None)


def _mark(span: Span, tokens: Sequence[Token], starts: Sequence[int]) -> Mark:
    first = bisect_left(starts, span.start)
    if first >= len(tokens) or (first > 0 and tokens[first].start > span.start):
        first = max(0, first - 1)
    last = max(first, bisect_left(starts, span.end) - 1)
    return Mark(first, last)
