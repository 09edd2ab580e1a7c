"""Linking and tallies at scale, on invented reports with a known truth (`_invented.py`). Seconds are CPU-seconds.

Quality: 100,000 reports, noisy fields; beside them Splink 5 and we on 7,000. Growth: 10⁵, 10⁶ and 5 × 10⁶ claims, the
larger ones being longer stretches of days of the same density (the first ones' claims again, on other days, of other
reports, with other names). Set CASUS_SCALE=1 for the two large sizes and for the ledger of a million claims, which take
an hour and 6 GB.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from bench._invented import ORIGIN, START, Told, World, fill, told
from bench.linking_rivals import by_splink
from casus import derived
from casus.link.columns import Array, pack
from casus.link.judged import Judged
from casus.link.profile import profiles
from casus.link.setting import load
from casus.link.whole import link_whole
from casus.model.account import Definition
from casus.model.claim import Claim
from casus.model.codes import EventType, Harm
from casus.model.when import When
from casus.store.ledger import Ledger, open_ledger
from casus.weigh.policies import DEFAULT_POLICY

DAYS = 88  # of which there are 100,000 reports
_SEED = 7


def measure(shared: Path) -> dict[str, float]:  # noqa: ARG001  (nothing of it is needed)
    """Pairwise precision and recall, and microseconds for each claim."""
    drawn = list(_drawn(DAYS))
    records, truth = _packed(drawn)
    began = time.process_time()
    whole = link_whole(records, (), Judged(), load())
    spent = (time.process_time() - began) / len(records)
    figures = {"reports": float(len(drawn)), "claims": float(len(records))}
    figures |= _named("", *_quality(whole.cluster, truth))
    figures["linking 10^5 claims, microseconds a claim"] = spent * 1e6
    figures |= _beside_splink(drawn)
    if os.environ.get("CASUS_SCALE"):
        figures |= _growth(records, spent)
        figures |= _of_a_million()
    return figures


def _drawn(days: int, crowding: float = 0.0) -> Iterator[Told]:
    world = World(crowding=crowding)
    return told(world, world.happened(days, _SEED), _SEED)


def _packed(drawn: Sequence[Told]) -> tuple[Array, Array]:
    """Records in order of claim ids, and the number of the true incident of each."""
    made = []
    for one in drawn:
        report = one.parsed.report
        made += list(zip(profiles(one.parsed.claims, {report.id: report}, load()), one.truth, strict=True))
    made.sort(key=lambda pair: pair[0].claim_id)
    return pack(one for one, _ in made), np.array([number for _, number in made])


def _quality(cluster: Array, truth: Array) -> tuple[float, float]:
    """Precision and recall over pairs of claims."""
    both = _pairs(np.stack([cluster, truth], axis=1))
    return both / max(1, _pairs(cluster)), both / max(1, _pairs(truth))


def _pairs(label: Array) -> int:
    _, number = np.unique(label, axis=0, return_counts=True)
    return int((number.astype(np.int64) * (number - 1) // 2).sum())


def _named(which: str, precision: float, recall: float) -> dict[str, float]:
    return {f"{which}pairs precision": precision, f"{which}pairs recall": recall}


def _beside_splink(drawn: Sequence[Told]) -> dict[str, float]:
    """The first 7,000 claims, linked by us and by Splink 5 with its own training."""
    few = list(islice(drawn, 6_700))
    claims = [claim for one in few for claim in one.parsed.claims]
    truth = {claim.id: number for one in few for claim, number in zip(one.parsed.claims, one.truth, strict=True)}
    records, numbers = _packed(few)
    figures = _named("7,000 claims: ", *_quality(link_whole(records, (), Judged(), load()).cluster, numbers))
    found = by_splink(claims)
    if found is None:
        return figures
    return figures | _named("7,000 claims, splink 5: ", *_quality(*_labels(found, truth)))


def _labels(clusters: Sequence[Sequence[Claim]], truth: dict[str, int]) -> tuple[Array, Array]:
    pairs = [(at, truth[claim.id]) for at, cluster in enumerate(clusters) for claim in cluster]
    return np.array([at for at, _ in pairs]), np.array([number for _, number in pairs])


def longer(records: Array, times: int) -> Array:
    """The same claims `times` times over, each time later, of other reports and with other names."""
    parts = []
    for at in range(times):
        part = records.copy()
        for name in ("first", "last", "search_first", "search_last"):
            part[name][part[name] > 0] += at * DAYS
        part["report"] ^= at << 40
        for name in ("names", "quote"):
            part[name][part[name] > 0] ^= np.uint32(at * 0x9E3779B1 & 0x3FFFFFFF)
            part[name].sort(axis=1)
            part[name] = part[name][:, ::-1]
        parts.append(part)
    return np.concatenate(parts)


def _growth(records: Array, least: float) -> dict[str, float]:
    figures = {}
    for words, times in (("10^6", round(1e6 / len(records))), ("5 x 10^6", round(5e6 / len(records)))):
        many = longer(records, times)
        began = time.process_time()
        link_whole(many, (), Judged(), load())
        spent = (time.process_time() - began) / len(many)
        figures[f"linking {words} claims, microseconds a claim"] = spent * 1e6
        figures[f"growth to {words} claims"] = spent / least
    return figures


def _of_a_million() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.db"
        for _ in fill(path, _drawn(850)):
            pass
        with open_ledger(str(path)) as ledger:
            began = time.process_time()
            done = derived.bring_up_to_date(ledger)
            figures = {"million: linking and weighing, seconds": time.process_time() - began}
            figures["million: claims"] = float(done.claims if done else 0)
            return figures | asked(ledger)


def asked(ledger: Ledger) -> dict[str, float]:
    """Milliseconds of tallies and of an incident's page, and seconds of linking 100 new reports."""
    figures = {"million: slowest tally, milliseconds": max(_spent(ledger, one) for one in definitions())}
    with ledger.links() as links:
        some = links.incidents(Definition(Harm.KILLED, DEFAULT_POLICY, country="AB"), None)[:50]
    began = time.process_time()
    for one in some:
        derived.weighed(ledger, one.incident_id)
    figures["million: an incident's page, milliseconds"] = (time.process_time() - began) / len(some) * 1e3
    world = World()
    for new in islice(told(world, world.happened(1, 99, first=10**9), 99), 100):
        ledger.add(new.parsed, ORIGIN)
    began = time.process_time()
    derived.bring_up_to_date(ledger)
    figures["million: linking 100 new reports, seconds"] = time.process_time() - began
    return figures


def definitions() -> Iterator[Definition]:
    """Tallies of every kind: over everything, a country, a province, some days, some acts, one actor."""
    window = When(START + timedelta(days=100), START + timedelta(days=465))
    for harm in (Harm.KILLED, Harm.INJURED, Harm.ABDUCTED):
        yield Definition(harm, DEFAULT_POLICY)
        yield Definition(harm, DEFAULT_POLICY, window)
        yield Definition(harm, DEFAULT_POLICY, country="AB")
        yield Definition(harm, DEFAULT_POLICY, window, "AB", event_types=(EventType.ATTACK, EventType.BOMBING))
        yield Definition(harm, DEFAULT_POLICY, perpetrator=World().groups[1][0])


def _spent(ledger: Ledger, definition: Definition) -> float:
    began = time.process_time()
    derived.sums(ledger, definition)
    return (time.process_time() - began) * 1e3
