"""A view to print: all its events, each with its passages and full addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from timeline.model import Span
from timeline.query.full import FullClaim, FullEvent
from timeline.web import downloads, printing

Visit = Callable[..., FlaskClient]
BASE = "https://news.example"


def page_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def titles(page: str) -> list[str]:
    return re.findall(r'<h3 dir="auto">(.*?)</h3>', page)


def test_everything_is_there_to_be_checked_on_paper(visit: Visit) -> None:
    client = visit(base_url=BASE)
    page = page_of(client, "/print?from=1950&order=desc")
    events = json.loads(client.get("/export/json?from=1950", buffered=True).get_data())["events"]
    assert sorted(titles(page)) == sorted(event["title"] for event in events)
    for event in events:
        for claim in event["claims"]:
            assert claim["passage"]["text"] in page
            assert f">{claim['article']['url']}</a>" in page
            assert f">{BASE}/article/{claim['article']['id']}</a>" in page
    articles = sum(len({c["article"]["id"] for c in event["claims"]}) for event in events)
    assert page.count(f">{BASE}/article/") == articles, "each source is named once"
    assert f"{len(events)} events: <bdi>from 1950</bdi>" in page
    assert f"{BASE}/?from=1950&order=desc</p>" in page


def test_the_order_is_that_of_the_list(visit: Visit) -> None:
    client = visit(base_url=BASE)
    for query in ("from=1950", "order=desc", "shelf=undated"):
        ids = re.findall(r' data-event="([^"]+)"', page_of(client, f"/?{query}"))
        # The list says a title that its passage says in the passage's words.
        listed = [
            re.findall(r'<h1 dir="auto">(.*?)</h1>', page_of(client, f"/event/{one}"))[0]
            for one in ids
        ]
        assert listed
        assert titles(page_of(client, f"/print?{query}"))[: len(listed)] == listed


def test_what_is_too_long_for_one_print_goes_on_in_the_next(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(base_url=BASE)
    whole = titles(page_of(client, "/print"))
    monkeypatch.setattr(printing, "PRINTED", 70)
    found: list[str] = []
    path: str | None = "/print"
    while path:
        page = page_of(client, path)
        first = len(found) + 1
        found += titles(page)
        assert re.search(rf"Events {first} to {len(found)} of {len(whole)}", page)
        following = re.search(r'<a href="([^"]+)" rel="next">The next 70</a>', page)
        path = following[1] if following else None
    assert found == whole
    assert len(whole) > 140


def test_it_is_linked_from_the_page_and_takes_a_place_of_the_downloads(visit: Visit) -> None:
    client = visit(base_url=BASE)
    assert '<a href="/print?from=1950">Print all</a>' in page_of(client, "/share?from=1950")
    held = [client.open("/export/csv") for _ in range(downloads.AT_ONCE)]
    assert client.get("/print").status_code == 429
    held[0].close()
    for _ in range(downloads.AT_ONCE + 1):
        assert "Ereignisse" in page_of(client, "/print?lang=de")
    for answer in held[1:]:
        answer.close()


def test_nothing_found_is_said(visit: Visit) -> None:
    client = visit(base_url=BASE)
    assert "No event matches" in page_of(client, "/print?q=xyzzyqqq")
    assert client.get("/print?from=yesterday").status_code == 400


def test_the_passages_of_an_article_stand_over_its_name() -> None:
    def claim(id_: str, article: str, text: str, edtf: str) -> FullClaim:
        span = Span(0, len(text), text)
        source = {"id": article, "title": article, "published": None, "url": None}
        return FullClaim(
            *(id_, "lead", source, edtf, "happened", span, span),
            actors=(),
            places=(),
            reason="",
            recorded="2024-01-01T00:00:00Z",
        )

    told = [
        claim("c1", "a", "It sank on Sunday", "2024-03-03"),
        claim("c2", "b", "It sank on Sunday", "2024-03-03"),
        claim("c3", "a", "It sank on Sunday", "2024-03-03"),
        claim("c4", "a", "It sank on Sunday", "2024-03"),
        claim("c5", "a", "it went down", "2024-03-03"),
    ]
    event = FullEvent(
        *("e", "It sank", "2024-03-03", None, None, "day", "happened", (), ()), claims=tuple(told)
    )
    found = [(s.article["id"], [c.id for c in s.claims]) for s in printing.sources_of(event)]
    assert found == [("a", ["c1", "c4", "c5"]), ("b", ["c2"])]
