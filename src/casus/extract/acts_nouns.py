"""Acts that a noun tells ("an air strike on a depot", "the arrest of two men"), with who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator

from casus.extract.clauses import Clause
from casus.extract.launched import is_land
from casus.extract.phrases import NOUNS, PROPER, Chunk, Kind
from casus.extract.prepositions import Phrase, phrases_from
from casus.extract.scene import Scene, within
from casus.extract.told import Told, behind_text, blames, by_weapon, doer_inside, nobody, owner_of, took_part
from casus.extract.weapons import Run, weapon_in, weapon_tokens
from casus.model.codes import EventType
from casus.reference.lexicon import Act, lexicon

# Verbs that only say that an act took place: "carried out an attack", "imposes sanctions".
_LIGHT = frozenset(
    "carry conduct launch stage hold mount commit perpetrate sign reach impose enact levy maintain reimpose "
    "begin make perform execute order announce extend declare undertake wage start resume face suffer complete "
    "lead open attempt plan threaten issue voice lodge host give deliver reiterate renew introduce implement "
    "adopt propose repeat initiate continue pledge promise provide increase".split()
)


_WALKOUT = Act("strike", "n", EventType.PROTEST, "agent")
_WORK = frozenset({"union", "wage", "picket", "walkout", "employer", "strikers"})


_LINES = frozenset({"border", "frontier", "frontline", "coast", "coastline", "shore", "area", "region"})
# "An explosion is reported at a school": the place of the act hangs on the verb.
_TELLING = frozenset({"report", "hear", "record"})
# "Operation Dawn": an operation with a name of its own is a move until the text says more.
_NAMED_OPERATION = Act("operation", "n", EventType.MOVE_OTHER, "agent")


# Verbs of going: "returned to Geneva for talks".
_MOTION = frozenset("return go come fly head arrive gather travel meet".split())


_AIMS = ("on", "against", "at", "outside", "of", "targeting", "near", "into", "inside", "including")


_CLAIMING = frozenset({"claim", "report", "announce", "declare"})
_AMOUNTS = frozenset({"round", "series", "wave", "number", "barrage", "spate", "string", "campaign", "set"})


def noun_acts(scene: Scene) -> Iterator[Told]:
    """The acts that the nouns of a sentence tell."""
    for index in scene.nouns():
        found = _noun_at(scene, index)
        if found is not None:
            first, act = found
            act = _PHONED if act.word == "call" and _with_somebody(scene, index) else act
            told = noun_told(scene, index, first, act)
            if not _broken(scene, told) and (act.frame != "breaks out" or _breaks_out(scene, told)):
                yield told


_BREAKING_OUT = frozenset({"erupt", "break", "occur", "continue", "flare", "spread", "escalate", "report", "begin"})


def _breaks_out(scene: Scene, told: Told) -> bool:
    """ "Sectarian violence erupts in the valley": that it goes on is the news."""
    clause = scene.clauses[told.clause] if told.clause is not None else None
    return clause is not None and told.chunk in clause.subjects and clause.lemma in _BREAKING_OUT


_PHONED = Act("phone call", "n", EventType.CONSULT, "mutual")


def _with_somebody(scene: Scene, index: int) -> bool:
    """ "held a call with President Orlov": no call for anything."""
    after = index + 1
    return after < len(scene.chunks) and scene.head(after).lower in ("with", "between")


_BREAKING = frozenset({"violate", "break", "breach", "negotiate"})


def _broken(scene: Scene, told: Told) -> bool:
    """ "violated the ceasefire", "met to negotiate a ceasefire": no ceasefire is made."""
    clause = scene.clauses[told.clause] if told.clause is not None else None
    two_sided = told.event_type in (EventType.CEASEFIRE, EventType.AGREE)
    if two_sided and told.chunk is not None and told.chunk > 1 and scene.head(told.chunk - 1).lower == "of":
        of_what = scene.head(told.chunk - 2).lemma.lower()
        if of_what in ("violation", "breach"):
            return True  # "violations of the ceasefire"
    return two_sided and clause is not None and clause.lemma in _BREAKING and told.chunk in clause.objects


def _noun_at(scene: Scene, index: int) -> tuple[int, Act] | None:
    """The act that a noun chunk names with its last words, and the token where those begin."""
    part, table = scene.chunks[index], lexicon().act_nouns
    if scene.lemmas[part.head] == "strike" and _of_workers(scene, part):
        return part.head, _WALKOUT
    if scene.tokens[part.first].text == "Operation" and part.head > part.first:
        return part.first, _NAMED_OPERATION
    if any(_ends_at(scene, start, part.head) for start in range(part.first, part.head)):
        return None
    for start in range(part.first, part.head + 1):
        found = table.at(scene.lemmas, start)
        if found is not None and start == part.head and found[0] > 1 and not _verb_at(scene, start + found[0] - 1):
            return start, found[1]
        if start and scene.tokens[part.head].tag in PROPER and scene.tokens[part.head].text[:1].isupper():
            continue  # "One Battle After Another": a title, no battle
        if found is not None and start + found[0] - 1 == part.head and scene.tokens[part.head].tag in NOUNS:
            return start, found[1]
    return None


def _verb_at(scene: Scene, token: int) -> bool:
    """ "a rocket fired at the town": a verb, no rocket fire."""
    return scene.tokens[token].tag.startswith("VB")


def _of_workers(scene: Scene, part: Chunk) -> bool:
    """ "a four-day strike", "called a strike over pay": work laid down."""
    before = scene.tokens[part.head - 1].lower if part.head else ""
    lasting = before.endswith(("-day", "-hour", "-week", "-ended"))
    return lasting or before in ("general", "hunger", "on") or bool(_WORK & set(scene.lemmas))


def _ends_at(scene: Scene, start: int, head: int) -> bool:
    """Whether an accident ends at the head, or right before a strike: a heart attack, an earthquake that strikes."""
    hit = lexicon().accident_nouns.at(scene.lemmas, start)
    if hit is None:
        return False
    ends = start + hit[0] - 1
    return (hit[0] > 1 and ends == head) or (ends == head - 1 and scene.lemmas[head] in ("strike", "hit"))


def noun_told(scene: Scene, index: int, first: int, act: Act) -> Told:
    """The act that a noun chunk names with its words from token `first` on, with who and whom around it."""
    part = scene.chunks[index]
    after = phrases_from(scene.tokens, scene.chunks, index + 1)
    clause_index = _clause_of(scene, index)
    if clause_index is None and _counted_out(scene, index):
        clause_index = _clause_of(scene, index - 2)
    doers, targets = _around_noun(scene, act, after)
    doers = doers or (_involved(scene, index) if act.frame == "mutual" else ())
    weapon = _shared_means(scene, index) or weapon_tokens(scene, part.first, part.head)
    inside = doer_inside(scene, part.first, first - 1, weapon)
    if inside is None and weapon is not None and weapon[1] < part.first:
        inside = owner_of(scene, weapon)
    if clause_index is not None:
        clause = scene.clauses[clause_index]
        doers, targets, weapon = _from_light_verb(scene, clause, index, act, (doers, targets, weapon))
    if weapon is None:
        means = tuple(n for p in after if p.preposition in ("with", "by", "using", "of") for n in p.nouns)
        weapon = weapon_in(scene, (*means, *doers))
        doers = tuple(i for i in doers if weapon_in(scene, (i,)) is None)
        inside = inside or (owner_of(scene, weapon) if weapon is not None and not doers else None)
    told = Told(
        act=act,
        event_type=act.event_type,
        token=part.head,
        chunk=index,
        clause=clause_index,
        doers=doers,
        targets=targets or _aimed_by(scene, index),
        weapon=weapon,
        inside=inside,
        weak=act.frame == "weak",
        negated=nobody(scene, index),
        blamed=clause_index is not None and blames(scene, scene.clauses[clause_index], index),
        plural=scene.tokens[part.head].tag == "NNS",
        definite=scene.tokens[part.first].lower in ("the", "this", "these", "that", "those", "both"),
    )
    return by_weapon(scene, told)


def _involved(scene: Scene, index: int) -> tuple[int, ...]:
    """ "clashes involving the army and rebels": both sides."""
    clause = next(
        (one for one in scene.clauses if one.lemma == "involve" and one.tag == "VBG" and one.verb > index), None
    )
    between = scene.chunks[index + 1 : clause.verb] if clause is not None else ()
    near = all(part.kind in (Kind.PREPOSITION, Kind.NOUN, Kind.TIME) for part in between) and len(between) < 5
    return clause.objects if clause is not None and near else ()


def _shared_means(scene: Scene, index: int) -> Run | None:
    """ "a missile and drone attack": the first of two means before one noun."""
    part = scene.chunks[index]
    before = scene.chunks[index - 2 : index]
    if len(before) != 2 or before[1].kind is not Kind.AND or before[0].kind is not Kind.NOUN:
        return None
    found = weapon_tokens(scene, before[0].first, before[0].last)
    own = weapon_tokens(scene, part.first, part.head)
    bare = own is not None and own[0] == part.first and scene.tokens[before[0].head].tag != "NNS"
    return found if bare and found is not None and found[1] == before[0].head else None


def _aimed_by(scene: Scene, index: int) -> tuple[int, ...]:
    """ "strikes aimed at militants"."""
    clause = next((c for c in scene.clauses if c.subjects == (index,) and c.lemma in ("aim", "direct")), None)
    return clause.governed("at", "against") if clause is not None else ()


def _around_noun(scene: Scene, act: Act, after: tuple[Phrase, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    doers: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    aims = _AIMS if act.event_type.violent else ("on", "against", "of", "to", "between")
    aims = (*aims, "for") if act.word.endswith("warrant") else aims
    for phrase in _of_its_own(after):
        asked = phrase.preposition == "from" and (
            act.event_type is EventType.APPEAL
            or (act.event_type in _FROM_AFAR and all(is_land(scene, n) for n in phrase.nouns))
        )
        if asked or phrase.preposition == "by" or (phrase.preposition in ("between", "with") and act.frame == "mutual"):
            doers += phrase.nouns
        elif phrase.preposition == "of" and phrase is not after[0] and not act.event_type.violent:
            continue  # "a protest outside the Bank of Arlen"
        elif phrase.preposition == "of" and act.frame in ("agent", "visit") and not act.event_type.violent:
            doers += (
                () if act.event_type is EventType.REJECT else phrase.nouns[:1]
            )  # "the withdrawal of its troops", "the deployment of Chadian soldiers"
        elif phrase.preposition in aims and not targets and act.event_type is not EventType.WITHDRAW:
            town = act.word in _OF_A_TOWN and phrase.preposition == "of"
            targets += tuple(n for n in phrase.nouns if town or _aimed_at(scene, n, phrase.preposition))
    return doers, targets


_FROM_AFAR = frozenset({EventType.SHELLING, EventType.AIR_STRIKE})
"""Acts that come from a land: "rocket strikes from Chad"."""


_OF_ANOTHER = frozenset({"after", "following", "amid", "amidst", "despite", "before", "since", "due to", "because of"})
"""What stands after these belongs to another act: "strikes after violations by rebels"."""


def _of_its_own(after: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """The phrases that tell of the act itself, up to the word that leads to another."""
    for phrase in after:
        if phrase.preposition in _OF_ANOTHER:
            return
        yield phrase


_OF_A_TOWN = frozenset(
    {"shelling", "bombardment", "bombing", "storming", "capture", "seizure", "occupation", "takeover"}
)
"""Nouns whose "of" names what is hit or taken, be it a town."""


def _aimed_at(scene: Scene, noun: int, preposition: str) -> bool:
    """Whether the noun after "at", "in", "of" is something hit, and no mere town or thing said of the act."""
    part = scene.chunks[noun]
    if preposition == "of" and weapon_in(scene, (noun,)) is not None:
        return False  # "a barrage of drones"
    if preposition == "near" and scene.lemmas[part.head] in _LINES:
        return False  # "near the border"
    if any(mark.first < part.first <= mark.last for mark, _ in scene.places):
        return False  # "Hormuz" of the Strait of Hormuz
    if within(scene.places, part.first, part.last) and preposition in ("at", "near", "outside", "inside", "of", "into"):
        return scene.tokens[part.head].tag not in ("NNP", "NNPS") or preposition == "at"
    return scene.tokens[part.head].tag != "CD"


def _clause_of(scene: Scene, chunk: int) -> int | None:
    """The clause that has the chunk as subject, object or in a phrase; the nearest such before it.

    A light verb's own clause comes first: in "launched a strike targeting a camp" it is "launched".
    """
    for index in range(len(scene.clauses) - 1, -1, -1):
        if scene.clauses[index].lemma in _LIGHT and chunk in scene.clauses[index].objects:
            return index
    for index in range(len(scene.clauses) - 1, -1, -1):
        if _listed_after(scene, scene.clauses[index], chunk):
            return index
    whole = _amount_before(scene, chunk)
    holding = [index for index in range(len(scene.clauses) - 1, -1, -1) if _holds(scene.clauses[index], whole)]
    found = min(holding, key=lambda index: abs(scene.clauses[index].verb - chunk), default=None)
    if found is not None and _past_relative(scene, scene.clauses[found], chunk):
        return scene.clauses[found].host
    return found


def _past_relative(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "killed Vale, who took part in a raid, in an airstrike": the airstrike is told of the killing again."""
    if clause.link not in ("who", "which") or clause.host is None or chunk < clause.verb:
        return False
    if took_part(scene, clause) and chunk not in clause.phrases[0].nouns:
        return scene.head(chunk - 1).lower in ("in", "during", "by")
    link = next((i for i in range(clause.verb, 0, -1) if scene.chunks[i].kind is Kind.LINK), 0)
    opened = link > 0 and scene.chunks[link - 1].kind is Kind.COMMA
    return opened and scene.chunks[chunk - 2].kind is Kind.COMMA and scene.chunks[chunk - 1].kind is Kind.PREPOSITION


