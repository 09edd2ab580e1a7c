"""Noun phrases to actors and names: the shortest string that names somebody, resolved within the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from casus.extract.crowds import people_of
from casus.extract.lists import noun_list
from casus.extract.phrases import NOUNS, PROPER, Chunk, Kind
from casus.extract.scene import Scene, within
from casus.extract.words import (
    both_of,
    country_in,
    country_of,
    group_here,
    his_country,
    in_arms,
    is_ordinal,
    of_speaker,
)
from casus.model.actor import Actor
from casus.model.codes import Side
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.lexicon import lexicon
from casus.reference.roles import countries, roles
from casus.text.lemmas import lemma

_PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "her", "its", "their", "his", "we", "i", "us"})
_DROPPED_TAGS = frozenset({"DT", "PDT", "PRP$", "CD", "WP$"})


@dataclass(slots=True)
class Memory:
    """What the report has told so far that later words point back to."""

    short: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Reading[Actor]] = field(default_factory=dict)
    by_head: dict[str, Reading[Actor]] = field(default_factory=dict)
    group: Reading[Actor] | None = None
    person: Reading[Actor] | None = None
    speaker: Reading[Actor] | None = None
    pair: tuple[Reading[Actor], ...] = ()
    doers: tuple[Reading[Actor], ...] = ()
    accident: bool = False
    mishaps: list[Span] = field(default_factory=list)
    spoke: set[str] = field(default_factory=set)
    quoted: Reading[Actor] | None = None
    powers: set[str] = field(default_factory=set)
    placed: list[Reading[Place]] = field(default_factory=list)

    def remember(self, reading: Reading[Actor]) -> None:
        """Keeps an actor that "the group", "he" or a surname may mean later."""
        actor = reading.value
        if actor.id is not None:
            self.seen[actor.id] = reading
        if actor.country is not None and " " in actor.name and actor.name.split()[-1].islower():
            self.by_head[actor.name.split()[-1]] = reading
        if actor.id is not None and actor.side is Side.NONSTATE:
            self.group = self.seen.get(actor.parent or "", reading)
        if is_person(actor.name) and actor.id is None:
            self.know(actor.name)
            self.person = reading

    def hold_office(self, office: str, reading: Reading[Actor]) -> None:
        """Keeps who is meant by "the spokesman" from now on."""
        if office in roles().office:
            self.by_head[office] = reading

    def know(self, name: str) -> None:
        """Keeps a person's full name for the short ones that follow: surname or first name alone."""
        for short in {name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]}:
            self.people.setdefault(short, name)


def is_person(name: str) -> bool:
    """Whether a name has the shape of a person's full name: two to four words, each with a capital or a particle."""
    words = name.split()
    return len(words) in (2, 3, 4) and all(word[:1].isupper() or word in ("al", "bin", "de", "van") for word in words)


def actors_of(scene: Scene, index: int, memory: Memory) -> tuple[Reading[Actor], ...]:
    """The actors that a noun chunk names: one, or a group and its sub-unit; none for a pronoun without antecedent."""
    found = _actors_of(scene, index, memory)
    partner = _partner(scene, index)
    return (partner, *found) if partner is not None and found else found


def _partner(scene: Scene, index: int) -> Reading[Actor] | None:
    """ "Chadian and Sudanese forces": the adjective that shares the noun of the next phrase."""
    if index < 2 or scene.chunks[index - 1].kind is not Kind.AND or scene.head(index).tag != "NNS":
        return None
    part = scene.chunks[index - 2]
    word = scene.tokens[part.last]
    country = country_of(word.text)
    if country is None or word.tag not in ("JJ", "NNP") or word.lower in (name.lower() for name in country.names):
        return None
    if part.kind is Kind.NOUN and part.last > part.first + 1:
        return None
    name = country.name if country.name.lower() in word.lower else word.text
    actor = Actor(name, None, country.code, Side.STATE)
    return Reading(actor, word.text, scene.token_span(part.last, part.last), "shares a noun", 0.7)


