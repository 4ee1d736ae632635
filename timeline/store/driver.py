"""The SQLite driver and the two ways to open a database.

The only module of the package that imports a driver.  SQLite before 3.51.3 can corrupt a
database in WAL mode when two connections reset the log at once (fixed there and in the
maintenance releases 3.50.7 and 3.44.6; https://sqlite.org/wal.html, "The WAL-Reset Bug").
`pysqlite3` carries a SQLite of its own that has the fix.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sqlite_utils import Database

from timeline.errors import BadDatabase, Busy, DiskError, NotFound, TimelineError
from timeline.store import schema

try:
    import pysqlite3 as sqlite3
except ImportError:  # its wheels are for Linux; elsewhere Python's own is new enough or refused
    import sqlite3

if TYPE_CHECKING:
    from collections.abc import Iterator

Row: Final = sqlite3.Row
OperationalError: Final = sqlite3.OperationalError

BUSY_TIMEOUT_MS: Final = 10_000


class Reading(sqlite3.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that can only read; ``immutable`` if it takes the file for one that no
    other process changes, and so must be made anew when one does."""

    immutable = False


_HEADER: Final = b"SQLite format 3\x00"
_FIXED: Final = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
_FULL: Final = ("database or disk is full", "disk i/o error")
_READ_ONLY: Final = ("readonly database", "unable to open database file", "not authorized")
_DAMAGED_FILE: Final = "{}: is damaged ({}); restore a copy, or load the articles anew"
_FOREIGN: Final = "{}: is a database of another program; name another file with --db"


def has_wal_fix(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug."""
    if version >= _FIXED[0]:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED[1:])


def require_wal_fix() -> None:
    """Raises TimelineError if the SQLite that we run on could corrupt a database."""
    if not has_wal_fix(sqlite3.sqlite_version_info):
        raise TimelineError(
            f"SQLite {sqlite3.sqlite_version} has a bug that can corrupt databases; "
            "install one that is fixed with: pip install --upgrade pysqlite3"
        )


@contextlib.contextmanager
def plain_errors(path: Path | str) -> Iterator[None]:
    """Turns the driver's errors into BadDatabase, Busy and DiskError that name the file."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes bytes of a damaged file in its message
        raise BadDatabase(_DAMAGED_FILE.format(path, "not UTF-8")) from error
    except sqlite3.Error as error:
        # SQLite quotes the schema in some messages, with its line ends and whatever stands in it.
        told = str(error).partition("\n")[0][:120]
        message = told.lower()
        if "locked" in message or "busy" in message:
            raise Busy(
                f"{path}: another process is writing to it; try again when it is done"
            ) from error
        if any(sign in message for sign in _FULL):
            raise DiskError(
                f"{path}: the disk is full or failing ({told}); free some space"
            ) from error
        if any(sign in message for sign in _READ_ONLY):
            raise DiskError(
                f"{path}: cannot be written ({told}); check the rights of the file and its folder"
            ) from error
        # Our statements are fixed and tested: what else fails in one is the file's fault, and a
        # damaged schema fails in ways without number.
        if type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError):
            raise BadDatabase(_DAMAGED_FILE.format(path, told)) from error
        raise


