"""The world's outline: read from world-atlas' TopoJSON, and drawn for a part of the world.

Equirectangular, three units a degree (:data:`UNITS`), from 180° W and :data:`NORTH` down.  The
whole world is a drawing made beforehand (Natural Earth 1:110m, scripts/vendor_assets.py); for a
part of it the coast of 1:50m is cut to the part and rounded to half a pixel of the screen.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.web.reader import assets_root

UNITS = 3  # of the drawing, per degree
NORTH = 84  # the drawing's upper edge, degrees
LONGEST = 18  # of the stretches of coast between two points, in units of the drawing
FINE = "vendor/world-atlas/land-50m.json"

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, in units of the drawing
Ring = list[tuple[float, float]]  # degrees east and north


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Yield every ring of the land, without jumps from one edge of the map to the other; those
    across an edge twice, once for each.  Antarctica is left out."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        steps = itertools.accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        arcs.append([(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in steps])
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for numbers in polygon:
                ring: Ring = []
                for number in numbers:
                    line = arcs[number] if number >= 0 else arcs[~number][::-1]
                    ring += line[1:] if ring else line
                if not all(lat < -60 for _, lat in ring):
                    yield from _at_both_edges(_unwrapped(ring))


def _unwrapped(ring: Ring) -> Ring:
    line, turn = [ring[0]], 0
    for (before, _), (lon, lat) in itertools.pairwise(ring):
        if abs(lon - before) > 180:
            turn += 360 if lon < before else -360
        line.append((lon + turn, lat))
    return line


def _at_both_edges(line: Ring) -> Iterator[Ring]:
    shifts = {-360.0 * (lon // 360) for lon in (min(line)[0] + 180, max(line)[0] + 180)}
    for shift in sorted(shifts):
        yield [(lon + shift, lat) for lon, lat in line]


def subpath(points: list[tuple[int, int]]) -> str:
    """Return a ring of whole numbers as a closed subpath of SVG, nothing for a mere line."""
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(kept) <= 3:
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


@lru_cache(maxsize=64)
def coast(frame: Rectangle, grid: float) -> str:
    """Return the path of the land inside of a frame (and a little around it), in steps of
    ``grid`` units of the drawing."""
    left, top, right, bottom = frame
    # Points far outside are drawn in to the rim, which bends the lines that reach it alone.
    rim = max((right - left) / 4, LONGEST)
    low = np.array([left - rim, top - rim])
    high = np.array([right + rim, bottom + rim])
    parts = []
    for points, least, most in _fine():
        if (most >= low).all() and (least <= high).all():
            inside = np.rint(np.clip(points, low, high) / grid).astype(np.int64)
            parts.append(subpath(_without_straight(inside)))
    return "".join(parts)


def _without_straight(points: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The points without repetitions and without those in the middle of a straight line."""
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (np.diff(points, axis=0) != 0).any(axis=1)
    points = points[moved]
    if len(points) > 2:
        steps = np.diff(points, axis=0)
        turns = np.ones(len(points), dtype=bool)
        turns[1:-1] = steps[:-1, 0] * steps[1:, 1] != steps[:-1, 1] * steps[1:, 0]
        points = points[turns]
    return [(int(x), int(y)) for x, y in points]


@cache
def _fine() -> list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]:
    """The rings of 1:50m in units of the drawing, each with its least and its greatest corner."""
    topology = json.loads((assets_root() / "static" / FINE).read_text(encoding="utf-8"))
    found = []
    for ring in rings(topology):
        lon, lat = np.array(ring).T
        points = np.column_stack([(lon + 180) * UNITS, (NORTH - lat) * UNITS])
        found.append((points, points.min(axis=0), points.max(axis=0)))
    return found