def _actors_of(scene: Scene, index: int, memory: Memory) -> tuple[Reading[Actor], ...]:
    collective = people_of(scene, index)
    if collective is not None:
        index = collective
    part = scene.chunks[index]
    token = scene.tokens[part.head]
    if token.lower in _PRONOUNS and part.first == part.last:
        found = (
            _who_speaks(memory) or memory.group
            if token.lower in ("it", "its", "we", "i")
            else (memory.person or _who_speaks(memory))
        )
        if token.lower in ("he", "she", "him", "her"):
            found = _person_before(scene, index, memory) or memory.person
        several = _they(scene, index, memory) if token.lower in ("they", "them") else ()
        last = memory.doers if token.lower in ("it", "they") and not found else ()
        return several or ((found,) if found else last)
    if token.lemma.lower() in _TEXTS and part.first < part.head:
        owner = owner_of_text(scene, part, memory)
        if owner is not None:
            return (owner,)
    if of_speaker(scene, part) and memory.speaker is not None:
        return (memory.speaker,)
    if his_country(scene, part) and memory.speaker is not None and memory.speaker.value.country is not None:
        return (memory.speaker,)
    if both_of(scene, part) and memory.pair:
        return memory.pair
    known = _known_by_head(scene, part, memory)
    if known is not None:
        return (Reading(known.value, scene.words(index), scene.chunk_span(index), "short for one named before", 0.7),)
    if _points_back(scene, part) and (group := group_here(scene, part) or memory.group) is not None:
        return (Reading(group.value, scene.words(index), scene.chunk_span(index), "anaphor/group"),)
    several = tuple(_of_several(scene, index, memory))
    if several:
        return several
    registered = within(scene.actors, part.first, part.last)
    if registered:
        return tuple(_registered(scene, part, registered, memory))
    return (_plain(scene, part, memory),)


def _who_speaks(memory: Memory) -> Reading[Actor] | None:
    """The speaker, where that is no mere writing: reports say that "it" was burned, and not they."""
    speaker = memory.speaker
    written = speaker is not None and lemma(speaker.value.name.split()[-1].lower(), "NNS") in roles().writing
    return None if written else speaker


def _of_several(scene: Scene, index: int, memory: Memory) -> Iterable[Reading[Actor]]:
    """ "the governments of Chad and Sudan": each of the countries."""
    part, at = scene.chunks[index], index + 1
    if (first := _first_of_several(scene, index)) is not None:
        yield first
        return
    head = scene.tokens[part.head]
    several = roles().power | roles().office
    if head.tag != "NNS" or head.lemma.lower() not in several or at >= len(scene.chunks):
        return
    if scene.head(at).lower not in ("of", "from"):
        return
    nouns = noun_list(scene.chunks, at + 1, pair=True) if at + 1 < len(scene.chunks) else ()
    if len(nouns) > 1 and all(_is_party(scene, noun) for noun in nouns):
        for noun in nouns:
            yield from actors_of(scene, noun, memory)


def _first_of_several(scene: Scene, index: int) -> Reading[Actor] | None:
    """ "the forces of Chad" before "and Sudan": Chad, where the register took the words for one name."""
    part = scene.chunks[index]
    at = next((i for i in range(part.first, part.last) if scene.tokens[i].lower == "of"), None)
    if at is None or at == part.first or scene.tokens[at - 1].tag != "NNS" or index + 2 >= len(scene.chunks):
        return None
    start = at + 1 + (scene.tokens[at + 1].lower == "the")
    words = scene.text(start, part.last)
    country = countries().get(words.lower())
    if country is None or scene.chunks[index + 1].kind is not Kind.AND or not _is_party(scene, index + 2):
        return None
    actor = Actor(words, None, country.code, Side.STATE)
    return Reading(actor, words, scene.token_span(start, part.last), "of several", 0.8)


def _is_party(scene: Scene, index: int) -> bool:
    """Whether a phrase is the name of a country or of somebody registered."""
    part = scene.chunks[index]
    if part.kind is not Kind.NOUN or scene.tokens[part.head].tag not in PROPER:
        return False
    return (
        bool(within(scene.actors, part.first, part.last)) or country_of(scene.text(*shortest(scene, part))) is not None
    )


def _points_back(scene: Scene, part: Chunk) -> bool:
    first, head = scene.tokens[part.first], scene.tokens[part.head]
    return first.lower in ("the", "this", "that") and head.lemma in roles().anaphor and part.last - part.first <= 1


_TEXTS = frozenset({"statement", "message", "letter", "tweet", "post", "speech", "remark"})


