"""Where an article comes from: the order of its numbers and its hemisphere.

Asked only where the article's own dates do not decide: first its address, then its
publisher, then the dateline.  Each is data (``lexicons/times_origins.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from urllib.parse import urlsplit

from timeline.extract.times.scan import Scan
from timeline.model import Article

_SURE = 2  # names that show where a text plays
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z .'-]{2,30}?)(?:, [^(\n—–-]{2,30})? ?(?:\([^)\n]{2,30}\) ?)?(?:—|–|--? )"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """``month_first`` None where nothing tells; ``south`` of the equator; ``because`` in words."""

    month_first: bool | None = None
    south: bool = False
    because: str = ""


def origin(article: Article) -> Origin:
    """What the address, the publisher and the dateline of the article tell."""
    publisher = (article.publisher or "").lower()
    town = _DATELINE.match(article.text[:120])
    known = (
        ("endings", {_host(article.url).rpartition(".")[2]}, "its address"),
        ("publishers", {name for name in _names() if _named(name, publisher)}, "its publisher"),
        ("datelines", {town[1].strip().lower()} if town else set(), "its dateline"),
    )
    month_first, because, south = None, "", False
    for table, found, words in known:
        lists = _tables()[table]
        south = south or not found.isdisjoint(lists["south"])
        for order in ("month_first", "day_first"):
            if month_first is None and not found.isdisjoint(lists[order]):
                month_first, because = order == "month_first", words
    return Origin(month_first, south, because)


def lies_south(scan: Scan) -> bool:
    """Whether the places that a text with seasons names lie mostly south of the equator."""
    lists = _tables()["places"]
    if not scan.knows(lists["south"]) or not scan.has_category("season"):
        return False
    words = [scan.word(i) for i in range(len(scan))]
    south = sum(word in lists["south"] for word in words)
    return south >= _SURE and south > 2 * sum(word in lists["north"] for word in words)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _named(name: str, publisher: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", publisher) is not None


def _names() -> set[str]:
    return set().union(*_tables()["publishers"].values())


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    source = resources.files("timeline.extract") / "lexicons" / "times_origins.toml"
    return {
        table: {name: frozenset(words) for name, words in lists.items()}
        for table, lists in tomllib.loads(source.read_text("utf-8")).items()
    }
