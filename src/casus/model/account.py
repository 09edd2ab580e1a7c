"""The contested account of an incident, our estimate of its tolls, and the sums over many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from casus.model.codes import EventType, Grade, Harm, Stance
from casus.model.incident import Incident
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
    """One value of one field, the voices that hold it, those that deny or doubt it, and the first day it was said."""

    value: str
    holders: tuple[Holder, ...]
    denied_by: tuple[Holder, ...] = ()
    since: date | None = None


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
class Account:
    """An incident field by field. `unanswered` are those asked who gave no comment; `notes` what else was said."""

    incident_id: str
    fields: tuple[AccountField, ...]
    unanswered: tuple[Holder, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """A claim that an estimate rests on, or one that it set aside (`why` then says why)."""

    claim_id: str
    count: str
    why: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """Our figure for one harm under a named, versioned policy. All three None: unknown, which is not 0."""

    policy: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    used: tuple[Used, ...] = ()
    set_aside: tuple[Used, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin of information: ten papers that quote one spokesman are one origin, and perhaps an interested one."""

    name: str
    interest: str | None
    claim_ids: tuple[str, ...]


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
    """What a tally counts. None in a field: not restricted. Printed with every tally as its definition card."""

    harm: Harm
    policy: str
    when: When | None = None
    country: str | None = None
    admin1: str | None = None
    event_types: tuple[EventType, ...] = ()
    perpetrator: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One incident of a tally: in the sum, or out of it with the reason."""

    incident_id: str
    low: int | None
    best: int | None
    high: int | None
    why: str


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

    @classmethod
    def of(cls, tally: Tally) -> Sums:
        """The numbers of a tally."""
        reasons = Counter(one.why for one in tally.left_out)
        counted, unknown = len(tally.counted), len(tally.unknown)
        return cls(tally.definition, tally.low, tally.best, tally.high, counted, unknown, by_number(reasons))


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
