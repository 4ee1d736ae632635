"""Copies of a database while it is in use, and back; neither leaves half a file behind."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from timeline.errors import BadDatabase, Busy, DiskError, NotFound, UsageError
from timeline.store.driver import (
    OperationalError,
    check_file,
    immediate,
    is_ours,
    open_reader,
    open_unfinished,
    open_writer,
    plain_errors,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGES: Final = 2_000  # copied at a time, so that a writer need not wait for the whole


def back_up(database: Path, copy: Path) -> None:
    """Writes a copy of the database as it stands now, checked and safe on disk.

    The copy is one file without a write-ahead log; it appears under its name only when it is
    whole, in place of a former copy.  Raises NotFound, BadDatabase, DiskError, and UsageError
    where the copy would take the place of something else.
    """
    if _same(copy, database):
        raise UsageError(f"{copy}: is the database itself; name another file for the copy")
    _require_copy_or_nothing(copy)
    with plain_errors(database):
        source = open_reader(database)
    with contextlib.closing(source), _whole(copy) as unfinished:
        _copy(source, unfinished, database)


def restore(copy: Path, database: Path) -> Path | None:
    """Puts a copy in the place of the database; returns where the former one is kept.

    The copy is checked first.  None where there was no database.  Raises NotFound, BadDatabase,
    DiskError, and Busy while other processes have the database open.
    """
    try:
        with plain_errors(copy):
            source = open_reader(copy)
    except NotFound as error:
        raise NotFound(
            f"{copy}: is missing or empty; name a file that timeline backup wrote"
        ) from error
    with contextlib.closing(source), _whole(database) as unfinished:
        with plain_errors(copy):
            _copy(source, unfinished, copy)
        return _set_aside(database)


def _same(copy: Path, database: Path) -> bool:
    try:
        return copy.samefile(database)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DiskError(f"{copy}: cannot be written: {error.strerror}") from error


def _require_copy_or_nothing(copy: Path) -> None:
    """Raises UsageError if something stands there that is no database of ours."""
    try:
        check_file(copy)
    except BadDatabase as error:
        what = str(error).removeprefix(f"{copy}: ").partition(";")[0]
        raise UsageError(
            f"{copy}: {what}, and a copy would take its place; name another file"
        ) from error


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A name to write under; what stands there gets the name `path` when the block succeeds."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with plain_errors(path):
            yield unfinished
        _sync(unfinished)
        # A log that a killed process left would be played into the file that takes its place.
        for log in _logs_of(path):
            log.unlink(missing_ok=True)
        os.replace(unfinished, path)
        _sync(path.parent)
    except OSError as error:
        raise DiskError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        for rest in (unfinished, *_logs_of(unfinished)):
            with contextlib.suppress(OSError):
                rest.unlink(missing_ok=True)


def _copy(source: Any, target: Path, named: Path) -> None:
    """Copies page by page and checks the result; raises BadDatabase if it is not sound."""
    copied = open_unfinished(target)
    with contextlib.closing(copied):
        source.backup(copied, pages=_PAGES)
        # A copy is carried about alone: no log that it would miss.
        copied.execute("PRAGMA journal_mode = DELETE")
        found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        told = found.splitlines()[-1][:120]
        raise BadDatabase(f"{named}: is damaged ({told}); nothing was replaced")


def _set_aside(database: Path) -> Path | None:
    """Keeps the database beside its place, and empties its log so that none is left stale."""
    if not database.exists() or not database.stat().st_size:
        return None
    if not is_ours(database):
        check_file(database)  # says what it is
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = database.with_name(f"{database.name}.before-{stamp}")
    try:
        with plain_errors(database):
            _keep_copy(database, kept)
    except BadDatabase:
        _keep_bytes(database, kept)  # it cannot be opened any more
    return kept


def _keep_copy(database: Path, kept: Path) -> None:
    with contextlib.closing(open_writer(database)) as db:
        with immediate(db):
            pass  # raises Busy where somebody is writing
        with _whole(kept) as unfinished:
            _copy(db.conn, unfinished, database)
        # Only the last connection can take the log away: a reader elsewhere makes this fail.
        try:
            db.execute("PRAGMA journal_mode = DELETE")
        except OperationalError as error:
            raise _in_use(database) from error
    if any(log.exists() for log in _logs_of(database)):
        raise _in_use(database)


def _keep_bytes(database: Path, kept: Path) -> None:
    shutil.copy2(database, kept)
    for log, kept_log in zip(_logs_of(database), _logs_of(kept), strict=True):
        if log.exists():
            shutil.copy2(log, kept_log)
            log.unlink()


def _in_use(database: Path) -> Busy:
    return Busy(f"{database}: is in use; end the server and other programs that have it open")


def _logs_of(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _sync(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
