"""What is disputed of an incident, by rule. The rules in words stand in `resources/policies.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.model.account import Account, Labelled, Origin
from casus.model.codes import Aspect, Harm, Label, Stance
from casus.model.incident import Incident
from casus.weigh.evidence import Contradiction
from casus.weigh.origins import independent
from casus.weigh.voices import source_name, tells
from casus.weigh.words import listed

_OF_NUMBER = (Harm.KILLED, Harm.INJURED)
_WHO, _BEHIND = "perpetrator", "backing"
_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})


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
    found = [*_alone(telling), *_numbers(incident, disputes), *_responsibility(told), *_denied(incident)]
    return tuple(found) or (Labelled(Label.UNCONTESTED, f"told by {independent(telling)} independent origins"),)


def _untold(incident: Incident) -> Iterator[Labelled]:
    if any(claim.stance in _AGAINST for claim in incident.claims):
        yield Labelled(Label.DISCOUNTED, "nobody says that it happened; it is only denied or doubted")
    elif any(claim.superseded for claim in incident.claims):
        yield Labelled(Label.DISCOUNTED, "whoever said that it happened took it back")


def _alone(telling: Sequence[Origin]) -> Iterator[Labelled]:
    if independent(telling) > 1:
        return
    stake = f", of one side: {telling[0].interest}" if telling[0].interest else ""
    yield Labelled(Label.SINGLE_SOURCE, f"told by {listed([origin.name for origin in telling])} alone{stake}")


def _numbers(incident: Incident, disputes: Sequence[Contradiction]) -> Iterator[Labelled]:
    """Figures that exclude one another, or one that somebody denies or doubts while granting the act."""
    apart = [one for one in disputes if one.harm in _OF_NUMBER]
    words = [f"{one.low.origin}: {one.low.count} {one.harm}, {one.high.origin}: {one.high.count}" for one in apart]
    against = [claim for claim in incident.claims if claim.stance in _AGAINST and claim.aspect is Aspect.TOLL]
    words += [f"{name} disputes the toll" for name in dict.fromkeys(map(source_name, against)) if name]
    if words:
        yield Labelled(Label.CONTESTED_NUMBER, "; ".join(words))


def _responsibility(told: Account) -> Iterator[Labelled]:
    fields = {field.name: field for field in told.fields if field.contested}
    words = [f"laid to {listed([one.value for one in fields[_WHO].values])}"] if _WHO in fields else []
    if _BEHIND in fields:
        words.append(f"that {listed([one.value for one in fields[_BEHIND].values])} stood behind it is denied")
    if words:
        yield Labelled(Label.CONTESTED_RESPONSIBILITY, "; ".join(words))


def _denied(incident: Incident) -> Iterator[Labelled]:
    names = [source_name(claim) for claim in incident.claims if claim.stance is Stance.DENIES]
    if known := [name for name in dict.fromkeys(names) if name]:
        yield Labelled(Label.DENIED, f"denied by {listed(known)}")
