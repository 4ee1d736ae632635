"""The places of a view as circles on an outline of the world; geometry only, no tiles.

The drawing is that of :mod:`timeline.web.coast` (Natural Earth, public domain).  Places that
would lie on top of each other are drawn as one circle that leads nearer.  The same map is laid
out twice: for a wide window and for a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.query import places as query_places
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.summaries import Circle
from timeline.web.address import Box
from timeline.web.coast import NORTH, UNITS, Rectangle, coast

WIDTH, HEIGHT = 1080, 432
NARROWEST = 45  # units of the drawing (15 degrees): nearer in, the outline has nothing to show
FINE = 600  # units of the drawing: a part of the world no wider than this has a finer coast
EDGE = 30  # units of the drawing beyond the world's edges, where circles still have room
SCREENS = ((True, 880, 0.4), (False, 358, 0.75))  # wide?, CSS pixels, height of a width
FONT, SMALLEST = 12.5, 4.5  # CSS pixels: a name's letters, the radius of the smallest circle
LARGEST = {True: 20.0, False: 14.0}  # and of the largest
CROWDED = 17.0  # CSS pixels between the middles of circles that are drawn as one
NAMED = {True: 16, False: 7}


@dataclass(frozen=True, slots=True)
class Label:
    """A name: where it is anchored (``start``, ``middle``, ``end``), in units of the drawing."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Disc:
    """One place, or several that are too near to each other: ``nearer`` then is the box to look
    at.  Position and radius in units of the drawing."""

    place: Circle
    others: int
    count: int
    x: float
    y: float
    radius: float
    nearer: Box | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map for one kind of screen.  ``view_box`` is SVG's, ``font`` the size of names,
    ``line`` the width of the outline."""

    wide: bool
    discs: tuple[Disc, ...]
    view_box: str
    font: float
    line: float

    @property
    def frame(self) -> Rectangle:
        """What the sheet shows."""
        left, top, width, height = map(float, self.view_box.split())
        return left, top, left + width, top + height


@dataclass(frozen=True, slots=True)
class Map:
    """``unplaced`` counts the view's events not on the map, ``outside`` the places beyond its
    edges.  ``coast`` is the path of the land of a part of the world, None where the outline of
    the whole will do; ``grid`` are the units of the drawing in one step of the path."""

    sheets: tuple[Sheet, ...]
    unplaced: int
    outside: int
    coast: str | None = None
    grid: float = 1.0

    @property
    def crowds(self) -> list[Disc]:
        """The discs of several places, for links in words."""
        return [disc for disc in self.sheets[0].discs if disc.nearer]


def of(reader: Reader, filters: Filters, box: Box | None = None) -> Map:
    """Return the map of a view, fitted to ``box`` or else to its places."""
    circles = query_places.circles(reader, filters)
    inside = [circle for circle in circles if box is None or _within(circle, box)]
    sheets = tuple(_sheet(inside, box, *screen) for screen in SCREENS)
    unplaced, outside = query_places.unplaced(reader, filters), len(circles) - len(inside)
    frames = [sheet.frame for sheet in sheets]
    if frames[0][2] - frames[0][0] > FINE:
        return Map(sheets, unplaced, outside)
    lefts, tops, rights, bottoms = zip(*frames, strict=True)
    frame = (min(lefts), min(tops), max(rights), max(bottoms))
    grid = round((frames[0][2] - frames[0][0]) / SCREENS[0][1] / 2, 4)  # half a pixel
    return Map(sheets, unplaced, outside, coast(frame, grid), grid)


def _within(circle: Circle, box: Box) -> bool:
    west, south, east, north = box
    return west <= circle.lon <= east and south <= circle.lat <= north


def _at(circle: Circle) -> tuple[float, float]:
    return (circle.lon + 180) * UNITS, (NORTH - circle.lat) * UNITS


def _sheet(circles: list[Circle], box: Box | None, wide: bool, pixels: int, ratio: float) -> Sheet:
    if box is None:
        corners = [_at(circle) for circle in circles]
    else:
        west, south, east, north = box
        corners = [_at(Circle("", "", north, west, 0)), _at(Circle("", "", south, east, 0))]
    left, top, width, height = _fit(corners, ratio, margin=1.25 if box is None else 1.0)
    unit = width / pixels  # of the drawing, in one CSS pixel
    groups = list(_groups(circles, CROWDED * unit if width > 1.2 * NARROWEST else 0))
    most = max((sum(c.count for c in group) for group in groups), default=1)
    discs = [_disc(group, most, unit, LARGEST[wide]) for group in groups]
    frame = (left, top, left + width, top + height)
    return Sheet(
        wide,
        tuple(_named(discs, frame, FONT * unit, NAMED[wide])),
        f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}",
        round(FONT * unit, 2),
        round(0.8 * unit, 3),
    )


def _fit(
    corners: list[tuple[float, float]], ratio: float, margin: float
) -> tuple[float, float, float, float]:
    """Return left, top, width, height of the part of the world that holds the corners."""
    if not corners:
        return 0, 0, WIDTH, HEIGHT
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wide, high = (max(xs) - min(xs)) * margin, (max(ys) - min(ys)) * margin
    width = min(max(wide, high / ratio, NARROWEST), WIDTH + 2 * EDGE)
    height = min(width * ratio, HEIGHT)
    left = min(max(middle[0] - width / 2, -EDGE), WIDTH + EDGE - width)
    top = min(max(middle[1] - height / 2, 0), HEIGHT - height)
    return left, top, width, height


def _groups(circles: Iterable[Circle], near: float) -> Iterator[list[Circle]]:
    """The circles, those nearer than ``near`` to a more frequent one together with it."""
    groups: list[tuple[tuple[float, float], list[Circle]]] = []
    for circle in circles:
        x, y = _at(circle)
        for (middle_x, middle_y), group in groups:
            if (x - middle_x) ** 2 + (y - middle_y) ** 2 < near**2:
                group.append(circle)
                break
        else:
            groups.append(((x, y), [circle]))
    yield from (group for _, group in groups)


def _disc(group: list[Circle], most: int, unit: float, largest: float) -> Disc:
    x, y = _at(group[0])
    count = sum(circle.count for circle in group)
    radius = unit * (SMALLEST + (largest - SMALLEST) * (count / most) ** 0.5)
    nearer = _around(group) if len(group) > 1 else None
    return Disc(group[0], len(group) - 1, count, round(x, 2), round(y, 2), round(radius, 2), nearer)


def _around(group: list[Circle]) -> Box:
    """The box of the places with some room around it, whole degrees."""
    lons, lats = [c.lon for c in group], [c.lat for c in group]
    room = max(max(lons) - min(lons), max(lats) - min(lats)) * 0.25 + 1
    return (
        max(int(min(lons) - room // 1 - 1), -180),
        max(int(min(lats) - room // 1 - 1), -90),
        min(int(max(lons) + room // 1 + 2), 180),
        min(int(max(lats) + room // 1 + 2), 90),
    )


def _named(discs: list[Disc], frame: Rectangle, font: float, most: int) -> Iterator[Disc]:
    """The discs, those with a label that have room for one: inside the frame, on no other name
    and on no other disc."""
    taken: list[Rectangle] = []
    bodies = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in discs]
    for number, disc in enumerate(discs):
        label = None
        if len(taken) < most:
            others = [*taken, *bodies[:number], *bodies[number + 1 :]]
            for candidate, rectangle in _candidates(disc, font):
                if _inside(rectangle, frame) and not any(_overlap(rectangle, o) for o in others):
                    label = candidate
                    taken.append(rectangle)
                    break
        yield Disc(
            disc.place, disc.others, disc.count, disc.x, disc.y, disc.radius, disc.nearer, label
        )


def _candidates(disc: Disc, font: float) -> Iterator[tuple[Label, Rectangle]]:
    """Where the name may stand: right of the disc, left, above, below."""
    letters = len(disc.place.name) + (len(f" +{disc.others}") if disc.others else 0)
    width, gap = 0.6 * font * letters, 0.35 * font
    right, left = disc.x + disc.radius + gap, disc.x - disc.radius - gap
    above, below = disc.y - disc.radius - gap, disc.y + disc.radius + gap
    for x, y, anchor, from_x in (
        (right, disc.y + 0.35 * font, "start", right),
        (left, disc.y + 0.35 * font, "end", left - width),
        (disc.x, above, "middle", disc.x - width / 2),
        (disc.x, below + 0.7 * font, "middle", disc.x - width / 2),
    ):
        rectangle = (from_x, y - 0.85 * font, from_x + width, y + 0.3 * font)
        yield Label(round(x, 2), round(y, 2), anchor), rectangle


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(a: Rectangle, frame: Rectangle) -> bool:
    return frame[0] <= a[0] and a[2] <= frame[2] and frame[1] <= a[1] and a[3] <= frame[3]