def _amount_before(scene: Scene, chunk: int) -> int:
    """ "A series of protests took place": the chunk that a verb has for its subject or object."""
    of = chunk > 1 and scene.head(chunk - 1).lower == "of" and scene.head(chunk - 2).lemma.lower() in _AMOUNTS
    return chunk - 2 if of else chunk


def _holds(clause: Clause, chunk: int) -> bool:
    return chunk in clause.objects or chunk in clause.subjects or chunk in clause.governed(*_all_prepositions(clause))


def _listed_after(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "announced the closure of its embassy, the expulsion of envoys and …": a further object of the light verb."""
    if clause.lemma not in _LIGHT or clause.passive or not clause.objects or chunk <= clause.objects[-1]:
        return False
    between = scene.chunks[clause.objects[-1] + 1 : chunk]
    opens = scene.tokens[scene.chunks[chunk].first].tag == "DT"
    return (
        opens
        and scene.chunks[chunk - 1].kind in (Kind.COMMA, Kind.AND)
        and not any(part.kind in (Kind.VERB, Kind.LINK, Kind.BREAK) for part in between)
    )


def _all_prepositions(clause: Clause) -> tuple[str, ...]:
    return tuple(phrase.preposition for phrase in clause.phrases)


def _from_light_verb(
    scene: Scene,
    clause: Clause,
    chunk: int,
    act: Act,
    found: tuple[tuple[int, ...], tuple[int, ...], Run | None],
) -> tuple[tuple[int, ...], tuple[int, ...], Run | None]:
    """ "The army carried out a strike on a camp": doer and target stand around the light verb."""
    doers, targets, weapon = found
    doers = _launched_by(scene, chunk) or doers
    found = doers, targets, weapon
    if clause.lemma in _TELLING and clause.passive and chunk in clause.subjects:
        return doers, targets or clause.governed("at", "outside", "inside", "on", "against"), weapon
    if act.frame == "mutual" and act.event_type.violent and chunk in clause.subjects and not doers:
        return _two_sides(scene, clause), targets, weapon  # "Clashes erupt in Arlen between rebels and soldiers"
    if act.frame == "mutual" and chunk in clause.subjects and not doers and not clause.objects:
        doers = clause.governed("between", "involving")  # "Talks are held in the town between the two"
        found = doers, targets, weapon
    if clause.lemma == "be" and chunk in clause.subjects:
        return doers or clause.governed("by"), targets, weapon
    if clause.lemma in _SUFFERING and not clause.passive and act.event_type.violent and _takes(clause, chunk):
        return doers, targets or clause.subjects, weapon  # "The port suffers a drone attack"
    if _of_the_subject(scene, clause, chunk, act):
        return doers or clause.subjects, targets, weapon
    if _beside_talks(clause, chunk, act) and not doers:
        return clause.subjects, targets, weapon
    if clause.lemma not in _LIGHT:
        return found
    listed = _listed_after(scene, clause, chunk)
    own = _own_part(scene, clause, act, doers)
    if (chunk in clause.objects or listed or _amount_of(scene, clause, chunk)) and not clause.passive:
        doers = own or doers
        if act.event_type is EventType.WITHDRAW or (act.frame == "mutual" and not act.event_type.violent):
            return doers, targets, weapon
        targets = targets or clause.governed("on", "against", "at", "targeting", "to")
    elif chunk in clause.subjects and clause.passive:  # "a strike was carried out on"
        doers = clause.governed("by") or doers
        targets = targets or clause.governed("on", "against", "at")
    return doers, targets, weapon


_SUFFERING = frozenset({"suffer", "sustain", "face", "endure", "undergo"})


def _takes(clause: Clause, chunk: int) -> bool:
    """ "suffers an airstrike", "sustained damage in an airstrike"."""
    return chunk in clause.objects or (clause.lemma == "sustain" and chunk in clause.governed("in", "during"))


def _of_the_subject(scene: Scene, clause: Clause, chunk: int, act: Act) -> bool:
    """Whether the verb lays the act to its subject: "claimed the capture of Arlen", "returned for talks"."""
    took = took_part(scene, clause) and chunk in clause.phrases[0].nouns
    went = clause.lemma in _MOTION and chunk in clause.governed("for")
    claimed = act.event_type is EventType.SEIZURE and clause.lemma in _CLAIMING and chunk in clause.objects
    return took or went or claimed or blames(scene, clause, chunk)


def _counted_out(scene: Scene, chunk: int) -> bool:
    """ "A second round of talks": what is said of the round is said of the talks."""
    of = chunk > 1 and scene.head(chunk - 1).lower == "of"
    return of and scene.head(chunk - 2).lemma.lower() in _AMOUNTS


def _beside_talks(clause: Clause, chunk: int, act: Act) -> bool:
    """ "Chad and Sudan signed a pact after talks in Geneva": the talks of those who acted, where two are named."""
    if act.event_type is not EventType.CONSULT or clause.passive:
        return False
    if chunk not in clause.governed("after", "following", "during", "at"):
        return False
    return act.frame == "visit" or len(clause.subjects) > 1


def _own_part(scene: Scene, clause: Clause, act: Act, doers: tuple[int, ...]) -> tuple[int, ...]:
    """Who does it, beside a light verb: its subject, in talks with those who are named after "with"."""
    subjects = behind_text(scene, clause)
    if act.event_type.violent or act.frame not in ("agent", "mutual"):
        return doers or subjects
    if act.frame == "agent":
        return subjects
    return (*(one for one in subjects if one not in doers), *doers) if doers else subjects


def _launched_by(scene: Scene, chunk: int) -> tuple[int, ...]:
    """ "Two strikes launched by the army damage …": who launched them."""
    for clause in scene.clauses:
        if clause.passive and clause.lemma in _LIGHT and chunk in clause.subjects:
            return clause.governed("by")
    return ()


def _two_sides(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who stands after "between", each with what describes it: "between supporters of Deby and supporters of Kone"."""
    first = clause.governed("between")
    if len(first) != 1:
        return first or clause.governed("with")
    after = scene.chunks[first[0] + 1 : first[0] + 5]
    joined = next((at for at, part in enumerate(after) if part.kind is Kind.AND), None)
    second = first[0] + 2 + joined if joined is not None else None
    alike = second is not None and second < len(scene.chunks) and scene.chunks[second].kind is Kind.NOUN
    return (first[0], second) if second is not None and alike else first


def _amount_of(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "begins another wave of raids": the act stands after "of"."""
    amount = not clause.objects or scene.head(clause.objects[0]).lemma.lower() in _AMOUNTS
    return bool(amount) and chunk in clause.governed("of")
