"""Acts that a verb tells, with who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause
from casus.extract.forces import in_arms, in_unrest, is_force, promised, tested, unarmed
from casus.extract.harmed import counted_noun
from casus.extract.launched import from_land, in_a_site
from casus.extract.measures import IMPOSED, by_whom_imposed, imposed_before
from casus.extract.phrases import PROPER, Kind
from casus.extract.scene import Scene, within
from casus.extract.told import TEXTS, Told, behind_text, by_weapon, nobody, owner_of
from casus.extract.verdicts import charged_at_law, found_guilty, of_violence
from casus.extract.weapons import Run, carried, is_bomber, weapon_in
from casus.extract.words import CLAIM_NOUNS, FIGURE_NOUNS
from casus.model.codes import EventType
from casus.reference.lexicon import Act, lexicon
from casus.reference.roles import roles

# Acts whose objects are the theme of the move (trade, a border), not the one that it is aimed at.
_THEMES = frozenset({EventType.SANCTION, EventType.MOVE_OTHER, EventType.MOBILIZE, EventType.AGREE, EventType.CONSULT})


# "A truck hits a roadside bomb": what is hit is the means, who hits it the target.
_STEPPED_ON = frozenset({"hit", "strike", "trigger"})


def _only_serving(scene: Scene, clause: Clause) -> bool:
    """ "mercenaries fighting alongside the army", "the Fighting Falcon": no fight is told."""
    named = scene.tokens[clause.head].text[:1].isupper() and clause.head > 0
    return named or (bool(clause.governed("alongside", "for")) and not clause.governed("against", "with"))


def _blow(scene: Scene, clause: Clause) -> bool:
    """ "The index hit a record low": where somebody or a means is named, people, a name or a weapon strikes."""
    if clause.passive or not clause.subjects:
        return True
    return any(_strikes(scene, chunk) for chunk in clause.subjects)


def _strikes(scene: Scene, chunk: int) -> bool:
    part, head, words = scene.chunks[chunk], scene.head(chunk), lexicon()
    who = head.tag in ("NNP", "NNPS", "PRP", "DT", "CD") or head.lemma.lower() in words.people
    means = weapon_in(scene, (chunk,)) is not None or words.accident_subjects & {head.lemma.lower()}
    act = words.act_nouns.at(scene.lemmas, part.head) or _names_act(scene, chunk)
    return who or bool(means) or bool(act) or head.lemma.lower() in roles().power or head.tag == "WDT"


_SHOTS = frozenset({"fire at", "fire on", "fire upon"})
_TO_COME = frozenset({"will", "would", "'ll", "shall"})
# Where the theme of a move may stand beside its object's place: "put its forces on alert", "withdrew from a treaty".
_OF_MOVES = ("from", "into", "out", "out of", "to")


# What is published where it is released.
_PUBLISHED = TEXTS | frozenset(
    "video footage image photo picture report document list name data recording audio film manifesto song".split()
)


def verb_acts(scene: Scene) -> Iterator[Told]:
    """The acts that the verbs of a sentence tell, one a clause at most."""
    for index, clause in enumerate(scene.clauses):
        act = _verb_at(scene, index, clause)
        warned_of = clause.tag == "VBG" and clause.link in ("against", "from", "without", "for")
        kept = clause.tag == "VBG" and clause.link == "from" and clause.host is not None
        if kept and clause.host is not None and scene.clauses[clause.host].lemma in _KEEPING:
            continue
        if act is not None and not (warned_of and act.event_type is EventType.CONSULT):
            yield verb_told(scene, index, clause, act)


def _verb_at(scene: Scene, index: int, clause: Clause) -> Act | None:
    table = lexicon().act_verbs
    if _refuses(scene, clause):
        return REFUSAL
    if imposed_before(scene, clause):
        return IMPOSED
    starts = (clause.head - 1, clause.head) if clause.head else (clause.head,)
    for start in starts:
        for _, act in table.every(scene.lemmas, start):
            if (start == clause.head or " " in act.word) and _fits(scene, index, clause, act):
                return act
    return _with_its_object(scene, index, clause)


_GUILTY = Act("convict", "v", EventType.ARREST, "weak")


def _with_its_object(scene: Scene, index: int, clause: Clause) -> Act | None:
    """ "regained stable control": a verb and its noun with words between them."""
    if found_guilty(scene, clause):
        return _GUILTY
    for chunk in () if clause.passive else clause.objects[:1]:
        found = lexicon().act_verbs.at((scene.lemmas[clause.head], scene.head(chunk).lemma.lower()), 0)
        if found is not None and found[0] == 2 and _fits(scene, index, clause, found[1]):
            return found[1]
    return None


_KEEPING = frozenset({"stop", "prevent", "keep", "block", "bar", "ban", "prohibit", "deter", "refrain", "abstain"})
REFUSAL = Act("refuse", "v", EventType.REJECT, "acts on")
"""What "will not accept", "does not recognize" say."""
# What is refused where that is silence, or nobody's business but the speaker's own.
_TELLING = frozenset(
    "comment respond answer say speak elaborate disclose confirm specify name identify step resign quit".split()
)
_PROTESTERS = frozenset({"protester", "protestor", "demonstrator", "activist", "marcher"})
_OUTSPOKEN = frozenset({"protest", "demand", "denounce", "oppose", "demonstrate", "condemn"})
_CROWD = frozenset("people thousand hundred ten dozen crowd resident student citizen supporter activist".split())


def _to_protest(scene: Scene, clause: Clause) -> bool:
    """ "Thousands gather to demand elections", "hundreds gathered for a protest"."""
    if any(scene.head(counted_noun(scene, chunk)).lemma.lower() in _PROTESTERS for chunk in clause.subjects):
        return True
    if not any(scene.head(chunk).lemma.lower() in _CROWD for chunk in clause.subjects):
        return False
    nouns = clause.governed("for", "at", "in")
    after = [one for one in scene.clauses if one.host is not None and scene.clauses[one.host] is clause]
    acts = (lexicon().act_nouns.at(scene.lemmas, scene.chunks[noun].head) for noun in nouns)
    return (
        any(act is not None and act[1].event_type is EventType.PROTEST for act in acts)
        or any(one.lemma in _OUTSPOKEN and (one.infinitive or one.tag == "VBG") for one in after)
        or bool(clause.governed("against"))
    )


_UNWILLING = frozenset({"will", "would", "wo", "can", "could", "ca"})


def _refuses(scene: Scene, clause: Clause) -> bool:
    """ "said it will not accept the plan", "does not recognize the government"."""
    if not clause.negated or not clause.finite or clause.lemma not in roles().refused:
        return False
    if any(scene.head(chunk).lemma.lower() in ("result", "election", "outcome") for chunk in clause.objects):
        return False
    return clause.modal in _UNWILLING or (clause.modal is None and clause.lemma in ("recognize", "recognise", "accept"))


def _names_act(scene: Scene, chunk: int) -> bool:
    return lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head) is not None


def _is_claim(scene: Scene, chunk: int) -> bool:
    return scene.head(chunk).lemma.lower() in CLAIM_NOUNS | FIGURE_NOUNS


def _particle(act: Act) -> str:
    """The second word of "hand over", "call on": the parser may take it for a preposition."""
    return act.word.split()[-1] if " " in act.word else "of"


def _fits(scene: Scene, index: int, clause: Clause, act: Act) -> bool:
    """Whether the clause has what the entry asks for: "when trade,treaty" wants one of these beside the verb."""
    if _no_such_act(scene, index, clause, act):
        return False
    match act.frame:
        case "host":
            return bool(clause.objects) and all(_in_office(scene, chunk) for chunk in clause.objects)
        case "protesters":
            return _to_protest(scene, clause)
        case "office":
            return any(_in_office(scene, chunk) for chunk in clause.subjects)
        case "to do":
            return bool(clause.objects or clause.passive) and _has_infinitive(scene, index)
        case "towards" | "falls" | "from" | "by somebody":
            return _governs(scene, clause, act.frame)
        case "to own" | "forces" | "to come":
            return _by_whom(scene, index, clause, act.frame)
        case "at law" | "on trial":
            return of_violence(scene) and (act.frame == "on trial" or charged_at_law(scene, clause))
        case "weak" if act.event_type in (EventType.MOVE_OTHER, EventType.AID):
            return clause.tag != "VBG"  # "accused of backing the rebels": no move of its own
        case frame if frame.startswith("when "):
            return _beside(scene, clause, act) or (act.word in ("enter", "take") and _enters(scene, clause))
        case _:
            return True


def _governs(scene: Scene, clause: Clause, frame: str) -> bool:
    """Whether a phrase stands beside the verb as the frame wants it."""
    match frame:
        case "towards":
            return bool(clause.governed("to")) and not clause.objects and not clause.passive
        case "falls":
            return any(in_arms(scene, chunk) for chunk in clause.governed("to"))
        case "from":
            return bool(clause.governed("from")) and bool(clause.subjects)
        case _:
            return bool(clause.governed("by")) if clause.passive else bool(clause.subjects and clause.objects)


def _by_whom(scene: Scene, index: int, clause: Clause, frame: str) -> bool:
    """Whether those who act, or are told to, are as the frame wants them."""
    match frame:
        case "to own":
            return _has_infinitive(scene, index) and any(unarmed(scene, chunk) for chunk in clause.objects)
        case "forces":
            return not clause.passive and any(is_force(scene, chunk) for chunk in clause.subjects)
        case _:
            return clause.modal in _TO_COME or promised(scene, clause)


def _enters(scene: Scene, clause: Clause) -> bool:
    """ "Rebels enter Vale": fighters and a place's own name."""
    parts = [scene.chunks[chunk] for chunk in clause.objects]
    named = any(within(scene.places, part.first, part.last) for part in parts)
    return named and any(in_arms(scene, chunk) for chunk in clause.subjects)


