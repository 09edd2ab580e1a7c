"""Tellings to claims: those of one source on one happening are one claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.aspects import answered_by, aspect_of
from casus.extract.tellings import Telling
from casus.extract.tolls import AMONG
from casus.model.actor import Actor
from casus.model.claim import Claim, claim_id
from casus.model.codes import Scope, Stance
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll


def claims_of(report: Report, tellings: Sequence[Telling], origin: str) -> tuple[Claim, ...]:
    """The claims of a report, in order of its happenings and of the text."""
    merged: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda t: (t.number, t.span.start, t.token)):
        home = next((group for group in merged if _one_claim(group, telling)), None)
        if home is None:
            merged.append([telling])
        else:
            home.append(telling)
    claims: list[Claim] = []
    seen: dict[tuple[str, str], int] = {}
    for group in merged:
        claims.append(_claim(report, group, origin, seen))
    return tuple(_answering(claims, merged))


def _answering(claims: Sequence[Claim], merged: Sequence[Sequence[Telling]]) -> Iterator[Claim]:
    """The claims with what their stance is about, and with the claim that each denial or silence answers."""
    by_id = {id(telling): telling for group in merged for telling in group}
    home = {id(telling): claim.id for claim, group in zip(claims, merged, strict=True) for telling in group}
    for claim, group in zip(claims, merged, strict=True):
        lead = group[0]
        told = [t for t in by_id.values() if t.number == lead.number]
        answered = answered_by(lead, told, by_id)
        answers = home[id(answered)] if answered is not None else None
        yield replace(claim, aspect=aspect_of(lead, answered), answers=answers if answers != claim.id else None)


def _one_claim(group: Sequence[Telling], telling: Telling) -> bool:
    lead = group[0]
    if lead.number != telling.number or lead.stance is not telling.stance or _voice(lead) != _voice(telling):
        return False
    if lead.realis is not telling.realis or lead.superseded != telling.superseded:
        return False
    if lead.stance is Stance.ACCUSES and {d.value.name for d in lead.doers} != {d.value.name for d in telling.doers}:
        return False
    near = telling.scene.number - group[-1].scene.number <= 3
    return near or all(any(_repeats(toll, old) for t in group for old in t.tolls) for toll in telling.tolls)


def _voice(telling: Telling) -> str | None:
    return telling.source.value.name.lower() if telling.source else None


def _claim(report: Report, group: Sequence[Telling], origin: str, seen: dict[tuple[str, str], int]) -> Claim:
    lead = group[0]
    span = _quote_span(group)
    quote = span.of(report.text)
    key = (quote, lead.event_type.value)
    seen[key] = seen.get(key, -1) + 1
    return Claim(
        id=claim_id(report.id, quote, lead.event_type, seen[key]),
        report_id=report.id,
        incident=lead.number,
        event_type=lead.event_type,
        quote=quote,
        span=span,
        scope=lead.scope,
        source=lead.source,
        stance=lead.stance,
        hedged=any(t.hedged for t in group[:1]),
        realis=lead.realis,
        perpetrators=_each_once(next((t.doers for t in group if t.doers), ())),
        targets=min(
            (t.targets for t in group if t.targets), key=lambda ts: all(r.rule == "victims" for r in ts), default=()
        ),
        weapon=next((t.weapon for t in group if t.weapon), None),
        place=next((t.place for t in group if t.place), None),
        when=next((t.when for t in group if t.when), None),
        tolls=_tolls(group),
        through=lead.through,
        evidence=next((t.evidence for t in group if t.evidence), None),
        superseded=lead.superseded,
        notes=tuple(dict.fromkeys(note for t in group for note in t.notes)),
        sum_of=lead.sum_of if lead.scope is Scope.AGGREGATE else None,
        covers=lead.covers if lead.scope is Scope.AGGREGATE else (),
        score=lead.hint.score if lead.hint is not None else 0.8 if lead.sure else 0.5,
        origin=origin if lead.hint is None else f"{origin}+{lead.hint.origin}",
    )


def _each_once(doers: Sequence[Reading[Actor]]) -> tuple[Reading[Actor], ...]:
    """ "The Chadian Army said that the army …": "army" is the Chadian Army once more."""
    names = [doer.value.name.lower() for doer in doers]
    return tuple(d for d, name in zip(doers, names, strict=True) if not any(o.endswith(f" {name}") for o in names))


def _quote_span(group: Sequence[Telling]) -> Span:
    """The words that the claim rests on: its tellings' sentences where they adjoin, else the first's."""
    span = group[0].span
    last = group[0].scene.number
    for telling in group[1:]:
        if 0 <= telling.scene.number - last <= 1:
            span = span.join(telling.span)
            last = telling.scene.number
    return span


def _tolls(group: Sequence[Telling]) -> tuple[Toll, ...]:
    """All tolls of a claim; a number told twice counts once, and parts keep pointing at their total."""
    out: list[Toll] = []
    for telling in group:
        base = len(out)
        for toll in telling.tolls:
            if any(_repeats(toll, other) for other in out[:base]):
                continue
            part_of = None if toll.part_of is None else toll.part_of + base
            if part_of is not None and part_of >= len(out):
                part_of = None
            if toll.rule == AMONG:
                part_of = next((i for i, whole in enumerate(out) if _holds(whole, toll)), None)
            out.append(Toll(toll.harm, toll.count, toll.who, toll.side, part_of, toll.named, toll.span, toll.rule))
    return tuple(out)


def _holds(whole: Toll, part: Toll) -> bool:
    """Whether a toll told before may be the total of one that is "among" it."""
    return whole.harm is part.harm and whole.part_of is None and whole.count.low >= part.count.low


def _repeats(toll: Toll, other: Toll) -> bool:
    return toll.harm is other.harm and toll.count == other.count
