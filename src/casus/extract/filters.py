"""What is no claim: accidents, disasters, seized goods, deals of firms, and harm of which nothing says violence."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.clauses import Clause
from casus.extract.grouping import Group
from casus.extract.naming import Memory
from casus.extract.phrases import PROPER
from casus.extract.scene import Scene, within
from casus.extract.sums import sum_of
from casus.extract.tellings import weapon_near
from casus.extract.told import Told
from casus.extract.weapons import weapon_tokens
from casus.extract.words import country_of
from casus.model.codes import FIGHTING, EventType, Harm
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

# Rescue and clearing-up after an accident: "rescued alive", "demolish sections".
_RESCUE = frozenset({EventType.RELEASE, EventType.DESTRUCTION})
_PEOPLES_HARM = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.DISPLACED})
# Ways to die that are told only of violence.
_VIOLENT_HARM = frozenset(
    {"shoot", "stab", "murder", "assassinate", "execute", "behead", "massacre", "martyr", "neutralize"}
)


def is_no_claim(scene: Scene, one: Group, memory: Memory, *, told_before: bool) -> bool:
    """Whether a group tells of nothing that the ledger keeps. `told_before`: the report has told of violence."""
    if is_accident(scene, one, memory) or _seized_goods(scene, one) or of_no_concern(scene, one):
        return True
    if _only_supposed(scene, one):
        return True
    if (
        one.acts
        or told_before
        or _unrest(scene)
        or weapon_near(scene, one) is not None
        or sum_of(scene, one) is not None
    ):
        return False
    return not _harm_by_somebody(scene, one)


_SUPPOSING = frozenset({"would", "could", "might"})


def _only_supposed(scene: Scene, one: Group) -> bool:
    """ "said that executing him would change nothing": what the deed would be, and no deed."""
    spots = [act.clause for act in one.acts] + [toll.clause for toll in one.tolls]
    pairs = [scene.clauses[at : at + 2] for at in spots if at is not None and at + 1 < len(scene.clauses)]
    return any(
        deed.tag == "VBG" and after.modal in _SUPPOSING and deed.objects[-1:] == (after.verb - 1,)
        for deed, after in pairs
    )


_UNREST = frozenset("protest unrest violence crackdown war conflict insurgency hostility gang militant militia".split())


def _unrest(scene: Scene) -> bool:
    """Whether the sentence sets the harm in a fight or in unrest: "killed during protests"."""
    return bool(_UNREST & set(scene.lemmas))


def is_accident(scene: Scene, one: Group, memory: Memory) -> bool:
    """Whether harm is told with a cause that is no violence, and no act of violence beside it."""
    found = _is_accident(scene, one, memory)
    if found and scene.number <= 1:
        memory.accident = True
    if found:
        memory.mishaps.append(scene.span)
    return found


def _is_accident(scene: Scene, one: Group, memory: Memory) -> bool:
    strong = [act for act in one.acts if act.event_type.violent and not act.weak]
    accident = names_accident(scene)
    if memory.accident and one.acts and all(act.event_type in _RESCUE for act in one.acts):
        return True
    if strong:
        return all(_of_nature(scene, act, accident=accident) for act in strong)
    if not any(act.event_type.violent for act in one.acts) and one.acts:
        return False
    harmed = any(toll.toll.harm in _PEOPLES_HARM for toll in one.tolls)
    return (accident or memory.accident) and (harmed or not one.tolls)


def names_accident(scene: Scene) -> bool:
    """Whether a sentence names an accident, a disaster or an illness."""
    words = lexicon()
    for index in range(len(scene.tokens)):
        hit = words.accident_nouns.at(scene.lemmas, index)
        if hit is not None and _is_gunfire(scene, index):
            continue
        if hit is not None and scene.tokens[index + hit[0] - 1].tag[:2] in ("NN", "JJ"):
            return True
    return _falls(scene) or any(
        lemma in words.accident_verbs and not _of_talks(scene, index) for index, lemma in enumerate(scene.lemmas)
    )


def _falls(scene: Scene) -> bool:
    """ "A bus fell into a river": what drives or flies falls by accident, as a town does not."""
    falling = (clause for clause in scene.clauses if clause.lemma == "fall" and clause.governed("into", "off", "from"))
    subjects = lexicon().accident_subjects
    return any(scene.lemmas[scene.chunks[chunk].head] in subjects for clause in falling for chunk in clause.subjects)


_TALKS = frozenset("talk negotiation ceasefire truce deal agreement summit government regime front line".split())


def _of_talks(scene: Scene, token: int) -> bool:
    """ "Talks between Chad and the rebels collapsed": no building fell."""
    clause = next((one for one in scene.clauses if one.head == token), None)
    return clause is not None and any(scene.head(chunk).lemma.lower() in _TALKS for chunk in clause.subjects)


_FIRE_OF = frozenset(
    "return open exchange trade under hostile friendly artillery mortar rocket sniper gun tank heavy hold cease "
    "of".split()
)


def _is_gunfire(scene: Scene, index: int) -> bool:
    """ "returned fire", "under fire", "Pakistani fire": shots, no blaze."""
    if scene.lemmas[index] != "fire" or not index:
        return False
    before = scene.tokens[index - 1]
    return before.lemma.lower() in _FIRE_OF or country_of(before.text) is not None


def _of_nature(scene: Scene, act: Told, *, accident: bool) -> bool:
    """ "A tornado strikes the town", "a train hits workers", "an explosion at a plant": no act of anybody."""
    words = lexicon()
    heads = [scene.chunks[chunk].head for chunk in act.doers]
    if accident and any(words.accident_nouns.at(scene.lemmas, head) for head in heads):
        return True
    if act.act.word in ("hit", "strike", "ram") and any(
        scene.lemmas[head] in words.accident_subjects for head in heads
    ):
        return "attack" not in scene.lemmas
    if act.act.word != "explosion":
        return False
    suspicious = {
        "bomb",
        "attack",
        "militant",
        "terrorist",
        "device",
        "claim",
        "rebel",
        "soldier",
        "insurgent",
        "group",
    }
    site = any(lemma in words.blast_sites for lemma in scene.lemmas)
    return (accident or site) and not suspicious & set(scene.lemmas)


def _harm_by_somebody(scene: Scene, one: Group) -> bool:
    """Whether harm alone tells of violence: somebody did it, a fighter or soldier suffered it, the verb says so."""
    for told in one.tolls:
        if told.toll.side in FIGHTING or told.toll.harm not in _PEOPLES_HARM:
            return True
        if told.clause is None:
            continue
        clause = scene.clauses[told.clause]
        agents = clause.governed("by", "with") if clause.passive else ()
        doers = () if clause.passive or told.chunk in clause.subjects else clause.subjects
        if _of_a_people(scene, clause, told.chunk):
            return True
        if agents or any(_somebody(scene, chunk) for chunk in doers) or clause.lemma in _VIOLENT_HARM:
            return not all(scene.lemmas[scene.chunks[a].head] in lexicon().accident_subjects for a in (*agents, *doers))
    return False


def _of_a_people(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "Nine Chadians are killed": members of a people whom somebody kills; an accident would be named."""
    return clause.passive and clause.lemma == "kill" and scene.head(chunk).tag == "NNPS"


