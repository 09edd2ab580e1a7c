"""Words of a report as the reader of places sees them: hyphens part words, possessives are cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Z]\.){2,}|W\.Va|[^\W_]+(?:['’‘ʻʼ`][^\W_]+)*")
_OWNED = re.compile(r"['’]s$")
_JOIN = re.compile(r"^(?:[ \u00a0]|[ ]?\n[ ]?|-|–|‑|\. )$")
_ABBREVIATED = frozenset(
    {"St", "Ste", "Mt", "Ft", "Gen", "Col", "Maj", "Capt", "Lt", "Sgt", "Gov", "Sen", "Rep", "Mr", "Mrs", "Dr", "Ms"}
)
# Capitalised at the head of a sentence and in headlines; never the head of a name.
_SMALL = frozenset({"In", "From", "By", "With", "After", "Over", "To", "For", "On", "And", "The", "Of", "Into", "But"})
CONNECTORS = frozenset(
    (
        *(
            "de",
            "la",
            "du",
            "des",
            "del",
            "el",
            "al",
            "bin",
            "ibn",
            "e",
            "i",
            "ash",
            "as",
            "ad",
            "ar",
            "an",
            "at",
            "az",
        ),
        *(
            "ez",
            "es",
            "den",
            "der",
            "van",
            "von",
            "ul",
            "ur",
            "ud",
            "us",
            "wa",
            "o",
            "y",
            "los",
            "las",
            "do",
            "da",
            "dos",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its characters. `joined`: nothing but a space or hyphen parts it from the word before it."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    joined: bool
    hyphened: bool
    owned: bool


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    found: list[Word] = []
    last_end, last_text = 0, ""
    for hit in _WORD.finditer(text):
        raw, start = hit.group(), hit.start()
        owned = raw[-1] == "s" and _OWNED.search(raw) is not None
        word = raw[:-2] if owned else raw
        gap = text[last_end:start]
        joined = bool(found) and (
            gap == " "
            or (_JOIN.match(gap) is not None and (gap != ". " or last_text in _ABBREVIATED or _initial(last_text)))
        )
        capital = not word.islower() and any(sign.isupper() for sign in word[:3]) and word not in _SMALL
        found.append(
            Word(start, start + len(word), word, word.casefold(), capital, joined, gap in "-–‑" and gap != "", owned)
        )
        last_end, last_text = start + len(raw), word
    return found


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def run_end(words: list[Word], start: int) -> int:
    """One past the last word of the run of capitals that begins at `start`; "de", "al" and such may stand inside."""
    at = start + 1
    while at < len(words) and words[at].joined and not words[at - 1].owned:
        if words[at].capital:
            at += 1
        elif words[at].low in CONNECTORS and at + 1 < len(words) and words[at + 1].joined and words[at + 1].capital:
            at += 2
        else:
            break
    return at
