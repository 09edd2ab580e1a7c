"""Where and when somebody spoke: words that say nothing of where and when the act was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from casus.extract.attribution import Said
from casus.extract.scene import Mark, Scene
from casus.model.codes import TimeKind
from casus.model.reading import Reading
from casus.model.when import Timex, When

SPOKEN = "a day before it was told"
"""The rule of days that follow only from the day on which somebody told of the act."""


def of_speaking(scene: Scene, voice: Said, mark: Mark) -> bool:
    """ "Police in Vale said on Monday that …", "…, said the governor in Vale": of the word and not of the act."""
    at = mark.first
    if voice.cue_token < 0 or voice.source_chunk is None:
        return False
    close = 0 < at - voice.cue_token <= 2 and not _owns(scene, mark)
    if voice.cue_token < voice.first:
        return close or (scene.chunks[voice.source_chunk].first <= at < voice.first)
    if voice.last >= voice.cue_token:
        return False
    goes_on = any(clause.finite and clause.head > voice.cue_token for clause in scene.clauses)
    return close or (voice.last < at < voice.cue_token) or (at > voice.cue_token and not goes_on)


def _owns(scene: Scene, mark: Mark) -> bool:
    """ "said Monday's attack …": the day is the attack's."""
    after = scene.tokens[mark.last + 1 : mark.last + 2]
    return bool(after) and after[0].tag == "POS"


def day_of_speaking(scene: Scene, voices: Sequence[Said]) -> Reading[When] | None:
    """The day on which somebody told of an act without a day, and the day before it."""
    days = list(_days(scene, voices))
    if len(days) != 1:
        return None
    when = days[0].value.when
    if when is None or when.days > 1:
        return None
    before = When(when.first - timedelta(days=1), when.last)
    return Reading(before, days[0].text, days[0].span, SPOKEN, 0.5)


def _days(scene: Scene, voices: Sequence[Said]) -> Iterator[Reading[Timex]]:
    for mark, reading in scene.times:
        dated = reading.value.kind in (TimeKind.DATE, TimeKind.TIME)
        if dated and any(of_speaking(scene, voice, mark) for voice in voices):
            yield reading
