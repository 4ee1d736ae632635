"""Names as readers type them, claims that a filter leaves, and the order of an export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store import made
from timeline.export import LeftOut, Options
from timeline.export.json import write
from timeline.extract import pipeline
from timeline.ingest.intake import Intake
from timeline.ingest.load import load
from timeline.model import Article
from timeline.query import full
from timeline.query.database import Session, open_reader
from timeline.query.filters import Filters
from timeline.read import Read
from timeline.store import driver

ARTICLES = [
    Article(
        "a",
        "Anna Berg visited Oslo on 2024-03-05. Boris Petrov left Rome.",
        published="2024-03-06",
    ),
    Article(
        "b",
        "Anna Berg visited Oslo on 2024-03-05. Carla Diaz opened Rome on 2024-03-01.",
        title="B",
        published="2024-03-07",
        url="https://news.example/b",
        publisher="The Wire",
    ),
    Article(
        "c",
        "Boris Petrov criticised Madrid on 2023-12-31. Anna Berg left Oslo on 2024-03-09.",
    ),
]
EVERYTHING = Filters()


class Silent:
    """A watcher that does nothing."""

    def tell(self, line: str) -> None: ...

    def advance(self, size: int) -> None: ...

    def stopped(self) -> bool:
        return False


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "a.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Extractor", made.Extractor)
        load(path, (Read(article, article.id) for article in ARTICLES), Intake(Silent()))
    return path


@pytest.fixture
def session(database: Path) -> Iterator[Session]:
    reader = open_reader(database, limit=None)
    with reader.session() as opened:
        yield opened
    reader.close()


def exported(session: Session, filters: Filters = EVERYTHING, **of: tuple[str, ...]) -> Any:
    left_out = LeftOut()
    document = json.loads(
        "".join(write(full.events(session, filters, **of, batch=2), Options(), left_out))
    )
    assert list(document) == ["events"]
    assert not left_out
    return document["events"]


def test_all_events_in_the_order_of_their_dates(session: Session) -> None:
    events = exported(session)
    assert [event["edtf"] for event in events] == [
        "2023-12-31", "2024-03-01", "2024-03-05", "2024-03-09", None,
    ]  # fmt: skip
    assert [len(event["claims"]) for event in events] == [1, 1, 2, 1, 1]


def test_an_event_holds_what_its_claims_name(session: Session) -> None:
    (event,) = [e for e in exported(session) if e["edtf"] == "2024-03-05"]
    assert event["actors"] == [
        {"id": "anna-berg", "name": "Anna Berg", "kind": "person", "aliases": []}
    ]
    (place,) = event["places"]
    assert (place["name"], place["lat"], place["lon"]) == ("Oslo", 10.0, 20.0)
    assert [claim["article"]["id"] for claim in event["claims"]] == ["a", "b"]
    assert event["claims"][1] == {
        "article": {"id": "b", "title": "B", "published": "2024-03-07",
                    "url": "https://news.example/b", "publisher": "The Wire"},
        "edtf": "2024-03-05",
        "status": "happened",
        "passage": {"start": 0, "end": 37, "text": "Anna Berg visited Oslo on 2024-03-05."},
        "trigger": {"start": 10, "end": 17, "text": "visited"},
        "actors": ["anna-berg"],
        "places": [place["id"]],
        "reason": "The sentence says so.",
    }  # fmt: skip


def test_filters_leave_the_claims_that_fit(session: Session) -> None:
    of = {"actors": ("anna-berg",)}
    assert [e["edtf"] for e in exported(session, **of)] == ["2024-03-05", "2024-03-09"]
    assert exported(session, actors=("anna-berg",), places=("nowhere",)) == []
    assert exported(session, actors=()) == []
    both = exported(session, Filters(date_from="2024-03-06", q="left"), **of)
    assert [e["edtf"] for e in both] == ["2024-03-09"]


@pytest.mark.parametrize(
    ("date_from", "date_to", "dates"),
    [
        ("2024", None, ["2024-03-01", "2024-03-05", "2024-03-09"]),
        (None, "2023-12", ["2023-12-31"]),
        ("2024-03-05", "2024-03-05", ["2024-03-05"]),
        ("2025", None, []),
    ],
)
def test_a_range_holds_its_ends_and_nothing_undated(
    session: Session, date_from: str | None, date_to: str | None, dates: list[str]
) -> None:
    events = exported(session, Filters(date_from=date_from, date_to=date_to))
    assert [event["edtf"] for event in events] == dates


def test_words_are_sought_among_the_undated_too(session: Session) -> None:
    """“Boris Petrov left Rome” has no date."""
    events = exported(session, Filters(q="rome"))
    assert [event["edtf"] for event in events] == ["2024-03-01", None]
    events = exported(session, Filters(q="petrov"), actors=("boris-petrov",))
    assert [event["edtf"] for event in events] == ["2023-12-31", None]
    assert exported(session, Filters(q="petrov", date_from="2024")) == []


def test_an_export_without_events_is_whole(session: Session) -> None:
    assert "".join(write([], Options(), LeftOut())) == '{"events": []}\n'
    assert exported(session, Filters(q="xylophone")) == []


# --- names


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of actors alone, to be found by their names."""
    path = tmp_path_factory.mktemp("named") / "a.db"
    db = driver.open_writer(path)
    db.table("actor").insert_all(
        {"id": id_, "name": name, "kind": "person", "aliases": json.dumps(aliases)}
        for id_, name, aliases in [
            ("kim-jong-un", "Kim Jong-un", ["Kim", "Marshal Kim"]),
            ("kim-jong-il", "Kim Jong Il", ["Kim"]),
            ("apple", "Apple", ["Apple Inc."]),
            ("apple-records", "Apple Records", []),
            ("muller", "Müller", ["Hans Müller"]),
            ("choi", "Choi Song Hui", ["Choi Song Hee"]),
            ("lavrov", "Sergei Lavrov", ["Lavrov", "the Russian minister"]),
        ]
    )
    db.close()
    return path


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Kim Jong-un", ["kim-jong-un"]),
        ("KIM JONG UN", ["kim-jong-un"]),
        ("kim jong-il", ["kim-jong-il"]),
        ("Kim", ["kim-jong-il", "kim-jong-un"]),  # both have the alias
        ("Muller", ["muller"]),
        ("hans müller", ["muller"]),
        ("Choi Song Hee", ["choi"]),
        ("Foreign Minister Sergei Lavrov", ["lavrov"]),  # the whole name stands inside
        ("Sergei", ["lavrov"]),  # or around
        ("Apple", ["apple"]),  # equal to one, though inside another
        ("Apple Inc.", ["apple"]),
        ("Records", ["apple-records"]),
        ("Jong", []),  # inside two
        ("Serge", []),  # no whole word
        ("Apple Computer", ["apple"]),
        ("Putin", []),
        ("", []),
        ("…", []),
    ],
)
def test_whom_a_name_means(named: Path, name: str, ids: list[str]) -> None:
    reader = open_reader(named)
    with reader.session() as session:
        taken = full.resolve(session, "actor", name)
    reader.close()
    assert sorted(taken.ids) == ids
    assert f"“{name}”" in taken.said
    assert "\n" not in taken.said


def test_the_line_says_why_none_was_taken(named: Path) -> None:
    reader = open_reader(named)
    with reader.session() as session:
        assert (
            "several may be meant: Kim Jong Il, Kim Jong-un"
            in full.resolve(session, "actor", "Jong").said
        )
    reader.close()
