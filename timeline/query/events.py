"""The list of events, page by page, and its counts."""

from __future__ import annotations

from pyroaring import BitMap

from timeline import dates
from timeline.errors import BadFilter, NotFound
from timeline.query.claims import changes_of, claims_of
from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.order import Cursor, begin_of, end_of
from timeline.query.records import EventDetail, EventRow, Page
from timeline.query.rows import event_rows
from timeline.query.selection import select
from timeline.query.summaries import Totals

MAX_LIMIT = 500
_ARTICLES = (
    "SELECT count(*) FROM article WHERE linked = 1"
    " AND (?1 IS NULL OR published IS NULL OR published <= ?1)"
)
_DOUBTFUL = "SELECT count(*) FROM review WHERE kind IN ('actors', 'places')"
UNDATED = 10**17  # the sort integer in the cursor of an undated event


def page(
    reader: Reader,
    filters: Filters,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = 50,
) -> Page:
    """At most ``limit`` events of the view: those after a cursor, those before one, else from
    ``filters.at`` on, else from the top.

    Cursors stay good when the list changes under them: they name a time and an event, not a
    number.  Raises BadFilter if both are given.
    """
    if after and before:
        raise BadFilter("after, before: only one of the two can be given; leave one out")
    limit = max(1, min(limit, MAX_LIMIT))
    with reader.session(filters.as_of) as session:
        selection = select(session, filters)
        total = len(selection)
        begin, end = _stretch(session, filters, selection, after, before, limit)
        if filters.order == "asc":
            chosen = list(selection[begin:end])
        else:
            chosen = list(selection[total - end : total - begin])[::-1]
        rows = tuple(event_rows(session, chosen))
        return Page(
            events=rows,
            after=_cursor(session, chosen, rows, -1) if end < total else None,
            before=_cursor(session, chosen, rows, 0) if begin > 0 else None,
            first=begin + 1 if chosen else 0,
            total=total,
        )


def one(
    reader: Reader, event_id: str, *, as_of: str | None = None, limit: int = MAX_LIMIT
) -> EventDetail:
    """The event with its claims, each in its paragraph and with the steps to its date; of more
    than ``limit`` claims the first are given and the rest counted in ``omitted``.

    With a date ``as_of`` the event is given as it was known then.  Raises NotFound if there
    is no such event, or was none then.
    """
    with reader.session(as_of) as session:
        row = session.row("SELECT key FROM event WHERE id = ?", (event_id,))
        position = session.index.position(row["key"]) if row else None
        if position is None:
            raise NotFound(f"no such event: {event_id[:80]!r}; look for it on the timeline")
        claims, omitted = claims_of(session, row["key"], limit)
        return EventDetail(
            row=event_rows(session, [position])[0],
            lead=tuple(claim for claim in claims if claim.role != "detail"),
            details=tuple(claim for claim in claims if claim.role == "detail"),
            omitted=omitted,
            changes=changes_of(session, row["key"]),
        )


def count(reader: Reader, filters: Filters) -> int:
    """The number of events of the view, exact."""
    with reader.session(filters.as_of) as session:
        return len(select(session, filters))


def articles(reader: Reader, filters: Filters) -> int:
    """The number of articles that tell the events of the view, exact."""
    with reader.session(filters.as_of) as session:
        return session.index.tellers.different(select(session, filters))


def totals(reader: Reader, filters: Filters | None = None) -> Totals:
    """What the whole database holds, or what each shelf would under the same filters."""
    wanted = filters or Filters()
    with reader.session(wanted.as_of) as session:
        shelves = {
            shelf: len(select(session, wanted.with_(shelf=shelf)))
            for shelf in (None, "undated", "disputed", "review")
        }
        return Totals(
            events=shelves[None],
            undated=shelves["undated"],
            disputed=shelves["disputed"],
            review=shelves["review"],
            articles=_articles(session),
            actors=len(session.index.facets["actor"].ids),
            places=len(session.index.facets["place"].ids),
            doubtful=_doubtful(session),
        )


def _articles(session: Session) -> int:
    """The number of articles known on the session's day, counted once for a generation."""
    counted: dict[str | None, int] = session.index.shared.setdefault("articles", {})
    if session.day not in counted:
        counted[session.day] = session.row(_ARTICLES, (session.day,))[0]
    return counted[session.day]


def _doubtful(session: Session) -> int:
    """The number of pairs of names that may be one, counted once for a generation."""
    if "doubtful" not in session.index.shared:
        session.index.shared["doubtful"] = session.row(_DOUBTFUL, ())[0]
    return int(session.index.shared["doubtful"])


# --- where in the list --------------------------------------------------------------------


def _stretch(
    session: Session,
    filters: Filters,
    selection: BitMap,
    after: Cursor | None,
    before: Cursor | None,
    limit: int,
) -> tuple[int, int]:
    """Begin and end of the page, counted in the view's order."""
    total = len(selection)
    cursor = after or before
    if cursor is None:
        begin = 0 if filters.at is None else _number_at(session, filters, selection)
        return begin, min(begin + limit, total)
    place, there = _place(session, cursor)
    # Selected events before the cursor's place, and up to and with it, in ascending order.
    low = selection.rank(place - 1) if place else 0
    high = selection.rank(place) if there else low
    if filters.order == "desc":
        low, high = total - high, total - low
    if after:
        return high, min(high + limit, total)
    return max(0, low - limit), low


def _number_at(session: Session, filters: Filters, selection: BitMap) -> int:
    """How many events of the view stand before the date ``at``; the last page's begin at most."""
    known = dates.parse(filters.at or "")
    sort, total = session.index.sort, len(selection)
    if filters.order == "asc":
        place = int(sort.searchsorted(begin_of(known.first or 0)))
        return min(selection.rank(place - 1) if place else 0, max(total - 1, 0))
    end = known.last if known.last is not None else known.first
    place = int(sort.searchsorted(end_of(end or 0), "right"))
    within = selection.rank(place - 1) if place else 0
    return min(total - within, max(total - 1, 0))


def _place(session: Session, cursor: Cursor) -> tuple[int, bool]:
    """The position of the cursor's event and True, or where it would stand and False."""
    index = session.index
    row = session.row("SELECT key FROM event WHERE id = ?", (cursor.event,))
    position = index.position(row[0]) if row else None
    if position is not None:
        return position, True
    if cursor.sort == UNDATED:
        return len(index), False
    low = int(index.sort.searchsorted(cursor.sort))
    high = int(index.sort.searchsorted(cursor.sort, "right"))
    while low < high:  # among those of the same time the ids decide
        middle = (low + high) // 2
        key = int(index.keys[middle])
        row = session.row("SELECT id FROM event WHERE key = ?", (key,))
        if row and row[0] < cursor.event:
            low = middle + 1
        else:
            high = middle
    return low, False


def _cursor(
    session: Session, chosen: list[int], rows: tuple[EventRow, ...], which: int
) -> Cursor | None:
    if not rows:
        return None
    position = chosen[which]
    sort = int(session.index.sort[position]) if position < session.index.dated else UNDATED
    return Cursor(sort, rows[which].id)
