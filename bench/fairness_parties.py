"""Pairs of reports from the sentences of `fairness.toml`: its parties, places and outlets in each of its templates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from bench.fairness_pairs import Marks, Pair, with_article
from casus.model.codes import Side

T = TypeVar("T")
TABLE = Path(__file__).with_name("fairness.toml")
_SLOT = re.compile(r"(?:\b(?P<article>[Aa]) )?\{(?P<letter>[A-Z])(?: (?P<form>[a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class Party:
    """One side: each of its forms ("name", "adj", "members", ...) by its slot, its country's code and its side."""

    forms: Mapping[str, str]
    code: str | None
    side: Side

    @property
    def name(self) -> str:
        """The name without its article."""
        return self.forms["name"].removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Table:
    """What `fairness.toml` holds."""

    parties: Mapping[str, Sequence[tuple[Party, Party]]]
    places: Sequence[tuple[str, str, str]]
    neighbours: Sequence[tuple[str, str]]
    outlets: Sequence[tuple[str, str | None]]
    templates: Mapping[str, Sequence[str]]
    fit_one_state: frozenset[str]
    fit_one_force: frozenset[str]
    neutral: frozenset[str]
    openings: frozenset[str]
    forces: Sequence[Mapping[str, str]]
    most: int


def table(path: Path = TABLE) -> Table:
    """Read the table."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    makers = {"state": _state, "group": _group, "noun": _noun}
    real = data["real"]
    return Table(
        parties={
            kind: [(make(one["pair"][0]), make(one["pair"][1])) for one in data[kind]] for kind, make in makers.items()
        },
        places=[(name, unit, code) for name, unit, code in data["places"]["names"]],
        neighbours=[(left, right) for left, right in data["places"]["neighbours"]],
        outlets=[(name, code or None) for name, code in data["outlets"]["names"]],
        templates=data["templates"],
        fit_one_state=frozenset(real["fit_states"].split()),
        fit_one_force=frozenset(real["fit_forces"].split()),
        neutral=frozenset(real["neutral"].split()),
        openings=frozenset(real["openings"].split()),
        forces=[both_ways(real[kind]) for kind in ("soldiers", "troops")],
        most=real["most"],
    )


def both_ways(pairs: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """Each word of some pairs with the other."""
    return {left: right for pair in pairs for left, right in (pair, pair[::-1])}


def _state(one: Mapping[str, str]) -> Party:
    return _party(one, f"{one['adj']} soldiers", f"{one['adj']} soldier", Side.STATE)


def _group(one: Mapping[str, str]) -> Party:
    if one.get("adj") and not one["name"].startswith("the "):
        return _state(one)
    adjective = one.get("adj", one["name"])
    return _party({"adj": adjective, **one}, f"{adjective} fighters", f"{adjective} fighter", Side.NONSTATE)


def _noun(one: Mapping[str, str]) -> Party:
    return _party(one, one["members"], one["member"], Side(one["side"]))


def _party(one: Mapping[str, str], members: str, member: str, side: Side) -> Party:
    name, adjective = one["name"], one["adj"]
    several = name.endswith("s") and name.startswith("the ") and not name.endswith("States")
    unit, head = ("units", "commanders") if "side" in one else ("forces", "officials")
    forms = {
        "name": name,
        "poss": f"{name}'" if name.endswith("s") else f"{name}'s",
        "adj": adjective,
        "members": members,
        "member": member,
        "forces": f"{adjective} {unit}",
        "heads": f"{adjective} {head}",
        "it": "they" if several else "it",
        "its": "their" if several else "its",
    }
    own = {key: one[key] for key in ("people", "capital", "unit", "forces", "heads") if key in one}
    return Party({**forms, **own}, one.get("code"), side)


def pairs(what: Table) -> Iterator[Pair]:
    """Every pair that the table gives, kind by kind."""
    yield from _of_parties("states", what.parties["state"], [*what.templates["parties"], *what.templates["states"]])
    yield from _of_parties("states and groups", what.parties["group"], what.templates["parties"])
    yield from _of_parties("forces and fighters", what.parties["noun"], what.templates["parties"])
    yield from _of_order(what)
    yield from _of_happenings(what)
    yield from _of_places(what)
    yield from _of_outlets(what)


def _of_parties(kind: str, sides: Sequence[tuple[Party, Party]], templates: Sequence[str]) -> Iterator[Pair]:
    for left, right in sides:
        marks = (marks_of(left, right), marks_of(right, left))
        for at, template in enumerate(templates, 1):
            texts = (filled(template, {"A": left, "B": right}), filled(template, {"A": right, "B": left}))
            yield Pair(kind, f"{left.name}/{right.name} {at}", texts, marks)


def _of_order(what: Table) -> Iterator[Pair]:
    for left, right in (pair for sides in what.parties.values() for pair in sides):
        marks = order_marks(left, right)
        for at, template in enumerate(what.templates["order"], 1):
            texts = (filled(template, {"A": left, "B": right}), filled(template, {"A": right, "B": left}))
            yield Pair("order of parties", f"{left.name}/{right.name} {at}", texts, (marks, marks), loose=True)


def order_marks(left: Party, right: Party) -> Marks:
    """The marks for two texts in which the same parties change places in a list."""
    forms = ("name", *_STANDS)
    words = {cased for party in (left, right) for form in forms for cased in _cased(party.forms[form], "")}
    words |= {party.name for party in (left, right)}
    return Marks(
        dict.fromkeys(words, "⟨AB⟩"), {code: "⟨ab⟩" for code in (left.code, right.code) if code}, places_alone=True
    )


def _of_happenings(what: Table) -> Iterator[Pair]:
    templates = what.templates["happenings"]
    for (at, left), (to, right) in combinations(enumerate(what.places[:12]), 2):
        first = _with_names(templates[at % len(templates)], {"P": left[0]})
        second = _with_names(templates[(at + 1 + to % (len(templates) - 1)) % len(templates)], {"P": right[0]})
        texts = (f"{first} {second}", f"{second} {first}")
        yield Pair("order of happenings", f"{left[0]}/{right[0]}", texts, (Marks(), Marks()), loose=True)


def _of_places(what: Table) -> Iterator[Pair]:
    for left, right in rounds(what.places):
        marks = (_place_marks(left, right), _place_marks(right, left))
        for at, template in enumerate(what.templates["places"], 1):
            texts = tuple(
                _with_names(template, {"P": one[0], "Q": two[0]}) for one, two in ((left, right), (right, left))
            )
            yield Pair("places", f"{left[0]}/{right[0]} {at}", (texts[0], texts[1]), marks)


def _place_marks(one: tuple[str, str, str], two: tuple[str, str, str]) -> Marks:
    names = {words: f"⟨{letter}⟩" for letter, place in (("Q", two), ("P", one)) for words in (place[1], place[0])}
    return Marks(words=names, codes={two[2]: "⟨q⟩", one[2]: "⟨p⟩"} if one[2] != two[2] else {})


def _of_outlets(what: Table) -> Iterator[Pair]:
    for left, right in rounds(what.outlets):
        marks = (outlet_marks(*left), outlet_marks(*right))
        for at, template in enumerate(what.templates["outlets"], 1):
            texts = (_with_names(template, {"O": left[0]}), _with_names(template, {"O": right[0]}))
            yield Pair("outlets", f"{left[0]}/{right[0]} {at}", texts, marks)


def outlet_marks(name: str, code: str | None) -> Marks:
    """The marks for a text in which an outlet is named."""
    return Marks(words={name: "⟨O⟩"}, owned={"O": (code, Side.UNKNOWN)})


def rounds(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Each with the one behind it, the last with the first."""
    return zip(items, (*items[1:], items[0]), strict=True)


