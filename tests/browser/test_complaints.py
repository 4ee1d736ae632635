"""What readers complain of in other timelines, each held against this page.

Those that other files hold: locking up when zoomed and no brush (test_walk: dragging, a bar
leads), too many nodes (test_screen: the document stays small), no search, facets that ignore
the filter, lost place on Back (test_walk), screen readers, keyboard, motion, print
(test_screen, test_axe), third parties (conftest.Watch, over every test), frames of 150 pixels
and deep links lost in them (test_embed).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.generate import generate
from benchmarks.serving import served
from tests.browser.waiting import until
from timeline.store import driver
from timeline.web import create_app

pytestmark = pytest.mark.browser

EVENT = "#list .event"
ARABIC = "وصل الوزير سيرغي لافروف إلى Pyongyang يوم الأربعاء"
HEBREW = "הוועדה נפגשה בירושלים"


def test_an_event_stands_in_several_lanes(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=lanes")
    assert page.locator(".lanes li").count() == 8
    shared = page.locator(".lanes svg a:has(line)")
    assert shared.count() > 0
    assert shared.first.locator("circle").count() >= 2
    event = shared.first.get_attribute("data-spot")
    page.goto(f"{site}/event/{event}")
    assert page.locator(".event-page > .meta .names bdi").count() >= 2


def test_the_map_filters_by_place(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=map")
    discs = page.locator(".map a")
    assert discs.count() > 5
    name, _, count = (discs.nth(3).locator("title").text_content() or "").rpartition(": ")
    discs.nth(3).dispatch_event("click")
    expect(page.locator(".chips a", has_text=name)).to_be_visible()
    assert page.locator(".summary h1").inner_text().split()[0] == count.split()[0]


def test_approximate_open_and_exact_dates_differ_by_more_than_colour(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1900")
    for _ in range(6):
        count = page.locator(EVENT).count()
        page.locator(".more a[rel=next]").last.dispatch_event("click")
        until(page, f"document.querySelectorAll('{EVENT}').length > {count}")
    kinds = page.locator(f"{EVENT} .mark").evaluate_all(
        "marks => [...new Set(marks.map(m => m.querySelector('use').getAttribute('href')"
        " + ' ' + m.getAttribute('aria-label')))].sort()"
    )
    assert kinds == [
        "#m-dashed approximate or open",
        "#m-hatched known to the month or longer",
        "#m-solid known to the day",
        "#m-split sources disagree on the date",
    ]


def test_years_before_christ_stand_first_and_can_be_asked_for(page: Page, site: str) -> None:
    page.goto(site)
    years = page.locator(".chunk h2").all_inner_texts()
    assert years[0].endswith(" BCE")
    assert not years[-1].endswith(" BCE")
    page.goto(f"{site}/?from=-0999&to=-0001&precision=day")
    assert page.locator(EVENT).count() > 0
    assert all(y.endswith(" BCE") for y in page.locator(".chunk h2").all_inner_texts())
    page.goto(f"{site}/?from=0000&to=0099&precision=day")
    expect(page.get_by_text("No event matches")).to_be_visible()


def test_undated_events_are_kept_counted_and_lent_no_time(page: Page, site: str) -> None:
    page.goto(site)
    link = page.locator(".summary a[href='/shelf/undated']")
    counted = int(link.inner_text().split()[0])
    link.click()
    expect(page.locator(".summary h1")).to_have_text(f"Undated · {counted} events")
    assert page.locator(EVENT).count() == min(counted, 50)
    assert page.locator(".chunk h2, .chunk h3, .chunk h4").count() == 0
    assert page.locator(f"{EVENT} time").count() == 0
    assert page.locator(f"{EVENT} .own-date").first.inner_text() == "undated"


def test_loading_more_keeps_the_filters(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#facet-actor .values a").first.click()
    expect(page.locator(".chips a").first).to_be_visible()
    name = page.locator("#facet-actor a[aria-current] bdi").inner_text()
    page.locator(".more a[rel=next]").dispatch_event("click")
    until(page, f"document.querySelectorAll('{EVENT}').length > 50")
    for names in page.locator(EVENT).evaluate_all(
        "all => all.slice(50).map(e => [...e.querySelectorAll('.names bdi')].map(b => b.innerText))"
    ):
        assert name in names


def test_the_strip_is_no_scroll_trap(page: Page, site: str) -> None:
    page.goto(site)
    # What a finger does over it stays the page's: up and down scroll.
    assert page.locator("[data-strip]").evaluate("s => getComputedStyle(s).touchAction") == "pan-y"
    page.locator("[data-strip]").hover(position={"x": 200, "y": 20}, force=True)
    page.mouse.wheel(0, 900)
    until(page, "scrollY > 400")


@pytest.fixture(scope="module")
def mixed_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Thirty events, some with titles in Arabic and Hebrew."""
    path: Path = tmp_path_factory.mktemp("scripts") / "scripts.db"
    generate(path, 30, seed=3)
    db = driver.open_writer(path)
    try:
        with driver.immediate(db):
            for remainder, title in ((0, ARABIC), (1, HEBREW)):
                db.conn.execute("UPDATE event SET title = ? WHERE key % 3 = ?", (title, remainder))
    finally:
        db.close()
    with served(create_app(path)) as address:
        yield address


def test_each_title_runs_in_its_own_direction(page: Page, mixed_scripts: str) -> None:
    page.goto(mixed_scripts)
    for title, direction in ((ARABIC, "rtl"), (HEBREW, "rtl")):
        shown = page.locator(".event .title", has_text=title).first
        assert shown.evaluate("t => getComputedStyle(t).direction") == direction
    latin = page.locator(".event .title").filter(has_not_text=ARABIC).filter(has_not_text=HEBREW)
    assert latin.first.evaluate("t => getComputedStyle(t).direction") == "ltr"
    page.locator(".event .title a", has_text=ARABIC).first.click()
    page.locator(".event.open .why").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_whole_page_can_run_from_right_to_left(page: Page, mixed_scripts: str) -> None:
    """Only logical sides are used, so that a right-to-left language needs no second sheet."""
    page.goto(mixed_scripts)
    page.evaluate("document.documentElement.dir = 'rtl'")
    aside = page.locator(".filters").bounding_box()
    sheet = page.locator(".sheet").bounding_box()
    mark = page.locator(".event .mark").first.bounding_box()
    title = page.locator(".event .title").first.bounding_box()
    assert aside is not None
    assert sheet is not None
    assert mark is not None
    assert title is not None
    assert aside["x"] > sheet["x"]
    assert mark["x"] > title["x"] + title["width"] - 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_databases_of_these_tests_have_all_kinds_of_dates(
    databases: Callable[[int], Path],
) -> None:
    """What the tests above look at is there, so that none of them passes on nothing."""
    with sqlite3.connect(f"file:{databases(1000)}?mode=ro", uri=True) as connection:
        count = connection.execute(
            "SELECT sum(disputed), sum(edtf LIKE '-%'), sum(edtf LIKE '[..%'), sum(edtf IS NULL),"
            " sum(precision = 'month'), sum(edtf LIKE '[%,%') FROM event"
        ).fetchone()
    connection.close()
    assert min(count) > 0