def owner_of_text(scene: Scene, part: Chunk, memory: Memory) -> Reading[Actor] | None:
    """ "Trump's statement" is said by Trump."""
    end = next((i for i in range(part.first, part.head) if scene.tokens[i].tag == "POS"), None)
    if end is None or end == part.first:
        return None
    first = part.first + 1 if scene.tokens[part.first].tag == "DT" and end - part.first > 1 else part.first
    words = scene.text(first, end - 1)
    country = country_of(words)
    actor = Actor(memory.people.get(words, words), None, country.code if country else None)
    return Reading(actor, words, scene.token_span(first, end - 1), "owner of the text", 0.8)


def _person_before(scene: Scene, index: int, memory: Memory) -> Reading[Actor] | None:
    """The person named last in this sentence before "he" or "she"."""
    for at in range(index - 1, -1, -1):
        part = scene.chunks[at]
        if scene.tokens[part.head].tag not in PROPER:
            continue
        first = part.head
        while first > part.first and name_part(scene, first - 1):
            first -= 1
        words = scene.text(first, part.head)
        named = words in memory.people or (is_person(words) and not _is_body(scene, first, part.head))
        if named and not within(scene.places, first, part.head) and not within(scene.actors, first, part.head):
            actor = Actor(memory.people.get(words, words))
            return Reading(actor, words, scene.token_span(first, part.head), "pronoun", 0.6)
    return None


def _known_by_head(scene: Scene, part: Chunk, memory: Memory) -> Reading[Actor] | None:
    """ "the military" after "Pakistan's military": the one named in full before."""
    first, head = scene.tokens[part.first], scene.tokens[part.head]
    if first.lower != "the" or part.head != part.first + 1 or head.tag not in ("NN", "NNS"):
        return None
    return memory.by_head.get(head.lower)


def _they(scene: Scene, index: int, memory: Memory) -> tuple[Reading[Actor], ...]:
    """ "Pakistan and India …: they …": the several subjects of a clause before in the sentence."""
    for clause in reversed(scene.clauses):
        if scene.head(index).lower == "them" and clause.verb < index and clause.objects and index not in clause.objects:
            return tuple(reading for chunk in clause.objects for reading in actors_of(scene, chunk, memory))
        if clause.verb < index and len(clause.subjects) > 1:
            return tuple(reading for chunk in clause.subjects for reading in actors_of(scene, chunk, memory))
    return ()


def _registered(scene: Scene, part: Chunk, readings: list[Reading[Actor]], memory: Memory) -> Iterable[Reading[Actor]]:
    """Registered names in a phrase. "BLA fighters" is the BLA; "Sudanese Army chief Burhan" is Burhan."""
    person = _person_after_office(scene, part)
    if person is not None:
        yield _person(scene, person, part, memory, readings[0].value)
        return
    last = readings[-1]
    head = scene.tokens[part.head]
    if last.span is not None and last.span.end < head.end and head.lemma.lower() not in roles().member:
        yield _plain(scene, part, memory, last.value)
        return
    for reading in readings:
        name = memory.short.get(reading.text, reading.text)
        known = reading.value
        yield Reading(
            Actor(name, known.id, known.country, known.side, known.parent), reading.text, reading.span, reading.rule
        )


def _plain(scene: Scene, part: Chunk, memory: Memory, parent: Actor | None = None) -> Reading[Actor]:
    person = _person_after_office(scene, part) or _person_of_office(scene, part)
    if person is not None:
        return _person(scene, person, part, memory, parent)
    group = _group_of_members(scene, part)
    if group is not None:
        return group
    first, last = shortest(scene, part)
    head = scene.tokens[part.head]
    if head.tag == "NN" and scene.tokens[first].tag in PROPER and not _names_somebody(head.lemma.lower()):
        while last > first and scene.tokens[last].tag not in PROPER:
            last -= 1
    last = _with_of(scene, part, last)
    words = scene.text(first, last)
    country = country_of(words)
    name = memory.people.get(words, memory.short.get(words, words))
    side = _side_of_words(scene, first, part.head)
    if parent is not None and side is Side.UNKNOWN:
        side = parent.side
    if side is Side.UNKNOWN and (country is not None or head.lemma.lower() in roles().government):
        side = Side.STATE
    return Reading(
        Actor(
            name,
            None,
            country.code if country else (parent.country if parent else None),
            side,
            parent.id if parent else None,
        ),
        words,
        scene.token_span(first, last),
        "phrase",
        0.8,
    )


