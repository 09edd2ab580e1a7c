"""Is it English? By script and by the commonest words: no model, a few microseconds a word."""

from __future__ import annotations

import re
from functools import cache

from casus.reference.resources import load_tsv

SAMPLE = 20_000
"""Characters that are looked at: enough for any statistics on function words."""

WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Whether a text may be read as English. Texts of a few words pass where their letters are Latin."""
    words = WORD.findall(text[:SAMPLE].lower())
    latin = [word for word in words if _latin(word)]
    letters, others = sum(map(len, latin)), sum(len(word) for word in words if not _latin(word))
    if others >= 10 and others > letters:
        return False
    if len(latin) < 8:
        return True
    hits = {language: [word for word in latin if word in known] for language, known in _function_words().items()}
    english = len(hits.pop("en")) / len(latin)
    rival = max(hits.values(), key=len)
    # Three different ones: names ("Los Angeles", "Tour de France") bring one or two into English.
    if len(rival) / len(latin) > max(english, 0.12) and len(set(rival)) >= 3:
        return False
    # In running English about four words in ten are function words; a list of names and figures has few of any.
    return len(latin) < 40 or english >= 0.08


def _latin(word: str) -> bool:
    """Whether it begins with a letter of the Latin blocks of Unicode."""
    return word[0] <= "\u024f" or "\u1e00" <= word[0] <= "\u1eff"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The lists by language code; what English shares with another language speaks for English alone."""
    lists = {row["language"]: frozenset(row["words"].split()) for row in load_tsv("language/function_words.tsv")}
    return {language: known if language == "en" else known - lists["en"] for language, known in lists.items()}
