"""What the train half of MUC-4 tells its decoder without the network, which knows those messages by heart.

Which locations the keys write out, in how many messages a word fills which role, and what tells that two entities are
of one incident.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.muc4 import load_keys
from bench.muc4_bonds import Standing, bond_features, told
from bench.muc4_entities import Weights
from bench.muc4_facts import OF_SENTENCES, speaking
from bench.muc4_gather import HIT
from bench.muc4_heads import CLASSES, SEEN
from bench.muc4_slots import Key
from bench.muc4_templates import ROLES, Template, entities, lines, load, mark, normal
from training.reader.muc4_labels import place_names
from training.reader.muc4_linear import logistic, written

LEAST = 2
"""In how many messages a word must stand, and a mention of several words must fill a role, to be counted."""
PULL = 50.0
"""How strongly the weights of bonds are pulled to 0: one long message has hundreds of pairs."""

OFTEN, TELLING = 5, 200
"""In how many fills' sentences a word must stand to be counted, and how many such words are kept."""

NAMING = {"phys_type": "phys_id", "hum_type": "hum_desc", "instr_type": "instr_id"}
"""The set fills that words speak for, and the slot whose strings tell more of whom a fill is of."""

Wanted = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its templates of five roles and of 24 slots."""

    text: str
    templates: Sequence[Template]
    keys: Sequence[Key]


def known(folder: Path) -> dict[str, Any]:
    """All that the train half tells, as `bench/muc4_reader/muc4.json` has it."""
    keys, of = load_keys(folder / "keys_full.json.gz"), load(folder / "templates_train.jsonl.gz")
    items = map(json.loads, lines(folder / "templates_train.jsonl.gz"))
    train = [Message(one["doctext"].lower(), of[one["docid"]], keys[one["docid"]]) for one in items]
    return {
        "places": locations(train),
        "countries": dict(sorted(Counter(one.split("|")[0].strip() for one in _told(train, "location")).items())),
        "years": years(train),
        "fills": {slot: fills(train, slot, of) for slot, of in NAMING.items()}
        | {slot: sentences(train, slot) for slot in sorted(OF_SENTENCES)},
        "words": words(train),
        "bonds": written(bonds(train)),
    }


def _told(train: Sequence[Message], slot: str) -> Iterator[str]:
    return (one.values[0] for message in train for key in message.keys for one in key.slots[slot])


def years(train: Sequence[Message]) -> dict[str, int]:
    """The year of most of the keys' days in each month."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for day in _told(train, "date"):
        for month, year in re.findall(r"\d\d ([A-Z]{3}) (\d\d)", day)[:1]:
            counts[month][int(year)] += 1
    return {month: max(of, key=lambda year: (of[year], year)) for month, of in sorted(counts.items())}


def fills(train: Sequence[Message], slot: str, naming: str) -> dict[str, str]:
    """How often each class of a slot is told of what is called so, by the mark of the word, and under "" in all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(CLASSES[slot]))
    for key in (key for message in train for key in message.keys):
        for one in (one for one in key.slots[slot] if one.values[0] in CLASSES[slot]):
            names = {normal(name) for name in one.of}
            told = [other for other in key.slots[naming] if names & set(map(normal, other.of))]
            said = names | {normal(name) for other in told for name in other.values}
            for word in {"", *(word for name in said for word in name.split())}:
                counts[word][CLASSES[slot].index(one.values[0])] += 1
    written_out = {word and mark(word): " ".join(map(str, of)) for word, of in counts.items() if sum(of) >= LEAST}
    return dict(sorted(written_out.items()))


def sentences(train: Sequence[Message], slot: str) -> dict[str, str]:
    """How often each class of a slot is told in sentences with a word, as `fills`: of the words that tell most."""
    counts: dict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(CLASSES[slot])))
    for message in train:
        text = told(message.text)
        for one in (one for key in message.keys for one in key.slots[slot] if one.values[0] in CLASSES[slot]):
            if around := text.around(filter(None, map(normal, one.of))):
                for word in {"", *around}:
                    counts[word][CLASSES[slot].index(one.values[0])] += 1
    every, doubt = counts[""], OF_SENTENCES[slot]
    worth = {word: float(of @ speaking(of, every, doubt)) for word, of in sorted(counts.items()) if of.sum() >= OFTEN}
    best = sorted(worth, key=lambda word: -worth[word])[:TELLING]
    return dict(sorted((word and mark(word), " ".join(str(int(n)) for n in counts[word])) for word in {"", *best}))


def locations(train: Sequence[Message]) -> dict[str, str]:
    """The keys' locations by the name that each ends with, the commonest where there are several."""
    found: dict[str, str] = {}
    for whole, _ in sorted(Counter(_told(train, "location")).items(), key=lambda one: (-one[1], one[0])):
        for name in place_names(whole)[-1:]:
            end = ")" if whole.rfind("(") > whole.rfind(")") else ""
            found.setdefault(normal(name), whole.replace("|", ":") + end)
    return found


