"""Acts as the trained reader sees them: where they are told, of what kind, and which words are what to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.extract.model_look import Floats, Look, Seen, Stretch, softmax
from casus.extract.model_names import Hidden, cut
from casus.extract.model_pieces import MARKED, Cutter, Pieces
from casus.extract.model_tags import CLASSES, MOST, ROLES, TOGETHER
from casus.model.span import Span
from casus.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words in a role, and its probability (a mean over its pieces, uncalibrated)."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Act:
    """One act: where it is told, how sure that is, the words in each role, and each class with its probabilities."""

    span: Span
    sentence: Span
    score: float
    parts: Mapping[str, tuple[Part, ...]]
    classes: Mapping[str, Mapping[str, float]]

    def best(self, name: str) -> str:
        """The likeliest value of a class."""
        found = self.classes[name]
        return max(found, key=lambda code: found[code])


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences of a report that are looked at together; `start` is where their text begins."""

    start: int
    pieces: Pieces
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Pieces that may tell an act: first, last (exclusive), and the probability."""

    window: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """A text, the names in it that the network does not see, and the sentences worth a look (None: all)."""

    text: str
    hidden: tuple[Hidden, ...] = ()
    worth: tuple[Span, ...] | None = None


def find_acts(sources: Sequence[Source], cutter: Cutter, look: Look, *, least: float = 0.3) -> list[tuple[Act, ...]]:
    """The acts of each text that are at least so likely. Texts are looked at together, which is quicker."""
    windows = [(n, window) for n, source in enumerate(sources) for window in _windows(source, cutter)]
    seen = look([_unmarked(window.pieces) for _, window in windows])
    spots = [
        spot
        for number, ((_, window), one) in enumerate(zip(windows, seen, strict=True))
        for spot in _spots(number, window, one, least)
    ]
    asked = look([_marked(windows[spot.window][1].pieces, spot) for spot in spots])
    found: list[list[Act]] = [[] for _ in sources]
    for spot, answer in zip(spots, asked, strict=True):
        number, window = windows[spot.window]
        found[number].append(_act(window, spot, answer))
    return [tuple(acts) for acts in found]


def _windows(source: Source, cutter: Cutter, most: int = TOGETHER) -> Iterator[_Window]:
    """Whole sentences together, about as many as a short report has; a sentence too long for one look is cut off."""
    group: list[tuple[Span, Pieces]] = []
    size = 0
    for span in sentences(source.text) if source.worth is None else source.worth:
        pieces = cut(cutter, span.of(source.text), source.hidden, span.start)
        if group and size + len(pieces) > most:
            yield _window(source, group, cutter)
            group, size = [], 0
        group.append((span, pieces))
        size += len(pieces)
    if group:
        yield _window(source, group, cutter)


def _window(source: Source, group: Sequence[tuple[Span, Pieces]], cutter: Cutter, most: int = MOST) -> _Window:
    together = tuple(span for span, _ in group)
    pieces = group[0][1]
    if len(group) > 1:
        pieces = cut(cutter, source.text[together[0].start : together[-1].end], source.hidden, together[0].start)
    held = Pieces(pieces.ids[:most], pieces.offsets[:most], pieces.shapes[:most], pieces.inner[:most])
    return _Window(together[0].start, held, together)


def _unmarked(pieces: Pieces) -> Stretch:
    return Stretch(pieces.ids, pieces.shapes, (False,) * len(pieces))


def _marked(pieces: Pieces, spot: _Spot) -> Stretch:
    marked = tuple(spot.first <= n < spot.last for n in range(len(pieces)))
    shapes = tuple(shape + MARKED * one for shape, one in zip(pieces.shapes, marked, strict=True))
    return Stretch(pieces.ids, shapes, marked)


def _spots(number: int, window: _Window, seen: Seen, least: float) -> Iterator[_Spot]:
    for first, last, score in runs(softmax(seen.acts), window.pieces.inner, least):
        yield _Spot(number, first, last, score)


def runs(tags: Floats, inner: Sequence[bool], least: float) -> Iterator[tuple[int, int, float]]:
    """Stretches of pieces by three tags (outside, begins, goes on), brought to word edges, each with its score.

    A stretch goes on while pieces are more likely than `least` to be in one, and ends where another begins.
    """
    on = 1.0 - tags[:, 0]
    size, at = len(inner), 0
    while at < size:
        if on[at] < least:
            at += 1
            continue
        end = at + 1
        while end < size and on[end] >= least and not (tags[end, 1] > tags[end, 2] and not inner[end]):
            end += 1
        first, last = at, end
        while first > 0 and inner[first]:
            first -= 1
        while last < size and inner[last]:
            last += 1
        yield first, last, float(on[at:end].mean())
        at = max(end, last)


def _act(window: _Window, spot: _Spot, seen: Seen) -> Act:
    span = _span(window, spot.first, spot.last)
    sentence = next((one for one in window.sentences if one.overlaps(span)), window.sentences[0])
    roles = softmax(seen.roles.reshape(len(window.pieces), len(ROLES), 3))
    parts = {
        role: tuple(
            Part(_span(window, first, last), score)
            for first, last, score in runs(roles[:, n], window.pieces.inner, 0.3)
        )
        for n, role in enumerate(ROLES)
    }
    classes = _classes(seen.classes)
    # Two looks have to agree: where acts are told, and whether the marked words tell one.
    score = (spot.score * classes["told"]["yes"]) ** 0.5
    return Act(span, sentence, score, parts, classes)


def _span(window: _Window, first: int, last: int) -> Span:
    return Span(window.start + window.pieces.offsets[first][0], window.start + window.pieces.offsets[last - 1][1])


def _classes(logits: Floats) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    start = 0
    for name, codes in CLASSES.items():
        shares = softmax(logits[start : start + len(codes)])
        found[name] = {code: float(share) for code, share in zip(codes, shares, strict=True)}
        start += len(codes)
    return found
