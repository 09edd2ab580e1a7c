"""One sentence to its tellings: acts and tolls grouped, attributed, and stands on earlier tellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.acts import find_acts
from casus.extract.acts_learned import learned_acts
from casus.extract.addressees import addressed
from casus.extract.aspects import note_remarks
from casus.extract.attribution import Said
from casus.extract.demands import demands, grievances
from casus.extract.filters import is_heading, is_no_claim, names_accident
from casus.extract.grouping import Group, group
from casus.extract.labels import labels
from casus.extract.lands import own_land, pointed_at, told_around
from casus.extract.movers import is_no_move, remember_powers
from casus.extract.naming import Memory, actors_of, is_power
from casus.extract.reactions import Reaction, gives_no_evidence, responsibility, speaks_of_its_hand
from casus.extract.realis import is_threat, realis_of, to_come
from casus.extract.scene import Scene
from casus.extract.settings import place_of, when_of
from casus.extract.speakers import by_whom
from casus.extract.stances import is_party, same_side
from casus.extract.stands import accusations, stands
from casus.extract.sums import sum_of
from casus.extract.targets import attackers_named, harms_attackers, targets_of
from casus.extract.tellings import (
    Telling,
    doers_of,
    event_type_of,
    hedged,
    in_words_of,
    tolls_of,
    weapon_of,
)
from casus.extract.told import Told
from casus.extract.tolls import TollTold, find_tolls
from casus.extract.undone import befell_doer
from casus.extract.vague import too_vague
from casus.extract.voices import own_word, responsible, voiced
from casus.extract.words import country_of, each_other
from casus.model.actor import Actor
from casus.model.codes import EventType, Realis, Scope, Stance, Sum
from casus.model.reading import Reading
from casus.reference.roles import roles

_TWO_SIDED = frozenset({EventType.CONSULT, EventType.AGREE, EventType.CEASEFIRE})


def tell(scene: Scene, said: Sequence[Said], memory: Memory, told: Sequence[Telling]) -> list[Telling]:
    """The tellings of a sentence, in order; `told` are those of the sentences before. Updates `memory`."""
    if (
        scene.number <= 3
        and not told
        and names_accident(scene)
        and not any(a.event_type.violent and not a.weak for a in find_acts(scene))
    ):
        memory.accident = True
    violent_before = any(telling.event_type.violent for telling in told)
    acts = find_acts(scene)
    tolls = [toll for toll in find_tolls(scene) if not _only_called_for(scene, toll, acts)]
    acts = tuple(sorted((*acts, *learned_acts(scene, acts, tolls)), key=lambda act: act.token))
    acts = tuple(act for act in acts if not tolls or not befell_doer(scene, act.clause))
    groups = [
        one for one in group(scene, acts, tolls) if not is_no_claim(scene, one, memory, told_before=violent_before)
    ]
    if is_heading(scene):
        groups = [one for one in groups if one.tolls]
    remember_powers(scene, memory)
    nations = _nations(scene)
    if len(nations) >= 2:
        memory.pair = nations[:2]
    found: list[Telling] = []
    claimed = list(responsibility(scene, memory))
    for one in groups:
        found.extend(_of_group(scene, one, groups, said=said, memory=memory, claimed=claimed))
    found.extend(demands(scene, said, memory))
    heard = [one for one in groups if _is_heard(one, found)]
    found.extend(accusations(scene, said, heard, [*told, *found], memory))
    if not any(one.event_type is EventType.ACCUSE or one.stance is Stance.ACCUSES for one in found):
        found.extend(grievances(scene, said, memory))
    found.extend(labels(scene, found, told, memory))
    found.extend(stands(scene, claimed, found, [*told, *found], memory))
    _note_evidence(scene, found, told)
    note_remarks(scene, found, told)
    _remember(scene, memory, said, found)
    return found


def _is_heard(one: Group, found: Sequence[Telling]) -> bool:
    """Whether a group came to a telling, or tells of violence or of harm that was left to others."""
    moves = not one.tolls and not any(act.event_type.violent for act in one.acts)
    return not moves or any(telling.token == one.token for telling in found)


def _only_called_for(scene: Scene, told: TollTold, acts: Sequence[Told]) -> bool:
    """ "will not comply with a warrant to arrest Orlov": nobody came to that harm."""
    clause = scene.clauses[told.clause] if told.clause is not None else None
    if clause is None or not clause.infinitive or any(act.token == told.token for act in acts):
        return False
    wanted = (EventType.REJECT, EventType.APPEAL, EventType.THREATEN)
    return any(act.clause == clause.host and act.event_type in wanted for act in acts)


def _of_group(
    scene: Scene,
    one: Group,
    groups: Sequence[Group],
    *,
    said: Sequence[Said],
    memory: Memory,
    claimed: Sequence[Reaction],
) -> Iterator[Telling]:
    """What a group tells."""
    others = _told_by_others(one, said)
    if others:
        one = replace(one, tolls=[toll for toll in one.tolls if toll not in others])
    plain = _plain_telling(scene, one, groups, said, memory)
    if plain is None or (len(groups) > 1 and _only_mentioned(scene, one, plain, said)):
        return
    yield from _in_voices(scene, one, plain, said=said, claimed=claimed)
    for toll in others:
        yield from _toll_of_another(plain, toll, said)


def _told_by_others(one: Group, said: Sequence[Said]) -> list[TollTold]:
    """The tolls that another source gives than the one who tells of the act: "…, with medics reporting ten dead"."""
    main = {voice.cue_token for voice in in_words_of(said, one.token)}
    spoken = [voice for voice in said if voice.source is not None and not voice.accused]
    voices = [(toll, {voice.cue_token for voice in in_words_of(spoken, toll.token)}) for toll in one.tolls]
    return [toll for toll, cues in voices if cues and cues != main and not (cues & main)]


def _toll_of_another(plain: Telling, told: TollTold, said: Sequence[Said]) -> Iterator[Telling]:
    for voice in in_words_of(said, told.token):
        whole = replace(told.toll, part_of=None)
        own = voice.source is not None and any(same_side(voice.source.value, doer.value) for doer in plain.doers)
        yield replace(
            plain,
            token=told.token,
            source=voice.source,
            stance=Stance.CLAIMS_RESPONSIBILITY if own else voice.cue.stance,
            tolls=(whole,),
            hedged=False,
            points_back=True,
            about=id(plain),
        )


def _in_voices(
    scene: Scene, one: Group, plain: Telling, *, said: Sequence[Said], claimed: Sequence[Reaction]
) -> Iterator[Telling]:
    by_claim = [reaction for reaction in claimed if reaction.token < one.token]
    if by_claim and plain.event_type.violent and not one.apart:
        for reaction in by_claim:
            yield responsible(plain, reaction)
        return
    if any(speaks_of_its_hand(scene, scene.clauses[act.clause]) for act in one.acts if act.clause is not None):
        return  # "said it was not behind the blast"
    voices = [] if _announced_move(scene, one) else in_words_of(said, one.token)
    if one.apart and not any(voice.accused for voice in voices):
        voices = []  # what is only recalled is the report's own word
    if not voices and _bare_reference(plain, one):
        return
    if not voices:
        yield own_word(plain)
        return
    for voice in voices:
        yield from voiced(one, plain, voice)


def _other_side(
    one: Group, kind: EventType, doers: Sequence[Reading[Actor]], memory: Memory
) -> tuple[Reading[str], ...]:
    """Reciprocal measures fall on both; one state's measure, with no target told, on the other state told with it."""
    pair = memory.pair
    if kind is not EventType.SANCTION or len(pair) != 2:
        return ()
    ours = {doer.value.country for doer in doers}
    if all(reading.value.country in ours for reading in pair):
        return tuple(Reading(r.value.name, r.text, r.span, "pair", 0.6) for r in pair)
    if len(ours) == 1 and any(r.value.country in ours for r in pair) and not any(act.targets for act in one.acts):
        return tuple(Reading(r.value.name, r.text, r.span, "pair", 0.5) for r in pair if r.value.country not in ours)
    return ()


