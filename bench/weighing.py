"""False sums: figures into which something went that is no part of the happening, over labelled and read claims.

A false sum is an estimate or a tally with an aggregate, a recalled happening, a subset of a total, a denied or revised
figure in it. The check here knows nothing of how the policies work: it looks at the claims that an estimate names, and
at whether its figure can be reached by what may be counted at all. Nought is the only figure that holds.

Beside it stands what misreading does: tolls that the labels know as a sum or as recalled only, and that our reader took
for an incident's toll, so that they went into a tally.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bench.claims import SETS, lines
from casus.link.incidents import link
from casus.link.merge import merge
from casus.link.setting import load
from casus.model.account import Definition, Estimate, Weighed
from casus.model.actor import Actor
from casus.model.claim import Claim, claim_id
from casus.model.codes import EventType, Harm, Precision, Realis, Scope, Side, Stance
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When
from casus.pipeline import parse_report
from casus.reference.actors import actor_register
from casus.weigh.copies import copies
from casus.weigh.policies import POLICIES
from casus.weigh.tally import tally
from casus.weigh.weigh import weigh

T = TypeVar("T")
_SILENT = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.NO_COMMENT})
_COPIES = "data/cep/items_2025_2026.jsonl.gz"


def measure(shared: Path) -> dict[str, float]:
    """False sums over all labelled files, as labelled and as read; sums taken for incidents; the speed of copies."""
    labelled, read, mistaken = 0, 0, 0
    for name in SETS:
        gold = {item["id"]: item for item in lines(shared / "gold" / f"{name}.gold.jsonl")}
        reports = {item["id"]: report_of(item) for item in lines(shared / "gold" / f"{name}.items.jsonl")}
        labelled += sum(1 for _ in false_sums(weighed_labels(gold.values(), reports)))
        claims = [claim for report in reports.values() for claim in parse_report(report).claims]
        ours = [weigh(one, reports) for one in link(claims, reports)]
        read += sum(1 for _ in false_sums(ours))
        mistaken += sum(sums_taken_for_incidents(gold, ours))
    return {
        "false sums, labelled claims": labelled,
        "false sums, claims as read": read,
        "sums and recalled tolls read as an incident's": mistaken,
        "reports per CPU-second, copies found": copies_per_second(shared / _COPIES),
    }


def false_sums(weighed: Sequence[Weighed]) -> Iterator[str]:
    """Every figure with something in it that may not be counted, in words."""
    for one in weighed:
        for estimate in one.estimates:
            yield from (f"{one.incident.id} {estimate.policy}: {fault}" for fault in faults(one, estimate))
    for policy in POLICIES:
        yield from _false_tallies(policy, weighed)


def faults(one: Weighed, estimate: Estimate) -> Iterator[str]:
    """What is wrong with one estimate: a claim that may not enter it, or a figure beyond what may be added up."""
    claims = {claim.id: claim for claim in one.incident.claims}
    for used in estimate.used:
        claim = claims[used.claim_id]
        if not may_count(claim, one.incident.scope):
            yield f"{claim.id} may not enter it ({claim.scope}, {claim.stance})"
        if not claim.tolls_of(estimate.harm):
            yield f"{claim.id} tells no whole of it"
    most = reachable([claim for claim in claims.values() if may_count(claim, one.incident.scope)], estimate.harm)
    highest = max(end for end in (estimate.low or 0, estimate.best or 0, estimate.high or 0))
    if highest > most:
        yield f"{highest} is more than the {most} that can be added up"
    if estimate.sides and estimate.best != sum(side.best for side in estimate.sides):
        yield "its sides do not add up to it"


def may_count(claim: Claim, scope: Scope) -> bool:
    """Whether a claim's figure is one of this happening at all: told as such, happened, not denied, not taken back."""
    if claim.stance in _SILENT or claim.superseded or claim.realis not in (Realis.HAPPENED, Realis.ATTEMPTED):
        return False
    if claim.scope is Scope.AGGREGATE:
        return scope is Scope.AGGREGATE
    return claim.scope is Scope.INCIDENT or scope is not Scope.INCIDENT


def reachable(claims: Iterable[Claim], harm: Harm) -> int:
    """The most that can be added up without counting anybody twice: of each side the largest that one claim tells."""
    sides: dict[Side, int] = defaultdict(int)
    for claim in claims:
        own: dict[Side, int] = defaultdict(int)
        for toll in claim.tolls_of(harm):
            own[toll.side] += toll.count.low if toll.count.high is None else toll.count.high
        for side, number in own.items():
            sides[side] = max(sides[side], number)
    return sum(sides.values())


