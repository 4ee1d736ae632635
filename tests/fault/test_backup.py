"""Copies of a database and back: whole or not at all, whenever the process is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fault import forked
from tests.unit.store import made
from tests.unit.store.contents import contents
from timeline.errors import BadDatabase, Busy, DiskError, NotFound, UsageError
from timeline.extract import pipeline
from timeline.ingest.intake import Intake
from timeline.ingest.load import load
from timeline.read import Read
from timeline.store import backup as module
from timeline.store.backup import back_up, restore
from timeline.store.driver import immediate, open_reader, open_writer


class Silent:
    """A watcher that does nothing."""

    def tell(self, line: str) -> None: ...

    def advance(self, size: int) -> None: ...

    def stopped(self) -> bool:
        return False


def fill(path: Path, seed: int) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Extractor", made.Extractor)
        load(path, (Read(a, a.id) for a in made.articles(8, seed)), Intake(Silent()))
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return fill(tmp_path / "one.db", 1)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return fill(tmp_path / "two.db", 2)


def names(folder: Path) -> set[str]:
    """The files of a folder without logs, which a reader that is alone leaves behind, empty."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}


def test_a_copy_holds_what_the_database_held(one: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    # What is still in the log belongs to the copy, what is not committed does not.
    db = open_writer(one)
    with immediate(db):
        db.execute("UPDATE meta SET value = '77' WHERE key = 'generation'")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE meta SET value = '78' WHERE key = 'generation'")
    back_up(one, copy)
    db.execute("ROLLBACK")
    db.close()
    assert contents(copy) == contents(one)
    connection = open_reader(copy)
    assert connection.execute("SELECT value FROM meta").fetchone()[0] == "77"
    connection.close()
    assert names(tmp_path) == {"one.db", "copy.db"}


def test_a_copy_takes_the_place_of_a_copy_and_of_nothing_else(one: Path, two: Path) -> None:
    copy = one.parent / "copy.db"
    back_up(one, copy)
    back_up(two, copy)
    assert contents(copy) == contents(two)
    letter = one.parent / "letter.txt"
    letter.write_text("Dear Anna, " * 50)
    with pytest.raises(UsageError, match="not a Timeline database"):
        back_up(one, letter)
    assert letter.read_text() == "Dear Anna, " * 50
    with pytest.raises(UsageError, match="the database itself"):
        back_up(one, one)


def test_a_restored_database_is_the_copy_and_the_former_is_kept(one: Path, two: Path) -> None:
    expected, former = contents(two), contents(one)
    kept = restore(two, one)
    assert kept is not None
    assert contents(one) == expected
    assert contents(kept) == former
    assert fill(one, 3) == one


def test_a_database_can_be_restored_where_there_is_none(two: Path, tmp_path: Path) -> None:
    assert restore(two, tmp_path / "new.db") is None
    assert contents(tmp_path / "new.db") == contents(two)


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_database_can_be_restored(one: Path, two: Path, damage: str) -> None:
    data = one.read_bytes()
    broken = data[:9_000] if damage == "cut" else data[:4_096] + bytes(len(data) - 4_096)
    one.write_bytes(broken)
    kept = restore(two, one)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert contents(one) == contents(two)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: None, NotFound),
        (lambda path: path.write_text("x" * 200), BadDatabase),
        (lambda path: path.write_bytes(b""), NotFound),
    ],
)
def test_what_is_no_copy_is_refused(
    one: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    before = one.read_bytes()
    make(one.parent / "copy.db")
    with pytest.raises(error):
        restore(one.parent / "copy.db", one)
    assert one.read_bytes() == before
    assert names(one.parent) <= {"one.db", "copy.db"}


def test_a_damaged_copy_is_refused(one: Path, two: Path) -> None:
    data = bytearray(two.read_bytes())
    data[20_000:40_000] = os.urandom(20_000)
    two.write_bytes(data)
    before = one.read_bytes()
    with pytest.raises(BadDatabase, match=r"two\.db: is damaged"):
        restore(two, one)
    assert one.read_bytes() == before
    assert names(one.parent) == {"one.db", "two.db"}


def test_another_program_s_database_is_not_replaced(two: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x" * 200)
    with pytest.raises(BadDatabase, match="not a Timeline database"):
        restore(two, other)
    assert other.read_text() == "x" * 200


def test_a_database_in_use_is_not_replaced(
    one: Path, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.store.driver.BUSY_TIMEOUT_MS", 50)
    before = contents(one)
    connection = open_reader(one)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM meta").fetchone()
    with pytest.raises(Busy, match=r"in use|is writing"):
        restore(two, one)
    connection.close()
    assert contents(one) == before


STEPS = ("replace", "fsync")


@pytest.mark.parametrize("work", ["back up", "restore"])
@pytest.mark.parametrize("step", range(8))
def test_killed_at_any_step(one: Path, two: Path, work: str, step: int) -> None:
    """Before each call that makes something last; later ones are never reached."""
    copy = one.parent / "copy.db"
    back_up(one, copy)
    former = contents(one)
    new = contents(two)
    target, source = (copy, two) if work == "back up" else (one, two)

    def killed() -> None:
        count = 0

        def count_down(name: str) -> Callable[..., object]:
            original = getattr(os, name)

            def call(*arguments: object) -> object:
                nonlocal count
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1
                return original(*arguments)

            return call

        for name in STEPS:
            setattr(module.os, name, count_down(name))
        back_up(source, target) if work == "back up" else restore(source, target)

    code = forked.run(killed, one.parent / "log")
    assert code in (0, -signal.SIGKILL), (one.parent / "log").read_text()
    assert contents(target) in (former, new)
    if code == 0:
        assert step >= 3
        assert contents(target) == new
    back_up(two, target) if work == "back up" else restore(two, target)
    assert contents(target) == new


def killed_while_open(path: Path) -> None:
    """Leaves a log beside the database, of a change that was committed."""

    def change() -> None:
        db = open_writer(path)
        with immediate(db):
            db.execute("UPDATE event SET title = title || ' and a good deal longer than before'")
        os.kill(os.getpid(), signal.SIGKILL)

    assert forked.run(change, path.parent / "log") == -signal.SIGKILL
    assert path.with_name(path.name + "-wal").stat().st_size


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "emptied"])
def test_a_log_without_its_database_is_not_played_into_the_restored_one(
    one: Path, two: Path, left: bytes | None
) -> None:
    expected = contents(two)
    killed_while_open(one)
    one.unlink() if left is None else one.write_bytes(left)
    assert restore(two, one) is None
    assert contents(one) == expected


def test_a_log_of_a_former_copy_is_not_played_into_the_new_one(one: Path, two: Path) -> None:
    copy = one.parent / "copy.db"
    back_up(one, copy)
    killed_while_open(copy)
    back_up(two, copy)
    assert contents(copy) == contents(two)


def test_each_restore_keeps_what_it_replaces(one: Path, two: Path) -> None:
    former, expected = contents(one), contents(two)
    first, second = restore(two, one), restore(two, one)
    assert first is not None
    assert second is not None
    assert (contents(first), contents(second)) == (former, expected)


def test_a_copy_under_a_name_that_cannot_be(one: Path) -> None:
    with pytest.raises(DiskError, match="File name too long"):
        back_up(one, one.with_name("x" * 300))
