"""An act as a sentence tells it, and who stands inside the words that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause
from casus.extract.phrases import NOUNS, Kind
from casus.extract.scene import Scene
from casus.extract.weapons import Run, weapon_type
from casus.extract.words import country_of
from casus.model.codes import EventType
from casus.model.hint import Hint
from casus.reference.lexicon import Act, lexicon
from casus.reference.roles import countries, roles

# Acts that a known means makes more exact.
_GENERIC_ACTS = frozenset({EventType.ATTACK, EventType.AIR_STRIKE, EventType.VIOLENCE_OTHER})


@dataclass(frozen=True, slots=True)
class Told:
    """An act as one sentence tells it. `doers`, `targets` are chunks; `named_doer` is a country inside an adjective.

    `token` is the word that names the act, `chunk` its noun chunk (None for a verb), `clause` the clause that tells it.
    `blamed` marks doers who are said to be responsible. `hint` is what the trained reader saw, where no entry names it.
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
    blamed: bool = False
    hint: Hint | None = None


def blames(scene: Scene, clause: Clause, chunk: int) -> bool:
    """ "The group was responsible for the attack", "stands behind it": the subject is said to have done it."""
    if clause.lemma not in ("be", "appear", "seem", "remain", "stand", "find"):
        return False
    word = scene.head(clause.complement).lower if clause.complement is not None else ""
    charged = word in ("responsible", "capable", "guilty") and chunk in clause.governed("for", "of")
    return charged or chunk in clause.governed("behind")


def took_part(scene: Scene, clause: Clause) -> bool:
    """ "took part in the raid", "participated in a strike"."""
    part = clause.lemma == "take" and any(scene.head(chunk).lower == "part" for chunk in clause.objects)
    return (part or clause.lemma == "participate") and bool(clause.phrases) and clause.phrases[0].preposition == "in"


def nobody(scene: Scene, chunk: int) -> bool:
    """ "no arrests", "nobody", "none of them"."""
    return scene.tokens[scene.chunks[chunk].first].lower in ("no", "nobody", "none", "neither")


def owner_of(scene: Scene, weapon: Run) -> Run | None:
    """ "Ukrainian drones": the country before the means."""
    part = scene.chunks[scene.chunk_at(weapon[1])]
    return doer_inside(scene, part.first, weapon[1] - 1, weapon)


def doer_inside(scene: Scene, first: int, last: int, weapon: Run | None) -> Run | None:
    """The words before an act noun that name its doer: "Israeli airstrikes", "a gang attack", "Pakistan Army raid"."""
    if last < first:
        return None
    actors = [mark for mark, _ in scene.actors if first <= mark.first and mark.last <= last]
    if actors:
        return actors[-1].first, actors[-1].last
    for at, named in country_runs(scene, first, last):
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
            return _name_before(scene, first, at), at
    return None


def _name_before(scene: Scene, first: int, at: int) -> int:
    """Where the name before people begins: "3R" of "3R rebel attacks"."""
    before = scene.tokens[at - 1].text if at > first else ""
    return at - 1 if before.isupper() or (at > 1 and before[:1].isupper()) else at


def country_before(scene: Scene, chunk: int) -> Run | None:
    """ "killed by Chadian fire": the country before a word for no means that the lexicon has."""
    part = scene.chunks[chunk]
    return next(country_runs(scene, part.first, part.head - 1), None)


def country_runs(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last token of a country's name or adjective, two words together before one alone."""
    for length in (1, 0):
        for at in range(first, last + 1 - length):
            plain = scene.tokens[at].tag in ("DT", "PDT", "CD", "RB", "JJS") or not scene.tokens[at].text[:1].isupper()
            words = scene.text(at, at + length)
            if not plain and (length == 0 or words.lower() in countries()) and country_of(words) is not None:
                yield at, at + length


def _covers(run: Run | None, at: int) -> bool:
    return run is not None and run[0] <= at <= run[1]


def by_weapon(scene: Scene, told: Told) -> Told:
    """A plain attack, strike or blast with a known means is the act of that means: "drone attack" an air strike."""
    if (
        told.weapon is None
        or told.act.word == "drop"
        or told.event_type not in (*_GENERIC_ACTS, EventType.SHELLING, EventType.BOMBING, EventType.DESTRUCTION)
    ):
        return told
    kind = weapon_type(scene, told.weapon)
    if told.event_type is EventType.DESTRUCTION:  # "destroyed by a drone"
        from_afar = kind in (EventType.AIR_STRIKE, EventType.SHELLING) and told.act.word in ("destroy", "damage")
        return replace(told, event_type=kind) if from_afar and kind is not None else told
    flown = told.chunk is None or scene.lemmas[told.weapon[1]] == "bomb"
    aerial = kind is EventType.AIR_STRIKE and flown  # "warplanes bombed", "a glide bomb attack"
    if kind is None or (told.event_type is EventType.BOMBING and kind is not EventType.SUICIDE_BOMBING and not aerial):
        return told
    return replace(told, event_type=kind)


# Things said or written: who acts by them stands in the clause before.
TEXTS = frozenset("resolution statement letter message motion declaration order bill law decree legislation".split())


# "prompting Arlen to scramble jets": who is made to act acts.
_CAUSING = frozenset({"prompt", "lead", "cause", "force", "compel", "allow", "enable", "drive"})


# Participles by which whoever speaks goes on to speak: "says that its office stays, rejecting the plan".
_SPEAKING_ON = frozenset(
    "reject accuse blame criticize criticise condemn denounce urge call demand warn threaten refuse dismiss".split()
)


def _speaker_on(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who goes on to speak in a participle behind what he says."""
    at, seen = clause, 0
    if clause.tag != "VBG" or clause.link != "participle" or clause.lemma not in _SPEAKING_ON:
        return ()
    if scene.chunks[max(0, clause.verb - 1)].kind is not Kind.COMMA:
        return ()
    while at.host is not None and seen < 4 and (at.tag == "VBG" or at.infinitive):
        at, seen = scene.clauses[at.host], seen + 1
    return scene.clauses[at.host].subjects if at.link == "complement" and at.host is not None else ()


def _of_the_list(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "announced measures including closing the border, expelling two envoys": who announced them."""
    at, listed, seen = clause, False, 0
    while at.tag == "VBG" and at.host is not None and seen < 8:
        listed = listed or at.link == "including"
        at, seen = scene.clauses[at.host], seen + 1
    named = any(scene.head(chunk).tag in ("NNP", "NNPS") for chunk in clause.subjects)
    return at.subjects if listed and not named else ()  # "…, and Libya suspending a treaty" has a subject of its own


def behind_text(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who acts: in "passes a motion that calls on the bloc", those who pass it."""
    if others := _speaker_on(scene, clause) or _of_the_list(scene, clause):
        return others
    at = clause
    host = scene.clauses[clause.host] if clause.infinitive and clause.host is not None else None
    if host is not None and host.lemma in _CAUSING and host.objects and not host.passive:
        return host.objects
    while at.subjects and scene.head(at.subjects[0]).lemma.lower() in TEXTS and at.host is not None:
        at = scene.clauses[at.host]
    return at.subjects
