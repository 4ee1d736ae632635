"""Whole pages and parts of pages, what caches are told, and addresses that cannot be read."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from timeline.dates import parse, spoken
from timeline.query import events
from timeline.query.database import open_reader
from timeline.query.filters import Filters

Visit = Callable[..., FlaskClient]
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def first(client: FlaskClient, kind: str) -> str:
    """The first address of a kind on the front page."""
    found = re.search(rf'href="(/{kind}/[^"?#]+)', client.get("/").get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ({}, False),
        (PARTIAL, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({"HX-Request-Type": "partial"}, False),
        ({**PARTIAL, "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_part_only_where_a_part_is_swapped(
    visit: Visit, headers: dict[str, str], partial: bool
) -> None:
    client = visit()
    for path in ("/", first(client, "event"), "/share", "/nothing"):
        answer = client.get(path, headers=headers)
        assert answer.get_data(as_text=True).startswith("<!doctype") is not partial
        for name in ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request"):
            assert name in answer.headers["Vary"]


def test_the_page_includes_the_part(visit: Visit) -> None:
    client = visit()
    page = client.get("/?from=1950").get_data(as_text=True)
    part = client.get("/?from=1950&part=chunk", headers=PARTIAL).get_data(as_text=True)
    events = re.findall(r'id="(ev-[^"]+)"', part)
    assert len(events) == 50
    assert events == re.findall(r'id="(ev-[^"]+)"', page)


def test_an_unchanged_page_is_not_sent_again(visit: Visit) -> None:
    client = visit()
    answer = client.get("/")
    again = client.get("/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.get_data() == b""
    assert (
        client.get("/?q=visited", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 200
    )


def test_text_is_compressed_for_who_asks(visit: Visit) -> None:
    client = visit()
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    font = re.search(r'href="(/static/[^"]+woff2)"', plain.get_data(as_text=True))
    assert font
    answer = client.get(font[1], headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in answer.headers
    answer.close()


@pytest.mark.parametrize(
    "query",
    [
        "nope=1",
        "from=yesterday",
        "from=2020&to=2010",
        "view=spiral",
        "at=..",
        "open=" + "x" * 201,
        "open=a%00b",
        "after=1",
        "after=x.y",
        "after=1.a&before=1.a",
        "theme=pink",
        "theme=dark&theme=light",
        "height=-1",
        "height=99999999999999999999",
        "height=%D9%A3%D9%A0%D9%A0",
        "lang=xx",
        "part=page",
        "passages=1",
        "find_actor=" + "x" * 101,
        "all_values=everything",
        "q=%22",
        "&".join(f"actor=a{n}" for n in range(30)),
        "as_of=..",
        "shelf=top",
    ],
)
def test_an_address_that_cannot_be_read_is_400_with_a_page(visit: Visit, query: str) -> None:
    client = visit()
    for path in ("/", "/embed"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400, query
        assert "<h1>" in answer.get_data(as_text=True)
        assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/event/nope", "/article/nope", "/actor/x", "/place/x", "/shelf/x", "/x"]
)
def test_what_does_not_exist_is_404_with_a_page(visit: Visit, path: str) -> None:
    answer = visit().get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "ours.example@evil.example",
    ],
)
def test_an_unknown_host_gets_nothing(visit: Visit, host: str) -> None:
    answer = visit().get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.get_data(as_text=True)


def test_forwarded_hosts_are_not_believed(visit: Visit) -> None:
    for client in (visit(), visit(base_url="https://ours.example")):
        headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        for path in ("/", "/share", "/oembed?url=" + quote("https://ours.example/")):
            assert "evil.example" not in client.get(path, headers=headers).get_data(as_text=True)


def test_the_base_url_stands_in_every_link_that_is_given_away(visit: Visit) -> None:
    client = visit(base_url="https://ours.example")
    event = first(client, "event")
    for path in ("/share", f"/share?event={event.rpartition('/')[2]}", event):
        text = client.get(path).get_data(as_text=True)
        assert "https://ours.example/" in text
        assert "http://localhost" not in text


OURS = "https://ours.example"


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{OURS}/", 200),
        (f"{OURS}", 200),
        (f"{OURS}:443/?q=visited", 200),
        (f"{OURS}/embed?q=visited", 200),
        (f"{OURS}/event/nope", 404),
        (f"{OURS}/article/a1", 404),
        (f"{OURS}:8080/", 404),
        ("http://ours.example/", 404),
        ("https://evil.example/", 404),
        ("https://ours.example@evil.example/", 404),
        ("https://user@ours.example/", 404),
        ("https://ours.example.evil.example/", 404),
        ("//ours.example/", 404),
        ("https:ours.example", 404),
        ("https:/\\ours.example/", 404),
        (f"{OURS}\\@evil.example/", 404),
        ("javascript:alert(1)//ours.example/", 404),
        ("", 404),
        (f"{OURS}/?q=a b", 404),
        (f"{OURS}/?nope=1", 400),
        (f"{OURS}/" + "x" * 5000, 404),
        ("https://[::1", 404),
    ],
)
def test_oembed_answers_for_our_own_addresses_alone(visit: Visit, url: str, status: int) -> None:
    answer = visit(base_url=OURS).get(f"/oembed?url={quote(url, safe='')}")
    assert answer.status_code == status
    if status == 200:
        told = json.loads(answer.get_data())
        assert (told["type"], told["version"]) == ("rich", "1.0")
        assert {"html", "width", "height"} <= set(told)
        assert told["html"].startswith(f'<iframe src="{OURS}/embed')
        assert "evil" not in told["html"]


def test_oembed_obeys_the_limits_and_knows_two_formats(visit: Visit) -> None:
    client = visit(base_url=OURS)
    asked = f"/oembed?url={quote(OURS + '/', safe='')}"
    told = json.loads(client.get(f"{asked}&maxwidth=400&maxheight=300").get_data())
    assert told["width"] == 400
    assert told["height"] == 300
    assert 'width="400" height="300"' in told["html"]
    assert client.get(f"{asked}&format=yaml").status_code == 501
    answer = client.get(f"{asked}&maxwidth=400&maxheight=300&format=xml")
    assert answer.mimetype == "text/xml"
    root = ElementTree.fromstring(answer.get_data())  # noqa: S314 our own answer
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {k: str(v) for k, v in told.items()}
    assert client.get(f"{asked}&maxwidth=x").status_code == 400


def test_the_embed_is_the_same_with_and_without_a_cookie(visit: Visit) -> None:
    client = visit()
    without = client.get("/embed").get_data()
    client.set_cookie("session", "anything")
    answer = client.get("/embed")
    assert answer.get_data() == without
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]


def test_the_snippet_is_one_frame_with_a_link_inside(visit: Visit) -> None:
    client = visit(base_url=OURS)
    text = client.get("/share?q=visited&height=500").get_data(as_text=True)
    snippet = re.search(r"&lt;iframe (.*?)&lt;/iframe&gt;", text, re.S)
    assert snippet
    assert "/embed?q=visited" in snippet[1]
    assert "height=&#34;500&#34;" in snippet[1]
    assert "loading=&#34;lazy&#34;" in snippet[1]


def test_a_view_is_cited_with_its_filters_its_counts_and_the_day(
    visit: Callable[..., FlaskClient],
) -> None:
    client = visit(base_url="https://news.example")
    page = unescape(client.get("/share?q=visited&from=1950").get_data(as_text=True))
    cited = re.search(r"Timeline \([^<]*", page)
    assert cited
    line = client.get("/?q=visited&from=1950").get_data(as_text=True)
    counts = re.search(r"<h1>([\d,]+) of [\d,]+ events</h1>\s*<span>from ([\d,]+) of", line)
    assert counts
    today = spoken(datetime.now(UTC).date().isoformat())
    assert re.fullmatch(
        rf"Timeline \([^()]*“?visited”?[^()]*\): {counts[1]} events? from {counts[2]} articles?\. "
        rf"https://news\.example/\?from=1950&q=visited Read on {today}\.",
        cited[0],
    ), cited[0]


def test_a_range_opens_at_what_begins_in_it_and_counts_what_reaches_in(
    visit: Visit, invented: Path
) -> None:
    client = visit()
    reader = open_reader(invented)
    dated = events.page(reader, Filters(date_from="1900", date_to="1980"), limit=500).events
    day = next(row.latest for row in dated if row.precision == "month")
    all_of_it = events.page(reader, Filters(date_from=day), limit=500)
    reader.close()
    first = parse(day or "").first or 0
    earlier = [row.id for row in all_of_it.events if (row.day or 0) < first]
    assert earlier
    page = client.get(f"/?from={day}").get_data(as_text=True)
    ids = re.findall(r'data-event="([^"]+)"', page)
    assert ids[:50] == [row.id for row in all_of_it.events][len(earlier) : len(earlier) + 50]
    said = re.search(
        r'class="more earlier"><a rel="prev" href="([^"]+)"[^>]*>(\d+) events? that', page
    )
    assert said
    assert int(said[2]) == len(earlier)
    before = client.get(unescape(said[1])).get_data(as_text=True)
    assert [f'data-event="{one}"' in before for one in earlier] == [True] * len(earlier)
    # Where nothing begins in the range, what reaches in is shown at once.
    later = client.get("/?from=2999").get_data(as_text=True)
    assert "that began before" not in later
