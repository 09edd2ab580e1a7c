"""What the tests of the reader share: a report read, and its claims in short words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bench.golden_cases import toll_in_words
from casus.extract.scene import Scene, scenes
from casus.model.claim import Claim
from casus.model.report import Report
from casus.pipeline import ground, parse
from casus.text.analysis import analyse

THURSDAY = "2025-05-08"


@dataclass(frozen=True)
class Case:
    """A report and the claims that a careful reader takes from it; only the fields that are given are compared."""

    text: str
    wanted: tuple[dict[str, object], ...]


def case(text: str, *wanted: dict[str, object]) -> Case:
    return Case(text, wanted)


def want(event_type: str, **fields: object) -> dict[str, object]:
    return {"type": event_type, **fields}


@cache
def read(text: str) -> tuple[Claim, ...]:
    return parse(text, published=THURSDAY, reader="rules").claims


def check(one: Case) -> None:
    """Fails where the claims of a report are not just those wanted, in order."""
    found = [summary(claim) for claim in read(one.text)]
    shown = [
        {key: value for key, value in claim.items() if key in (keys if keys is not None else claim)}
        for claim, keys in zip(found, [*one.wanted, *[None] * len(found)], strict=False)
    ]
    assert shown == list(one.wanted)


def summary(claim: Claim) -> dict[str, object]:
    """A claim in short words: names in small letters, tolls as `toll_in_words` writes them."""
    return {
        "type": claim.event_type.value,
        "incident": claim.incident,
        "scope": claim.scope.value,
        "realis": claim.realis.value,
        "source": claim.source.value.name.lower() if claim.source else None,
        "stance": claim.stance.value,
        "hedged": claim.hedged,
        "by": [reading.value.name.lower() for reading in claim.perpetrators],
        "on": [reading.value.lower() for reading in claim.targets],
        "weapon": claim.weapon.value.lower() if claim.weapon else None,
        "place": claim.place.value.name if claim.place else None,
        "days": "/".join(claim.when.value.iso()) if claim.when else None,
        "tolls": [toll_in_words(one) for one in claim.tolls],
        "named": [name for one in claim.tolls for name in one.named],
        "evidence": claim.evidence,
        "via": list(claim.through),
        "superseded": claim.superseded,
    }


def scene(text: str) -> Scene:
    """The one sentence of a text, as the rules see it."""
    report = Report("r", text)
    (only,) = scenes(report, ground(report), analyse(text))
    return only
