"""Acts: where a sentence tells of a deed, by a verb or by a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.extract.acts_nouns import noun_acts
from casus.extract.acts_verbs import verb_acts
from casus.extract.clauses import Clause
from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.extract.words import CALLING_OFF, MUST
from casus.model.codes import EventType
from casus.reference.lexicon import Act, lexicon

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


def find_acts(scene: Scene) -> tuple[Told, ...]:
    """The acts of a sentence, in order of the words that name them."""
    settled = list(_settled(scene, named_acts(scene)))
    return tuple(_whole_deed(scene, act, settled) for act in settled)


def _whole_deed(scene: Scene, act: Told, settled: list[Told]) -> Told:
    """An act beside the others of its sentence: a part of one of them, or the deed of those who pay for it."""
    return _of_the_convicted(scene, _in_one_raid(scene, _by_its_act(scene, act, settled), settled), settled)


def _by_its_act(scene: Scene, one: Told, told: list[Told]) -> Told:
    """ "A depot is destroyed in a missile strike", "strikes destroy a depot": what the strike did, no other deed."""
    if one.event_type is not EventType.DESTRUCTION or one.chunk is not None or one.clause is None:
        return one
    clause = scene.clauses[one.clause]
    around = {*clause.subjects, *clause.governed("in", "by", "during")} if clause.passive else {*clause.subjects}
    strikes = [act for act in told if act.chunk in around and act.event_type.violent and not act.weak]
    return replace(one, weak=True, doers=()) if strikes else one


def _hosts(scene: Scene, clause: Clause) -> list[int]:
    """The clauses that a participle hangs on, by way of other participles: "raided a camp, killing two, abducting"."""
    found: list[int] = []
    while clause.link == "participle" and clause.host is not None and len(found) < 4:
        found.append(clause.host)
        clause = scene.clauses[clause.host]
    return found


def _in_one_raid(scene: Scene, one: Told, told: list[Told]) -> Told:
    """ "attacked a mine, abducting two men", "abducted in an attack on a school": one deed, told first."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None:
        return one
    raids = [act for act in told if act.event_type is EventType.ATTACK and act is not one]
    taken = [act for act in told if act.event_type is EventType.ABDUCTION and act.chunk is None]
    if one in taken and clause.tag == "VBG" and clause.link == "participle":
        raid = next((act for act in raids if act.clause in _hosts(scene, clause)), None)
        return replace(one, weak=True, targets=() if raid.targets else one.targets) if raid is not None else one
    around = {n for act in taken if act.clause == one.clause for n in clause.governed("in", "during")}
    itself = one.event_type is EventType.ATTACK and one.chunk is not None and one.chunk in around
    return replace(one, weak=True) if itself else one


def _of_the_convicted(scene: Scene, one: Told, told: list[Told]) -> Told:
    """ "sentenced a man for murdering a judge", "jailed for the killing of a judge": the deed is of those who pay."""
    if not one.event_type.violent or one.clause is None or one.inside is not None:
        return one
    clause = scene.clauses[one.clause]
    if one.chunk is None:
        at = clause.host if clause.tag == "VBG" and clause.link in ("for", "of", "over") else None
    else:
        at = one.clause if not one.doers and one.chunk in clause.governed("for", "of", "over") else None
    verdict = next((act for act in told if act.clause == at and _is_verdict(act)), None) if at is not None else None
    return replace(one, doers=verdict.targets) if verdict is not None and verdict.targets else one


_VERDICTS = frozenset("sentence convict jail imprison indict prosecute extradite charge receive".split())


def _is_verdict(act: Told) -> bool:
    return act.event_type is EventType.ARREST and act.chunk is None and act.act.word in _VERDICTS


def named_acts(scene: Scene) -> list[Told]:
    """Every word of a sentence that an entry takes for an act, in order, before they are weighed against each other."""
    nouns = list(noun_acts(scene))
    taken = {told.token for told in nouns}
    verbs = [told for told in verb_acts(scene) if told.token not in taken]
    return sorted((*nouns, *verbs), key=lambda one: one.token)


