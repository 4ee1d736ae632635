"""Kept pages: the same for the same address, new after a load, bounded in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import generate
from timeline.store import driver
from timeline.web import create_app
from timeline.web.pages import Pages

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_room_is_bounded_and_the_longest_unused_goes() -> None:
    pages = Pages(room=160)
    for name in "abcdefghijklmnop":
        pages.put((name,), b"x" * 10)
    assert pages.get(("a",)) == b"x" * 10
    pages.put(("q",), b"x" * 10)
    assert pages.get(("b",)) is None
    assert pages.get(("a",)) is not None
    pages.put(("a",), b"y" * 5)
    assert pages.get(("a",)) == b"y" * 5
    pages.put(("big",), b"x" * 11)
    assert pages.get(("big",)) is None


def test_a_kept_page_is_the_page(invented: Path) -> None:
    application = create_app(invented)
    # On a busy machine a first answer could reach the limit: a refusal, which is not kept.
    application.extensions["timeline.reader"].limit = None
    client = application.test_client()
    for path in ("/", "/?q=visited", "/embed", "/shelf/undated"):
        first, second = client.get(path), client.get(path)
        assert first.status_code == 200
        assert first.get_data() == second.get_data()
        for answer in (first, second):
            answer.headers.remove("Date")  # when it was sent: a second may begin between the two
        assert dict(first.headers) == dict(second.headers)


def test_parts_languages_and_hosts_are_kept_apart(invented: Path) -> None:
    client = create_app(invented).test_client()
    answers = [
        client.get("/"),
        client.get("/", headers=PARTIAL),
        client.get("/", headers={"Accept-Language": "de"}),
        client.get("/", headers={"Host": "127.0.0.1:81"}),
        client.get("/?order=desc"),
    ]
    assert len({answer.get_data() for answer in answers}) == len(answers)


@pytest.mark.parametrize("path", ["/", "/shelf/undated"])
def test_a_load_is_seen_at_once(tmp_path: Path, path: str) -> None:
    database = tmp_path / "changing.db"
    generate(database, 60, seed=2)
    client = create_app(database).test_client()
    before = client.get(path)
    assert client.get(path, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    db = driver.open_writer(database)
    try:
        with driver.immediate(db):
            db.conn.execute("UPDATE event SET title = 'Renamed ' || title")
            db.conn.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
    finally:
        db.close()
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Renamed" in after.get_data(as_text=True)
