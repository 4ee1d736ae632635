"""The share control, the lanes and the map, by pointer and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def test_the_lanes_are_walked_with_the_arrow_keys(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=lanes")
    spots = page.locator("[data-lanes] [data-spot]")
    stops = page.locator('[data-lanes] [data-spot][tabindex="0"]')
    assert spots.count() > 10
    expect(stops).to_have_count(1)
    spots.first.focus()
    said = page.locator("[data-spot-said]")
    expect(said).to_have_text(spots.first.get_attribute("aria-label") or "?")
    row = (spots.first.get_attribute("data-rows") or "").split()[0]
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-spot]:focus")).to_have_count(1)
    here = page.locator("[data-spot]:focus")
    assert row in (here.get_attribute("data-rows") or "").split()
    assert here.get_attribute("data-spot") != spots.first.get_attribute("data-spot")
    expect(said).to_have_text(here.get_attribute("aria-label") or "?")
    expect(stops).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(spots.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    below = (here.get_attribute("data-rows") or "").split()
    assert max(map(int, below)) > int(row)
    address = here.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_every_name_of_the_lanes_is_whole(
    contexts: Callable[..., BrowserContext], site: str
) -> None:
    for size in ({"width": 320, "height": 640}, PHONE, {"width": 1280, "height": 800}):
        page = contexts(viewport=size).new_page()
        page.goto(f"{site}/?view=lanes")
        assert (
            page.locator(".lanes li a").evaluate_all(
                "all => all.filter(a => a.scrollWidth > a.clientWidth + 1).map(a => a.textContent)"
            )
            == []
        )
        labels = page.locator(".lanes .ticks a:visible text").all_text_contents()
        assert len(labels) >= 2
        assert all(re.search(r"\d", label) for label in labels)


def test_no_name_on_the_map_is_cut_or_covered(
    contexts: Callable[..., BrowserContext], site: str
) -> None:
    """As the browser sets the letters, not as the layout takes their widths."""
    for size, kind in ((PHONE, "narrow"), ({"width": 1280, "height": 800}, "wide")):
        page = contexts(viewport=size).new_page()
        page.goto(f"{site}/?view=map")
        frame = page.locator(f".map svg.{kind}").bounding_box()
        assert frame
        names = [b for t in page.locator(f".map svg.{kind} text").all() if (b := t.bounding_box())]
        assert names
        for number, box in enumerate(names):
            assert box["x"] >= frame["x"] - 1
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
            for other in names[:number]:
                beside = (
                    box["x"] + box["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= box["x"] + 1
                )
                above = (
                    box["y"] + box["height"] <= other["y"] + 5
                    or other["y"] + other["height"] <= box["y"] + 5
                )
                assert beside or above


def test_a_crowd_on_the_map_leads_nearer_and_back(page: Page, large_site: str) -> None:
    page.goto(f"{large_site}/?view=map")
    before = page.locator(".map svg.wide circle").count()
    page.locator(".map figcaption a").first.click()
    page.wait_for_url("**box=**")
    expect(page.locator(".map svg.wide circle")).not_to_have_count(before)
    page.get_by_role("link", name="The whole map").click()
    page.wait_for_url(lambda address: "box=" not in address)
    expect(page.locator(".map svg.wide circle")).to_have_count(before)


def test_what_is_shared_is_whole_and_the_button_says_that_it_copied(
    contexts: Callable[..., BrowserContext], site: str
) -> None:
    for size in (PHONE, {"width": 1280, "height": 800}):
        context = contexts(viewport=size)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{site}/?from=1950")
        page.locator("[data-share]").first.click()
        dialog = page.locator("#share[open]")
        expect(dialog).to_be_visible()
        assert dialog.evaluate("d => d.scrollWidth <= d.clientWidth")
        snippet = dialog.locator("textarea").last
        assert snippet.evaluate("t => t.scrollHeight <= t.clientHeight + 1")
        button = dialog.get_by_role("button", name="Copy: Embed in a page")
        assert button.inner_text() == "Copy"
        button.click()
        expect(button).to_have_text("Copied")
        expect(page.locator("#said")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == snippet.input_value()
        expect(button).to_have_text("Copy")


def test_a_download_from_the_page(plain_page: Page, site: str) -> None:
    plain_page.goto(f"{site}/?from=1950&to=1960")
    plain_page.locator("[data-share]").first.click()
    expect(plain_page.get_by_text(re.compile(r"leaves out \d+ without exact days"))).to_be_visible()
    with plain_page.expect_download() as coming:
        plain_page.get_by_role("link", name="iCalendar").click()
    assert coming.value.suggested_filename == "timeline.ics"
    text = coming.value.path().read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "X-WR-CALDESC:Left out: " in text


def test_a_shelf_is_shared_as_that_shelf(page: Page, site: str) -> None:
    page.goto(f"{site}/shelf/undated?q=the")
    page.locator(".filters [data-share]").click()
    dialog = page.locator("#share[open]")
    assert "shelf=undated" in dialog.locator("[data-copy-from]").first.input_value()
    for link in dialog.locator(".downloads a").all():
        assert "shelf=undated" in (link.get_attribute("href") or "")
        assert "q=the" in (link.get_attribute("href") or "")