def check_file(path: Path) -> bool:
    """Whether the file holds anything; looks at its header alone and changes nothing.

    False for a file that is missing or empty.  Raises BadDatabase for a file that is not
    SQLite, is another program's, is cut short, or is of a newer release; DiskError if it
    cannot be read.
    """
    try:
        if path.is_dir():
            raise BadDatabase(f"{path}: is a folder; name a database file")
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DiskError(f"{path}: cannot be opened: {error.strerror}") from error
    if not header:
        return False
    if not header.startswith(_HEADER) or len(header) < 100:
        raise BadDatabase(f"{path}: is not a Timeline database; name another file with --db")
    number = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if number != schema.APPLICATION_ID:
        changes = int.from_bytes(header[40:44], "big")
        if number == version == changes == 0:
            # Just made: its tables are not there yet, or still in its log.
            return _log_of(path).exists()
        raise BadDatabase(_FOREIGN.format(path))
    if version > schema.VERSION:
        raise BadDatabase(
            f"{path}: was written by a newer Timeline (tables of version {version}, known are "
            f"{schema.VERSION}); upgrade with: pip install --upgrade timeline-articles"
        )
    if not _log_of(path).exists() and size < pages * (65536 if page == 1 else page):
        raise BadDatabase(f"{path}: is cut short; restore a copy, or load the articles anew")
    return True


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def open_writer(path: Path, *, synchronous: str = "NORMAL") -> Database:
    """The database for writing: made if missing or empty, brought up to date if older.

    Foreign keys are on, the schema is not trusted, the journal is a write-ahead log.
    Raises BadDatabase, DiskError, Busy; a file that is not ours is left untouched.
    """
    require_wal_fix()
    held = check_file(path)
    with plain_errors(path):
        connection = sqlite3.connect(str(path), isolation_level=None)
        try:
            db = Database(connection, recursive_triggers=False, execute_plugins=False)
            db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA trusted_schema = OFF")
            if not held:
                db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA synchronous = {'FULL' if synchronous == 'FULL' else 'NORMAL'}")
            _migrate(db, path)
            db.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return db


def open_unfinished(path: Path) -> Any:
    """A bare connection to a file that is being made and has no name of its own yet."""
    return sqlite3.connect(str(path))


def is_ours(path: Path) -> bool:
    """Whether the header says Timeline, be the rest as damaged as it may."""
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(_HEADER) and header[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


def _migrate(db: Database, path: Path) -> None:
    """Runs the migrations that are missing, each in a transaction of its own."""
    if _user_version(db) == schema.VERSION:
        return
    while True:
        with immediate(db):
            # Read inside the transaction: another process may have migrated meanwhile.
            version = _user_version(db)
            if version >= schema.VERSION:
                return
            if version == 0 and db.table_names():
                raise BadDatabase(_FOREIGN.format(path))
            schema.MIGRATIONS[version](db)
            db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {version + 1}")


def _user_version(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def immediate(db: Database) -> Iterator[None]:
    """A transaction that holds the write lock from its start.

    A deferred one that reads before it writes fails at once when another process commits
    in between, whatever the busy timeout.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def open_reader(path: Path) -> Any:
    """A :class:`Reading` connection.

    Where nothing may be written beside it (a disk that is read-only, another's folder) the
    database is opened as one that cannot change, which is the only way to open one with a
    write-ahead log there.  Raises NotFound for a missing file,
    BadDatabase for one that is not a Timeline database or not of this release.
    """
    if not check_file(path):
        state = "is empty" if path.exists() else "no such database"
        raise NotFound(f"{path}: {state}; fill it with: timeline load PATH… --db {path}")
    with plain_errors(path):
        connection = _connect_reader(path)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except BaseException:
            connection.close()
            raise
    if version == 0:
        connection.close()
        raise NotFound(f"{path}: is empty; fill it with: timeline load PATH… --db {path}")
    if version != schema.VERSION:
        connection.close()
        raise BadDatabase(
            f"{path}: was written by an older Timeline (tables of version {version}, needed are "
            f"{schema.VERSION}); bring it up to date with: timeline load PATH… --db {path}"
        )
    return connection


def state_of(path: Path) -> tuple[int, ...]:
    """What is another when the file was replaced or written to; raises OSError."""
    stat = path.stat()
    logged = _log_of(path).exists()
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size, logged


def _connect_reader(path: Path) -> Any:
    uri = f"file:{quote(os.fsencode(path.resolve()))}?mode=ro"
    connection = _connect(uri)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        connection = _connect(uri + "&immutable=1")
        connection.immutable = True
    return connection


def _connect(uri: str) -> Any:
    return sqlite3.connect(uri, uri=True, check_same_thread=False, factory=Reading)