def _no_such_act(scene: Scene, index: int, clause: Clause, act: Act) -> bool:
    """What only looks like the act: a denial for a refusal, a video that is released, shots told by what is fired."""
    theme = (*clause.objects, *(clause.subjects if clause.passive else ()))
    if act.word in _SHOTS:  # what is fired decides: "fired rockets at", "a rocket fired at"
        return weapon_in(scene, theme) is not None
    if act.word in ("launch", "fire") and any(tested(scene, chunk) for chunk in theme):
        return True
    if act.word == "fight":
        return _only_serving(scene, clause)
    if act.word in ("hit", "strike"):
        return not _blow(scene, clause)
    if act.word == "declare" and act.event_type is EventType.MOVE_OTHER:
        return not in_unrest(scene)
    if act.word == "disarm":
        return bool(clause.objects)
    if act.word == "agree":
        return _concurs(scene, clause)
    if act.event_type is EventType.RELEASE:
        return bool(_RUBBLE & set(scene.lemmas)) or any(_is_published(scene, chunk) for chunk in theme)
    if act.event_type in (EventType.DESTRUCTION, EventType.ATTACK) and theme:
        return all(scene.head(chunk).lemma.lower() in roles().abstract for chunk in theme)
    if act.event_type is not EventType.REJECT:
        return False
    told = _has_infinitive(scene, index) and scene.clauses[index + 1].lemma in _TELLING
    return told or any(_is_claim(scene, chunk) for chunk in clause.objects)