def _with_of(scene: Scene, part: Chunk, last: int) -> int:
    """ "the government of Argentina": the name goes on after "of"."""
    after = last + 2
    if after >= len(scene.tokens) or scene.tokens[last + 1].lower != "of" or last != part.head:
        return last
    if scene.tokens[last].lemma.lower() not in roles().power:
        return last
    while after < len(scene.tokens) and scene.tokens[after].tag in (*PROPER, "DT"):
        after += 1
    return after - 1 if scene.tokens[after - 1].tag in PROPER else last


def _names_somebody(lemma: str) -> bool:
    words = roles()
    return lemma in lexicon().people or lemma in words.power or lemma in words.speaker or lemma in words.office


def _person(
    scene: Scene, tokens: tuple[int, int], office: Chunk, memory: Memory, parent: Actor | None
) -> Reading[Actor]:
    words = scene.text(*tokens)
    country = country_in(scene, scene.chunks[scene.chunk_at(tokens[0])]) or country_in(scene, office)
    actor = Actor(
        memory.people.get(words, words),
        None,
        country.code if country else (parent.country if parent else None),
        parent.side if parent else (Side.STATE if country or in_arms(scene, office) else Side.UNKNOWN),
        parent.id if parent else None,
    )
    reading = Reading(actor, words, scene.token_span(*tokens), "person", 0.9)
    memory.hold_office(scene.tokens[max(0, tokens[0] - 1)].lower, reading)
    return reading


def _person_after_office(scene: Scene, part: Chunk) -> tuple[int, int] | None:
    """ "United States president Donald Trump": the name after the last title; None where the phrase is no such."""
    tokens = scene.tokens
    last = part.head
    if tokens[last].tag not in PROPER:
        return None
    first = last
    while first > part.first and name_part(scene, first - 1):
        first -= 1
    titled = _after_titled_body(scene, first, last)
    if titled is not None:
        return titled, last
    if first == part.first or first > last:
        return None
    before = tokens[first - 1]
    aged = before.tag in ("JJ", "CD") and before.text[:1].isdigit() and not is_ordinal(before.lower)
    described = before.tag in ("NN", "NNS") and (before.text.islower() or first < last or first == 1)
    is_title = before.lemma.lower() in roles().office or described or aged
    return (first, last) if is_title and not _is_body(scene, first, last) else None


def _after_titled_body(scene: Scene, first: int, last: int) -> int | None:
    """ "UN High Commissioner for Refugees Anna Berg": where the name begins after a registered office."""
    for mark, _ in scene.actors:
        office = {token.lower for token in scene.tokens[mark.first : mark.last + 1]} & roles().office
        if office and first <= mark.last < last and is_person(scene.text(mark.last + 1, last)):
            return mark.last + 1
    return None


def _group_of_members(scene: Scene, part: Chunk) -> Reading[Actor] | None:
    """ "fighters of the BLA", "militants from al-Shabaab": the group."""
    after = part.last + 1
    if scene.tokens[part.head].lemma.lower() not in roles().member or after >= len(scene.tokens):
        return None
    if scene.tokens[after].lower not in ("of", "from"):
        return None
    return next((reading for mark, reading in scene.actors if after < mark.first <= after + 2), None)


def _person_of_office(scene: Scene, part: Chunk) -> tuple[int, int] | None:
    """ "the Chief of the Naval Staff Ivan Orlov": the name stands in the phrase after "of"."""
    if scene.tokens[part.head].lemma.lower() not in roles().office or part.last + 2 >= len(scene.tokens):
        return None
    if scene.tokens[part.last + 1].lower != "of":
        return None
    after = scene.chunks[scene.chunk_at(part.last + 2)]
    if after.kind is not Kind.NOUN or scene.tokens[after.head].tag not in PROPER:
        return None
    first = after.head
    while first > after.first and name_part(scene, first - 1) and scene.tokens[first - 1].lower not in _UNITS:
        first -= 1
    if first == after.first and after.head - first >= 2:  # "the Secretary of State Anna Berg": past what she heads
        first = next((mark.last + 1 for mark, _ in scene.places if mark.first == first), first + 1)
    whole = first > after.first and is_person(scene.text(first, after.head))
    return (first, after.head) if whole else None


