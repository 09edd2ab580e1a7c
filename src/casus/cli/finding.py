"""Find an incident, a claim or a report by its id or by a beginning of it that no other has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus import derived
from casus.errors import InputError, NotFoundError
from casus.model.account import Weighed
from casus.model.claim import Claim
from casus.model.report import Report
from casus.store.ledger import Ledger

SHORTEST = 6
"""Characters of a shortened id, where that many tell all ids apart."""


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of one ledger, and how far each kind of them can be shortened."""

    length: int

    @classmethod
    def of(cls, ids: Iterable[str]) -> Names:
        """Find the shortest length that tells all of `ids` apart."""
        known = set(ids)
        length = SHORTEST
        while len({one[:length] for one in known}) < len(known):
            length += 1
        return cls(length)

    def short(self, one: str) -> str:
        """Shorten an id so far that it still stands for itself alone."""
        return one[: self.length]


def claim_in(ledger: Ledger, beginning: str) -> Claim:
    """Find the one claim whose id begins so."""
    claims = [name for name, kind in derived.ids(ledger, beginning).items() if kind == "claim"]
    return ledger.claim(_only("claim", beginning, _matching(beginning, claims)))


def find(ledger: Ledger, beginning: str) -> Weighed | Claim | Report:
    """Find the one incident, claim or report whose id begins so; a whole id wins over a beginning."""
    known = derived.ids(ledger, beginning)
    name = _only("incident, claim or report", beginning, _matching(beginning, known))
    match known[name]:
        case "incident":
            return derived.weighed(ledger, name)
        case "claim":
            return ledger.claim(name)
        case _:
            return ledger.report(name)


def _matching(beginning: str, ids: Iterable[str]) -> list[str]:
    known = list(ids)
    return [beginning] if beginning in known else [one for one in known if one.startswith(beginning)]


def _only(kind: str, beginning: str, matching: Sequence[str]) -> str:
    if not matching:
        raise NotFoundError(f"no {kind} with the id {beginning!r} in this ledger")
    if len(matching) > 1:
        some = ", ".join(matching[:3]) + (", …" if len(matching) > 3 else "")
        raise InputError(f"{len(matching)} ids begin with {beginning!r}: {some}")
    return matching[0]