_RUBBLE = frozenset({"rubble", "debris", "wreckage"})


def _is_published(scene: Scene, chunk: int) -> bool:
    """ "released a video", "released a video shot in the valley"."""
    part = scene.chunks[chunk]
    return any(lemma in _PUBLISHED for lemma in scene.lemmas[max(part.first, part.head - 1) : part.head + 1])


def _in_office(scene: Scene, chunk: int) -> bool:
    """ "the foreign minister of Chad", "President Deby": somebody in office by title."""
    part, words = scene.chunks[chunk], roles()
    titled = any(lemma in words.office for lemma in scene.lemmas[part.first : part.head + 1])
    named = scene.tokens[part.head].tag in PROPER and titled
    return named or scene.lemmas[part.head] in words.power | words.office


def _has_infinitive(scene: Scene, index: int) -> bool:
    """ "asked Chad to close the camps": what is asked for hangs on the verb."""
    return index + 1 < len(scene.clauses) and scene.clauses[index + 1].infinitive


def _beside(scene: Scene, clause: Clause, act: Act) -> bool:
    wanted = act.frame.removeprefix("when ").split(",")
    nouns = (
        *clause.objects,
        *(clause.subjects if clause.passive else ()),
        *given(scene, clause),
        *clause.governed("of", "on", _particle(act), *(() if act.event_type.violent else _OF_MOVES)),
        *(clause.governed("under", "in") if act.event_type is EventType.ARREST else ()),
    )
    return any(
        {scene.tokens[i].lemma.lower(), scene.tokens[i].lower.removesuffix("s")} & set(wanted)
        for noun in nouns
        if not _names_act(scene, noun) or scene.head(noun).lemma.lower() in wanted
        for i in range(scene.chunks[noun].first, scene.chunks[noun].last + 1)
    )


