"""Words of a text with their offsets, in the manner of the Penn treebank and the English UD treebanks.

Differences from UD, on purpose: hyphenated words stay one token ("car-bomb", "U.S.-led", "al-Qa’ida"), because an
actor, a weapon or an age ("5-year-old") is looked up as one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casus.text.abbreviations import abbreviations


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` up to `end` of the full text, with their Penn tag and lemma. `lower` is `text` lower-cased."""

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    lower: str


_APOSTROPHE = "['’‘ʼ`´]"
_HYPHEN = "[-‐‑]"
# A word character: letters, digits, and the marks that stand on letters (Arabic, Devanagari and Latin alike).
_LETTER = r"[\w\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u00ad]"
_DOMAIN = r"(?:com|org|net|gov|edu|mil|int|info|co|uk|ru|ir|pk|af|in|ua|il|tv|io)"

_PIECES = (
    r"https?://[^\s<>\"”»]*[^\s<>\"”».,;:!?)\]'’]",
    r"www\.[^\s<>\"”»]*[^\s<>\"”».,;:!?)\]'’]",
    r"[\w.+-]*\w@\w[\w-]*(?:\.\w+)+",
    r"[#@]\w+",
    # dotted acronyms: U.S., a.m., U.S.-led, U.N.'s
    rf"(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?(?:{_HYPHEN}\w+)*",
    "ABBREVIATIONS",
    # a single initial before a name: "J. Smith", "J.R. Smith"
    r"(?<!\w)[^\W\d_a-z]\.(?=\s?[^\W\d_a-z])",
    rf"\w+(?:[.-]\w+)*\.{_DOMAIN}\b",
    r"(?:US|A|C|NZ|HK)?[$€£¥₹]",
    # a number before its unit: 6am, 10km, 155mm
    r"\d+(?:[.,]\d+)*(?=(?:am|pm|a\.m\.|p\.m\.|km|kg|mm|cm|bn|mph|lb|lbs|ft|kt)\b)",
    # numbers: 1,200  3.5  10:30  5/8/2025  10-12  1990s  3rd  .5, but not the first part of 155mm-gun or 4x4
    rf"\d+(?:[.,:/]\d+)+\w*(?:{_HYPHEN}\w+)*",
    r"(?<![\w.])\.\d+\b",
    # do | n't, can | not
    rf"{_LETTER}+?(?=n{_APOSTROPHE}t\b)",
    rf"n{_APOSTROPHE}t\b",
    r"\b[Cc]an(?=not\b)",
    # 's 're 've 'll 'd 'm
    rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b",
    rf"{_LETTER}+(?:{_HYPHEN}{_LETTER}+|{_APOSTROPHE}(?!(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b){_LETTER}+"
    rf"|&(?=[A-Z]){_LETTER}+)*",
    r"\.{2,}|-{2,}|[!?]+|``|''",
    r"\S",
)


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(re.escape(form) for form in sorted(abbreviations().dotted, key=len, reverse=True))
    numbering = "|".join(re.escape(form) for form in sorted(abbreviations().numbering))
    # "No." is an abbreviation only before a number
    short = rf"(?<![\w.])(?:(?:{known})(?!\w)|(?:{numbering})(?=\s?\d))"
    return re.compile("|".join(piece.replace("ABBREVIATIONS", short) for piece in _PIECES))


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Start and end of each token of `text[start:end]`, in characters of `text`: every non-space character is in one.

    Contractions part as in the Penn treebank (do | n't, BLA | 's); abbreviations, numbers with their commas and
    hyphenated words are one token; dashes and quotation marks stand alone.
    """
    return [found.span() for found in _pattern().finditer(text, start, len(text) if end is None else end)]
