"""What courts and prosecutors do: charges that are no mere accusation, pleas, verdicts, trials."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.scene import Scene
from casus.reference.roles import roles

_PROSECUTING = frozenset(
    "prosecutor court police judge jury tribunal magistrate prosecution attorney authority department service".split()
)


def charged_at_law(scene: Scene, clause: Clause) -> bool:
    """ "Prosecutors charge a man with murder", "is charged with terrorism": a step of a trial, no reproach."""
    if clause.lemma != "charge" or not clause.governed("with", "over", "for"):
        return False
    return clause.passive or any(scene.head(chunk).lemma.lower() in _PROSECUTING for chunk in clause.subjects)


def of_violence(scene: Scene) -> bool:
    """Whether the sentence names a crime of violence or against the state."""
    return bool(roles().outrage & set(scene.lemmas))


def found_guilty(scene: Scene, clause: Clause) -> bool:
    """ "A jury found two men guilty of murder"."""
    if clause.lemma not in ("find", "declare") or clause.negated:
        return False
    after = scene.tokens[clause.head + 1 : clause.head + 12]
    at = next((n for n, token in enumerate(after) if token.lower == "guilty"), None)
    return at is not None and not any(token.tag in ("VBZ", "VBD", "VBP") for token in after[:at])
