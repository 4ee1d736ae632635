"""Lanes: a row for each chosen actor over one axis of time; an event may sit in several rows."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import dates
from timeline.query import events as query_events
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.records import EventRow, FacetValue
from timeline.web.strip import Strip

LANES = 8
SHOWN = 400  # events drawn; beyond that the strip above says more than marks on top of marks
ROW = 44  # CSS pixels


@dataclass(frozen=True, slots=True)
class Spot:
    """An event on the lanes: ``x`` in percent, ``rows`` the vertical centres in pixels."""

    event: EventRow
    x: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """``actors`` name the rows from the top; ``left_out`` counts events beyond those drawn."""

    actors: tuple[FacetValue, ...]
    spots: tuple[Spot, ...]
    height: int
    left_out: int

    def middle(self, row: int) -> int:
        """Return the vertical centre of a row, CSS pixels."""
        return row * ROW + ROW // 2


def of(reader: Reader, filters: Filters, values: tuple[FacetValue, ...], strip: Strip) -> Lanes:
    """Return the lanes of the chosen actors, or else of the most frequent ones.

    ``values`` are the values of the filter by actor, the most frequent first; ``strip`` gives
    the range of time.
    """
    chosen = [value for value in values if value.selected] or list(values)
    actors = tuple(chosen[:LANES])
    ids = {value.id: row for row, value in enumerate(actors)}
    begin = dates.parse(strip.first).first or 0
    end = (dates.parse(strip.last).last or begin) + 1
    wanted = filters.with_(actors=tuple(ids), at=None, order="asc")
    if not filters.actors:
        wanted = wanted.with_(actor_mode="any")
    page = query_events.page(reader, wanted, limit=SHOWN)
    spots = [_spot(event, ids, begin, end) for event in page.events]
    drawn = tuple(spot for spot in spots if spot is not None)
    return Lanes(actors, drawn, len(actors) * ROW, page.total - len(page.events))


def _spot(event: EventRow, ids: dict[str, int], begin: int, end: int) -> Spot | None:
    day = event.first if event.first is not None else event.last
    rows = tuple(
        sorted(ids[actor.id] * ROW + ROW // 2 for actor in event.actors if actor.id in ids)
    )
    if day is None or not rows or not begin <= day <= end:
        return None
    return Spot(event, f"{100 * (day - begin) / (end - begin):.3f}%", rows)
