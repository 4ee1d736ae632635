"""Events in the formats of other programs: one module each, with a function ``write``.

``write(events, options, left_out)`` yields the document in pieces of text.  What a format
cannot say (a date before the year 1, an event without coordinates) is left out and counted in
`left_out` by its reason; nothing is rounded, moved or made up to fit.  Where the format has a
place for it, the document says at its begin what it leaves out (``options.without``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.query.full import FullEvent

LeftOut = Counter[str]


class Outlined(Protocol):
    """What a format asks of an event to know whether it can hold it."""

    @property
    def edtf(self) -> str | None: ...
    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...
    @property
    def status(self) -> str: ...
    @property
    def located(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Options:
    """What a document says of itself: its title, and where the pages of its events are.

    ``base_url`` has no slash at its end; without it there are no links to pages.  ``without``
    counts by their reason the events that are left out, as far as that is known beforehand.
    """

    title: str = "Timeline"
    base_url: str | None = None
    bom: bool = False
    without: Mapping[str, int] = field(default_factory=dict)

    def page_of(self, event: FullEvent) -> str | None:
        """The address of the event's page, if it is known where the pages are."""
        return None if self.base_url is None else f"{self.base_url}/event/{event.id}"

    @property
    def omission(self) -> str:
        """What is left out as a sentence, empty if nothing is."""
        if not self.without:
            return ""
        counted = ", ".join(f"{number} {reason}" for reason, number in self.without.items())
        return f"Left out: {counted}."


def fitting(events: Iterable[FullEvent], unfit: Unfit, left_out: LeftOut) -> Iterator[FullEvent]:
    """The events that a format can hold; the others are counted by their reason."""
    for event in events:
        reason = unfit(event)
        if reason is None:
            yield event
        else:
            left_out[reason] += 1


if TYPE_CHECKING:
    Writer = Callable[[Iterable[FullEvent], Options, LeftOut], Iterator[str]]
    Unfit = Callable[[Outlined], str | None]
