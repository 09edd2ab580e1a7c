"""One sentence to its tellings: acts and tolls grouped, attributed, and stands on earlier tellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.acts import Told, find_acts
from casus.extract.attribution import Said
from casus.extract.filters import is_heading, is_no_claim, names_accident, of_a_firm
from casus.extract.grouping import Group, group
from casus.extract.naming import Memory, actors_of, is_power, name_of, side_of
from casus.extract.reactions import Reaction, denials, gives_no_evidence, responsibility, silence
from casus.extract.scene import Scene
from casus.extract.settings import place_of, when_of
from casus.extract.stances import is_party, same_side, stance_of
from casus.extract.tellings import (
    Telling,
    doers_of,
    event_type_of,
    hedged,
    in_words_of,
    is_sum,
    realis_of,
    targets_of,
    tolls_of,
    weapon_of,
)
from casus.extract.tolls import find_tolls
from casus.extract.words import country_of
from casus.model.actor import Actor
from casus.model.codes import EventType, Precision, Realis, Scope, Side, Stance
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.tokens import Token

_TWO_SIDED = frozenset({EventType.CONSULT, EventType.AGREE, EventType.CEASEFIRE})
_SPOKEN = frozenset({EventType.APPEAL, EventType.ACCUSE})


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
    groups = [
        one
        for one in group(scene, find_acts(scene), find_tolls(scene))
        if not is_no_claim(scene, one, memory, told_before=violent_before)
    ]
    if is_heading(scene):
        groups = [one for one in groups if one.tolls]
    nations = _nations(scene)
    if len(nations) >= 2:
        memory.pair = nations[:2]
    found: list[Telling] = []
    claimed = list(responsibility(scene, memory))
    for one in groups:
        found.extend(_of_group(scene, one, groups, said, memory, claimed))
    found.extend(_of_accusations(scene, said, groups, [*told, *found], memory))
    found.extend(_of_reactions(scene, claimed, found, [*told, *found], memory))
    _note_evidence(scene, found, told)
    _remember(scene, memory, said, found)
    return found


def _of_group(
    scene: Scene,
    one: Group,
    groups: Sequence[Group],
    said: Sequence[Said],
    memory: Memory,
    claimed: Sequence[Reaction],
) -> Iterator[Telling]:
    plain = _plain_telling(scene, one, groups, said, memory)
    if plain is None:
        return
    by_claim = [reaction for reaction in claimed if reaction.token < one.token]
    if by_claim and plain.event_type.violent and not one.apart:
        for reaction in by_claim:
            yield _responsible(plain, reaction)
        return
    voices = [] if _announced_move(scene, one) else in_words_of(said, one.token)
    if not voices and _bare_reference(plain, one):
        return
    if not voices:
        yield _spoken(plain)
        return
    for voice in voices:
        yield _attributed(scene, plain, voice, memory)


def _other_side(
    scene: Scene, one: Group, kind: EventType, doers: Sequence[Reading[Actor]], memory: Memory
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
    """ "This revised an earlier toll of 27": a figure that no longer stands."""
    return _EARLIER_TOLL.search(scene.report.text, scene.span.start, scene.span.end) is not None


def _announced_move(scene: Scene, one: Group) -> bool:
    """ "India announced drills": the move itself, not somebody's word on it."""
    return any(
        act.clause is not None
        and act.chunk is not None
        and not act.event_type.violent
        and scene.clauses[act.clause].lemma == "announce"
        and act.chunk in scene.clauses[act.clause].objects
        for act in one.acts
    )


def _bare_reference(plain: Telling, one: Group) -> bool:
    """ "The assaults come amid tensions" tells nothing of its own."""
    definite = bool(one.acts) and all(act.chunk is not None and (act.definite or act.plural) for act in one.acts)
    return definite and plain.event_type.violent and not (one.tolls or plain.doers or plain.targets or plain.when)


