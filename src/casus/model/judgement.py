"""Do two claims tell of one incident? By rule or by person; appended and withdrawn, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casus.model.codes import EventType, Verdict
from casus.model.span import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged claim stands, so that the judgement finds it again after a better reader has read the report."""

    claim_id: str
    report_id: str
    span: Span
    event_type: EventType


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a pair of claims. `withdrawn` is when it was taken back; the row itself stays."""

    id: str
    left: Anchor
    right: Anchor
    verdict: Verdict
    why: str
    who: str
    recorded: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair of claims, the verdict on it and the reasons in words. `origin` is "rules/1" or "person:NAME".

    `score` is a sum of weights (log odds in spirit, Fellegi and Sunter 1969): a rank. `chance` is what it comes to: the
    share of pairs of that score that tell of one happening, as far as pairs were read; None where no rule spoke.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    origin: str
    chance: float | None = None
