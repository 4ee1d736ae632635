"""Counts beside the list follow the filters, or say that they don't; numbers are the language's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from flask.testing import FlaskClient

from benchmarks.generate import generate
from timeline.model import Precision
from timeline.query import events, facets
from timeline.query.database import open_reader
from timeline.query.filters import Filters
from timeline.query.selection import select
from timeline.store import driver
from timeline.web import create_app
from timeline.web.wording import VALUES, number

VIEWS = (
    Filters(),
    Filters(q="the"),
    Filters(date_from="1950"),
    Filters(q="the", date_from="1950", date_to="1990"),
    Filters(precision=("day",)),
    Filters(as_of="1990-12-31"),
    Filters(as_of="1990-12-31", q="the"),
)


def summary(client: FlaskClient, path: str) -> str:
    """The words of the line above the list."""
    page = client.get(path).get_data(as_text=True)
    line = page.partition('<div class="summary">')[2].partition('<span class="views">')[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split())


def counted(words: str, what: str) -> int:
    """The number before the word, 0 where it is not said."""
    found = re.search(rf"([\d,]+) {what}", words)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("filters", VIEWS)
def test_every_count_beside_the_list_is_that_of_its_shelf(
    visit: Callable[..., FlaskClient], invented: Path, filters: Filters
) -> None:
    query = "&".join(f"{key}={value}" for key, value in filters.pairs())
    words = summary(visit(), f"/?{query}")
    reader = open_reader(invented)
    for shelf in ("undated", "disputed", "review"):
        asked = filters.with_(shelf=shelf)
        if shelf == "undated":  # what has no date lies in no range and outside none
            asked = asked.with_(date_from=None, date_to=None)
        said = {"review": "to review"}.get(shelf, shelf)
        assert counted(words, said) == events.count(reader, asked)
    with reader.session(filters.as_of) as session:
        index = session.index
        keys = [int(index.keys[place]) for place in select(session, filters)]
    reader.close()
    connection = driver.open_reader(invented)
    told = connection.execute(
        "SELECT count(DISTINCT article) FROM claim JOIN article a ON a.key = claim.article"
        " WHERE event IN (SELECT value FROM json_each(?1))"
        " AND (?2 IS NULL OR published IS NULL OR published <= ?2)",
        (json.dumps(keys), filters.as_of),
    ).fetchone()[0]
    (known,) = connection.execute(
        "SELECT count(*) FROM article WHERE ?1 IS NULL OR published IS NULL OR published <= ?1",
        (filters.as_of,),
    ).fetchone()
    connection.close()
    expected = f"from {told} of {known} articles" if filters.narrowing else f"from {known} articles"
    assert expected in words


def test_a_shelf_keeps_the_filters_and_a_range_is_not_asked_of_the_undated(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    page = visit().get("/?q=the&from=1950").get_data(as_text=True)
    assert 'href="/shelf/undated?q=the"' in page
    assert 'href="/shelf/disputed?from=1950&amp;q=the"' in page
    words = summary(visit(), "/shelf/undated?q=the")
    reader = open_reader(invented)
    matching = events.count(reader, Filters(q="the", shelf="undated"))
    everything = events.count(reader, Filters(shelf="undated"))
    reader.close()
    assert words.startswith(f"Undated · {matching} of {everything} events")


def test_a_search_that_no_dated_event_matches_names_the_undated(
    visit: Callable[..., FlaskClient],
) -> None:
    page = visit().get("/?q=the&from=0900&to=0901").get_data(as_text=True)
    assert "No event matches" in page
    assert re.search(r"\d+ undated events? match(es)?\.", page)


def test_every_precision_that_occurs_can_be_chosen_in_words(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    page = visit().get("/").get_data(as_text=True)
    listed = page.partition('id="facet-precision"')[2].partition("</section>")[0]
    reader = open_reader(invented)
    counts = {flag.id: flag.count for flag in facets.flags(reader, Filters())}
    reader.close()
    occurring = [p for p in get_args(Precision) if counts.get(f"precision:{p}")]
    assert len(occurring) > 5
    assert re.findall(r"precision=(\w+)", listed) == occurring
    for precision in occurring:
        count = counts[f"precision:{precision}"]
        assert f'<span>{VALUES[precision]}</span><span class="n">{count}</span>' in listed


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", 999, "999"),
        ("en", 1234, "1,234"),
        ("en", 1234567, "1,234,567"),
        ("de", 1234, "1.234"),
        ("de", 7, "7"),
    ],
)
def test_numbers_are_grouped_as_the_language_does(
    visit: Callable[..., FlaskClient], language: str, value: int, words: str
) -> None:
    application = visit().application
    with application.test_request_context(f"/?lang={language}"):
        assert number(value) == words
        said = application.jinja_env.from_string(
            '{{ ngettext("%(num)s event", "%(num)s events", n) }}'
        ).render(n=value)
        assert said.split()[0] == words


def test_a_year_of_knowledge_is_its_last_day_and_what_came_later_is_named(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    page = visit().get("/?as_of=1990").get_data(as_text=True)
    assert "As its sources stood on 31 December 1990." in page
    assert "as known on 31 December 1990" in page
    assert 'name="as_of" value="1990-12-31"' in page
    later = int(re.findall(r"(\d+) events? (?:was|were) first told later", page)[0])
    told = page.partition("What was told later")[2].partition("</ul>")[0]
    assert told.count('href="/event/') == min(later, 10)
    assert (f"and {later - 10} more" in told) == (later > 10)


def test_doubtful_names_are_counted_and_led_to(tmp_path: Path) -> None:
    path = tmp_path / "doubts.db"
    generate(path, 60, seed=2)
    db = driver.open_writer(path)
    with driver.immediate(db):
        db.conn.execute("DELETE FROM review")
        (a,), (b,) = db.conn.execute("SELECT id FROM actor ORDER BY id LIMIT 2").fetchall()
        db.conn.execute(
            "INSERT INTO review (id, kind, a, b, reason) VALUES ('r1', 'actors', ?, ?, ?)",
            (a, b, "one acronym of two names"),
        )
        db.conn.execute("DELETE FROM bitmap")
    db.close()
    client = create_app(path).test_client()
    assert "1 doubtful name" in summary(client, "/")
    page = client.get("/shelf/review").get_data(as_text=True)
    assert f'href="/actor/{a}"' in page
    assert "No date to review" in page
    assert "undated event" not in page.partition('<div class="nothing">')[2]
    german = client.get("/shelf/review?lang=de").get_data(as_text=True)
    assert '<span class="quiet">eine Abkürzung für zwei Namen</span>' in german