def _plain_telling(
    scene: Scene, one: Group, groups: Sequence[Group], said: Sequence[Said], memory: Memory
) -> Telling | None:
    kind, sure = event_type_of(scene, one)
    voices = in_words_of(said, one.token)
    if voices and voices[-1].source is not None:
        memory.speaker = voices[-1].source
    if all(act.weak for act in one.acts) and not one.tolls and not any(voice.accused for voice in voices):
        if not any(_stands_alone(scene, act) for act in one.acts):
            return None
    if any(act.negated for act in one.acts) or any(toll.negated for toll in one.tolls):
        return None
    doers = doers_of(scene, one, memory)
    accused = [voice for voice in voices if voice.accused]
    if accused:
        doers = tuple(r for voice in accused for c in voice.accused for r in actors_of(scene, c, memory)) or doers
    if kind.violent is False and not _is_move(scene, one, doers):
        return None
    speakers = [voice.source for voice in said if voice.source is not None]
    if (
        kind in _TWO_SIDED
        and len(doers) == 1
        and voices
        and voices[-1].source is not None
        and is_party(voices[-1].source.value)
    ):
        doers = (voices[-1].source, *doers) if not same_side(voices[-1].source.value, doers[0].value) else doers
    return Telling(
        scene=scene,
        token=one.token,
        event_type=kind,
        sure=sure,
        hedged=hedged(scene, one),
        realis=realis_of(scene, one, kind),
        scope=Scope.AGGREGATE if is_sum(scene, one) else (Scope.BACKGROUND if one.apart else Scope.INCIDENT),
        doers=doers,
        targets=_other_side(scene, one, kind, doers, memory) or targets_of(scene, one, doers, memory),
        weapon=weapon_of(scene, one),
        place=place_of(scene, one, groups, speakers),
        when=when_of(scene, one, groups),
        tolls=tolls_of(one),
        span=scene.span,
        points_back=(bool(one.acts) and all(act.definite and not act.doers for act in one.acts)) or not one.acts,
        superseded=bool(one.tolls) and _earlier_toll(scene),
        theme=_theme(scene, one) if not kind.violent else frozenset(),
        plural=any(act.plural and act.definite for act in one.acts),
        apart=one.apart,
    )


def _stands_alone(scene: Scene, act: Told) -> bool:
    """A vague word ("ban", "warn", "board", "murder") counts where a power or a fighter acts on somebody named."""
    if not act.doers or not act.targets:
        return False
    doer, target = act.doers[0], act.targets[0]
    if act.event_type is EventType.ARREST:
        return side_of(scene, target) is Side.NONSTATE
    fighting = side_of(scene, doer) in (Side.STATE, Side.NONSTATE)
    if act.event_type.violent:
        return fighting
    touched = is_power(scene, target, ()) or scene.head(target).lemma.lower() in lexicon().people
    return is_power(scene, doer, ()) and touched


def _is_move(scene: Scene, one: Group, doers: Sequence[Reading[Actor]]) -> bool:
    """A move counts where a state, an army, an armed group or a body between states makes it."""
    kinds = {act.event_type for act in one.acts}
    if kinds & {EventType.PROTEST, EventType.ARREST, EventType.RELEASE, EventType.CEASEFIRE} or not kinds:
        return True
    chunks = [chunk for act in one.acts for chunk in act.doers]
    if of_a_firm(scene, chunks):
        return False
    if any(is_power(scene, chunk, ()) for chunk in chunks):
        return True
    return any(r.value.id is not None or r.value.country is not None for r in doers)


def _spoken(plain: Telling) -> Telling:
    """Calls and accusations are their speaker's own words."""
    if plain.event_type in _SPOKEN and plain.doers:
        plain.source = plain.doers[0]
        if plain.event_type is EventType.ACCUSE:
            plain.stance = Stance.ACCUSES
    return plain


def _responsible(plain: Telling, reaction: Reaction) -> Telling:
    return replace(
        plain, source=reaction.source, stance=Stance.CLAIMS_RESPONSIBILITY, doers=plain.doers or (reaction.source,)
    )


def _attributed(scene: Scene, plain: Telling, voice: Said, memory: Memory) -> Telling:
    stance = voice.cue.stance
    if voice.source is not None:
        stance = stance_of(voice.source, voice.cue, plain.doers, violent=plain.event_type.violent)
    if stance is Stance.ACCUSES and not plain.event_type.violent and voice.cue.frame == "says":
        stance = Stance.ASSERTS
    realis = plain.realis
    if voice.cue.word == "announce" and not plain.event_type.violent and _to_come(scene, plain):
        realis = Realis.PLANNED
    own_act = voice.source is not None and any(d.value.name == voice.source.value.name for d in plain.doers)
    return replace(
        plain,
        source=voice.source,
        stance=stance,
        realis=realis,
        through=voice.through,
        hedged=(plain.hedged and not own_act) or plain.hedged,
    )


