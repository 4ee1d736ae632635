"""Reading real articles: headings as precise as the dates, an event opened, the article's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import served
from tests.browser.conftest import PHONE
from timeline.web import create_app

pytestmark = pytest.mark.browser

EVENT = "#list .event"


@pytest.fixture(scope="module")
def seeds(seed_database: Path) -> Iterator[str]:
    """The address of a server with the seed articles, read by the program."""
    with served(create_app(seed_database)) as address:
        yield address


def open_title(page: Page, seeds: str, words: str) -> None:
    """Go to the page of the event whose title has the words."""
    page.goto(f"{seeds}/?q={words.replace(' ', '+')}")
    page.locator(f"{EVENT} .title a", has_text=words).first.click()
    expect(page.locator(f"{EVENT}.open")).to_have_count(1)
    page.locator(f"{EVENT}.open .actions a").first.click()
    expect(page.locator(".event-page h1")).to_contain_text(words)


def test_each_paragraph_stands_once_and_each_claim_is_a_line(page: Page, seeds: str) -> None:
    open_title(page, seeds, "ran aground off the northern tip")
    texts = page.locator(".paragraph").evaluate_all(
        "all => all.map(one => one.cloneNode(true)).map(one => {"
        " one.querySelectorAll('sup').forEach(sup => sup.remove()); return one.textContent })"
    )
    assert len(texts) > 2
    assert len(texts) == len(set(texts))
    lines = page.locator(".lines .nth").all_inner_texts()
    assert lines == [str(number) for number in range(1, len(lines) + 1)]
    marked = page.locator(".paragraph sup").all_inner_texts()
    assert sorted(map(int, marked)) == sorted(map(int, lines))
    for line in page.locator(".lines > li").all():
        assert re.search(r"\d{4}|undated", line.locator(".dated").inner_text())
    why = page.locator(".lines details").first
    expect(why.locator(".steps")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator(".steps")).to_be_visible()


def test_why_this_date_says_its_result_once_and_links_what_it_quotes(
    page: Page, seeds: str
) -> None:
    open_title(page, seeds, "ran aground off the northern tip")
    steps = page.locator(".why .steps li").all_inner_texts()
    assert steps[-1] == "so 3 March 2024"
    assert len([step for step in steps if "3 March 2024" in step]) == 1
    page.locator(".why .steps a", has_text="3 March").click()
    assert "#t-" in page.url
    expect(page.locator(":target + .m-time")).to_be_in_viewport()


def test_a_relative_date_links_what_it_counts_from(page: Page, seeds: str) -> None:
    open_title(page, seeds, "arrived on a visit")
    steps = page.locator(".why .steps")
    expect(steps).to_contain_text("1 day before «October 19» (19 October 2023)")
    expect(steps.locator("li.result")).to_have_text("so 18 October 2023")
    assert steps.locator("a").all_inner_texts() == ["«The day before»", "«October 19»"]
    steps.locator("a", has_text="October 19").click()
    expect(page.locator(":target + .m-time")).to_have_text("October 19")


def test_the_article_has_its_events_beside_it_and_no_links_in_its_text(
    page: Page, seeds: str
) -> None:
    page.goto(f"{seeds}/?q=ran+aground")
    page.locator(f"{EVENT} .title a").first.click()
    page.locator(f"{EVENT}.open .source-line a").first.click()
    expect(page.locator(".article-page")).to_be_visible()
    assert page.locator(".text p a").count() == 0
    parts = page.locator(".part").all()
    for part in parts:
        numbers = set(part.locator("p sup").all_inner_texts())
        assert numbers == set(part.locator(".notes .nth").all_inner_texts())
        # An event has one note, however many of its claims the paragraph holds.
        links = part.locator(".notes a").evaluate_all("all => all.map(one => one.href)")
        assert len(links) == len(set(links))
    with_notes = page.locator(".part:has(.notes)").first
    text, notes = with_notes.locator("p"), with_notes.locator(".notes")
    beside, above = notes.bounding_box(), text.bounding_box()
    assert beside
    assert above
    assert beside["x"] >= above["x"] + above["width"]
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    beside, above = notes.bounding_box(), text.bounding_box()
    assert beside
    assert above
    assert beside["y"] >= above["y"] + above["height"]
    notes.locator("a").first.click()
    expect(page.locator(".event-page")).to_be_visible()


def test_what_was_seen_and_not_used_is_listed_with_its_reason(page: Page, seeds: str) -> None:
    page.goto(seeds)
    page.locator(f"{EVENT} .title a").first.click()
    page.locator(f"{EVENT}.open .source-line a").first.click()
    fold = page.locator(".legend details")
    expect(fold).to_have_count(1)
    fold.locator("summary").click()
    said = int(fold.locator("summary").inner_text().split()[0])
    assert fold.locator("li").count() == said == page.locator(".text .m-unused").count()
    assert fold.locator("li .quiet").first.inner_text()
    fold.locator("li a").first.click()
    expect(page.locator(":target + .m-unused")).to_be_in_viewport()


def test_headings_say_no_more_than_the_dates(page: Page, seeds: str) -> None:
    """The seeds have a season, a decade, months, and limits."""
    page.goto(f"{seeds}/?precision=season&precision=decade&precision=month&precision=range")
    tops = page.locator(".chunk h2").all_inner_texts()
    assert "1960s" in tops
    assert "1960" not in tops
    assert "Spring" in page.locator(".chunk h3").all_inner_texts()
    assert page.locator(".chunk h4").count() == 0
    for event in page.locator(EVENT).all():
        expect(event.locator(".own-date")).to_be_visible()


def test_a_search_says_how_many_undated_match_and_leads_to_them(page: Page, seeds: str) -> None:
    page.goto(f"{seeds}/?q=ferry&from=2024-03")
    link = page.locator(".summary a", has_text="undated match")
    said = int(link.inner_text().split()[0])
    link.click()
    expect(page.locator(".summary h1")).to_contain_text(f"Undated · {said} of ")
    expect(page.locator(".chips a", has_text="with the words ferry")).to_be_visible()
    expect(page.locator(".chips a", has_text="from March 2024")).to_have_count(0)
    assert page.locator(EVENT).count() == min(said, 50)


def test_what_was_told_later_unfolds(page: Page, seeds: str) -> None:
    page.goto(f"{seeds}/?as_of=2024-04")
    expect(page.locator(".since")).to_contain_text("As its sources stood on 30 April 2024.")
    page.locator(".since summary").click()
    expect(page.locator(".since details li a").first).to_be_visible()


def test_an_actor_has_its_roles_in_their_years_and_leads_to_what_it_shares(
    page: Page, seeds: str
) -> None:
    page.goto(f"{seeds}/?actor=henrik-aalto")
    page.locator(".known a", has_text="More about Henrik Aalto").click()
    head = page.locator(".entity-head")
    expect(head).to_contain_text("chief executive, 2024")
    expect(head).to_contain_text("also found as")
    events = int(head.locator("dd a").first.inner_text().split()[0])
    assert page.locator(EVENT).count() == events
    shared = page.locator(".company .n").first
    count = int(shared.inner_text())
    shared.click()
    expect(page.locator(".chips a")).to_have_count(3)  # both names and "clear all"
    assert page.locator(EVENT).count() == count
    page.go_back()
    page.locator(".crumbs a").click()
    expect(page.locator(".chips a", has_text="with Henrik Aalto")).to_be_visible()
    assert page.locator(EVENT).count() == events


def test_a_place_says_where_it_lies_and_leads_to_the_map(page: Page, seeds: str) -> None:
    page.goto(f"{seeds}/?q=Tallinn")
    page.locator("#facet-place .values a", has_text="Tallinn").click()
    page.locator(".known a", has_text="More about Tallinn").click()
    where = page.locator(".entity-head dd a", has_text="59.44° N, 24.75° E")
    where.click()
    expect(page.locator(".map svg").first).to_be_visible()
    assert "view=map" in page.url
    expect(page.locator(".chips a", has_text="at Tallinn")).to_be_visible()
