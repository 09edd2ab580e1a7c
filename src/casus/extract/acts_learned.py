"""Acts that no word list foresaw: where the trained reader sees one, the rules read who did it to whom.

The network gives the words and the kind; frames, sides, days and places are the rules' business, as for any other act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.acts import named_acts
from casus.extract.acts_nouns import noun_told
from casus.extract.acts_verbs import verb_told
from casus.extract.filters import names_accident
from casus.extract.scene import Scene
from casus.extract.told import Told
from casus.extract.tolls import TollTold
from casus.model.codes import EventType
from casus.model.hint import Hint
from casus.reference.lexicon import Act, lexicon
from casus.reference.roles import roles

_FRAMES = {EventType.CONSULT: "mutual", EventType.AGREE: "mutual", EventType.CEASEFIRE: "mutual"}
_AGENTS = frozenset({EventType.PROTEST, EventType.MOBILIZE, EventType.WITHDRAW})


def learned_acts(scene: Scene, told: Sequence[Told], tolls: Sequence[TollTold]) -> Iterator[Told]:
    """The acts that only the trained reader sees in a sentence; `told` and `tolls` are what the rules found."""
    if not scene.hints or names_accident(scene):
        return
    taken = {act.token for act in named_acts(scene)} | {toll.token for toll in tolls} | _cues(scene)
    for hint in scene.hints:
        inside = _inside(scene, hint)
        found = _told(scene, hint, inside) if not taken & set(inside) else None
        if found is not None and not _repeats(found, told):
            yield found


def _cues(scene: Scene) -> set[int]:
    """Words of saying and of wrongs: whose word it is that something happened is read elsewhere."""
    told = {n for n in range(len(scene.tokens)) if lexicon().cues.at(scene.lemmas, n) is not None}
    return told | {n for n, word in enumerate(scene.lemmas) if word in roles().wrong}


def _inside(scene: Scene, hint: Hint) -> list[int]:
    return [n for n in range(len(scene.tokens)) if hint.span.overlaps(scene.token_span(n, n))]


def _told(scene: Scene, hint: Hint, inside: Sequence[int]) -> Told | None:
    kind = hint.event_type
    frame = _FRAMES.get(kind, "agent" if kind in _AGENTS else "acts on")
    for index, clause in enumerate(scene.clauses):
        if clause.head in inside:
            return replace(verb_told(scene, index, clause, Act(clause.lemma, "v", kind, frame)), hint=hint)
    for chunk in scene.nouns():
        head = scene.chunks[chunk].head
        if head in inside:
            return replace(noun_told(scene, chunk, head, Act(scene.lemmas[head], "n", kind, frame)), hint=hint)
    return None


def _repeats(found: Told, told: Sequence[Told]) -> bool:
    """Whether the rules tell the same kind of act in the same clause."""
    return any(act.event_type is found.event_type and act.clause == found.clause for act in told)
