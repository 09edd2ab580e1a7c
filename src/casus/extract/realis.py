"""Whether an act took place: tried, planned, threatened, called for (MUC-4 stage of execution, ACE modality)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casus.extract.acts_verbs import REFUSAL
from casus.extract.clauses import Clause
from casus.extract.grouping import Group
from casus.extract.scene import Scene
from casus.extract.stances import same_side
from casus.extract.told import Told
from casus.extract.words import CALLING_OFF
from casus.model.actor import Actor
from casus.model.codes import EventType, Realis
from casus.model.reading import Reading
from casus.model.when import When

_TO_COME = frozenset({"would", "could", "may", "might", "will", "'ll", "shall"})
_PLANNING = frozenset(
    "announce expect intend pledge plan prepare promise schedule vow seek want hope order agree offer decide vote "
    "commit undertake".split()
)
_WANTING = frozenset({"seek", "want", "hope", "vow", "plan"})
_PLOTTING = frozenset({"plot", "conspire"})
_TRYING = frozenset("attempt try fail foil thwart prevent avert repel intercept collapse".split())
_FOILED = frozenset({"intercept", "foil", "thwart", "repel"})
# Nouns before "to": a warrant to arrest, a plan to annex.
_DEMANDS = frozenset({"warrant", "call", "demand", "request", "order"})
_INTENTIONS = frozenset("about intention plan decision pledge vow intent proposal operation mission effort bid".split())
_AGREED_ON = frozenset({EventType.CONSULT, EventType.AID, EventType.RELEASE, EventType.WITHDRAW})
_READY = frozenset({"ready", "prepare", "prepared", "willing", "commit", "due", "poise"})
_DEPTH = 3
"""How many clauses up from the act a verb of planning or trying still speaks of it."""


def realis_of(scene: Scene, one: Group, kind: EventType) -> Realis:
    """Whether the act of a group happened, was tried, planned, threatened or called for."""
    if kind is EventType.APPEAL:
        return Realis.CALLED_FOR
    if kind is EventType.THREATEN:
        return Realis.THREATENED
    if kind is EventType.ARREST and any(act.act.word.endswith("warrant") for act in one.acts):
        return Realis.CALLED_FOR
    if kind is EventType.REJECT and any(act.act is REFUSAL for act in one.acts):
        return Realis.HAPPENED
    found = next((r for act in one.acts if (r := _of_act(scene, act, kind)) is not Realis.HAPPENED), None)
    if found is not None:
        return found
    return Realis.ATTEMPTED if _foiled_later(scene, one) else Realis.HAPPENED


def _foiled_later(scene: Scene, one: Group) -> bool:
    """ "launched a drone which was intercepted": an attack that the same sentence stops, with nobody harmed."""
    if not one.acts or not one.acts[0].event_type.violent or (one.tolls and not one.apart):
        return False
    return any(clause.lemma in _FOILED and clause.head > one.token for clause in scene.clauses)


def _of_act(scene: Scene, act: Told, kind: EventType) -> Realis:
    """Reads the act's clause and those above it, as far as infinitives and participles hang on one another."""
    if act.clause is None:
        return Realis.HAPPENED
    clause = scene.clauses[act.clause]
    noun = act.chunk is not None
    if noun and clause.lemma == "agree" and kind in _AGREED_ON and act.chunk in clause.governed("to", "on"):
        return Realis.PLANNED
    chunk = act.chunk if act.chunk is not None else -1
    round_of = chunk > 1 and scene.head(chunk - 1).lower == "of" and scene.head(chunk - 2).lemma == "round"
    if noun and (chunk - 2 if round_of else chunk) not in (*clause.objects, *clause.subjects):
        return Realis.HAPPENED
    for depth in range(_DEPTH):
        found = _of_clause(scene, clause, kind, above=depth > 0 or noun, first=depth == 0)
        if found is not None:
            return found
        hangs = clause.infinitive or (depth == 0 and not clause.finite)
        if not hangs or clause.host is None:
            break
        clause = scene.clauses[clause.host]
    return Realis.HAPPENED


_DECLARED = frozenset({EventType.CEASEFIRE, EventType.MOBILIZE, EventType.AID})


def to_come(kind: EventType, when: When | None, published: date | None) -> bool:
    """Whether a move's days lie after the publication: what is declared for the weekend has not happened yet."""
    return kind in _DECLARED and when is not None and published is not None and when.first > published


def _of_clause(scene: Scene, clause: Clause, kind: EventType, *, above: bool, first: bool) -> Realis | None:
    """What one clause says of the act in or below it; `above` where its verb is not the act's own."""
    before = scene.tokens[scene.chunks[clause.verb].first - 1].lemma if clause.infinitive else ""
    if before in _INTENTIONS or before in _READY or clause.modal in _TO_COME or clause.lemma in _PLOTTING:
        return Realis.PLANNED
    if before in _DEMANDS:
        return Realis.CALLED_FOR
    if not above:
        return Realis.PLANNED if kind is EventType.AID and clause.lemma in ("pledge", "promise") else None
    if clause.lemma == "threaten":
        return Realis.THREATENED
    if clause.lemma in _TRYING or (clause.lemma in CALLING_OFF and clause.passive and kind is EventType.CONSULT):
        return Realis.ATTEMPTED
    return _planned(clause, kind, first=first)


def _planned(clause: Clause, kind: EventType, *, first: bool) -> Realis | None:
    """A verb of planning; arrests and releases that are announced have happened."""
    if kind in (EventType.ARREST, EventType.RELEASE) and clause.lemma in ("announce", "order", "seek", "want"):
        return None
    if kind is EventType.AGREE and clause.lemma == "announce" and first:
        return None  # "announces a trade deal": it has been reached
    if clause.lemma in _WANTING and not first:
        return Realis.PLANNED
    announced = clause.lemma == "announce" and not first
    plans = clause.lemma in _PLANNING and not kind.violent and clause.lemma != "order"
    return Realis.PLANNED if plans and not announced else None


# Moves that are a threat where they are announced under a condition.
_HOSTILE = frozenset(
    {EventType.SANCTION, EventType.WITHDRAW, EventType.MOBILIZE, EventType.REJECT, EventType.PROTEST, EventType.SEIZURE}
)


def is_threat(scene: Scene, one: Group, kind: EventType, realis: Realis, speaking: Sequence[Reading[Actor]]) -> bool:
    """Own violence to come, or a hostile move under a condition: "said it will strike", "will withdraw unless …".

    `speaking` are those who act and those who say it: only one's own act is threatened.
    """
    if realis is not Realis.PLANNED or not one.acts or len(speaking) < 2:
        return False
    if not same_side(speaking[0].value, speaking[-1].value):
        return False
    conditional = any(token.lower in ("if", "unless") for token in scene.tokens)
    return kind.violent or (kind in _HOSTILE and conditional)
