"""The readers of claims by name: rules alone, the trained model alone, or both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from casus.errors import InputError
from casus.extract.gate import gate
from casus.extract.model_acts import Act, Source, find_acts
from casus.extract.model_chance import Scale
from casus.extract.model_look import Look, Network, Vectors
from casus.extract.model_merge import Policy, Seen, claims_of_acts, join
from casus.extract.model_names import hidden
from casus.extract.model_pieces import Cutter
from casus.extract.protocol import Extractor
from casus.extract.rules import RuleExtractor
from casus.model.claim import Layers, Parsed
from casus.model.codes import EventType
from casus.model.hint import Hint
from casus.model.report import Report
from casus.model.span import Span
from casus.reference.resources import folder, load_toml

READERS = ("rules", "model", "both")
"""What `--reader` may say."""

FILES = ("claims.onnx", "vectors.npz", "vocabulary.txt", "scale.json", "reader.toml")

MISSING = "the trained reader's files are not there: reading by rules alone"


@dataclass(frozen=True, slots=True)
class Model:
    """The trained reader as it is shipped: its vocabulary's cutter, its network, and the scale of its scores."""

    cutter: Cutter
    look: Look
    scale: Scale
    version: str


def files() -> Path:
    """The folder of the trained reader."""
    return folder() / "reader"


def is_there() -> bool:
    """Whether every file of the trained reader is there."""
    return all((files() / name).is_file() for name in FILES)


@cache
def model() -> Model:
    """Load the trained reader, once for each process."""
    vocabulary = (files() / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    network = Network(Vectors(files() / "vectors.npz"), files() / "claims.onnx")
    scale = Scale(**json.loads((files() / "scale.json").read_text(encoding="utf-8")))
    return Model(Cutter(vocabulary), network, scale, str(load_toml("reader/reader.toml")["version"]))


@cache
def policy(name: str) -> Policy:
    """How claims are chosen and joined, as `resources/reader/reader.toml` has it under `name`."""
    table = load_toml("reader/reader.toml")[name]
    return Policy(**table)


@cache
def short() -> int:
    """Up to how many characters a report is short: longer ones have a policy of their own."""
    return int(load_toml("reader/reader.toml")["short"])


def is_long(report: Report) -> bool:
    """Whether a report is longer than a short one."""
    return len(report.text) > short()


class ModelExtractor:
    """The trained reader by itself, or (with `rules`) beside the rules."""

    def __init__(self, rules: RuleExtractor | None = None) -> None:
        self._rules = rules
        own = f"model/{model().version}"
        self.origin = own if rules is None else f"{rules.origin}+{own}"
        self._own = own

    def read(self, report: Report, layers: Layers) -> Parsed:
        """The claims and attributions of one report."""
        if not self.worth(report):
            return self._nothing(report, layers)
        looked = self._looked_at(report)
        names = hidden(report.text, layers)
        source = Source(report.text, names, looked)
        chosen = policy(self._policy(report))
        (found,) = find_acts([source], model().cutter, model().look, least=chosen.least)
        acts = [replace(act, score=round(model().scale.chance(act.score), 3)) for act in found]
        if max((act.score for act in acts), default=0.0) < chosen.any:
            return self._nothing(report, layers)
        by_rules = self._by_rules(report, layers, acts, chosen)
        first = max((claim.incident for claim in by_rules.claims), default=0) + 1
        seen = claims_of_acts(report, layers, acts, first, self._own, names=names)
        sober = [one for one in seen if not _by_no_violence(one, by_rules.mishaps)]
        claims = join(by_rules.claims, sober, chosen, self._own, looked)
        return Parsed(report, claims, layers, by_rules.attributions)

    def worth(self, report: Report) -> bool:
        """Whether the report may tell of anything: of long ones the gate knows at a glance."""
        return not is_long(report) or (at := gate()) is None or at.tells(report.text)

    def _looked_at(self, report: Report) -> tuple[Span, ...] | None:
        at = gate()
        return None if at is None else at.passed(report.text, long=is_long(report))

    def _nothing(self, report: Report, layers: Layers) -> Parsed:
        """A report that tells of nothing: attributions, where they are wanted, and no claim."""
        if self._rules is None or self._rules.claims_alone:
            return Parsed(report, (), layers)
        return replace(self._by_rules(report, layers, (), policy("long")), claims=())

    def _policy(self, report: Report) -> str:
        if self._rules is None:
            return "model"
        return "long" if is_long(report) else "both"

    def _by_rules(self, report: Report, layers: Layers, acts: Sequence[Act], chosen: Policy) -> Parsed:
        """What the rules read, of the acts that they know and of those that the network is sure of."""
        if self._rules is None:
            return Parsed(report, (), layers)
        hints = [
            Hint(act.span, EventType(act.best("event_type")), act.score, self._own)
            for act in acts
            if act.score >= chosen.hint
        ]
        return self._rules.read(report, layers, hints)


def _by_no_violence(one: Seen, mishaps: Sequence[Span]) -> bool:
    """Whether the network takes for violence what the rules know to be an accident, a disaster or an illness."""
    return one.claim.event_type.violent and any(span.covers(one.act.span) for span in mishaps)


def reader(name: str = "rules", attribution: str | None = None) -> Extractor:
    """The reader of that name; the rules alone where the trained reader's files are not there.

    `attribution` names the reader of attributions beside it; None is the one that the environment names. Raises
    InputError for a name that no reader has.
    """
    if name not in READERS:
        raise InputError(f"no reader {name!r}; there are {', '.join(READERS)}")
    rules = RuleExtractor(attribution)
    if name == "rules" or not is_there():
        return rules
    return ModelExtractor(rules if name == "both" else None)
