"""The reader by rules: every sentence to tellings, tellings to happenings, happenings to claims."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.attribution import attributions, carried_quote, find_said
from casus.extract.attribution_reader import read_attributions
from casus.extract.claims import claims_of
from casus.extract.happenings import number_happenings
from casus.extract.hearsay import free_quote, shown_in, with_hearsay
from casus.extract.lands import give_lands
from casus.extract.naming import Memory
from casus.extract.scene import scenes
from casus.extract.sentence import tell
from casus.extract.tellings import Telling
from casus.model.actor import Actor
from casus.model.claim import Attribution, Layers, Parsed
from casus.model.hint import Hint
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.text.analysis import analyse
from casus.text.quotations import quotations


class RuleExtractor:
    """Claims by rules and lexicons, no model: the floor that every other reader has to beat.

    `attribution` names the reader of the attributions beside them (`attribution_reader.VARIANTS`); None is the one
    that the environment names.
    """

    origin = "rules/1"

    def __init__(self, attribution: str | None = None) -> None:
        self._attribution = attribution

    @property
    def claims_alone(self) -> bool:
        """Whether nobody waits for the attributions beside the claims: no tagger reads them."""
        return self._attribution == "rules"

    def worth(self, report: Report) -> bool:  # noqa: ARG002
        """The rules take every report."""
        return True

    def read(self, report: Report, layers: Layers, hints: Sequence[Hint] = ()) -> Parsed:
        """The claims and attributions of one report; `hints` are acts that another reader sees in it."""
        memory = Memory()
        memory.short.update({r.text: r.value.name for r in layers.actors if r.rule == "defined"})
        _long_forms(report, layers, memory)
        tellings: list[Telling] = []
        said: list[Attribution] = []
        quoted = quotations(report.text)
        shown: Reading[Actor] | None = None
        analysed = analyse(report.text)
        for scene in scenes(report, layers, analysed, hints):
            inside = next((span for span in quoted if span.covers(Span(scene.span.start, scene.span.start))), None)
            found = with_hearsay(scene, find_said(scene, memory), memory)
            spoken = (*carried_quote(scene, inside, memory), *found) or free_quote(scene, quoted, shown, memory)
            if any(span.start > scene.span.start and span.start < scene.span.end for span in quoted) and spoken:
                memory.quoted = spoken[-1].source
            shown = shown_in(scene, spoken, memory)
            said.extend(attributions(scene, spoken))
            tellings.extend(tell(scene, spoken, memory, tellings))
        number_happenings(tellings, report)
        give_lands(tellings, layers.places)
        spoken_of = read_attributions(report.text, analysed, said, self._attribution)
        return Parsed(report, claims_of(report, tellings, self.origin), layers, spoken_of, tuple(memory.mishaps))


def _long_forms(report: Report, layers: Layers, memory: Memory) -> None:
    """Where a report itself writes "Baloch Liberation Army (BLA)", "BLA" is named by the long form."""
    for left, right in zip(layers.actors, layers.actors[1:], strict=False):
        if left.span is None or right.span is None or left.value.id != right.value.id:
            continue
        between = report.text[left.span.end : right.span.start]
        if between.strip() == "(" and report.text[right.span.end : right.span.end + 1] == ")":
            memory.short.setdefault(right.text, left.text)