def _theme(scene: Scene, one: Group) -> frozenset[str]:
    """What a move is about, by the nouns that its verb governs: trade, a border, a treaty."""
    nouns = [n for act in one.acts if act.clause is not None for n in scene.clauses[act.clause].objects]
    nouns += [n for act in one.acts if act.clause is not None for n in scene.clauses[act.clause].governed("of")]
    return frozenset(scene.head(n).lemma.lower() for n in nouns)


_EARLIER_TOLL = re.compile(r"\b(?:earlier|previous|initial|prior)\s+(?:death\s+)?(?:toll|count|figure|estimate)\b")


def _earlier_toll(scene: Scene) -> bool:
    """Whether the figure no longer stands: "revised an earlier toll of 27"."""
    return _EARLIER_TOLL.search(scene.report.text, scene.span.start, scene.span.end) is not None


def _announced_move(scene: Scene, one: Group) -> bool:
    """ "India announced drills", "concluded a pact": the move itself, not somebody's word on it."""
    clauses = [scene.clauses[act.clause] for act in one.acts if act.clause is not None]
    if any(clause.lemma == "conclude" and clause.objects for clause in clauses):
        return True
    return any(
        act.clause is not None
        and act.chunk is not None
        and act.event_type is EventType.MOBILIZE
        and scene.clauses[act.clause].lemma == "announce"
        and act.chunk in scene.clauses[act.clause].objects
        for act in one.acts
    )


