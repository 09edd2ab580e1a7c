"""The map: incidents on a land drawn by its towns. No borders, no tiles, no outside data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from casus.export.page.html import Html, joined, short, tag
from casus.export.page.labels import Box, Wanted, place, text_width
from casus.export.page.look import AREAS, Seen
from casus.export.page.projection import Degrees, Projection, fitted, round_step, steps
from casus.export.unsaid import plural
from casus.export.words import days, figure
from casus.export.words import place as place_words
from casus.model.codes import Harm

WIDTH = 960.0
_RATIOS = (0.42, 0.72)  # height over width: between a band and nearly a square
_LARGEST = 34.0  # radius of the deadliest incident, on a map of few
_ROOMY = 30  # incidents up to which circles keep their full size; beyond, all shrink alike
_SMALLEST = 2.5
_PER_ROOT = 5.0  # radius of one killed where figures are small
_UNKNOWN = 6.0
_MOVE = 4.0  # half the side of a move's square
_HALO = 9.0  # how far the ring of a vaguely known place stands off
_LABELS = 30
_TEXT = 12.0
_DOTS = 6000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How big the marks are: pixels of radius for the root of one killed, so that areas are in proportion."""

    per_root: float
    unknown: float
    halo: float

    def radius(self, killed: int) -> float:
        """The radius of so many killed."""
        return max(_SMALLEST, self.per_root * sqrt(killed))


@dataclass(frozen=True, slots=True)
class Mark:
    """An incident on the map, in pixels; `halo` is the radius of its ring, 0 where the place is exactly known."""

    seen: Seen
    x: float
    y: float
    radius: float
    halo: float


def drawing(incidents: Sequence[Seen], towns: Sequence[Degrees]) -> Html:
    """The map with legend and note; a line of words where no incident has coordinates."""
    placed = [(seen, spot) for seen in incidents if (spot := seen.spot())]
    if not placed:
        return tag("p", "No incident here has a place that the gazetteer knows, so there is no map.", class_="empty")
    view = window(incidents)
    assert view is not None
    sizes = _sizes([seen for seen, _ in placed])
    marks = [_mark(seen, view.xy(spot), sizes) for seen, spot in placed if view.inside(view.xy(spot))]
    marks.sort(key=lambda mark: -mark.radius)
    outside = [seen for seen, spot in placed if not view.inside(view.xy(spot))]
    dots = _towns(view, towns)
    note = tag("p", " ".join(_note(incidents, outside, bool(dots.text))), class_="note")
    return joined(tag("div", _picture(view, marks, dots, sizes), class_="wide"), _legend(marks, sizes), note)


def window(incidents: Sequence[Seen]) -> Projection | None:
    """What the map shows: all acts of violence; where there is none with a place, all moves. None: no map."""
    placed = [(seen, spot) for seen in incidents if (spot := seen.spot())]
    acts = [spot for seen, spot in placed if seen.violent]
    return fitted(acts or [spot for _, spot in placed], WIDTH, _RATIOS) if placed else None


def _picture(view: Projection, marks: Sequence[Mark], dots: Html, sizes: Sizes) -> Html:
    symbols = tag("g", map(_symbol, marks), class_="marks")
    key, corner = _size_key(view, marks, sizes)
    return tag(
        "svg",
        (_grid(view), dots, symbols, key, _labels(marks, view, corner), _scale_bar(view)),
        viewBox=f"0 0 {WIDTH:.0f} {view.height:.0f}",
        role="img",
        aria_label=f"Map of {plural(len(marks), 'incident')}",
        class_="map" if len(marks) <= _ROOMY else "map crowd",
    )


def _sizes(seen: Sequence[Seen]) -> Sizes:
    most = max((one.best() or 0 for one in seen), default=0)
    shrink = max(0.3, min(1.0, sqrt(_ROOMY / len(seen))))
    per_root = min(_PER_ROOT, _LARGEST / sqrt(most)) if most else _PER_ROOT
    return Sizes(per_root * shrink, max(3.5, _UNKNOWN * shrink), max(2.5, _HALO * shrink))