def _to_come(scene: Scene, plain: Telling) -> bool:
    return plain.realis is Realis.PLANNED


def _of_reactions(
    scene: Scene, claimed: Sequence[Reaction], found: Sequence[Telling], told: Sequence[Telling], memory: Memory
) -> Iterator[Telling]:
    here = {id(telling) for telling in found}
    done = {t.source.text for t in found if t.source and t.stance is Stance.CLAIMS_RESPONSIBILITY}
    for reaction in claimed:
        if reaction.source.text not in done:
            focus = _focus([t for t in told if id(t) not in here or t.token < reaction.token])
            if focus is not None:
                yield _about(scene, reaction, focus, (reaction.source,))
    for reaction in (*denials(scene, memory), *silence(scene, memory)):
        focus = _focus([t for t in told if t.scene is not scene or t.token < reaction.token or True], reaction.source)
        if focus is not None:
            yield _about(scene, reaction, focus, _party_in_question(reaction, focus, told))


def _focus(told: Sequence[Telling], party: Reading[Actor] | None = None) -> Telling | None:
    """What a stand is about: the last telling that touches the party, else the last violent one, else the last."""
    if party is None and told and all(t.scope is Scope.AGGREGATE for t in told if t.event_type.violent):
        return told[-1]
    if party is not None:
        for telling in reversed(told):
            if telling.stance is Stance.ACCUSES and any(same_side(d.value, party.value) for d in telling.doers):
                return telling
        for telling in reversed(told):
            if telling.source is not None and telling.scope is not Scope.AGGREGATE:
                return telling
    violent = [t for t in told if t.event_type.violent and t.scope is not Scope.AGGREGATE]
    nearest = max((t.scene.number for t in violent), default=-1)
    here = [t for t in violent if t.scene.number == nearest]
    fresh = [t for t in here if not t.apart]
    return (fresh or here or list(told) or [None])[-1]


def _party_in_question(reaction: Reaction, focus: Telling, told: Sequence[Telling]) -> tuple[Reading[Actor], ...]:
    """no_comment and denies carry the party accused."""
    for telling in reversed(told):
        if telling.about == focus.number or telling is focus:
            ours = tuple(d for d in telling.doers if same_side(d.value, reaction.source.value))
            if ours:
                return ours
    if reaction.stance is Stance.NO_COMMENT:
        country = country_of(reaction.source.value.name)
        if country is not None and any(d.value.country == country.code for t in told for d in t.doers):
            return tuple(d for t in told[-4:] for d in t.doers if d.value.country == country.code)[:1]
        return ()
    return focus.doers


def _about(scene: Scene, reaction: Reaction, focus: Telling, doers: tuple[Reading[Actor], ...]) -> Telling:
    return replace(
        focus,
        scene=scene,
        token=reaction.token,
        source=reaction.source,
        stance=reaction.stance,
        doers=doers,
        tolls=(),
        hedged=False,
        span=scene.span,
        points_back=True,
        about=id(focus),
        evidence=None,
        through=(),
    )


def _of_accusations(
    scene: Scene, said: Sequence[Said], groups: Sequence[Group], told: Sequence[Telling], memory: Memory
) -> Iterator[Telling]:
    """ "accused India of backing the group": an accusation with no act of its own in its words."""
    for voice in said:
        covered = any(
            voice.covers(one.token) and in_words_of(said, one.token)[0].cue_token == voice.cue_token for one in groups
        )
        if covered:
            continue
        if voice.accused:
            yield from _accusation(scene, voice, told, memory)
        elif voice.source is not None and (named := _named_as_doer(scene, voice, told, memory)) is not None:
            yield named
        elif voice.source is not None and (word := _word_on(scene, voice, told)) is not None:
            yield word
        elif voice.cue.word in ("claim", "allege") and voice.source is not None:
            yield from _charge(scene, voice, memory)