_UNITS = frozenset(
    {"staff", "command", "department", "committee", "council", "office", "service", "bureau", "directorate"}
)


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """Whether capitalised words name a body ("Foreign Ministry"), no person."""
    words = roles()
    lemmas = {scene.tokens[i].lower for i in range(first, last + 1)}
    if first == last and (lemmas & _UNITS or scene.tokens[last].tag == "NNPS"):
        return True  # "the General Staff", "the Defense Forces"
    return bool(lemmas & (words.power | words.speaker | words.office)) or (first == last and lemmas <= words.office)


def name_part(scene: Scene, at: int) -> bool:
    """Whether a token may belong to a name, and is no title or office before it."""
    token = scene.tokens[at]
    return token.tag in PROPER and token.lower not in roles().office and token.lemma.lower() not in roles().office


def shortest(scene: Scene, part: Chunk) -> tuple[int, int]:
    """First and last token of the shortest naming string of a phrase: no article, no count, no "alleged"."""
    first, last = part.first, part.head
    counted = {i for mark, _ in scene.counts for i in range(mark.first, mark.last + 1)}
    while first < last:
        token = scene.tokens[first]
        word = token.lower
        unit = is_ordinal(word) and scene.tokens[first + 1].text[:1].isupper()  # "the 44th Brigade"
        droppable = not unit and (
            token.tag in _DROPPED_TAGS or first in counted or word in roles().stripped or token.tag in ("RB", "RBR")
        )
        if not droppable and not (token.tag in ("``", "''") or token.text in '"“”'):
            break
        first += 1
    return first, last


def name_of(scene: Scene, index: int) -> Reading[str]:
    """The shortest naming string of a chunk as a plain reading, for targets and weapons."""
    person = _person_after_office(scene, scene.chunks[index])
    first, last = person or shortest(scene, scene.chunks[index])
    return Reading(scene.text(first, last), scene.text(first, last), scene.token_span(first, last), "phrase", 0.8)


def is_power(scene: Scene, index: int, actors: Iterable[Reading[Actor]]) -> bool:
    """Whether a phrase names a state, an army, an armed group, a body between states, or somebody in office."""
    part = scene.chunks[index]
    lemmas = {scene.tokens[at].lemma.lower() for at in range(part.first, part.head + 1)}
    if lemmas & roles().power or country_in(scene, scene.chunks[index]) is not None:
        return True
    if any(known.value.side in (Side.STATE, Side.NONSTATE) for known in within(scene.actors, part.first, part.last)):
        return True
    return any(reading.value.id is not None or reading.value.country is not None for reading in actors)


def side_of(scene: Scene, index: int) -> Side:
    """Whose people a phrase names, by its words alone (the labelling guide's `side`)."""
    part = scene.chunks[index]
    words = lexicon().people
    head = scene.tokens[part.head].lemma.lower()
    registered = within(scene.actors, part.first, part.last)
    plain = _side_of_words(scene, part.first, part.head)
    if plain in (Side.STATE, Side.NONSTATE, Side.CIVILIANS):
        if registered and plain is not Side.CIVILIANS and registered[-1].value.side in (Side.STATE, Side.NONSTATE):
            return registered[-1].value.side
        return plain
    if registered and registered[-1].value.side in (Side.STATE, Side.NONSTATE):
        return registered[-1].value.side
    if head in ("member", "group", "number") and index + 2 < len(scene.chunks) and scene.head(index + 1).lower == "of":
        return side_of(scene, index + 2) if scene.chunks[index + 2].kind is Kind.NOUN else Side.UNKNOWN
    for token in reversed(scene.tokens[part.first : part.head]):
        before = words.get(token.lemma.lower())
        if token.tag in NOUNS and before in (Side.STATE, Side.NONSTATE, Side.CIVILIANS):
            return before
    return Side.UNKNOWN


def _side_of_words(scene: Scene, first: int, head: int) -> Side:
    """The side by the head's word; "rebel forces" are the rebels', though "forces" alone are a state's."""
    people = lexicon().people
    side = people.get(scene.tokens[head].lemma.lower(), Side.UNKNOWN)
    if side is Side.STATE:
        for token in scene.tokens[first:head]:
            word = token.lemma.lower()
            if word in roles().power and people.get(word) is Side.NONSTATE:
                return Side.NONSTATE
    return side


def span_of(reading: Reading[Actor]) -> Span:
    """The span of a reading that has one. Raises ValueError for one without."""
    if reading.span is None:
        raise ValueError(f"no span: {reading.text!r}")
    return reading.span
