"""A reader's walk through the timeline, with JavaScript and without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

EVENT = "#list .event"
# What an event shows of its passage while it is closed: below its title or around it.
PASSAGE = "article > .quote, .whole .rest:not(:empty)"


def keys(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def count_in_heading(page: Page) -> int:
    match = re.match(r"([\d,]+)", page.locator(".summary h1").inner_text())
    assert match
    return int(match[1].replace(",", ""))


def choose(page: Page, facet: str, number: int) -> tuple[str, int]:
    """Click a value of a filter; return its name and the count it promised."""
    link = page.locator(f"#facet-{facet} .values a").nth(number)
    name, promised = link.locator("bdi").inner_text(), link.locator(".n").inner_text()
    link.click()
    expect(page.locator(".chips a", has_text=name)).to_be_visible()
    return name, int(promised.replace(",", ""))


@pytest.fixture(params=["with scripts", "without scripts"])
def walker(request: pytest.FixtureRequest, contexts: Callable[..., BrowserContext]) -> Page:
    return contexts(java_script_enabled=request.param == "with scripts").new_page()


def test_filter_by_actor_then_by_place(walker: Page, site: str) -> None:
    page = walker
    page.goto(site)
    everything = count_in_heading(page)
    actor, promised = choose(page, "actor", 0)
    assert count_in_heading(page) == promised < everything
    place, promised_both = choose(page, "place", 0)
    assert count_in_heading(page) == promised_both <= promised
    assert set(keys(page)) == {"actor", "place"}
    for event in page.locator(EVENT).all():
        names = event.locator(".names").all_inner_texts()
        assert actor in " ".join(names)
        assert place in " ".join(names)
    page.locator(".chips a", has_text=actor).click()
    expect(page.locator(".chips a", has_text=actor)).to_have_count(0)
    assert set(keys(page)) == {"place"}
    page.locator(".chips .clear").click()
    expect(page.locator(".chips")).to_have_count(0)
    assert count_in_heading(page) == everything


def test_headings_stand_in_order(walker: Page, site: str) -> None:
    walker.goto(site)
    texts = walker.locator(".chunk h2").all_inner_texts()
    assert len(texts) == len(set(texts))
    # Decades, centuries and limits have headings of their own among the years.
    years = [int(text) for text in texts if text.isdigit()]
    assert len(years) > 3
    assert years == sorted(years)
    assert walker.locator(".chunk h3").count() > 3
    assert walker.locator(".chunk h4").count() > 3
    assert walker.locator("#list ol > li").count() > 50


def test_an_event_leads_to_its_passage_and_back(plain_page: Page, site: str) -> None:
    page = plain_page
    page.goto(f"{site}/?from=1950")
    title = page.locator(f"{EVENT} .title a").first
    words = title.inner_text()
    title.click()
    assert "/event/" in page.url
    expect(page.locator("h1")).to_have_text(words)
    passage = page.locator(".paragraph .m-passage").first
    expect(passage).to_be_visible()
    page.locator(".detail a", has_text="in the article").first.click()
    assert "/article/" in page.url
    anchor = urlsplit(page.url).fragment
    assert anchor.startswith("e-")
    target = page.locator(f'[id="{anchor}"]')
    expect(target).to_have_count(1)
    marked = page.locator(f'[id="{anchor}"] + .m-passage')
    expect(marked).to_be_in_viewport()
    page.locator(".notes .here a").click()
    expect(page.locator("h1")).to_have_text(words)


def test_an_event_opens_in_place_and_closes(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950")
    event = page.locator(EVENT).nth(1)
    title = event.locator(".title a")
    expect(title).to_have_attribute("aria-expanded", "false")
    title.click()
    expect(event.locator(".paragraph .m-passage").first).to_be_visible()
    expect(event.locator(".why")).to_be_visible()
    expect(title).to_have_attribute("aria-expanded", "true")
    expect(event.locator(PASSAGE).last).to_be_hidden()
    assert urlsplit(page.url).path == "/"
    title.click()
    expect(event.locator(".paragraph")).to_have_count(0)
    expect(title).to_have_attribute("aria-expanded", "false")
    expect(event.locator(PASSAGE).last).to_be_visible()


def test_scrolling_loads_more(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator(EVENT)).to_have_count(50)
    for more in (100, 150):
        page.locator(".more").last.scroll_into_view_if_needed()
        until(page, f"document.querySelectorAll('{EVENT}').length >= {more}")
    ids = page.locator(EVENT).evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    days = page.locator(EVENT).evaluate_all("all => all.map(e => Number(e.dataset.day))")
    assert days == sorted(days)


def test_more_is_a_plain_link_without_scripts(plain_page: Page, site: str) -> None:
    page = plain_page
    page.goto(site)
    seen = page.locator(EVENT).evaluate_all("all => all.map(e => e.id)")
    page.locator(".more a[rel=next]").click()
    then = page.locator(EVENT).evaluate_all("all => all.map(e => e.id)")
    assert len(then) == 50
    assert not set(seen) & set(then)
    page.locator(".more a[rel=prev]").click()
    assert page.locator(EVENT).evaluate_all("all => all.map(e => e.id)") == seen


def test_search_keeps_the_filters(walker: Page, site: str) -> None:
    walker.goto(site)
    actor, _ = choose(walker, "actor", 1)
    walker.locator("#q").fill("visited")
    walker.locator("#q").press("Enter")
    expect(walker.locator(".chips a", has_text="visited")).to_be_visible()
    expect(walker.locator(".chips a", has_text=actor)).to_be_visible()
    found = walker.locator(EVENT)
    assert found.count() == found.filter(has_text="visited").count() > 0
    walker.goto(f"{site}/?q=xyzzyqqq")
    expect(walker.get_by_text("No event matches")).to_be_visible()


def test_a_shared_link_reproduces_the_view(
    page: Page, site: str, contexts: Callable[..., BrowserContext]
) -> None:
    page.goto(site)
    choose(page, "actor", 0)
    page.locator("#range-from").fill("1980")
    page.locator(".strip .range button").click()
    expect(page.locator(".chips a", has_text="from 1980")).to_be_visible()
    page.locator(f"{EVENT} .title a").nth(2).click()
    expect(page.locator(f"{EVENT}.open .why")).to_be_visible()
    page.locator("[data-share]").first.click()
    link = page.locator("#share [data-copy-from]").first.input_value()
    other = contexts().new_page()
    other.goto(link)
    assert count_in_heading(other) == count_in_heading(page)
    assert other.locator(f"{EVENT}").first.get_attribute("id") == page.locator(
        f"{EVENT}"
    ).first.get_attribute("id")
    # The address itself carries the opened event too.
    other.goto(page.url)
    expect(other.locator(f"{EVENT}.open .why")).to_be_visible()


def top_event(page: Page) -> tuple[str, float]:
    """The first event below the sticky strip, and where it stands."""
    found = page.evaluate(
        """() => {
          const line = document.querySelector('.strip').getBoundingClientRect().bottom + 8;
          const e = [...document.querySelectorAll('#list .event')]
            .find(e => e.getBoundingClientRect().bottom > line);
          return [e.id, e.getBoundingClientRect().top];
        }"""
    )
    return found[0], found[1]


@pytest.mark.parametrize("loads", [1, 8, 20])
def test_back_from_an_article_returns_to_the_same_place(
    page: Page, large_site: str, loads: int
) -> None:
    page.goto(large_site)
    for done in range(1, loads + 1):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, f"document.querySelectorAll('#list .chunk').length > {done}")
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(400)
    event = page.locator(f"[id='{top_event(page)[0]}']")
    event.locator(".title a").dispatch_event("click")
    expect(event.locator(".why").first).to_be_visible()
    before = top_event(page)
    # Not click(), which would first scroll the link into view.
    event.locator("[data-article]").dispatch_event("click")
    page.wait_for_url("**/article/**")
    page.go_back()
    until(page, f"document.getElementById('{before[0]}')")
    page.wait_for_timeout(700)
    after = top_event(page)
    assert after[0] == before[0]
    assert abs(after[1] - before[1]) <= 3
    expect(page.locator(f"[id='{before[0]}'] .why").first).to_be_visible()


def test_back_undoes_a_filter_and_forward_does_it_again(page: Page, site: str) -> None:
    page.goto(site)
    everything = count_in_heading(page)
    name, count = choose(page, "actor", 2)
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
    assert count_in_heading(page) == everything
    page.go_forward()
    expect(page.locator(".chips a", has_text=name)).to_be_visible()
    assert count_in_heading(page) == count


def test_any_and_all_actors(walker: Page, site: str) -> None:
    walker.goto(site)
    _, one = choose(walker, "actor", 0)
    choose(walker, "actor", 1)
    either = count_in_heading(walker)
    assert either > one
    walker.locator("#facet-actor .modes a", has_text="all").click()
    expect(walker.locator("#facet-actor .modes a[aria-current]")).to_have_text("all")
    assert count_in_heading(walker) < one


def test_finding_in_a_list_of_values(page: Page, site: str) -> None:
    page.goto(site)
    last = page.locator("#facet-actor .values a bdi").nth(11).inner_text()
    page.locator("#find-actor").press_sequentially(last.split()[0][:5], delay=20)
    expect(page.locator("#facet-actor .values a bdi", has_text=last)).to_be_visible()
    until(page, "document.querySelectorAll('#facet-actor .values a').length < 12")


def test_ten_events_need_no_filters_and_stand_open(walker: Page, small_site: str) -> None:
    walker.goto(small_site)
    assert walker.locator(EVENT).count() >= 8
    assert walker.locator(".strip, .filters").count() == 0
    assert walker.locator(f"{EVENT} .why").count() >= 8


def test_dragging_over_the_strip_selects_a_range(page: Page, site: str) -> None:
    page.goto(site)
    before = count_in_heading(page)
    box = page.locator("[data-strip]").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20)
    page.mouse.up()
    expect(page.locator(".chips a")).to_have_count(3)
    assert {"from", "to"} <= set(keys(page))
    assert count_in_heading(page) < before


def test_a_bar_leads_to_its_place_in_the_list(page: Page, site: str) -> None:
    page.goto(site)
    bar = page.locator("[data-strip] a").nth(60)
    day = int(bar.get_attribute("data-day") or 0)
    bar.dispatch_event("click")
    page.wait_for_url("**at=**")
    until(page, f"Number(document.querySelector('{EVENT}').dataset.day) >= {day}")
    page.locator(".more a[rel=prev]").click()
    until(page, f"document.querySelectorAll('{EVENT}').length > 50")
    days = page.locator(EVENT).evaluate_all("all => all.map(e => Number(e.dataset.day))")
    assert days == sorted(days)


def test_keys(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(EVENT).nth(1)
    expect(second.locator(".title a")).to_be_focused()
    page.keyboard.press("k")
    first = page.locator(EVENT).first
    expect(first.locator(".title a")).to_be_focused()
    page.keyboard.press("o")
    expect(first.locator(".why")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("a")
    page.wait_for_url("**/article/**")


def test_a_part_that_fails_to_load_says_so_and_can_be_tried_again(
    page: Page, site: str, watch: Watch
) -> None:
    watch.allowed |= {"status of 500", "ERR_FAILED", "Failed to fetch"}
    page.goto(site)
    for fail in (
        lambda route: route.fulfill(status=500, body="<p>gone</p>", content_type="text/html"),
        lambda route: route.abort(),
    ):
        page.route("**/*part=chunk*", fail)
        link = page.locator(".more a[rel=next]")
        link.dispatch_event("click")
        expect(link).to_have_text("That did not load; click to try again.")
        assert page.locator(EVENT).count() == 50
        page.unroute("**/*part=chunk*")
    link.dispatch_event("click")
    until(page, f"document.querySelectorAll('{EVENT}').length >= 100")
