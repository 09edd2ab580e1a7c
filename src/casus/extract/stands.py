"""Stands on what was told: who claims it, accuses somebody of it, denies it, is silent or has a word on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.aspects import backs
from casus.extract.attribution import Said, with_name
from casus.extract.clauses import Clause
from casus.extract.grouping import Group
from casus.extract.measures import falls_on_somebody
from casus.extract.naming import Memory, actors_of, is_power, name_of
from casus.extract.phrases import PROPER
from casus.extract.reactions import Reaction, denials, silence, speaks_of_its_hand
from casus.extract.scene import Scene
from casus.extract.stances import is_party, same_side
from casus.extract.tellings import Telling, in_words_of
from casus.extract.words import country_of, named_beside
from casus.model.actor import Actor
from casus.model.codes import Aspect, EventType, Precision, Scope, Stance
from casus.model.reading import Reading
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.tokens import Token


def stands(
    scene: Scene, claimed: Sequence[Reaction], found: Sequence[Telling], told: Sequence[Telling], memory: Memory
) -> Iterator[Telling]:
    """Claims of responsibility, denials and silence about a telling of this sentence or an earlier one."""
    here = {id(telling) for telling in found}
    done = {t.source.text for t in found if t.source and t.stance is Stance.CLAIMS_RESPONSIBILITY}
    for reaction in claimed:
        if reaction.source.text not in done:
            focus = _focus([t for t in told if id(t) not in here or t.token < reaction.token])
            if focus is not None:
                yield _about(scene, reaction, focus, (reaction.source,))
    for reaction in (*denials(scene, memory), *silence(scene, memory)):
        before = [t for t in told if id(t) not in here or t.token < reaction.token]
        focus = _focus(before or told, reaction.source)
        if focus is not None and (focus.event_type.violent or focus.source is not None):
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
    nearest_first = fresh or here or list(told)
    return nearest_first[-1] if nearest_first else None


def _party_in_question(reaction: Reaction, focus: Telling, told: Sequence[Telling]) -> tuple[Reading[Actor], ...]:
    """Whom a denial or a silence is about: the accused party that it speaks for."""
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
    own = reaction.aspect is Aspect.RESPONSIBILITY
    return focus.doers or ((reaction.source,) if own else ())


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
        aspect=reaction.aspect,
        notes=(),
    )


def accusations(
    scene: Scene, said: Sequence[Said], groups: Sequence[Group], told: Sequence[Telling], memory: Memory
) -> Iterator[Telling]:
    """ "accused Rwanda of arming the rebels": an accusation with no act of its own in its words."""
    for voice in said:
        covered = any(
            voice.covers(one.token) and in_words_of(said, one.token)[0].cue_token == voice.cue_token for one in groups
        )
        if covered or _relays(scene, voice, said):
            continue
        if any(voice.covers(clause.head) and speaks_of_its_hand(scene, clause) for clause in scene.clauses):
            continue
        if voice.accused:
            yield from _accusation(scene, voice, told, memory)
        elif voice.source is not None and (named := _named_as_doer(scene, voice, told, memory)) is not None:
            yield named
        elif voice.source is not None and (word := _word_on(scene, voice, told)) is not None:
            yield word
        elif voice.source is not None:
            yield from _charge(scene, voice, memory)


def _relays(scene: Scene, voice: Said, said: Sequence[Said]) -> bool:
    """ "The paper claims that sources blame the army": it tells what others say, and says nothing of its own."""
    if voice.accused or voice.clause is None or voice.source is None or voice.cue.frame != "says":
        return False
    inner = [one for one in said if one.clause == voice.clause + 1 and voice.covers(one.cue_token)]
    return any(one.source_chunk is not None and scene.head(one.source_chunk).tag != "PRP" for one in inner)


def _accusation(scene: Scene, voice: Said, told: Sequence[Telling], memory: Memory) -> Iterator[Telling]:
    voice = replace(voice, accused=_those_meant(scene, voice))
    accused = tuple(reading for chunk in voice.accused for reading in actors_of(scene, chunk, memory))
    known = accused and any(_accusable(scene, chunk, accused, voice, memory) for chunk in voice.accused)
    if not known and not (accused and _blamed(scene, voice)):
        return
    clause = scene.clauses[voice.clause] if voice.clause is not None else None
    if clause is None:
        return
    focus = _focus([t for t in told if t.event_type.violent and t.scene.number >= scene.number - 1])
    if focus is not None and not _charge_of_its_own(scene, voice, clause):
        aspect = Aspect.BACKING if backs(scene, voice.first, voice.last) else None
        charge = Reaction(voice.source or accused[0], Stance.ACCUSES, voice.cue_token, aspect)
        yield replace(_about(scene, charge, focus, accused), source=voice.source)
    elif voice.source is not None:
        yield _accuse(scene, voice, tuple(_accused_name(scene, chunk, memory) for chunk in voice.accused))


# Verbs by which somebody is accused of a happening told before: "of being behind it", "of carrying it out".
_OF_THE_HAPPENING = frozenset(
    "be carry stage commit orchestrate mastermind organize organise order perpetrate plan lead launch conduct "
    "fire".split()
)


def _charge_of_its_own(scene: Scene, voice: Said, clause: Clause) -> bool:
    """ "accused the police of harassing residents": another wrong than the happening told before."""
    if voice.cue.frame != "of" or clause.passive or backs(scene, voice.first, voice.last):
        return False
    wrong = next((one for one in scene.clauses if one.tag == "VBG" and voice.covers(one.head)), None)
    words = scene.tokens[max(0, voice.first) : voice.last + 1]
    meant = any(token.lemma.lower() in _THE_HAPPENING for token in words) or any(t.lower == "it" for t in words)
    return wrong is not None and wrong.lemma not in _OF_THE_HAPPENING and not meant


def _those_meant(scene: Scene, voice: Said) -> tuple[int, ...]:
    """ "imposed sanctions on Dell and his sons, accusing them of murder": whom the measure before falls on."""
    clause = scene.clauses[voice.clause] if voice.clause is not None else None
    pronoun = len(voice.accused) == 1 and scene.head(voice.accused[0]).lower in ("them", "him", "her", "it")
    if clause is None or clause.host is None or clause.tag != "VBG" or not pronoun:
        return voice.accused
    host = scene.clauses[clause.host]
    return (host.governed("on", "against") if falls_on_somebody(scene, host) else ()) or voice.accused


def _accusable(scene: Scene, chunk: int, accused: Sequence[Reading[Actor]], voice: Said, memory: Memory) -> bool:
    """A power, or anybody named whom a party accuses of more than fraud."""
    if is_power(scene, chunk, accused):
        return True
    named = scene.head(chunk).tag in ("NNP", "NNPS", "PRP") or named_beside(scene, chunk)
    by_party = voice.source is not None and (is_party(voice.source.value) or voice.source.value.name in memory.powers)
    return named and by_party and not roles().crime & set(scene.lemmas)


def _blamed(scene: Scene, voice: Said) -> bool:
    """ "The union blamed the workers for the fire": people of any kind, by somebody named."""
    people = (scene.head(chunk) for chunk in voice.accused)
    several = any(
        head.tag in PROPER or (head.tag == "NNS" and head.lemma.lower() in lexicon().people) for head in people
    )
    return voice.cue.word == "blame" and voice.source is not None and several


def _accused_name(scene: Scene, chunk: int, memory: Memory) -> Reading[str]:
    """The name of the accused; of "them" and "it" whom they mean."""
    if scene.head(chunk).tag != "PRP" and not named_beside(scene, chunk):
        return name_of(scene, chunk)
    meant = [with_name(scene, chunk, one, memory) for one in actors_of(scene, chunk, memory)[:1]]
    return (
        Reading(meant[0].value.name, meant[0].text, meant[0].span, "pronoun", 0.6) if meant else name_of(scene, chunk)
    )


# Words by which a source speaks of the happening that the report is about.
_THE_HAPPENING = frozenset(
    "attack incident bombing shooting attacker explosion blast assault terrorism strike killing".split()
)


def _word_on(scene: Scene, voice: Said, told: Sequence[Telling]) -> Telling | None:
    """ "called the attack cowardly", "speak of terrorism": a word on what was told."""
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


_SEEMING = frozenset({"be", "appear", "seem"})
_BLAMED = frozenset({"responsible", "capable", "guilty"})
_CULPRITS = frozenset({"perpetrator", "culprit", "mastermind", "suspect"})


def _named_as_doer(scene: Scene, voice: Said, told: Sequence[Telling], memory: Memory) -> Telling | None:
    """ "X said the group are the suspected perpetrators", "was behind the attack", "was responsible"."""
    for clause in scene.clauses:
        if clause.lemma not in _SEEMING or not voice.covers(clause.head) or not clause.subjects:
            continue
        named = clause.objects and scene.head(clause.objects[0]).lemma.lower() in _CULPRITS
        blamed = clause.complement is not None and scene.head(clause.complement).lower in _BLAMED
        if not (named or blamed or clause.governed("behind")):
            continue
        accused = tuple(reading for chunk in clause.subjects for reading in actors_of(scene, chunk, memory))
        focus = _focus([t for t in told if t.event_type.violent])
        if focus is not None and accused and voice.source is not None:
            spared = clause.negated or "not" in scene.before(scene.chunks[clause.complement or 0].last, 3)
            stance = Stance.DENIES if spared else Stance.ACCUSES
            about = _about(scene, Reaction(voice.source, stance, voice.cue_token), focus, accused)
            about.hedged = any(t.lower in lexicon().hedges for t in scene.tokens[voice.first : voice.last + 1])
            return about
    return None


def _charge(scene: Scene, voice: Said, memory: Memory) -> Iterator[Telling]:
    """ "The group claims the authorities exploit the province": a charge against another power."""
    clause = next((c for c in scene.clauses if c.head > voice.cue_token and c.finite and c.subjects), None)
    if clause is None or voice.source is None or not voice.covers(clause.head):
        return
    if voice.cue.word not in ("claim", "allege") and clause.lemma not in roles().wrong:
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
