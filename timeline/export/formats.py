"""Every format by the name that ``--format`` takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline.export import atom, csv, geojson, icalendar, json, jsonfeed, jsonld, timelinejs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.export import LeftOut, Outlined, Unfit, Writer


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` makes the document; ``unfit`` says why the format cannot hold an event, None if
    it can.  ``feed`` formats are for programs that ask again and again what is new."""

    write: Writer
    media_type: str
    ending: str
    unfit: Unfit | None = None
    feed: bool = False

    def left_out(self, outlines: Iterable[Outlined]) -> LeftOut:
        """How many of the events the format leaves out, by the reason, most frequent first."""
        counted: LeftOut = Counter()
        if self.unfit is not None:
            for outline in outlines:
                reason = self.unfit(outline)
                if reason is not None:
                    counted[reason] += 1
        return Counter(dict(counted.most_common()))


FORMATS: Final[dict[str, Format]] = {
    "json": Format(json.write, "application/json", "json"),
    "csv": Format(csv.write, "text/csv", "csv"),
    "icalendar": Format(icalendar.write, "text/calendar", "ics", icalendar.unfit),
    "atom": Format(atom.write, "application/atom+xml", "atom", feed=True),
    "jsonfeed": Format(jsonfeed.write, "application/feed+json", "feed.json", feed=True),
    "geojson": Format(geojson.write, "application/geo+json", "geojson", geojson.unfit),
    "jsonld": Format(jsonld.write, "application/ld+json", "jsonld"),
    "timelinejs": Format(timelinejs.write, "application/json", "timelinejs.json", timelinejs.unfit),
    "timelinejs-sheet": Format(
        timelinejs.write_sheet, "text/csv", "timelinejs.csv", timelinejs.unfit
    ),
}
