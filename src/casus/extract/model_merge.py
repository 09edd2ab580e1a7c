"""Rules and model together: which claims stand, and who wins a field on which both speak.

The policy was measured on labelled reports that neither the rules nor the model were made with
(docs/decisions/0010-trained-reader.md); no field is decided by taste.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from casus.extract.model_acts import Act
from casus.extract.model_claims import COUNTED, claim_of
from casus.extract.model_names import Hidden, hidden, parties_of
from casus.extract.words import country_of, reckons_back
from casus.model.actor import Actor
from casus.model.claim import Claim, Layers, claim_id
from casus.model.codes import Aspect, EventType, Harm, Precision, Realis, Scope, Side, Stance
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.when import When
from casus.reference.lexicon import lexicon
from casus.text.lemmas import lemma

_GO_ON = frozenset({EventType.ARREST, EventType.RELEASE, EventType.PROTEST})
"""What follows violence at the same place, beside more of it."""
_LIKELY = 0.3
_SURE = 0.7
"""From which chance on the model's word is taken for an act that looks like no act, or like one told already."""
_OWNS = 0.8
"""From which likelihood on a source that the rules heard too owns to a deed."""
_OF_WHO = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES})
"""Stances on who did it (`casus.extract.aspects`)."""
_DENYING = frozenset({Stance.DENIES, Stance.DOUBTS})
_GOES_ON = re.compile(r"\b(?:ongoing|continuing|continued)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_SOME = re.compile(r"\b(?:an?|the|another|two|three|several)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
"""Before an act that somebody tells of and does not call his own: "said a strike killed 40"."""
_DENIAL = re.compile(r"\b(?:den(?:y|ie|ial)|reject|dismiss|refut|disput|rebut|contradict|innocen|false)", re.IGNORECASE)
_ENDS = frozenset(".!?)]\"'”’…")

RULES, MODEL, RULES_FIRST, MODEL_FIRST = "rules", "model", "rules first", "model first"
MODEL_WORDS_FIRST, FINER = "model's words first", "finer"
"""Who decides a field: one alone, or one wherever it says anything and else the other.

"model's words first": the model where its value rests on words of the text, not on a convention, or where the rules say
nothing. "finer", of places: the rules, but the model where they know only the country, or a site that lies nowhere.
"""

_GUESSED = frozenset({"one", "bare plural"})
"""Rules of tolls without a number: "killed a guard", "killed guards"."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How readings are joined.

    `keep`: a claim of the rules stands where the model thinks an act in its sentences at least so likely; with `lone`
    False it needs a partner among the model's, a toll or, of violence, another stance than `asserts`, or to be a
    state's move towards another, and a sentence at which the model looked. `add`: a
    claim of the model's alone stands from this score on, one in another's voice from `sourced`. `alike`: from which
    likeness two claims are one. `hint`: the rules read an act that only the model sees from this score on. `fields`
    says who decides each field, `sure` how likely the model must think a class for its word to count. `least`: from
    which score of the first look on (no chance yet) there is a second. `any`: a report in which the model sees no act
    so likely tells of nothing, whatever the rules read in it. `tolls`: of a claim of both the model adds numbers of
    those harmed in ways that the rules read nothing of, and whom it sees harmed where they see nobody. `doubts`: whom
    the rules see harmed without a number, in a way in which the model sees nobody harmed but others, is dropped.
    `moves`: who decides a field of an act without violence that the model would tell of alone, before `fields`.
    `fresh`: how sure the model must be that an act with a day is news which the rules take for recalled.
    """

    keep: float = 0.1
    add: float = 0.5
    sourced: float = 0.0
    alike: float = 2.0
    hint: float = 2.0
    fields: Mapping[str, str] = field(default_factory=dict)
    sure: Mapping[str, float] = field(default_factory=dict)
    least: float = 0.1
    lone: bool = True
    any: float = 0.0
    tolls: bool = False
    doubts: bool = False
    moves: Mapping[str, str] = field(default_factory=dict)
    fresh: float = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """An act and the claim that the model makes of it."""

    act: Act
    claim: Claim


def claims_of_acts(
    report: Report,
    layers: Layers,
    acts: Sequence[Act],
    first: int,
    origin: str,
    *,
    names: Sequence[Hidden] | None = None,
) -> list[Seen]:
    """The claim that each act makes; happenings are numbered from `first` on. `names` are hidden there (None: find)."""
    parties = parties_of(hidden(report.text, layers) if names is None else names)
    made = (claim_of(report, layers, act, number, origin, parties=parties) for number, act in enumerate(acts, first))
    return carried([Seen(act, claim) for act, claim in zip(acts, made, strict=True)])


def carried(seen: Sequence[Seen]) -> list[Seen]:
    """What is told on without a place stays where the sentences before had it ("The gunman was arrested.")."""
    made: list[Seen] = []
    before: Claim | None = None
    for one in seen:
        claim = one.claim
        fresh = claim.scope is Scope.INCIDENT
        if before is not None and before.place is not None and _told_on(claim, before):
            claim = replace(
                claim, place=replace(before.place, rule="model: told before", score=before.place.score * 0.8)
            )
        made.append(replace(one, claim=claim))
        before = claim if fresh and claim.place is not None and one.act.score >= _LIKELY else before
    return made


def _told_on(claim: Claim, before: Claim) -> bool:
    goes_on = claim.event_type.violent or claim.event_type in _GO_ON
    return claim.place is None and claim.scope is Scope.INCIDENT and goes_on and before.span != claim.span


def join(
    rules: Sequence[Claim], seen: Sequence[Seen], policy: Policy, origin: str, looked: Sequence[Span] | None = None
) -> tuple[Claim, ...]:
    """The claims of a report by both readers: the rules' in their order, then those of the model alone.

    `looked`: the sentences that the model looked at; None: all.
    """
    rules = [claim for claim in rules if not _hinted_again(claim, rules)]
    partners = _partners(rules, seen, policy)
    told = {(toll.harm, toll.count.low) for claim in rules for toll in claim.tolls}
    made: list[Claim] = []
    for number, claim in enumerate(rules):
        partner = partners.get(number)
        if partner is not None:
            one = _without_accusers(seen[partner], claim, rules)
            made.append(_with_tolls(_joined(claim, one, policy, origin), one.claim, policy, told))
        elif _stands_alone(claim, seen, policy, looked) or any(_returns(claim, rules[row]) for row in partners):
            made.append(claim)
    taken = set(partners.values())
    for number, one in enumerate(seen):
        least = policy.add if one.claim.source is None else max(policy.add, policy.sourced)
        new = number not in taken and one.act.score >= least and not _told(one.claim, made)
        if new and not _in_a_heading(one.claim, rules):
            made.append(replace(one.claim, incident=max((claim.incident for claim in made), default=0) + 1))
    return renamed(made)


def _hinted_again(claim: Claim, rules: Sequence[Claim]) -> bool:
    """Whether a claim of the rules that only a hint gave says what another of its sentence says as well."""
    if "+" not in claim.origin or claim.tolls:
        return False
    others = (one for one in rules if "+" not in one.origin and one.span.overlaps(claim.span))
    return any(
        (one.event_type, one.scope, one.stance) == (claim.event_type, claim.scope, claim.stance)
        and _name(one.source) == _name(claim.source)
        and bool(claim.perpetrators)
        and _names(claim.perpetrators) <= _names(one.perpetrators)
        and _names(claim.targets) <= _names(one.targets)
        for one in others
    )


def _without_accusers(one: Seen, claim: Claim, rules: Sequence[Claim]) -> Seen:
    """The model's reading without doers who accuse somebody else of the deed in the same sentence."""
    accusing = {_name(r.source) for r in rules if r.stance is Stance.ACCUSES and r.span.overlaps(claim.span)}
    doers = tuple(doer for doer in one.claim.perpetrators if _name(doer) not in accusing)
    violent = claim.event_type.violent and len(doers) < len(one.claim.perpetrators)
    return replace(one, claim=replace(one.claim, perpetrators=doers)) if violent else one


def _stands_alone(claim: Claim, seen: Sequence[Seen], policy: Policy, looked: Sequence[Span] | None) -> bool:
    """Whether a claim of the rules stands in which the model sees no act like it, or whose sentence it passed over."""
    unseen = looked is not None and not any(span.overlaps(claim.span) for span in looked)
    if policy.lone:
        return unseen or likelihood(claim, seen) >= policy.keep
    voiced = claim.event_type.violent and claim.stance is not Stance.ASSERTS
    told = bool(claim.tolls) or voiced or _between_states(claim)
    return told and not unseen and likelihood(claim, seen) >= policy.keep


def _between_states(claim: Claim) -> bool:
    """Whether one state has made a move, and not just talked, towards another."""
    move = not claim.event_type.violent and claim.event_type is not EventType.CONSULT
    done = claim.scope is Scope.INCIDENT and claim.realis is Realis.HAPPENED
    doers = {doer.value.country for doer in claim.perpetrators if doer.value.side is Side.STATE} - {None}
    aims = {country.code for target in claim.targets if (country := country_of(target.value)) is not None}
    return move and done and bool(doers and aims) and not doers & aims


def _returns(claim: Claim, other: Claim) -> bool:
    """Whether a claim is the other side of one that both readers see: "Arlen and Vale accused each other"."""
    same = claim.event_type is other.event_type and claim.span == other.span and claim.stance is other.stance
    turned = _names(claim.perpetrators) == _names(other.targets) and _names(claim.targets) == _names(other.perpetrators)
    return same and turned and bool(claim.perpetrators) and bool(claim.targets)


def likelihood(claim: Claim, seen: Sequence[Seen]) -> float:
    """How likely the model thinks an act in the sentences of a claim."""
    return max((one.act.score for one in seen if one.act.span.overlaps(claim.span)), default=0.0)


def _partners(rules: Sequence[Claim], seen: Sequence[Seen], policy: Policy) -> dict[int, int]:
    """The model's claim for each of the rules' that means the same, most alike first."""
    ranked = sorted(
        (
            (-likeness(claim, one), row, column)
            for row, claim in enumerate(rules)
            for column, one in enumerate(seen)
            if claim.span.overlaps(one.act.span)
        )
    )
    pairs: dict[int, int] = {}
    for worth, row, column in ranked:
        if -worth >= policy.alike and row not in pairs and column not in pairs.values():
            pairs[row] = column
    return pairs


def likeness(claim: Claim, one: Seen) -> float:
    """How much a claim of the rules and one of the model's have in common."""
    other = one.claim
    same_kind = (
        2.0 if claim.event_type is other.event_type else 0.7 * (claim.event_type.violent == other.event_type.violent)
    )
    tolls = {(toll.harm, toll.count.low) for toll in claim.tolls} & {
        (toll.harm, toll.count.low) for toll in other.tolls
    }
    doers = _names(claim.perpetrators) & _names(other.perpetrators)
    hit = _names(claim.targets) & _names(other.targets)
    voice = _name(claim.source) == _name(other.source)
    return same_kind + 1.5 * bool(tolls) + 0.8 * bool(doers) + 0.8 * bool(hit) + 0.4 * voice + 0.4 * one.act.score


def _names(readings: Sequence[Any]) -> set[str]:
    return {_name(reading) for reading in readings}


def _name(reading: Any) -> str:  # noqa: ANN401  actors and plain names are compared alike
    value = getattr(reading, "value", "")
    return str(getattr(value, "name", value)).lower()


def _told(claim: Claim, made: Sequence[Claim]) -> bool:
    """Whether a claim repeats one that stands: a toll of it, or the same kind from the same source in the sentence."""
    tolls = {(toll.harm, toll.count.low) for toll in claim.tolls}
    if any((toll.harm, toll.count.low) in tolls for other in made for toll in other.tolls):
        return True
    somebody = claim.perpetrators or claim.targets or claim.tolls
    at_a_place = claim.score >= _SURE and claim.place and claim.event_type is not EventType.VIOLENCE_OTHER
    if claim.event_type.violent and not somebody and not at_a_place:
        return True  # "violence is frequent there": nobody who did it, nobody who suffered it
    if claim.event_type is EventType.THREATEN and _to_its_own(claim):
        return True
    if claim.stance is Stance.DENIES and _DENIAL.search(claim.quote) is None:
        return True  # "residents said that nobody attacked them": no word on what somebody else claims
    owned = claim.stance is Stance.CLAIMS_RESPONSIBILITY and not claim.tolls
    if owned and any(other.stance is claim.stance and _name(other.source) == _name(claim.source) for other in made):
        return True
    return any(_again(claim, other) for other in made if claim.span.overlaps(other.span))


def _to_its_own(claim: Claim) -> bool:
    """ "Argentina warned Argentines against the journey": advice to its own people, and no threat."""
    homes = {doer.value.country for doer in claim.perpetrators if doer.value.country is not None}
    aims = [country_of(target.value) for target in claim.targets]
    return bool(aims) and all(home is not None and home.code in homes for home in aims)


def _in_a_heading(claim: Claim, rules: Sequence[Claim]) -> bool:
    """Whether a claim stands in words without a full stop in which the rules read nothing ("Northern war, raids")."""
    ends = claim.quote.rstrip()[-1:] in _ENDS
    return not ends and not any(claim.span.overlaps(other.span) for other in rules)


def _again(claim: Claim, other: Claim) -> bool:
    """Whether a claim is another of its sentence once more: the same kind, or some violence, from the same source.

    What the model is sure of is another act where one is news and the other recalled.
    """
    if claim.scope is not other.scope and claim.score >= _SURE:
        return False
    same_voice = _name(claim.source) == _name(other.source)
    if claim.source is not None and same_voice and claim.event_type.violent and other.event_type.violent:
        return not claim.tolls
    if claim.event_type is EventType.ACCUSE and other.stance is Stance.ACCUSES and same_voice:
        return True
    if claim.event_type is EventType.REJECT and other.stance in _DENYING and same_voice:
        return True  # "denies the claim": no refusal beside the denial
    if other.event_type is EventType.ACCUSE and claim.stance is Stance.ACCUSES and not claim.tolls:
        return bool(_names(claim.perpetrators) & _names(other.targets))  # the charge once more, as a deed
    if other.stance is Stance.CLAIMS_RESPONSIBILITY and _same_blow(claim, other):
        return True
    if claim.event_type is other.event_type and _name(claim.source) in _names(other.perpetrators):
        return not claim.tolls  # who tells of an own move tells of the one that stands
    same_toll = not claim.tolls or bool({t.count.low for t in claim.tolls} & {t.count.low for t in other.tolls})
    return claim.event_type is other.event_type and same_voice and same_toll


def _same_blow(claim: Claim, other: Claim) -> bool:
    """Whether a plain claim tells of violence against those whom another tells of, and of no toll."""
    plain = claim.stance is Stance.ASSERTS and claim.event_type.violent and not claim.tolls
    return plain and other.event_type.violent and bool(_names(claim.targets) & _names(other.targets))


def _joined(claim: Claim, one: Seen, policy: Policy, origin: str) -> Claim:
    other = one.claim
    decided = dict(policy.fields)
    if not claim.event_type.violent and one.act.score >= policy.add:
        decided |= policy.moves
    changes: dict[str, Any] = {
        name: _CHOICES[who](getattr(claim, name), getattr(other, name)) for name, who in decided.items()
    }
    for name, least in policy.sure.items():
        if max(one.act.classes[name].values()) >= least and _may_change(claim, name, one):
            changes[name] = getattr(other, name)
    news = (
        one.act.classes["scope"][Scope.INCIDENT.value] >= policy.fresh and changes.get("when", claim.when) is not None
    )
    if claim.scope is Scope.BACKGROUND and news:
        changes["scope"] = Scope.INCIDENT
    if _speaks(claim, one, changes.get("source")):
        changes["stance"] = other.stance
        if other.stance in _OF_WHO and claim.event_type.violent:
            changes["aspect"] = Aspect.RESPONSIBILITY
    if "when" in changes and not _may_date(claim, changes.get("scope", claim.scope), changes["when"]):
        changes["when"] = claim.when
    if "perpetrators" in changes and not _may_fill(claim, other):
        changes["perpetrators"] = claim.perpetrators
    if "targets" in changes and not (claim.stance is Stance.ASSERTS and claim.event_type.violent):
        changes["targets"] = claim.targets or (other.targets if claim.stance is Stance.ASSERTS else ())
    seen_too = claim.origin if claim.origin.endswith(origin) else f"{claim.origin}+{origin}"
    return replace(claim, **changes, score=max(claim.score, other.score), origin=seen_too)


def _speaks(claim: Claim, one: Seen, source: Reading[Actor] | None) -> bool:
    """Whether the model says how a source speaks: where it alone sees who does, or is sure that they own to a deed.

    Of whom the rules heard it must have heard the same, as the doer: nobody owns to what another says of them, nor by
    telling of a strike that he does not say is his.
    """
    if claim.stance is not Stance.ASSERTS or source is None:
        return False
    if claim.source is None:
        return True
    owns = one.act.classes["stance"][Stance.CLAIMS_RESPONSIBILITY.value] >= _OWNS and not _somebodys(one)
    doers = _names(one.claim.perpetrators) | _names(claim.perpetrators)
    return owns and _name(claim.source) == _name(one.claim.source) and _name(claim.source) in doers


def _somebodys(one: Seen) -> bool:
    """ "said a strike killed 40": an act by a noun that is not called the speaker's own."""
    start = one.act.span.start - one.act.sentence.start
    words = one.claim.quote[start : one.act.span.end - one.act.sentence.start].lower().split()
    noun = lexicon().act_nouns.at([lemma(word, "NNS") for word in words], 0) if words else None
    return noun is not None and _SOME.search(_before(one)) is not None


def _with_tolls(claim: Claim, other: Claim, policy: Policy, told: AbstractSet[tuple[Harm, int]]) -> Claim:
    """The claim without tolls that the model doubts and with those that it adds; what another claim tells is not added.

    Where the rules read a toll, one of another harm needs a number, and other words: who died of a wound is told once.
    """
    if claim.realis is not Realis.HAPPENED:
        return claim
    if claim.scope is not other.scope or claim.stance is not Stance.ASSERTS:
        return claim
    theirs = {toll.harm for toll in other.tolls}
    doubted = policy.doubts and bool(theirs)
    kept = [toll for toll in claim.tolls if not (doubted and toll.rule in _GUESSED and toll.harm not in theirs)]
    harms = {toll.harm for toll in kept}
    told_of = [toll.span for toll in kept if toll.span is not None]
    others = [toll for toll in other.tolls if not any(toll.span and span.overlaps(toll.span) for span in told_of)]
    new = [toll for toll in others if toll.harm not in harms and (toll.rule == COUNTED or not kept)]
    more = [toll for toll in new if policy.tolls and (toll.harm, toll.count.low) not in told]
    return replace(claim, tolls=(*kept, *more))


def _may_change(claim: Claim, name: str, one: Seen) -> bool:
    """The rules take a claim for a sum, or for recalled, for a reason; the model may find that one is recalled.

    Of what a party says of another's or its own deed the rules know the kind: it follows from the stance. So they do of
    aid, by what is given. What is said to go on is no bygone.
    """
    if name == "event_type":
        return claim.stance is Stance.ASSERTS and claim.event_type is not EventType.AID
    if name != "scope":
        return True
    bygone = claim.scope is Scope.INCIDENT and one.claim.scope is Scope.BACKGROUND
    return bygone and _GOES_ON.search(_before(one)) is None


def _before(one: Seen) -> str:
    """What the sentence says before the words of the act."""
    return one.claim.quote[: one.act.span.start - one.act.sentence.start]


def _may_date(claim: Claim, scope: Scope, when: Reading[When] | None) -> bool:
    """Whether the model may say when: what is recalled or summed is not of the day of a fresh report.

    Nor is what the rules date by words of another sentence, which the model does not see.
    """
    if when is None or when.span is not None:
        return True
    if claim.when is not None and reckons_back(claim.when.text):
        return False
    here = claim.when is None or claim.when.span is None or claim.span.overlaps(claim.when.span)
    return scope is Scope.INCIDENT and here


def _may_fill(claim: Claim, other: Claim) -> bool:
    """Who tells of a deed is not thereby its doer, nor who keeps silent on it."""
    tells = claim.source is not None and _name(claim.source) in _names(other.perpetrators)
    return claim.stance is Stance.ASSERTS and not (tells and claim.event_type.violent)


def _finer(ours: Reading[Place] | None, theirs: Reading[Place] | None) -> Reading[Place] | None:
    if ours is None or theirs is None:
        return ours or theirs
    wide = ours.value.precision is Precision.COUNTRY
    nowhere = ours.rule.startswith("facility") and not ours.value.located
    narrows = wide and theirs.value.precision is not Precision.COUNTRY
    return theirs if narrows or (nowhere and theirs.value.located) else ours


_CHOICES: Mapping[str, Callable[[Any, Any], Any]] = {
    RULES: lambda ours, _: ours,
    MODEL: lambda _, theirs: theirs,
    RULES_FIRST: lambda ours, theirs: ours or theirs,
    MODEL_FIRST: lambda ours, theirs: theirs or ours,
    MODEL_WORDS_FIRST: lambda ours, theirs: theirs if getattr(theirs, "span", None) is not None else ours or theirs,
    FINER: _finer,
}


def renamed(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims with ids that follow from what they say now, told apart where two say it in the same words.

    Happenings are numbered from 1 on; what a claim answers or adds up is named as it now is, or not where it fell.
    """
    seen: dict[tuple[str, str], int] = {}
    ids: dict[str, str] = {}
    out: list[Claim] = []
    for claim in claims:
        key = (claim.quote, claim.event_type.value)
        seen[key] = seen.get(key, -1) + 1
        named = claim_id(claim.report_id, claim.quote, claim.event_type, seen[key])
        ids.setdefault(claim.id, named)
        out.append(replace(claim, id=named))
    numbers = {number: at for at, number in enumerate(sorted({claim.incident for claim in claims}), 1)}
    return tuple(
        replace(
            claim,
            incident=numbers[claim.incident],
            answers=ids.get(claim.answers) if claim.answers else None,
            covers=tuple(numbers[number] for number in claim.covers if number in numbers),
        )
        for claim in out
    )
