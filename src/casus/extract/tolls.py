"""Tolls: the numbers that a sentence tells of people harmed, with their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause
from casus.extract.figures import PART, figures
from casus.extract.harmed import (
    count_in,
    counted_noun,
    is_number_of,
    is_person_name,
    names,
    number_of_whom,
    victims,
)
from casus.extract.lists import noun_list
from casus.extract.naming import shortest, side_of
from casus.extract.phrases import PROPER, Kind
from casus.extract.prepositions import phrases_from
from casus.extract.scene import Scene
from casus.model.codes import Harm, Side
from casus.model.count import Count
from casus.model.span import Span
from casus.model.toll import Toll
from casus.reference.lexicon import HarmWord, lexicon

_PLURAL = Count(2, None)
_ONE = Count.exactly(1)
_NOBODY = frozenset({"no", "none", "nobody", "no-one"})
# Nouns that only repeat the harm ("casualties"), or that are no people at all.
_ABSTRACT = frozenset({"number", "toll", "figure", "total"})
# Nouns in the singular that mean many.
_MANY = frozenset("personnel police people staff crew army military navy family crowd group gang".split())
_TOLL_PHRASE = re.compile(
    r"\b(?:death\s+toll|toll|number\s+of\s+(?:deaths|dead|killed)|(?:confirmed\s+)?(?:dead|deaths))\b[^.;]{0,120}?\b(?:to|at|of|stands\s+at|reach(?:ed|es)|surpass(?:ed|es)|exceed(?:ed|s)|topp?(?:ed|s)|from\s+\w+\s+to)\s+$"
)


@dataclass(frozen=True, slots=True)
class TollTold:
    """A toll and where it is told: the token of the harm word, its clause, and the chunk of those harmed."""

    toll: Toll
    token: int
    clause: int | None
    chunk: int
    negated: bool = False
    running: bool = False


AMONG = "among"
"""The rule of a toll that is a part of one told before: "two medics are among the dead"."""
_BLOODY = (Harm.KILLED, Harm.INJURED)
_AHEAD = frozenset({"will", "shall", "'ll", "wo"})


def find_tolls(scene: Scene) -> tuple[TollTold, ...]:
    """The tolls of a sentence in order of the text; `part_of` counts within this list's own harm statement."""
    found: list[TollTold] = []
    for index, clause in enumerate(scene.clauses):
        word = _harm_at(scene, clause)
        if word is not None and word.harm in _BLOODY and clause.modal in _AHEAD:
            continue  # "spies will be killed": nobody is, so far
        dead = _harm_of_subject(scene, clause)
        among = _among_the_dead(scene, index)
        if among is not None:
            _extend(found, scene, among, clause.subjects)
        elif dead is not None:
            _extend(found, scene, _Statement(clause.head, index, dead), clause.objects)
        elif word is not None:
            _extend(found, scene, _Statement(clause.head, index, word.harm), victims(scene, clause, word))
        elif clause.complement is not None or clause.objects:
            _extend_adjective(found, scene, index, clause)
    for token, chunks, harm in _harm_nouns(scene):
        start = len(found)
        _extend(found, scene, _Statement(token, None, harm), chunks)
        if start < len(found) and _runs_on(scene, scene.chunks[chunks[0]].first):
            found[start] = replace(found[start], running=True)
    taken = {told.chunk for told in found}
    found.extend(TollTold(*figure) for figure in _figures(scene, taken))
    return tuple(found)


def _figures(scene: Scene, taken: set[int]) -> Iterator[tuple[Toll, int, int | None, int]]:
    """The figures that sources put, where no word of harm told them."""
    for toll, token, clause, chunk in figures(scene):
        if chunk not in taken:
            yield (replace(toll, rule=AMONG) if toll.rule == PART else toll), token, clause, chunk


_RUNNING = re.compile(r"\b(?:since|so far|overall|in total|this year|total|altogether)\b", re.IGNORECASE)


def _runs_on(scene: Scene, first: int) -> bool:
    """ "bringing the toll since 2023 to more than 52,000": a running sum, no figure of the happening told."""
    before = scene.report.text[scene.span.start : scene.tokens[first].start]
    toll = max(before.rfind("toll"), before.rfind("number of"))
    return toll >= 0 and _RUNNING.search(before[toll - 10 if toll > 10 else 0 :]) is not None


