"""Lanes: a row for each chosen actor over one axis of time; an event may sit in several rows."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.query import events as query_events
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.records import EventRow
from timeline.query.summaries import FacetValue
from timeline.web import strip

LANES = 8
SHOWN = 400  # events drawn; beyond that the strip above says more than marks on top of marks
ROW = 56  # CSS pixels
LINE = 40  # of a row, from its top: under the actor's name


@dataclass(frozen=True, slots=True)
class Spot:
    """An event on the lanes: ``x`` in percent, ``rows`` the numbers of its rows from the top."""

    event: EventRow
    x: str
    rows: tuple[int, ...]

    @property
    def heights(self) -> list[int]:
        """The vertical middles in its rows, CSS pixels."""
        return [line_of(row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Lanes:
    """``actors`` name the rows from the top; ``axis`` is the time of their events, ``left_out``
    counts the events of that time beyond those drawn."""

    actors: tuple[FacetValue, ...]
    spots: tuple[Spot, ...]
    axis: strip.Strip
    left_out: int

    @property
    def height(self) -> int:
        """CSS pixels."""
        return len(self.actors) * ROW

    def line(self, row: int) -> int:
        """Return how far from the top a row's line is, CSS pixels."""
        return line_of(row)


def line_of(row: int) -> int:
    """Return the middle of the marks of a row, CSS pixels from the top."""
    return row * ROW + LINE


def of(
    reader: Reader, filters: Filters, values: tuple[FacetValue, ...], above: strip.Strip
) -> Lanes:
    """Return the lanes of the chosen actors, or else of the most frequent ones.

    ``values`` are the values of the filter by actor, the most frequent first; ``above`` gives
    the range of time where these actors' events alone are too few for one.
    """
    chosen = [value for value in values if value.selected] or list(values)
    actors = tuple(chosen[:LANES])
    ids = {value.id: row for row, value in enumerate(actors)}
    wanted = filters.with_(actors=tuple(ids), at=None, order="asc")
    if not filters.actors:
        wanted = wanted.with_(actor_mode="any")
    axis = strip.of(reader, wanted) or above
    if axis.earlier or axis.later:
        wanted = wanted.with_(date_from=axis.first, date_to=axis.last)
    page = query_events.page(reader, wanted, limit=SHOWN)
    spots = [spot for event in page.events if (spot := _spot(event, ids, axis)) is not None]
    return Lanes(actors, tuple(spots), axis, page.total - len(page.events))


def _spot(event: EventRow, ids: dict[str, int], axis: strip.Strip) -> Spot | None:
    day = event.day
    rows = tuple(sorted(ids[actor.id] for actor in event.actors if actor.id in ids))
    if day is None or not rows:
        return None
    return Spot(event, f"{axis.position(day):.3f}%", rows)
