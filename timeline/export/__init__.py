"""Events in the formats of other programs: one module each, with a function ``write``.

``write(events, options, left_out)`` yields the document in pieces of text.  What a format
cannot say (a date before the year 1, an event without coordinates) is left out and counted in
`left_out` by its reason; nothing is rounded, moved or made up to fit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.query.full import FullEvent

LeftOut = Counter[str]


@dataclass(frozen=True, slots=True)
class Options:
    """What a document says of itself: its title, and where the pages of its events are.

    ``base_url`` has no slash at its end; without it there are no links to pages.
    """

    title: str = "Timeline"
    base_url: str | None = None
    bom: bool = False

    def page_of(self, event: FullEvent) -> str | None:
        """The address of the event's page, if it is known where the pages are."""
        return None if self.base_url is None else f"{self.base_url}/event/{event.id}"


if TYPE_CHECKING:
    Writer = Callable[[Iterable[FullEvent], Options, LeftOut], Iterator[str]]
