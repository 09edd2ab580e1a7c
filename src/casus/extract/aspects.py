"""What a stance is about, which claim it answers, and what is noted of a claim by nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casus.extract.scene import Scene
from casus.extract.stances import is_party, same_side
from casus.extract.tellings import Telling
from casus.extract.words import country_of
from casus.model.actor import Actor
from casus.model.codes import Aspect, Scope, Side, Stance
from casus.model.toll import Toll
from casus.reference.notes import notes
from casus.reference.roles import roles

_ANSWERS = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.NO_COMMENT, Stance.CONFIRMS})


def aspect_of(telling: Telling, answered: Telling | None) -> Aspect:
    """What of the happening a telling's stance is about; `answered` is the telling that it denies or is silent on."""
    if telling.aspect is not None:
        return telling.aspect
    if telling.stance is Stance.CLAIMS_RESPONSIBILITY:
        return Aspect.RESPONSIBILITY
    if telling.stance is Stance.ACCUSES and telling.event_type.violent:
        return Aspect.RESPONSIBILITY
    if telling.stance in _ANSWERS and answered is not None and answered.stance is Stance.ACCUSES:
        return aspect_of(answered, None)
    if telling.stance in (Stance.DENIES, Stance.CONFIRMS) and _its_own_deed(telling):
        return Aspect.RESPONSIBILITY
    if telling.stance in (Stance.ASSERTS, Stance.CONFIRMS) and _tells_of_its_own(telling):
        return Aspect.OWN_LOSSES
    return Aspect.ACT


def _its_own_deed(telling: Telling) -> bool:
    """ "denied that its jets had bombed Arlen", "admitted that it had": what the source itself is said to have done."""
    source = telling.source
    return source is not None and any(same_side(source.value, doer.value) for doer in telling.doers)


def backs(scene: Scene, first: int, last: int) -> bool:
    """ "accused Arlen of arming the rebels": that it stands behind those who did it, not that it did."""
    words = roles()
    return any(
        (one.tag.startswith("VB") and one.lemma.lower() in words.backing) or one.lemma.lower() in words.backer
        for one in scene.tokens[max(0, first) : last + 1]
    )


def _tells_of_its_own(telling: Telling) -> bool:
    """A party that tells of harm to its own people, which it has no reason to raise."""
    source = telling.source.value if telling.source is not None else None
    if source is None or not is_party(source) or not telling.tolls:
        return False
    return any(_of_its_own(toll, source) for toll in telling.tolls) and not any(
        same_side(source, doer.value) for doer in telling.doers
    )


def _of_its_own(toll: Toll, source: Actor) -> bool:
    if toll.side not in (Side.STATE, Side.NONSTATE) or toll.side is not source.side or toll.count.high == 0:
        return False
    country = country_of(toll.who.split()[0]) if toll.who else None
    return country is None or source.country is None or country.code == source.country


def answered_by(telling: Telling, told: Sequence[Telling], by_id: Mapping[int, Telling]) -> Telling | None:
    """The telling of the same happening that a denial, doubt, confirmation or silence answers; None where none is.

    An accusation of the party that answers comes first, then what the words point at, then the first other voice.
    """
    if telling.stance not in _ANSWERS or telling.source is None:
        return None
    source = telling.source.value
    others = [t for t in told if t is not telling and t.stance not in _ANSWERS and _voice(t) != _voice(telling)]
    accused = [t for t in others if t.stance is Stance.ACCUSES and any(same_side(d.value, source) for d in t.doers)]
    pointed = by_id.get(telling.about) if telling.about is not None else None
    if accused and telling.stance is not Stance.CONFIRMS:
        return accused[-1]
    return pointed if pointed in others else next(iter(others), None)


def _voice(telling: Telling) -> str | None:
    return telling.source.value.name.lower() if telling.source is not None else None


def note_remarks(scene: Scene, found: Sequence[Telling], told: Sequence[Telling]) -> None:
    """Keeps what a sentence says of a happening without a source ("nobody has claimed it") on the claim concerned."""
    fit = [t for t in (*told, *found) if t.event_type.violent and t.scope is Scope.INCIDENT]
    fit = [t for t in fit if t.stance not in _ANSWERS] or fit
    if not fit:
        return
    words = scene.report.text[scene.span.start : scene.span.end]
    said = tuple(one.note for one in notes() if one.pattern.search(words))
    if said:
        last = fit[-1]
        last.notes = tuple(dict.fromkeys((*last.notes, *said)))