def _among_the_dead(scene: Scene, index: int) -> _Statement | None:
    """ "A medic is among the fatalities", "… among those killed": the harm of the subject."""
    clause = scene.clauses[index]
    nouns = clause.governed("among")
    if clause.lemma != "be" or not nouns:
        return None
    head = scene.chunks[nouns[0]].head
    hit = lexicon().harm_nouns.at(scene.lemmas, head) or lexicon().harm_adjectives.at(scene.lemmas, head)
    if hit is not None:
        return _Statement(clause.head, index, hit[1].harm, among=True)
    after = scene.clauses[index + 1] if index + 1 < len(scene.clauses) else None
    word = _harm_at(scene, after) if after is not None and after.subjects == nouns[:1] else None
    return _Statement(clause.head, index, word.harm, among=True) if word is not None else None


def _harm_of_subject(scene: Scene, clause: Clause) -> Harm | None:
    """ "The dead were nine villagers", "the casualties are two guards"."""
    if clause.lemma not in ("be", "include") or not clause.subjects or not clause.objects or clause.passive:
        return None
    hit = lexicon().harm_nouns.at(scene.lemmas, scene.chunks[clause.subjects[0]].head)
    hit = hit or lexicon().harm_adjectives.at(scene.lemmas, scene.chunks[clause.subjects[0]].head)
    return hit[1].harm if hit is not None and hit[1].victim in ("of", "head", "subject") else None


_BLOWS = frozenset({"shoot", "stab", "beat", "wound"})
_DEADLY = frozenset({"fatally", "dead", "death"})
# Endings of nouns for people by what they do: a rancher, a bomb maker, a cyclist.
_BY_TRADE = ("er", "or", "ist", "man", "woman")
_KILLED_BY_IT = HarmWord("shoot", "v", Harm.KILLED, "object")


def _harm_at(scene: Scene, clause: Clause) -> HarmWord | None:
    group = scene.chunks[clause.verb]
    around = scene.tokens[max(0, group.first - 1) : group.last + 3]
    deadly = any(token.lower in _DEADLY for token in around)
    if deadly and clause.lemma in _BLOWS:
        return _KILLED_BY_IT
    if clause.lemma in ("die", "perish") and _by_nature(scene, clause):
        return None
    for start in (clause.head, clause.head - 1):
        for length, word in lexicon().harm_verbs.every(scene.lemmas, start) if start >= 0 else ():
            if start == clause.head or length > 1:
                return word
    return None


