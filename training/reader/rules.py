"""What the rules tell of a report, act by act, before happenings are told apart and joined to claims."""

from __future__ import annotations

from casus.extract.attribution import find_said
from casus.extract.happenings import number_happenings
from casus.extract.naming import Memory
from casus.extract.scene import scenes
from casus.extract.sentence import tell
from casus.extract.tellings import Telling
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground
from casus.text.analysis import analyse


def tellings(report: Report) -> list[Telling]:
    """Every telling that the rules find."""
    memory, found = Memory(), list[Telling]()
    for scene in scenes(report, ground(report), analyse(report.text)):
        found.extend(tell(scene, tuple(find_said(scene, memory)), memory, found))
    number_happenings(found, report)
    return found


def act_of(telling: Telling) -> Span:
    """The word that tells the act."""
    token = telling.scene.tokens[telling.token]
    return Span(token.start, token.end)
