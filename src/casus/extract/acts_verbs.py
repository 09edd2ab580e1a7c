"""Acts that a verb tells, with who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.extract.clauses import Clause
from casus.extract.scene import Scene
from casus.extract.told import Told, by_weapon, nobody, owner_of
from casus.extract.weapons import Run, carried, weapon_in
from casus.extract.words import CLAIM_NOUNS, FIGURE_NOUNS
from casus.model.codes import EventType
from casus.reference.lexicon import Act, lexicon

# Acts whose objects are the theme of the move (trade, a border), not the one that it is aimed at.
_THEMES = frozenset({EventType.SANCTION, EventType.MOVE_OTHER, EventType.MOBILIZE, EventType.AGREE, EventType.CONSULT})


# Things said or written: who acts by them stands in the clause before.
_TEXTS = frozenset({"resolution", "statement", "letter", "message", "motion", "declaration"})
# What is published where it is released.
_PUBLISHED = _TEXTS | frozenset(
    "video footage image photo picture report document list name data recording audio".split()
)


def verb_acts(scene: Scene) -> Iterator[Told]:
    """The acts that the verbs of a sentence tell, one a clause at most."""
    for index, clause in enumerate(scene.clauses):
        act = _verb_at(scene, clause)
        warned_of = clause.tag == "VBG" and clause.link in ("against", "from", "without", "for")
        if act is not None and not (warned_of and act.event_type is EventType.CONSULT):
            yield _verb_told(scene, index, clause, act)


def _verb_at(scene: Scene, clause: Clause) -> Act | None:
    table = lexicon().act_verbs
    starts = (clause.head - 1, clause.head) if clause.head else (clause.head,)
    for start in starts:
        for _, act in table.every(scene.lemmas, start):
            if (start == clause.head or " " in act.word) and _fits(scene, clause, act):
                return act
    return None


def _names_act(scene: Scene, chunk: int) -> bool:
    return lexicon().act_nouns.at(scene.lemmas, scene.chunks[chunk].head) is not None


def _is_claim(scene: Scene, chunk: int) -> bool:
    return scene.head(chunk).lemma.lower() in CLAIM_NOUNS | FIGURE_NOUNS


def _particle(act: Act) -> str:
    """The second word of "hand over", "call on": the parser may take it for a preposition."""
    return act.word.split()[-1] if " " in act.word else "of"


def _fits(scene: Scene, clause: Clause, act: Act) -> bool:
    """Whether the clause has what the entry asks for: "when trade,treaty" wants one of these beside the verb."""
    if act.event_type is EventType.REJECT and any(_is_claim(scene, chunk) for chunk in clause.objects):
        return False  # a denial, no refusal
    if act.event_type is EventType.RELEASE and any(
        scene.head(chunk).lemma.lower() in _PUBLISHED for chunk in (*clause.objects, *clause.subjects[: clause.passive])
    ):
        return False  # "releases a video"
    if not act.frame.startswith("when "):
        return True
    wanted = act.frame.removeprefix("when ").split(",")
    nouns = (
        *clause.objects,
        *(clause.subjects if clause.passive else ()),
        *clause.governed("of", "on", _particle(act)),
    )
    return any(
        scene.tokens[i].lemma.lower() in wanted
        for noun in nouns
        if not _names_act(scene, noun) or scene.head(noun).lemma.lower() in wanted
        for i in range(scene.chunks[noun].first, scene.chunks[noun].last + 1)
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who does it, to whom, and with what, as a frame of the lexicon places them."""

    doers: tuple[int, ...]
    targets: tuple[int, ...]
    weapon: Run | None = None
    inside: Run | None = None


def _verb_told(scene: Scene, index: int, clause: Clause, act: Act) -> Told:
    parts = _aimed(clause, act, _framed(scene, clause, act))
    if parts.weapon is None and act.event_type.violent:
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
        weak=act.frame == "weak",
        negated=clause.negated
        or any(nobody(scene, chunk) for chunk in clause.subjects)
        or clause.link in ("if", "unless"),
    )
    return by_weapon(scene, told)