def _by_nature(scene: Scene, clause: Clause) -> bool:
    """ "died of cancer", "died by suicide"."""
    causes = clause.governed("of", "by", "from")
    armed = any(side_of(scene, chunk) is Side.NONSTATE for chunk in clause.subjects)
    return any(
        (scene.head(chunk).lower == "suicide" and not armed)
        or lexicon().accident_nouns.at(scene.lemmas, scene.chunks[chunk].head)
        for chunk in causes
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    """A harm told: the word for it, its clause (None for a noun), the harm."""

    token: int
    clause: int | None
    harm: Harm
    among: bool = False


def _extend(found: list[TollTold], scene: Scene, statement: _Statement, victims: tuple[int, ...]) -> None:
    """Adds the tolls of one harm statement, each total followed by its parts."""
    start, total = len(found), -1
    harm, clause = statement.harm, statement.clause
    for victim in victims:
        toll = _toll(scene, victim, harm)
        if toll is None or any(told.chunk == victim and told.toll.harm is harm for told in found):
            continue
        if statement.among:
            toll = replace(toll, rule=AMONG)
        if len(found) > start and found[-1].toll.rule == "nobody" and _nor(scene, found[-1].chunk, victim):
            toll = replace(toll, count=found[-1].toll.count, rule="nobody")
        negated = clause is not None and scene.clauses[clause].negated
        if found and toll.named and _is_aside(scene, found[-1].chunk, victim):
            found[-1] = replace(found[-1], toll=replace(found[-1].toll, named=toll.named))
            continue
        if len(found) > start and _under_one_number(scene, found[-1], victim, toll):
            found[-1] = replace(found[-1], toll=_joined(scene, found[-1], victim), chunk=victim)
            continue
        if len(found) > start and _one_phrase(scene, found[-1], victim, toll):
            found[-1] = replace(found[-1], toll=_both(scene, found[-1], victim), chunk=victim)
            continue
        if toll.who is None and toll.count.high != 0 and found:
            toll = replace(toll, who=found[-1].toll.who, side=found[-1].toll.side)
        total = len(found)
        found.append(TollTold(toll, statement.token, clause, victim, negated))
        _add_parts(found, scene, statement, total, victims)
    _as_parts(found, start)
    if total >= 0:
        for toll, noun in _of_them(scene, found[total], total):
            found.append(TollTold(toll, statement.token, clause, noun))


def _nor(scene: Scene, before: int, chunk: int) -> bool:
    """ "No women or children": nobody of either."""
    return chunk == before + 2 and scene.head(chunk - 1).lower in ("or", "nor")


def _is_aside(scene: Scene, before: int, chunk: int) -> bool:
    """ "a judge, Amina Yusuf, and her driver": the name is the judge's."""
    single = scene.tokens[scene.chunks[before].first].lower in ("a", "an", "the", "his", "her", "their")
    return single and chunk == before + 2 and scene.chunks[before + 1].kind is Kind.COMMA


def _one_phrase(scene: Scene, before: TollTold, chunk: int, toll: Toll) -> bool:
    """ "his mother and sister": two persons under one determiner are one figure."""
    joined = chunk == before.chunk + 2 and scene.chunks[chunk - 1].kind is Kind.AND
    single = before.toll.rule == toll.rule == "one" and not (before.toll.named or toll.named)
    bare = scene.chunks[chunk].first == scene.chunks[chunk].head
    return joined and single and bare and scene.chunks[before.chunk].first < scene.chunks[before.chunk].head


def _under_one_number(scene: Scene, before: TollTold, chunk: int, toll: Toll) -> bool:
    """ "16 officers and civilians": a bare plural after a counted one is counted with it."""
    joined = chunk == before.chunk + 2 and scene.chunks[chunk - 1].kind is Kind.AND
    return joined and toll.rule == "bare plural" and count_in(scene, before.chunk) is not None


def _joined(scene: Scene, before: TollTold, chunk: int) -> Toll:
    who = scene.text(shortest(scene, scene.chunks[before.chunk])[0], scene.chunks[chunk].head)
    side = before.toll.side if before.toll.side is side_of(scene, chunk) else Side.MIXED
    return replace(before.toll, who=who, side=side)


def _both(scene: Scene, before: TollTold, chunk: int) -> Toll:
    first, last = scene.chunks[before.chunk], scene.chunks[chunk]
    who = scene.text(shortest(scene, first)[0], last.head)
    side = before.toll.side if before.toll.side is side_of(scene, chunk) else Side.UNKNOWN
    return replace(
        before.toll, count=Count.exactly(2), who=who, side=side, span=scene.token_span(first.first, last.head)
    )


def _add_parts(
    found: list[TollTold], scene: Scene, statement: _Statement, total: int, victims: tuple[int, ...]
) -> None:
    """The parts named after a total; several names are kept as its named victims."""
    whole = found[total]
    parts = tuple(_parts(scene, whole.chunk))
    if not parts and statement.clause is not None:
        parts = tuple(_parts_after_verb(scene, scene.clauses[statement.clause], victims))
    again = _resumed(scene, parts)
    parts = tuple(part for part in parts if part != again)
    called = tuple(name for part in parts for name in names(scene, part))
    if len(called) > 1 and len(called) == len(parts):
        found[total] = replace(whole, toll=replace(whole.toll, named=called))
        parts = ()
    for part in parts:
        share = _toll(scene, part, statement.harm, bare_counts=False)
        if share is not None and _under_one_number(scene, found[-1], part, share):
            found[-1] = replace(found[-1], toll=_joined(scene, found[-1], part), chunk=part)
        elif share is not None:
            found.append(TollTold(replace(share, part_of=total), statement.token, statement.clause, part))
    further = _toll(scene, again, statement.harm) if again is not None else None
    if again is not None and further is not None:
        found.append(TollTold(further, statement.token, statement.clause, again))


def _as_parts(found: list[TollTold], start: int) -> None:
    """ "nine nurses, four Kenyans and five Ugandans": what adds up to the first are its parts."""
    first, rest = found[start : start + 1], found[start + 1 :]
    plain = [told for told in rest if told.toll.part_of is None]
    if not first or len(plain) < 2 or sum(told.toll.count.low for told in plain) != first[0].toll.count.low:
        return
    for index in range(start + 1, len(found)):
        found[index] = replace(found[index], toll=replace(found[index].toll, part_of=start))


def _parts(scene: Scene, victim: int) -> Iterator[int]:
    """The chunks of "…, including two children" or "…, among them two officers" after those harmed."""
    for phrase in _including(scene, victim + 1):
        yield from phrase


def _parts_after_verb(scene: Scene, clause: Clause, victims: tuple[int, ...]) -> Iterator[int]:
    for phrase in _including(scene, max((clause.verb, *victims)) + 1):
        yield from phrase


def _resumed(scene: Scene, parts: tuple[int, ...]) -> int | None:
    """ "five soldiers, including a major, and seven insurgents": the list of totals goes on after the aside."""
    chunks = scene.chunks
    for at in (parts[-1], parts[-1] + 3) if parts else ():
        closed = [part.kind for part in chunks[max(0, at - 2) : at + 1]] == [Kind.COMMA, Kind.AND, Kind.NOUN]
        done = at + 1 < len(chunks) and chunks[at + 1].kind is Kind.VERB
        if closed and not done and count_in(scene, at) is not None and (len(parts) == 2 or at not in parts):
            return at
    return None


def _of_them(scene: Scene, whole: TollTold, total: int) -> Iterator[tuple[Toll, int]]:
    """ "…, many of them officers", "three of whom were children": the part, and the chunk of its noun."""
    after = scene.chunks[whole.chunk].head
    for mark, reading in scene.counts:
        if mark.first <= after or mark.last + 3 >= len(scene.tokens):
            continue
        words = scene.tokens[mark.last + 1 : mark.last + 3]
        if words[0].lower == "of" and words[1].lower in ("them", "whom", "those"):
            noun = next((i for i in scene.nouns() if scene.chunks[i].first > mark.last + 2), None)
            if noun is not None and scene.head(noun).lemma.lower() in lexicon().people:
                who = scene.text(*shortest(scene, scene.chunks[noun]))
                side = side_of(scene, noun)
                yield Toll(whole.toll.harm, reading.value, who, side, total, span=reading.span, rule="of them"), noun


def _including(scene: Scene, at: int) -> Iterator[tuple[int, ...]]:
    chunks = scene.chunks
    while at < len(chunks) and chunks[at].kind in (Kind.COMMA, Kind.TIME, Kind.ADVERB):
        at += 1
    for phrase in phrases_from(scene.tokens, chunks, at):
        if phrase.preposition == "including" or (
            phrase.preposition == "among" and scene.head(phrase.nouns[0]).lower == "them"
        ):
            after = phrase.nouns[-1] + 1
            listed = after < len(chunks) and chunks[after].kind is Kind.NOUN
            yield (phrase.nouns if phrase.preposition == "including" else noun_list(chunks, after) if listed else ())
        elif phrase.at > at + 6:
            break


def _extend_adjective(found: list[TollTold], scene: Scene, index: int, clause: Clause) -> None:
    """ "left three soldiers dead", "three soldiers are dead", "39 are confirmed dead"."""
    words = clause.complement
    if words is None:
        return
    hit = lexicon().harm_adjectives.at(scene.lemmas, scene.chunks[words].head)
    if hit is None:
        return
    victims = clause.objects or clause.subjects
    _extend_again(found, scene, index, words)
    _extend(found, scene, _Statement(scene.chunks[words].head, index, hit[1].harm), victims)


def _extend_again(found: list[TollTold], scene: Scene, index: int, words: int) -> None:
    """ "left 22 miners dead and nine missing": a second pair after "and"."""
    pair = scene.chunks[words + 1 : words + 4]
    if [part.kind for part in pair] != [Kind.AND, Kind.NOUN, Kind.ADJECTIVE]:
        return
    hit = lexicon().harm_adjectives.at(scene.lemmas, pair[2].head)
    if hit is not None:
        _extend(found, scene, _Statement(pair[2].head, index, hit[1].harm), (words + 2,))


def _harm_nouns(scene: Scene) -> Iterator[tuple[int, tuple[int, ...], Harm]]:
    """ "the deaths of three soldiers", "a toll of 27 dead", "three wounded"."""
    for index in scene.nouns():
        part = scene.chunks[index]
        hit = lexicon().harm_nouns.at(scene.lemmas, part.head) or lexicon().harm_adjectives.at(scene.lemmas, part.head)
        if hit is not None:
            word = hit[1]
            after = phrases_from(scene.tokens, scene.chunks, index + 1)
            of = next((p.nouns for p in after[:1] if p.preposition == "of"), ())
            if of and word.victim == "of":
                yield part.head, of, word.harm
            nobody = scene.tokens[part.first].lower == "no"
            counted = nobody or (count_in(scene, index) is not None and word.victim != "none")
            if counted and (word.victim != "of" or not of):
                yield part.head, (index,), word.harm
        elif (
            _after_toll_word(scene, part.first)
            or number_of_whom(scene, index) is not None
            or _dead_already(scene, index)
        ):
            yield part.head, (index,), Harm.KILLED


_DEAD = frozenset({"deceased", "slain"})


def _dead_already(scene: Scene, index: int) -> bool:
    """ "The deceased seaman": the adjective tells the harm."""
    part = scene.chunks[index]
    words = {token.lower for token in scene.tokens[part.first : part.head]}
    return bool(words & _DEAD) and scene.head(index).lemma.lower() in lexicon().people


def _after_toll_word(scene: Scene, first: int) -> bool:
    """Whether the phrase is the number after "the death toll rose to"."""
    before = scene.report.text[scene.span.start : scene.tokens[first].start]
    return "toll" in before and _TOLL_PHRASE.search(before) is not None


def _toll(scene: Scene, index: int, harm: Harm, *, bare_counts: bool = True) -> Toll | None:
    """The toll that a noun chunk tells; None where the phrase is no number of people."""
    part = scene.chunks[index]
    head = scene.tokens[part.head]
    first = scene.tokens[part.first]
    counted = count_in(scene, index)
    if head.tag == "PRP" and (head.lower in ("him", "her") or _later_told(scene, index, harm)):
        return Toll(harm, _ONE, None, Side.UNKNOWN, span=scene.chunk_span(index), rule="pronoun")
    if head.tag == "PRP" or head.lemma.lower() in _ABSTRACT or (head.lemma.lower() == "body" and harm is Harm.FREED):
        return None
    if first.lower in _NOBODY and not (counted is not None and counted[2] in ("most", "below")):
        return Toll(harm, Count.exactly(0), None, Side.UNKNOWN, span=scene.chunk_span(index), rule="nobody")
    if counted is None and is_number_of(scene, index - 2):
        return None  # "the number of soldiers killed": the figure stands further on
    if counted is None:
        counted = _uncounted(scene, index)
    if harm is Harm.DISPLACED and counted is not None and _runs_away(scene, index, counted[0]):
        return None
    if counted is None or (head.tag == "CD" and not bare_counts and counted[2] == "vague"):
        return None
    count, span, rule = counted
    if head.tag == "CD" and not _people_meant(scene, index):
        return None
    noun = counted_noun(scene, index)
    low, last = shortest(scene, scene.chunks[noun])
    who = scene.text(low, last) if scene.tokens[last].tag != "CD" else None
    return Toll(harm, count, who, side_of(scene, noun), named=names(scene, index), span=span, rule=rule)


def _later_told(scene: Scene, index: int, harm: Harm) -> bool:
    """ "He later died", not "sources said he died within two years": of what and when is not told there."""
    if harm is not Harm.KILLED or scene.head(index).lower not in ("he", "she"):
        return False
    return all(
        clause.host is None or clause.link in ("but", "and") for clause in scene.clauses if index in clause.subjects
    )


def _runs_away(scene: Scene, index: int, count: Count) -> bool:
    """A suspect or attackers who flee are not displaced."""
    return count.high == 1 or side_of(scene, index) in (Side.STATE, Side.NONSTATE)


def _people_meant(scene: Scene, index: int) -> bool:
    """ "killed 14" counts people; "killed in 2025" does not."""
    before = scene.chunks[index - 1] if index else None
    return (
        before is None
        or before.kind is not Kind.PREPOSITION
        or scene.tokens[before.head].lower not in ("in", "on", "at")
    )


def _uncounted(scene: Scene, index: int) -> tuple[Count, Span | None, str] | None:
    """ "a soldier", "soldiers", "the shooter", a person's name: one, or two and more."""
    part = scene.chunks[index]
    head, first = scene.tokens[part.head], scene.tokens[part.first]
    span = scene.chunk_span(index)
    lemma = head.lemma.lower()
    if head.lower in ("those", "these"):
        return None
    people = lexicon().people
    if head.tag in PROPER and not is_person_name(scene, index):
        return None
    if part.first == part.head and first.lower in ("another", "one"):
        return _ONE, span, "one"
    if head.tag in PROPER or (head.tag == "NN" and lemma in people and lemma not in _MANY):
        return _ONE, span, "one"
    if first.lower in ("a", "an", "another") and head.tag == "NN":
        return (_ONE, span, "one") if lemma in people or lemma.endswith(_BY_TRADE) else None
    if head.tag == "NNS" and lemma in people and first.lower not in ("these", "those"):
        return _PLURAL, span, "bare plural"
    return None
