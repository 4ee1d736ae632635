"""Which SQLite, which files, and what is said of the others; a refused file is not touched."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.store import made
from tests.unit.store.conftest import Load
from timeline.errors import BadDatabase, Busy, NotFound, TimelineError
from timeline.store import driver, schema

sqlite3 = driver.sqlite3


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 53, 4), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 49, 9), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 40, 1), False),
    ],
)
def test_versions_with_the_wal_reset_bug(version: tuple[int, int, int], fixed: bool) -> None:
    assert driver.has_wal_fix(version) is fixed


def test_a_broken_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(driver, "has_wal_fix", lambda _: False)
    with pytest.raises(TimelineError, match="pip install"):
        driver.open_writer(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_a_new_database_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    driver.open_writer(path).close()
    connection = driver.open_reader(path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()


def test_the_writer_holds_its_settings(tmp_path: Path) -> None:
    for asked, number in (("NORMAL", 1), ("FULL", 2)):
        db = driver.open_writer(tmp_path / "a.db", synchronous=asked)
        settings = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "trusted_schema", "synchronous", "busy_timeout")
        }
        db.close()
        assert settings == {
            "foreign_keys": 1,
            "trusted_schema": 0,
            "synchronous": number,
            "busy_timeout": driver.BUSY_TIMEOUT_MS,
        }


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    driver.open_writer(tmp_path / "a.db").close()
    connection = driver.open_reader(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM meta")
    connection.close()


def test_an_empty_file_becomes_a_database_for_a_writer_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(NotFound, match="is empty; fill it with"):
        driver.open_reader(path)
    assert path.read_bytes() == b""
    driver.open_writer(path).close()
    driver.open_reader(path).close()


@pytest.mark.parametrize("name", ["a b?mode=rw#x%41.db", "caf\udce9.db", "Übersicht 中.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    driver.open_writer(tmp_path / name).close()
    driver.open_reader(tmp_path / name).close()
    assert name in {path.name for path in tmp_path.iterdir()}


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(str(path))
    connection.execute("CREATE TABLE article(id)")
    connection.commit()
    connection.close()


def _of_another_program(path: Path) -> None:
    _foreign(path)
    connection = sqlite3.connect(str(path))
    connection.execute("PRAGMA application_id = 1234")
    connection.close()


def _newer(path: Path) -> None:
    driver.open_writer(path).close()
    connection = sqlite3.connect(str(path))
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _cut_short(path: Path) -> None:
    driver.open_writer(path).close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _header_alone(path: Path) -> None:
    driver.open_writer(path).close()
    path.write_bytes(path.read_bytes()[:50])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"\x00" * 5_000), "not a Timeline database"),
        (lambda path: path.write_text("An article." * 50), "not a Timeline database"),
        (lambda path: path.mkdir(), "is a folder"),
        (_foreign, "of another program"),
        (_of_another_program, "of another program"),
        (_newer, "newer Timeline.*pip install --upgrade"),
        (_cut_short, "is cut short; restore a copy"),
        (_header_alone, "not a Timeline database"),
    ],
)
@pytest.mark.parametrize("open_", [driver.open_writer, driver.open_reader])
def test_other_files_are_refused_in_one_line_and_left_alone(
    tmp_path: Path,
    make: Callable[[Path], object],
    says: str,
    open_: Callable[[Path], object],
) -> None:
    path = tmp_path / "a.db"
    make(path)
    before = _all_files(tmp_path)
    with pytest.raises(BadDatabase, match=says) as raised:
        open_(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert _all_files(tmp_path) == before


def test_bit_flips_are_damage_or_harmless(tmp_path: Path, load_made: Load) -> None:
    """Whatever bit is wrong, the answer is data or one of our own errors."""
    from timeline.store.inspect import count_rows, find_faults

    path = tmp_path / "a.db"
    load_made(path, made.articles(6))
    whole = path.read_bytes()
    chance = random.Random(7)
    named = 0
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(40):
            damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        said = []
        try:
            count_rows(path)
            said = find_faults(path)
        except (BadDatabase, NotFound) as error:
            said = [str(error)]
        named += bool(said)
        assert not [line for line in said if "\n" in line]
    assert named > 30


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "a.db"
    first, second = driver.open_writer(path), driver.open_writer(path)
    with (
        driver.immediate(first),
        pytest.raises(Busy, match="another process is writing"),
        driver.plain_errors(path),
        driver.immediate(second),
    ):
        pass
    with driver.immediate(second):
        second.execute("UPDATE meta SET value = '5'")
    first.close()
    second.close()


def test_two_processes_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from timeline.store import driver;"
        "driver.open_writer(pathlib.Path(sys.argv[1])).close()"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "a.db")]) for _ in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    driver.open_reader(tmp_path / "a.db").close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    db = driver.open_writer(tmp_path / "a.db")
    with pytest.raises(sqlite3.IntegrityError), driver.immediate(db):
        db.executescript("UPDATE meta SET value = '9'; INSERT INTO meta VALUES ('generation', '1')")
    assert db.execute("SELECT value FROM meta").fetchone()[0] == "0"
    db.close()


def _all_files(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }
