"""Where and when: the place and the days that belong to a happening told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casus.extract.grouping import Group
from casus.extract.phrases import Kind
from casus.extract.scene import Mark, Scene
from casus.model.actor import Actor
from casus.model.codes import Precision, TimeKind
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.when import When
from casus.reference.roles import roles

_LOCATIVE = frozenset(
    "in at near outside around inside across within along off over towards toward into from on against throughout of "
    "to between through".split()
)
_STRONG = frozenset("in at near outside around inside across within along off throughout".split())
_RANK = {
    Precision.EXACT: 0,
    Precision.NEAR: 0,
    Precision.DISTRICT: 1,
    Precision.PROVINCE: 2,
    Precision.REGION: 2,
    Precision.COUNTRY: 3,
}
# What may stand between the word of place and the name that it governs: "in the hilly Sako part of Ituri".
_CHAIN_TAGS = frozenset("NNP NNPS DT JJ CC POS NN NNS CD VBN RB".split())


def place_of(
    scene: Scene, one: Group, groups: Sequence[Group], actors: Iterable[Reading[Actor]], *, until: int
) -> Reading[Place] | None:
    """The place that the sentence gives for a group: the most specific that stands where a place stands.

    `until` is the last token that may tell of it: after "…, the minister said" stands where he spoke.
    """
    taken = [reading.span for reading in actors if reading.span is not None]
    best: tuple[tuple[float, ...], Reading[Place]] | None = None
    for mark, reading in scene.places:
        if mark.first > until:
            break
        if reading.span is None or any(span.overlaps(reading.span) for span in taken):
            continue
        score = _place_score(scene, mark, reading, one, groups)
        if score is not None and (best is None or score < best[0]):
            best = score, reading
    return best[1] if best else None


def _place_score(
    scene: Scene, mark: Mark, reading: Reading[Place], one: Group, groups: Sequence[Group]
) -> tuple[float, ...] | None:
    """The smaller the better: told of this group, after a word of place, the most specific, the first."""
    if _only_describes(scene, mark):
        return None
    governor = _governor(scene, mark)
    if governor is None and not _visited(scene, mark, one):
        return None
    if governor == "between" and reading.value.precision is Precision.COUNTRY:
        return None
    if governor in ("to", "from", "toward", "towards") and any(act.event_type.violent for act in one.acts):
        return None
    owner = owner_at(mark.first, groups)
    apart = 0 if owner is one or owner is None else 1
    if apart and len(groups) > 1 and (one.apart or owner.apart if owner else False):
        return None
    return (apart, 0 if governor in _STRONG else 1, _RANK[reading.value.precision], mark.first)


def _only_describes(scene: Scene, mark: Mark) -> bool:
    """ "in a US operation", "near Kabul police": the name tells whose it is, not where."""
    part = scene.chunks[scene.chunk_at(mark.first)]
    if mark.last >= part.head or part.kind is not Kind.NOUN:
        return False
    return scene.tokens[part.head].lemma.lower() not in roles().site


def _visited(scene: Scene, mark: Mark, one: Group) -> bool:
    """What was visited, struck or taken is a place too."""
    chunks = [scene.chunks[chunk] for act in one.acts for chunk in act.targets if act.clause is not None]
    return any(part.first <= mark.first and mark.last <= part.last for part in chunks)


def owner_at(token: int, groups: Sequence[Group]) -> Group | None:
    """The group whose words stand nearest before a token, or the first group after it."""
    before = [(max(t for t in _tokens(one) if t < token), one) for one in groups if min(_tokens(one)) < token]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return groups[0] if groups else None


def _tokens(one: Group) -> list[int]:
    tolls = [toll.token - 3 * toll.running for toll in one.tolls]  # "the toll since 2023 to more than 52,000"
    return [act.token for act in one.acts] + tolls


def _governor(scene: Scene, mark: Mark) -> str | None:
    """The word of place before a name, looking back over the names of its chain; None for a mere actor or subject."""
    at = mark.first - 1
    while at >= 0:
        token = scene.tokens[at]
        if token.lower in _LOCATIVE and token.tag in ("IN", "TO", "RP"):
            return token.lower
        if token.text != "," and token.tag not in _CHAIN_TAGS:
            return None
        at -= 1
    return None


def when_of(scene: Scene, one: Group, groups: Sequence[Group]) -> Reading[When] | None:
    """The days that the sentence gives for a group; None where it gives none."""
    best: tuple[tuple[float, ...], Reading[When]] | None = None
    for mark, reading in scene.times:
        when = reading.value.when
        if when is None or reading.value.kind in (TimeKind.DURATION, TimeKind.SET):
            continue
        owner = owner_at(mark.first, groups)
        score = (0 if owner is one or len(groups) == 1 else 1, when.days, abs(mark.first - one.token))
        if score[0] and (len(groups) > 1) and (one.apart or (owner is not None and owner.apart)):
            continue
        if best is None or score < best[0]:
            best = score, Reading(when, reading.text, reading.span, reading.rule, reading.score)
    return best[1] if best else None
