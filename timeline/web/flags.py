"""The filters with few values: how precise a date is, how many tell it, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from flask_babel import lazy_gettext

from timeline.model import Precision
from timeline.query import facets
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.web.wording import STATUS, VALUES


@dataclass(frozen=True, slots=True)
class Flag:
    """One value that can be chosen: ``count`` events of the view have it."""

    key: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one heading, those alone that occur or are chosen."""

    name: str
    title: str
    flags: tuple[Flag, ...]


_TOLD = (
    ("corroborated", lazy_gettext("told by independent sources")),
    ("disputed", lazy_gettext("sources disagree")),
)


def groups(reader: Reader, filters: Filters) -> tuple[Group, ...]:
    """Return the groups of a view that have something to choose, the precisions in words.

    On the shelf of the undated there is but one precision, which is none.
    """
    counts = {flag.id: flag.count for flag in facets.flags(reader, filters)}
    precisions = get_args(Precision) if filters.shelf != "undated" else ()
    dated = _occurring(
        filters, (("precision", v, VALUES[v], counts.get(f"precision:{v}", 0)) for v in precisions)
    )
    told = ((key, "1", label, counts.get(f"flag:{key}", 0)) for key, label in _TOLD)
    said = (("status", v, label, counts.get(f"status:{v}", 0)) for v, label in STATUS.items())
    found = (
        Group("precision", str(lazy_gettext("Dated to")), tuple(dated)),
        Group(
            "flags",
            str(lazy_gettext("Sources and status")),
            (*_occurring(filters, told), *_occurring(filters, said)),
        ),
    )
    return tuple(group for group in found if group.flags)


def _occurring(filters: Filters, values: Iterable[tuple[str, str, object, int]]) -> Iterator[Flag]:
    for key, value, label, count in values:
        chosen = filters.has(key, value)
        if count or chosen:
            yield Flag(key, value, str(label), count, chosen)
