"""The places of a view as circles on an outline of the world; geometry only, no tiles.

Equirectangular, three units a degree, as scripts/vendor_assets.py draws the outline
(Natural Earth, public domain).
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.query import places as query_places
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.records import Circle

UNITS = 3  # of the outline's drawing, per degree
NORTH = 84  # the outline's upper edge, degrees
WIDTH, HEIGHT = 1080, 432
NARROWEST = 150  # units of the drawing: nearer in, the outline has nothing more to show
NAMED = 14


@dataclass(frozen=True, slots=True)
class Disc:
    """A place on the map: position, radius and font size in units of the drawing."""

    place: Circle
    x: float
    y: float
    radius: float
    named: bool


@dataclass(frozen=True, slots=True)
class Map:
    """``box`` is the SVG view box; ``unplaced`` counts the view's events not on the map."""

    discs: tuple[Disc, ...]
    box: str
    font: float
    unplaced: int


def of(reader: Reader, filters: Filters) -> Map:
    """Return the map of a view, its box fitted to the places."""
    circles = query_places.circles(reader, filters)
    points = [((c.lon + 180) * UNITS, (NORTH - c.lat) * UNITS) for c in circles]
    left, top, width, height = _fit(points)
    scale = width / WIDTH
    font = 13 * scale
    most = max((c.count for c in circles), default=1)
    discs: list[Disc] = []
    labels: list[tuple[float, float, float, float]] = []
    for circle, (x, y) in zip(circles, points, strict=True):
        radius = scale * (3 + 18 * (circle.count / most) ** 0.5)
        box = x + radius, y - font, x + radius + 0.62 * font * len(circle.name), y + font
        free = len(labels) < NAMED and not any(_overlap(box, other) for other in labels)
        if free:
            labels.append(box)
        discs.append(Disc(circle, round(x, 2), round(y, 2), round(radius, 2), free))
    return Map(
        tuple(discs),
        f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}",
        round(font, 2),
        query_places.unplaced(reader, filters),
    )


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _fit(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return left, top, width, height of the part of the world that holds the points."""
    if not points:
        return 0, 0, WIDTH, HEIGHT
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    ratio = HEIGHT / WIDTH
    width = max((max(xs) - min(xs)) * 1.25, (max(ys) - min(ys)) * 1.25 / ratio, NARROWEST)
    width = min(width, WIDTH)
    height = width * ratio
    left = min(max(middle[0] - width / 2, 0), WIDTH - width)
    top = min(max(middle[1] - height / 2, 0), HEIGHT - height)
    return left, top, width, height
