"""Claims to JSON values and back. Keys are those of the labelling guide; `readings` holds spans, rules and rivals.

The guide's keys say what was read; `readings` says from which words. Both together lose nothing: a property test
takes every claim through and back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from casus.model.actor import Actor
from casus.model.claim import Attribution, Claim
from casus.model.codes import Aspect, EventType, Harm, Precision, Realis, Scope, Side, Stance, Sum
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading, Rival
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import Timex, When

Json = dict[str, Any]
T = TypeVar("T")


def claim_to_json(claim: Claim) -> Json:
    """A claim as a JSON object with the guide's keys, `quote`, `span`, `score`, `origin` and `readings`."""
    out: Json = {
        "id": claim.id,
        "report": claim.report_id,
        "incident": claim.incident,
        "scope": claim.scope.value,
        "event_type": claim.event_type.value,
        "source": claim.source.value.name if claim.source else None,
        "stance": claim.stance.value,
        "hedged": claim.hedged,
        "realis": claim.realis.value,
        "perpetrators": [reading.value.name for reading in claim.perpetrators],
        "targets": [reading.value for reading in claim.targets],
        "weapon": claim.weapon.value if claim.weapon else None,
        "place": _place_plain(claim.place.value) if claim.place else None,
        "date": claim.when.value.iso() if claim.when else None,
        "tolls": [_toll_out(toll) for toll in claim.tolls],
        "quote": claim.quote,
        "span": _span_out(claim.span),
        "score": claim.score,
        "origin": claim.origin,
    }
    out.update(_said_in_addition(claim))
    out["readings"] = _readings_out(claim)
    return out


def _said_in_addition(claim: Claim) -> Json:
    """Keys that stand only where the text says something for them."""
    extra: Json = {}
    if claim.through:
        extra["via"] = claim.through[0]
        extra["through"] = list(claim.through)
    if claim.evidence is not None:
        extra["evidence"] = claim.evidence
    if claim.superseded:
        extra["superseded"] = True
    if claim.notes:
        extra["notes"] = list(claim.notes)
    if claim.aspect is not Aspect.ACT:
        extra["aspect"] = claim.aspect.value
    if claim.answers is not None:
        extra["answers"] = claim.answers
    if claim.sum_of is not None:
        extra["sum_of"] = claim.sum_of.value
    if claim.covers:
        extra["covers"] = list(claim.covers)
    return extra


