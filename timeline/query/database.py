"""The reader of one database: read-only connections, a time limit, and the index in memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import dates
from timeline.errors import BadDatabase, BadFilter, DiskError, NotFound
from timeline.query import build, known
from timeline.query.index import Index
from timeline.store import driver

LIMIT = 1.0  # seconds of work (CPU time of the thread) of one session
_WAITING = 5  # so many times as long may pass on the clock: the machine may be busy
_DAYS = 16  # indexes of past days that are kept
_STEPS = 2_000  # virtual machine instructions between two looks at the clock


@dataclass(slots=True)
class Session:
    """One consistent view of the database: a read transaction and the index that goes with it.

    With ``day`` the view is that of the claims published up to then (an ISO day).
    """

    connection: Any
    index: Index
    day: str | None = None

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a SELECT, each to be read by column name."""
        found: list[Any] = self.connection.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row of a SELECT, or None."""
        return self.connection.execute(sql, values).fetchone()


class _Thread(threading.local):
    connection: Any = None
    state: tuple[int, ...] = ()  # of the file when it was opened: device, inode, what was written
    session: Session | None = None
    deadline: tuple[float, float] | None = None  # in CPU time of the thread and by the clock


class Reader:
    """Answers readers from one database file; one object serves all threads.

    Each thread gets a connection of its own.  A new load is seen by its generation number, a
    file put in the place of the old one by its inode; both without a restart.  A file beside
    which nothing may be written is opened anew when another process has written to it.
    """

    def __init__(self, path: Path, *, limit: float | None = LIMIT) -> None:
        self.path = path
        self.limit = limit
        self._local = _Thread()
        self._lock = threading.Lock()
        self._days_lock = threading.Lock()  # of its own: a day of long ago holds up nobody else
        self._index: Index | None = None
        self._indexed: tuple[tuple[int, ...], str] | None = None
        self._indexes = 0  # read so far
        self._days: dict[str, tuple[Index, Index]] = {}  # ISO day: today's index, that of the day
        self._opened: list[Any] = []

    @contextmanager
    def session(self, as_of: str | None = None, *, timed: bool = True) -> Iterator[Session]:
        """A consistent view for one request; inside another one of the same thread, that one.

        ``as_of`` is the date up to whose last day claims are known; None for all.

        Raises BadDatabase, Busy, DiskError or NotFound when the file fails, and BadFilter when
        the work takes longer than ``limit`` seconds (None, or not ``timed``: no limit, for
        exports).
        """
        local = self._local
        if local.session is not None:
            yield self._as_known(local.session, as_of)
            return
        with driver.plain_errors(self.path):
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                local.session = Session(connection, self._current_index(connection))
                local.deadline = self._deadline() if timed else None
                yield self._as_known(local.session, as_of)
            except driver.OperationalError as error:
                if "interrupted" in str(error):
                    raise BadFilter(
                        f"the filters ask for more than {self.limit:g} s of work; narrow the dates "
                        "or the words"
                    ) from error
                raise
            finally:
                local.session, local.deadline = None, None
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @property
    def generation(self) -> str:
        """Changes whenever the answers may change: part of every cache key and ETag."""
        with self.session() as session:
            return session.index.generation

    def close(self) -> None:
        """Close the connections of all threads; the reader opens new ones when used again."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = _Thread()

    def _connection(self) -> Any:
        try:
            state = driver.state_of(self.path)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFound(
                f"{self.path}: no such database; fill it with: timeline load PATH… --db {self.path}"
            ) from error
        except OSError as error:
            raise DiskError(f"{self.path}: cannot be opened: {error.strerror}") from error
        local, held = self._local, self._local.connection
        if held is not None:
            if local.state == state or (local.state[:2] == state[:2] and not held.immutable):
                return held
            local.connection = None
            with self._lock:
                self._opened.remove(held)
            held.close()
        connection = driver.open_reader(self.path)
        connection.row_factory = driver.Row
        connection.set_progress_handler(self._over_time, _STEPS)
        local.connection, local.state = connection, state
        with self._lock:
            self._opened.append(connection)
        return connection

    def _over_time(self) -> bool:
        deadline = self._local.deadline
        if deadline is None:
            return False
        return time.thread_time() > deadline[0] or time.monotonic() > deadline[1]

    def _deadline(self) -> tuple[float, float] | None:
        if self.limit is None:
            return None
        return time.thread_time() + self.limit, time.monotonic() + _WAITING * self.limit

    def _current_index(self, connection: Any) -> Index:
        """The index of the generation that this transaction sees."""
        row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        wanted = (self._local.state[:2], str(row[0]) if row else "0")
        with self._lock:
            if self._index is None or self._indexed != wanted:
                try:
                    # Counted, for another file may have come to the same generation.
                    self._indexes += 1
                    self._index = build.read(connection, f"{wanted[1]}.{self._indexes}")
                except (KeyError, ValueError, IndexError) as error:
                    raise BadDatabase(
                        f"{self.path}: its index is damaged; restore a copy, or load the articles "
                        "anew"
                    ) from error
                self._indexed = wanted
            return self._index

    def _as_known(self, session: Session, as_of: str | None) -> Session:
        """The same view with the index of the date, made once and kept for a while."""
        if as_of is None:
            return session
        day = dates.parse(as_of).latest
        if day is None:
            raise BadFilter(f"as_of: {as_of!r} is outside the years 1 to 9999")
        with self._days_lock, self._untimed():
            kept = self._days.get(day)
            if kept is None or kept[0] is not session.index:
                while len(self._days) >= _DAYS:
                    del self._days[next(iter(self._days))]
                made = known.as_known(session.connection, session.index, day)
                kept = self._days[day] = (session.index, made)
        return Session(session.connection, kept[1], day)

    @contextmanager
    def _untimed(self) -> Iterator[None]:
        """Work that serves all requests is not counted as this one's."""
        timed, self._local.deadline = self._local.deadline is not None, None
        try:
            yield
        finally:
            self._local.deadline = self._deadline() if timed else None


def open_reader(path: Path | str, *, limit: float | None = LIMIT) -> Reader:
    """A reader of the database file, its index read; ``limit`` as for :class:`Reader`.

    Raises NotFound for a missing or empty file, BadDatabase for one that is not a Timeline
    database, is damaged or of another release, DiskError where it cannot be read.
    """
    reader = Reader(Path(path), limit=limit)
    with reader.session():
        return reader
