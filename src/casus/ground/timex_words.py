"""The words of time: `resources/times/words.toml` as lookups, and the pattern that finds each class of word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name: fixed (`month`, `day`), the nth weekday of a month, or one whose day no rule of ours tells."""

    month: int | None = None
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Verbs:
    """Forms of verbs by what they say of time; `never` holds words in -ed that are no verbs of the sentence."""

    past: frozenset[str]
    future: frozenset[str]
    plans: frozenset[str]
    aims: frozenset[str]
    moves: frozenset[str]
    present: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Lookups from a lower-case form to its meaning, and `patterns`: a class of words to its regular expression."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, str]
    units: Mapping[str, str]
    clock_units: frozenset[str]
    parts: Mapping[str, str]
    named: Mapping[str, NamedDay]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    verbs: Verbs
    patterns: Mapping[str, str]


SPACE = r"(?:[ \t\xa0]{1,3}|[ ]?[\n\u2028][ ]?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:1\d{3}|20\d\d)(?![\d%])(?![.,]\d)"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![.:]?\d)(?:\s?(?:[ap]\.\s?m\.|[ap]m\b))?"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d\s?(?:[ap]\.\s?m\.|[ap]m\b)"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.\s?m\.|[ap]m\b)|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hours|hrs|GMT|UTC|[hH]\b))"
)
_ZONE = (
    r"(?:\(?(?:(?:local|eastern|pacific|standard|daylight)\s)*time\)?"
    r"|GMT|UTC|E[SD]T|C[SDE]ST|CET|[MP][SD]T|IST|PKT|MSK|Z)\b"
)
_WHOLE = frozenset({"May", "June", "July"})  # short, and yet no abbreviation
_VAGUE = r"(?:a\s)?couple(?:\sof)?|(?:a\s|the\s|those\s)?(?:few|several|many|dozen)|a\sdozen|half\san?"


def _longest(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=len, reverse=True))


def _capital(forms: Iterable[str]) -> str:
    """Forms that count only as "March" or "MARCH"."""
    both = [case for form in forms for case in (form, form.upper())]
    return rf"(?-i:(?:{_longest(both)})\b)"


def _table(entries: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return {form.lower(): entry[key] for entry in entries for form in entry["forms"]}


def _forms(entries: list[dict[str, Any]]) -> list[str]:
    return [form for entry in entries for form in entry["forms"]]


def _number_pattern(numbers: Mapping[str, int]) -> str:
    tens = _longest(word for word, value in numbers.items() if 20 <= value < 100)
    ones = _longest(word for word, value in numbers.items() if value < 10)
    return (
        rf"(?:(?:{tens})(?:[\s-](?:{ones}))?\b|(?:a\s|one\s)?hundred\b|(?:{_longest(numbers)})\b"
        r"|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+|\s\d/\d)?(?![\d:,]*\d))"
    )


def _named_pattern(entries: list[dict[str, Any]]) -> str:
    forms = _forms(entries)
    return rf"(?-i:(?:{_longest([*forms, *(form.replace(chr(39), chr(8217)) for form in forms)])})(?!\w))"


def _patterns(data: dict[str, Any]) -> dict[str, str]:
    """The regular expression of each class of words, as rules name it: `{month}`."""
    months, weekdays = _forms(data["months"]), _forms(data["weekdays"])
    long = [month for month in months if len(month) > 4 or month in _WHOLE]
    short = [month for month in months if month not in long]
    return {
        "month": rf"(?:{_capital(long)}|{_capital(short)}\.?)",
        "weekday": rf"(?:{_capital(d for d in weekdays if len(d) > 5)}|(?-i:(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri)\.))",
        "abbrday": r"(?-i:(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)",
        "season": rf"(?:{_longest(_forms(data['seasons']))})\b",
        "unit": rf"(?:{_longest(_forms(data['units']))})\b",
        "part": rf"(?:{_longest(_forms(data['parts']))})\b",
        "named": _named_pattern(data["named"]),
        "num": _number_pattern(data["numbers"]),
        "vague": rf"(?:{_VAGUE})\b",
        "ordinal": rf"(?:(?:{_longest(data['ordinals'])})\b|\d{{1,2}}(?:st|nd|rd|th)\b)",
        "day": _DAY,
        "year": _YEAR,
        "clock": _CLOCK,
        "zone": _ZONE,
    }


@cache
def words() -> Words:
    """The lexicon, read once."""
    data = load_toml("times/words.toml")
    plain = [entry for entry in data["units"] if not entry.get("clock")]
    clock = [entry for entry in data["units"] if entry.get("clock")]
    named = {
        form.lower(): NamedDay(*(entry.get(key) for key in ("month", "day", "nth", "weekday", "year")))
        for entry in data["named"]
        for form in entry["forms"]
    }
    return Words(
        months=MappingProxyType(_table(data["months"], "number")),
        weekdays=MappingProxyType({**_table(data["weekdays"], "number"), "sun": 6, "thur": 3}),
        seasons=MappingProxyType(_table(data["seasons"], "code")),
        units=MappingProxyType({**_table(plain, "code"), **_table(clock, "code")}),
        clock_units=frozenset(_forms(clock)),
        parts=MappingProxyType(_table(data["parts"], "code")),
        named=MappingProxyType(named),
        numbers=MappingProxyType(data["numbers"]),
        ordinals=MappingProxyType(data["ordinals"]),
        verbs=Verbs(
            *(frozenset(data["verbs"][key]) for key in ("past", "future", "plans", "aims", "moves", "present", "never"))
        ),
        patterns=MappingProxyType(_patterns(data)),
    )


_SMALL = {"a": 1, "an": 1, "the": 1, "hundred": 100, "a hundred": 100, "one hundred": 100}


def number(word: str) -> float | None:
    """The number that `word` says ("twenty-five", "1,200", "2 1/2", "a"); None for "several" and the like."""
    text = " ".join(word.lower().replace("-", " ").split())
    if text in _SMALL:
        return _SMALL[text]
    if text.startswith("half"):
        return 0.5
    if "couple" in text:
        return 2
    if text.endswith("dozen"):
        return 12
    return _digits(text) if text[:1].isdigit() else _spelled(text)


def _spelled(text: str) -> int | None:
    """The number in "twenty five"."""
    values = [words().numbers.get(piece) for piece in text.split()]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _digits(text: str) -> float | None:
    """The number in "1,200", "2.5" or "2 1/2"."""
    mixed = re.fullmatch(r"(\d+) (\d)/([1-9])", text)
    if mixed:
        return int(mixed.group(1)) + int(mixed.group(2)) / int(mixed.group(3))
    plain = text.replace(",", "")
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def ordinal(word: str) -> int | None:
    """The number of an ordinal ("third", "19th"); None where it is none."""
    text = word.lower()
    if text[:1].isdigit():
        return int(re.sub(r"\D", "", text))
    return words().ordinals.get(text)
