"""Linking everything at once: what the shelf holds after `increment.take_in`, whatever the order of entry was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from casus.link.blocking import active, block_pairs, may_meet, pack_pairs, places, unpack_pairs
from casus.link.columns import Array, columns
from casus.link.incidents import spoken
from casus.link.judged import Judged
from casus.link.partition import Edges, connected, edges, partition
from casus.link.setting import Setting


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """Blocks in force (key and row of each place), full keys, edges, and each row's component and cluster (a row)."""

    key: Array
    row: Array
    full: Array
    edges: Edges
    component: Array
    cluster: Array


def link_whole(records: Array, ids: tuple[str, ...], judged: Judged, setting: Setting) -> Whole:
    """Link the claims of `records`, which stand in the order of their `ids`."""
    claims = columns(records)
    found = places(claims, setting)
    keys, standing, full = active(found, setting.most)
    key, row = keys[standing], found.claim[standing]
    packed = [pack_pairs(one, two, may_meet(claims, one, two, setting)) for one, two in block_pairs(key, row)]
    left, right = unpack_pairs(np.unique(np.concatenate(packed)) if packed else np.zeros(0, np.int64))
    held = edges(claims, left, right, setting)
    said = spoken(judged, ids)
    return Whole(
        key=key,
        row=row,
        full=full,
        edges=held,
        component=connected(claims, held, setting, said),
        cluster=partition(claims, held, setting, said),
    )


def clusters(cluster: Array) -> Iterator[Array]:
    """The rows of each cluster, in order."""
    order = np.argsort(cluster, kind="stable")
    starts = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    return iter(np.split(order, starts[1:])) if len(order) else iter(())