def _somebody(scene: Scene, chunk: int) -> bool:
    head, part = scene.head(chunk), scene.chunks[chunk]
    if weapon_tokens(scene, part.first, part.last) is not None:
        return True
    lemma = head.lemma.lower()
    return head.tag in PROPER or head.tag == "PRP" or lemma in lexicon().people or lemma in roles().government


def _seized_goods(scene: Scene, one: Group) -> bool:
    """ "Police seize 68 weapons", "the aircraft overran the runway": nothing is taken from the other side."""
    seizures = [act for act in one.acts if act.event_type is EventType.SEIZURE and (act.chunk is None or act.targets)]
    others = [act for act in one.acts if act.event_type.violent and act.event_type is not EventType.SEIZURE]
    people = any(toll.toll.harm is Harm.ARRESTED for toll in one.tolls)
    return bool(seizures) and not others and not people and not any(_seizable(scene, act.targets) for act in seizures)


def _seizable(scene: Scene, targets: Sequence[int]) -> bool:
    for chunk in targets:
        part = scene.chunks[chunk]
        if scene.head(chunk).lemma.lower() in roles().seizable or scene.head(chunk).tag in (*PROPER, "PRP"):
            return True
        if within(scene.places, part.first, part.last):
            return True
    return False


def is_heading(scene: Scene) -> bool:
    """Whether a sentence has no finite verb: a bare topic heading tells nothing."""
    return not any(clause.finite and _said_plainly(scene, clause.head) for clause in scene.clauses)


def _said_plainly(scene: Scene, head: int) -> bool:
    """No word of a title ("Proposed Annexation"), unless it opens the sentence."""
    return head == 0 or not scene.tokens[head].text[:1].isupper()


def of_a_firm(scene: Scene, chunks: Sequence[int]) -> bool:
    """Whether those who act are a firm, a team, an artist: no state and no group."""
    words = roles().firm
    return any(
        scene.lemmas[at] in words
        for chunk in chunks
        for at in range(scene.chunks[chunk].first, scene.chunks[chunk].last + 1)
    )


def of_no_concern(scene: Scene, one: Group) -> bool:
    """Arrests for theft, fraud or drugs, people met with gunfire."""
    kinds = {act.event_type for act in one.acts}
    if kinds == {EventType.ARREST} or (not kinds and all(t.toll.harm is Harm.ARRESTED for t in one.tolls)):
        said = {part for lemma in scene.lemmas for part in (lemma, *lemma.split("-"))}  # "a drug-trafficking ring"
        return bool(said & roles().crime) and not said & roles().outrage
    return kinds == {EventType.CONSULT} and all(_met_with_fire(scene, act) for act in one.acts)


def _met_with_fire(scene: Scene, act: Told) -> bool:
    clause = scene.clauses[act.clause] if act.clause is not None else None
    return act.act.word == "meet" and clause is not None and clause.passive
