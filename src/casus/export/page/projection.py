"""From degrees to the drawing: equirectangular, cropped to what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians

Degrees = tuple[float, float]

KM_PER_DEGREE = 111.32  # of latitude, mean (WGS 84)
_LEAST_SPAN = 5.0  # degrees: a single incident still shows the land around it
_MARGIN = 0.3  # of the span, on each side


@dataclass(frozen=True, slots=True)
class Projection:
    """A window of `width` x `height` pixels over the degrees `west` and `north`, with `scale` pixels a degree north.

    Longitudes are squeezed by the cosine of the middle latitude, so that distances there are true in both directions
    (equirectangular projection with that standard parallel).
    """

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    def xy(self, point: Degrees) -> tuple[float, float]:
        """Pixels of a (latitude, longitude)."""
        lat, lon = point
        east = (lon - self.west) % 360
        return east * self.squeeze * self.scale, (self.north - lat) * self.scale

    def inside(self, xy: tuple[float, float]) -> bool:
        """Whether pixels lie in the window."""
        return 0 <= xy[0] <= self.width and 0 <= xy[1] <= self.height

    @property
    def east(self) -> float:
        """The right edge in degrees; beyond 180 where the window crosses the date line."""
        return self.west + self.width / (self.scale * self.squeeze)

    @property
    def south(self) -> float:
        """The lower edge in degrees."""
        return self.north - self.height / self.scale

    @property
    def km(self) -> float:
        """Pixels of one kilometre."""
        return self.scale / KM_PER_DEGREE


def fitted(points: Sequence[Degrees], width: float, ratios: tuple[float, float]) -> Projection:
    """The window that shows all points with a margin; `ratios` bound its height over its width. Needs one point."""
    lats = [lat for lat, _ in points]
    west, wide = _across([lon for _, lon in points])
    low, high = min(lats), max(lats)
    middle = (low + high) / 2
    squeeze = max(0.15, cos(radians(middle)))
    tall = max(_LEAST_SPAN, (high - low) * (1 + 2 * _MARGIN))
    across = max(_LEAST_SPAN, min(360, wide * (1 + 2 * _MARGIN)) * squeeze)  # in degrees of latitude
    ratio = min(ratios[1], max(ratios[0], tall / across))
    across = max(across, tall / ratio)
    scale = width / across
    height = width * ratio
    return Projection(
        west + wide / 2 - across / squeeze / 2, middle + height / scale / 2, scale, squeeze, width, height
    )


def _across(lons: Sequence[float]) -> tuple[float, float]:
    """The westernmost longitude and the width of the narrowest stretch of longitudes that holds all."""
    ring = sorted({round(lon, 6) % 360 for lon in lons})
    gaps = [((ring[(i + 1) % len(ring)] - lon) % 360 or 360, i) for i, lon in enumerate(ring)]
    gap, before = max(gaps)
    west = ring[(before + 1) % len(ring)]
    return (west - 360 if west > 180 else west), 360 - gap


def round_step(about: float) -> float:
    """The number of 1, 2 or 5 times a power of ten that lies at or below `about`."""
    power = 10 ** floor(log10(about))  # one too many where the logarithm is rounded up
    return float(next((step * power for step in (5, 2, 1) if step * power <= about), power / 2))


def steps(low: float, high: float, step: float) -> Iterable[float]:
    """The multiples of `step` from `low` to `high`."""
    number = floor(low / step) + 1
    while number * step < high:
        yield number * step
        number += 1
