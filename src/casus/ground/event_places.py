"""Which of the places of a sentence is the place of one act: "shelled the village of X in Y from Z" is X.

A linear model over what stands between the verb and each name. Its features are words that a person can read and its
weights stand in `resources/places/event_places.tsv` (`python -m bench.event_places train` writes them).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.ground.places_words import place_words
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.reference.countries import demonyms
from casus.reference.resources import load_tsv
from casus.text.analysis import Sentence, analyse
from casus.text.sentences import sentences
from casus.text.tokens import Token

_REACH = 9
_BEST, _LISTED, _BESIDE = -0.3, -0.5, 2.0
_LONGEST = 6
_GAPS = (0, 1, 3, 6, 12, 20)
_PREPOSITIONS = frozenset(
    "in at near on from to of by into through throughout against outside inside around across with between for over "
    "toward towards along off above within under via behind beyond after before during since until about than "
    "as".split()
)
_LOCATIVE = frozenset("in at near on into through throughout outside inside around across over along within".split())
_SKIPPED = frozenset({"DT", "JJ", "JJR", "JJS", "NN", "NNS", "CD", "POS", "PRP$", "VBN", "HYPH", "RB", "PDT", "VBG"})
_SPEECH = frozenset(
    "say tell report announce add claim state note declare ask speak quote cite accord describe warn urge call".split()
)
_TAKING = frozenset(
    "capture seize enter invade shell bomb attack storm retake recapture liberate besiege raid target strike hit "
    "patrol reach leave control hold overrun occupy destroy surround bombard secure clear cross flee visit".split()
)
_SUBORDINATE = frozenset("who which that when while where after before as because although if since whose".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be the place: its first and last token in the sentence, and its reading where it has one."""

    first: int
    last: int
    span: Span
    reading: Reading[Place] | None

    @property
    def size(self) -> int:
        """How large a place it is, 0 (a spot) to 4 (a country); -1 where nobody has read it."""
        return -1 if self.reading is None else self.reading.value.precision.breadth


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, the token of its verb in question, and the names in it that may be the place."""

    tokens: tuple[Token, ...]
    verb: int
    candidates: tuple[Candidate, ...]


def place_of_event(
    text: str, verb: Span, readings: Sequence[Reading[Place]], sentence: Sentence | None = None
) -> tuple[Span, ...]:
    """Where the act that `verb` names took place: spans of the names in its sentence, in order; mostly one or none.

    Several stand for a list ("shelled A, B and C"); of a chain ("A in B, C") only the innermost. A span is that of one
    of `readings`, or of a name that none of them reads but that words of place introduce. `sentence` saves the
    analysis where the caller has it.
    """
    told = sentence or _sentence_at(text, verb)
    if told is None:
        return ()
    scene = scene_of(told, verb, readings)
    return tuple(one.span for one in chosen(scene, weights())) if scene else ()


def _sentence_at(text: str, verb: Span) -> Sentence | None:
    found = next((span for span in sentences(text) if span.overlaps(verb)), None)
    if found is None:
        return None
    parts = analyse(text[found.start : found.end])
    tokens = tuple(
        Token(one.start + found.start, one.end + found.start, one.text, one.tag, one.lemma, one.lower)
        for part in parts
        for one in part.tokens
    )
    return Sentence(found, tokens)


def scene_of(sentence: Sentence, verb: Span, readings: Sequence[Reading[Place]]) -> Scene | None:
    """The sentence as the model sees it; None where no token stands at `verb`."""
    tokens = sentence.tokens
    at = next((index for index, one in enumerate(tokens) if one.end > verb.start), None)
    if at is None or tokens[at].start >= verb.end:
        return None
    starts = [one.start for one in tokens]
    read = [one for reading in readings if (one := _read(reading, sentence, starts))]
    taken = {index for one in read for index in range(one.first, one.last + 1)} | {at}
    both = sorted((*read, *_unread(tokens, taken, at)), key=lambda one: one.first)
    return Scene(tokens, at, tuple(both))


def _read(reading: Reading[Place], sentence: Sentence, starts: Sequence[int]) -> Candidate | None:
    span = reading.span
    if span is None or not sentence.span.covers(span):
        return None
    first = max(0, bisect_right(starts, span.start) - 1)
    return Candidate(first, max(first, bisect_left(starts, span.end) - 1), span, reading)


def _unread(tokens: Sequence[Token], taken: set[int], verb: int) -> Iterator[Candidate]:
    """Names that no reading holds, where a word of place stands before or after them, or a verb of taking before."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and end not in taken and tokens[end].tag.startswith("NNP") and _lettered(tokens[end]):
            end += 1
        if at < end <= at + _LONGEST and not _no_place(tokens[at:end]):
            one = Candidate(at, end - 1, Span(tokens[at].start, tokens[end - 1].end), None)
            if _introduced(tokens, one) or _object_of(tokens, one, verb):
                yield one
        at = max(at + 1, end)


