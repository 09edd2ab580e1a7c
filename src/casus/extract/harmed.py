"""Who is harmed: the phrases that a word of harm means, the numbers and the names in them."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.phrases import NOUNS, PROPER, Kind
from casus.extract.scene import Scene
from casus.extract.words import country_in
from casus.model.count import Count
from casus.model.span import Span
from casus.reference.lexicon import HarmWord, lexicon
from casus.reference.roles import countries, roles


def victims(scene: Scene, clause: Clause, word: HarmWord) -> tuple[int, ...]:
    """The chunks of those whom a verb of harm tells to be harmed."""
    return tuple(_counted_of(scene, chunk) for chunk in _harmed(scene, clause, word))


def _counted_of(scene: Scene, chunk: int) -> int:
    """ "One of two officers dies", "50 of the 53 rebels are killed": those counted before "of" are meant."""
    after = scene.chunks[chunk].last + 1
    if scene.head(chunk).lower == "average" and after < len(scene.tokens) and scene.tokens[after].lower == "of":
        return chunk + 2  # "an average of five people"
    if chunk < 2 or scene.head(chunk - 1).lower != "of" or scene.head(chunk - 2).tag != "CD":
        return chunk
    whole = count_in(scene, chunk) is not None or scene.tokens[scene.chunks[chunk].first].tag == "DT"
    return chunk - 2 if whole and count_in(scene, chunk - 2) is not None else chunk


def _harmed(scene: Scene, clause: Clause, word: HarmWord) -> tuple[int, ...]:
    if word.victim == "subject":
        own = clause.link == "with" and word.word == "flee"  # "with 300 people fleeing": a subject of its own
        return clause.subjects if own or clause.finite or clause.tag != "VBG" else ()
    if clause.head and scene.tokens[clause.head - 1].lower in ("those", "these"):
        return ()  # "saying that those killed were rebels"
    if clause.passive or _reduced_list(clause):
        return clause.subjects
    harmed = (*clause.objects, *clause.governed("as")[:1], *_after_of(scene, clause))
    return tuple(own for chunk in harmed for own in _himself(scene, clause, chunk))


_SELF = frozenset({"himself", "herself", "themselves", "themself", "itself"})


def _himself(scene: Scene, clause: Clause, chunk: int) -> tuple[int, ...]:
    """ "killed a hostage as well as himself": the one who acts."""
    if scene.head(chunk).lower in _SELF:
        return clause.subjects[:1]
    return (chunk,) if chunk in clause.objects or chunk not in clause.governed("as") else ()


def _after_of(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "killed a leader of the group and his daughter": who is named after "of X and" with a word of its own."""
    phrase = next((p for p in clause.phrases[:1] if p.preposition == "of"), None)
    if phrase is None or len(phrase.nouns) < 2 or not clause.objects:
        return ()
    own = ("PRP$", "CD", "DT")
    return tuple(
        noun
        for noun in phrase.nouns[1:]
        if scene.tokens[scene.chunks[noun].first].tag in own and harmed_noun(scene, noun)
    )


def _reduced_list(clause: Clause) -> bool:
    """ "… and ten others injured": a participle that hangs on the noun before it."""
    return clause.tag in ("VBN", "VBD") and not clause.objects and bool(clause.subjects)


def counted_noun(scene: Scene, index: int) -> int:
    """ "dozens of civilians", "several of its soldiers": the noun after "of" is who is counted."""
    whom = number_of_whom(scene, index)
    if whom is not None:
        return whom
    counted = any(mark.last == scene.chunks[index].head for mark, _ in scene.counts)
    follows = scene.chunks[index + 1 : index + 3]
    if counted and len(follows) == 2 and follows[1].kind is Kind.NOUN and scene.head(index + 1).lower == "of":
        return index + 2 if scene.head(index + 2).lemma.lower() in lexicon().people else index
    return index


def is_number_of(scene: Scene, index: int) -> bool:
    """ "the number of …": whether a chunk is that."""
    return index >= 0 and scene.head(index).lower == "number" and scene.head(index + 1).lower == "of"


def number_of_whom(scene: Scene, index: int) -> int | None:
    """ "the number of soldiers killed since May to 90": at the figure, the chunk of the soldiers."""
    if index < 4 or scene.head(index).tag != "CD" or scene.head(index - 1).lower not in ("to", "at"):
        return None
    for at in range(index - 4, -1, -1):
        if is_number_of(scene, at):
            first, last = scene.chunks[at + 2].last + 1, scene.chunks[index].first
            killed = any(scene.lemmas[i] == "kill" and scene.tokens[i].tag == "VBN" for i in range(first, last))
            return at + 2 if killed else None
    return None


def count_in(scene: Scene, index: int) -> tuple[Count, Span | None, str] | None:
    """The number in a chunk, its words and the rule that read it."""
    part = scene.chunks[index]
    for mark, reading in scene.counts:
        if part.first <= mark.first and mark.last <= part.last:
            return reading.value, reading.span, reading.rule
    return None


def is_person_name(scene: Scene, index: int) -> bool:
    """Whether a chunk names a person, and no place or body."""
    part = scene.chunks[index]
    if any(part.first <= mark.first <= part.head <= mark.last for mark, _ in scene.actors):
        return False
    if any(part.first <= mark.first <= part.first + 1 and mark.last >= part.head for mark, _ in scene.places):
        return False
    run = [t for t in scene.tokens[part.first : part.head + 1] if t.tag in PROPER]
    if len(run) == 1:
        alone = part.first == part.head and not scene.tokens[part.head].text.isupper()
        return alone and country_in(scene, part) is None
    people = " ".join(token.lower for token in run) in countries()  # "North Koreans"
    return len(run) >= 2 and any(letter.isupper() for letter in run[-1].text) and not people


def names(scene: Scene, index: int) -> tuple[str, ...]:
    """The name of the person that a chunk names; nothing for others."""
    part = scene.chunks[index]
    if scene.tokens[part.head].tag in PROPER and is_person_name(scene, index):
        first = part.head
        while first > part.first and scene.tokens[first - 1].tag in PROPER:
            if scene.tokens[first - 1].lower in roles().office:
                break
            first -= 1
        return (scene.text(first, part.head),)
    return ()


def harmed_noun(scene: Scene, index: int) -> bool:
    """Whether a chunk's head is a noun that can be harmed: people, or a name."""
    head = scene.head(index)
    return head.tag in NOUNS and head.lemma.lower() in lexicon().people
