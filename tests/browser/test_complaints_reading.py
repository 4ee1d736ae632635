"""More of what readers complain of in other timelines: zoom, search of the page, deep links in
frames, years of few digits, screen readers, keyboard alone, other hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from benchmarks.generate import generate
from benchmarks.serving import served
from tests.browser.conftest import PHONE
from tests.browser.waiting import until
from timeline import dates
from timeline.store import driver
from timeline.web import create_app

pytestmark = pytest.mark.browser

EVENT = "#list .event"
OLD = {"-0043-03-15": "44 BCE", "0000": "1 BCE", "0079-10-24": "79", "0476": "476"}


@pytest.fixture(scope="module")
def site_of_58(databases: Callable[[int], Path]) -> Iterator[str]:
    with served(create_app(databases(58))) as address:
        yield address


@pytest.fixture(scope="module")
def old_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Forty events, four of them in years that many programs cannot say."""
    path: Path = tmp_path_factory.mktemp("old") / "old.db"
    generate(path, 40, seed=3)
    db = driver.open_writer(path)
    try:
        with driver.immediate(db):
            keys = [row[0] for row in db.conn.execute("SELECT key FROM event ORDER BY key")]
            for key, edtf in zip(keys, OLD, strict=False):
                dated = dates.parse(edtf)
                db.conn.execute(
                    "UPDATE event SET edtf = ?, first = ?, last = ?, earliest = ?, latest = ?,"
                    " precision = ?, disputed = 0, title = 'Old ' || ? WHERE key = ?",
                    (
                        *(edtf, dated.first, dated.last, dated.earliest, dated.latest),
                        *(dated.precision, edtf, key),
                    ),
                )
            db.conn.execute("DELETE FROM bitmap")
    finally:
        db.close()
    with served(create_app(path)) as address:
        yield address


def test_zooming_into_58_events_never_locks_up(page: Page, site_of_58: str) -> None:
    page.goto(site_of_58)
    counts = [58]
    for _ in range(5):
        strip = page.locator("[data-strip]")
        if not strip.count():
            break
        box = strip.bounding_box()
        assert box
        address, begin = page.url, monotonic()
        page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 20, steps=5)
        page.mouse.up()
        page.wait_for_url(lambda url, address=address: "from=" in url and url != address)
        until(page, "Boolean(document.querySelector('.chips'))")
        assert monotonic() - begin < 5
        counts.append(int(page.locator(".summary h1").inner_text().split()[0]))
    assert len(counts) > 2
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]


@pytest.mark.parametrize(("edtf", "year"), OLD.items())
def test_years_of_few_digits_and_before_christ(
    page: Page, old_site: str, edtf: str, year: str
) -> None:
    page.goto(f"{old_site}/?from=-0100&to=0500")
    event = page.locator(EVENT, has_text=f"Old {edtf}")
    expect(event).to_be_visible()
    assert dates.spoken(edtf) in (event.locator(".when").first.text_content() or "")
    assert year in page.locator(".chunk h2").all_inner_texts()
    assert "1970" not in page.locator("#list").inner_text()


def test_who_opens_find_in_page_is_told_what_it_sees_and_what_sees_all(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/?q=visited")
    note = page.locator("[data-find-note]")
    expect(note).to_be_hidden()
    page.keyboard.press("Control+f")
    expect(note).to_be_visible()
    expect(page.locator("#said")).to_contain_text("only in the events around you")
    total = page.locator(".summary h1").inner_text().split()[0]
    everything = note.get_by_role("link", name=f"All {total} on one page")
    note.get_by_role("button", name="Search all passages").click()
    expect(page.locator("#q")).to_be_focused()
    everything.click()
    expect(page.locator(".printed")).to_be_visible()
    assert page.locator(".printed article").count() == int(total)


def test_find_in_page_finds_what_was_loaded_before(page: Page, site: str) -> None:
    page.goto(site)
    early = page.locator(f"{EVENT} .title").first.inner_text()
    for loads in range(2, 7):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, f"document.querySelectorAll('{EVENT}').length >= {50 * loads}")
    page.evaluate("getSelection().removeAllRanges()")
    assert page.evaluate("words => window.find(words, false, true, true)", early)
    # What is not loaded is found by the search, which knows the whole timeline.
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_a_deep_link_works_inside_the_frame(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950")
    event = page.locator(EVENT).nth(4)
    date, name = event.get_attribute("data-at"), event.get_attribute("data-event")
    page.goto(f"{site}/embed?from=1950&at={date}")
    day = page.locator(EVENT).first.get_attribute("data-at")
    assert day
    assert date
    assert day >= date
    page.goto(f"{site}/embed?event={name}")
    expect(page.locator(".m-passage").first).to_be_visible()


def heard(page: Page) -> list[tuple[str, str]]:
    """(role, name) of everything that Chromium tells a screen reader, in its order."""
    session = page.context.new_cdp_session(page)
    tree: dict[str, Any] = session.send("Accessibility.getFullAXTree")
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree["nodes"]
        if not node["ignored"] and "role" in node
    ]


def test_the_accessibility_tree_holds_date_title_and_actors(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950&precision=day")
    event = page.locator(EVENT).first
    title = event.locator(".title").inner_text()
    date = event.locator(".when").first.text_content() or ""
    actors = event.locator(".names bdi").all_inner_texts()
    assert any(character.isdigit() for character in date)
    assert actors
    tree = heard(page)
    assert ("article", title) in tree
    words = [name for _, name in tree]
    assert date in words
    links = {name for role, name in tree if role == "link"}
    assert event.locator(".title a").inner_text() in links
    assert set(actors) <= links
    roles = {role for role, _ in tree}
    assert {"main", "search", "complementary", "heading", "list", "listitem"} <= roles
    # The bars of the strip are said once, as one picture, not one by one.
    assert len([role for role, name in tree if role == "link" and name == ""]) == 0


def focus_by_tab(page: Page, selector: str, most: int = 120) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"never reached by the Tab key: {selector}")


def test_every_function_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950")
    focus_by_tab(page, "#range-to")
    page.keyboard.type("1990")
    page.keyboard.press("Enter")
    expect(page.locator(".chips a", has_text="1990")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    focus_by_tab(page, "#facet-actor .values a")
    page.keyboard.press("Enter")
    expect(page.locator("#facet-actor a[aria-current] bdi").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    focus_by_tab(page, f"{EVENT} .title a", 200)
    page.keyboard.press("Enter")
    expect(page.locator(f"{EVENT}.open .why").first).to_be_visible()
    focus_by_tab(page, "[data-article]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")


def test_no_other_host_is_asked(contexts: Callable[..., BrowserContext], site: str) -> None:
    context = contexts(viewport=PHONE)
    hosts: set[str | None] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page = context.new_page()
    for path in ("/?from=1950", "/?view=map", "/?view=lanes", "/about", "/share", "/embed"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    assert hosts == {"127.0.0.1"}
    assert context.cookies() == []
