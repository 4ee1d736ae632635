"""The names of actors, places and sources, to show them and to find them by."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from timeline.query.database import Session
from timeline.query.records import Named

_SQL = {
    "actor": "SELECT id, name, kind, aliases FROM actor",
    "place": "SELECT id, name, 'place', aliases FROM place",
}


@dataclass(slots=True)
class Names:
    """The names of a facet's values by ordinal, and all names of each, folded, to find it by."""

    named: list[Named]
    search: list[str]

    def matching(self, words: list[str], kinds: Collection[str] | None) -> list[int] | None:
        """The ordinals of the values of those kinds in whose names each word begins one; None
        for all values."""
        if not words and kinds is None:
            return None
        return [
            ordinal
            for ordinal, value in enumerate(self.named)
            if (kinds is None or value.kind in kinds)
            and all(f" {word}" in self.search[ordinal] for word in words)
        ]


def folded(text: str) -> str:
    """The text without case and accents, to compare names by; words are parted by spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def names_of(session: Session, kind: str) -> Names:
    """The names of the values of the facet ``actor``, ``place`` or ``source``, read once for
    each generation."""
    key = f"names of {kind}"
    if key not in session.index.memo:
        session.index.memo[key] = _read(session, kind)
    names: Names = session.index.memo[key]
    return names


def _read(session: Session, kind: str) -> Names:
    ids = session.index.facets[kind].ids
    found = {row[0]: row for row in session.rows(_SQL[kind])} if kind in _SQL else {}
    named, search = [], []
    for id_ in ids:
        _, name, of_kind, aliases = found.get(id_) or (id_, id_, kind, "[]")
        named.append(Named(id_, name, of_kind))
        every = [name, *json.loads(aliases or "[]")]
        search.append(" " + " ".join(folded(one) for one in every))
    return Names(named, search)
