"""Readers go on while another process loads: no error, and never a state in between."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.fault import forked
from tests.unit.store import made
from timeline.extract import pipeline
from timeline.ingest.intake import Intake
from timeline.ingest.load import load
from timeline.model import Article
from timeline.query import events, facets
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.read import Read

READERS = 8
BATCHES = [made.articles(15, seed) for seed in range(20, 25)]


class Silent:
    """A watcher that does nothing."""

    def tell(self, line: str) -> None: ...

    def advance(self, size: int) -> None: ...

    def stopped(self) -> bool:
        return False


def load_batch(path: Path, number: int, articles: list[Article]) -> None:
    reads = (Read(article, article.id) for article in renamed(number, articles))
    load(path, reads, Intake(Silent()))


def renamed(number: int, articles: list[Article]) -> list[Article]:
    return [Article(f"{number}-{a.id}", a.text, published=a.published) for a in articles]


def load_all(path: Path, go: int) -> None:
    os.read(go, 1)
    for number, articles in enumerate(BATCHES):
        load_batch(path, number + 1, articles)


def test_readers_during_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Extractor", made.Extractor)
    path = tmp_path / "a.db"
    load_batch(path, 0, made.articles(15, seed=19))
    waiting, go = os.pipe()
    # The child is made before there are threads; it loads when it is told to.
    child = forked.start(lambda: load_all(path, waiting), tmp_path / "log")

    reader = Reader(path, limit=60.0)
    ended = threading.Event()
    failures: list[BaseException] = []
    seen: set[tuple[int, ...]] = set()

    def read() -> None:
        try:
            while not ended.is_set():
                with reader.session():
                    page = events.page(reader, Filters(), limit=20)
                    total = events.count(reader, Filters())
                    assert page.total == total
                    counts = [v.count for v in facets.actors(reader, Filters(), limit=50)]
                    assert len(counts) == len(made.PEOPLE)
                    seen.add((total, *sorted(counts)))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    os.write(go, b"!")
    code = forked.wait(child)
    ended.set()
    for thread in threads:
        thread.join(60)
    reader.close()
    for end in (waiting, go):
        os.close(end)
    assert code == 0, (tmp_path / "log").read_text()
    assert failures == []
    assert 2 <= len(seen) <= len(BATCHES) + 1
