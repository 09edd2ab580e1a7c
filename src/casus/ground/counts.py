"""Numbers said of things: digits, words, vague quantities, and the words that make a range of them.

Ages, times, money, shares, distances, ordinals, model numbers and years are no counts and are left out. The ranges of
vague words ("several", "dozens") are those of the labelling guide; they stand in `resources/lexicon/numbers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from casus.model.count import Count
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled tables: one pattern that finds every count, the word values, the ranges."""

    pattern: re.Pattern[str]
    words: dict[str, int]
    vague: dict[str, Count]
    operators: dict[str, str]


# Decimal digits only (\d would take any script's); groups by comma, narrow space or thin space.
_DIGITS = r"[0-9]{1,3}(?:[,  ][0-9]{3})+|[0-9]+(?:\.[0-9]+(?=\s+(?:million|billion|thousand)))?"
_MULTIPLE = r"(?:\s+(?:hundred|thousand|million|billion))*"
# What follows a number that counts no people: shares, money, measures, clock times, ages.
_NOT_PEOPLE = (
    r"(?!\s?(?:%|per\s?cent|percent|p\.m|a\.m|pm\b|am\b|km\b|kilomet|mile|met(?:er|re)s?\b|feet\b|foot\b|inch|kg\b|"
    r"kilogram|ton(?:ne)?s?\b|pounds?\b|dollars?\b|euros?\b|rupees?\b|roubles?\b|rubles?\b|°|degrees?\b|"
    r"(?:more\s+|other\s+|consecutive\s+|straight\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?)\b))"
    r"(?![-‐–]?(?:year|month|week|day|hour|minute|storey|story|point|mile|km|metre|meter|mm|foot)s?\b)"
    r"(?![-:/.,]?[0-9])(?!(?:st|nd|rd|th)\b)(?![A-Za-z0-9])"
)


@cache
def grammar() -> Grammar:
    """The grammar of `resources/lexicon/numbers.toml`, compiled once."""
    data = load_toml("lexicon/numbers.toml")
    words = dict(data["words"])
    vague = {row["words"]: Count(row["low"], row.get("high")) for row in data["vague"]}
    operators = {row["words"]: row["range"] for row in data["operator"]}
    return Grammar(_pattern(words, vague, operators), words, vague, operators)


def _pattern(words: dict[str, int], vague: dict[str, Any], operators: dict[str, str]) -> re.Pattern[str]:
    units = _either(words)
    # "and" joins words of one number only after hundred, thousand …: "nine and four" are two.
    joined = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+"
    spelled = rf"(?:a\s+)?(?:{units})(?:(?:[-‐\s]|{joined})(?:{units}))*"
    plain = rf"(?:a\s+)?(?:{units})(?:[-‐\s](?:{units}))*"
    number = rf"(?:{_DIGITS}){_MULTIPLE}|{spelled}"
    low = rf"(?:{_DIGITS}){_MULTIPLE}|{plain}"
    return re.compile(
        rf"(?<![\w$£€₹.,:/#№-])(?<!\baged )(?<!\bage )(?:(?P<op>{_either(operators)})\s+)?(?:"
        rf"(?P<vague>{_either(vague)})\b"
        rf"|between\s+(?P<from>{low})\s+and\s+(?P<upto>{low}){_NOT_PEOPLE}"
        rf"|(?P<low>{number})(?:\s*(?:to|and|or|-|–|—)\s*(?P<high>{number}))?{_NOT_PEOPLE}"
        rf"(?P<more>\s+(?:people\s+)?or\s+more)?)",
        re.IGNORECASE,
    )