def _mark(seen: Seen, xy: tuple[float, float], sizes: Sizes) -> Mark:
    best = seen.best()
    radius = _MOVE if not seen.violent else sizes.unknown if best is None else sizes.radius(best)
    vague = seen.place is not None and seen.place.precision in AREAS
    return Mark(seen, *xy, radius, radius + sizes.halo if vague else 0.0)


def _symbol(mark: Mark) -> Html:
    """One incident as a link to its section, with its words on hover."""
    seen, x, y = mark.seen, mark.x, mark.y
    best = seen.best()
    if not seen.violent:
        side = mark.radius * 2
        shape = tag("rect", x=x - mark.radius, y=y - mark.radius, width=side, height=side, class_="move")
    else:
        kind = "unknown" if best is None else "none" if best == 0 else "dead"
        shape = tag("circle", cx=x, cy=y, r=mark.radius, class_=kind)
    halo = tag("circle", cx=x, cy=y, r=mark.halo, class_="halo") if mark.halo else None
    return tag("a", tag("title", title(seen)), halo, shape, href="#" + seen.id, class_="mark", **seen.handles())


def title(seen: Seen) -> str:
    """What hovering over an incident tells."""
    found = seen.estimate(Harm.KILLED)
    toll = f"killed: {figure(found.low, found.best, found.high)}" if found else "killed: unknown"
    told = [seen.heading, place_words(seen.place), days(seen.when)]
    return " · ".join(told + ([toll] if seen.violent else []))


def _labels(marks: Sequence[Mark], view: Projection, key: Box) -> Html:
    """Names beside the marks; marks on one spot share a label."""
    spots: dict[tuple[float, float], list[Mark]] = {}
    for mark in marks:
        spots.setdefault((round(mark.x), round(mark.y)), []).append(mark)
    wanted = [Wanted(group[0].x, group[0].y, _reach(group), _label(group)) for group in spots.values()]
    frame = Box(4, 4, WIDTH - 4, view.height - 20)
    found = place(wanted, frame, _TEXT, (Box(0, view.height - 44, 190, view.height), key))
    return tag("g", (tag("text", one.text, x=one.x, y=one.y) for one in found[:_LABELS]), class_="names")


def _reach(group: Sequence[Mark]) -> float:
    return max(max(mark.radius, mark.halo) for mark in group)


def _label(group: Sequence[Mark]) -> str:
    place_name = group[0].seen.where
    name = place_name if len(place_name) <= 26 else place_name[:25].rstrip() + "…"
    return f"{name} ({len(group)})" if len(group) > 1 else name


