"""The names of actors, places and sources, to show them and to find them by."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.query.database import Session
from timeline.query.records import Named
from timeline.read.dateline import DATELINE

_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Letters that a reader takes for accented ones but that do not come apart in Unicode.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
HEADLINE = 90  # code points of an article's headline where it has no title
# The first end of a sentence that is not an abbreviation such as "Mr." or an initial.
_SENTENCE = re.compile(
    r"\S.*?(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)(?<!\bSept)[.!?][\"'”’)\]]*(?=\s|$)"
)
_SQL = {
    "actor": "SELECT id, name, kind, aliases FROM actor",
    "place": "SELECT id, name, 'place', aliases FROM place",
    # A source that is one file of unknown origin is better known by what it says.
    "source": "SELECT source, coalesce(title, ''), 'source', '[]',"
    " substr(text, 1, 360) FROM article"
    " WHERE linked = 1 AND publisher IS NULL AND url IS NULL"
    " GROUP BY source HAVING count(*) = 1",
}


@dataclass(slots=True)
class Names:
    """The names of a facet's values by ordinal, and all names of each, folded, to find it by."""

    named: list[Named]
    search: list[str]
    _of_kinds: dict[frozenset[str], list[int]] = field(init=False, default_factory=dict)

    def matching(self, words: list[str], kinds: frozenset[str] | None) -> Sequence[int] | None:
        """The ordinals of the values of those kinds in whose names each word begins one; None
        for all values."""
        if kinds is None and not words:
            return None
        ordinals = range(len(self.named)) if kinds is None else self._of(kinds)
        if not words:
            return ordinals
        starts = [f" {word}" for word in words]
        return [n for n in ordinals if all(start in self.search[n] for start in starts)]

    def _of(self, kinds: frozenset[str]) -> list[int]:
        found = self._of_kinds.get(kinds)
        if found is None:
            found = [n for n, value in enumerate(self.named) if value.kind in kinds]
            self._of_kinds[kinds] = found
        return found


def folded(text: str) -> str:
    """The text without case and accents, to compare names by; words are parted by spaces."""
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        bare = "".join(char for char in apart if not unicodedata.combining(char))
        plain = bare.translate(_STROKES)
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def headline(opening: str) -> str:
    """The first sentence of a text that begins so, or its first line, cut at a word."""
    line = next((line for line in opening.split("\n") if line.strip()), "").strip()
    dateline = DATELINE.match(line)
    line = line[dateline.end() :] if dateline else line
    sentence = _SENTENCE.match(line)
    text = sentence[0] if sentence else line
    if len(text) <= HEADLINE:
        return text
    cut = text.rfind(" ", 0, HEADLINE)
    return text[: cut if cut > 0 else HEADLINE - 1].rstrip(" ,;:–-") + "…"


def names_of(session: Session, kind: str) -> Names:
    """The names of the values of the facet ``actor``, ``place`` or ``source``, read once for
    each generation."""
    key = f"names of {kind}"
    if key not in session.index.shared:
        session.index.shared[key] = _read(session, kind)
    names: Names = session.index.shared[key]
    return names


def _read(session: Session, kind: str) -> Names:
    ids = session.index.facets[kind].ids
    found = {row[0]: row for row in session.rows(_SQL[kind])}
    named, search = [], []
    for id_ in ids:
        _, name, of_kind, aliases, *opening = found.get(id_) or (id_, id_, kind, "[]")
        if opening:
            name = name or headline(opening[0]) or id_
        named.append(Named(id_, name, of_kind))
        every = [name, *json.loads(aliases or "[]")]
        search.append(" " + " ".join(folded(one) for one in every))
    return Names(named, search)
