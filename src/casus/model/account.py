"""The contested account of an incident, our estimate of its tolls, and the sums over many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from casus.model.actor import Actor
from casus.model.codes import Change, Division, EventType, Grade, Harm, Label, Side, Stance
from casus.model.count import Count
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.span import Span
from casus.model.when import When


@dataclass(frozen=True, slots=True)
class Holder:
    """One voice that holds a value: the source (None: the report's own voice), where it stands, in whose words."""

    source: str | None
    publisher: str | None
    report_id: str
    claim_id: str
    stance: Stance
    quote: str
    span: Span
    published: date | None = None
    interest: str | None = None
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One value of one field, the voices that hold it, those that deny or doubt it, the first and last day it was said.

    `revised_by` are voices that held it once and later gave another figure: the newer word, with its day.
    """

    value: str
    holders: tuple[Holder, ...]
    denied_by: tuple[Holder, ...] = ()
    since: date | None = None
    until: date | None = None
    revised_by: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountField:
    """One field of an incident ("killed", "perpetrator", "place"): every value that somebody holds.

    `compatible`: the values can all be true at once ("at least 10" beside 12, a town beside its province).
    """

    name: str
    values: tuple[Held, ...]
    compatible: bool = False

    @property
    def contested(self) -> bool:
        """Whether values exclude one another, or one is denied."""
        return (len(self.values) > 1 and not self.compatible) or any(held.denied_by for held in self.values)


@dataclass(frozen=True, slots=True)
class Voices:
    """How many speak in an incident: claims, origins, those that speak independently, and how many are parties."""

    claims: int
    origins: int
    independent: int
    parties: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of an incident, and why it bears it."""

    label: Label
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one origin said on one day (None: day unknown); `taken_back`: it revised this in the same report."""

    day: date | None
    count: Count
    change: Change
    claim_ids: tuple[str, ...]
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """One origin's figures for one harm, in the order in which it gave them."""

    voice: str
    harm: Harm
    steps: tuple[Step, ...]

    @property
    def changed(self) -> bool:
        """Whether a figure ever gave way to another."""
        return any(step.change not in (Change.FIRST, Change.SAME) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Account:
    """An incident field by field. `unanswered` are those asked who gave no comment; `notes` what else was said."""

    incident_id: str
    fields: tuple[AccountField, ...]
    unanswered: tuple[Holder, ...] = ()
    notes: tuple[str, ...] = ()
    voices: Voices | None = None
    labels: tuple[Labelled, ...] = ()
    histories: tuple[History, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """A claim that an estimate rests on, or one that it set aside (`why` then says why)."""

    claim_id: str
    count: str
    why: str


@dataclass(frozen=True, slots=True)
class SideFigure:
    """Our figure for one side's people; the figures of an estimate's sides add up to it."""

    side: Side
    low: int
    best: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Our figure for one harm under a named, versioned policy. All three None: unknown, which is not 0.

    Low and best None beside a high: only words that bound it from above, a party's on its enemy's losses. `steps` is
    the derivation in words.
    """

    policy: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    used: tuple[Used, ...] = ()
    set_aside: tuple[Used, ...] = ()
    sides: tuple[SideFigure, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin of information: ten papers that quote one spokesman are one origin, and perhaps an interested one.

    `why` says what makes several pages one voice; `organ` is the state or group that its own voice speaks for.
    """

    name: str
    interest: str | None
    claim_ids: tuple[str, ...]
    why: tuple[str, ...] = ()
    organ: Actor | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """An incident with everything worked out from its claims."""

    incident: Incident
    account: Account
    estimates: tuple[Estimate, ...]
    grade: Grade
    grade_reasons: tuple[str, ...]
    origins: tuple[Origin, ...]

    def estimate(self, harm: Harm, policy: str) -> Estimate | None:
        """The estimate of one harm under one policy; None where no claim gives a number for it."""
        return next((e for e in self.estimates if e.harm is harm and e.policy == policy), None)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a tally counts. None in a field: not restricted. Printed with every tally as its definition card.

    `place` is a town, a site or a district; `side` counts only people of that side; `each` divides the sum into rows.
    """

    harm: Harm
    policy: str
    when: When | None = None
    country: str | None = None
    admin1: str | None = None
    event_types: tuple[EventType, ...] = ()
    perpetrator: str | None = None
    place: Place | None = None
    side: Side | None = None
    each: tuple[Division, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One incident of a tally: in the sum, or out of it with the reason."""

    incident_id: str
    low: int | None
    best: int | None
    high: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a divided tally: its keys, one for each division; the rows' figures add up to the tally's.

    `incidents` are those with a figure in this row, `unknown` those without. An incident whose people are of two sides
    stands in two rows of a tally divided by side.
    """

    keys: tuple[str, ...]
    low: int
    best: int
    high: int | None
    incidents: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Seal:
    """From which state of a ledger a figure comes: a hash over its claims and judgements, and how many they are."""

    hash: str
    claims: int
    judgements: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Estimates summed by a stated definition. `unknown` incidents match it but have no figure: they are no zeros."""

    definition: Definition
    low: int
    best: int
    high: int | None
    counted: tuple[Counted, ...]
    unknown: tuple[Counted, ...]
    left_out: tuple[Counted, ...]
    rows: tuple[Row, ...] = ()
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """A tally by its numbers alone: incidents counted, unknown, and left out by reason, the most first."""

    definition: Definition
    low: int
    best: int
    high: int | None
    counted: int
    unknown: int
    left_out: tuple[tuple[str, int], ...]
    seal: Seal | None = None

    @classmethod
    def of(cls, tally: Tally) -> Sums:
        """The numbers of a tally."""
        reasons = Counter(one.why for one in tally.left_out)
        counted, unknown = len(tally.counted), len(tally.unknown)
        left_out = by_number(reasons)
        return cls(tally.definition, tally.low, tally.best, tally.high, counted, unknown, left_out, tally.seal)


def by_number(reasons: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Reasons with their numbers, the most first."""
    return tuple(sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0])))


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of the consistency check. `agrees` None: nothing to compare, only to note."""

    kind: str
    agrees: bool | None
    text: str
    claim_ids: tuple[str, ...]
