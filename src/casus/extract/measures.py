"""Measures told where they end: "lifted the sanctions on Libya that were imposed in 2021"."""

from __future__ import annotations

from casus.extract.clauses import Clause
from casus.extract.scene import Scene
from casus.model.codes import EventType
from casus.reference.lexicon import Act

IMPOSED = Act("impose", "v", EventType.SANCTION, "imposed")
_MEASURES = frozenset({"sanction", "embargo", "ban", "blockade", "restriction", "tariff"})
_ENDING = frozenset({"lift", "remove", "ease", "end", "cancel", "drop", "suspend", "waive", "relax"})


def falls_on_somebody(scene: Scene, clause: Clause) -> bool:
    """ "imposes sanctions on Dell": a clause whose object is a measure."""
    return any(scene.head(chunk).lemma.lower() in _MEASURES for chunk in clause.objects)


def imposed_before(scene: Scene, clause: Clause) -> bool:
    """Whether a relative clause tells when the measure was imposed that its host clause ends."""
    host = scene.clauses[clause.host] if clause.host is not None else None
    if host is None or clause.lemma != IMPOSED.word or not clause.passive or clause.link not in ("that", "which"):
        return False
    return host.lemma in _ENDING and falls_on_somebody(scene, host)


def by_whom_imposed(scene: Scene, clause: Clause) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who imposed it, who ends it where nobody else is told; and on whom."""
    host = scene.clauses[clause.host] if clause.host is not None else clause
    return clause.governed("by") or host.subjects, host.governed("on", "against")
