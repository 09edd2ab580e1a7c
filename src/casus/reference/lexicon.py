"""The word tables of `resources/lexicon`, compiled for look-up by lemmas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from casus.model.codes import EventType, Harm, Side, Stance
from casus.reference.resources import load_tsv

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Act:
    """A word that names an act. `frame` says where its participants stand; "weak" acts need other evidence beside."""

    word: str
    pos: str
    event_type: EventType
    frame: str


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word that says that people came to harm, and where they stand: object, subject, of, head."""

    word: str
    pos: str
    harm: Harm
    victim: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of saying, the stance that it carries and the frame of what is said."""

    word: str
    pos: str
    stance: Stance
    frame: str


@dataclass(frozen=True, slots=True)
class Weapon:
    """A means of violence; `event_type` is what a plain attack with it is, None where that stays an attack."""

    word: str
    event_type: EventType | None


class Phrases(Generic[E]):
    """Entries of one or more words, found at a place in a list of lemmas, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, E]]) -> None:
        table: dict[str, list[tuple[tuple[str, ...], E]]] = {}
        for words, entry in entries:
            parts = tuple(words.lower().split())
            table.setdefault(parts[0], []).append((parts, entry))
        self._table = {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}

    def at(self, lemmas: Sequence[str], index: int) -> tuple[int, E] | None:
        """How many words the longest entry at `index` has, and the entry; None where none begins there."""
        rows = self._table.get(lemmas[index])  # most words begin nothing: asked of every word of a report
        return next(self.every(lemmas, index), None) if rows else None

    def every(self, lemmas: Sequence[str], index: int) -> Iterator[tuple[int, E]]:
        """All entries that stand at `index`, the longest first."""
        for parts, entry in self._table.get(lemmas[index], ()):
            if len(parts) == 1 or tuple(lemmas[index : index + len(parts)]) == parts:
                yield len(parts), entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word tables. Keys are lemmas in lower case."""

    act_verbs: Phrases[Act]
    act_nouns: Phrases[Act]
    harm_verbs: Phrases[HarmWord]
    harm_nouns: Phrases[HarmWord]
    harm_adjectives: Phrases[HarmWord]
    people: Mapping[str, Side]
    cues: Phrases[Cue]
    weapons: Phrases[Weapon]
    hedges: frozenset[str]
    accident_nouns: Phrases[str]
    accident_verbs: frozenset[str]
    accident_subjects: frozenset[str]
    blast_sites: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The tables, read once. Raises ResourceError where one does not parse, ValueError for an unknown code."""
    acts = [Act(r["word"], r["pos"], EventType(r["type"]), r["frame"]) for r in load_tsv("lexicon/acts.tsv")]
    harms = [HarmWord(r["word"], r["pos"], Harm(r["harm"]), r["victim"]) for r in load_tsv("lexicon/harms.tsv")]
    cues = [Cue(r["word"], r["pos"], Stance(r["stance"]), r["frame"]) for r in load_tsv("lexicon/cues.tsv")]
    causes = [(r["word"], r["pos"]) for r in load_tsv("lexicon/accidents.tsv")]
    return Lexicon(
        act_verbs=Phrases((a.word, a) for a in sorted(acts, key=_narrow_first) if a.pos == "v"),
        act_nouns=Phrases((a.word, a) for a in acts if a.pos == "n"),
        harm_verbs=Phrases((h.word, h) for h in harms if h.pos == "v"),
        harm_nouns=Phrases((h.word, h) for h in harms if h.pos == "n"),
        harm_adjectives=Phrases((h.word, h) for h in harms if h.pos == "a"),
        people={r["word"].lower(): Side(r["side"]) for r in load_tsv("lexicon/people.tsv")},
        cues=Phrases((c.word, c) for c in cues),
        weapons=Phrases((w.word, w) for w in _weapons()),
        hedges=frozenset(r["word"] for r in load_tsv("lexicon/hedges.tsv")),
        accident_nouns=Phrases((word, word) for word, pos in causes if pos == "n"),
        accident_verbs=frozenset(word for word, pos in causes if pos == "v"),
        accident_subjects=frozenset(word for word, pos in causes if pos == "s"),
        blast_sites=frozenset(word for word, pos in causes if pos == "x"),
    )


def _narrow_first(act: Act) -> bool:
    """Entries that ask for a word beside them are tried before those of the same verb that take any."""
    return not act.frame.startswith("when ")


def _weapons() -> Iterable[Weapon]:
    for row in load_tsv("lexicon/weapons.tsv"):
        yield Weapon(row["word"], EventType(row["type"]) if row["type"] else None)