def _bare_reference(plain: Telling, one: Group) -> bool:
    """ "The assaults come amid tensions", "in response to recent killings": nothing of its own is told."""
    happens = plain.place is not None and any(_takes_place(plain.scene, act) for act in one.acts)
    place = plain.place.text if plain.place is not None else None
    aims = [target for target in plain.targets if target.text != place]  # "the bombing of Vale" only names it
    if one.apart and not (one.tolls or plain.doers or plain.targets or plain.when or happens):
        return not any(_fresh_cause(plain, act) for act in one.acts)
    definite = bool(one.acts) and all(act.chunk is not None and (act.definite or act.plural) for act in one.acts)
    return definite and plain.event_type.violent and not (one.tolls or plain.doers or aims or plain.when or happens)


_CAUSING = frozenset({EventType.PROTEST, EventType.MOB_VIOLENCE, EventType.ARMED_CLASH, EventType.AIR_STRIKE})
_LEADING = frozenset({("after",), ("following",), ("amid",), ("amidst",)})
_BYGONE = frozenset({"recent", "previous", "past", "earlier", "several", "further", "more", "possible", "potential"})


def _fresh_cause(plain: Telling, act: Told) -> bool:
    """ "impose a curfew following protests", "shut down after a drone strike": what nobody has told of before."""
    if act.chunk is None or act.definite or act.event_type not in _CAUSING:
        return False
    scene, part = plain.scene, plain.scene.chunks[act.chunk]
    plain_words = not _BYGONE & {lemma.lower() for lemma in scene.lemmas[part.first : part.head + 1]}
    return plain_words and scene.before(part.first, 1) in _LEADING


def _only_mentioned(scene: Scene, one: Group, plain: Telling, said: Sequence[Said]) -> bool:
    """ "confirm the arrest of four men related to the attack": a word for what was told, beside what is said now."""
    spoken = {voice.clause for voice in said}
    confirmed = any(act.clause in spoken and act.chunk in scene.clauses[act.clause or 0].objects for act in one.acts)
    return not confirmed and _bare_reference(plain, one) and bool(in_words_of(said, one.token))


_TAKING_PLACE = frozenset({"take", "happen", "occur", "report", "hear", "erupt", "break"})


def _takes_place(scene: Scene, act: Told) -> bool:
    """ "The clash happened in the harbour quarter": a sentence about where."""
    return act.clause is not None and scene.clauses[act.clause].lemma in _TAKING_PLACE


