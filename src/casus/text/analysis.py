"""A text as sentences of tagged tokens: what every room that reads words begins with."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.span import Span
from casus.text.lemmas import lemma
from casus.text.sentences import sentences
from casus.text.tagger import tagger
from casus.text.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, and its tokens in order. All offsets are characters of the full text."""

    span: Span
    tokens: tuple[Token, ...]


def analyse(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` with tokens, Penn tags and lemmas, in order."""
    return tuple(Sentence(span, _tokens(text, span)) for span in sentences(text))


def _tokens(text: str, span: Span) -> tuple[Token, ...]:
    places = tokenise(text, span.start, span.end)
    words = [text[start:end] for start, end in places]
    tags = tagger().tag(words)
    return tuple(
        Token(start, end, word, tag, lemma(word, tag), word.lower())
        for (start, end), word, tag in zip(places, words, tags, strict=True)
    )
