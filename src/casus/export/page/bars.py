"""The range of an estimate as a small bar."""

from __future__ import annotations

from casus.export.page.html import Html, tag
from casus.export.page.projection import round_step
from casus.model.account import Estimate

_WIDTH, _HEIGHT, _PAD = 220.0, 30.0, 8.0


def range_bar(estimate: Estimate, words: str) -> Html:
    """Low to high as a band from 0, the best figure as a mark; open above, it ends in an arrow."""
    ends = [end for end in (estimate.low, estimate.best, estimate.high) if end is not None]
    top = _top(max(ends, default=0))
    low, high = min(ends, default=0), estimate.high
    right = _at(high, top) if high is not None else _WIDTH - _PAD
    parts = [
        tag("line", x1=_PAD, x2=_WIDTH - _PAD, y1=12, y2=12, class_="axis"),
        tag("rect", x=_at(low, top) - 1, y=8, width=max(2.0, right - _at(low, top) + 2), height=8, class_="band"),
        tag("path", d=f"M{right:.1f} 6l7 6l-7 6z", class_="open") if high is None else None,
        tag("circle", cx=_at(estimate.best, top), cy=12, r=5, class_="best") if estimate.best is not None else None,
        tag("text", "0", x=_PAD, y=28),
        tag("text", f"{top:,}", x=_WIDTH - _PAD, y=28, text_anchor="end"),
    ]
    return tag("svg", parts, viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}", role="img", aria_label=words, class_="range")


def _top(most: int) -> int:
    """A round number above the highest end."""
    step = max(1, int(round_step(max(1, most) / 2)))
    return max(5, (most // step + 1) * step)


def _at(value: int, top: int) -> float:
    return _PAD + (_WIDTH - 2 * _PAD) * value / top