def _false_tallies(policy: str, weighed: Sequence[Weighed]) -> Iterator[str]:
    """A tally with a sum or a recalled happening in it, or one that is not the sum of its incidents."""
    scopes = {one.incident.id: one.incident.scope for one in weighed}
    for harm in Harm:
        found = tally(Definition(harm, policy), weighed)
        for one in (*found.counted, *found.unknown):
            if scopes[one.incident_id] is not Scope.INCIDENT:
                yield f"tally of {harm} under {policy}: {one.incident_id} is {scopes[one.incident_id]}"
        if found.best != sum(one.best or 0 for one in found.counted):
            yield f"tally of {harm} under {policy}: {found.best} is not the sum of its incidents"


def sums_taken_for_incidents(gold: Mapping[str, Mapping[str, Any]], ours: Sequence[Weighed]) -> Iterator[int]:
    """For each item, the killed that we count and the labels know only as a sum or as recalled."""
    counted: dict[str, set[int]] = defaultdict(set)
    for one in ours:
        estimate = one.estimate(Harm.KILLED, "independent-range/1")
        if one.incident.scope is Scope.INCIDENT and estimate is not None and estimate.best:
            counted[one.incident.report_ids[0]].add(estimate.best)
    for name, item in gold.items():
        scopes: dict[int, set[str]] = defaultdict(set)
        for claim in item["claims"]:
            for toll in claim["tolls"]:
                if toll["harm"] == "killed":
                    scopes[toll["low"]].add(claim["scope"])
        yield sum("incident" not in scopes[number] for number in counted[name] if number in scopes)


def copies_per_second(path: Path) -> float:
    """Short reports among which copies are found, per CPU-second."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        texts = {item["id"]: item["text"] for item in map(json.loads, stream)}
    began = time.process_time()
    copies(texts)
    return len(texts) / (time.process_time() - began)


def report_of(item: Mapping[str, Any]) -> Report:
    """The report that an item is."""
    day = item.get("published")
    return Report(item["id"], item["text"], date.fromisoformat(day) if day else None, item.get("publisher"))


def weighed_labels(items: Iterable[Mapping[str, Any]], reports: Mapping[str, Report]) -> list[Weighed]:
    """The labelled claims, weighed: those of one item and one number are one incident."""
    found = []
    for item in items:
        by_number: dict[int, list[Claim]] = defaultdict(list)
        for at, labels in enumerate(item["claims"]):
            by_number[labels["incident"]].append(labelled_claim(item["id"], at, labels))
        for claims in by_number.values():
            ordered = tuple(sorted(claims, key=lambda claim: claim.id))
            found.append(weigh(merge(ordered, (), load()), reports))
    return found


def labelled_claim(report_id: str, at: int, labels: Mapping[str, Any]) -> Claim:
    """A claim as the labels have it; its words are those of the label where it has any, else a stand-in."""
    quote = labels.get("quote") or f"claim {at}"
    kind = EventType(labels["event_type"])
    return Claim(
        id=claim_id(report_id, quote, kind, at),
        report_id=report_id,
        incident=labels["incident"],
        event_type=kind,
        quote=quote,
        span=Span(0, len(quote)),
        scope=Scope(labels["scope"]),
        source=_reading(_actor(labels["source"])) if labels["source"] else None,
        stance=Stance(labels["stance"]),
        hedged=labels["hedged"],
        realis=Realis(labels["realis"]),
        perpetrators=tuple(_reading(_actor(name)) for name in labels["perpetrators"]),
        targets=tuple(_reading(name) for name in labels["targets"]),
        place=_reading(_place(labels["place"])) if labels["place"] else None,
        when=_reading(When(*map(date.fromisoformat, labels["date"]))) if labels["date"] else None,
        tolls=tuple(_toll(toll) for toll in labels["tolls"]),
        superseded=bool(labels.get("superseded")),
        origin="labels/1",
    )


def _reading(value: T) -> Reading[T]:
    return Reading(value, "", None, "label")


def _actor(name: str) -> Actor:
    return actor_register().named(name) or Actor(name)


def _place(label: Mapping[str, Any]) -> Place:
    return Place(label["name"], label["country"], label["admin1"], precision=Precision.EXACT)


def _toll(label: Mapping[str, Any]) -> Toll:
    count = Count(label["low"], label["high"], bool(label.get("approx")))
    return Toll(Harm(label["harm"]), count, label.get("who"), Side(label["side"]), label.get("part_of"))
