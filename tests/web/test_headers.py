"""Every answer of every route carries the strict headers; hosts that are not ours get none."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from timeline.web import create_app
from timeline.web.config import Settings


@pytest.fixture(scope="module")
def app(seed_database: Path) -> Flask:
    application = create_app(seed_database)

    @application.get("/test-of-an-error-of-ours")
    def fails() -> str:
        raise RuntimeError("a secret that no page may show")

    return application


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def first_addresses(client: FlaskClient, rule: Rule) -> list[str]:
    """An address of the rule that exists, where the front page links to one, and one that not."""
    if not rule.arguments:
        return [rule.rule]
    front = client.get("/").get_data(as_text=True)
    pattern = re.sub(r"<[^>]*>", '[^"?#/]+', rule.rule)
    real = re.search(rf'href="({pattern})["?#]', front)
    return [*([real[1]] if real else []), re.sub(r"<[^>]*>", "nothing-of-that-name", rule.rule)]


def policy(answer: TestResponse) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


def check(answer: TestResponse, *, framed: bool) -> None:
    allowed = policy(answer)
    assert allowed.pop("default-src") == "'none'"
    assert allowed.pop("frame-ancestors") == ("*" if framed else "'none'")
    assert allowed.pop("base-uri") in {"'none'", "'self'"}
    assert {"script-src", "style-src"} <= set(allowed)
    assert set(allowed.values()) <= {"'self'", "'none'", "'self' data:"}
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"]
    assert ("X-Frame-Options" in answer.headers) is not framed
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_every_route_answers_with_the_headers(app: Flask, client: FlaskClient) -> None:
    rules = list(app.url_map.iter_rules())
    assert len(rules) >= 12
    for rule in rules:
        for path in first_addresses(client, rule):
            answer = client.get(path)
            check(answer, framed=rule.rule.startswith("/embed"))
            answer.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_written(app: Flask, client: FlaskClient, method: str) -> None:
    for rule in app.url_map.iter_rules():
        answer = client.open(re.sub(r"<[^>]*>", "x", rule.rule), method=method)
        assert answer.status_code == 405
        check(answer, framed=False)


def test_no_route_accepts_an_unsafe_method(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS"}


def test_an_error_of_ours_tells_nothing(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/test-of-an-error-of-ours")
    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)
    check(answer, framed=False)


def test_an_address_without_a_page(client: FlaskClient) -> None:
    answer = client.get("/no/such/address")
    assert answer.status_code == 404
    check(answer, framed=False)


class Elements(HTMLParser):
    """The elements of a page: what a browser sees, not what stands in its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_pages_hold_no_inline_script_or_style(app: Flask, client: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        for path in first_addresses(client, rule):
            answer = client.get(path)
            if answer.mimetype == "text/html":
                page = Elements()
                page.feed(answer.get_data(as_text=True))
                for tag, attributes in page.found:
                    assert tag != "style", path
                    assert tag != "script" or "src" in attributes, path
                    assert not [name for name in attributes if name == "style" or name[:2] == "on"]
                    source = attributes.get("src") or attributes.get("action") or "/"
                    assert re.match(r"/(?!/)", source), path
            answer.close()


EVIL_HOSTS = [
    "evil.example",
    "evil.example:5000",
    "localhost.evil.example",
    "evil.example.localhost",
    "localhost@evil.example",
    "localhost:80@evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "[::ffff:127.0.0.1]",
    "[::1",
    "localhost/",
    "localhost\\evil.example",
    "localhost evil.example",
    "localhost,evil.example",
    "localhost\tevil.example",
    "localhost:notaport",
    "localhost:80:80",
    "<script>",
    "a" * 300,
    "",
]


@pytest.mark.parametrize("host", EVIL_HOSTS)
@pytest.mark.parametrize("path", ["/", "/embed", "/share", "/oembed?url=http://localhost/"])
def test_other_hosts_are_refused(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost:5000", "127.0.0.1:5000"])
def test_loopback_names_are_served(client: FlaskClient, host: str) -> None:
    assert client.get("/", environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Prefix": "//evil.example"},
        {"X-Forwarded-For": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Original-URL": "//evil.example"},
        {"X-Rewrite-URL": "//evil.example"},
        {"Referer": "https://evil.example/"},
        {"Origin": "https://evil.example"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_forwarded_names_are_not_believed(client: FlaskClient, header: dict[str, str]) -> None:
    for path in ("/", "/embed", "/share"):
        answer = client.get(path, headers=header)
        page = answer.get_data(as_text=True)
        assert "evil" not in page
        assert "javascript:" not in page
        assert "evil" not in str(answer.headers)


def test_the_base_url_alone_makes_permalinks(seed_database: Path) -> None:
    hosts = frozenset({"news.example", "localhost"})
    settings = Settings(base_url="https://news.example", allowed_hosts=hosts)
    page = create_app(seed_database, settings).test_client().get("/share").get_data(as_text=True)
    assert "https://news.example/" in page
    assert "http://localhost" not in page