def given(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """The second of two objects: in "gave Chad a grant" what is given."""
    after = clause.objects[-1] + 1 if clause.objects else len(scene.chunks)
    return (after,) if after < len(scene.chunks) and scene.chunks[after].kind is Kind.NOUN else ()


def _concurs(scene: Scene, clause: Clause) -> bool:
    """ "The governor agreed, saying …": of one mind, no deal."""
    after = scene.chunks[clause.verb + 1 : clause.verb + 3]
    said = len(after) == 2 and after[1].kind is Kind.VERB and scene.tokens[after[1].head].tag == "VBG"
    return said and after[0].kind is Kind.COMMA and not clause.objects and not clause.phrases


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who does it, to whom, and with what, as a frame of the lexicon places them."""

    doers: tuple[int, ...]
    targets: tuple[int, ...]
    weapon: Run | None = None
    inside: Run | None = None


def verb_told(scene: Scene, index: int, clause: Clause, act: Act) -> Told:
    """The act that a clause's verb tells, with who and whom as the entry's frame places them."""
    parts = _whole(scene, clause, _aimed(scene, clause, act, _framed(scene, clause, act)))
    if _warded_off(scene, clause):
        parts = replace(parts, doers=())
    if act.word in _STEPPED_ON and weapon_in(scene, parts.targets) is not None and not clause.passive:
        parts = _Parts((), parts.doers, weapon_in(scene, parts.targets))
    if parts.weapon is None and (act.event_type.violent or act.frame == "when airspace"):
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
        weak=act.frame == "weak" and not (act.event_type is EventType.ATTACK and parts.weapon is not None),
        negated=(clause.negated and act is not REFUSAL)
        or any(nobody(scene, chunk) for chunk in clause.subjects)
        or _conditional(scene, clause),
    )
    return by_weapon(scene, told)


_SHARES = frozenset({"all", "most", "much", "half", "part", "rest", "remainder", "swathe", "majority", "portion"})


def _whole(scene: Scene, clause: Clause, parts: _Parts) -> _Parts:
    """ "captured all of Arlen", "seized parts of the valley": what is named after "of"."""
    shares = [chunk for chunk in parts.targets if scene.head(chunk).lemma.lower() in _SHARES]
    after = clause.governed("of")[:1] if shares and shares == list(parts.targets) else ()
    return replace(parts, targets=after or parts.targets)


def _warded_off(scene: Scene, clause: Clause) -> bool:
    """ "Police foiled a plot to bomb a market": those who foil it do not bomb."""
    host = scene.clauses[clause.host] if clause.infinitive and clause.host is not None else None
    return host is not None and host.lemma in _WARDING and bool(host.objects)


_WARDING = frozenset({"foil", "thwart", "prevent", "disrupt", "avert", "uncover"})


def _conditional(scene: Scene, clause: Clause) -> bool:
    """ "if they attack", "if he chooses to attend": no act that took place."""
    at = clause
    while at.infinitive and at.host is not None:
        at = scene.clauses[at.host]
    return at.link in ("if", "unless")


def _frame(scene: Scene, clause: Clause, act: Act) -> str:
    """The entry's frame; "a bomb detonated" has the means for its subject, as "exploded" has."""
    alone = act.frame == "weapon" and not clause.objects and weapon_in(scene, clause.subjects) is not None
    return "weapon-subject" if alone else act.frame


def _framed(scene: Scene, clause: Clause, act: Act) -> _Parts:
    """The participants where the verb's frame has them; active and passive alike."""
    plain = _plain_parts(scene, clause, act)
    passive = clause.passive
    match _frame(scene, clause, act):
        case "mutual" | "host":
            own = () if passive or " " in act.word else clause.objects
            return _Parts(
                (*clause.subjects, *own, *clause.governed("with", "between", *(("by",) if passive else ()))), ()
            )
        case "from":
            return _Parts(clause.governed("from"), clause.subjects)
        case "subject" | "on trial":
            return _Parts((), clause.subjects)
        case "to come":
            return _Parts(clause.subjects, clause.governed("against"))
        case "weapon-subject":
            sites = clause.governed("near", "at", "outside", "inside", "under", "underneath") or in_a_site(
                scene, clause
            )
            return _Parts((), sites, weapon_in(scene, clause.subjects))
        case "of":
            return replace(plain, targets=clause.governed("of", "over"))
        case "falls":
            return _Parts(clause.governed("to"), clause.subjects)
        case "topic":
            return replace(plain, targets=())
        case "agent" | "office" | "protesters":
            aims = clause.governed("against", "to") or (clause.objects if act.event_type is EventType.PROTEST else ())
            aims = tuple(chunk for chunk in aims if scene.head(chunk).lemma.lower() not in act.word.split())
            return replace(plain, targets=clause.subjects if passive else aims)
        case "visit" | "towards":
            ways = ("to", "in", "with") if act.frame == "visit" else ("to",)
            return plain if plain.targets else replace(plain, targets=clause.governed(*ways))
        case frame if frame == "weapon" or frame.startswith("when "):
            return _thrown(scene, clause, act, plain)
        case _:
            return plain


def _sent_from(scene: Scene, clause: Clause, act: Act) -> tuple[int, ...]:
    """ "men deported from Chad to Libya": the state that sends them out."""
    named = act.word == "deport"
    return tuple(chunk for chunk in clause.governed("from") if named and scene.head(chunk).tag in PROPER)[:1]


def _plain_parts(scene: Scene, clause: Clause, act: Act) -> _Parts:
    if act is IMPOSED:
        return _Parts(*by_whom_imposed(scene, clause))
    if clause.passive:
        return _Parts(clause.governed("by") or _sent_from(scene, clause, act), clause.subjects)
    if " " in act.word and act.word.split()[-1] == clause.lemma:
        return _Parts(_before_compound(scene, clause), clause.objects)
    own = act.word.split()[1:]  # the "fire" of "set fire to a house"
    objects = tuple(chunk for chunk in clause.objects if scene.head(chunk).lemma.lower() not in own)
    return _Parts(behind_text(scene, clause), objects)


def _thrown(scene: Scene, clause: Clause, act: Act, plain: _Parts) -> _Parts:
    """The object is the means ("fired rockets at a base") or the theme ("suspended trade with Belarus")."""
    means = (act.event_type.violent and act.event_type is not EventType.DESTRUCTION) or act.frame == "weapon"
    means = means or act.word == "test"
    weapon = weapon_in(scene, (*plain.targets, *clause.governed("of"))) if means else None
    if weapon is not None:
        aims = clause.governed("beside", "against") or clause.governed(
            "at", "on", "near", "into", "towards", "toward", "across"
        )
        return _Parts(plain.doers or from_land(scene, clause), aims, weapon)
    if act.event_type is EventType.MOB_VIOLENCE:
        return replace(plain, targets=clause.governed("at", "on", "against", "towards"))
    if act.event_type is EventType.AID:
        return replace(plain, targets=_helped(scene, clause))
    if act.event_type is EventType.ARREST and act.word in ("receive", "be", "remain"):
        return _Parts((), clause.subjects)  # "Two men received a life sentence", "are under arrest"
    if act.event_type is EventType.ARREST and act.word in ("file", "bring"):
        return replace(plain, targets=clause.governed("against"))  # "filed charges against two men"
    if act.event_type is EventType.WITHDRAW:
        return replace(plain, targets=())
    if act.event_type in _THEMES:
        return replace(plain, targets=clause.governed("against", "on", "with", "to", "from", "towards"))
    return plain


_MISSIONS = frozenset({"embassy", "consulate", "mission"})
_ENVOYS = frozenset({"ambassador", "envoy"})


def _mission(scene: Scene, clause: Clause, act: Act) -> tuple[int, ...]:
    """ "reopens its embassy in Vale", "recalls its ambassador to Chad": the embassy, and the state of the envoy."""
    heads = {scene.head(chunk).lemma.lower() for chunk in clause.objects}
    if act.event_type is EventType.MOVE_OTHER and heads & _MISSIONS:
        return clause.objects
    if act.event_type is EventType.PROTEST and act.word == "recall" and heads & _ENVOYS:
        return clause.governed("to", "from", "in")
    return ()


def _helped(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "sent aid to Chad", "gave Chad a grant": who gets it."""
    return clause.governed("to", "for") or (clause.objects if given(scene, clause) else ())


def _aimed(scene: Scene, clause: Clause, act: Act, parts: _Parts) -> _Parts:
    """Where no object is told, what stands after "on" or "at" is the target of violence: "opened fire on a crowd"."""
    if not clause.passive and (mission := _mission(scene, clause, act)):
        return replace(parts, targets=mission)
    if act.event_type is EventType.MOBILIZE and act.frame != "weapon":
        return replace(parts, targets=clause.governed("on" if act.word.endswith(" on") else "against"))
    if " " in act.word and act.frame != "topic" and not parts.targets and clause.governed(_particle(act)):
        parts = replace(parts, targets=clause.governed(_particle(act)))
    if act.event_type is EventType.SEIZURE and any(scene.head(i).lemma.lower() == "control" for i in parts.targets):
        return replace(parts, targets=clause.governed("of", "over"))
    if act.word.endswith(" fire") and act.frame != "mutual":
        return replace(parts, targets=parts.targets or clause.governed("on", "at", "to"))
    if act.event_type.violent and act.frame != "mutual" and not clause.passive and not parts.targets:
        return replace(parts, targets=clause.governed("on", "at", "against"))
    return parts


def _with_means(scene: Scene, clause: Clause, parts: _Parts) -> _Parts:
    """The means among the doers ("drones struck"), after "with" or "using", or in the doer's hand."""
    in_hand = tuple(n for chunk in clause.subjects for n in carried(scene, chunk))
    weapon = weapon_in(scene, (*parts.doers, *clause.governed("with", "using", "by", "in"), *in_hand))
    if weapon is None:
        return parts
    doers = tuple(i for i in parts.doers if weapon_in(scene, (i,)) is None or is_bomber(scene, i))
    return _Parts(doers, parts.targets, weapon, None if doers else owner_of(scene, weapon))


def _before_compound(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "Pakistan recently test fired": the first word of the verb was taken for its subject."""
    chunk = scene.chunk_at(clause.head - 1)
    if scene.chunks[chunk].first < clause.head - 1:
        return (chunk,)
    nouns = [i for i in scene.nouns() if i < chunk]
    return tuple(nouns[-1:])
