"""Pages of actors and places: roles with the years they are told of, links back, what is shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from benchmarks.generate import generate
from timeline.query import entities
from timeline.query.database import Reader, open_reader
from timeline.store import driver
from timeline.web import create_app
from timeline.web.address import read
from timeline.web.entities import position


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One actor, told of in three articles of 2024 as king of old times and as a minister."""
    path: Path = tmp_path_factory.mktemp("roles") / "roles.db"
    generate(path, 60, seed=2)
    db = driver.open_writer(path)
    told = "SELECT c.key, c.article FROM claim c JOIN claim_actor m ON m.claim = c.key"
    told += " WHERE m.actor = ?1 GROUP BY c.article ORDER BY c.article LIMIT 3"
    with driver.immediate(db):
        key = db.conn.execute("SELECT key FROM actor ORDER BY n_events DESC LIMIT 1").fetchone()[0]
        roles = ('["King"]', '["king", "Captain"]', '["Minister"]')
        years = (1715, 1774, 2023)
        for (claim, article), role, year in zip(
            db.conn.execute(told, (key,)).fetchall(), roles, years, strict=True
        ):
            db.conn.execute(
                "UPDATE claim SET edtf = ?2, earliest = ?2 || '-01-01', latest = ?2 || '-12-31',"
                " precision = 'year' WHERE key = ?1",
                (claim, str(year)),
            )
            db.conn.execute("DELETE FROM article_actor WHERE article = ?1", (article,))
            db.conn.execute(
                "INSERT INTO article_actor (article, local, actor, name, roles)"
                " VALUES (?1, 'a1', ?2, 'x', ?3)",
                (article, key, role),
            )
            db.conn.execute(
                "DELETE FROM claim_actor WHERE actor = ?1 AND claim IN"
                " (SELECT key FROM claim WHERE article = ?2 AND key <> ?3)",
                (key, article, claim),
            )
            db.conn.execute("UPDATE article SET published = '2024-01-05' WHERE key = ?", (article,))
    db.close()
    opened = open_reader(path)
    yield opened
    opened.close()


def actor_of(reader: Reader) -> str:
    with reader.session() as session:
        row = session.row("SELECT id FROM actor ORDER BY n_events DESC LIMIT 1", ())
        return str(row[0])


def test_a_role_has_the_years_of_what_its_articles_tell(reader: Reader) -> None:
    found = entities.actor(reader, actor_of(reader)).roles
    assert [(role.name, role.first, role.last) for role in found] == [
        ("King", 1715, 1774),
        ("Captain", 1774, 1774),
        ("Minister", 2023, 2023),
    ]
    assert entities.actor(reader, actor_of(reader), as_of="2024-01-04").roles == ()


def test_the_page_says_them_and_leads_back(reader: Reader) -> None:
    client: FlaskClient = create_app(Path(reader.path)).test_client()
    actor = actor_of(reader)
    page = unescape(client.get(f"/actor/{actor}?lang=en").get_data(as_text=True))
    assert "<bdi>King</bdi>, <span" in page
    assert ">1715–1774</span>" in page
    assert f'href="/?actor={actor}&lang=en"' in page
    german = unescape(client.get(f"/actor/{actor}?lang=de").get_data(as_text=True))
    assert "Rollen, wie geschrieben" in german


def test_what_is_shared_is_asked_with_all_of_them() -> None:
    view = read([("actor", "a"), ("at", "1998")])
    assert view.shared("actor", "b") == "/?actor=a&actor=b&actor_mode=all"
    assert view.shared("place", "p") == "/?actor=a&place=p"
    assert view.shared("actor", "a") == "/?actor=a"


def test_a_position_is_said_in_degrees(visit: Callable[..., FlaskClient]) -> None:
    application = visit().application
    with application.test_request_context("/?lang=en"):
        assert position(39.0337, 125.75432) == "39.03° N, 125.75° E"
        assert position(-33.9, -70.0) == "33.90° S, 70.00° W"
        assert position(None, None) == ""
    with application.test_request_context("/?lang=de"):
        assert position(7.5, 8.0) == "7,50° N, 8,00° O"