def _plain_telling(
    scene: Scene, one: Group, groups: Sequence[Group], said: Sequence[Said], memory: Memory
) -> Telling | None:
    """What a group tells, before anybody's voice is heard in it; None where that is nothing for the ledger."""
    kind, plain = event_type_of(scene, one)
    voices = in_words_of(said, one.token)
    if voices and voices[-1].source is not None:
        memory.speaker = voices[-1].holder or voices[-1].source
    negated = any(act.negated for act in one.acts) or any(toll.negated for toll in one.tolls)
    if too_vague(scene, one, voices):
        return None
    doers = _doers(scene, _unblamed(one, said), kind, voices, memory)
    if negated and not _own_denial(scene, one, voices, doers):
        return None
    if is_no_move(scene, one, kind, doers, memory):
        return None
    speakers = [voice.source for voice in said if voice.source is not None]
    realis = realis_of(scene, one, kind)
    if is_threat(scene, one, kind, realis, [*doers, *(r for v in voices if (r := v.source) is not None)]):
        kind, realis = EventType.THREATEN, Realis.THREATENED
    doers = by_whom(scene, one, kind, doers, voices=voices, memory=memory)
    adds_up = sum_of(scene, one)
    hands = attackers_named(scene, one, memory)
    when = when_of(scene, one, groups, voices, summed=adds_up is not None)
    if realis is Realis.HAPPENED and to_come(kind, when.value if when is not None else None, scene.report.published):
        realis = Realis.PLANNED
    return Telling(
        scene=scene,
        token=one.token,
        event_type=kind,
        sure=plain,
        hedged=hedged(scene, one),
        realis=realis,
        scope=_scope(one, adds_up),
        sum_of=adds_up,
        doers=doers or (hands if kind.violent and len(one.tolls) > 1 else ()),
        targets=_aims(scene, one, kind, doers, memory),
        weapon=weapon_of(scene, one),
        place=place_of(scene, one, groups, speakers, voices, until=_told_until(scene, said))
        or pointed_at(scene, memory.placed)
        or own_land(scene, one, groups, doers),
        when=when,
        around=told_around(memory.placed, scene),
        tolls=tolls_of(scene, one) if realis in (Realis.HAPPENED, Realis.ATTEMPTED) else (),
        span=scene.span,
        points_back=not one.acts or all(act.definite and not act.doers for act in one.acts),
        denied=negated,
        superseded=bool(one.tolls) and _earlier_toll(scene),
        theme=frozenset() if kind.violent else _theme(scene, one),
        plural=any(act.plural and act.definite for act in one.acts),
        apart=one.apart,
        attackers=harms_attackers(scene, one),
        hands=hands,
        hint=one.acts[0].hint if one.acts and not one.tolls and all(act.hint for act in one.acts) else None,
    )


def _aims(
    scene: Scene, one: Group, kind: EventType, doers: tuple[Reading[Actor], ...], memory: Memory
) -> tuple[Reading[str], ...]:
    """Whom or what the group's acts are aimed at; deals and ceasefires are aimed at nobody."""
    if kind in (EventType.AGREE, EventType.CEASEFIRE):
        return ()
    found = _other_side(one, kind, doers, memory) or addressed(scene, one, kind, doers)
    return found or targets_of(scene, one, doers, memory)


def _told_until(scene: Scene, said: Sequence[Said]) -> int:
    """The last token of what is told, where the speaker comes after it."""
    trailing = [
        voice.last
        for voice in said
        if voice.first == 0
        and 0 <= voice.last < voice.cue_token
        and not any(clause.finite and clause.head > voice.cue_token for clause in scene.clauses)
    ]
    return min(trailing, default=len(scene.tokens))


def _own_denial(scene: Scene, one: Group, voices: Sequence[Said], doers: Sequence[Reading[Actor]]) -> bool:
    """ "The rebels said they had not attacked the village": a denial of an act laid to them."""
    clauses = [scene.clauses[act.clause] for act in one.acts if act.clause is not None and act.chunk is None]
    source = voices[-1].source if voices else None
    if source is None or not any(clause.negated and clause.modal is None for clause in clauses) or one.tolls:
        return False
    if not any(act.event_type.violent for act in one.acts):
        return False
    return any(same_side(source.value, doer.value) for doer in doers)


