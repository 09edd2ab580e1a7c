"""What tables cannot say, worked out from what was given to them: no line for what does not occur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from casus.model.account import Weighed
from casus.model.codes import Harm, Scope

IN_COLUMNS = frozenset({Harm.KILLED, Harm.INJURED})


def table_unsaid(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """What one row with killed and injured columns cannot say of these incidents."""
    return (*_other_harms(weighed), *_sums(weighed), *_policies(weighed), *_spread(weighed))


def names_unsaid(weighed: Sequence[Weighed], names: bool) -> tuple[str, ...]:
    """How many names were withheld; quotes that held one are no longer the exact words."""
    if names:
        return ()
    tolls = (toll for one in weighed for claim in one.incident.claims for toll in claim.tolls)
    number = len({name for toll in tolls for name in toll.named})
    return (f"{plural(number, 'name')} of victims, withheld; quotes say [name withheld] instead",) if number else ()


def plural(number: int, noun: str) -> str:
    """A number and its noun: "1 incident", "1,200 incidents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _other_harms(weighed: Iterable[Weighed]) -> list[str]:
    each = (harm for one in weighed for harm in {e.harm for e in one.estimates} - IN_COLUMNS)
    return [
        f"figures of {harm.value}, in {plural(number, 'incident')}" for harm, number in sorted(Counter(each).items())
    ]


def _sums(weighed: Iterable[Weighed]) -> list[str]:
    number = sum(one.incident.scope is Scope.AGGREGATE and bool(one.estimates) for one in weighed)
    said = "in words in `account`, in no number column, so that nobody adds them to their parts"
    return [f"figures of {plural(number, 'aggregate')}: {said}"] if number else []


def _policies(weighed: Iterable[Weighed]) -> list[str]:
    policies = {estimate.policy for one in weighed for estimate in one.estimates}
    return [f"estimates under more than the first of {len(policies)} policies (incidents has them)"] * (
        len(policies) > 1
    )


def _spread(weighed: Sequence[Weighed]) -> list[str]:
    many = any(len(one.incident.claims) > 1 for one in weighed)
    return ["all quotes but the fullest of each incident (claims-csv has them)"] * many
