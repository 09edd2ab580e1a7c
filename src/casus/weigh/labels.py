"""What is disputed of an incident, by rule. The rules in words stand in `resources/policies.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.model.account import Account, Labelled, Origin
from casus.model.codes import Harm, Label, Stance
from casus.model.incident import Incident
from casus.weigh.evidence import Contradiction
from casus.weigh.origins import independent
from casus.weigh.voices import source_name, tells
from casus.weigh.words import listed

_OF_NUMBER = (Harm.KILLED, Harm.INJURED)
_WHO = "perpetrator"


def labels(
    incident: Incident, told: Account, disputes: Sequence[Contradiction], heard: Sequence[Origin]
) -> tuple[Labelled, ...]:
    """The labels of an incident, in the order of the code list: `uncontested` only where it bears no other.

    None where those asked gave no comment, and nobody says anything else.
    """
    standing = {claim.id for claim in incident.claims if tells(claim) and not claim.superseded}
    telling = [origin for origin in heard if standing & set(origin.claim_ids)]
    if not telling:
        return tuple(_untold(incident))
    found = [*_alone(telling), *_numbers(disputes), *_responsibility(told), *_denied(incident)]
    return tuple(found) or (Labelled(Label.UNCONTESTED, f"told by {independent(telling)} independent origins"),)


def _untold(incident: Incident) -> Iterator[Labelled]:
    if any(claim.stance in (Stance.DENIES, Stance.DOUBTS) for claim in incident.claims):
        yield Labelled(Label.DISCOUNTED, "nobody says that it happened; it is only denied or doubted")
    elif any(claim.superseded for claim in incident.claims):
        yield Labelled(Label.DISCOUNTED, "whoever said that it happened took it back")


def _alone(telling: Sequence[Origin]) -> Iterator[Labelled]:
    if independent(telling) > 1:
        return
    stake = f", of one side: {telling[0].interest}" if telling[0].interest else ""
    yield Labelled(Label.SINGLE_SOURCE, f"told by {listed([origin.name for origin in telling])} alone{stake}")


def _numbers(disputes: Sequence[Contradiction]) -> Iterator[Labelled]:
    apart = [one for one in disputes if one.harm in _OF_NUMBER]
    words = [f"{one.low.origin}: {one.low.count} {one.harm}, {one.high.origin}: {one.high.count}" for one in apart]
    if words:
        yield Labelled(Label.CONTESTED_NUMBER, "; ".join(words))


def _responsibility(told: Account) -> Iterator[Labelled]:
    for field in told.fields:
        if field.name == _WHO and field.contested:
            yield Labelled(Label.CONTESTED_RESPONSIBILITY, f"laid to {listed([one.value for one in field.values])}")


def _denied(incident: Incident) -> Iterator[Labelled]:
    names = [source_name(claim) for claim in incident.claims if claim.stance is Stance.DENIES]
    if known := [name for name in dict.fromkeys(names) if name]:
        yield Labelled(Label.DENIED, f"denied by {listed(known)}")
