"""What answers at once: the next paint after every kind of interaction, and what shows that the
page is at work; passages fetched a little ahead."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

from benchmarks.page import ACTIONS, WATCH, measure
from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

EVENT = "#list .event"


@pytest.mark.parametrize("name", ACTIONS)
def test_the_next_paint_comes_within_100_ms(page: Page, large_site: str, name: str) -> None:
    """The best of five rounds counts, since other tests use the machine as well."""
    page.add_init_script(WATCH)
    paints = []
    for number in range(5):
        paints.append(measure(page, large_site, ACTIONS[name], number)[0])
        if paints[-1] <= 100:
            break
    assert paints[-1] <= 100, paints


def slowly(page: Page, pattern: str) -> Callable[[], None]:
    """Hold the answers to a pattern back until the returned function is called."""
    held: list[Route] = []
    page.route(re.compile(pattern), lambda route: held.append(route))

    def release() -> None:
        for route in held:
            with suppress(Error):  # the page has given it up
                route.continue_()

    return release


def test_what_is_fetched_shows_until_it_has_come(page: Page, site: str) -> None:
    page.goto(site)
    release = slowly(page, r"/\?actor=")
    page.locator("#facet-actor .values a").first.click()
    expect(page.locator(".masthead[data-busy]")).to_have_count(1)
    expect(page.locator("#view")).to_have_attribute("aria-busy", "true")
    release()
    expect(page.locator(".chips a").first).to_be_visible()
    expect(page.locator(".masthead[data-busy], [aria-busy]")).to_have_count(0)


def test_what_is_asked_for_last_wins(page: Page, site: str) -> None:
    page.goto(site)
    values = page.locator("#facet-actor .values a")
    slow, wanted = (values.nth(n).get_attribute("id") or "" for n in (0, 1))
    pattern = r"/\?actor=" + re.escape(slow.removeprefix("f-actor-"))
    release = slowly(page, pattern)
    values.nth(0).click()
    values.nth(1).click()
    expect(page.locator(f"[id='{wanted}'][aria-current]")).to_have_count(1)
    release()
    page.wait_for_timeout(300)
    expect(page.locator(f"[id='{wanted}'][aria-current]")).to_have_count(1)
    expect(page.locator(f"[id='{slow}'][aria-current]")).to_have_count(0)
    assert page.url.endswith("actor=" + wanted.removeprefix("f-actor-"))


def test_a_passage_is_fetched_ahead_and_once(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950")
    asked: list[Any] = []
    page.on("request", lambda r: asked.append(r.url) if "part=detail" in r.url else None)
    title = page.locator(f"{EVENT} .title a").nth(1)
    title.hover()
    page.wait_for_timeout(400)
    assert len(asked) == 1
    title.click()
    expect(page.locator(EVENT).nth(1).locator(".why")).to_be_visible()
    assert len(asked) == 1


def test_a_passage_fetched_ahead_in_vain_is_asked_for_again(
    page: Page, site: str, watch: Watch
) -> None:
    watch.allowed |= {"status of 503"}
    page.goto(f"{site}/?from=1950")
    page.route("**/*part=detail*", lambda route: route.fulfill(status=503, body=""), times=1)
    page.locator(f"{EVENT} .title a").first.click()
    expect(page.locator(EVENT).first.locator(".why")).to_be_visible()