def _denied(scene: Scene, clause: Clause) -> bool:
    """ "did not attack", "nobody was arrested", "if they attack": no act that took place."""
    nobody = any(nobody(scene, chunk) for chunk in clause.subjects)
    return clause.negated or nobody or clause.link in ("if", "unless")


def _framed(scene: Scene, clause: Clause, act: Act) -> _Parts:
    """The participants where the verb's frame has them; active and passive alike."""
    plain = _plain_parts(scene, clause, act)
    passive = clause.passive
    match act.frame:
        case "mutual":
            own = () if passive or " " in act.word else clause.objects
            return _Parts((*clause.subjects, *own, *clause.governed("with")), ())
        case "weapon-subject":
            return _Parts((), clause.governed("near", "at", "outside", "inside"), weapon_in(scene, clause.subjects))
        case "of":
            return replace(plain, targets=clause.governed("of", "over"))
        case "topic":
            return replace(plain, targets=())
        case "agent":
            return replace(plain, targets=clause.subjects if passive else clause.governed("against", "to"))
        case "visit":
            return plain if plain.targets else replace(plain, targets=clause.governed("to", "in", "with"))
        case frame if frame == "weapon" or frame.startswith("when "):
            return _thrown(scene, clause, act, plain)
        case _:
            return plain


def _plain_parts(scene: Scene, clause: Clause, act: Act) -> _Parts:
    if clause.passive:
        return _Parts(clause.governed("by"), clause.subjects)
    if " " in act.word and act.word.split()[-1] == clause.lemma:
        return _Parts(_before_compound(scene, clause), clause.objects)
    return _Parts(_behind_text(scene, clause), clause.objects)


def _thrown(scene: Scene, clause: Clause, act: Act, plain: _Parts) -> _Parts:
    """The object is the means ("fired rockets at a base") or the theme ("suspended trade with Belarus")."""
    means = act.event_type.violent or act.frame == "weapon"
    weapon = weapon_in(scene, plain.targets) if means else None
    if weapon is not None:
        aims = clause.governed("beside", "against") or clause.governed(
            "at", "on", "near", "into", "towards", "toward", "across"
        )
        return _Parts(plain.doers, aims, weapon)
    if act.event_type in _THEMES:
        return replace(plain, targets=clause.governed("against", "on", "with", "to", "from", "towards"))
    return plain


def _aimed(clause: Clause, act: Act, parts: _Parts) -> _Parts:
    """Where no object is told, what stands after "on" or "at" is the target of violence: "opened fire on a crowd"."""
    if " " in act.word and not parts.targets and clause.governed(_particle(act)):
        parts = replace(parts, targets=clause.governed(_particle(act)))
    if act.word == "open fire":
        return replace(parts, targets=clause.governed("on", "at"))
    if act.event_type.violent and act.frame != "mutual" and not clause.passive and not parts.targets:
        return replace(parts, targets=clause.governed("on", "at", "against"))
    return parts


def _with_means(scene: Scene, clause: Clause, parts: _Parts) -> _Parts:
    """The means among the doers ("drones struck"), after "with" or "using", or in the doer's hand."""
    in_hand = tuple(n for chunk in clause.subjects for n in carried(scene, chunk))
    weapon = weapon_in(scene, (*parts.doers, *clause.governed("with", "using", "by", "in"), *in_hand))
    if weapon is None:
        return parts
    doers = tuple(i for i in parts.doers if weapon_in(scene, (i,)) is None)
    return _Parts(doers, parts.targets, weapon, None if doers else owner_of(scene, weapon))


def _before_compound(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """ "Pakistan recently test fired": the first word of the verb was taken for its subject."""
    chunk = scene.chunk_at(clause.head - 1)
    if scene.chunks[chunk].first < clause.head - 1:
        return (chunk,)
    nouns = [i for i in scene.nouns() if i < chunk]
    return tuple(nouns[-1:])


def _behind_text(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who acts: in "passes a motion that calls on the bloc", those who pass it."""
    at = clause
    while at.subjects and scene.head(at.subjects[0]).lemma.lower() in _TEXTS and at.host is not None:
        at = scene.clauses[at.host]
    return at.subjects
