"""Acts: where a sentence tells of a deed, by a verb or by a noun, and who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause, Phrase, phrases_from
from casus.extract.phrases import NOUNS, PROPER
from casus.extract.scene import Scene, within
from casus.extract.weapons import Run, carried, weapon_in, weapon_tokens, weapon_type
from casus.extract.words import CLAIM_NOUNS, country_of
from casus.model.codes import EventType
from casus.reference.lexicon import Act, lexicon
from casus.reference.roles import countries, roles

# Verbs that only say that an act took place: "carried out an attack", "imposes sanctions".
_LIGHT = frozenset(
    "carry conduct launch stage hold mount commit perpetrate sign reach impose begin make perform stage execute order "
    "announce extend declare undertake wage start resume face suffer complete lead open attempt plan "
    "threaten".split()
)
# "Operation Dawn": an operation with a name of its own is a move until the text says more.
_NAMED_OPERATION = Act("operation", "n", EventType.MOVE_OTHER, "agent")
# Acts whose objects are the theme of the move (trade, a border), not the one that it is aimed at.
_THEMES = frozenset({EventType.SANCTION, EventType.MOVE_OTHER, EventType.MOBILIZE, EventType.AGREE, EventType.CONSULT})
_AIMS = ("on", "against", "at", "outside", "of", "targeting", "near", "into", "inside", "including")
_AMOUNTS = frozenset({"round", "series", "wave", "number", "barrage", "spate", "string", "campaign", "set"})
# Things said or written: who acts by them stands in the clause before.
_TEXTS = frozenset({"resolution", "statement", "letter", "message", "motion", "declaration"})
# Heads after which a demonym or name stands for a speaker or a thing, no doer.
_GENERIC_ACTS = frozenset({EventType.ATTACK, EventType.AIR_STRIKE, EventType.VIOLENCE_OTHER})


@dataclass(frozen=True, slots=True)
class Told:
    """An act as one sentence tells it. `doers`, `targets` are chunks; `named_doer` is a country inside an adjective.

    `token` is the word that names the act, `chunk` its noun chunk (None for a verb), `clause` the clause that tells it.
    """

    act: Act
    event_type: EventType
    token: int
    chunk: int | None
    clause: int | None
    doers: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    weapon: Run | None = None
    inside: Run | None = None
    weak: bool = False
    plural: bool = False
    definite: bool = False
    negated: bool = False


def find_acts(scene: Scene) -> tuple[Told, ...]:
    """The acts of a sentence, in order of the words that name them."""
    nouns = list(_noun_acts(scene))
    taken = {told.token for told in nouns}
    verbs = [told for told in _verb_acts(scene) if told.token not in taken]
    told = sorted((*nouns, *verbs), key=lambda one: one.token)
    return tuple(_settled(scene, told))


_ABSORBING = frozenset(
    {
        EventType.APPEAL,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.SANCTION,
        EventType.MOVE_OTHER,
    }
)


def _settled(scene: Scene, told: list[Told]) -> Iterator[Told]:
    """A call for a ceasefire is no ceasefire; "agree to a ceasefire" is one, by those who agree."""
    for one in told:
        rivals = [other for other in told if other is not one and other.clause == one.clause and one.clause is not None]
        verbs = [other for other in rivals if other.chunk is None]
        if one.event_type.violent:
            if one.chunk is not None or not _threatened(scene, one, told):
                yield one
        elif one.chunk is None:
            named = any(other.chunk is not None and not other.event_type.violent for other in rivals)
            if not (one.event_type is EventType.AGREE and named) and not _called_for(scene, one, told):
                yield one
        elif not any(verb.event_type in _ABSORBING for verb in verbs):
            agreed = next((verb for verb in verbs if verb.event_type is EventType.AGREE), None)
            whose = replace(one, doers=one.doers or agreed.doers) if agreed is not None else one
            if not _loose(scene, whose):
                yield whose


def _threatened(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "threatened to attack": the attack is what is threatened."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None or clause.host is None or not (clause.infinitive or clause.modal is not None):
        return False
    return any(other.clause == clause.host and other.event_type is EventType.THREATEN for other in told)


def _called_for(scene: Scene, one: Told, told: list[Told]) -> bool:
    """Acts in the infinitive after a call are what is called for, no acts of their own."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    seen = 0
    while clause is not None and clause.infinitive and clause.host is not None and seen < 3:
        host = clause.host
        if any(other.clause == host and other.event_type in _ABSORBING for other in told):
            return True
        clause, seen = scene.clauses[host], seen + 1
    return False


