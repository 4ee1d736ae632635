"""What changed in a view since the day as of which it is shown."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from timeline import dates
from timeline.query.claims import changes_of
from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.index import positions_of
from timeline.query.selection import select
from timeline.query.summaries import Moved, New, Since

_NEW = 10  # events first told later that are named; the rest is counted
_DATES = "SELECT key, id, title, edtf FROM event WHERE key IN (SELECT value FROM json_each(?))"


def since(reader: Reader, filters: Filters, *, limit: int = 50) -> Since:
    """What today's timeline has that that of ``filters.as_of`` had not, under the other filters:
    events first told later, and those dated anew, in the order of today's list.

    Without ``as_of`` nothing changed.
    """
    if filters.as_of is None:
        return Since(0, 0, ())
    with reader.session() as today, reader.session(filters.as_of) as then:
        selected = select(today, filters.with_(as_of=None))
        number = dates.parse(filters.as_of).last or 0
        positions = positions_of(selected)
        later = positions[today.index.told_first[positions] > number]
        known = then.index.changed
        rows = today.rows(_DATES, (json.dumps(list(known)),))
        before = select(then, filters)
        moved = []
        for row in rows:
            place, was = today.index.position(row["key"]), then.index.position(row["key"])
            shown = (place is not None and place in selected) or (was is not None and was in before)
            if shown and row["edtf"] != known[row["key"]].edtf:
                moved.append((place or 0, row))
        moved.sort(key=lambda pair: pair[0])
        return Since(
            appeared=len(later),
            n_moved=len(moved),
            moved=tuple(
                Moved(
                    id=row["id"],
                    title=row["title"],
                    then=known[row["key"]].edtf,
                    now=row["edtf"],
                    published=_day_of_change(today, row["key"]),
                )
                for _, row in moved[:limit]
            ),
            new=_new(today, later[:_NEW]),
        )


def _new(today: Session, positions: NDArray[np.uint32]) -> tuple[New, ...]:
    keys = [int(key) for key in today.index.keys[positions]]
    found = {row["key"]: row for row in today.rows(_DATES, (json.dumps(keys),))}
    rows = (found[key] for key in keys if key in found)
    return tuple(New(row["id"], row["title"], row["edtf"]) for row in rows)


def _day_of_change(today: Session, event: int) -> str | None:
    found = changes_of(today, event)
    return found[-1].published if found else None