def _towns(view: Projection, towns: Sequence[Degrees]) -> Html:
    """All towns in the window as one path of round-ended dots; of very many, every second or third."""
    inside = [xy for town in towns if view.inside(xy := view.xy(town))]
    thin = inside[:: max(1, -(-len(inside) // _DOTS))]
    spots = dict.fromkeys(f"M{short(x)} {short(y)}h0" for x, y in thin)
    size = 3.4 if len(spots) < 400 else 2.6 if len(spots) < 2500 else 1.8
    return tag("path", d="".join(spots), stroke_width=size, class_="towns") if spots else Html("")


def _grid(view: Projection) -> Html:
    """Lines of latitude and longitude with their degrees, so that the land can be found in an atlas."""
    step = max(0.5, round_step((view.north - view.south) / 3))
    return tag(
        "g",
        tag("rect", x=0, y=0, width=view.width, height=view.height, class_="ground"),
        (_parallel(view, lat) for lat in steps(view.south, view.north, step) if -90 <= lat <= 90),
        (_meridian(view, lon) for lon in steps(view.west, view.east, step)),
        class_="grid",
    )


def _parallel(view: Projection, lat: float) -> Html:
    y = (view.north - lat) * view.scale
    words = tag("text", _degrees(lat, "N", "S"), x=view.width - 6, y=y - 4, text_anchor="end")
    return joined(tag("line", x1=0, x2=view.width, y1=y, y2=y), words if y > 18 else None)


def _meridian(view: Projection, lon: float) -> Html:
    x = (lon - view.west) * view.squeeze * view.scale
    words = tag("text", _degrees((lon + 180) % 360 - 180, "E", "W"), x=x + 4, y=13)
    return joined(tag("line", x1=x, x2=x, y1=0, y2=view.height), words if x < view.width - 70 else None)


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):g}°" + (plus if value > 0 else minus if value < 0 else "")


def _scale_bar(view: Projection) -> Html:
    km = round_step(150 / view.km)
    long, y = km * view.km, view.height - 14
    bar = tag("path", d=f"M14 {short(y - 5)}v5h{short(long)}v-5")
    return tag("g", bar, tag("text", f"{km:,.0f} km", x=14 + long + 7, y=y + 1), class_="scale")


def _legend(marks: Sequence[Mark], sizes: Sizes) -> Html:
    """Only what occurs on this map."""
    acts = [mark.seen.best() for mark in marks if mark.seen.violent]
    ring = tag("circle", cx=10, cy=10, r=sizes.unknown, class_="unknown")
    dot = tag("circle", cx=10, cy=10, r=_SMALLEST, class_="none")
    square = tag("rect", x=6, y=6, width=8, height=8, class_="move")
    halo = tag("circle", cx=10, cy=10, r=8.5, class_="halo")
    samples = (
        (None in acts, ring, "violence, number of killed unknown (not 0)"),
        (0 in acts, dot, "violence, nobody killed"),
        (len(acts) < len(marks), square, "a move of a state or group"),
        (any(mark.halo for mark in marks), halo, "place known only to its district or province: the middle is drawn"),
    )
    return tag("ul", (_sample(shape, said) for occurs, shape, said in samples if occurs), class_="legend")


def _reference_sizes(marks: Sequence[Mark]) -> list[int]:
    """The figure of the deadliest incident, and a quarter of it."""
    most = max((mark.seen.best() or 0 for mark in marks), default=0)
    return [] if not most else [most] if most <= 2 else list(dict.fromkeys((max(1, most // 4), most)))


def _size_key(view: Projection, marks: Sequence[Mark], sizes: Sizes) -> tuple[Html, Box]:
    """What sizes mean, on a plate of the map itself so that it shrinks with it; and the room that it takes."""
    numbers = _reference_sizes(marks)
    largest = max((sizes.radius(number) for number in numbers), default=0.0)
    x, middle = WIDTH - 14.0, view.height - largest - 14
    parts: list[Html] = []
    for number in reversed(numbers):
        words, radius = f"{number:,} killed", sizes.radius(number)
        x -= text_width(words, _TEXT)
        parts.append(tag("text", words, x=x, y=middle + 4))
        x -= 2 * radius + 6
        parts.append(tag("circle", cx=x + radius, cy=middle, r=radius, class_="dead"))
        x -= 14
    room = Box(x, middle - largest - 8, WIDTH - 6, view.height - 6)
    wide, high = room.right - room.left, room.bottom - room.top
    plate = tag("rect", x=room.left, y=room.top, width=wide, height=high, class_="plate")
    return tag("g", plate if numbers else None, parts, class_="scale"), room


def _sample(shape: Html, words: str) -> Html:
    icon = tag("svg", shape, width=20, height=20, viewBox="0 0 20 20", aria_hidden="true")
    return tag("li", icon, tag("span", words))


def _note(incidents: Sequence[Seen], outside: Sequence[Seen], land: bool) -> list[str]:
    said = ["No borders are drawn; faint dots are towns." if land else "No borders are drawn."]
    vague = [seen for seen in incidents if seen.place is not None and seen.spot() is None]
    lost = [seen for seen in incidents if seen.place is None]
    if outside:
        said.append(f"Beyond the edge of the map: {_names(outside)}.")
    if vague:
        said.append(f"Not drawn, since their place is too wide or not in the gazetteer: {_names(vague)}.")
    if lost:
        said.append(f"Not drawn, since no place is told: {plural(len(lost), 'incident')}.")
    return [*said, "Sums and recalled happenings are not drawn."]


def _names(incidents: Sequence[Seen]) -> str:
    names = list(dict.fromkeys(f"{seen.where} ({seen.heading.lower()})" for seen in incidents))
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