def _loose(scene: Scene, one: Told) -> bool:
    """A move that is only mentioned ("in violation of the ceasefire"): neither done by anybody nor told as a fact."""
    if one.doers or one.inside is not None or one.chunk is None:
        return False
    clause = scene.clauses[one.clause] if one.clause is not None else None
    return clause is None or (one.chunk not in clause.objects and one.chunk not in clause.subjects)


def _verb_acts(scene: Scene) -> Iterator[Told]:
    for index, clause in enumerate(scene.clauses):
        act = _verb_at(scene, clause)
        warned_of = clause.tag == "VBG" and clause.link in ("against", "from", "without", "for")
        if act is not None and not (warned_of and act.event_type is EventType.CONSULT):
            yield _verb_told(scene, index, clause, act)


def _verb_at(scene: Scene, clause: Clause) -> Act | None:
    table = lexicon().act_verbs
    starts = (clause.head - 1, clause.head) if clause.head else (clause.head,)
    for start in starts:
        for _, act in table.every(scene.lemmas, start):
            if (start == clause.head or " " in act.word) and _fits(scene, clause, act):
                return act
    return None


def _names_act(scene: Scene, chunk: int) -> bool:
    return lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head) is not None


def _is_claim(scene: Scene, chunk: int) -> bool:
    return scene.head(chunk).lemma.lower() in CLAIM_NOUNS


def _particle(act: Act) -> str:
    """The second word of "hand over", "call on": the parser may take it for a preposition."""
    return act.word.split()[-1] if " " in act.word else "of"


