"""The two taggers that read attributions: which words are a cue, and what each cue brings. `resources/attribution/`.

Linear-chain conditional random fields (J. Lafferty, A. McCallum, F. Pereira 2001) of CRFsuite (N. Okazaki 2007). The
first ranks every word as a cue; the second reads the window of each likely cue and says what is its source, its
content and the cue itself, or that there is none.
"""

from __future__ import annotations

import lzma
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from casus.errors import ResourceError
from casus.extract.attribution_cues import cue_features
from casus.extract.attribution_labels import CONTENT, CUE, OUTSIDE, SOURCE, Stretch, spans_of
from casus.extract.attribution_page import Page
from casus.extract.attribution_roles import Candidate, Found, plain_features, role_features
from casus.reference.resources import folder

_LEAST = 0.12  # how likely a word must be to be looked at as a cue
_CORE = 0.6  # of the likeliest word: what belongs to a cue that the first stage has not closed
_RANKS = (0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution, in words of the page."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]


class Taggers:
    """The trained pair. `cues` and `roles` are files of CRFsuite, packed by xz.

    Raises ResourceError where one cannot be read.
    """

    __slots__ = ("_cues", "_held", "_roles")

    def __init__(self, cues: Path, roles: Path) -> None:
        self._held = (_unpacked(cues), _unpacked(roles))  # CRFsuite reads from these bytes and keeps no copy
        self._cues, self._roles = (_opened(raw, path) for raw, path in zip(self._held, (cues, roles), strict=True))

    def read(self, page: Page) -> tuple[Relation, ...]:
        """The attributions of a page, in order of their cues."""
        found = find_candidates(page, self._cues)
        plain = [plain_features(page, line) for line in page.lines] if found.candidates else []
        relations: dict[Stretch, Relation] = {}
        for candidate in sorted(found.candidates, key=lambda one: (-int(one.likely), one.first)):
            first, rows = role_features(page, plain, found, candidate)
            relation = relation_of(self._roles.tag(rows), first)
            if relation is not None:
                relations.setdefault(relation.cue, relation)
        return tuple(relations[cue] for cue in sorted(relations))


def relation_of(labels: Sequence[str], first: int) -> Relation | None:
    """What the labels of a cue's window say; None where they hold no cue. `first` is the window's first word."""
    cues = spans_of(labels, CUE, first)
    if not cues:
        return None
    sources = spans_of(labels, SOURCE, first)
    return Relation(sources[0] if sources else None, cues[0], tuple(spans_of(labels, CONTENT, first)))


def find_candidates(page: Page, tagger: pycrfsuite.Tagger) -> Found:
    """What may be a cue: the first stage's cues, and other words that it thinks likely enough."""
    likely: list[float] = []
    stretches: list[Stretch] = []
    for line in page.lines:
        labels = tagger.tag(cue_features(page, line))
        odds = [1.0 - tagger.marginal(OUTSIDE, at) for at in range(len(labels))]
        stretches += [(line.first + a, line.first + b) for a, b in _stretches(labels, odds)]
        likely += odds
    found = [Candidate(first, last, rank(max(likely[first : last + 1]))) for first, last in stretches]
    within = frozenset(at for first, last in stretches for at in range(first, last + 1))
    return Found(tuple(found), [rank(chance) for chance in likely], within)


def _stretches(labels: Sequence[str], odds: Sequence[float]) -> Iterator[Stretch]:
    """In each run of likely words the cues that the tagger closed, else its likeliest words."""
    at = 0
    while at < len(odds):
        end = at
        while end < len(odds) and odds[end] >= _LEAST:
            end += 1
        if end > at:
            closed = spans_of(labels[at:end], CUE, at)
            core = max(odds[at:end]) * _CORE
            inside = [word for word in range(at, end) if odds[word] >= core]
            yield from closed or [(inside[0], inside[-1])]
        at = end + 1


def rank(chance: float) -> str:
    """How likely, from "0" to "9"."""
    return str(bisect_right(_RANKS, chance))


def _unpacked(path: Path) -> bytes:
    try:
        return lzma.decompress(path.read_bytes())
    except (OSError, lzma.LZMAError) as fault:
        raise ResourceError(f"{path}: no weights of attributions: {fault}") from fault


def _opened(raw: bytes, path: Path) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    try:
        tagger.open_inmemory(raw)
    except ValueError as fault:
        raise ResourceError(f"{path}: no weights of attributions: {fault}") from fault
    return tagger


def shipped(variant: str) -> Taggers | None:
    """The taggers of a variant, "polnear" or "open"; None where their files are not there."""
    here = folder() / "attribution"
    cues, roles = here / f"{variant}.cues.crf.xz", here / f"{variant}.roles.crf.xz"
    return Taggers(cues, roles) if cues.is_file() and roles.is_file() else None