_STANDS = ("adj", "member", "members", "forces", "heads")


def marks_of(one: Party, other: Party) -> Marks:
    """The marks for a text in which one party stands as A and another as B."""
    plain = one.side is not other.side or not (holds_country(one) and holds_country(other))
    alike = any(party.forms.get("people") == party.forms["adj"] for party in (one, other))
    words: dict[str, str] = {}
    for letter, party in (("A", one), ("B", other)):
        mark = f"⟨{letter}⟩"
        adjective = mark if plain else f"⟨{letter} adj⟩"
        marked = {"name": mark, "adj": adjective, "people": adjective if alike else f"⟨{letter} people⟩"}
        marked["capital"] = marked["unit"] = f"⟨{letter} capital⟩"
        if one.side is not other.side:
            marked |= dict.fromkeys(_STANDS, mark)
        for form in reversed(marked):
            if form in party.forms:
                words |= _cased(party.forms[form].removeprefix("the "), marked[form])
    codes = {code: f"⟨{at}⟩" for at, code in (("a", one.code), ("b", other.code)) if code and one.code != other.code}
    owned = {"A": (one.code, one.side), "B": (other.code, other.side)}
    return Marks(words, codes, owned, loose_words=one.forms["it"] != other.forms["it"])


def holds_country(party: Party) -> bool:
    """Whether the adjective of a state contains its name: "Israeli" does, "Ukrainian" does not."""
    return party.name in party.forms["adj"]


def _cased(words: str, mark: str) -> dict[str, str]:
    return {words: mark, words[:1].upper() + words[1:]: mark}


def filled(template: str, parties: Mapping[str, Party]) -> str:
    """A template with the forms of its parties, "an" where the word asks for it, and sentences with a capital."""

    def form(slot: re.Match[str]) -> str:
        return with_article(slot["article"], parties[slot["letter"]].forms[slot["form"] or "name"])

    text = _SLOT.sub(form, template)
    return text[:1].upper() + text[1:]


def _with_names(template: str, names: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: names[slot["letter"]], template)
