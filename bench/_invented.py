"""Invented reports with a known truth: which claims tell of one incident, with fields as noisy as reporters make them.

Incidents fall on days, towns and acts of an invented world at a fixed number a day, so that a larger ledger is a longer
one. Each incident is told by one to a dozen reports, a third of them by one alone; a tenth of the reports tell of two
incidents. Of each claim's fields some are wanting, wide, vague or wrong, at the rates that stand in `Noise`.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from casus.model.actor import Actor
from casus.model.claim import Claim, Parsed, claim_id
from casus.model.codes import EventType, Harm, Precision, Side
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.store.ledger import open_ledger
from casus.store.rows import claim_row, sha256

T = TypeVar("T")

_CLAIM = f"INSERT INTO claim VALUES ({', '.join('?' * 13)})"
ORIGIN = "invented/1"
START = date(2005, 1, 1)
INCIDENTS_A_DAY = 330
_COUNTRIES, _PROVINCES, _TOWNS = 60, 40, 50
_SYLLABLES = "ka ru mo ti sel dan vor qua zhi bel nor tam gul esh lir pon wex yad osk fen hur jib".split()
_ACTS = (
    (EventType.ATTACK, 30),
    (EventType.BOMBING, 18),
    (EventType.AIR_STRIKE, 14),
    (EventType.SHELLING, 12),
    (EventType.ARMED_CLASH, 14),
    (EventType.ABDUCTION, 6),
    (EventType.SUICIDE_BOMBING, 3),
    (EventType.DESTRUCTION, 3),
)
_TARGETS = (
    "market;convoy;police station;school;hospital;mosque;checkpoint;power station;church;bus;village;barracks".split(
        ";"
    )
)
_PAPERS = tuple(
    f"{where} {what}" for where in ("North", "South", "Hill", "River", "Coast") for what in ("Post", "Wire")
)


@dataclass(frozen=True, slots=True)
class Noise:
    """How often a field of a claim is not as it was: shares of claims."""

    day_in_words: float = 0.35
    day_wrong: float = 0.04
    no_day: float = 0.03
    province_only: float = 0.08
    next_town: float = 0.04
    no_place: float = 0.04
    act_vague: float = 0.12
    toll_open: float = 0.20
    toll_off: float = 0.12
    no_toll: float = 0.12
    actor_named: float = 0.6
    target_named: float = 0.6
    name_told: float = 0.6
    later: float = 0.15


@dataclass(frozen=True, slots=True)
class Happened:
    """What was: the truth behind some claims."""

    number: int
    day: date
    town: int
    act: EventType
    actor: str
    target: str
    killed: int
    injured: int
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report, and for each of its claims the number of the incident that it tells of."""

    parsed: Parsed
    truth: tuple[int, ...]


class World:
    """Towns, provinces, groups: the same ones for the same seed.

    `crowding` 0: all towns see as much violence; 0.5: the town at rank r sees 1 / sqrt(r) of what the first one sees.
    """

    def __init__(self, seed: int = 1, crowding: float = 0.0) -> None:
        chance = random.Random(seed)
        self.towns: list[Place] = []
        self.provinces: list[Place] = []
        self.groups: list[list[str]] = []
        for country in range(_COUNTRIES):
            code = f"{chr(65 + country // 26)}{chr(65 + country % 26)}"
            self.groups.append([f"{_word(chance)} {_word(chance)} {kind}" for kind in ("Front", "Brigade", "Guard")])
            for province in range(_PROVINCES):
                admin1, north, east = _word(chance), chance.uniform(-50, 60), chance.uniform(-170, 170)
                whole = Place(admin1, code, admin1, north, east, f"inv:{country}-{province}", Precision.PROVINCE)
                self.provinces.append(whole)
                for town in range(_TOWNS):
                    spot = north + chance.uniform(-1, 1), east + chance.uniform(-1, 1)
                    name = f"inv:{country}-{province}-{town}"
                    self.towns.append(Place(_word(chance), code, admin1, *spot, name))
        self._weights = [1 / (1 + at) ** crowding for at in range(len(self.towns))]
        self._order = list(range(len(self.towns)))
        chance.shuffle(self._order)

    def happened(self, days: int, seed: int, first: int = 0, a_day: int = INCIDENTS_A_DAY) -> Iterator[Happened]:
        """The incidents of `days` days."""
        chance = random.Random(seed)
        acts, weights = zip(*_ACTS, strict=True)
        number = first
        for day in range(days):
            towns = chance.choices(self._order, self._weights, k=a_day)
            for town, act in zip(towns, chance.choices(acts, weights, k=a_day), strict=True):
                killed = int(chance.paretovariate(1.1)) - 1
                yield Happened(
                    number=number,
                    day=START + timedelta(days=day),
                    town=town,
                    act=act,
                    actor=chance.choice(self.groups[town // (_PROVINCES * _TOWNS)]),
                    target=chance.choice(_TARGETS),
                    killed=min(killed, 400),
                    injured=min(int(chance.paretovariate(0.9)) - 1, 900),
                    name=f"{_word(chance)}{_word(chance).lower()}",
                )
                number += 1


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3)))).capitalize()


