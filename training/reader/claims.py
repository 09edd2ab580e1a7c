"""Claims for the trained reader: what is learned from a labelled report, and how.

Every sentence is learned by itself, as it is read (`casus.extract.model_tags.TOGETHER`). Two kinds of examples share
one encoder. A sentence as it stands teaches where its acts are (tags over pieces, and the kind of each act). The same
sentence with one act marked teaches that act's claim: the stretches that name perpetrators, targets, weapon, source,
place, day and tolls, and the claim's type, scope, stance, realis, hedge and kind of date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import torch
from torch import Tensor, nn

from casus.extract.model_names import cut, hidden
from casus.extract.model_pieces import FIRST, LAST, MARKED, Cutter, Pieces
from casus.extract.model_tags import CLASSES, MOST, ROLES, TYPES
from casus.ground.counts import read_counts
from casus.ground.times import read_times
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground
from casus.text.sentences import sentences
from training.labels import Labelled, act_span
from training.reader.encoder import WIDTH, Encoder
from training.reader.muc4 import padded
from training.reader.rules import act_of, tellings

UNSAID = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One sequence. Unmarked: `acts` and `kinds` of its pieces. Marked: `roles` of its pieces and the `classes`."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    acts: tuple[int, ...]
    kinds: tuple[int, ...]
    roles: tuple[tuple[int, ...], ...]
    classes: tuple[int, ...]
    marked: tuple[float, ...]


class ClaimModel(nn.Module):
    """The encoder with heads for acts (three tags), kinds of act, roles (three tags each) and classes of the act."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.acts = nn.Linear(WIDTH, 3)
        self.kinds = nn.Linear(WIDTH, len(TYPES))
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.classes = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1))
        self.values = nn.Linear(WIDTH, sum(len(codes) for codes in CLASSES.values()))
        self.drop = nn.Dropout(0.1)

    def forward(self, vectors: Tensor, shapes: Tensor, held: Tensor, marked: Tensor) -> tuple[Tensor, ...]:
        """Logits: acts and kinds and roles of every piece, and the classes of the marked act (all behind another)."""
        states = self.drop(self.encoder(vectors, shapes, held))
        weight = marked / marked.sum(1, keepdim=True).clamp(min=1.0)
        act = (states * weight[:, :, None].to(states.dtype)).sum(1)
        both = torch.cat([act, states[:, 0]], 1)
        return self.acts(states), self.kinds(states), self.roles(states), self.values(self.classes(both))


def examples(item: Labelled, cutter: Cutter) -> Iterator[Example]:
    """Every example of one report: each sentence once, and once more for each act in it."""
    report = Report(item.id, item.text, item.published)
    names = hidden(report.text, ground(report))
    spans: dict[Span, Mapping[str, Any]] = {}
    for claim in item.claims:
        spans.setdefault(act_span(item.text, claim), claim)
    tempting = list(dict.fromkeys(act_of(telling) for telling in tellings(report)))
    for sentence in sentences(item.text):
        pieces = moved(cut(cutter, sentence.of(item.text), names, sentence.start), sentence.start)
        if not 0 < len(pieces) <= MOST:
            continue
        acts = {span: claim for span, claim in spans.items() if sentence.covers(span)}
        yield _unmarked(pieces, acts)
        for span, claim in acts.items():
            yield _marked(item, pieces, sentence, span, claim)
        for span in _others(item, pieces, sentence, list(acts), tempting):
            yield marked(pieces, span, None, {"told": "no"})


def moved(pieces: Pieces, start: int) -> Pieces:
    """The pieces of a sentence with their offsets in the report."""
    offsets = tuple((first + start, last + start) for first, last in pieces.offsets)
    return Pieces(pieces.ids, offsets, pieces.shapes, pieces.inner)


def _others(
    item: Labelled, pieces: Pieces, sentence: Span, acts: Sequence[Span], tempting: Sequence[Span]
) -> list[Span]:
    """Words that might tell an act and tell none: those that the rules took for one, and one word by chance."""
    wrong = [span for span in tempting if sentence.covers(span) and not any(map(span.overlaps, acts))]
    content = [
        Span(start, end)
        for (start, end), shape in zip(pieces.offsets, pieces.shapes, strict=True)
        if shape in (1, 2) and end - start > 3
    ]
    chance = random.Random(f"{item.id} {sentence.start}")
    drawn = [span for span in chance.sample(content, min(2, len(content))) if not any(map(span.overlaps, acts))]
    return [*wrong, *(span for span in drawn[:1] if span not in wrong)]


