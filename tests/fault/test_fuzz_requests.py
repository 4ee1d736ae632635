"""Whatever is asked of the public pages: an answer below 500, at once, with the headers set.

FUZZ_SCALE multiplies the number of random requests (1 in CI).
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.web import create_app

SCALE = int(os.environ.get("FUZZ_SCALE", "1"))
pytestmark = pytest.mark.xdist_group("fuzz-requests")

KEYS = [
    *("actor", "actor_mode", "place", "place_mode", "from", "to", "q", "source", "precision"),
    *("corroborated", "disputed", "order", "at", "view", "shelf", "after", "before", "status"),
    *("as_of", "open", "theme", "height", "event", "lang", "embed", "url", "format", "maxwidth"),
    *("maxheight", "find", "limit", "v", "unknown"),
]
HOSTILE = [
    "",
    "0",
    "-1",
    "1",
    "9" * 400,
    "1e309",
    "NaN",
    "null",
    "all",
    "any",
    "asc",
    "desc",
    "day",
    "lanes",
    "map",
    "undated",
    "disputed",
    "review",
    "json",
    "xml",
    "2024-03-03",
    "2024-02-30",
    "2024",
    "0000-00-00",
    "-9999",
    "Y170000002",
    "99999-01-01",
    "[..2024]",
    "2024-03/..",
    "2023-10-18/2023-10-19",
    "norrland-star",
    "sergei-lavrov",
    "gotland",
    "' OR 1=1 --",
    '"',
    '""',
    "NEAR(a b)",
    "a* OR b^2",
    "-",
    "AND",
    "title:x",
    "{}",
    "%",
    "_",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "javascript:alert(1)",
    "//evil.example/",
    "http://localhost/event/x",
    "http://localhost\\@evil.example/",
    "../../etc/passwd",
    "..%2f..%2fetc",
    "\x00",
    "\r\nSet-Cookie: a=b",
    "\ud7ff",
    "\u202e",
    "\U0001f600",
    "é" * 200,
    "a" * 5000,
]
VALUES = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=30))
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=8)
RAW_QUERIES = st.one_of(
    st.sampled_from(["%", "%ff=%fe", "q=%ff%fe", "actor=%", "&&&=&", "q", "=", "q=a;b", "a[]=1"]),
    st.text("abq=&%+;[]ff0\xff", max_size=40),
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.sampled_from(["true", "false", "maybe"]),
        "HX-Request-Type": st.sampled_from(["full", "partial", "other"]),
        "HX-History-Restore-Request": st.sampled_from(["true", "false"]),
        "HX-Current-URL": st.sampled_from(["http://localhost/", "%%%", "javascript:1"]),
        "Accept-Encoding": st.sampled_from(["gzip", "br, zstd;q=x", "*;q=0", "identity;q=0", ""]),
        "Accept-Language": st.sampled_from(["de", "en;q=9", "*", "x" * 300, "de-DE,;q="]),
        "If-None-Match": st.sampled_from(["*", '"x"', "W/", '"' * 50]),
        "Range": st.sampled_from(["bytes=0-", "bytes=9-1", "lines=1"]),
        "Cookie": st.sampled_from(["a=b", "theme=<x>", "=;=;"]),
    },
)


@pytest.fixture(scope="module")
def client(seed_database: Path) -> FlaskClient:
    return create_app(seed_database).test_client()


@pytest.fixture(scope="module")
def paths(client: FlaskClient) -> list[str]:
    """Every kind of address: real ones that the page links to, and broken ones of each rule."""
    page = client.get("/").get_data(as_text=True)
    linked = {path for path in re.findall(r'href="(/[^"?#]*)', page)}
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    wrong = ["x", "0", "%00", "a/b", "..", "%2e%2e%2f", "é", "a" * 3000]
    broken = {re.sub(r"<[^>]*>", part, rule) for rule in rules for part in wrong}
    assert len(linked) > 20
    return sorted(linked | broken | {"//", "/.", "/%", "/static/../app.py", "/static/%00"})


@settings(max_examples=1500 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), pairs=PAIRS, headers=HEADERS)
def test_random_requests_are_answered(
    client: FlaskClient,
    paths: list[str],
    data: st.DataObject,
    pairs: list[tuple[str, str]],
    headers: dict[str, str],
) -> None:
    ask(client, data.draw(st.sampled_from(paths)), pairs, headers)


@settings(max_examples=500 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), query=RAW_QUERIES)
def test_queries_that_are_no_text_are_answered(
    client: FlaskClient, paths: list[str], data: st.DataObject, query: str
) -> None:
    ask(client, data.draw(st.sampled_from(paths)), query, {})


@settings(max_examples=200 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=30))
def test_paths_that_are_no_text_are_answered(client: FlaskClient, raw: bytes) -> None:
    for prefix in ("/", "/event/", "/article/", "/actor/", "/shelf/", "/static/"):
        path = prefix + raw.decode("latin-1")
        with client.get("/", environ_overrides={"PATH_INFO": path}) as answer:
            assert answer.status_code < 500, path


def ask(
    client: FlaskClient,
    path: str,
    query: list[tuple[str, str]] | str,
    headers: dict[str, str],
) -> None:
    """Sends one request and checks what holds for the answer to any."""
    sent: str | dict[str, list[str]] = query if isinstance(query, str) else grouped(query)
    started = time.process_time()
    with client.get(path, query_string=sent, headers=headers) as answer:
        took = time.process_time() - started
        unsupported_format = answer.status_code == 501 and path.startswith("/oembed")
        assert answer.status_code < 500 or unsupported_format, answer.get_data(as_text=True)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        location = answer.headers.get("Location", "/")
        assert re.match(r"/(?![/\\])|http://localhost/", location), location
        assert took < 2


def grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {key: [v for k, v in pairs if k == key] for key, _ in pairs}
