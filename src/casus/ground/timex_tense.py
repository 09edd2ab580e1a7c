"""Whether the verb nearest to a time expression speaks of what was or of what is to come."""

from __future__ import annotations

import re
from enum import Enum

from casus.ground.timex_words import words

_WORD = re.compile(r"[A-Za-z’']+")
_END = re.compile(r"[.!?;]+[\"'”’)\]]*\s+(?=[\"'“‘(`]*[A-Z0-9])|\n\s*\n")
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Maj|Capt|Brig|Gov|Sen|Rep|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd))$"
)
_REACH = 240  # characters to either side: a long sentence


class Tense(Enum):
    """What the nearest verb tells of time."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    WAS_DUE = "was due"
    NONE = "none"


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence round a stretch begins and ends, as far as we look."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _END.finditer(text, low, high):
        if match.group()[:1] == "." and _SHORT.search(text, max(0, match.start() - 6), match.start()):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            return low, match.start()
    return low, high


def _of_word(words_back: list[str], index: int) -> Tense:
    """The tense that a word tells; `words_back` holds the words of the sentence, the last first."""
    verbs, word = words().verbs, words_back[index]
    low, near = word.lower(), [other.lower() for other in words_back[index + 1 : index + 5]]
    if (low in verbs.future and word != "May") or low.endswith(("'ll", "’ll")):
        return Tense.PAST if low in ("would", "could", "might") and "have" in near else Tense.FUTURE
    if low in verbs.plans or (low in verbs.aims and _aims(low, words_back, index)):
        if near[:2] == ["been", "had"] or near[:1] == ["had"]:
            return Tense.PAST
        return Tense.WAS_DUE if near[:1] in (["was"], ["were"]) else Tense.FUTURE
    if low in verbs.past or (low.endswith("ed") and len(low) > 3 and low not in verbs.never and word.islower()):
        return _participle(near)
    return Tense.PRESENT if low in verbs.present else Tense.NONE


def _aims(low: str, words_back: list[str], index: int) -> bool:
    """Whether "to" follows ("agreed to meet"), or "for" after "set"."""
    following = words_back[index - 1].lower() if index else ""
    return following == "to" or (low == "set" and following == "for")


def _participle(near: list[str]) -> Tense:
    """A form in -ed: to come after "will be" and "to be", past otherwise."""
    if "be" in near[:2]:
        ahead = near[near.index("be") + 1 :]
        return Tense.FUTURE if set(ahead[:2]) & (words().verbs.future | {"to"}) else Tense.PRESENT
    return Tense.PRESENT if near[:1] == ["being"] else Tense.PAST


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of the verb nearest before the expression in its sentence, or, failing that, after it."""
    low, high = _sentence(text, start, end)
    before = _WORD.findall(text, low, start)[::-1]
    told = next((told for i in range(len(before)) if (told := _of_word(before, i)) is not Tense.NONE), None)
    if told is not None:
        return told
    after = _WORD.findall(text, end, high)[::-1]
    found = (_of_word(after, i) for i in range(len(after) - 1, -1, -1))
    return next((told for told in found if told is not Tense.NONE), Tense.NONE)
