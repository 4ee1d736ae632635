"""A time expression that hangs on a predicate."""

from __future__ import annotations

from dataclasses import dataclass

PARTS_OF_TIME = frozenset(
    {
        "hour", "morning", "noon", "afternoon", "evening", "night", "dawn", "dusk", "eve", "day",
        "week", "weekend", "month", "year", "season", "start", "end", "beginning", "middle", "turn",
        "moment", "minute", "half",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A time expression that hangs on a predicate.

    ``bound`` is the preposition that makes a limit of it ("before"), or None;
    ``distance`` counts tokens.
    """

    time: int
    predicate: int
    bound: str | None
    distance: int
