"""Figures of the dead that a source gives in words of its own: "put the dead at 33", "found seven corpses"."""

from __future__ import annotations

from collections.abc import Iterator

from casus.extract.clauses import Clause
from casus.extract.harmed import count_in
from casus.extract.naming import side_of
from casus.extract.phrases import Kind
from casus.extract.scene import Scene
from casus.model.codes import Harm, Side
from casus.model.toll import Toll
from casus.reference.lexicon import lexicon

_DEAD = frozenset("dead death killed toll fatality casualty".split())
_BODIES = frozenset({"body", "corpse"})
_FOUND = frozenset("bring receive count find recover pull discover take see retrieve arrive collect count".split())
_THEM = frozenset("dead deceased killed victim fatality casualty".split())
PART = "a part of the dead"
"""The rule of a toll that says of the dead who some of them were."""

Figure = tuple[Toll, int, int | None, int]
"""A toll, the token that tells it, its clause and its chunk."""


def figures(scene: Scene) -> Iterator[Figure]:
    """The tolls of a sentence that no word of harm governs."""
    for index, clause in enumerate(scene.clauses):
        if put_at(scene, clause) is not None:
            yield from _plain(scene, index, put_at(scene, clause))
        elif spoken_of(scene, clause) is not None:
            yield from _plain(scene, index, spoken_of(scene, clause))
        elif clause.lemma in _FOUND:
            yield from _bodies(scene, index, clause)
    yield from _some_of_the_dead(scene)


def put_at(scene: Scene, clause: Clause) -> int | None:
    """ "put the dead at 33": the chunk of the number."""
    if clause.lemma != "put" or not clause.objects:
        return None
    told = {scene.lemmas[i] for i in range(scene.chunks[clause.objects[0]].first, clause_end(scene, clause))}
    at = (i for i in range(clause.verb + 1, len(scene.chunks) - 1) if scene.head(i).lower == "at")
    number = next((i + 1 for i in at if scene.chunks[i + 1].kind is Kind.NOUN), None)
    return number if number is not None and told & _DEAD and count_in(scene, number) is not None else None


def gives_toll(scene: Scene, clause: Clause) -> bool:
    """ "gave a toll of nine dead", "counted nine bodies": the clause of one who tells how many came to harm."""
    heads = {scene.head(chunk).lemma.lower() for chunk in clause.objects}
    if clause.passive or not clause.objects:
        return False
    if clause.lemma in ("give", "report", "issue", "release"):
        return bool(heads & {"toll", "figure", "count", "tally"})
    return clause.lemma == "count" and bool(heads & (_BODIES | _DEAD))


def clause_end(scene: Scene, clause: Clause) -> int:
    """The token where the next clause's verb stands, else the end."""
    later = (one.head for one in scene.clauses if one.head > clause.head)
    return min(later, default=len(scene.tokens))


def spoken_of(scene: Scene, clause: Clause) -> int | None:
    """ "had spoken of eight dead": the chunk of the number."""
    if clause.lemma not in ("speak", "talk") or not clause.governed("of"):
        return None
    chunk = clause.governed("of")[0]
    after = scene.chunks[chunk].last + 1
    dead = scene.head(chunk).lemma.lower() in _DEAD or (after < len(scene.lemmas) and scene.lemmas[after] in _DEAD)
    return chunk if dead and count_in(scene, chunk) is not None else None


def _plain(scene: Scene, index: int, chunk: int | None) -> Iterator[Figure]:
    counted = count_in(scene, chunk) if chunk is not None else None
    if chunk is not None and counted is not None:
        toll = Toll(Harm.KILLED, counted[0], None, Side.UNKNOWN, span=counted[1], rule="a figure put")
        yield toll, scene.chunks[chunk].head, index, chunk


def _bodies(scene: Scene, index: int, clause: Clause) -> Iterator[Figure]:
    """ "Seven corpses had been found there", "saw three bodies"."""
    for chunk in clause.subjects if clause.passive or clause.lemma == "arrive" else clause.objects:
        counted = count_in(scene, chunk)
        if scene.head(chunk).lemma.lower() in _BODIES and counted is not None:
            toll = Toll(Harm.KILLED, counted[0], None, Side.UNKNOWN, span=counted[1], rule="bodies")
            yield toll, scene.chunks[chunk].head, index, chunk


def _some_of_the_dead(scene: Scene) -> Iterator[Figure]:
    """ "four of the victims were guards"."""
    for chunk in scene.nouns():
        follows = scene.chunks[chunk + 1 : chunk + 5]
        kinds = [part.kind for part in follows]
        if kinds != [Kind.PREPOSITION, Kind.NOUN, Kind.VERB, Kind.NOUN] or scene.head(chunk + 1).lower != "of":
            continue
        counted = count_in(scene, chunk)
        known = scene.head(chunk + 2).lemma.lower() in _THEM or scene.head(chunk + 2).lower in _THEM
        who = scene.head(chunk + 4)
        was = scene.head(chunk + 3).lemma == "be" and who.lemma.lower() in lexicon().people
        if counted is not None and known and was:
            toll = Toll(Harm.KILLED, counted[0], who.text, side_of(scene, chunk + 4), span=counted[1], rule=PART)
            yield toll, scene.chunks[chunk].head, None, chunk
