"""Every format by the name that ``--format`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.export import atom, csv, geojson, icalendar, json, jsonld

if TYPE_CHECKING:
    from timeline.export import Writer

FORMATS: Final[dict[str, Writer]] = {
    "json": json.write,
    "csv": csv.write,
    "icalendar": icalendar.write,
    "atom": atom.write,
    "geojson": geojson.write,
    "jsonld": jsonld.write,
}