def _no_place(name: Sequence[Token]) -> bool:
    """Whether a name is a day's, a month's, a people's, a body's or a person's."""
    lists, last = place_words(), name[-1].lower
    return (
        last in lists.stop
        or last in lists.organisation
        or last in lists.persons
        or name[0].lower in lists.person_titles
        or name[0].lower in lists.first_names
        or name[-1].text in demonyms()
        or (len(name) == 1 and name[0].text.isupper())
    )


def _object_of(tokens: Sequence[Token], one: Candidate, verb: int) -> bool:
    word, _noun, passed = _preposition(tokens, one.first)
    return word is None and one.first - passed - 1 == verb and tokens[verb].lemma in _TAKING


def _lettered(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0] in "'‘’`" or "-" in token.text


def _introduced(tokens: Sequence[Token], one: Candidate) -> bool:
    after = tokens[one.last + 1].lower if one.last + 1 < len(tokens) else ""
    if after in place_words().area or after in place_words().town_of:
        return True
    word, noun, _passed = _preposition(tokens, one.first)
    if word == "of":
        return _place_noun(noun)
    return word in _LOCATIVE or word in ("from", "to") or _listed(tokens, one.first)


def _listed(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].lower in ("and", ",", "or")


def _place_noun(noun: str) -> bool:
    lists = place_words()
    return noun in lists.town_of or noun in lists.unit_of or noun in lists.directions or noun in lists.area


def _preposition(tokens: Sequence[Token], first: int) -> tuple[str | None, str, int]:
    """The preposition that governs the name at `first`, the noun before it, and how many words stand between."""
    at = first - 1
    while at >= 0 and first - at <= _REACH:
        token = tokens[at]
        if token.lower in _PREPOSITIONS and token.tag in ("IN", "TO", "RP", "RB"):
            return token.lower, tokens[at - 1].lower if at else "", first - 1 - at
        if token.tag not in _SKIPPED and not token.tag.startswith("NNP"):
            break
        if token.tag in ("VBN", "VBG") and not (at and tokens[at - 1].tag in ("DT", "IN", "JJ")):
            break
        at -= 1
    return None, tokens[at].lower if at >= 0 else "", first - 1 - at


def chosen(scene: Scene, model: Mapping[str, float]) -> tuple[Candidate, ...]:
    """The candidates that the model takes, in order of the text."""
    scores = [sum(model.get(one, 0.0) for one in features) for features in all_features(scene)]
    return tuple(scene.candidates[at] for at in taken(scores, lists(scene)))


def lists(scene: Scene) -> tuple[int, ...]:
    """The number of the list that each candidate stands in: "A, B and C" is one."""
    numbers: list[int] = []
    for at, one in enumerate(scene.candidates):
        joined = at and _link(scene, scene.candidates[at - 1], one).split()[0] in (",", "and", "or")
        same = joined and _alike(scene.candidates[at - 1], one)
        numbers.append(numbers[-1] if same else at)
    return tuple(numbers)


def _alike(left: Candidate, right: Candidate) -> bool:
    return left.size == right.size or min(left.size, right.size) < 0


