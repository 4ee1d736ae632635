"""What the screen and the keyboard need: small widths, focus, speed, weight, a small document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.waiting import until

pytestmark = pytest.mark.browser

EVENT = "#list .event"
TOP_EVENT = """() => {
  const e = [...document.querySelectorAll('#list .event')]
    .find(e => e.getBoundingClientRect().bottom > 200);
  return [e.id, e.getBoundingClientRect().top];
}"""


@pytest.mark.parametrize("width", [320, 640])
def test_no_sideways_scrolling(
    contexts: Callable[..., BrowserContext], site: str, width: int
) -> None:
    """320 CSS pixels is also 1280 at 400 %, 640 is 1280 at 200 %."""
    page = contexts(viewport={"width": width, "height": 600}).new_page()
    page.goto(f"{site}/?from=1950")
    event = page.locator(f"{EVENT} .title a").first.get_attribute("href") or ""
    actor = page.locator("#facet-actor .values a").first.get_attribute("id") or ""
    page.goto(site + event)
    article = page.locator("[data-article]").get_attribute("href") or ""
    for path in (
        "/?from=1950",
        f"/?from=1950&open={event.rpartition('/')[2]}",
        "/?view=map",
        "/?view=lanes",
        "/shelf/disputed",
        event,
        article,
        f"/actor/{actor.removeprefix('f-actor-')}",
        f"/share?event={event.rpartition('/')[2]}",
        "/embed",
        "/about",
    ):
        page.goto(site + path)
        width_of_page = page.evaluate("document.documentElement.scrollWidth")
        assert width_of_page <= width, (path, width_of_page)


def test_targets_are_large_enough(page: Page, site: str) -> None:
    """24 by 24 CSS pixels, inline links in running text apart (WCAG 2.2, 2.5.8)."""
    page.goto(f"{site}/?from=1950")
    page.locator(f"{EVENT} .title a").first.click()
    page.locator(".why").first.wait_for()
    small = page.locator(
        ".masthead a, .masthead button, .facet a, .chips a, .summary a, .more a, .meta a,"
        " .actions a, .range button, .range input, .ticks rect"
    ).evaluate_all(
        """all => all.filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 90),
             e.getBoundingClientRect().width, e.getBoundingClientRect().height])
           .filter(([, w, h]) => w > 1 && (w < 24 || h < 23.5))"""
    )
    assert small == []


def test_focus_is_never_under_the_strip(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950")
    page.locator(f"{EVENT} .title a").nth(12).focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        hidden = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e.closest('#list')) return false;
              const box = e.getBoundingClientRect();
              const strip = document.querySelector('.strip').getBoundingClientRect();
              return box.top < strip.bottom - 1 || box.bottom > innerHeight + 1;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_a_screen_reader_hears_date_title_and_actors(page: Page, site: str) -> None:
    page.goto(f"{site}/?from=1950&precision=day")
    event = page.locator(EVENT).first
    title = event.locator(".title").inner_text()
    heard = event.aria_snapshot()
    assert f'article "{title}"' in heard
    assert "known to the day" in heard
    date = event.locator(".when").first.text_content() or ""
    assert any(character.isdigit() for character in date)
    assert date in heard
    for name in event.locator(".names bdi").all_inner_texts():
        assert f'link "{name}"' in heard


def test_the_first_view_weighs_little(contexts: Callable[..., BrowserContext], site: str) -> None:
    """At most 120 KB over the wire, all included."""
    page = contexts().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 8
    assert sum(sizes) <= 120 * 1024


OBSERVE = """
  window.__shift = 0; window.__slow = [];
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.interactionId) window.__slow.push(e.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
"""


def use(page: Page, site: str) -> tuple[float, float]:
    """Open, filter and scroll; return the layout shift and the median time to the next paint.

    What an arriving page shifts by itself may never exceed 0.02: fonts, strip, counts.
    """
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__shift") <= 0.02
    for number in range(3):
        page.locator(f"{EVENT} .title a").nth(number).click()
        page.locator(EVENT).nth(number).locator(".why").first.wait_for()
    page.locator("#facet-actor .values a").nth(3).click()
    expect(page.locator(".chips a").first).to_be_visible()
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(500)
    durations = sorted(page.evaluate("window.__slow"))
    assert durations
    return page.evaluate("window.__shift"), durations[len(durations) // 2]


def test_nothing_moves_by_itself_and_answers_come_at_once(page: Page, large_site: str) -> None:
    """Layout shift at most 0.02, the next paint within 100 ms.

    The best of five rounds counts, since other tests use the machine as well: an answer that takes
    longer than half a second to arrive counts as a shift that nobody asked for.
    """
    page.add_init_script(OBSERVE)
    rounds = []
    for _ in range(5):
        rounds.append(use(page, large_site))
        if rounds[-1][0] <= 0.02 and rounds[-1][1] <= 100:
            break
    shift, duration = rounds[-1]
    assert shift <= 0.02, rounds
    assert duration <= 100, rounds


def test_the_document_stays_small_over_a_long_scroll(page: Page, large_site: str) -> None:
    page.goto(large_site)
    for _ in range(24):
        # Counted before the scroll: the next part may have come by the time that it ends.
        count = page.locator("#list .chunk").count()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, f"document.querySelectorAll('#list .chunk').length > {count}")
    page.wait_for_timeout(300)
    assert page.locator("#list .chunk").count() >= 25
    assert page.locator(EVENT).count() <= 1000
    # Those taken out come back, and what is in view stays where it is meanwhile.
    height = page.evaluate("document.body.scrollHeight")
    first = page.locator("#list .chunk").first
    page.evaluate("scrollTo(0, 0)")
    expect(first.locator(".event").first).to_be_visible(timeout=20_000)
    assert first.locator(".event").count() == 50
    assert abs(page.evaluate("document.body.scrollHeight") - height) < 200
    page.locator("#list .chunk").nth(14).evaluate(
        "c => scrollTo(0, scrollY + c.getBoundingClientRect().top)"
    )
    until(page, "document.querySelectorAll('#list .chunk')[14].querySelector('.event')")
    page.wait_for_timeout(500)
    for _ in range(8):
        seen, before = page.evaluate(TOP_EVENT)
        page.evaluate("scrollBy(0, -400)")
        page.wait_for_timeout(300)
        after = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", seen)
        assert abs(after - before - 400) <= 4


def test_print_shows_passages_and_full_addresses(page: Page, small_site: str) -> None:
    page.goto(small_site)
    page.emulate_media(media="print")
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator(".actions").first).to_be_hidden()
    expect(page.locator(".paragraph").first).to_be_visible()
    source = page.locator(".print-source").first
    expect(source).to_be_visible()
    assert source.inner_text().startswith(small_site + "/article/")
    assert len(page.pdf()) > 10_000


def test_theme_is_kept_and_follows_the_system(
    contexts: Callable[..., BrowserContext], site: str
) -> None:
    page = contexts(color_scheme="dark").new_page()
    colour = "getComputedStyle(document.body).backgroundColor"
    page.goto(site)
    dark = page.evaluate(colour)
    page.locator("[data-theme-toggle]").click()
    light = page.evaluate(colour)
    assert light != dark
    page.reload()
    assert page.evaluate(colour) == light


def test_no_motion_where_none_is_wanted(contexts: Callable[..., BrowserContext], site: str) -> None:
    for wish, animations in (("reduce", 0), ("no-preference", 1)):
        page = contexts(reduced_motion=wish).new_page()
        page.goto(f"{site}/?from=1950")
        page.evaluate(
            "document.addEventListener('animationstart', () => { window.__moved = 1 }, true)"
        )
        page.locator(f"{EVENT} .title a").first.click()
        page.locator(".why").first.wait_for()
        page.wait_for_timeout(250)
        assert page.evaluate("window.__moved ?? 0") == animations
