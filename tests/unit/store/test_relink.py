"""What the database holds depends on the set of articles, not on how they came."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store import made
from tests.unit.store.conftest import Load, Quiet
from tests.unit.store.contents import contents
from timeline.ingest.intake import Intake
from timeline.ingest.load import load
from timeline.model import Article
from timeline.read import Read
from timeline.store.driver import immediate, open_writer
from timeline.store.inspect import find_faults


@pytest.fixture
def articles() -> list[Article]:
    return made.articles(40)


def test_any_order_of_loading_gives_the_same(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    load_made(tmp_path / "0.db", articles)
    expected = contents(tmp_path / "0.db")
    assert len(expected["event"]) > 20
    assert find_faults(tmp_path / "0.db") == []
    for seed in range(1, 4):
        path = tmp_path / f"{seed}.db"
        order = articles.copy()
        random.Random(seed).shuffle(order)
        load_made(path, order)
        assert contents(path) == expected


def test_one_by_one_gives_the_same_as_all_at_once(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    load_made(tmp_path / "all.db", articles)
    for article in reversed(articles):
        load_made(tmp_path / "each.db", [article])
    assert contents(tmp_path / "each.db") == contents(tmp_path / "all.db")
    assert find_faults(tmp_path / "each.db") == []


def test_loading_again_changes_nothing(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    path = tmp_path / "a.db"
    load_made(path, articles)
    before = path.read_bytes()
    done = load_made(path, articles)
    assert (done.new, done.changed, done.unchanged) == (0, 0, len(articles))
    assert path.read_bytes() == before


def test_reading_out_again_ends_where_the_first_reading_did(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    path = tmp_path / "a.db"
    load_made(path, articles)
    before = contents(path)
    reads = (Read(article, article.id) for article in articles[:20])
    done = load(path, reads, Intake(Quiet()), again=True)
    assert (done.new, done.changed, done.again, done.unchanged) == (0, 0, 20, 0)
    assert contents(path) == before


def test_a_changed_article_leaves_nothing_of_its_former_version(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    other = made.articles(40, seed=2)
    changed = [replace(a, text=other[n].text) if n % 3 == 0 else a for n, a in enumerate(articles)]
    load_made(tmp_path / "twice.db", articles)
    done = load_made(tmp_path / "twice.db", changed)
    assert (done.new, done.changed, done.unchanged) == (0, 14, 26)
    load_made(tmp_path / "once.db", changed)
    assert contents(tmp_path / "twice.db") == contents(tmp_path / "once.db")
    assert find_faults(tmp_path / "twice.db") == []


def test_a_changed_file_replaces_what_it_held(tmp_path: Path, load_made: Load) -> None:
    one, two = made.articles(2)
    load_made(tmp_path / "a.db", [replace(one, source="/a.txt")])
    done = load_made(tmp_path / "a.db", [replace(two, source="/a.txt")])
    assert (done.new, done.changed) == (0, 1)
    assert [row[0] for row in contents(tmp_path / "a.db")["article"]] == [two.id]


def test_a_file_that_moved_is_not_lost_when_another_takes_its_place(
    tmp_path: Path, load_made: Load
) -> None:
    one, two = made.articles(2)
    path = tmp_path / "a.db"
    load_made(path, [replace(one, source="/a.txt")])
    load_made(path, [replace(two, source="/a.txt"), replace(one, source="/b.txt")])
    assert [row[0] for row in contents(path)["article"]] == [one.id, two.id]


def test_copies_count_once(tmp_path: Path, load_made: Load) -> None:
    told = zip(made.PEOPLE, made.VERBS * 2, made.PLACES * 2, range(2, 28, 5), strict=False)
    text = "\n".join(f"{who} {did} {where} on 2024-03-{day:02d}." for who, did, where, day in told)
    load_made(
        tmp_path / "a.db",
        [
            Article("a", text, publisher="One"),
            Article("b", text + "\nAnna Berg left Rome on 2023-01-20.", publisher="Two"),
            Article(
                "c", "Anna Berg visited Oslo on 2024-03-02. Femi Ade left Rome.", publisher="Three"
            ),
        ],
    )
    rows = contents(tmp_path / "a.db")
    assert {row[0]: row[6] for row in rows["article"]} == {"a": "a", "b": "a", "c": "c"}
    event = next(row for row in rows["event"] if row[2] == "2024-03-02")
    assert (event[7], event[8]) == (3, 2)


def test_readers_see_the_former_state_until_all_is_linked(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    path = tmp_path / "a.db"
    load_made(path, articles[:10])
    before = contents(path)
    other = [replace(a, text=b.text) for a, b in zip(articles, made.articles(40, 3), strict=True)]
    done = load(path, (Read(a, a.id) for a in other), Intake(Quiet(stop_after=20)))
    assert done.stopped
    now = contents(path)
    for seen in ("event", "actor", "place", "review", "bitmap", "found", "event_actor"):
        assert now[seen] == before[seen]
    assert [row for row in now["article"] if row[7]] == before["article"]
    load_made(path, other)
    load_made(tmp_path / "b.db", other)
    assert contents(path) == contents(tmp_path / "b.db")


def test_the_same_article_twice_in_one_load_is_one(tmp_path: Path, load_made: Load) -> None:
    one, two = made.articles(2)
    done = load_made(tmp_path / "a.db", [one, two, one, one])
    assert (done.new, done.unchanged) == (2, 2)
    assert done.totals["articles"] == 2


def test_copies_of_a_copy_part_when_it_changes(tmp_path: Path, load_made: Load) -> None:
    lines = [f"{who} {did} {where}." for who in made.PEOPLE for did, where in TOLD]
    first, middle, last = lines[:18], lines[3:21], lines[6:24]
    path = tmp_path / "a.db"
    load_made(path, [Article("a", "\n".join(first)), Article("c", "\n".join(last))])
    assert copies(path) == {"a": "a", "c": "c"}
    load_made(path, [Article("b", "\n".join(middle))])
    assert copies(path) == {"a": "a", "b": "a", "c": "a"}
    load_made(path, [Article("b", "Anna Berg left Rome on 2023-01-20.")])
    assert copies(path) == {"a": "a", "b": "b", "c": "c"}


TOLD = list(zip(made.VERBS, made.PLACES, strict=True))


def copies(path: Path) -> dict[object, object]:
    """What each article is called together with its copies."""
    return {row[0]: row[6] for row in contents(path)["article"]}


def test_a_database_that_was_linked_by_other_rules_is_linked_anew(
    tmp_path: Path, load_made: Load, articles: list[Article]
) -> None:
    path = tmp_path / "a.db"
    load_made(path, articles[:-1])
    db = open_writer(path)
    with immediate(db):
        db.execute("UPDATE meta SET value = '1' WHERE key = 'link'")
        db.execute("UPDATE block SET key = key + 2 WHERE kind = 'claim'")
    db.close()
    load_made(path, articles[-1:])
    load_made(tmp_path / "b.db", articles)
    assert contents(path) == contents(tmp_path / "b.db")
