"""A phone: filters in a sheet, the strip as a sparkline, nothing cut; labels that have room."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def phone(contexts: Callable[..., BrowserContext], request: Any) -> Page:
    """A phone's page, with JavaScript and without."""
    return contexts(viewport=PHONE, has_touch=True, java_script_enabled=request.param).new_page()


@pytest.fixture
def touched(contexts: Callable[..., BrowserContext]) -> Page:
    """A phone's page with JavaScript."""
    return contexts(viewport=PHONE, has_touch=True, reduced_motion="reduce").new_page()


def handle(page: Page) -> Locator:
    """The button of the sheet."""
    return page.locator("[data-drawer] > summary")


def test_the_list_comes_first_and_the_sheet_opens_over_it(phone: Page, site: str) -> None:
    phone.goto(f"{site}/?from=1950")
    expect(phone.locator(".event").first).to_be_in_viewport()
    expect(phone.locator(".drawer")).not_to_be_visible()
    assert handle(phone).inner_text() == "Filters · 1"
    shown = phone.locator(".summary h1").inner_text()
    handle(phone).tap()
    expect(phone.locator("#facet-actor .values a").first).to_be_in_viewport()
    assert handle(phone).inner_text().removeprefix("Show ") == shown.split(" of ")[0] + " events"
    handle(phone).tap()
    expect(phone.locator(".drawer")).not_to_be_visible()


def test_filters_are_chosen_in_the_sheet(phone: Page, site: str) -> None:
    phone.goto(f"{site}/?from=1950")
    handle(phone).tap()
    value = phone.locator("#facet-place .values a").nth(1)
    count = value.locator(".n").inner_text()
    value.tap()
    expect(phone.locator(".summary h1")).to_have_text(re.compile(rf"^{re.escape(count)} of "))
    assert "place=" in phone.url


def test_dates_are_typed_in_the_sheet(phone: Page, site: str) -> None:
    phone.goto(site)
    assert not phone.locator("#range-from").is_visible()
    handle(phone).tap()
    field = phone.locator("#drawer-from")
    box = field.bounding_box()
    assert box
    assert box["height"] >= 32
    assert box["width"] >= 100
    assert field.evaluate("f => parseFloat(getComputedStyle(f).fontSize)") >= 16, "iOS zooms in"
    field.fill("1990")
    phone.locator("#drawer-to").fill("1999-06")
    phone.locator("#drawer-to").press("Enter")
    phone.wait_for_url("**from=1990**")
    asked = parse_qs(urlsplit(phone.url).query)
    assert (asked["from"], asked["to"]) == (["1990"], ["1999-06"])


def test_the_sheet_stays_open_while_filters_are_chosen(touched: Page, site: str) -> None:
    touched.goto(site)
    handle(touched).tap()
    first = touched.locator("#facet-place .values a").first
    name = first.get_attribute("id")
    before = handle(touched).inner_text()
    first.tap()
    touched.wait_for_url("**place=**")
    expect(handle(touched)).not_to_have_text(before)
    expect(touched.locator(".drawer")).to_be_visible()
    expect(touched.locator(f"[id='{name}']")).to_be_focused()
    touched.locator("#facet-actor .values a").first.tap()
    touched.wait_for_url("**actor=**")
    expect(handle(touched)).to_contain_text("Show ")
    handle(touched).tap()
    expect(touched.locator(".drawer")).not_to_be_visible()
    expect(touched.locator(".chips a:not(.clear)")).to_have_count(2)


def test_the_focus_stays_in_the_open_sheet(touched: Page, site: str) -> None:
    touched.goto(site)
    handle(touched).focus()
    touched.keyboard.press("Enter")
    expect(touched.get_by_role("dialog", name="Filters")).to_be_focused()
    inside = "document.activeElement.closest('[data-drawer]') !== null"
    assert touched.evaluate("document.querySelector('.masthead').inert")
    assert touched.evaluate("document.querySelector('.desk > .sheet').inert")
    touched.keyboard.press("Shift+Tab")
    assert touched.evaluate(inside)
    expect(handle(touched)).to_be_focused()
    touched.keyboard.press("Shift+Tab")
    assert touched.evaluate(inside)
    touched.keyboard.press("Tab")
    expect(handle(touched)).to_be_focused()
    touched.keyboard.press("Escape")
    expect(touched.locator(".drawer")).not_to_be_visible()
    expect(handle(touched)).to_be_focused()
    assert not touched.evaluate("document.querySelector('.masthead').inert")
    assert touched.get_by_role("dialog").count() == 0


def test_a_tap_beside_the_sheet_closes_it(touched: Page, site: str) -> None:
    touched.goto(site)
    top = touched.evaluate("scrollY")
    handle(touched).tap()
    expect(touched.locator(".drawer")).to_be_visible()
    touched.touchscreen.tap(200, 30)
    expect(touched.locator(".drawer")).not_to_be_visible()
    assert touched.evaluate("scrollY") == top


def test_a_wide_window_has_the_filters_beside_the_list(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator("#facet-actor .values a").first).to_be_in_viewport()
    expect(handle(page)).not_to_be_visible()
    expect(page.locator("#drawer-from")).not_to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator(".drawer")).not_to_be_visible()
    expect(handle(page)).to_be_visible()


def test_the_sparkline_navigates(touched: Page, site: str) -> None:
    touched.goto(site)
    box = touched.locator("[data-strip]").bounding_box()
    assert box
    touched.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + box["height"] - 4)
    touched.wait_for_url("**at=**")
    at = parse_qs(urlsplit(touched.url).query)["at"][0]
    first = touched.locator(".event[data-at]").first
    until(touched, "document.querySelector('.event[data-at]') !== null")
    assert abs(int(str(first.get_attribute("data-at"))[:4]) - int(at[:4])) <= 10


VIEWS = [
    "/",
    "/?from=1950&to=1960",
    "/?from=2019",
    "/?from=2020-03&to=2020-05",
    "/?to=1900",
    "/?lang=de&to=1900",
    "/?lang=de&from=2018&to=2022",
]


@pytest.mark.parametrize("path", VIEWS)
def test_labels_of_the_strip_have_room(page: Page, site: str, path: str) -> None:
    for width in (320, 390, 660, 820, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(site + path)
        labels = [
            box
            for label in page.locator(".strip .ticks text").all()
            if (box := label.bounding_box())
        ]
        assert labels, (width, path)
        beside = [
            box for one in page.locator(".strip .outside").all() if (box := one.bounding_box())
        ]
        for left, right in itertools.pairwise(labels):
            assert left["x"] + left["width"] + 4 <= right["x"], (width, path)
        plot = page.locator(".strip .bars").bounding_box()
        assert plot
        for box in beside:
            assert box["x"] + box["width"] <= plot["x"] or box["x"] >= plot["x"] + plot["width"]
        assert labels[-1]["x"] + labels[-1]["width"] <= width - 8, (width, path)


@pytest.mark.parametrize("size", [NARROW, PHONE], ids=["320", "390"])
def test_nothing_is_cut_on_a_narrow_screen(
    contexts: Callable[..., BrowserContext], site: str, size: Any
) -> None:
    page = contexts(viewport=size, has_touch=True).new_page()
    page.goto(site)
    cut = """nodes => nodes.filter((node) => node.getClientRects().length
      && node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent)"""
    assert page.locator(".wordmark, .tools a, .chips a").evaluate_all(cut) == []
    handle(page).tap()
    assert page.locator(".facet li a span").evaluate_all(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
