"""Whether the verb nearest to a time expression speaks of what was or of what is to come."""

from __future__ import annotations

import re
from enum import Enum

from casus.ground.timex_words import words

_WORD = re.compile(r"[A-Za-z’']+|[.;!?](?=\s|$)|\n\n")
_ENDS = frozenset({".", ";", "!", "?", "\n\n"})
_REACH = 240  # characters to either side: a long sentence


class Tense(Enum):
    """What the nearest verb tells of time."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    NONE = "none"


def _before(text: str, start: int) -> list[str]:
    """The words of the sentence before `start`, nearest first."""
    tokens = [match.group() for match in _WORD.finditer(text, max(0, start - _REACH), start)]
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index] in _ENDS and not (index and len(tokens[index - 1]) <= 3):
            tokens = tokens[index + 1 :]
            break
    return [token for token in reversed(tokens) if token not in _ENDS]


def _after(text: str, end: int) -> list[str]:
    """The words of the sentence after `end`, nearest first."""
    found = []
    for match in _WORD.finditer(text, end, min(len(text), end + _REACH)):
        if match.group() in _ENDS:
            break
        found.append(match.group())
    return found


def _of_word(word: str, context: list[str]) -> Tense:
    """The tense that `word` tells; `context` holds the words before it, nearest first."""
    verbs, low = words().verbs, word.lower()
    near = [other.lower() for other in context[:4]]
    if low in verbs.future or low.endswith(("'ll", "’ll")):
        return Tense.PAST if low in ("would", "could", "might") and "have" in near else Tense.FUTURE
    if low in verbs.plans:
        return Tense.FUTURE
    if low in verbs.past or (low.endswith("ed") and len(low) > 3 and low not in verbs.never and word.islower()):
        return _participle(near)
    return Tense.PRESENT if low in verbs.present else Tense.NONE


def _participle(near: list[str]) -> Tense:
    """A form in -ed: to come after "will be" and "to be", past otherwise."""
    if "be" in near[:2] or near[:1] == ["being"]:
        ahead = near[near.index("be") + 1 :] if "be" in near else []
        return Tense.FUTURE if set(ahead[:2]) & (words().verbs.future | {"to"}) else Tense.PRESENT
    return Tense.PAST


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of the verb nearest before the expression in its sentence, or, failing that, after it."""
    before = _before(text, start)
    for index, word in enumerate(before):
        told = _of_word(word, before[index + 1 :])
        if told is not Tense.NONE:
            return told
    after = _after(text, end)
    for index, word in enumerate(after):
        told = _of_word(word, after[:index][::-1])
        if told is not Tense.NONE:
            return told
    return Tense.NONE
