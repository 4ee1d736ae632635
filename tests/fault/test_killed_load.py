"""kill -9 at any statement: nothing acknowledged is lost, nothing is half-written, and going
on ends where an uninterrupted load would have."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.fault import forked
from tests.unit.store import made
from tests.unit.store.contents import contents
from timeline.extract import pipeline
from timeline.ingest import load as module
from timeline.ingest.intake import Intake
from timeline.model import Article
from timeline.read import Read
from timeline.store import driver
from timeline.store.inspect import find_faults

KILLS = int(os.environ.get("TIMELINE_TEST_KILLS", "20"))
BEFORE, ARTICLES = made.articles(12, seed=4), made.articles(24, seed=5)


class Acknowledging:
    """A watcher that says on a pipe which articles are done."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def tell(self, line: str) -> None:
        pass

    def advance(self, size: int) -> None:
        os.write(self._pipe, b".")

    def stopped(self) -> bool:
        return False


class Killer:
    """Counts the statements of a connection and kills its process at one of them."""

    def __init__(self, at: int | None) -> None:
        self.count = 0
        self._at = at

    def __call__(self, _statement: str) -> None:
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def load(path: Path, articles: list[Article], killer: Killer, pipe: int) -> None:
    original = driver.open_writer

    def watched(*args: Any, **options: Any) -> Any:
        db = original(*args, **options)
        db.conn.set_trace_callback(killer)
        return db

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "open_writer", watched)
        patch.setattr(pipeline, "Extractor", made.Extractor)
        reads = (Read(article, article.id) for article in articles)
        module.load(path, reads, Intake(Acknowledging(pipe)))


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, list[tuple[object, ...]]], int]:
    """What an uninterrupted second load leaves, and how many statements it takes."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    null = os.open(os.devnull, os.O_WRONLY)
    counter = Killer(None)
    load(path, BEFORE, Killer(None), null)
    load(path, ARTICLES, counter, null)
    os.close(null)
    return contents(path), counter.count


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_load(
    tmp_path: Path, whole: tuple[dict[str, list[tuple[object, ...]]], int], seed: int
) -> None:
    expected, statements = whole
    at = random.Random(seed).randrange(1, statements)
    path = tmp_path / "a.db"
    null = os.open(os.devnull, os.O_WRONLY)
    load(path, BEFORE, Killer(None), null)
    before = contents(path)

    reader, writer = os.pipe()
    code = forked.run(lambda: load(path, ARTICLES, Killer(at), writer), tmp_path / "log")
    os.close(writer)
    acknowledged = len(os.read(reader, 1_000))
    os.close(reader)
    assert code == -signal.SIGKILL, (tmp_path / "log").read_text()

    assert find_faults(path) == []
    now = contents(path)
    assert len({row[0] for row in now["article"]} & {a.id for a in ARTICLES}) >= acknowledged
    # Either nothing is linked yet or all is: readers never see a state in between.
    assert now["event"] in (before["event"], expected["event"])
    assert [row for row in now["article"] if row[7]] in (before["article"], expected["article"])

    load(path, ARTICLES, Killer(None), null)
    os.close(null)
    assert contents(path) == expected
    assert find_faults(path) == []
