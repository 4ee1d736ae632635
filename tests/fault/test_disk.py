"""Full and read-only disks: one line, exit code 5, and the file as it was."""

from __future__ import annotations

import functools
import importlib
import json
import os
import resource
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fault import forked
from tests.unit.store import made
from tests.unit.store.contents import contents
from timeline.cli import main
from timeline.extract import pipeline
from timeline.query import events
from timeline.query.database import open_reader
from timeline.query.filters import Filters

# What the commands import when they run: a child that is nobody may not be able to read it.
for name in ("export.formats", "ingest.load", "query.database", "query.full", "store.inspect"):
    importlib.import_module(f"timeline.{name}")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the user nobody can reach too."""
    path = Path(tempfile.mkdtemp(prefix="timeline-test-"))
    path.chmod(0o755)
    yield path
    for one in (path, *path.rglob("*")):
        one.chmod(0o755)
    shutil.rmtree(path)


@pytest.fixture(autouse=True)
def _made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Extractor", made.Extractor)


def write_articles(path: Path, number: int, seed: int = 1) -> str:
    lines = (
        {"id": article.id, "text": article.text, "published": article.published}
        for article in made.articles(number, seed)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def loaded(folder: Path) -> Path:
    db = folder / "a.db"
    with pytest.raises(SystemExit) as ended:
        main(["load", "--db", str(db), write_articles(folder / "first.jsonl", 10)])
    assert ended.value.code == 0
    return db


def limited(db: Path, articles: str, room: int) -> None:
    size = sum(path.stat().st_size for path in db.parent.glob("a.db*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
    main(["load", "--db", str(db), articles])


@pytest.mark.parametrize("room", [0, 40_000, 400_000])
def test_a_full_disk(folder: Path, room: int) -> None:
    db = loaded(folder)
    before = contents(db)
    more = write_articles(folder / "more.jsonl", 400, seed=2)
    code = forked.run(lambda: limited(db, more, room), folder / "log")
    said = (folder / "log").read_text().splitlines()
    assert code == 5, said
    assert len(said) == 1
    assert str(db) in said[0]
    assert "free some space" in said[0]
    now = contents(db)
    assert now["event"] == before["event"]
    with pytest.raises(SystemExit) as ended:
        main(["load", "--db", str(db), more])
    assert ended.value.code == 0


def as_nobody(*arguments: str) -> None:
    forked.give_up_root()
    main(list(arguments))


def test_a_database_that_may_not_be_written(folder: Path) -> None:
    db = loaded(folder)
    more = write_articles(folder / "more.jsonl", 3, seed=2)
    before = db.read_bytes()
    code = forked.run(lambda: as_nobody("load", "--db", str(db), more), folder / "log")
    said = (folder / "log").read_text().splitlines()
    assert code == 5, said
    assert len(said) == 1
    assert f"{db}: cannot be written" in said[0]
    assert db.read_bytes() == before
    assert os.listdir(folder).count("a.db-wal") == 0


def test_a_database_that_may_not_be_made(folder: Path) -> None:
    more = write_articles(folder / "more.jsonl", 3)
    db = folder / "none.db"
    code = forked.run(lambda: as_nobody("load", "--db", str(db), more), folder / "log")
    said = (folder / "log").read_text().splitlines()
    assert code == 5, said
    assert len(said) == 1
    assert f"{db}: cannot be written" in said[0]
    assert not db.exists()


def test_a_database_that_may_not_be_read(folder: Path) -> None:
    db = loaded(folder)
    db.chmod(0o000)
    code = forked.run(lambda: as_nobody("stats", "--db", str(db)), folder / "log")
    said = (folder / "log").read_text().splitlines()
    assert code == 5, said
    assert said == [f"timeline: {db}: cannot be opened: Permission denied"]


def test_readers_need_no_right_to_write(folder: Path) -> None:
    db = loaded(folder)
    folder.chmod(0o555)
    with tempfile.TemporaryDirectory() as logs:
        for command in ("stats", "check", "export"):
            log = Path(logs, command)
            code = forked.run(functools.partial(as_nobody, command, "--db", str(db)), log)
            assert code == 0, log.read_text()


def test_a_server_without_the_right_to_write_sees_new_loads(folder: Path) -> None:
    db = loaded(folder)
    more = write_articles(folder / "more.jsonl", 30, seed=2)
    ready, go = os.pipe(), os.pipe()

    def serve() -> None:
        forked.give_up_root()
        reader = open_reader(db)
        before = len(events.page(reader, Filters(), limit=500).events)
        os.write(ready[1], b".")
        os.read(go[0], 1)
        after = len(events.page(reader, Filters(), limit=500).events)
        assert before < after == events.count(reader, Filters()), (before, after)

    child = forked.start(serve, folder / "log")
    os.read(ready[0], 1)
    with pytest.raises(SystemExit):
        main(["load", "--db", str(db), more])
    os.write(go[1], b".")
    assert forked.wait(child) == 0, (folder / "log").read_text()


def test_a_load_ended_by_sigterm_goes_on_later(folder: Path) -> None:
    articles = write_articles(folder / "a.jsonl", 200)
    whole, ended = folder / "whole.db", folder / "ended.db"
    with pytest.raises(SystemExit):
        main(["load", "--db", str(whole), articles])

    def terminated() -> None:
        timer = threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGTERM))
        timer.daemon = True
        timer.start()
        main(["load", "--db", str(ended), articles])

    code = forked.run(terminated, folder / "log")
    assert code == 143, (folder / "log").read_text()
    assert "run the same command again" in (folder / "log").read_text()
    assert "Traceback" not in (folder / "log").read_text()
    staged = len(contents(ended)["article"])
    assert 0 < staged < 200
    with pytest.raises(SystemExit) as again:
        main(["load", "--db", str(ended), articles])
    assert again.value.code == 0
    assert contents(ended) == contents(whole)
