"""axe-core finds nothing on any kind of page: light and dark, wide and phone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from benchmarks.serving import served
from tests.browser.conftest import PHONE, WIDE
from timeline.web import create_app

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that colours decide: of dark pages nothing else differs.
COLOURS = ["color-contrast", "link-in-text-block"]
KINDS = {
    "list": "/?from=2012",
    "filtered": "/?from=2012&q=the&order=desc",
    "nothing found": "/?q=xyzzyqqq",
    "undated": "/shelf/undated",
    "disputed": "/shelf/disputed",
    "review": "/shelf/review",
    "event": "{event}",
    "article": "{article}",
    "actor": "{actor}",
    "place": "{place}",
    "map": "/?view=map",
    "lanes": "/?view=lanes",
    "about": "/about",
    "share": "/share",
    "embed": "/embed?from=2012",
    "error": "/nothing-here",
    "bad filter": "/?from=yesterday",
}


def places(page: Page, site: str) -> dict[str, str]:
    """Addresses of an event, an article and an actor that exist."""
    page.goto(f"{site}/?from=2012")
    event = page.locator(".event .title a").first.get_attribute("href") or ""
    actor = page.locator("#facet-actor .values a").first.get_attribute("href") or ""
    place = page.locator("#facet-place .values a").first.get_attribute("href") or ""
    assert event
    page.goto(site + event)
    article = page.locator("[data-article]").get_attribute("href") or ""
    return {
        "event": event,
        "article": article,
        "place": "/place/" + place.partition("place=")[2].partition("&")[0] + "?from=2012",
        "actor": "/actor/" + actor.partition("actor=")[2].partition("&")[0] + "?from=2012",
    }


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {json.dumps([node['html'][:200] for node in rule['nodes'][:3]])}"
        for rule in found
    ]


@pytest.fixture(scope="module")
def site_of_forty(databases: Callable[[int], Path]) -> Iterator[str]:
    """Enough events for filters and strip, and pages that axe-core reads in a second."""
    with served(create_app(databases(40))) as address:
        yield address


def in_both_schemes(page: Page) -> list[str]:
    """Everything in light, and in dark what depends on colours."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page, {"runOnly": {"type": "tag", "values": TAGS}})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + violations(page, {"runOnly": {"type": "rule", "values": COLOURS}})


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_no_violation(
    contexts: Callable[..., BrowserContext], site_of_forty: str, size: str, watch: Any
) -> None:
    watch.allowed |= {"404", "400"}
    page = contexts(viewport=WIDE if size == "wide" else PHONE).new_page()
    site = site_of_forty
    known = places(page, site)
    found = {}
    for kind, path in KINDS.items():
        page.goto(site + path.format(**known))
        found[kind] = in_both_schemes(page)
    page.goto(f"{site}/?from=2012")
    page.locator(".event .title a").first.click()
    page.locator(".event.open .why").first.wait_for()
    found["opened in place"] = in_both_schemes(page)
    page.keyboard.press("Escape")
    page.locator("body").press("?")
    found["help"] = in_both_schemes(page)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