def _inside(pieces: Pieces, span: Span) -> list[int]:
    """The pieces of every word that a span touches."""
    found = [n for n, (start, end) in enumerate(pieces.offsets) if start < span.end and end > span.start]
    while found and pieces.inner[found[0]]:
        found.insert(0, found[0] - 1)
    while found and found[-1] + 1 < len(pieces) and pieces.inner[found[-1] + 1]:
        found.append(found[-1] + 1)
    return found


def _tags(pieces: Pieces, spans: Sequence[Span]) -> tuple[int, ...]:
    tags = [0] * len(pieces)
    for span in spans:
        inside = _inside(pieces, span)
        if inside and not any(tags[n] for n in inside):
            for n in inside:
                tags[n] = 2
            tags[inside[0]] = 1
    return (0, *tags, 0)


def _unmarked(pieces: Pieces, acts: Mapping[Span, Mapping[str, Any]]) -> Example:
    kinds = [UNSAID] * (len(pieces) + 2)
    for span, claim in acts.items():
        for n in _inside(pieces, span):
            kinds[n + 1] = TYPES.index(claim["event_type"])
    nothing = (UNSAID,) * (len(pieces) + 2)
    return Example(
        (FIRST, *pieces.ids, LAST),
        (0, *pieces.shapes, 0),
        _tags(pieces, list(acts)),
        tuple(kinds),
        (nothing,) * len(ROLES),
        (UNSAID,) * len(CLASSES),
        (0.0,) * (len(pieces) + 2),
    )


def _marked(item: Labelled, pieces: Pieces, sentence: Span, act: Span, claim: Mapping[str, Any]) -> Example:
    day, spans = _roles(item, sentence, act, claim)
    values = {name: claim[name] for name in ("event_type", "scope", "stance", "realis")} | {"told": "yes"}
    return marked(pieces, act, spans, values | {"hedged": "yes" if claim["hedged"] else "no", "day": day})


def marked(
    pieces: Pieces, act: Span, spans: Mapping[str, Sequence[Span]] | None, classes: Mapping[str, str | None]
) -> Example:
    """The example that asks for one act's claim; what is None or not given is not learned from."""
    inside = set(_inside(pieces, act))
    nothing = (UNSAID,) * (len(pieces) + 2)
    told = ((classes.get(name), codes) for name, codes in CLASSES.items())
    chosen = [UNSAID if code is None else codes.index(code) for code, codes in told]
    return Example(
        (FIRST, *pieces.ids, LAST),
        (0, *(shape + MARKED * (n in inside) for n, shape in enumerate(pieces.shapes)), 0),
        nothing,
        nothing,
        tuple(nothing if spans is None else _tags(pieces, spans[role]) for role in ROLES),
        tuple(chosen),
        (0.0, *(float(n in inside) for n in range(len(pieces))), 0.0),
    )


def _roles(
    item: Labelled, sentence: Span, act: Span, claim: Mapping[str, Any]
) -> tuple[str | None, dict[str, list[Span]]]:
    """The kind of the claim's day, and the stretches of each role; a name's nearest occurrence is the one meant.

    What stands in another sentence than the act is not learned.
    """
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    place = claim["place"] or {}
    names = {
        "perpetrators": claim["perpetrators"],
        "targets": claim["targets"],
        "weapon": [claim["weapon"]],
        "source": [claim["source"]],
        "place": [place.get("name")],
    }
    for role, texts in names.items():
        spans[role] = [span for text in texts if text and (span := nearest(item.text, text, act)) is not None]
    for toll in claim["tolls"]:
        span = _toll_span(item.text, toll, act)
        if span is not None:
            spans[toll["harm"]].append(span)
    day, said = _day(item, claim["date"])
    spans["when"] = [said] if said else []
    elsewhere = said is not None and not sentence.covers(said)
    near = {role: [span for span in found if sentence.covers(span)] for role, found in spans.items()}
    return None if elsewhere else day, near