def _scope(one: Group, adds_up: Sum | None) -> Scope:
    if adds_up is not None:
        return Scope.AGGREGATE
    return Scope.BACKGROUND if one.apart else Scope.INCIDENT


def _doers(
    scene: Scene, one: Group, kind: EventType, voices: Sequence[Said], memory: Memory
) -> tuple[Reading[Actor], ...]:
    """Who did it: those accused in an accusation, else those that the words name; in talks the speaker's side too."""
    blamed = (chunk for voice in voices for chunk in voice.accused if not each_other(scene, chunk))
    accused = tuple(reading for chunk in blamed for reading in actors_of(scene, chunk, memory))
    doers = accused or doers_of(scene, one, memory)
    speaker = voices[-1].source if voices else None
    if not doers and speaker is not None and kind is EventType.SANCTION and _declared_shut(scene, one):
        return (speaker,)
    if kind not in _TWO_SIDED or len(doers) != 1 or speaker is None or not is_party(speaker.value):
        return doers
    clauses = [scene.clauses[act.clause] for act in one.acts if act.clause is not None]
    if any(is_power(scene, chunk, ()) for clause in clauses for chunk in clause.subjects):
        return doers
    return doers if same_side(speaker.value, doers[0].value) else (speaker, *doers)


def _unblamed(one: Group, said: Sequence[Said]) -> Group:
    """ "Drones struck, with monitors accusing the police of the attack": a group without what only the blame tells."""
    blame = [voice for voice in said if voice.accused and not voice.covers(one.token)]
    acts = [act for act in one.acts if not any(voice.covers(act.token) for voice in blame)]
    return replace(one, acts=acts) if acts and len(acts) < len(one.acts) else one


def _declared_shut(scene: Scene, one: Group) -> bool:
    """ "The navy says that the strait is closed": closed by the one who says so, where nobody else is named."""
    clauses = [scene.clauses[act.clause] for act in one.acts if act.clause is not None and act.chunk is None]
    return any(clause.passive and clause.lemma in ("close", "shut") for clause in clauses)


def _note_evidence(scene: Scene, found: Sequence[Telling], told: Sequence[Telling]) -> None:
    if not gives_no_evidence(scene):
        return
    accusations = [t for t in (*told, *found) if t.stance is Stance.ACCUSES]
    if accusations:
        last = accusations[-1]
        last.evidence = "none given"
        if last.scene is not scene and last.scene.number + 1 == scene.number:
            last.span = last.span.join(scene.span)


def _remember(scene: Scene, memory: Memory, said: Sequence[Said], found: Sequence[Telling]) -> None:
    memory.placed.extend(reading for _, reading in reversed(scene.places))
    for _, reading in scene.actors:
        memory.remember(reading)
    for voice in said:
        if voice.source is not None:
            memory.spoke.add(voice.source.value.name)
            memory.speaker = voice.source
            memory.remember(voice.source)
    memory.doers = next((telling.doers for telling in reversed(found) if telling.doers), memory.doers)
    for telling in found:
        for reading in telling.doers:
            memory.remember(reading)
        for target in telling.targets:
            if target.value in {name for toll in telling.tolls for name in toll.named} and target.span is not None:
                memory.person = Reading(Actor(target.value), target.text, target.span, "named before", 0.7)


def _nations(scene: Scene) -> tuple[Reading[Actor], ...]:
    out: dict[str, Reading[Actor]] = {}
    for index in scene.nouns():
        country = country_of(scene.words(index))
        if country is not None and scene.head(index).lower not in roles().office:
            span = scene.chunk_span(index)
            out.setdefault(
                country.code, Reading(Actor(country.name, None, country.code), scene.words(index), span, "pair")
            )
    return tuple(out.values())
