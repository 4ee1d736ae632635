"""Events as iCalendar (RFC 5545): those that have days of their own in the years 1 to 9999."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from timeline import __version__
from timeline.export import fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options, Outlined
    from timeline.query.full import FullEvent

_DAYS: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
_LONGEST: Final = 75  # octets of a line, its end not counted (section 3.1)
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_NO_CONTROLS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """A calendar of all-day entries.

    Left out: the undated, dates that are no exact days (a month, "about", "before", one of
    several), years before 1, and what was denied or is only supposed.
    """
    yield from _lines(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Timeline//Timeline {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(options.title)}",
        *([f"X-WR-CALDESC:{escaped(options.omission)}"] if options.without else []),
    )
    for event in fitting(events, unfit, left_out):
        yield from _lines(*_entry(event, options))
    yield from _lines("END:VCALENDAR")


def unfit(event: Outlined) -> str | None:
    """Why a calendar cannot hold the event, None if it can."""
    if event.edtf is None:
        return "without a date"
    if event.status in ("denied", "hypothetical"):
        return "denied or only supposed"
    if _DAYS.fullmatch(event.edtf) is None:
        return "without exact days"
    if event.earliest is None or event.latest is None or event.latest == "9999-12-31":
        return "outside the years 1 to 9999"
    return None


def _entry(event: FullEvent, options: Options) -> Iterator[str]:
    first, last = date.fromisoformat(event.earliest or ""), date.fromisoformat(event.latest or "")
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@timeline"
    yield f"DTSTAMP:{_stamp(event.recorded)}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(_description(event))}"
    if event.places:
        yield f"LOCATION:{escaped(', '.join(place.name for place in event.places))}"
        located = [place for place in event.places if place.lat is not None]
        if located:
            yield f"GEO:{located[0].lat:.6f};{located[0].lon:.6f}"
    if event.actors:
        yield "CATEGORIES:" + ",".join(escaped(actor.name) for actor in event.actors)
    if page := options.page_of(event):
        yield f"URL:{page}"
    if event.status == "planned":
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because of history
    yield "END:VEVENT"


def _description(event: FullEvent) -> str:
    """Each claim's passage with its source, the reason for its date behind it."""
    told = []
    for claim in event.claims:
        source = claim.article["publisher"] or claim.article["title"] or ""
        where = ", ".join(part for part in (source, claim.article["url"]) if part)
        told.append(f"“{claim.passage.text}”" + (f" ({where})" if where else ""))
    return "\n".join([*told, event.claims[0].reason])


def _stamp(recorded: str) -> str:
    """The UTC time in iCalendar's form."""
    return re.sub(r"[-:]", "", recorded[:19]) + "Z"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """The text as a value of type TEXT (section 3.3.11)."""
    return _NO_CONTROLS.sub(" ", text).translate(_ESCAPED)


def _lines(*lines: str) -> Iterator[str]:
    """The lines with their ends, folded at 75 octets and never inside a character."""
    for line in lines:
        folded = [""]
        octets = 0
        for character in line:
            width = len(character.encode())
            if octets + width > _LONGEST:
                folded.append(" ")
                octets = 1
            folded[-1] += character
            octets += width
        yield "\r\n".join(folded) + "\r\n"
