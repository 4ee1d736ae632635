"""Files, folders and standard input: which are read, in which format, in which order."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal

from timeline.errors import NotFound
from timeline.read import Item, PassedOver, Rejected
from timeline.read.jsonl import read_jsonl
from timeline.read.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Format = Literal["text", "jsonl"]

LARGEST_TEXT: Final = 20 * 1024 * 1024
_BY_ENDING: Final[dict[str, Format]] = {".txt": "text", ".text": "text", ".jsonl": "jsonl"}
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input (``path`` None); ``size`` in bytes, 0 if unknown."""

    name: str
    path: Path | None
    format: Format
    size: int = 0


Found = Source | PassedOver | Rejected


def find_sources(inputs: Iterable[str], format: Format | None) -> list[Found]:
    """The files behind the given names: folders are walked in the order of their names.

    A file that is named itself is read whatever its ending; one of a folder only if its
    ending is known.  Hidden files and links to folders are left alone.  A name that leads
    nowhere is rejected, as is what cannot be looked at; raises NotFound where no name leads
    anywhere.
    """
    found: list[Found] = []
    missing: list[str] = []
    for name in inputs:
        path = Path(name)
        if name == STDIN:
            found.append(Source("standard input", None, format or "text"))
        elif os.path.isdir(path):
            found.extend(_of_folder(path, format))
        elif (why := _missing(path)) is not None:
            found.append(Rejected(written(name), why))
            missing.append(written(name))
        else:
            kind = format or _BY_ENDING.get(path.suffix.lower(), "text")
            found.append(Source(written(name), path, kind, _size(path)))
    if missing and len(missing) == len(found):
        raise NotFound("; ".join(map(str, found)))
    return found


def _missing(path: Path) -> str | None:
    """Why there is no such file, None if there is one."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return "no such file or folder"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None


def written(path: Path | str) -> str:
    """The name of a file as text that can be stored and printed, bytes that are no UTF-8 as
    ``\\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _of_folder(folder: Path, format: Format | None) -> Iterator[Found]:
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield _of_file(Path(parent, name), format)
    for error in closed:
        yield Rejected(written(error.filename), f"cannot be read: {error.strerror}")


def _of_file(path: Path, format: Format | None) -> Found:
    """What a file of a folder is to us."""
    kind = _BY_ENDING.get(path.suffix.lower())
    try:
        regular = path.is_file()
    except OSError as error:
        return Rejected(written(path), f"cannot be read: {error.strerror}")
    if not regular:
        return PassedOver(written(path), "is not a regular file")
    if kind is None:
        return PassedOver(written(path), f"is none of {', '.join(_BY_ENDING)}")
    return Source(written(path), path, format or kind, _size(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say why


def read_sources(
    sources: Iterable[Found], done: Callable[[Source], object] = lambda _: None
) -> Iterator[Item]:
    """Every item of every source, in order; `done` is called after each source."""
    for source in sources:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            yield from _read(source)
        except OSError as error:
            yield Rejected(source.name, f"cannot be read: {error.strerror or error}")
        done(source)


def _read(source: Source) -> Iterator[Item]:
    if source.path is None and sys.stdin is None:
        yield Rejected(source.name, "cannot be read: it is closed")
    elif source.path is None:
        yield from _items(source, sys.stdin.buffer)
    else:
        with source.path.open("rb") as stream:
            yield from _items(source, stream)


def _items(source: Source, stream: BinaryIO) -> Iterator[Item]:
    if source.format == "jsonl":
        yield from read_jsonl(stream, source.name)
        return
    data = stream.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        yield Rejected(source.name, f"is larger than {LARGEST_TEXT // 2**20} MiB")
    else:
        origin = None if source.path is None else written(source.path.resolve())
        yield read_text(data, source.name, origin=origin)
