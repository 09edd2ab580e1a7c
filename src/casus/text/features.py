"""What the tagger looks at. Shared by the tagger and by `training/tagger.py`, so that both see the same.

Features in the manner of Ratnaparkhi (1996), "A maximum entropy model for part-of-speech tagging", and Collins (2002).
Those of one word in one position are grouped, so that their summed weights can be kept for each word form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

START, END = "<s>", "</s>"
_DIGITS = re.compile(r"\d+")
_STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"})

BE = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "ai", "got", "gets", "get", "getting"]
)
HAVE = frozenset(["have", "has", "had", "having", "'ve", "'d"])
_CLAUSE = frozenset(
    [
        "who",
        "whom",
        "which",
        "that",
        "where",
        "when",
        "while",
        "after",
        "before",
        "because",
        "although",
        "though",
        "if",
        "as",
        "and",
        "or",
        "but",
    ]
)


def plain(word: str) -> str:
    """The form that features see: straight apostrophes, every run of digits one 0."""
    if word.isascii() and word.isalpha():
        return word
    return _DIGITS.sub("0", word.translate(_STRAIGHT))


def shape(word: str) -> str:
    """How the word is written: lower, Initial, CAPS, miXed, with digits or without letters."""
    if word.islower():
        return "a0" if "0" in word else "a"
    if word.isupper():
        return "A" if len(word) == 1 else "AA0" if "0" in word else "AA"
    if word[:1].isupper():
        return "Aa"
    return "0" if "0" in word else "m" if any(letter.isalpha() for letter in word) else "."


def of_word(word: str, kind: str, first: bool = False) -> list[str]:
    """Features of the word to be tagged; `first` where it begins the sentence, so that its capital says little."""
    lower = word.lower()
    form = shape(word) + ("^" if first else "")
    found = ["b", "K" + kind, "w" + lower, "h" + form, "k" + form + lower[-3:], "q" + form + lower[-1:]]
    found += [f"s{lower[-size:]}" for size in (1, 2, 3, 4) if len(lower) >= size]
    found += [f"p{lower[:size]}" for size in (1, 2, 3) if len(lower) > size]
    if "-" in lower[1:-1]:
        head, _, tail = lower.rpartition("-")
        found += ["l" + tail, "m" + tail[-2:], "i" + head.partition("-")[0]]
    return found


def of_left(word: str, kind: str) -> list[str]:
    """Features of the word before."""
    lower = word.lower()
    return ["L" + lower, "Ls" + lower[-3:], "Lh" + shape(word), "Lk" + kind]


def of_left2(word: str, kind: str) -> list[str]:
    """Features of the word two before."""
    return ["M" + word.lower(), "Mk" + kind]


def of_right(word: str, kind: str) -> list[str]:
    """Features of the word after."""
    lower = word.lower()
    return ["R" + lower, "Rs" + lower[-3:], "Rt" + lower[-2:], "Rh" + shape(word), "Rk" + kind]


def of_right2(word: str, kind: str) -> list[str]:
    """Features of the word two after."""
    lower = word.lower()
    return ["S" + lower, "Ss" + lower[-2:], "Sk" + kind]


def kind_of(word: str, classes: Mapping[str, str]) -> str:
    """The tags that `word` takes, joined, where training saw it often; else its shape and ending."""
    found = classes.get(word) or classes.get(word.lower())
    return found if found is not None else "?" + shape(word) + word[-2:].lower()


def in_context(
    lower: str, kind: str, tags: tuple[str, str], state: str, right: tuple[str, str, str]
) -> tuple[str, ...]:
    """Features that join tags already given (`tags`: the last, the one before it) with words.

    `state` is the last verb, noun or clause mark on the left (see `next_state`). `right` holds the next word, its
    kind, and what verb comes ahead (see `ahead`).
    """
    last, before = tags
    word, right_kind, coming = right
    return (
        "1" + last,
        "2" + last + " " + before,
        "3" + last + " " + lower,
        "4" + last + " " + right_kind,
        "5" + state + " " + kind,
        "6" + state + " " + coming + " " + lower[-2:],
        "7" + lower + " " + word,
        "8" + state + " " + lower,
    )


def next_state(state: str, lower: str, tag: str) -> str:
    """What stands to the left, after a word `lower` with `tag`.

    First letter: the last word that is no adverb, adjective or article: b(e), h(ave), m(odal), t(o), v(erb), n(oun),
    p(reposition), , or c(lause mark). Second letter: f where the clause already has its finite verb.
    """
    if tag == "MD":
        return "mf"
    if tag[:2] == "VB":
        seen = "f" if tag in ("VBD", "VBZ", "VBP") else state[1]
        return ("b" if lower in BE else "h" if lower in HAVE else "v") + seen
    if tag[0] == "N" or tag == "PRP":
        return "n" + state[1]
    return _after_mark(state, lower, tag)


def _after_mark(state: str, lower: str, tag: str) -> str:
    if tag == "TO":
        return "t" + state[1]
    if tag[0] == "W" or (tag in ("IN", "CC") and lower in _CLAUSE):
        return "c-"
    if tag == "IN":
        return "p" + state[1]
    if tag in (":", "``", "''"):
        return ",-"
    return "," + state[1] if tag == "," else state


def coming_of(word: str, kind: str) -> str:
    """What a word is to one who looks ahead for a finite verb: f(inite), d (VBD or VBN), c(lause mark), or nothing."""
    if word.lower() in _CLAUSE or word in (";", ":", "--", "—", '"'):
        return "c"
    tags = kind.split("|")
    if all(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags):
        return "f"
    return "d" if "VBD" in tags else ""


def ahead(kinds: Sequence[str]) -> list[str]:
    """For each word the nearest mark of `coming_of` to its right ("-" where none comes), from those of all words."""
    found = ["-"] * len(kinds)
    nearest = "-"
    for place in range(len(kinds) - 1, -1, -1):
        found[place] = nearest
        nearest = kinds[place] or nearest
    return found