def _either(table: Sequence[str] | dict[str, Any]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    return "|".join(re.escape(words).replace(r"\ ", r"\s+") + r"\b" for words in longest_first)


def number(words: str) -> int | None:
    """The value of "1,200", "twenty-one", "two hundred", "1.5 million"; None where the words do not make a number."""
    table = grammar().words
    total = current = 0.0
    for part in re.findall(r"[0-9][0-9,  ]*(?:\.[0-9]+)?|[a-z]+", words.lower()):
        if part in ("a", "and"):
            continue
        value = float(re.sub(r"[,  ]", "", part)) if part[0].isdigit() else table.get(part)
        if value is None:
            return None
        if part in ("hundred", "thousand", "million", "billion"):
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        elif current and current % 100 and not (value < 10 <= current % 100):
            return None  # "five six": two numbers, no one number
        else:
            current += value
    # Four hundred digits are no count of people, and more than a float holds.
    return int(total + current) if total + current < 1e12 else None


def read_counts(text: str, taken: Sequence[Span] = ()) -> tuple[Reading[Count], ...]:
    """Every count of `text`, in order; `taken` are spans that are something else (time expressions)."""
    return tuple(r for r in _all(text) if r.span is not None and not _within(r.span, taken))


def _all(text: str) -> Iterator[Reading[Count]]:
    pattern, position = grammar().pattern, 0
    while match := pattern.search(text, position):
        reading = _reading(match)
        if reading is None or reading.span is None or _tail_of_a_number(text, reading.span.start):
            position = match.end()
        else:
            yield reading
            # Where "9 and 4" turned out to be two numbers, the second is still to be found.
            position = reading.span.end


def _tail_of_a_number(text: str, start: int) -> bool:
    """Whether we stand at the "million" of "$5 million"."""
    return bool(text[:start].rstrip()[-1:].isdigit())


def _within(span: Span, taken: Sequence[Span]) -> bool:
    return any(other.start <= span.start and other.overlaps(span) for other in taken)


def _reading(match: re.Match[str]) -> Reading[Count] | None:
    span, words = Span(match.start(), match.end()), match.group()
    if match["vague"]:
        return _vague(match, span)
    if match["from"]:
        return _between(match, span)
    low, high = number(match["low"]), number(match["high"]) if match["high"] else None
    if low is None or (match["high"] and not _is_range(match, low, high)):
        return _first_of_two(match)
    if high is not None:
        return Reading(Count(low, high), words, span, "range")
    kind = "least" if match["more"] else grammar().operators.get(_operator(match), "exact")
    return Reading(_ranged(kind, low), words, span, kind)


def _vague(match: re.Match[str], span: Span) -> Reading[Count]:
    count = grammar().vague[" ".join(match["vague"].lower().split())]
    kind = grammar().operators.get(_operator(match), "exact")
    if count.high is not None and kind != "exact":
        return Reading(_ranged(kind, count.low), match.group(), span, kind)
    return Reading(count, match.group(), span, "vague")


def _operator(match: re.Match[str]) -> str:
    return " ".join((match["op"] or "").lower().split())


def _between(match: re.Match[str], span: Span) -> Reading[Count] | None:
    low, high = number(match["from"]), number(match["upto"])
    return Reading(Count(low, high), match.group(), span, "range") if low is not None and high and high > low else None


def _is_range(match: re.Match[str], low: int, high: int | None) -> bool:
    """Whether "12 to 15" or "35-45" is a range: "two and three" are two numbers."""
    joined_by_and = re.search(r"\sand\s", match.group(), re.IGNORECASE) is not None
    return high is not None and high > low and not joined_by_and


def _first_of_two(match: re.Match[str]) -> Reading[Count] | None:
    low = number(match["low"])
    if low is None:
        return None
    start = match.start("op") if match["op"] else match.start("low")
    kind = grammar().operators.get(_operator(match), "exact")
    span = Span(start, match.end("low"))
    return Reading(_ranged(kind, low), match.string[span.start : span.end], span, kind)


def _ranged(kind: str, low: int) -> Count:
    match kind:
        case "least":
            return Count(low, None)
        case "above":
            return Count(low + 1, None)
        case "most":
            return Count(0, low)
        case "below":
            return Count(0, max(0, low - 1))
        case "about":
            return Count(low, low, approx=True)
        case _:
            return Count.exactly(low)