def wanted(gold: Sequence[Template], keys: Sequence[Key]) -> Wanted:
    """The entities of each role that the network tags."""
    people = tuple(tuple(map(normal, one.values)) for key in keys for one in key.slots["hum_desc"])
    where = tuple(
        (normal(name),) for key in keys for one in key.slots["location"] for name in place_names(one.values[0])[-1:]
    )
    return {role: entities(gold, role) for role in ROLES} | {"Person": people, "Place": where}


def words(train: Sequence[Message]) -> dict[str, str]:
    """By its mark, in how many messages a word stands and fills each role; also mentions that several messages have."""
    texts = [f" {normal(message.text)} " for message in train]
    of = [wanted(message.templates, message.keys) for message in train]
    stands = Counter(word for text in texts for word in set(text.split()))
    fills = {role: Counter(_filling(role, texts, of)) for role in SEEN}
    names = {role: Counter(_names(role, of)) for role in SEEN}
    common = {name for role in SEEN for name, count in names[role].items() if count >= LEAST and " " in name}
    single = {word: (count, *(fills[role][word] for role in SEEN)) for word, count in stands.items() if count >= LEAST}
    several = {name: (_standing(name, texts), *(names[role][name] for role in SEEN)) for name in common}
    return dict(sorted((mark(word), _line(counts)) for word, counts in (single | several).items()))


def _filling(role: str, texts: Sequence[str], of: Sequence[Wanted]) -> Iterator[str]:
    for text, one in zip(texts, of, strict=True):
        yield from {word for entity in one[role] for name in entity for word in name.split()} & set(text.split())


def _names(role: str, of: Sequence[Wanted]) -> Iterator[str]:
    for one in of:
        yield from {name for entity in one[role] for name in entity}


def _standing(name: str, texts: Iterable[str]) -> int:
    return sum(f" {name} " in text for text in texts)


def _line(counts: Sequence[int]) -> str:
    return " ".join(map(str, counts if any(counts[1:]) else counts[:1]))


def bonds(train: Sequence[Message]) -> Weights:
    """What tells that two entities that were hit by incidents of one kind were hit by one."""
    rows: list[list[float]] = []
    truth: list[float] = []
    for message in train:
        text = told(message.text)
        for found in _hit(message).values():
            stands = [
                (Standing(role, tuple(sorted(text.occurrences(one.names)))), one.templates) for role, one in found
            ]
            seen = [(one, of) for one, of in stands if one.stretches]
            for n, (one, of) in enumerate(seen):
                for other, others in seen[:n]:
                    rows.append(bond_features(text, one, other, len(seen)))
                    truth.append(float(bool(of & others)))
    return logistic(np.array(rows), np.array(truth), PULL)


@dataclass(slots=True)
class _Hit:
    templates: set[int]
    names: set[str]


def _hit(message: Message) -> dict[str, list[tuple[str, _Hit]]]:
    """What and who was hit, by kind of incident: the role, the templates that name it, and its mentions."""
    found: dict[str, dict[tuple[str, str], _Hit]] = defaultdict(dict)
    for number, (template, key) in enumerate(zip(message.templates, message.keys, strict=True)):
        of = wanted([template], [key])
        for kind, role in ((kind, role) for kind in template.kinds for role in SEEN if role in HIT):
            for entity in filter(None, of[role]):
                one = found[kind].setdefault((role, entity[0]), _Hit(set(), set()))
                one.templates.add(number)
                one.names.update(entity)
    return {kind: [(role, one) for (role, _), one in of.items()] for kind, of in found.items()}