def told(world: World, happened: Iterator[Happened], seed: int, noise: Noise | None = None) -> Iterator[Told]:
    """Reports of what happened, in the order of the days of what they tell first."""
    chance, rates = random.Random(seed), noise or Noise()
    waiting: list[Happened] = []
    number = 0
    for one in happened:
        for _ in range(min(12, int(chance.paretovariate(0.9)))):
            others = [waiting.pop()] if waiting and chance.random() < 0.1 else []
            yield _report(world, (one, *others), f"inv{seed}-{number:08}", chance, rates)
            number += 1
        if chance.random() < 0.3:
            waiting = [one]


def _report(world: World, happened: tuple[Happened, ...], name: str, chance: random.Random, rates: Noise) -> Told:
    later = chance.choice((1, 2)) if chance.random() < rates.later else 0
    published = max(one.day for one in happened) + timedelta(days=chance.choice((0, 1)) + later)
    sentences = [_sentence(one, chance, rates) for one in happened]
    report = Report(name, " ".join(sentences), published, chance.choice(_PAPERS))
    claims = [
        _claim(world, one, report, (at, words), chance, rates)
        for at, (one, words) in enumerate(zip(happened, sentences, strict=True))
    ]
    return Told(Parsed(report, tuple(claims)), tuple(one.number for one in happened))


def _sentence(one: Happened, chance: random.Random, rates: Noise) -> str:
    verbs = chance.choice(("was hit", "came under fire", "was struck", "was targeted", "was the scene of violence"))
    place = chance.choice(("on the road", "at dawn", "near the river", "after prayers", "in the old quarter"))
    who = f" Among those there was {one.name}." if chance.random() < rates.name_told else ""
    asked = chance.choice(("witnesses told", "officials said", "residents said", "a medic said", "it was reported"))
    return f"A {one.target} {verbs} {place}, {asked} {chance.randrange(10_000)} listeners.{who}"


def _claim(
    world: World, one: Happened, report: Report, said: tuple[int, str], chance: random.Random, rates: Noise
) -> Claim:
    at, words = said
    start = report.text.index(words)
    act = EventType.ATTACK if chance.random() < rates.act_vague else one.act
    return Claim(
        id=claim_id(report.id, words, act, at),
        report_id=report.id,
        incident=at + 1,
        event_type=act,
        quote=words,
        span=Span(start, start + len(words)),
        perpetrators=(_read(Actor(one.actor, side=Side.NONSTATE)),) if chance.random() < rates.actor_named else (),
        targets=(_read(one.target),) if chance.random() < rates.target_named else (),
        place=_place(world, one, chance, rates),
        when=_when(one, report, chance, rates),
        tolls=tuple(_tolls(one, chance, rates)),
        origin=ORIGIN,
    )


def _read(value: T, *, words: bool = False) -> Reading[T]:
    return Reading(value, "", Span(0, 1) if words else None, "invented")


def _place(world: World, one: Happened, chance: random.Random, rates: Noise) -> Reading[Place] | None:
    drawn = chance.random()
    if drawn < rates.no_place:
        return None
    if drawn < rates.no_place + rates.province_only:
        return _read(world.provinces[one.town // _TOWNS])
    if drawn < rates.no_place + rates.province_only + rates.next_town:
        return _read(world.towns[one.town // _TOWNS * _TOWNS + chance.randrange(_TOWNS)])
    return _read(world.towns[one.town])


def _when(one: Happened, report: Report, chance: random.Random, rates: Noise) -> Reading[When] | None:
    if chance.random() < rates.no_day:
        return None
    day = one.day + timedelta(days=chance.choice((-1, 1))) if chance.random() < rates.day_wrong else one.day
    published = report.published or day
    if chance.random() < rates.day_in_words or (published - day).days > 1:
        return _read(When.day(day), words=True)
    return _read(When(published - timedelta(days=1), published))


def _tolls(one: Happened, chance: random.Random, rates: Noise) -> Iterator[Toll]:
    for harm, number in ((Harm.KILLED, one.killed), (Harm.INJURED, one.injured)):
        if number == 0 or chance.random() < rates.no_toll:
            continue
        off = chance.uniform(0.75, 1.25) if chance.random() < rates.toll_off else 1.0
        said = max(1, round(number * off))
        count = Count.at_least(said) if chance.random() < rates.toll_open else Count.exactly(said)
        yield Toll(harm, count, "people")


def fill(path: Path, drawn: Iterable[Told]) -> Iterator[int]:
    """Enter reports into a new ledger, past its transactions of one report each; the number so far, now and then."""
    open_ledger(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA synchronous = OFF")
        for number, one in enumerate(drawn, start=1):
            _enter(file, one.parsed, number)
            if number % 20_000 == 0:
                file.commit()
                yield number
        file.commit()


def _enter(file: sqlite3.Connection, parsed: Parsed, number: int) -> None:
    report, now = parsed.report, "2026-01-01T00:00:00+00:00"
    file.execute(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?)", (number, report.id, report.text, sha256(report.text), now)
    )
    day = report.published.isoformat() if report.published else None
    reading = (number, report.id, ORIGIN, day, report.publisher, None, None, now)
    file.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?)", reading)
    for at, claim in enumerate(parsed.claims):
        row = claim_row(claim, number, at)
        row |= {name: row[name].isoformat() if row[name] else None for name in ("first", "last")}
        row["body"] = json.dumps(row["body"], ensure_ascii=False)
        file.execute(_CLAIM, tuple(row.values()))
