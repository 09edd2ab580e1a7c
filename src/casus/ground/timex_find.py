"""Where time expressions stand: one pass over the words of a text, and rules only round those that could tell one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from casus.ground.timex_rules import Found, Rule, inner_words, rules_by_trigger, triggers
from casus.model.span import Span

_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_CLOCK_AFTER = re.compile(r"[:.]\d|\s?[ap]\.?\s?m\b|h\b|\s?(?:GMT|UTC|hours|hrs)\b", re.IGNORECASE)
_DIGITS_AFTER = re.compile(r"[’']?s\b|(?:st|nd|rd|th)\b|\sB\.?C", re.IGNORECASE)
_BACK = 7  # words that an expression may hold before its first trigger
_FOUR_DIGITS = 4


def _kind(text: str, start: int, end: int) -> str | None:
    """The class of trigger that a token is; digits by their shape: a clock time, a numeric date, a year."""
    word = text[start:end]
    if not word[0].isdigit():
        return triggers().get(word.lower())
    if _CLOCK_AFTER.match(text, end):
        return "clock"
    if len(word) == _FOUR_DIGITS:
        return "year"
    if text[end : end + 1] == "/":
        return "numeric"
    return "digits" if _DIGITS_AFTER.match(text, end) else None


def _best(text: str, starts: list[int], hit: int, rules: tuple[Rule, ...]) -> tuple[Rule, re.Match[str]] | None:
    """The longest match that holds the trigger at `hit`; of equals the earlier rule."""
    best: tuple[Rule, re.Match[str]] | None = None
    length = 0
    for start in starts:
        for rule in rules:
            match = rule.pattern.match(text, start)
            if match and match.end() > hit and match.end() - start > length:
                best, length = (rule, match), match.end() - start
    return best


def _found(rule: Rule, match: re.Match[str]) -> Found:
    """The match with its named parts; "part2" is another place for "part"."""
    parts = {name.rstrip("23"): " ".join(value.lower().split()) for name, value in match.groupdict().items() if value}
    join = Span(*match.span("join")) if "join" in parts else None
    return Found(rule, Span(match.start(), match.end()), MappingProxyType(parts), join)


def find(text: str) -> Iterator[Found]:
    """The time expressions of a text from left to right, none overlapping another."""
    by_trigger, inner = rules_by_trigger(), inner_words()
    trail: list[int] = []
    done = 0
    for token in _TOKEN.finditer(text):
        start, end, word = token.start(), token.end(), token.group()
        if start < done:
            continue
        kind = _kind(text, start, end)
        rules = by_trigger.get(kind) if kind else None
        if rules:
            best = _best(text, [*trail, start], start, rules)
            if best:
                yield _found(*best)
                done, trail = best[1].end(), []
                continue
        trail = [*trail[-_BACK:], start] if word[0].isdigit() or word.lower() in inner else []
