"""JSON Lines: one article a line; a bad line is rejected with its number, the rest is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from timeline.model import Article
from timeline.read import Item, Read, Rejected
from timeline.read.fields import content_hash, iso_day, web_address
from timeline.read.own_day import with_own_day
from timeline.read.text import clean, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

# Longer lines are rejected unread, so that no file can fill the memory.
LONGEST_LINE: Final = 32 * 1024 * 1024
LONGEST_ID: Final = 500
_PLAIN: Final = ("title", "publisher", "author", "language")


def read_jsonl(stream: BinaryIO, name: str) -> Iterator[Item]:
    """`Read` or `Rejected` for every line that is not blank, in order."""
    for number, line in enumerate(_lines(stream), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield Rejected(where, f"is longer than {LONGEST_LINE // 2**20} MiB")
        elif line.strip():
            yield replace(_read_line(line, where), size=len(line))


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is too long, which is then skipped to its end."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
            pass
        yield None


def _read_line(line: bytes, where: str) -> Read | Rejected:
    try:
        text = decode(line)
    except ValueError as error:
        return Rejected(where, str(error))
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        return Rejected(where, f"is not JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Rejected(where, "is not JSON that we read: nested too deeply")
    except ValueError:
        return Rejected(where, "is not JSON that we read: a number of thousands of digits")
    if not isinstance(record, dict):
        return Rejected(where, "is not a JSON object; an article is {…} with a “text”")
    return article_of(record, where)


def article_of(record: dict[str, Any], where: str) -> Read | Rejected:
    """The article of one record; other fields that are no use become None, with a warning."""
    text = record.get("text")
    if not isinstance(text, str):
        return Rejected(where, "has no “text”" if text is None else "its “text” is not a string")
    text = clean(text)
    if not text.strip():
        return Rejected(where, "its “text” is empty")
    warnings: list[str] = []
    identity = record.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if identity is not None and not isinstance(identity, str):
        return Rejected(where, "its “id” is neither a string nor a whole number")
    identity = clean(identity or "").strip()
    if len(identity) > LONGEST_ID:
        return Rejected(where, f"its “id” is longer than {LONGEST_ID} characters")
    article = Article(
        id=identity,
        text=text,
        published=_published(record.get("published"), warnings),
        url=_url(record.get("url"), warnings),
        **{key: _plain(key, record.get(key), warnings) for key in _PLAIN},
    )
    article, said = with_own_day(article)
    if not identity:
        article = replace(article, id=content_hash(article)[:16])
    return Read(article, where, (*warnings, *said))


def _plain(key: str, value: object, warnings: list[str]) -> str | None:
    if isinstance(value, str):
        return " ".join(clean(value).split()) or None
    if value is not None:
        warnings.append(f"its “{key}” is not a string and was left out")
    return None


def _published(value: object, warnings: list[str]) -> str | None:
    day = iso_day(value) if isinstance(value, str) else None
    if day is None and value not in (None, ""):
        warnings.append(
            f"its “published” is not a date (YYYY-MM-DD) and was left out: {_short(value)}"
        )
    return day


def _url(value: object, warnings: list[str]) -> str | None:
    address = web_address(value.strip()) if isinstance(value, str) else None
    if address is None and value not in (None, ""):
        warnings.append(f"its “url” is not an http address and was left out: {_short(value)}")
    return None if address is None else clean(address)


def _short(value: object) -> str:
    """The value as one short, printable piece of a message."""
    shown = ascii(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
