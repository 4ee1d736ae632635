"""An event of the list, made for tests of how it is shown."""

from __future__ import annotations

from timeline import dates
from timeline.query.order import slot
from timeline.query.records import EventRow


def event_row(edtf: str, title: str, id_: str) -> EventRow:
    """An event of one article that happened then, in its place of the list."""
    known = dates.parse(edtf)
    place = slot(edtf, known.first, known.last, known.precision)
    return EventRow(
        id=id_,
        title=title,
        edtf=edtf,
        earliest=known.earliest,
        latest=known.latest,
        first=known.first,
        last=known.last,
        precision=known.precision,
        status="happened",
        disputed=False,
        ambiguous=False,
        articles=1,
        independent=1,
        actors=(),
        places=(),
        passage=None,
        day=place.day,
        heading=place.heading,
    )