def _fits(scene: Scene, clause: Clause, act: Act) -> bool:
    """Whether the clause has what the entry asks for: "when trade,treaty" wants one of these beside the verb."""
    if act.event_type is EventType.REJECT and any(_is_claim(scene, chunk) for chunk in clause.objects):
        return False  # a denial, no refusal
    if not act.frame.startswith("when "):
        return True
    wanted = act.frame.removeprefix("when ").split(",")
    nouns = (
        *clause.objects,
        *(clause.subjects if clause.passive else ()),
        *clause.governed("of", "on", _particle(act)),
    )
    return any(
        scene.tokens[i].lemma.lower() in wanted
        for noun in nouns
        if not _names_act(scene, noun) or scene.head(noun).lemma.lower() in wanted
        for i in range(scene.chunks[noun].first, scene.chunks[noun].last + 1)
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who does it, to whom, and with what, as a frame of the lexicon places them."""

    doers: tuple[int, ...]
    targets: tuple[int, ...]
    weapon: Run | None = None
    inside: Run | None = None


def _verb_told(scene: Scene, index: int, clause: Clause, act: Act) -> Told:
    parts = _aimed(clause, act, _framed(scene, clause, act))
    if parts.weapon is None and act.event_type.violent:
        parts = _with_means(scene, clause, parts)
    told = Told(
        act=act,
        event_type=act.event_type,
        token=clause.head,
        chunk=None,
        clause=index,
        doers=parts.doers,
        targets=parts.targets,
        weapon=parts.weapon,
        inside=parts.inside,
        weak=act.frame == "weak",
        negated=clause.negated
        or any(_nobody(scene, chunk) for chunk in clause.subjects)
        or clause.link in ("if", "unless"),
    )
    return _by_weapon(scene, told)


def _denied(scene: Scene, clause: Clause) -> bool:
    """ "did not attack", "nobody was arrested", "if they attack": no act that took place."""
    nobody = any(_nobody(scene, chunk) for chunk in clause.subjects)
    return clause.negated or nobody or clause.link in ("if", "unless")


def _nobody(scene: Scene, chunk: int) -> bool:
    """ "no arrests", "nobody", "none of them"."""
    return scene.tokens[scene.chunks[chunk].first].lower in ("no", "nobody", "none", "neither")


def _framed(scene: Scene, clause: Clause, act: Act) -> _Parts:
    """The participants where the verb's frame has them; active and passive alike."""
    plain = _plain_parts(scene, clause, act)
    passive = clause.passive
    match act.frame:
        case "mutual":
            own = () if passive or " " in act.word else clause.objects
            return _Parts((*clause.subjects, *own, *clause.governed("with")), ())
        case "weapon-subject":
            return _Parts((), clause.governed("near", "at", "outside", "inside"), weapon_in(scene, clause.subjects))
        case "of":
            return replace(plain, targets=clause.governed("of", "over"))
        case "topic":
            return replace(plain, targets=())
        case "agent":
            return replace(plain, targets=clause.subjects if passive else clause.governed("against", "to"))
        case "visit":
            return plain if plain.targets else replace(plain, targets=clause.governed("to", "in", "with"))
        case frame if frame == "weapon" or frame.startswith("when "):
            return _thrown(scene, clause, act, plain)
        case _:
            return plain


def _plain_parts(scene: Scene, clause: Clause, act: Act) -> _Parts:
    if clause.passive:
        return _Parts(clause.governed("by"), clause.subjects)
    if " " in act.word and act.word.split()[-1] == clause.lemma:
        return _Parts(_before_compound(scene, clause), clause.objects)
    return _Parts(_behind_text(scene, clause), clause.objects)


def _thrown(scene: Scene, clause: Clause, act: Act, plain: _Parts) -> _Parts:
    """The object is the means ("fired rockets at a base") or the theme ("suspended trade with Belarus")."""
    means = act.event_type.violent or act.frame == "weapon"
    weapon = weapon_in(scene, plain.targets) if means else None
    if weapon is not None:
        aims = clause.governed("beside", "against") or clause.governed(
            "at", "on", "near", "into", "towards", "toward", "across"
        )
        return _Parts(plain.doers, aims, weapon)
    if act.event_type in _THEMES:
        return replace(plain, targets=clause.governed("against", "on", "with", "to", "from", "towards"))
    return plain


def _aimed(clause: Clause, act: Act, parts: _Parts) -> _Parts:
    """Where no object is told, what stands after "on" or "at" is the target of violence: "opened fire on a crowd"."""
    if " " in act.word and not parts.targets and clause.governed(_particle(act)):
        parts = replace(parts, targets=clause.governed(_particle(act)))
    if act.word == "open fire":
        return replace(parts, targets=clause.governed("on", "at"))
    if act.event_type.violent and act.frame != "mutual" and not clause.passive and not parts.targets:
        return replace(parts, targets=clause.governed("on", "at", "against"))
    return parts


def _with_means(scene: Scene, clause: Clause, parts: _Parts) -> _Parts:
    """The means among the doers ("drones struck"), after "with" or "using", or in the doer's hand."""
    in_hand = tuple(n for chunk in clause.subjects for n in carried(scene, chunk))
    weapon = weapon_in(scene, (*parts.doers, *clause.governed("with", "using", "by", "in"), *in_hand))
    if weapon is None:
        return parts
    doers = tuple(i for i in parts.doers if weapon_in(scene, (i,)) is None)
    return _Parts(doers, parts.targets, weapon, None if doers else owner_of(scene, weapon))


def owner_of(scene: Scene, weapon: Run) -> Run | None:
    """ "Ukrainian drones": the country before the means."""
    part = scene.chunks[scene.chunk_at(weapon[1])]
    return _doer_inside(scene, part.first, weapon[1] - 1, weapon)


def _before_compound(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "Pakistan recently test fired": the first word of the verb was taken for its subject."""
    chunk = scene.chunk_at(clause.head - 1)
    if scene.chunks[chunk].first < clause.head - 1:
        return (chunk,)
    nouns = [i for i in scene.nouns() if i < chunk]
    return tuple(nouns[-1:])


def _behind_text(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who acts: in "passes a motion that calls on the bloc", those who pass it."""
    at = clause
    while at.subjects and scene.head(at.subjects[0]).lemma.lower() in _TEXTS and at.host is not None:
        at = scene.clauses[at.host]
    return at.subjects


def _noun_acts(scene: Scene) -> Iterator[Told]:
    for index in scene.nouns():
        found = _noun_at(scene, index)
        if found is not None:
            first, act = found
            yield _noun_told(scene, index, first, act)


def _noun_at(scene: Scene, index: int) -> tuple[int, Act] | None:
    """The act that a noun chunk names with its last words, and the token where those begin."""
    part, table = scene.chunks[index], lexicon().act_nouns
    if scene.tokens[part.first].text == "Operation" and part.head > part.first:
        return part.first, _NAMED_OPERATION
    if any(_ends_at(scene, start, part.head) for start in range(part.first, part.head)):
        return None
    for start in range(part.first, part.head + 1):
        found = table.at(scene.lemmas, start)
        if found is not None and start == part.head and found[0] > 1:
            return start, found[1]
        if start and scene.tokens[part.head].tag in PROPER and scene.tokens[part.head].text[:1].isupper():
            continue  # "One Battle After Another": a title, no battle
        if found is not None and start + found[0] - 1 == part.head and scene.tokens[part.head].tag in NOUNS:
            return start, found[1]
    return None


def _ends_at(scene: Scene, start: int, head: int) -> bool:
    """Whether an accident of two words ends at the head: a heart attack is no attack."""
    hit = lexicon().accident_nouns.at(scene.lemmas, start)
    return hit is not None and hit[0] > 1 and start + hit[0] - 1 == head


def _noun_told(scene: Scene, index: int, first: int, act: Act) -> Told:
    part = scene.chunks[index]
    after = phrases_from(scene.tokens, scene.chunks, index + 1)
    clause_index = _clause_of(scene, index)
    doers, targets = _around_noun(scene, act, after)
    weapon = weapon_tokens(scene, part.first, part.head)
    inside = _doer_inside(scene, part.first, first - 1, weapon)
    if clause_index is not None:
        clause = scene.clauses[clause_index]
        doers, targets, weapon = _from_light_verb(scene, clause, index, (doers, targets, weapon))
    if weapon is None:
        weapon = weapon_in(scene, tuple(n for p in after if p.preposition in ("with", "by", "using") for n in p.nouns))
        doers = tuple(i for i in doers if weapon_in(scene, (i,)) is None)
    told = Told(
        act=act,
        event_type=act.event_type,
        token=part.head,
        chunk=index,
        clause=clause_index,
        doers=doers,
        targets=targets,
        weapon=weapon,
        inside=inside,
        weak=act.frame == "weak",
        negated=_nobody(scene, index),
        plural=scene.tokens[part.head].tag == "NNS",
        definite=scene.tokens[part.first].lower in ("the", "this", "these", "that", "those", "both"),
    )
    return _by_weapon(scene, told)


def _around_noun(scene: Scene, act: Act, after: tuple[Phrase, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    doers: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    aims = _AIMS if act.event_type.violent else ("on", "against", "of", "to")
    for phrase in after:
        if phrase.preposition == "by" or (phrase.preposition in ("between", "with") and act.frame == "mutual"):
            doers += phrase.nouns
        elif phrase.preposition in aims and not targets:
            targets += tuple(n for n in phrase.nouns if _aimed_at(scene, n, phrase.preposition))
    return doers, targets


def _aimed_at(scene: Scene, noun: int, preposition: str) -> bool:
    """Whether the noun after "at", "in", "of" is something hit, and no mere town or thing said of the act."""
    part = scene.chunks[noun]
    if any(mark.first < part.first <= mark.last for mark, _ in scene.places):
        return False  # "Hormuz" of the Strait of Hormuz
    if within(scene.places, part.first, part.last) and preposition in ("at", "near", "outside", "inside", "of", "into"):
        return scene.tokens[part.head].tag not in ("NNP", "NNPS") or preposition == "at"
    return scene.tokens[part.head].tag != "CD"


def _clause_of(scene: Scene, chunk: int) -> int | None:
    """The clause that has the chunk as subject, object or in a phrase; the nearest such before it."""
    for index in range(len(scene.clauses) - 1, -1, -1):
        clause = scene.clauses[index]
        if chunk in clause.objects or chunk in clause.subjects or chunk in clause.governed(*_all_prepositions(clause)):
            return index
    return None


def _all_prepositions(clause: Clause) -> tuple[str, ...]:
    return tuple(phrase.preposition for phrase in clause.phrases)


def _from_light_verb(
    scene: Scene,
    clause: Clause,
    chunk: int,
    found: tuple[tuple[int, ...], tuple[int, ...], Run | None],
) -> tuple[tuple[int, ...], tuple[int, ...], Run | None]:
    """ "The army carried out a strike on a camp": doer and target stand around the light verb."""
    doers, targets, weapon = found
    doers = doers or _launched_by(scene, chunk)
    found = doers, targets, weapon
    if clause.lemma == "be" and chunk in clause.subjects:
        return doers or clause.governed("by"), targets, weapon
    if clause.lemma not in _LIGHT:
        return found
    if (chunk in clause.objects or _amount_of(scene, clause, chunk)) and not clause.passive:
        doers = doers or clause.subjects
        targets = targets or clause.governed("on", "against", "at", "targeting", "to")
    elif chunk in clause.subjects and clause.passive:
        doers = doers or clause.governed("by")
        targets = targets or clause.governed("on", "against", "at")
    return doers, targets, weapon


def _launched_by(scene: Scene, chunk: int) -> tuple[int, ...]:
    """ "Two strikes launched by the army damage …": who launched them."""
    for clause in scene.clauses:
        if clause.passive and clause.lemma in _LIGHT and chunk in clause.subjects:
            return clause.governed("by")
    return ()


def _amount_of(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "begins another wave of raids": the act stands after "of"."""
    amount = clause.objects and scene.head(clause.objects[0]).lemma.lower() in _AMOUNTS
    return bool(amount) and chunk in clause.governed("of")


def _country_starts(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last token of a country's name or adjective, two words together before one alone."""
    for length in (1, 0):
        for at in range(first, last + 1 - length):
            plain = scene.tokens[at].tag in ("DT", "PDT", "CD", "RB", "JJS") or not scene.tokens[at].text[:1].isupper()
            words = scene.text(at, at + length)
            if not plain and (length == 0 or words.lower() in countries()) and country_of(words) is not None:
                yield at, at + length


def _doer_inside(scene: Scene, first: int, last: int, weapon: Run | None) -> Run | None:
    """The words before an act noun that name its doer: "Israeli airstrikes", "a gang attack", "Pakistan Army raid"."""
    if last < first:
        return None
    actors = [mark for mark, _ in scene.actors if first <= mark.first and mark.last <= last]
    if actors:
        return actors[-1].first, actors[-1].last
    for at, named in _country_starts(scene, first, last):
        end = named
        if named + 2 <= last and scene.tokens[named + 1].text in ("–", "-", "/"):
            end = named + 2  # "American–Israeli airstrike"
        for after in range(end + 1, last + 1):
            lemma = scene.lemmas[after]
            if not _covers(weapon, after) and (lemma in lexicon().people or lemma in roles().power):
                end = after  # "Haitian police operation"
        return at, end
    for at in range(last, first - 1, -1):
        if (
            scene.tokens[at].lemma.lower() in lexicon().people
            and scene.tokens[at].tag in NOUNS
            and not _covers(weapon, at)
        ):
            return at, at
    return None


def _covers(run: Run | None, at: int) -> bool:
    return run is not None and run[0] <= at <= run[1]


def _by_weapon(scene: Scene, told: Told) -> Told:
    """A plain attack, strike or blast with a known means is the act of that means: "drone attack" an air strike."""
    if (
        told.weapon is None
        or told.act.word == "drop"
        or told.event_type not in (*_GENERIC_ACTS, EventType.SHELLING, EventType.BOMBING)
    ):
        return told
    kind = weapon_type(scene, told.weapon)
    flown = told.chunk is None or scene.lemmas[told.weapon[1]] == "bomb"
    aerial = kind is EventType.AIR_STRIKE and flown  # "warplanes bombed", "a glide bomb attack"
    if kind is None or (told.event_type is EventType.BOMBING and kind is not EventType.SUICIDE_BOMBING and not aerial):
        return told
    return replace(told, event_type=kind)
