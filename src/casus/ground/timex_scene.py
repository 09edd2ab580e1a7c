"""What a text has told of time up to a point: its own day, the last day told, the days it names in full."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from casus.ground.timex_tense import Tense, tense
from casus.model.span import Span
from casus.model.when import Timex, When

_LAST_WORD = re.compile(r"([A-Za-z]+)\s(?:the\s)?$")


@dataclass(frozen=True, slots=True)
class Scene:
    """The ground on which an expression is read.

    `base` is the day of the telling (publication, or a dateline that names a full day), `bounds` the stretch from the
    first to the last day that the text names in full, `last` the last definite day told and `last_at` where, `year`
    and `month` the last told with a year, `quarter` the first day of the last quarter told, `history` whether the text
    tells of years long before its publication.
    """

    text: str
    base: date | None
    bounds: When | None = None
    last: date | None = None
    last_at: int = -1
    year: int | None = None
    month: int | None = None
    history: bool = False
    quarter: date | None = None
    quarter_at: int = -1

    def tense(self, span: Span) -> Tense:
        """The tense of the verb nearest to `span`."""
        return tense(self.text, span.start, span.end)

    def word_before(self, span: Span) -> str:
        """The word straight before `span`, in lower case; "" where none stands there."""
        match = _LAST_WORD.search(self.text, max(0, span.start - 16), span.start)
        return match.group(1).lower() if match else ""

    def after(self, timex: Timex, span: Span, *, setting: bool = True) -> Scene:
        """The scene once `timex` at `span` has been told; `setting` is False where it sets no year for what follows."""
        if timex.value[5:6] == "Q" and timex.when is not None:
            return replace(self, quarter=timex.when.first, quarter_at=span.end)
        if timex.when is None or not timex.value[:4].isdigit():
            return self
        told = replace(self, year=timex.when.first.year) if setting or self.year is None else self
        if len(timex.value) >= 7 and timex.value[5:7].isdigit():
            told = replace(told, month=timex.when.first.month)
        if timex.when.days == 1:
            told = replace(told, last=timex.when.first, last_at=span.end)
        return told
