"""Whether the verb nearest to a time expression speaks of what was or of what is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import chain

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


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word of a sentence, with the four before it (nearest first), the one after it, and the last before the date."""

    word: str
    before: tuple[str, ...]
    after: str
    edge: str


def _spot(sentence: list[str], at: int, edge: str) -> _Spot:
    before = tuple(word.lower() for word in sentence[max(0, at - 4) : at][::-1])
    return _Spot(sentence[at], before, sentence[at + 1].lower() if at + 1 < len(sentence) else "", edge)


def _of_word(spot: _Spot) -> Tense:
    """The tense that a word tells."""
    verbs, low = words().verbs, spot.word.lower()
    if (low in verbs.future and spot.word != "May") or low.endswith(("'ll", "’ll")):
        return Tense.PAST if spot.after == "have" and low not in ("will", "shall") else Tense.FUTURE
    if _is_plan(low, spot):
        if "had" in spot.before[:2]:
            return Tense.PAST
        return Tense.WAS_DUE if spot.before[:1] in (("was",), ("were",)) else Tense.FUTURE
    if low in verbs.past or (low.endswith("ed") and len(low) > 3 and low not in verbs.never and spot.word.islower()):
        return _participle(spot.before)
    return Tense.PRESENT if low in verbs.present else Tense.NONE


def _is_plan(low: str, spot: _Spot) -> bool:
    """Whether a word speaks of a plan: "scheduled", "agreed to", "set for", "extended until", "due", not "due to"."""
    verbs = words().verbs
    if low == "due":
        return spot.after != "to" or spot.before[:1] in (("is",), ("are",), ("was",), ("were",), ("be",), ("been",))
    if low in verbs.aims:
        return spot.after == "to" or (low == "set" and spot.after == "for")
    return low in verbs.plans or (low in verbs.moves and spot.edge in ("until", "till", "to", "for"))


def _participle(before: tuple[str, ...]) -> Tense:
    """A form in -ed: to come after "will be" and "to be", past otherwise."""
    if "be" in before[:2]:
        ahead = before[before.index("be") + 1 :]
        return Tense.FUTURE if set(ahead[:2]) & (words().verbs.future | {"to"}) else Tense.PRESENT
    return Tense.PRESENT if before[:1] == ("being",) else Tense.PAST


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of the verb nearest before the expression in its sentence, or, failing that, after it."""
    low, high = _sentence(text, start, end)
    before, after = _WORD.findall(text, low, start), _WORD.findall(text, end, high)
    edge = before[-1].lower() if before else ""
    spots = chain(
        (_spot(before, at, edge) for at in range(len(before) - 1, -1, -1)),
        (_spot(after, at, "") for at in range(len(after))),
    )
    told = (_of_word(spot) for spot in spots)
    return next((one for one in told if one is not Tense.NONE), Tense.NONE)
