"""CEAF for MUC-4: entities of a document by role (REE), and entities within aligned templates (RME).

REE (Du, Rush and Cardie 2021, GRIT): a document's entities of one role, wanted and given, are paired; a pair counts 1
where every mention given stands among those wanted. RME (Chen et al. 2022, IterX): templates are paired, and inside a
pair entities; a mention is the same only with the same role and kind of incident. In its subset form an entity given
counts where one of its mentions is wanted; in its phi-3 form shared mentions are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.muc4_pairing import Tally, pair
from bench.muc4_templates import ROLES, Entity, Template, entities

Documents = Mapping[str, Sequence[Template]]


class Mention(NamedTuple):
    """A mention as RME compares it."""

    kind: str
    role: str
    text: str


Group = tuple[Mention, ...]


def ree(gold: Documents, given: Documents) -> dict[str, Tally]:
    """CEAF-REE of each role, and "micro" over all; a document that `given` lacks counts as empty."""
    table = {role: sum((_ree(gold[d], given.get(d, ()), role) for d in gold), Tally()) for role in ROLES}
    return table | {"micro": sum(table.values(), Tally())}


def _ree(gold: Sequence[Template], given: Sequence[Template], role: str) -> Tally:
    wanted, got = entities(gold, role), entities(given, role)
    hits = len(pair([[float(_within(entity, one)) for entity in got] for one in wanted]))
    return Tally(hits, hits, len(got), len(wanted))


def _within(got: Entity, wanted: Entity) -> bool:
    return set(got) <= set(wanted)


def rme_subset(gold: Documents, given: Documents) -> Tally:
    """CEAF-RME in its subset form, over entities."""
    return _rme(gold, given, _count_entities, _shared_entities)


def rme_phi3(gold: Documents, given: Documents) -> Tally:
    """CEAF-RME in its phi-3 form, over mentions."""
    return _rme(gold, given, lambda groups: sum(map(len, groups)), _shared_mentions)


def _rme(
    gold: Documents,
    given: Documents,
    size: Callable[[Sequence[Group]], int],
    shared: Callable[[Sequence[Group], Sequence[Group]], tuple[float, float]],
) -> Tally:
    total = Tally()
    for document, templates in gold.items():
        got = [_groups(one, one.kind) for one in given.get(document, ())]
        # A template with several kinds is worth what its best kind is worth.
        best = [[max(_by_kind(one, other, shared)) for other in got] for one in templates]
        chosen = pair([[worth for worth, _ in row] for row in best])
        right = sum(best[row][column][0] for row, column in chosen)
        found = sum(best[row][column][1] for row, column in chosen)
        wanted = sum(size(_groups(one, one.kind)) for one in templates)
        total += Tally(right, found, sum(map(size, got)), wanted)
    return total


def _by_kind(
    wanted: Template,
    got: Sequence[Group],
    shared: Callable[[Sequence[Group], Sequence[Group]], tuple[float, float]],
) -> Iterator[tuple[float, float]]:
    return (shared(_groups(wanted, kind), got) for kind in wanted.kinds)


def _groups(template: Template, kind: str) -> list[Group]:
    return [tuple(Mention(kind, role, text) for text in entity) for role in ROLES for entity in template.roles[role]]


def _count_entities(groups: Sequence[Group]) -> int:
    return len(groups)


def _shared_entities(wanted: Sequence[Group], got: Sequence[Group]) -> tuple[float, float]:
    """How many entities given hold a wanted mention, and how many wanted entities they meet."""
    met: set[int] = set()
    hits = 0
    for group in got:
        home = next((n for mention in group for n, one in enumerate(wanted) if mention in one), None)
        if home is not None:
            hits += 1
            met.add(home)
    return hits, len(met)


def _shared_mentions(wanted: Sequence[Group], got: Sequence[Group]) -> tuple[float, float]:
    worth = [[float(len(set(one) & set(group))) for group in got] for one in wanted]
    total = sum(worth[row][column] for row, column in pair(worth))
    return total, total
