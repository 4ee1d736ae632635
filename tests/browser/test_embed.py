"""The embed in a page of another origin, by the snippet that the share control gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from flask import Flask, Response
from playwright.sync_api import BrowserContext, Page, expect

from benchmarks.serving import served
from tests.browser.conftest import Watch
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


class Host:
    """Another site: it shows whatever markup the test puts there."""

    def __init__(self) -> None:
        self.markup = ""
        self.address = ""
        self.application = Flask("another site")
        self.application.add_url_rule("/", view_func=self.page)
        self.application.add_url_rule("/favicon.ico", view_func=lambda: ("", 204), endpoint="icon")

    def page(self) -> Response:
        return Response(f"<!doctype html><title>Another site</title>{self.markup}")


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    other = Host()
    with served(other.application) as address:
        other.address = address
        yield other


def first_event(page: Page, site: str) -> str:
    page.goto(f"{site}/?from=1950")
    return page.locator("#list .event").first.get_attribute("data-event") or ""


@pytest.mark.parametrize("scripts", [True, False])
def test_the_snippet_of_a_view_shows_it_in_another_origin(
    contexts: Callable[..., BrowserContext], site: str, host: Host, scripts: bool
) -> None:
    page = contexts(java_script_enabled=scripts).new_page()
    page.goto(site)
    page.locator("#facet-actor .values a").nth(1).click()
    expect(page.locator(".chips a").first).to_be_visible()
    name = page.locator("#facet-actor .values a[aria-current] bdi").inner_text()
    page.locator("[data-share]").first.click()
    host.markup = page.locator("textarea[data-copy-from]").last.input_value()
    assert host.markup.startswith("<iframe")
    page.goto(host.address)
    assert host.address.split(":")[-1] != site.split(":")[-1]
    frame = page.frame_locator("iframe")
    events = frame.locator("#list .event")
    expect(events.first).to_be_visible()
    assert name in " ".join(events.first.locator(".names").all_inner_texts())
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["height"] == 640
    assert box["width"] > 800
    # A link out of the frame opens in the whole window.
    frame.locator("#list .event .title a").first.click()
    page.wait_for_url(f"{site}/event/**")
    assert page.context.cookies() == []


def test_the_snippet_of_one_event(page: Page, site: str, host: Host) -> None:
    event = first_event(page, site)
    page.goto(f"{site}/share?event={event}")
    title = page.locator("#share-title").inner_text()
    host.markup = page.locator("textarea[data-copy-from]").last.input_value()
    page.goto(host.address)
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text(title)
    expect(frame.locator(".m-passage").first).to_be_visible()
    assert page.locator("iframe").get_attribute("title") == title


def test_a_frame_fits_what_it_shows_where_the_page_loads_the_script(
    page: Page, site: str, host: Host
) -> None:
    event = first_event(page, site)
    page.goto(f"{site}/share?event={event}")
    frame = page.locator("textarea[data-copy-from]").last.input_value()
    script = page.locator("input[data-copy-from]").last.input_value()
    assert script == f'<script src="{site}/static/js/frame.js" defer></script>'
    # A frame of somebody else says that it is tall, and is not believed.
    liar = "<script>parent.postMessage({sentinel:'amp',type:'embed-size',height:1900},'*')</script>"
    host.markup = f'{frame}<iframe id="liar" srcdoc="{escape(liar)}" height="99"></iframe>{script}'
    page.goto(host.address)
    main = page.frame_locator("iframe >> nth=0").locator("main")
    expect(main).to_be_visible()
    until(page, "document.querySelector('iframe').height < 640")
    inside = main.evaluate("m => m.getBoundingClientRect().bottom")
    assert abs(int(page.locator("iframe").first.get_attribute("height") or 0) - inside) <= 2
    assert page.locator("#liar").get_attribute("height") == "99"
    # A long list takes so much room and scrolls inside, however far it is read.
    page.goto(site)
    page.goto(f"{site}/share")
    listed = page.locator("textarea[data-copy-from]").last.input_value()
    host.markup = listed + script
    page.goto(host.address)
    until(page, "document.querySelector('iframe').height === '2000'")
    expect(page.frame_locator("iframe").locator("#list .event")).to_have_count(50)


def test_oembed_is_discovered_and_its_frame_works(page: Page, site: str, host: Host) -> None:
    event = first_event(page, site)
    page.goto(f"{site}/event/{event}")
    link = page.locator("link[type='application/json+oembed']").get_attribute("href")
    assert link
    with urlopen(f"{link}&maxwidth=500&maxheight=300") as answer:
        assert answer.headers["Content-Type"].startswith("application/json")
        told = json.load(answer)
    assert told["type"] == "rich"
    assert told["version"] == "1.0"
    assert told["width"] <= 500
    assert told["height"] <= 300
    host.markup = told["html"]
    page.goto(host.address)
    expect(page.frame_locator("iframe").locator(".m-passage").first).to_be_visible()


def test_no_other_page_can_be_framed(page: Page, site: str, host: Host, watch: Watch) -> None:
    watch.allowed |= {"frame-ancestors", "X-Frame-Options", "chrome-error", "404"}
    event = first_event(page, site)
    paths = ["/", f"/event/{event}", f"/share?event={event}", "/shelf/undated", "/nothing"]
    host.markup = "".join(f'<iframe src="{escape(site + path)}"></iframe>' for path in paths)
    page.goto(host.address)
    page.wait_for_timeout(500)
    for frame in page.frames[1:]:
        assert not frame.url.startswith(site), frame.url


def test_theme_and_language_of_the_embed(page: Page, site: str, host: Host) -> None:
    host.markup = f'<iframe src="{site}/embed?theme=dark&amp;lang=de" width="600" height="400">'
    page.goto(host.address)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.locator("html")).to_have_attribute("lang", "de")
    dark = frame.locator("body").evaluate("b => getComputedStyle(b).backgroundColor")
    assert dark == "rgb(20, 25, 31)"


def test_a_frame_of_a_search_with_marks_in_it(page: Page, site: str, host: Host) -> None:
    words = '"><script>alert(1)</script>'
    page.goto(f"{site}/share?q={quote(words)}")
    host.markup = page.locator("textarea[data-copy-from]").last.input_value()
    assert "<script" not in host.markup
    page.goto(host.address)
    expect(page.frame_locator("iframe").locator("main")).to_be_visible()
