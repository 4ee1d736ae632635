"""Markup, addresses and odd characters in every field of the database never run as anything."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlite_utils import Database

from benchmarks.generate import generate
from benchmarks.serving import served
from tests.browser.conftest import Watch
from timeline.store import driver
from timeline.web import create_app

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'><iframe src=javascript:alert(4)></iframe>",
    "</title></script><script src=//evil.example/x.js></script>",
    "{{ 7 * 7 }}{% raw %}${alert(5)}",
    '" hx-get="//evil.example/" hx-trigger="load" x="',
    '" style="background:url(//evil.example/b.png)" onfocus=alert(6) autofocus x="',
    "<a href=javascript:alert(7)>go</a><base href=//evil.example/>",
    "<hx-partial hx-target=body>gone</hx-partial><style>*{display:none}</style>",
    "\u202egnp.exe\u202c \u2066<b>\u2069 \u0000 \ufffd \ud83d\ude00".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
    "javascript:alert(8)",
    "<!--<script>--><plaintext>",
    "&lt;script&gt;alert(9)&lt;/script&gt;",
)
# Every column of text that a page shows; ids stay, for they are ours.
FIELDS = {
    "article": ("title", "url", "publisher", "author", "language", "source"),
    "actor": ("name",),
    "place": ("name", "country", "inside"),
    "event": ("title",),
    "claim": ("title", "reason"),
    "time_expression": ("reason", "value", "rule"),
}


def fill(db: Database, table: str, column: str, values: list[str]) -> None:
    """Gives the rows of a table these values, in turn."""
    turn = itertools.cycle(values)
    db.table(table).convert(column, lambda _: next(turn))


def poison(path: Path) -> None:
    """Put payloads into every field, in turn, and into the text around the passages."""
    db = driver.open_writer(path)
    try:
        with driver.immediate(db):
            for table, columns in FIELDS.items():
                for shift, column in enumerate(columns):
                    fill(db, table, column, [*PAYLOADS[shift:], *PAYLOADS[:shift]])
            for table, column in (("actor", "aliases"), ("place", "aliases"), ("claim", "steps")):
                fill(db, table, column, [json.dumps(PAYLOADS[:2])])
            # The same length, so that every offset still fits.
            db.conn.execute(
                "UPDATE article SET text = replace(text, 'In the account of', '<b onclick=alert>')"
            )
            db.conn.execute("DELETE FROM bitmap")
            db.conn.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
    finally:
        db.close()


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    generate(path, 60, seed=11)
    poison(path)
    with served(create_app(path)) as address:
        yield address


def addresses(page: Page, site: str) -> list[str]:
    """Every kind of page of the poisoned database, several of each."""
    found = ["/", "/?view=map", "/?view=lanes", "/shelf/undated", "/shelf/review", "/embed"]
    found += ["/embed?passages=open", "/share", "/about", "/?order=desc&all_values=actor"]
    page.goto(site)
    links = page.locator("#list .event .title a").evaluate_all("a => a.map(a => a.pathname)")
    for link in links[:14]:
        found += [link, f"/share?event={link.rpartition('/')[2]}"]
        found.append(f"/embed?event={link.rpartition('/')[2]}")
    values = page.locator(".facet .values a[id]").evaluate_all("a => a.map(a => a.id)")
    found += [
        f"/{kind}/{value.removeprefix(f'f-{kind}-')}"
        for kind in ("actor", "place")
        for value in values
        if value.startswith(f"f-{kind}-")
    ][:16]
    page.goto(site + links[0])
    found.append(page.locator("[data-article]").evaluate("a => a.pathname"))
    return found


SAFE = """() => [
  ...[...document.querySelectorAll('a[href]')]
      .map(a => new URL(a.getAttribute('href'), location).protocol)
      .filter(p => !['http:', 'https:'].includes(p)),
  ...[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
      .map(a => a.name).filter(n => n.startsWith('on') || n === 'style' || n === 'srcdoc'),
  ...[...document.querySelectorAll('script')].map(s => s.src)
      .filter(s => !s.startsWith(location.origin + '/static/')),
  ...[...document.querySelectorAll('iframe, object, embed, base, body style')].map(e => e.tagName),
]"""


def test_nothing_of_the_data_runs(page: Page, poisoned: str) -> None:
    visited = addresses(page, poisoned)
    assert len(visited) > 50
    for path in visited:
        answer = page.goto(poisoned + path)
        assert answer
        assert answer.status == 200, path
        assert page.evaluate(SAFE) == [], path
        assert page.locator("main").is_visible(), path


def test_nothing_of_the_data_runs_when_htmx_swaps_it_in(page: Page, poisoned: str) -> None:
    page.goto(poisoned)
    for number in range(8):
        page.locator("#list .event .title a").nth(number).click()
        page.locator("#list .event").nth(number).locator(".actions").wait_for()
    for number in range(4):
        page.locator("#facet-actor .values a").nth(number).click()
        page.locator(".chips a").nth(number).wait_for()
    page.locator("[data-share]").first.click()
    page.locator("#share[open]").wait_for()
    assert page.evaluate(SAFE) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_an_address_runs(
    contexts: Callable[..., BrowserContext], poisoned: str, payload: str, watch: Watch
) -> None:
    watch.allowed |= {"status of 400", "status of 404"}
    page = contexts().new_page()
    for key in ("q", "actor", "at", "open", payload[:40]):
        answer = page.goto(f"{poisoned}/embed?{urlencode([(key, payload)])}")
        assert answer
        assert answer.status in (200, 400), (key, payload)
        assert page.evaluate(SAFE) == []
