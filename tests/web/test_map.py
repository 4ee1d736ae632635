"""The geometry of map and lanes: every place is drawn, names have room, crowds lead nearer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generate import generate
from timeline.query.summaries import Circle
from timeline.web import coast, create_app, maps

Visit = Callable[..., FlaskClient]

CIRCLES = st.lists(
    st.builds(
        Circle,
        id=st.just("x"),
        name=st.text("aW ", min_size=1, max_size=40),
        lat=st.floats(-60, 83),
        lon=st.floats(-180, 180),
        count=st.integers(1, 5000),
    ),
    max_size=40,
).map(lambda circles: sorted(circles, key=lambda c: -c.count))
TOUCH = 0.02  # positions are rounded


def frame_of(sheet: maps.Sheet) -> maps.Rectangle:
    left, top, width, height = map(float, sheet.view_box.split())
    return left, top, left + width, top + height


def rectangle(disc: maps.Disc, font: float) -> maps.Rectangle:
    """Where a name stands, its letters taken narrower than the layout takes them."""
    assert disc.label
    letters = len(disc.place.name) + (len(f" +{disc.others}") if disc.others else 0)
    width = 0.58 * font * letters
    left = {"start": 0.0, "middle": width / 2, "end": width}[disc.label.anchor]
    x, y = disc.label.x - left, disc.label.y
    return x, y - 0.75 * font, x + width, y + 0.2 * font


def apart(a: maps.Rectangle, b: maps.Rectangle) -> bool:
    return (
        a[2] <= b[0] + TOUCH or b[2] <= a[0] + TOUCH or a[3] <= b[1] + TOUCH or b[3] <= a[1] + TOUCH
    )


@given(circles=CIRCLES, screen=st.sampled_from(maps.SCREENS))
def test_names_stand_inside_the_map_and_on_nothing_else(
    circles: list[Circle], screen: tuple[bool, int, float]
) -> None:
    sheet = maps._sheet(circles, None, *screen)
    left, top, right, bottom = frame_of(sheet)
    assert sum(disc.others + 1 for disc in sheet.discs) == len(circles)
    assert sum(disc.count for disc in sheet.discs) == sum(circle.count for circle in circles)
    names = {disc: rectangle(disc, sheet.font) for disc in sheet.discs if disc.label}
    for name in names.values():
        assert left - 0.1 <= name[0] < name[2] <= right + 0.1
        assert top - 0.1 <= name[1] < name[3] <= bottom + 0.1
    for a, b in itertools.combinations(names.values(), 2):
        assert apart(a, b)
    for disc, name in names.items():
        for other in sheet.discs:
            r = other.radius
            assert (
                apart(name, (other.x - r, other.y - r, other.x + r, other.y + r)) or other == disc
            )


@given(circles=CIRCLES)
def test_a_crowd_leads_to_a_part_that_holds_its_places(circles: list[Circle]) -> None:
    sheet = maps._sheet(circles, None, *maps.SCREENS[0])
    for disc in sheet.discs:
        assert (disc.nearer is not None) is (disc.others > 0)
        if disc.nearer:
            west, south, east, north = disc.nearer
            assert -180 <= west < east <= 180
            assert -90 <= south < north <= 90
            inside = [c for c in circles if maps._within(c, disc.nearer)]
            assert len(inside) >= disc.others + 1


def test_near_enough_every_place_is_drawn_alone() -> None:
    near = [Circle(f"p{n}", "P", 50 + n / 20, 10.0, 1) for n in range(6)]
    (crowd,) = maps._sheet(
        [*near, Circle("far", "F", -30.0, 140.0, 1)], None, *maps.SCREENS[0]
    ).discs[:1]
    assert crowd.others == 5
    assert crowd.nearer
    closer = maps._sheet(near, crowd.nearer, *maps.SCREENS[0])
    assert [disc.others for disc in closer.discs] == [0] * 6


def test_a_part_of_the_world_is_an_address(tmp_path: Path) -> None:
    generate(tmp_path / "many.db", 2000, seed=1)
    client = create_app(tmp_path / "many.db").test_client()
    page = client.get("/?view=map").get_data(as_text=True)
    link = re.search(r'<a href="(/\?view=map&amp;box=[^"]+)" class="crowd"', page)
    assert link
    nearer = client.get(unescape(link[1])).get_data(as_text=True)
    assert nearer.count("<circle") < page.count("<circle")
    assert re.search(r'<a href="/\?view=map">The whole map</a> · \d+ places lie outside', nearer)
    box = unescape(link[1]).partition("box=")[2]
    toggle = re.search(r'href="(/\?[^"]*place=[^"]+)" tabindex', nearer)
    assert toggle
    assert f"box={box}" in unescape(toggle[1]), "a filter keeps the part that is looked at"
    listed = re.search(r'<a href="([^"]*)"[^>]*>List</a>', nearer)
    assert listed
    assert "box" not in listed[1]


@pytest.mark.parametrize(
    "box", ["1,2,3", "10,0,5,20", "0,0,200,10", "a,b,c,d", "0,10,20,5", "0.5,0,1,1"]
)
def test_a_box_that_is_none_is_refused(visit: Visit, box: str) -> None:
    answer = visit().get(f"/?view=map&box={box}")
    assert answer.status_code == 400
    assert "box: takes west,south,east,north" in answer.get_data(as_text=True)


def test_lanes_have_an_axis_of_their_own(visit: Visit) -> None:
    page = visit().get("/?view=lanes").get_data(as_text=True)
    figure = page[page.index('<figure class="lanes"') : page.index("</figure>")]
    labels = re.findall(r'<text x="[\d.]+%" y="16"[^>]*>([^<]+)</text>', figure)
    assert len(labels) >= 2
    assert figure.count('class="grid') == len(labels)
    places = [float(x) for x in re.findall(r'class="\w+" cx="([\d.]+)%"', figure)]
    assert places
    assert all(0 <= x <= 100 for x in places)
    assert max(places) > 95, "the axis ends with the last event, not with its century"


def points_of(path: str, grid: float) -> list[list[tuple[float, float]]]:
    """The rings of a path, in units of the drawing."""
    found = []
    for ring in re.findall(r"M([^z]+)z", path):
        start, _, steps = ring.partition("l")
        x, y = map(int, start.split())
        points = [(x * grid, y * grid)]
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x * grid, y * grid))
        found.append(points)
    return found


def on_land(rings: list[list[tuple[float, float]]], lat: float, lon: float) -> bool:
    """Whether a place lies inside of an odd number of rings."""
    x, y = (lon + 180) * coast.UNITS, (coast.NORTH - lat) * coast.UNITS
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


def test_near_in_the_coast_is_fine_and_small() -> None:
    """What a map 1:110m does not have: the islands and straits of Denmark, the Gulf of Corinth."""
    frame = ((7 + 180) * 3.0, (84 - 60) * 3.0, (31 + 180) * 3.0, (84 - 36) * 3.0)
    path = coast.coast(frame, 0.04)
    rings = points_of(path, 0.04)
    assert len(path) < 60_000
    land = ((55.67, 12.3), (55.4, 10.4), (56.2, 9.5), (38.0, 23.8), (37.5, 22.4), (52.5, 13.4))
    water = ((55.35, 11.05), (56.2, 18.0), (38.3, 22.3), (54.6, 11.1), (39.0, 25.0))
    assert [place for place in land if not on_land(rings, *place)] == []
    assert [place for place in water if on_land(rings, *place)] == []


def test_a_part_of_the_world_has_the_fine_coast_and_the_whole_the_outline(
    tmp_path: Path,
) -> None:
    path = tmp_path / "60.db"
    generate(path, 60, seed=2)
    client = create_app(path).test_client()
    whole = client.get("/?view=map&box=-170,-50,170,80").get_data(as_text=True)
    part = client.get("/?view=map&box=0,40,20,50").get_data(as_text=True)
    assert "land.svg#land" in re.sub(r"\?v=\w+", "", whole)
    assert 'id="coast"' not in whole
    assert part.count('<path id="coast" d="M') == part.count('<use href="#coast" class="land') == 1
