"""What a view shows, in the formats of other programs: the same events, nothing lost in silence."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from timeline.export.formats import FORMATS
from timeline.web import downloads

Visit = Callable[..., FlaskClient]
VIEW = "from=1950&to=2020&q=the"
ATOM = "{http://www.w3.org/2005/Atom}"


def fetched(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """The answer, read to its end, so that its place is free again."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=sent, buffered=True)


def text_of(client: FlaskClient, path: str) -> str:
    answer = fetched(client, path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def titles(name: str, text: str) -> list[str]:
    """The titles of the events in a file, by the rules of its format."""
    if name == "json":
        return [one["title"] for one in json.loads(text)["events"]]
    if name == "csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return list({row["event"]: row["title"] for row in rows}.values())
    if name == "icalendar":
        lines = text.replace("\r\n ", "").split("\r\n")
        return [line[8:] for line in lines if line.startswith("SUMMARY:")]
    if name == "atom":
        feed = ElementTree.fromstring(text.encode())  # noqa: S314  our own server made it: no outside XML
        return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]
    if name == "jsonfeed":
        return [item["title"] for item in json.loads(text)["items"]]
    if name == "geojson":
        return [one["properties"]["title"] for one in json.loads(text)["features"]]
    if name == "jsonld":
        return [one["name"] for one in json.loads(text)["@graph"]]
    if name == "timelinejs":
        return [unescape(one["text"]["headline"]) for one in json.loads(text)["events"]]
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [unescape(row["Headline"]) for row in rows if row["Type"] != "title"]


def offered(client: FlaskClient, query: str) -> dict[str, tuple[str, str]]:
    """The downloads on the share page: format to address and what is said of it."""
    page = text_of(client, f"/share?{query}")
    rows = re.findall(r'<li><a href="(/export/([\w-]+)[^"]*)">[^<]*</a>(.*?)</li>', page)
    return {name: (unescape(href), unescape(said)) for href, name, said in rows}


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_holds_what_the_view_shows_and_says_what_it_leaves_out(
    visit: Visit, name: str
) -> None:
    client = visit()
    href, said = offered(client, VIEW)[name]
    assert dict(parse_qsl(urlsplit(href).query)) == dict(parse_qsl(VIEW))
    answer = fetched(client, href)
    text = answer.get_data(as_text=True)
    shown = re.search(r"<h1[^>]*>(\d+)\D", text_of(client, f"/?{VIEW}"))
    assert shown
    left_out = {
        reason: int(number)
        for number, reason in re.findall(
            r"(\d+) ([^;]+)(?:; )?", answer.headers.get("X-Left-Out", "")
        )
    }
    assert len(titles(name, text)) == int(shown[1]) - sum(left_out.values())
    assert bool(left_out) is (FORMATS[name].unfit is not None)
    for reason, number in left_out.items():
        assert f"{number} {reason}" in said
        assert reason in text.replace("\r\n ", ""), "the file itself says it"
    if not left_out:
        assert "leaves out" not in said


def test_no_format_is_missing_from_the_page(visit: Visit) -> None:
    assert set(offered(visit(), "")) == set(FORMATS) == set(downloads.TITLES)


def test_every_reason_can_be_said_in_other_languages(visit: Visit) -> None:
    client = visit()
    for name in ("icalendar", "geojson", "timelinejs"):
        said = fetched(client, f"/export/{name}").headers["X-Left-Out"]
        assert {part.split(" ", 1)[1] for part in said.split("; ")} <= set(downloads.REASONS)
    german = offered(client, "lang=de")["icalendar"][1]
    assert re.search(r"es fehlen: .*\d+ ohne Datum", german), german


def test_the_undated_are_part_of_a_view_without_a_range(visit: Visit) -> None:
    client = visit()
    everything = len(titles("json", text_of(client, "/export/json")))
    dated = len(titles("json", text_of(client, "/export/json?from=-9999")))
    undated = len(titles("json", text_of(client, "/export/json?shelf=undated")))
    assert undated > 0
    assert everything == dated + undated


def test_an_actor_s_events(visit: Visit) -> None:
    client = visit()
    actor = re.search(r'href="/\?actor=([^"&]+)"', text_of(client, "/"))
    assert actor
    events = json.loads(text_of(client, f"/export/json?actor={actor[1]}"))["events"]
    assert events
    assert all(actor[1] in [one["id"] for one in event["actors"]] for event in events)


