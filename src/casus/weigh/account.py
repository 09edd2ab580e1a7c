"""The contested account: an incident field by field, every value, who holds it and who denies it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from casus.model.account import Account, AccountField, Held, Holder
from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import Aspect, EventType, Harm, Precision, Stance
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.report import Report
from casus.model.toll import Toll
from casus.text.naming import content_words, names_nobody, same_name
from casus.weigh.evidence import harms
from casus.weigh.voices import holder, laid_to, one_side, source_name, tells, voice
from casus.weigh.words import parts_of, place_words, plain, tolls_words, total

Voices = Mapping[str, Holder]
"""Claim id → the voice of that claim."""

_VAGUE = frozenset({EventType.ATTACK, EventType.VIOLENCE_OTHER, EventType.MOVE_OTHER})
_AREAS = frozenset({Precision.PROVINCE, Precision.COUNTRY, Precision.REGION, Precision.DISTRICT})
_OPPOSING = frozenset({Stance.DENIES, Stance.DOUBTS})


def account(incident: Incident, reports: Mapping[str, Report]) -> Account:
    """The account of an incident. Fields without a value are left out; values stand in the order they were first said.

    A claim that denies or doubts holds no value: it stands against the perpetrator it names, else against the toll it
    names, else against the act. Those who gave no comment are `unanswered`.
    """
    voices = {claim.id: holder(claim, incident, reports) for claim in incident.claims}
    made = [*_plain_fields(incident, voices), *_responsibility(incident, voices), *_toll_fields(incident, voices)]
    return Account(
        incident_id=incident.id,
        fields=tuple(one for one in made if one.values),
        unanswered=tuple(voices[claim.id] for claim in incident.claims if claim.stance is Stance.NO_COMMENT),
        notes=_notes(incident, reports),
    )


@dataclass(slots=True)
class _Value:
    """A value while its holders are gathered."""

    words: str
    holders: list[Holder] = field(default_factory=list)
    denied_by: list[Holder] = field(default_factory=list)
    revised_by: list[Holder] = field(default_factory=list)

    def held(self) -> Held:
        days = [one.published for one in self.holders if one.published]
        return Held(
            self.words,
            holders=tuple(sorted(self.holders, key=_first_said)),
            denied_by=tuple(sorted(self.denied_by, key=_first_said)),
            since=min(days, default=None),
            until=max(days, default=None),
            revised_by=tuple(sorted(self.revised_by, key=_first_said)),
        )


def _first_said(one: Holder) -> tuple[date, str, int, str]:
    return one.published or date.max, one.report_id, one.span.start, one.claim_id


def _field(name: str, values: Iterable[_Value], compatible: bool) -> AccountField:
    held = [value.held() for value in values if value.holders or value.denied_by]
    held.sort(key=lambda one: (one.since or date.max, min(map(_first_said, one.holders + one.denied_by)), one.value))
    return AccountField(name, tuple(held), compatible)


def _plain_fields(incident: Incident, voices: Voices) -> Iterator[AccountField]:
    """Act, day, place, target, weapon: what each claim that tells of it says."""
    told = [claim for claim in incident.claims if tells(claim)]
    acts = _gather(told, voices, lambda claim: [plain(claim.event_type)])
    for claim in incident.claims:
        if claim.stance in _OPPOSING and not claim.perpetrators and not claim.tolls and claim.aspect is not Aspect.TOLL:
            acts.setdefault(plain(claim.event_type), _Value(plain(claim.event_type))).denied_by.append(voices[claim.id])
    yield _field("act", acts.values(), len({claim.event_type for claim in told} - _VAGUE) <= 1)
    days = _gather(told, voices, lambda claim: [str(claim.when.value)] if claim.when else [])
    yield _field("day", days.values(), _days_agree(told))
    places = _gather(told, voices, lambda claim: [place_words(claim.place.value)] if claim.place else [])
    yield _field("place", places.values(), _places_agree(told))
    targets = _gather(told, voices, lambda claim: [target.value for target in claim.targets])
    yield _field("target", targets.values(), compatible=True)
    weapons = _gather(told, voices, lambda claim: [claim.weapon.value] if claim.weapon else [])
    yield _field("weapon", weapons.values(), _share_words(weapons))


def _gather(claims: Sequence[Claim], voices: Voices, say: Callable[[Claim], Sequence[str]]) -> dict[str, _Value]:
    values: dict[str, _Value] = {}
    for claim in claims:
        for words in dict.fromkeys(say(claim)):
            values.setdefault(words.casefold(), _Value(words)).holders.append(voices[claim.id])
    return values


def _days_agree(claims: Sequence[Claim]) -> bool:
    days = [claim.when.value for claim in claims if claim.when]
    return all(left.overlaps(right) for left, right in combinations(days, 2))


def _places_agree(claims: Sequence[Claim]) -> bool:
    places = {claim.place.value for claim in claims if claim.place}
    return all(_one_holds_other(left, right) for left, right in combinations(places, 2))


def _one_holds_other(left: Place, right: Place) -> bool:
    """Whether one of two places may lie in the other, or both are one."""
    if left.country and right.country and left.country != right.country:
        return False
    if left.name.casefold() == right.name.casefold() or (left.id is not None and left.id == right.id):
        return True
    if Precision.COUNTRY in (left.precision, right.precision):
        return True
    same_admin1 = left.admin1 is None or right.admin1 is None or left.admin1.casefold() == right.admin1.casefold()
    return same_admin1 and bool(_AREAS & {left.precision, right.precision})


def _share_words(values: Mapping[str, _Value]) -> bool:
    return all(content_words(left) & content_words(right) for left, right in combinations(values, 2))


@dataclass(slots=True)
class _Named:
    """An actor under all its names, with the voices for and against it."""

    actor: Actor
    value: _Value

    def is_one(self, other: Actor) -> bool:
        if self.actor.id and other.id:
            return self.actor.id == other.id
        return same_name(self.actor.name, other.name)


def _responsibility(incident: Incident, voices: Voices) -> Iterator[AccountField]:
    """Who did it, and who stood behind them, as far as anybody names them; and who says so in which way."""
    named, backing, answers = _Names(), _Names(), dict[str, _Value]()
    for claim in incident.claims:
        if claim.stance is Stance.NO_COMMENT:
            continue
        for reading in claim.perpetrators:
            known = (backing if claim.aspect is Aspect.BACKING else named).of(reading.value)
            against = claim.stance in _OPPOSING
            (known.value.denied_by if against else known.value.holders).append(voices[claim.id])
            if (words := _answer(claim, known)) is not None:
                _hold(answers, words, voices[claim.id])
    agree = _named_together(named.known, incident.claims)
    yield _field("perpetrator" if incident.event_type.violent else "actor", named.values(), agree)
    yield _field("backing", backing.values(), compatible=True)
    denied = any(one.value.denied_by for one in (*named.known, *backing.known))
    yield _field("responsibility", answers.values(), agree and not denied)


@dataclass(slots=True)
class _Names:
    """Actors while they are gathered, each under all its names."""

    known: list[_Named] = field(default_factory=list)

    def of(self, actor: Actor) -> _Named:
        """The one that an actor is, a new one where it is none of them."""
        for one in self.known:
            if one.is_one(actor):
                return one
        self.known.append(_Named(actor, _Value(actor.name)))
        return self.known[-1]

    def values(self) -> Iterator[_Value]:
        """What is said of each."""
        return (one.value for one in self.known)


def _hold(values: dict[str, _Value], words: str, voice_: Holder) -> None:
    held = values.setdefault(words, _Value(words)).holders
    if voice_ not in held:
        held.append(voice_)


def _answer(claim: Claim, known: _Named) -> str | None:
    """What a source answers to the question of who did it, in words; None where it takes no stance to that."""
    name, who = known.actor.name, source_name(claim)
    if who is None:
        return None
    if claim.aspect is Aspect.BACKING:
        return {
            Stance.ACCUSES: f"{who} accuses {name} of standing behind it",
            Stance.CONFIRMS: f"{who} confirms that {name} stood behind it",
            Stance.DENIES: f"{who} denies that {name} stood behind it",
            Stance.DOUBTS: f"{who} doubts that {name} stood behind it",
        }.get(claim.stance)
    return {
        Stance.CLAIMS_RESPONSIBILITY: f"claimed by {who}",
        Stance.ACCUSES: f"{who} accuses {name}",
        Stance.CONFIRMS: f"{who} confirms that it was {name}",
        Stance.DENIES: f"{who} denies that it was {name}",
        Stance.DOUBTS: f"{who} doubts that it was {name}",
    }.get(claim.stance)


def _named_together(named: Sequence[_Named], claims: Sequence[Claim]) -> bool:
    """Whether all who are named can have done it: no two exclude one another."""
    return all(
        _may_be_one(left.actor, right.actor) or any(_names_both(claim, left, right) for claim in claims)
        for left, right in combinations(named, 2)
    )


def _may_be_one(left: Actor, right: Actor) -> bool:
    """Whether both are one side, one is a vaguer name of the other ("police", "police officer"), or names nobody."""
    if names_nobody(left.name) or names_nobody(right.name) or one_side(left, right):
        return True
    here, there = content_words(left.name), content_words(right.name)
    return left.id is None and right.id is None and (here <= there or there <= here)


def _names_both(claim: Claim, left: _Named, right: _Named) -> bool:
    actors = laid_to(claim)
    return any(map(left.is_one, actors)) and any(map(right.is_one, actors))


def _toll_fields(incident: Incident, voices: Voices) -> Iterator[AccountField]:
    """One field for each harm; the parts of a total in a field of their own, "killed, among them"."""
    by_id = {claim.id: claim for claim in incident.claims}
    for harm in harms(incident):
        values = _gather([claim for claim in incident.claims if tells(claim)], voices, _says_whole(harm))
        for claim in incident.claims:
            if claim.stance in _OPPOSING and (tolls := _disputed(claim, harm, by_id)):
                words = tolls_words(tolls)
                values.setdefault(words.casefold(), _Value(words)).denied_by.append(voices[claim.id])
        _note_revisions(values.values())
        yield _field(plain(harm), values.values(), _tolls_agree(incident.claims, harm))
        parts = _gather([claim for claim in incident.claims if tells(claim)], voices, _says_parts(harm))
        yield _field(f"{plain(harm)}, among them", parts.values(), compatible=True)


def _disputed(claim: Claim, harm: Harm, by_id: Mapping[str, Claim]) -> tuple[Toll, ...]:
    """The toll that a denial is of: its own, or that of the claim it answers; none where it denies another thing."""
    if claim.aspect is Aspect.TOLL:
        answered = by_id.get(claim.answers or "")
        return claim.tolls_of(harm) or (answered.tolls_of(harm) if answered else ())
    return () if claim.perpetrators else claim.tolls_of(harm)


def _note_revisions(values: Iterable[_Value]) -> None:
    """For each value, the first later word of each voice that gave it up for another."""
    said = [(one.published, _who(one), value, one) for value in values for one in value.holders if one.published]
    for value in {id(each[2]): each[2] for each in said}.values():
        last = {who: day for day, who, held, _ in sorted(said, key=lambda each: each[0]) if held is value}
        for day, who, held, one in sorted(said, key=lambda each: (each[0], _first_said(each[3]))):
            if held is not value and who in last and day > last[who] and who not in map(_who, value.revised_by):
                value.revised_by.append(one)


def _who(one: Holder) -> str:
    return one.source or one.publisher or one.report_id


def _says_whole(harm: Harm) -> Callable[[Claim], Sequence[str]]:
    return lambda claim: [tolls_words(tolls)] if (tolls := claim.tolls_of(harm)) else []


def _says_parts(harm: Harm) -> Callable[[Claim], Sequence[str]]:
    return lambda claim: [tolls_words([toll]) for toll in parts_of(claim, harm)]


def _tolls_agree(claims: Sequence[Claim], harm: Harm) -> bool:
    """Whether all totals that stand can be true at once."""
    told = [claim for claim in claims if tells(claim) and not claim.superseded]
    counts = [total(tolls) for claim in told if (tolls := claim.tolls_of(harm))]
    return all(left.meet(right) is not None for left, right in combinations(counts, 2))


def _notes(incident: Incident, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """What else a reader should know of the voices: no evidence given, figures taken back, remarks of the reader."""
    notes: list[str] = []
    for claim in incident.claims:
        who = voice(claim, reports)
        if claim.evidence:
            notes.append(f"evidence of {who}: {claim.evidence}")
        if claim.superseded:
            notes.append(f"{who} later revised this: {claim.quote}")
        notes += claim.notes
    return tuple(dict.fromkeys(notes))