def _settled(scene: Scene, told: list[Told]) -> Iterator[Told]:
    """A call for a ceasefire is no ceasefire; "agree to a ceasefire" is one, by those who agree."""
    for one in told:
        rivals = [other for other in told if other is not one and other.clause == one.clause and one.clause is not None]
        verbs = [other for other in rivals if other.chunk is None]
        if one.event_type.violent:
            if one.chunk is None and _vowed(scene, one):
                yield _as_threat(scene, one)
            elif not (_warded_off(scene, one) or _threatened(scene, one, told)):
                yield one
        elif one.chunk is None:
            named = any(other.chunk is not None and not other.event_type.violent for other in rivals)
            agreeing = one.event_type is EventType.AGREE
            promised = agreeing and (named or (one.act.word == "agree" and _agreed_to_do(scene, one, told)))
            promised = promised or _to_meet(scene, one, told)
            promised = promised or _fell_through(scene, one)
            refused = _in_text_refused(scene, one, told) or _only_spoken_of(scene, one, told)
            if not promised and not refused and not _called_for(scene, one, told) and not _demanded(scene, one):
                yield one
        elif _recalled(scene, one, verbs) or (
            not any(verb.event_type in _ABSORBING and not _fell_through(scene, verb) for verb in verbs)
            and not _asked_of(scene, one, told)
        ):
            agreed = next((verb for verb in verbs if verb.event_type is EventType.AGREE), None)
            whose = replace(one, doers=_both(agreed, one)) if agreed is not None else one
            if not _loose(scene, whose) and not _to_meet(scene, one, told):
                yield whose


_RECALLING = frozenset({("following",), ("after",), ("over",), ("despite",), ("amid",)})


def _recalled(scene: Scene, one: Told, verbs: list[Told]) -> bool:
    """ "cut off the gas, following Libya's rejection of its terms": a move of somebody's own, told as the reason."""
    same = any(verb.event_type is one.event_type for verb in verbs)
    if one.chunk is None or same or not (one.inside or one.doers):
        return False
    first = scene.chunks[one.chunk].first
    return scene.before(first, 1) in _RECALLING or scene.before(first, 2) == ("response", "to")


def _both(agreed: Told, one: Told) -> tuple[int, ...]:
    """ "agreed to a ceasefire with Arlen": who agrees, and with whom."""
    return (*(chunk for chunk in agreed.doers if chunk not in one.doers), *one.doers)


def _fell_through(scene: Scene, one: Told) -> bool:
    """ "The planned talks were cancelled": talks that failed, refused by nobody who is named."""
    clause = scene.clauses[one.clause] if one.clause is not None and one.chunk is None else None
    if clause is None or clause.lemma not in CALLING_OFF or not clause.passive or clause.governed("by"):
        return False
    return any(
        (found := lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head)) is not None
        and found[1].event_type is EventType.CONSULT
        for chunk in clause.subjects
    )


def _of_two(scene: Scene, chunk: int) -> bool:
    """ "Chadian and Sudanese officials": two sides in one phrase."""
    return chunk > 1 and scene.chunks[chunk - 1].kind is Kind.AND