def taken(scores: Sequence[float], numbers: Sequence[int]) -> tuple[int, ...]:
    """The list with the best score, and what scores very well beside it; nothing where no score is good."""
    if not scores or max(scores) <= _BEST:
        return ()
    best = numbers[max(range(len(scores)), key=scores.__getitem__)]
    return tuple(at for at, score in enumerate(scores) if score > (_LISTED if numbers[at] == best else _BESIDE))


def all_features(scene: Scene) -> list[tuple[str, ...]]:
    """What the model is told of each candidate."""
    return [tuple(_features(scene, at)) for at in range(len(scene.candidates))]


def _features(scene: Scene, at: int) -> Iterator[str]:
    one, tokens, verb = scene.candidates[at], scene.tokens, scene.verb
    lemma = tokens[verb].lemma
    verb_kind = "speech" if lemma in _SPEECH else "taking" if lemma in _TAKING else "other"
    side = "before" if one.first < verb else "after"
    yield "bias"
    yield f"side={side}"
    yield f"verb={verb_kind} {side}"
    if tokens[verb].tag.startswith("VB"):
        yield f"lemma={lemma}"
    yield f"tag={tokens[verb].tag} {side}"
    yield from _kind_features(one)
    yield from _governed(scene, one, side, verb_kind)
    yield from _between(scene, one, side)
    yield from _after(tokens, one)
    yield from _neighbours(scene, at)
    yield from _together(scene, at, side)


def _together(scene: Scene, at: int, side: str) -> Iterator[str]:
    """Two or three of the simple features at once, where neither tells enough alone."""
    one, tokens = scene.candidates[at], scene.tokens
    word, noun, passed = _preposition(tokens, one.first)
    if word == "of" and _place_noun(noun):
        word = _preposition(tokens, one.first - passed - 1)[0] or "of place"
    governor = next(iter(_governor(scene, one)))
    behind = _next_tag(tokens, one)
    rivals = [other for other in scene.candidates if other is not one and other.first > scene.verb]
    middle = any(scene.verb < other.first < one.first for other in rivals)
    yield f"{word} {governor} {side}"
    yield f"{word} {governor} {tokens[scene.verb].tag}"
    yield f"{word} next={behind}"
    yield f"{word} {side} middle={middle} size={one.size}"
    yield f"{side} middle={middle} {governor}"
    yield f"{side} lonely={len(scene.candidates) == 1} {word}"
    yield f"verb {tokens[scene.verb].lemma} {word}"
    first, last = (one.last + 1, scene.verb) if side == "before" else (scene.verb + 1, one.first)
    between = [token.lower for token in tokens[first:last] if token.lower in _SUBORDINATE]
    yield f"{side} past={between[-1] if between else None} {word}"
    yield f"{side} past={between[-1] if between else None} {governor}"


def _next_tag(tokens: Sequence[Token], one: Candidate) -> str:
    return tokens[one.last + 1].tag[:2] if one.last + 1 < len(tokens) else "."


def _kind_features(one: Candidate) -> Iterator[str]:
    yield f"size={one.size}"
    if one.reading is None:
        yield f"unread words={min(3, one.last - one.first + 1)}"
        return
    yield f"rule={one.reading.rule}"
    relation = one.reading.value.relation
    if relation:
        yield f"relation={'far' if any(sign.isdigit() for sign in relation) else relation.split()[-1].lower()}"


def _governed(scene: Scene, one: Candidate, side: str, verb_kind: str) -> Iterator[str]:
    """The preposition before the name, and that before "village of"."""
    word, noun, passed = _preposition(scene.tokens, one.first)
    yield f"prep={word} {side}"
    yield f"prep={word} size={one.size}"
    yield f"prep={word} passed={min(3, passed)}"
    if word == "of":
        kind = "place" if _place_noun(noun) else "other"
        yield f"of={kind} {side}"
        yield f"of noun={noun}"
        outer, _noun, _passed = _preposition(scene.tokens, one.first - passed - 1)
        yield f"of={kind} outer={outer} {side}"
    if word is None and side == "after":
        close = one.first - passed - 1 == scene.verb
        yield f"object={close} verb={verb_kind}"
        yield f"object={close} lemma={scene.tokens[scene.verb].lemma}"
    if word is None and one.first == 0:
        yield "opens the sentence"
    if one.first - passed - 1 <= 0 and word:
        yield f"opens with {word}"