def _accusation(scene: Scene, voice: Said, told: Sequence[Telling], memory: Memory) -> Iterator[Telling]:
    accused = tuple(reading for chunk in voice.accused for reading in actors_of(scene, chunk, memory))
    if not accused or not any(is_power(scene, chunk, accused) for chunk in voice.accused):
        return
    clause = scene.clauses[voice.clause] if voice.clause is not None else None
    if clause is None:
        return
    focus = _focus([t for t in told if t.event_type.violent and t.scene.number >= scene.number - 1])
    if focus is not None:
        yield replace(
            _about(scene, Reaction(voice.source or accused[0], Stance.ACCUSES, voice.cue_token), focus, accused),
            source=voice.source,
        )
    elif voice.source is not None:
        yield _accuse(scene, voice, tuple(name_of(scene, chunk) for chunk in voice.accused))


# Words by which a source speaks of the happening that the report is about.
_THE_HAPPENING = frozenset(
    "attack incident bombing shooting attacker explosion blast assault terrorism strike killing".split()
)


def _word_on(scene: Scene, voice: Said, told: Sequence[Telling]) -> Telling | None:
    """ "described the attacks as cowardly", "are treating it as a terrorist incident": a word on what was told."""
    words = scene.tokens[max(0, voice.first) : voice.last + 1]
    named = any(
        token.lemma.lower() in _THE_HAPPENING and token.tag.startswith("NN") and index and _definite(words, index)
        for index, token in enumerate(words)
    )
    focus = _focus([t for t in told if t.event_type.violent and t.scene is not scene])
    if not named or focus is None or voice.source is None or focus.scope is Scope.BACKGROUND:
        return None
    stance = voice.cue.stance if voice.cue.stance is not Stance.ACCUSES else Stance.ASSERTS
    about = _about(scene, Reaction(voice.source, stance, max(0, voice.cue_token)), focus, ())
    return replace(about, through=voice.through)


def _definite(words: Sequence[Token], index: int) -> bool:
    before = {token.lower for token in words[max(0, index - 4) : index]}
    return bool(before & {"the", "this", "these", "terrorist", "terror", "it"})


_CULPRITS = frozenset({"perpetrator", "culprit", "mastermind", "suspect"})


def _named_as_doer(scene: Scene, voice: Said, told: Sequence[Telling], memory: Memory) -> Telling | None:
    """ "X said the group are the suspected perpetrators", "was behind the attack", "was responsible"."""
    for clause in scene.clauses:
        if clause.lemma != "be" or not voice.covers(clause.head) or not clause.subjects:
            continue
        named = clause.objects and scene.head(clause.objects[0]).lemma.lower() in _CULPRITS
        blamed = clause.complement is not None and scene.head(clause.complement).lower == "responsible"
        if not (named or blamed or clause.governed("behind")):
            continue
        accused = tuple(reading for chunk in clause.subjects for reading in actors_of(scene, chunk, memory))
        focus = _focus([t for t in told if t.event_type.violent])
        if focus is not None and accused and voice.source is not None:
            about = _about(scene, Reaction(voice.source, Stance.ACCUSES, voice.cue_token), focus, accused)
            about.hedged = any(t.lower in lexicon().hedges for t in scene.tokens[voice.first : voice.last + 1])
            return about
    return None


def _charge(scene: Scene, voice: Said, memory: Memory) -> Iterator[Telling]:
    """ "The group claims the authorities exploit the province": a charge against another power."""
    clause = next((c for c in scene.clauses if c.head > voice.cue_token and c.finite and c.subjects), None)
    if clause is None or voice.source is None or not voice.covers(clause.head):
        return
    subject = clause.subjects[0]
    readings = actors_of(scene, subject, memory)
    if not is_power(scene, subject, readings) or not is_party(voice.source.value):
        return
    if any(same_side(reading.value, voice.source.value) for reading in readings):
        return
    yield _accuse(scene, voice, (name_of(scene, subject),))


def _accuse(scene: Scene, voice: Said, targets: tuple[Reading[str], ...]) -> Telling:
    assert voice.source is not None
    return Telling(
        scene=scene,
        token=voice.cue_token,
        event_type=EventType.ACCUSE,
        sure=True,
        source=voice.source,
        stance=Stance.ACCUSES,
        doers=(voice.source,),
        targets=targets,
        place=next((r for _, r in scene.places if r.value.precision is not Precision.COUNTRY), None),
        span=scene.span,
    )


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
    for _, reading in scene.actors:
        memory.remember(reading)
    for voice in said:
        if voice.source is not None:
            memory.speaker = voice.source
            memory.remember(voice.source)
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


__all__ = ["lexicon", "tell"]
