"""Hypothesis strategies for the values of the model. Texts are any Unicode that a report can hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from casus.model.actor import Actor
from casus.model.claim import Claim, Parsed, claim_id
from casus.model.codes import Aspect, EventType, Harm, Precision, Realis, Scope, Side, Stance, Sum
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading, Rival
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When

# Half surrogate pairs are no text: reading replaces them, and nothing downstream need bear them.
CHARACTERS = st.characters(exclude_categories=["Cs"])


def words(*, min_size: int = 1, max_size: int = 30):
    return st.text(CHARACTERS, min_size=min_size, max_size=max_size)


def scores():
    return st.floats(0, 1, allow_nan=False)


def spans(last: int = 10_000):
    return st.tuples(st.integers(0, last), st.integers(0, last)).map(lambda ends: Span(min(ends), max(ends)))


@st.composite
def whens(draw, earliest: date = date(1900, 1, 1), latest: date = date(2100, 1, 1), longest: int = 1000):
    first = draw(st.dates(earliest, latest))
    return When(first, first + timedelta(days=draw(st.integers(0, longest))))


@st.composite
def counts(draw, most: int = 100_000):
    low = draw(st.integers(0, most))
    high = draw(st.none() | st.integers(low, most * 2))
    return Count(low, high, draw(st.booleans()))


def actors():
    return st.builds(
        Actor,
        name=words(),
        id=st.none() | words(),
        country=st.none() | st.sampled_from(["PK", "IN", "AF", "UA", "SD"]),
        side=st.sampled_from(Side),
        parent=st.none() | words(),
    )


@st.composite
def places(draw):
    """With both coordinates or none, and never (0, 0)."""
    lat, lon = draw(st.just((None, None)) | st.tuples(st.floats(-90, 90), st.floats(-180, 180)).filter(any))
    return Place(
        name=draw(words()),
        country=draw(st.none() | st.sampled_from(["PK", "IN", "AF", "UA", "SD"])),
        admin1=draw(st.none() | words()),
        lat=lat,
        lon=lon,
        id=draw(st.none() | words()),
        precision=draw(st.sampled_from(Precision)),
        relation=draw(st.none() | words()),
        canonical=draw(st.none() | words()),
    )


@st.composite
def tolls(draw, most_before: int = 0):
    """One toll; `part_of` points at one of `most_before` tolls that stand before it, or nowhere."""
    part_of = st.none() | st.integers(0, most_before - 1) if most_before else st.none()
    return Toll(
        harm=draw(st.sampled_from(Harm)),
        count=draw(counts()),
        who=draw(st.none() | words()),
        side=draw(st.sampled_from(Side)),
        part_of=draw(part_of),
        named=tuple(draw(st.lists(words(), max_size=3))),
        span=draw(st.none() | spans()),
        rule=draw(words(min_size=0)),
    )


def readings(values):
    rivals = st.lists(st.builds(Rival, value=values, score=scores()), max_size=2).map(tuple)
    return st.builds(
        Reading,
        value=values,
        text=words(min_size=0),
        span=st.none() | spans(),
        rule=words(min_size=0),
        score=scores(),
        rivals=rivals,
    )


def reports(texts=None):
    return st.builds(
        Report,
        id=words(),
        text=words(max_size=300) if texts is None else texts,
        published=st.none() | st.dates(),
        publisher=st.none() | words(),
        title=st.none() | words(),
        url=st.none() | words(),
    )


@st.composite
def claims(draw, report: Report | None = None, ordinal: int = 0):
    """A claim whose quote stands at its span in `report` (one is drawn where none is given)."""
    report = draw(reports()) if report is None else report
    span = draw(spans(len(report.text)))
    event_type = draw(st.sampled_from(EventType))
    quote = span.of(report.text)
    listed = draw(st.integers(0, 3))
    return Claim(
        id=claim_id(report.id, quote, event_type, ordinal),
        report_id=report.id,
        incident=draw(st.integers(1, 9)),
        event_type=event_type,
        quote=quote,
        span=span,
        scope=draw(st.sampled_from(Scope)),
        source=draw(st.none() | readings(actors())),
        stance=draw(st.sampled_from(Stance)),
        hedged=draw(st.booleans()),
        realis=draw(st.sampled_from(Realis)),
        perpetrators=tuple(draw(st.lists(readings(actors()), max_size=2))),
        targets=tuple(draw(st.lists(readings(words()), max_size=2))),
        weapon=draw(st.none() | readings(words())),
        place=draw(st.none() | readings(places())),
        when=draw(st.none() | readings(whens())),
        tolls=tuple(draw(tolls(before)) for before in range(listed)),
        through=tuple(draw(st.lists(words(), max_size=2))),
        evidence=draw(st.none() | words()),
        superseded=draw(st.booleans()),
        notes=tuple(draw(st.lists(words(), max_size=2))),
        aspect=draw(st.sampled_from(Aspect)),
        answers=draw(st.none() | words()),
        sum_of=draw(st.none() | st.sampled_from(Sum)),
        covers=tuple(draw(st.lists(st.integers(1, 9), max_size=2))),
        score=draw(scores()),
        origin=draw(words(min_size=0)),
    )


@st.composite
def parsed(draw, most: int = 3):
    """A report with up to `most` claims of its own, whose ids differ."""
    report = draw(reports())
    return Parsed(report, tuple(draw(claims(report, ordinal)) for ordinal in range(draw(st.integers(0, most)))))
