"""From likely entities to the templates of a MUC-4 document: which kinds of incident, how many, and who is in which.

An entity goes to the kinds of incident that the network sees in it. Within a kind what was hit and who was hit are
parted by their bonds where the text tells of several incidents; who did it and with what go to every part that they are
bound to. An incident that is unlikely as a whole is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.muc4_bonds import Bonds, told
from bench.muc4_entities import Found, Group, Weights, all_groups, judged, weights
from bench.muc4_facts import Facts, facts
from bench.muc4_heads import TYPES, places
from bench.muc4_look import Document
from bench.muc4_templates import ROLES
from bench.muc4_words import Words, words_of
from casus.extract.model_look import Floats

HIT = frozenset(("Target", "Victim"))
"""The roles that part incidents of one kind."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The fitted models and the thresholds.

    `entity`, `person` and `mention` are probabilities from which an entity, a person by description or a place, and a
    further mention are given; `kind` and `piece_kind` those of a kind of incident in the document and in a mention;
    `apart` and `along` are bonds under which what was hit is two incidents', and over which who did it is of one;
    `incident` is the probability from which an incident is given. `facts` and `words` are what the train half says;
    `bonds` weighs whether two entities are of one incident.
    """

    roles: Mapping[str, Weights]
    further: Weights
    entity: float
    person: float
    aside: float
    mention: float
    kind: float
    piece_kind: float
    apart: float
    along: float
    incident: float
    facts: Facts
    words: Words
    bonds: Weights

    def least(self, role: str) -> float:
        """How likely an entity of a role must be."""
        return self.entity if role in ROLES else self.aside


@dataclass(frozen=True, slots=True)
class Entity:
    """A likely entity: its role and mentions, those given, its probability, those of its kinds of incident,
    and whether it makes an incident."""

    role: str
    group: Group
    given: tuple[str, ...]
    share: float
    kinds: Floats
    sure: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One template: its kind and entities."""

    kind: str
    entities: tuple[Entity, ...]

    def of(self, role: str) -> list[Entity]:
        """Its entities in a role."""
        return [one for one in self.entities if one.role == role]


def settings(table: Mapping[str, Any]) -> Settings:
    """The settings of `bench/muc4_reader/muc4.json`."""
    roles = {role: weights(one) for role, one in table["roles"].items()}
    known: dict[str, Any] = {"facts": facts(table), "words": words_of(table["words"]), "bonds": weights(table["bonds"])}
    return Settings(roles, weights(table["further"]), **known, **table["thresholds"])


def incidents(document: Document, chosen: Settings) -> list[Incident]:
    """The incidents of a document, with people by description and places."""
    found = judged(document, all_groups(document), chosen.roles, chosen.further, chosen.words)
    return gathered(document, list(found), chosen, bonds(document, chosen.bonds))


def bonds(document: Document, weighed: Weights) -> Bonds:
    """The bonds of a document's entities."""
    return Bonds(told(document.text), document.pieces.offsets, weighed)


def gathered(document: Document, judged_: Sequence[Found], chosen: Settings, bound: Bonds) -> list[Incident]:
    """The incidents that are made of these entities, of which the likely ones are taken."""
    found = [_entity(document, one, chosen) for one in judged_ if one.share >= chosen.least(one.role)]
    kinds = [n for n in range(len(TYPES)) if document.kinds[n] >= chosen.kind] or [int(document.kinds.argmax())]
    made = []
    for kind in kinds:
        here = [one for one in found if kind in _kinds(one, kinds, chosen.piece_kind)]
        parts = [part for part in _parts(here, chosen, bound) if any(one.sure for one in part)]
        made += [Incident(TYPES[kind], tuple(part)) for part in parts if _likelihood(part, kind) >= chosen.incident]
    return made


def _likelihood(found: Sequence[Entity], kind: int) -> float:
    """The probability that any of these entities is of an incident of this kind."""
    return 1.0 - float(np.prod([1.0 - one.share * float(one.kinds[kind]) for one in found if one.sure]))


def templates(made: Sequence[Incident]) -> list[dict[str, Any]]:
    """The templates of five roles; incidents without any of them are left out."""
    found = [
        {"incident_type": one.kind, **{role: [list(entity.given) for entity in one.of(role)] for role in ROLES}}
        for one in made
    ]
    return [one for one in found if any(one[role] for role in ROLES)]


def _entity(document: Document, found: Found, chosen: Settings) -> Entity:
    given = tuple(one.words for one, share in zip(found.group, found.shares, strict=True) if share >= chosen.mention)
    kinds = [document.classes_of(one.first, one.last)[places()["type"]] for one in found.group[:2]]
    sure = found.role in ROLES or (found.role == "Person" and found.share >= chosen.person)
    return Entity(found.role, found.group, given, found.share, np.mean(kinds, 0), sure)


def _kinds(entity: Entity, kinds: Sequence[int], least: float) -> list[int]:
    return [n for n in kinds if entity.kinds[n] >= least] or [max(kinds, key=lambda n: float(entity.kinds[n]))]


def _parts(found: Sequence[Entity], chosen: Settings, bound: Bonds) -> list[list[Entity]]:
    """Entities of one kind parted into incidents: the nearest of what was hit are joined while they are near enough."""
    parts: list[list[Entity]] = [[one] for one in found if one.role in HIT]
    count = len(parts)
    while len(parts) > 1:
        pairs = [(_mean_bond(a, b, count, bound), n, m) for n, a in enumerate(parts) for m, b in enumerate(parts[:n])]
        best, n, m = max(pairs)
        if best < chosen.apart:
            break
        parts[m] += parts.pop(n)
    if len(parts) < 2:
        return [list(found)]
    for one in found:
        if one.role not in HIT:
            _put(one, parts, count, chosen.along if one.role in ROLES else np.inf, bound)
    return parts


def _put(one: Entity, parts: Sequence[list[Entity]], count: int, along: float, bound: Bonds) -> None:
    """Add who did it, with what or where to every part that it is bound to, or to the nearest."""
    near = [max(_bond(one, old, count, bound) for old in part if old.role in HIT) for part in parts]
    for part, bond in zip(parts, near, strict=True):
        if bond >= min(along, max(near)):
            part.append(one)


def _mean_bond(left: Sequence[Entity], right: Sequence[Entity], count: int, bound: Bonds) -> float:
    return float(np.mean([_bond(one, other, count, bound) for one in left for other in right]))


def _bond(one: Entity, other: Entity, count: int, bound: Bonds) -> float:
    return bound.between((one.role, one.group), (other.role, other.group), count)
