"""Silver lessons: what the rules read in unlabelled news, act by act.

They teach which words are what to an act, never where acts are: the model would learn to miss what the rules miss.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Set
from datetime import date
from pathlib import Path

from casus.extract.model_names import cut, hidden
from casus.extract.model_pieces import Cutter
from casus.extract.model_tags import MOST, ROLES
from casus.extract.tellings import Telling
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground
from casus.text.sentences import sentences
from training.reader.claims import Example, marked, moved
from training.reader.rules import act_of, tellings


def reports(shared: Path, but: Set[str], every: int = 1) -> Iterator[Report]:
    """Each `every`-th daily item of 2025 and 2026 on conflict, politics or crime, apart from those named."""
    with gzip.open(shared / "data" / "cep" / "items_2025_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    wanted = [item for item in told if item["id"] not in but and item.get("section", "").startswith(SECTIONS)]
    for item in wanted[::every]:
        yield Report(item["id"], item["text"], date.fromisoformat(item["published"]))


SECTIONS = ("Armed conflict", "International relations", "Law and crime", "Politics")


def examples(report: Report, cutter: Cutter) -> Iterator[Example]:
    """One example for each act that the rules are sure of, in its sentence."""
    names = hidden(report.text, ground(report))
    told = [telling for telling in tellings(report) if telling.sure]
    for sentence in sentences(report.text):
        pieces = moved(cut(cutter, sentence.of(report.text), names, sentence.start), sentence.start)
        if 0 < len(pieces) <= MOST:
            for telling in told:
                if sentence.covers(act_of(telling)):
                    yield marked(pieces, act_of(telling), _spans(telling, sentence), _classes(telling, sentence))


def _spans(telling: Telling, sentence: Span) -> dict[str, list[Span]]:
    found: dict[str, list[Span | None]] = {role: [] for role in ROLES}
    found["perpetrators"] = [reading.span for reading in telling.doers]
    found["targets"] = [reading.span for reading in telling.targets]
    for role in ("weapon", "source", "place", "when"):
        reading = getattr(telling, role)
        found[role] = [reading.span] if reading else []
    for toll in telling.tolls:
        found[toll.harm.value].append(toll.span)
    return {
        role: [span for span in spans if span is not None and sentence.covers(span)] for role, spans in found.items()
    }


def _classes(telling: Telling, sentence: Span) -> dict[str, str | None]:
    when = telling.when
    elsewhere = when is not None and when.span is not None and not sentence.covers(when.span)
    return {
        "event_type": telling.event_type.value,
        "scope": telling.scope.value,
        "stance": telling.stance.value,
        "realis": telling.realis.value,
        "hedged": "yes" if telling.hedged else "no",
        "day": None if elsewhere else "none" if when is None else "fresh" if when.span is None else "said",
    }