def _readings_out(claim: Claim) -> Json:
    return {
        "source": _reading_out(claim.source, _actor_out),
        "perpetrators": [_reading_out(reading, _actor_out) for reading in claim.perpetrators],
        "targets": [_reading_out(reading, str) for reading in claim.targets],
        "weapon": _reading_out(claim.weapon, str),
        "place": _reading_out(claim.place, _place_out),
        "date": _reading_out(claim.when, When.iso),
    }


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_json` wrote. Raises KeyError or ValueError for anything else."""
    readings = data["readings"]
    return Claim(
        id=data["id"],
        report_id=data["report"],
        incident=data["incident"],
        event_type=EventType(data["event_type"]),
        quote=data["quote"],
        span=_span_in(data["span"]),
        scope=Scope(data["scope"]),
        source=_reading_in(readings["source"], _actor_in),
        stance=Stance(data["stance"]),
        hedged=data["hedged"],
        realis=Realis(data["realis"]),
        perpetrators=_readings_in(readings["perpetrators"], _actor_in),
        targets=_readings_in(readings["targets"], str),
        weapon=_reading_in(readings["weapon"], str),
        place=_reading_in(readings["place"], _place_in),
        when=_reading_in(readings["date"], _when_in),
        tolls=tuple(_toll_in(toll) for toll in data["tolls"]),
        through=tuple(data.get("through", ())),
        evidence=data.get("evidence"),
        superseded=data.get("superseded", False),
        notes=tuple(data.get("notes", ())),
        aspect=Aspect(data.get("aspect", Aspect.ACT.value)),
        answers=data.get("answers"),
        sum_of=Sum(data["sum_of"]) if "sum_of" in data else None,
        covers=tuple(data.get("covers", ())),
        score=data["score"],
        origin=data["origin"],
    )


def timex_to_json(reading: Reading[Timex]) -> Json:
    """A time expression as `casus parse --layers times` writes it."""
    span = _spanned(reading)
    timex = reading.value
    return {
        "start": span.start,
        "end": span.end,
        "text": reading.text,
        "type": timex.kind.value,
        "value": timex.value,
        "interval": timex.when.iso() if timex.when else None,
        "rule": reading.rule,
    }


def place_to_json(reading: Reading[Place]) -> Json:
    """A place as `casus parse --layers places` writes it; `name` is the gazetteer's where it was found."""
    span, place = _spanned(reading), reading.value
    return {
        "start": span.start,
        "end": span.end,
        "text": reading.text,
        "name": place.canonical or place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "id": place.id,
        "precision": place.precision.value,
        "relation": place.relation,
        "score": reading.score,
        "rule": reading.rule,
        "rivals": [{**_place_out(rival.value), "score": rival.score} for rival in reading.rivals],
    }


def attribution_to_json(attribution: Attribution) -> Json:
    """An attribution as `casus parse --layers attributions` writes it."""
    return {
        "source": _span_out(attribution.source) if attribution.source is not None else None,
        "cue": _span_out(attribution.cue) if attribution.cue is not None else None,
        "content": [_span_out(span) for span in attribution.content],
        "through": [_span_out(span) for span in attribution.through],
        "antecedent": _span_out(attribution.antecedent) if attribution.antecedent is not None else None,
    }


def _spanned(reading: Reading[Any]) -> Span:
    if reading.span is None:
        raise ValueError(f"a layer's reading without a span: {reading.text!r}")
    return reading.span


def _span_out(span: Span) -> list[int]:
    return [span.start, span.end]


def _span_in(data: list[int]) -> Span:
    return Span(data[0], data[1])


def _reading_out(reading: Reading[T] | None, value: Callable[[T], Any]) -> Json | None:
    if reading is None:
        return None
    return {
        "value": value(reading.value),
        "text": reading.text,
        "span": _span_out(reading.span) if reading.span is not None else None,
        "rule": reading.rule,
        "score": reading.score,
        "rivals": [{"value": value(rival.value), "score": rival.score} for rival in reading.rivals],
    }


def _reading_in(data: Json | None, value: Callable[[Any], T]) -> Reading[T] | None:
    return None if data is None else _reading(data, value)


def _readings_in(data: list[Json], value: Callable[[Any], T]) -> tuple[Reading[T], ...]:
    return tuple(_reading(one, value) for one in data)


def _reading(data: Json, value: Callable[[Any], T]) -> Reading[T]:
    return Reading(
        value=value(data["value"]),
        text=data["text"],
        span=_span_in(data["span"]) if data["span"] is not None else None,
        rule=data["rule"],
        score=data["score"],
        rivals=tuple(Rival(value(rival["value"]), rival["score"]) for rival in data["rivals"]),
    )


def _actor_out(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "id": actor.id,
        "country": actor.country,
        "side": actor.side.value,
        "parent": actor.parent,
    }


def _actor_in(data: Json) -> Actor:
    return Actor(data["name"], data["id"], data["country"], Side(data["side"]), data["parent"])


def _place_plain(place: Place) -> Json:
    return {"name": place.name, "admin1": place.admin1, "country": place.country}


def _place_out(place: Place) -> Json:
    return {
        **_place_plain(place),
        "lat": place.lat,
        "lon": place.lon,
        "id": place.id,
        "precision": place.precision.value,
        "relation": place.relation,
        "canonical": place.canonical,
    }


def _place_in(data: Json) -> Place:
    return Place(**{**data, "precision": Precision(data["precision"])})


def _when_in(data: list[str]) -> When:
    return When(date.fromisoformat(data[0]), date.fromisoformat(data[1]))


def _toll_out(toll: Toll) -> Json:
    out: Json = {
        "harm": toll.harm.value,
        "low": toll.count.low,
        "high": toll.count.high,
        "who": toll.who,
        "side": toll.side.value,
        "span": _span_out(toll.span) if toll.span is not None else None,
        "rule": toll.rule,
    }
    if toll.count.approx:
        out["approx"] = True
    if toll.part_of is not None:
        out["part_of"] = toll.part_of
    if toll.named:
        out["named"] = list(toll.named)
    return out


def _toll_in(data: Json) -> Toll:
    return Toll(
        harm=Harm(data["harm"]),
        count=Count(data["low"], data["high"], data.get("approx", False)),
        who=data["who"],
        side=Side(data["side"]),
        part_of=data.get("part_of"),
        named=tuple(data.get("named", ())),
        span=_span_in(data["span"]) if data["span"] is not None else None,
        rule=data["rule"],
    )