def test_as_known_on_a_day_nothing_published_later_is_told(visit: Visit) -> None:
    client = visit()
    published = sorted(
        claim["article"]["published"] or ""
        for event in json.loads(text_of(client, "/export/json"))["events"]
        for claim in event["claims"]
    )
    day = published[len(published) // 2]
    events = json.loads(text_of(client, f"/export/json?as_of={day}"))["events"]
    told = [claim["article"]["published"] for event in events for claim in event["claims"]]
    assert told
    assert len(told) < len(published)
    assert max(one for one in told if one) <= day
    for event in events:
        named = {one["id"] for one in event["actors"]}
        assert named == {id_ for claim in event["claims"] for id_ in claim["actors"]}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_an_attachment_and_a_feed_is_not(visit: Visit, name: str) -> None:
    answer = visit(title="Ships &\"ÜX'; filename=x.exe").get(f"/export/{name}")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype == FORMATS[name].media_type
    named = answer.headers.get("Content-Disposition")
    if FORMATS[name].feed:
        assert named is None
    else:
        assert named == f'attachment; filename="ships-x-filename-x-exe.{FORMATS[name].ending}"'


def test_csv_with_a_byte_order_mark_for_excel_and_without_for_others(visit: Visit) -> None:
    client = visit()
    page = text_of(client, "/share?q=the")
    assert 'href="/export/csv?q=the&amp;bom=1"' in page
    plain = fetched(client, "/export/csv?q=the").get_data()
    assert fetched(client, "/export/csv?q=the&bom=1").get_data() == b"\xef\xbb\xbf" + plain
    for row in csv.reader(io.StringIO(plain.decode(), newline="")):
        assert not [cell for cell in row if re.match(r"[=+@\t\r＝＋－＠]|-\D", cell)]


def test_a_feed_tells_what_was_recorded_last_and_is_not_sent_twice(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "NEWEST", 20)
    client = visit()
    answer = fetched(client, "/export/atom")
    text = answer.get_data(as_text=True)
    total = len(titles("json", text_of(client, "/export/json")))
    assert len(titles("atom", text)) == 20
    assert answer.headers["X-Left-Out"] == f"{total - 20} recorded earlier"
    assert f"<subtitle>Left out: {total - 20} recorded earlier.</subtitle>" in text
    recorded = re.findall(r"<entry>.*?<updated>(.*?)</updated>", text, re.DOTALL)
    assert recorded == sorted(recorded, reverse=True)
    assert len(titles("jsonfeed", text_of(client, "/export/jsonfeed"))) == 20
    assert "the newest 20" in offered(client, "")["atom"][1]
    again = fetched(client, "/export/atom", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")
    other = fetched(client, "/export/atom?q=x", If_None_Match=answer.headers["ETag"])
    assert other.status_code == 200
    head = re.search(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"',
                     text_of(client, "/?q=the"))  # fmt: skip
    assert head
    assert head[1].endswith("/export/atom?q=the")


def test_it_is_streamed_and_compressed_for_who_asks(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "_PIECE", 1000)
    client = visit()
    plain = client.open("/export/json")
    assert plain.is_streamed
    assert "Content-Length" not in plain.headers
    assert len(list(plain.iter_encoded())) > 10
    plain.close()
    packed = fetched(client, "/export/json", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.get_data()).decode() == text_of(client, "/export/json")


@pytest.fixture
def held(visit: Visit) -> Iterator[tuple[FlaskClient, list[TestResponse]]]:
    """A client, and as many downloads of it as may be under way, none read to its end."""
    client = visit()
    answers = [client.open("/export/csv") for _ in range(downloads.AT_ONCE)]
    yield client, answers
    for answer in answers:
        answer.close()


def test_slow_readers_of_files_do_not_hold_up_the_page(held: Any) -> None:
    client, answers = held
    refused = fetched(client, "/export/csv")
    assert refused.status_code == 429
    assert "Other downloads are under way" in refused.get_data(as_text=True)
    assert fetched(client, "/").status_code == 200
    answers[0].close()
    assert fetched(client, "/export/csv").status_code == 200


def test_what_fails_before_it_is_sent_gives_its_place_back(visit: Visit) -> None:
    client = visit()
    for _ in range(2 * downloads.AT_ONCE):
        assert fetched(client, "/export/json?as_of=-0100").status_code == 400
        assert client.head("/export/csv").get_data() == b""
    assert fetched(client, "/export/json").status_code == 200


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/export/pdf", 404, "the formats are json, csv"),
        ("/export/<script>", 404, "&lt;script&gt;"),
        ("/export/json?from=yesterday", 400, "from:"),
        ("/export/csv?bom=2", 400, "bom: takes one of 1"),
        ("/export/csv?colour=red", 400, "colour"),
    ],
)
def test_what_cannot_be_given_is_one_line(visit: Visit, path: str, code: int, said: str) -> None:
    answer = visit().get(path)
    assert answer.status_code == code
    assert said in answer.get_data(as_text=True)