def _to_meet(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "The two sides agreed to begin talks": that they agree is the news."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if one.event_type is not EventType.CONSULT or clause is None or not clause.infinitive:
        return False
    return any(
        other.event_type is EventType.AGREE and other.clause == clause.host and not _agreed_to_do(scene, other, told)
        for other in told
    )


_WEIGHED = frozenset({"discuss", "consider", "debate", "review", "avoid", "oppose", "weigh", "prevent"})


def _only_spoken_of(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "discussed reopening a border", "a plan proposed by Chad", "deployed a drone to attack": no move of its own."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None:
        return False
    host = scene.clauses[clause.host] if clause.host is not None else None
    weighed = clause.tag == "VBG" and clause.link != "with" and host is not None and host.lemma in _WEIGHED
    described = one.event_type is EventType.APPEAL and clause.passive and clause.link == "participle"
    below = [other for other in told if other.event_type.violent and other.clause is not None]
    used = one.event_type is EventType.MOBILIZE and any(
        scene.clauses[other.clause].infinitive and scene.clauses[other.clause].host == one.clause
        for other in below
        if other.clause is not None
    )
    return weighed or described or used


def _demanded(scene: Scene, one: Told) -> bool:
    """ "the rebels must agree": what is demanded of them, which is told as a call."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    return clause is not None and clause.modal in MUST


def _agreed_to_do(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "agreed to lift its sanctions": one side's promise of a move, no deal."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None or len(one.doers) != 1 or _of_two(scene, one.doers[0]):
        return False
    return any(
        other.clause is not None
        and scene.clauses[other.clause].infinitive
        and scene.clauses[other.clause].host == one.clause
        for other in told
        if not other.event_type.violent
    )


def _in_text_refused(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "vetoed a resolution calling for a ceasefire": what a text says that was refused."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None or clause.host is None or (clause.finite and clause.link not in ("that", "which")):
        return False
    return clause.infinitive is False and any(
        other.event_type is EventType.REJECT and other.clause == clause.host for other in told
    )


VOW = Act("vow", "v", EventType.THREATEN, "acts on")
_VOWING = frozenset({"vow", "swear", "pledge"})


def _vowed(scene: Scene, one: Told) -> bool:
    """ "swore to fight on": violence vowed is a threat."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    return (
        clause is not None
        and clause.infinitive
        and clause.host is not None
        and scene.clauses[clause.host].lemma in _VOWING
    )


def _as_threat(scene: Scene, one: Told) -> Told:
    assert one.clause is not None
    clause = scene.clauses[one.clause]
    aims = clause.objects or clause.governed("against") or one.targets
    return replace(one, act=VOW, event_type=EventType.THREATEN, doers=clause.subjects, targets=aims, weapon=None)


_WARDING = frozenset({"prevent", "avoid", "avert", "deter", "preempt"})


def _warded_off(scene: Scene, one: Told) -> bool:
    """ "blew up the boat to prevent its capture": what did not come about was not even tried."""
    clause = scene.clauses[one.clause] if one.clause is not None and one.chunk is not None else None
    return clause is not None and clause.infinitive and clause.lemma in _WARDING and one.chunk in clause.objects


def _threatened(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "threatened to attack", "warned of more attacks": the attack is what is threatened."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if one.chunk is not None:
        warned = any(other.clause == one.clause and other.event_type is EventType.THREATEN for other in told)
        return clause is not None and warned and one.chunk in clause.governed("of", "with")
    if clause is None or clause.host is None or not (clause.infinitive or clause.modal is not None):
        return False
    return any(other.clause == clause.host and other.event_type is EventType.THREATEN for other in told)


def _called_for(scene: Scene, one: Told, told: list[Told]) -> bool:
    """Acts in the infinitive after a call are what is called for, no acts of their own."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is not None and clause.link in ("complement", "that") and clause.host is not None:
        return any(other.clause == clause.host and other.event_type is EventType.APPEAL for other in told)
    seen = 0
    while clause is not None and clause.infinitive and clause.host is not None and seen < 3:
        host = clause.host
        if any(other.clause == host and other.event_type in _ABSORBING for other in told):
            return True
        clause, seen = scene.clauses[host], seen + 1
    return False


def _asked_of(scene: Scene, one: Told, told: list[Told]) -> bool:
    """ "urged the bloc to impose sanctions": a measure asked of others, told as a call."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if clause is None or not clause.infinitive or one.event_type is not EventType.SANCTION:
        return False
    return any(other.clause == clause.host and other.event_type is EventType.APPEAL for other in told)


def _loose(scene: Scene, one: Told) -> bool:
    """A move that is only mentioned ("in violation of the ceasefire"): neither done by anybody nor told as a fact."""
    clause = scene.clauses[one.clause] if one.clause is not None else None
    if one.chunk is not None and clause is not None and _sought(scene, one, clause):
        return True
    if one.doers or one.inside is not None or one.chunk is None:
        return False
    amount = one.chunk - 2 if scene.before(scene.chunks[one.chunk].first, 1) == ("of",) else one.chunk
    told = clause is not None and bool({one.chunk, amount} & {*clause.objects, *clause.subjects})
    return not told and not _went_on(scene, one.chunk) and not _amid_protest(scene, one)


def _amid_protest(scene: Scene, one: Told) -> bool:
    """ "Four people are killed during protests over prices": the protest is told beside what happened at it."""
    if one.event_type is not EventType.PROTEST or one.definite or one.chunk is None:
        return False
    return scene.before(scene.chunks[one.chunk].first, 1) in (("during",), ("following",), ("amid",), ("after",))


def _sought(scene: Scene, one: Told, clause: Clause) -> bool:
    """ "in an effort to secure a ceasefire", "as part of a deal with Arlen": no deal is told."""
    if one.event_type not in (EventType.CEASEFIRE, EventType.AGREE):
        return False
    before = scene.tokens[scene.chunks[clause.verb].first - 1].lemma if clause.infinitive else ""
    hoped = before in ("effort", "bid", "attempt", "push") and one.chunk in clause.objects
    governs = scene.head(one.chunk - 1).lower if one.chunk else ""
    with_one = len(one.doers) == 1 and not _of_two(scene, one.doers[0]) and one.doers[0] > (one.chunk or 0)
    return hoped or (with_one and governs == "of" and one.event_type is EventType.AGREE)


def _went_on(scene: Scene, chunk: int) -> bool:
    """ "resigns after weeks of protests": recalled with a time of its own."""
    before = scene.chunks[max(0, chunk - 3) : chunk]
    kinds = [part.kind for part in before] == [Kind.PREPOSITION, Kind.TIME, Kind.PREPOSITION]
    return kinds and scene.tokens[before[0].head].lower in ("after", "following", "despite", "amid")
