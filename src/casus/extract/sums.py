"""Which groups are sums: over several happenings, up to now, over a period, so many a day."""

from __future__ import annotations

from casus.extract.grouping import Group
from casus.extract.scene import Mark, Scene
from casus.extract.told import Told
from casus.extract.tolls import TollTold
from casus.model.codes import Sum
from casus.model.reading import Reading
from casus.model.when import Timex
from casus.reference.sums import patterns

_LONG = 28
"""Days from which on a stretch told with a toll is a period, whatever the words around it."""


def sum_of(scene: Scene, one: Group) -> Sum | None:
    """What a group adds up; None for one happening."""
    if one.running:
        return Sum.RUNNING
    words = scene.report.text[scene.span.start : scene.span.end]
    if one.tolls and patterns().rate.search(words):
        return Sum.RATE
    if _toll_of_many(one, words):
        return Sum.RUNNING
    if any(_several(scene, one, act, words) for act in one.acts):
        return Sum.SEVERAL
    return Sum.PERIOD if one.tolls and _over_a_period(scene, one) else None


def _toll_of_many(one: Group, words: str) -> bool:
    """ "The death toll from air strikes on Arlen rises to 220": of more than one act, a toll up to now."""
    if not one.tolls or not patterns().running.search(words):
        return False
    return any(act.plural for act in one.acts) or (not one.acts and patterns().war.search(words) is not None)


def _several(scene: Scene, one: Group, act: Told, words: str) -> bool:
    """ "two attacks", "a series of strikes", "attacks across the region" with one toll."""
    if act.chunk is None:
        return bool(one.tolls) and _counted_bombs(scene, act)
    if not act.plural:
        return False
    part = scene.chunks[act.chunk]
    before = scene.report.text[scene.span.start : scene.tokens[act.token].start]
    if patterns().series.search(before[-40:]):
        return True
    if not act.event_type.violent:
        return False
    counted = any(part.first <= mark.first and mark.last < part.head for mark, _ in scene.counts)
    if counted and (one.tolls or "strike" not in act.act.word):
        return True
    if not one.tolls:
        return False
    modifiers = {token.lower for token in scene.tokens[part.first : act.token]}
    return _all_over(scene, act.token + 1) or "recent" in modifiers or patterns().several.search(words) is not None


_BOMBS = frozenset({"bomb", "blast", "explosion", "mine", "landmine", "ied", "explosive"})


def _counted_bombs(scene: Scene, act: Told) -> bool:
    """ "Three bombs exploded, killing nine": blasts with one toll."""
    clause = scene.clauses[act.clause] if act.clause is not None else None
    for chunk in clause.subjects if clause is not None else ():
        part = scene.chunks[chunk]
        many = scene.head(chunk).tag == "NNS" and scene.head(chunk).lemma.lower() in _BOMBS
        if many and any(part.first <= mark.first and mark.last < part.head for mark, _ in scene.counts):
            return True
    return False


def _all_over(scene: Scene, at: int) -> bool:
    """ "Strikes across the Gaza Strip killed 38": one toll over a whole area."""
    return at < len(scene.tokens) and scene.tokens[at].lower in ("across", "throughout")


def _over_a_period(scene: Scene, one: Group) -> bool:
    """ "have killed more than 80 since January", "over the past two weeks": a toll over a stretch of days."""
    stretches = [(mark, r) for mark, r in scene.times if r.value.when is not None and r.value.when.days >= 2]
    exact = any(r.value.when is not None and r.value.when.days == 1 for _, r in scene.times)
    single = any(act.chunk is not None and not act.plural and not _uncounted(scene, act) for act in one.acts)
    if exact or single or not stretches:
        return False
    if any(_counts_up(scene, mark, reading) for mark, reading in stretches):
        return True
    long = any(r.value.when is not None and r.value.when.days >= _LONG for _, r in stretches)
    many = any(act.plural for act in one.acts)
    return long and (many or any(_perfect(scene, toll) for toll in one.tolls))


def _uncounted(scene: Scene, act: Told) -> bool:
    """ "Shelling has killed", "heavy fighting": a noun with no article is no single act."""
    part = scene.chunks[act.chunk] if act.chunk is not None else None
    return part is not None and scene.tokens[part.first].tag not in ("DT", "PRP$", "CD", "POS")


def _counts_up(scene: Scene, mark: Mark, reading: Reading[Timex]) -> bool:
    """Words that measure a stretch ("the past two weeks", "in 72 hours", "since July") rather than name it."""
    start = scene.tokens[max(0, mark.first - 2)].start
    end = reading.span.end if reading.span is not None else scene.tokens[mark.last].end
    return patterns().stretch.search(scene.report.text[start:end]) is not None


def _perfect(scene: Scene, toll: TollTold) -> bool:
    """ "have killed", "have been killed"."""
    if toll.clause is None:
        return False
    clause = scene.clauses[toll.clause]
    words = scene.chunks[clause.verb]
    helped = any(token.lemma == "have" for token in scene.tokens[words.first : words.last])
    return helped or (clause.tag == "VBN" and not clause.passive)
