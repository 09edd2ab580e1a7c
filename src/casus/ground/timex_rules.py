"""The rule table: `resources/times/rules.toml` compiled, and the words that tell where a rule may apply."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.errors import ResourceError
from casus.ground.timex_words import SPACE, words
from casus.model.span import Span
from casus.reference.resources import load_toml


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the classes of trigger words that it may hold (`on`), its pattern, what makes its value."""

    name: str
    on: frozenset[str]
    pattern: re.Pattern[str]
    make: str
    score: float
    fixed: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule matched, and where the joint of a range lies in them ("3–5 March").

    `parts` are the named parts of the match, in lower case.
    """

    rule: Rule
    span: Span
    parts: Mapping[str, str]
    join: Span | None = None

    def get(self, name: str) -> str:
        """The part `name` of the match in lower case, "" where the match has none."""
        return self.parts.get(name, "")


_BEHIND = re.compile(r"\(\?<[=!][^()]*\)")  # what looks behind has a fixed width
_SLOT = re.compile(r"\{([a-z]+)(?::(\w+))?\}")


def _slot(match: re.Match[str], macros: Mapping[str, str]) -> str:
    kind, name = match.group(1), match.group(2)
    patterns = words().patterns
    if kind in macros:
        return (
            f"(?:{_expand(macros[kind], macros)})" if name is None else f"(?P<{name}>{_expand(macros[kind], macros)})"
        )
    if kind not in patterns:
        raise ResourceError(f"times/rules.toml: no class of words called {{{kind}}}")
    return f"(?P<{name or kind}>{patterns[kind]})"


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    fixed = _BEHIND.sub(lambda match: match.group().replace(" ", r"\s"), pattern)
    spaced = fixed.replace("~", "(?:-| )").replace(" ", SPACE)
    return _SLOT.sub(lambda match: _slot(match, macros), spaced)


def _compile(name: str, pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<![\w$£€])(?:{_expand(pattern, macros)})(?!\w)", re.IGNORECASE)
    except re.error as fault:
        raise ResourceError(f"times/rules.toml: rule {name}: {fault}") from fault


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the table."""
    data = load_toml("times/rules.toml")
    macros = data["macros"]
    return tuple(
        Rule(
            row["name"],
            frozenset(row["on"]),
            _compile(row["name"], row["pattern"], macros),
            row["make"],
            row.get("score", 1.0),
            row.get("value", ""),
        )
        for row in data["rule"]
    )


@cache
def rules_by_trigger() -> Mapping[str, tuple[Rule, ...]]:
    """For each class of trigger words the rules that may hold it."""
    kinds = {kind for rule in rules() for kind in rule.on}
    return MappingProxyType({kind: tuple(rule for rule in rules() if kind in rule.on) for kind in kinds})


@cache
def triggers() -> Mapping[str, str]:
    """Lower-case word to the class of trigger that it is; digits are classed by their shape instead."""
    lexicon = words()
    table = {
        word: "word:" + word for rule in rules() for kind in rule.on if kind.startswith("word:") for word in [kind[5:]]
    }
    for kind, forms in (
        ("ordinal", lexicon.ordinals),
        ("part", lexicon.parts),
        ("unit", lexicon.units),
        ("season", lexicon.seasons),
        ("weekday", lexicon.weekdays),
        ("month", lexicon.months),
    ):
        table.update(dict.fromkeys(forms, kind))
    for form in lexicon.named:
        first = re.findall(r"[a-z]+|\d+", form)[0]
        table.setdefault(first, "named")
    return MappingProxyType(table)


@cache
def inner_words() -> frozenset[str]:
    """Every word that may stand before a trigger inside an expression."""
    sources = [rule.pattern.pattern for rule in rules()]
    return frozenset(word for source in sources for word in re.findall(r"[a-z]+", source.lower()))
