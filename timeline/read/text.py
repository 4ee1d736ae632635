"""Plain text: decoding, the one normalisation of every text, and the date header."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from typing import Final

from timeline.model import Article
from timeline.read import Item, Read, Rejected
from timeline.read.fields import content_hash, iso_day
from timeline.read.own_day import with_own_day

REPLACEMENT: Final = "\ufffd"
# Unicode category Cc without tab and newline, and the surrogates, which no UTF-8 can hold.
_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Every combining mark is of these; in a text with fewer in a row there is nothing to fear.
_BEYOND_LATIN: Final = re.compile("[^\x00-\u02ff]{100,}")
_MARKS: Final = re.compile(rb"[^\x00]{100,}")
# White space, "date", an ISO date, white space; the body follows on the same or the next line.
_HEADER: Final = re.compile(r"\s*date[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\s+|\Z)")


def clean(text: str) -> str:
    r"""The text as it is stored: ``\n`` line ends, NFC, no control characters.

    ``\r\n`` and ``\r`` become ``\n``; control characters except tab and newline, and lone
    surrogates, become U+FFFD.  Cleaning twice changes nothing more.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BEYOND_LATIN.sub(_in_canonical_order, _UNWANTED.sub(REPLACEMENT, text))
    return unicodedata.normalize("NFC", text)


def _in_canonical_order(run: re.Match[str]) -> str:
    """The same for NFC, with many marks in a row in the order that NFC gives them.

    Python sorts them in time that grows with the square of their number: 300 KB take a minute.
    """
    if _MARKS.search(bytes(map(unicodedata.combining, run[0]))) is None:
        return run[0]
    letters = "".join(unicodedata.normalize("NFD", letter) for letter in run[0])
    ordered: list[str] = []
    for is_mark, group in itertools.groupby(letters, lambda c: unicodedata.combining(c) > 0):
        part = list(group)
        ordered += sorted(part, key=unicodedata.combining) if is_mark else part
    return "".join(ordered)


def decode(data: bytes) -> str:
    """UTF-8 text without its byte order mark, not yet cleaned.

    Raises ValueError with a reason that names the offset of the first wrong byte.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark.
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise ValueError(
            f"is not UTF-8: byte 0x{data[offset]:02x} at offset {offset}; convert it to UTF-8"
        ) from None


def split_header(text: str) -> tuple[str | None, str]:
    """The publication day of a ``date YYYY-MM-DD`` header, and the text behind it.

    (None, the whole text) where there is no header or its day is not in the calendar.
    """
    header = _HEADER.match(text)
    if header is None or iso_day(header[1]) is None:
        return None, text
    return header[1], text[header.end() :]


def read_text(data: bytes, where: str, *, origin: str | None = None) -> Item:
    """One article out of one plain text; its id is a hash of its content."""
    try:
        text = clean(decode(data))
    except ValueError as error:
        return Rejected(where, str(error), len(data))
    published, body = split_header(text)
    if not body.strip():
        return Rejected(where, "has no text", len(data))
    article = Article(id="", text=body, published=published, source=origin)
    article, said = with_own_day(article)
    return Read(replace(article, id=content_hash(article)[:16]), where, said, size=len(data))