def _between(scene: Scene, one: Candidate, side: str) -> Iterator[str]:
    first, last = (one.last + 1, scene.verb) if side == "before" else (scene.verb + 1, one.first)
    middle = scene.tokens[first:last]
    yield f"gap={_GAPS[bisect_right(_GAPS, len(middle)) - 1]} {side}"
    verbs = [token for token in middle if token.tag.startswith(("VB", "MD"))]
    yield f"verbs={min(3, len(verbs))} {side}"
    yield f"commas={min(3, sum(token.text == ',' for token in middle))} {side}"
    for token in middle:
        if token.lower in _SUBORDINATE and token.tag in ("IN", "WDT", "WP", "WRB", "WP$"):
            yield f"passes {token.lower} {side}"
        elif token.text in (";", ":", "“", "”", '"'):
            yield f"passes mark {side}"
    if any(token.lemma in _SPEECH for token in verbs):
        yield f"passes speech {side}"
    yield from _governor(scene, one)


def _governor(scene: Scene, one: Candidate) -> Iterator[str]:
    """The last verb before the name: ours, one of saying, or another."""
    for at in range(one.first - 1, -1, -1):
        token = scene.tokens[at]
        if token.tag.startswith("VB"):
            kind = "ours" if at == scene.verb else "speech" if token.lemma in _SPEECH else token.tag
            yield f"governor={kind}"
            yield f"governor={kind} size={one.size}"
            return
    yield "governor=none"


def _after(tokens: Sequence[Token], one: Candidate) -> Iterator[str]:
    """What follows the name: a noun that it describes ("Moscow police"), an owner's mark, a verb."""
    behind = tokens[one.last + 1] if one.last + 1 < len(tokens) else None
    if behind is None:
        yield "ends"
        return
    if behind.lower in place_words().area or behind.lower in place_words().units:
        yield "next=place word"
    elif behind.tag.startswith("NN"):
        yield "next=noun"
        yield f"next=noun {'the' if one.first and tokens[one.first - 1].tag == 'DT' else ''}"
    else:
        yield f"next={behind.tag}"


def _neighbours(scene: Scene, at: int) -> Iterator[str]:
    one = scene.candidates[at]
    before = scene.candidates[at - 1] if at else None
    after = scene.candidates[at + 1] if at + 1 < len(scene.candidates) else None
    if before:
        yield f"chain before {_link(scene, before, one)}"
    if after:
        yield f"chain after {_link(scene, one, after)}"
    others = [other for other in scene.candidates if other is not one]
    yield f"others={min(4, len(others))}"
    yield f"smaller there={any(0 <= other.size < one.size for other in others)} size={one.size}"
    gaps = [abs(other.first - scene.verb) for other in others]
    yield f"nearest={not gaps or abs(one.first - scene.verb) <= min(gaps)}"
    afters = [other for other in others if other.first > scene.verb]
    yield f"first after={one.first > scene.verb and all(one.first < other.first for other in afters)}"


def _link(scene: Scene, left: Candidate, right: Candidate) -> str:
    """What stands between two names that stand close, and which is the larger."""
    words = [token.lower for token in scene.tokens[left.last + 1 : right.first]]
    if len(words) > 5:
        return "far"
    word = next((one for one in words if one in _PREPOSITIONS or one in (",", "and", "or", "'s", "’s")), "")
    size = (
        "?"
        if min(left.size, right.size) < 0
        else "<"
        if left.size < right.size
        else "="
        if left.size == right.size
        else ">"
    )
    return f"{word} {size} {min(2, len(words))}"


@cache
def weights() -> Mapping[str, float]:
    """The weights of the features, read once."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in load_tsv("places/event_places.tsv")})