def nearest(text: str, name: str, act: Span) -> Span | None:
    """Where a name stands nearest to an act, case aside; at word edges where it does so at all."""
    low, part = text.lower(), name.lower()
    found = [n for n in range(len(low)) if low.startswith(part, n)]
    edges = [n for n in found if not low[n - 1 : n].isalnum()]
    best = min(edges or found, key=lambda n: (min(abs(n - act.end), abs(act.start - n - len(part))), n), default=None)
    return None if best is None else Span(best, best + len(part))


def _toll_span(text: str, toll: Mapping[str, Any], act: Span) -> Span | None:
    """Where a toll's number stands; where it has none, its people."""
    who = nearest(text, toll["who"], act) if toll.get("who") else None
    anchor = who or act
    counts = [
        reading.span
        for reading in read_counts(text)
        if reading.span is not None and (reading.value.low, reading.value.high) == (toll["low"], toll["high"])
    ]
    best = min(counts, key=lambda span: min(abs(span.end - anchor.start), abs(anchor.end - span.start)), default=None)
    return best or who


def _day(item: Labelled, wanted: Sequence[str] | None) -> tuple[str | None, Span | None]:
    """Whether a claim's days are none, those of a fresh report, or said; and by which words."""
    if wanted is None:
        return "none", None
    best: tuple[float, Span] | None = None
    for reading in read_times(item.text, item.published):
        when, span = reading.value.when, reading.span
        if when is None or span is None:
            continue
        shared = _shared((str(when.first), str(when.last)), wanted)
        if shared >= 0.5 and (best is None or shared > best[0]):
            best = shared, span
    fresh = item.published is not None and wanted[1] == str(item.published) and _days(wanted) == 2
    if best is not None and (best[0] == 1.0 or not fresh):
        return "said", best[1]
    return ("fresh" if fresh else None), None


def _days(interval: Sequence[str]) -> int:
    first, last = (_ordinal(day) for day in interval)
    return last - first + 1


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _shared(left: Sequence[str], right: Sequence[str]) -> float:
    """Days shared over days covered."""
    (a, b), (c, d) = (tuple(map(_ordinal, pair)) for pair in (left, right))
    return max(0, min(b, d) - max(a, c) + 1) / (max(b, d) - min(a, c) + 1)


def batches(made: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """One epoch's batches of like lengths."""
    order = list(made)
    chance.shuffle(order)
    order.sort(key=lambda example: len(example.ids) // 8)
    found = [order[n : n + size] for n in range(0, len(order), size)]
    chance.shuffle(found)
    return found


def loss(model: ClaimModel, table: Tensor, batch: Sequence[Example]) -> Tensor:
    """What one batch costs, over all heads."""
    length = max(len(example.ids) for example in batch)
    ids = torch.tensor(padded([example.ids for example in batch], length, 0))
    shapes = torch.tensor(padded([example.shapes for example in batch], length, 0))
    held = torch.tensor(padded([[1.0] * len(example.ids) for example in batch], length, 0.0))
    marked = torch.tensor(padded([example.marked for example in batch], length, 0.0))
    acts = torch.tensor(padded([example.acts for example in batch], length, UNSAID))
    kinds = torch.tensor(padded([example.kinds for example in batch], length, UNSAID))
    roles = torch.tensor([padded(example.roles, length, UNSAID) for example in batch])
    classes = torch.tensor([example.classes for example in batch])
    with torch.autocast("cpu", torch.bfloat16):
        found = model(table[ids], shapes, held, marked)
    act_logits, kind_logits, role_logits, values = (logits.float() for logits in found)
    total = 6 * _cost(act_logits.flatten(0, 1), acts.flatten()) + 0.5 * _cost(
        kind_logits.flatten(0, 1), kinds.flatten()
    )
    by_role = role_logits.unflatten(2, (len(ROLES), 3)).permute(0, 2, 1, 3)
    total = total + 8 * len(ROLES) * _cost(by_role.flatten(0, 2), roles.flatten())
    start = 0
    for n, codes in enumerate(CLASSES.values()):
        total = total + 0.4 * _cost(values[:, start : start + len(codes)], classes[:, n])
        start += len(codes)
    return total


def _cost(logits: Tensor, truth: Tensor) -> Tensor:
    """Cross entropy where the truth is told; 0 where nowhere."""
    told = truth != UNSAID
    if not bool(told.any()):
        return logits.sum() * 0.0
    return nn.functional.cross_entropy(logits[told], truth[told])
