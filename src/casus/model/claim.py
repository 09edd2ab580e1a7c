"""What one source says of one happening: the unit of the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from casus.model.actor import Actor
from casus.model.codes import Aspect, EventType, Harm, Realis, Scope, Stance, Sum
from casus.model.count import Count
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import Timex, When


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said it, what act, by whom, to whom, where, when, how many, in whose words.

    `incident` numbers the happenings of one report from 1. `quote` stands verbatim in the report's text at `span`.
    `source` None is the report's own voice. `through` is the chain of hearsay, nearest voice first. `evidence` is
    "none given" if we are told that it had none to show. `score` is a rank, `origin` the reader and its version.

    `aspect` is what of the happening the stance is about, and `answers` the id of the claim that is denied, doubted,
    confirmed or left without comment. Of an aggregate, `sum_of` says what it adds up, and `covers` the numbers of those
    happenings of its report that are among its parts. `notes` hold what is said of the claim and by nobody in
    particular: that nobody claimed it, that it was not verified.
    """

    id: str
    report_id: str
    incident: int
    event_type: EventType
    quote: str
    span: Span
    scope: Scope = Scope.INCIDENT
    source: Reading[Actor] | None = None
    stance: Stance = Stance.ASSERTS
    hedged: bool = False
    realis: Realis = Realis.HAPPENED
    perpetrators: tuple[Reading[Actor], ...] = ()
    targets: tuple[Reading[str], ...] = ()
    weapon: Reading[str] | None = None
    place: Reading[Place] | None = None
    when: Reading[When] | None = None
    tolls: tuple[Toll, ...] = ()
    through: tuple[str, ...] = ()
    evidence: str | None = None
    superseded: bool = False
    notes: tuple[str, ...] = ()
    aspect: Aspect = Aspect.ACT
    answers: str | None = None
    sum_of: Sum | None = None
    covers: tuple[int, ...] = ()
    score: float = 1.0
    origin: str = ""

    def tolls_of(self, harm: Harm) -> tuple[Toll, ...]:
        """The tolls of one harm that are no part of another: what may be added up."""
        return tuple(toll for toll in self.tolls if toll.harm is harm and toll.part_of is None)


def claim_id(report_id: str, quote: str, event_type: EventType, ordinal: int = 0) -> str:
    """An id from what was said (report, quote, type), so that it outlives the reader's version.

    `ordinal` tells apart claims of one report that share quote and type (two sources in one sentence).
    """
    said = "\x1f".join((report_id, " ".join(quote.split()), event_type.value, str(ordinal)))
    return "c" + hashlib.sha256(said.encode()).hexdigest()[:14]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said, by which verb, which words (PARC 3.0). All spans are of the report's text; `through` is hearsay.

    `antecedent` is whom the source's words stand for ("he", "the group"), where the report makes that clear.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    through: tuple[Span, ...] = ()
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """What grounding found in one report, before any claim is read: each list in order of the text.

    `maybe` are places whose names stand in the text, which itself does not say that they are meant.
    """

    times: tuple[Reading[Timex], ...] = ()
    places: tuple[Reading[Place], ...] = ()
    counts: tuple[Reading[Count], ...] = ()
    actors: tuple[Reading[Actor], ...] = ()
    maybe: tuple[Reading[Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything read from one report; `mishaps` are sentences of harm that no violence did."""

    report: Report
    claims: tuple[Claim, ...] = ()
    layers: Layers = Layers()
    attributions: tuple[Attribution, ...] = ()
    mishaps: tuple[Span, ...] = ()
