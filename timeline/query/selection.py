"""Filters to the set of events they select, as a bitmap over positions."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from timeline import dates
from timeline.query.database import Session
from timeline.query.filters import Filters, Mode, terms
from timeline.query.index import Index, intersection, union


def select(session: Session, filters: Filters, *, leaving: str | None = None) -> BitMap:
    """The events that the filters select; not to be changed.

    ``leaving`` names a facet whose own selection is left out if it takes any of its values:
    what that facet's counts are made of.  The session must be that of ``filters.as_of``.
    """
    if filters.as_of is not None and session.day is None:
        raise ValueError("filters as of a day need the session of that day")
    question = _question(filters, leaving)
    found = session.index.recall(question)
    if found is None:
        found = session.index.remember(question, _selected(session, question))
    return found


def _question(filters: Filters, leaving: str | None) -> Filters:
    """The same selection always asked in the same words: without what only arranges it."""
    question = filters.with_(order="asc", at=None, view="list")
    if leaving == "actor" and filters.actor_mode == "any":
        return question.with_(actors=())
    if leaving == "place" and filters.place_mode == "any":
        return question.with_(places=())
    return question.with_(sources=()) if leaving == "source" else question


def _selected(session: Session, filters: Filters) -> BitMap:
    index = session.index
    parts = [index.base(filters.shelf)]
    if filters.date_from is not None or filters.date_to is not None:
        parts.append(_range(index, filters))
    parts += _members(index, "actor", filters.actors, filters.actor_mode)
    parts += _members(index, "place", filters.places, filters.place_mode)
    parts += _members(index, "source", filters.sources, "any")
    for kind, values in (("precision", filters.precision), ("status", filters.status)):
        if values:
            parts.append(union(index.flag(kind, value) for value in values))
    if filters.corroborated:
        parts.append(index.flag("flag", "corroborated"))
    if filters.disputed:
        parts.append(index.flag("flag", "disputed"))
    parts += [_word(session, term) for term in terms(filters.q or "")]
    return intersection(parts)


def _range(index: Index, filters: Filters) -> BitMap:
    first = dates.parse(filters.date_from).first if filters.date_from else None
    last = dates.parse(filters.date_to).last if filters.date_to else None
    return index.between(first, last)


def _members(index: Index, facet: str, ids: tuple[str, ...], mode: Mode) -> list[BitMap]:
    found = [index.facets[facet].of(id_) for id_ in ids]
    return [union(found)] if found and mode == "any" else found


def _word(session: Session, term: str) -> BitMap:
    """The events that hold the word, or the words of a phrase one after the other.

    The term is quoted, so that nothing in it is read as the query language of FTS5.
    """
    question = ("word", term)
    found = session.index.recall(question)
    if found is None:
        quoted = '"' + term.replace('"', '""') + '"'
        # One string of all row numbers is read ten times as fast as a row for each.
        row = session.row(
            "SELECT group_concat(rowid) FROM event_fts WHERE event_fts MATCH ?", (quoted,)
        )
        keys = np.fromstring(row[0] or "", dtype=np.int64, sep=",")
        found = session.index.remember(question, session.index.located(keys))
    return found
