"""The fields beside the text: days, addresses, and the hash that tells contents apart."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from timeline.model import Article

# A day, or a date-time of ISO 8601 / RFC 3339 that begins with one.
_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ][0-9]{2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]{1,9})?"
    r" ?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2}|UTC)?)?"
)


def iso_day(value: str) -> str | None:
    """``YYYY-MM-DD`` of an ISO date or date-time (years 1-9999); None for anything else."""
    match = _DAY.fullmatch(value.strip())
    if match is None:
        return None
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return None
    return match[1]


def web_address(value: str) -> str | None:
    """The address if it is http or https with a host; None otherwise."""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or any(c.isspace() for c in value):
        return None
    return value


def host_of(url: str) -> str:
    """The host of an address that `web_address` let through, without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of all that the source gave, the id and the place of the file left out."""
    given = [
        article.title,
        article.published,
        article.url,
        article.publisher,
        article.author,
        article.language,
        article.text,
    ]
    return hashlib.sha256(json.dumps(given, ensure_ascii=True).encode()).hexdigest()
