"""Events as an Atom feed (RFC 4287).

The dates of an entry are when the event was recorded here, never when it happened: a reader of
feeds sorts by them.  When it happened stands in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from timeline import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options
    from timeline.query.full import FullEvent

# What XML 1.0 allows in a document.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The feed, the event recorded last first; nothing is left out."""
    entries = sorted(events, key=lambda event: (event.recorded, event.id), reverse=True)
    updated = entries[0].recorded if entries else "1970-01-01T00:00:00+00:00"
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{text(options.title)}</title>\n"
    if options.without:
        yield f"<subtitle>{text(options.omission)}</subtitle>\n"
    yield f"<id>{text(options.base_url or 'urn:timeline:feed')}</id>\n"
    yield f"<updated>{updated}</updated>\n"
    yield f"<author><name>{text(options.title)}</name></author>\n"
    if options.base_url:
        yield f"<link rel={quoteattr('alternate')} href={attribute(options.base_url + '/')}/>\n"
    for event in entries:
        yield "".join(_entry(event, options))
    yield "</feed>\n"


def _entry(event: FullEvent, options: Options) -> Iterator[str]:
    when = "without a date" if event.edtf is None else dates.spoken(event.edtf)
    page = options.page_of(event)
    yield "<entry>\n"
    yield f"<title>{text(f'{when}: {event.title}')}</title>\n"
    yield f"<id>{text(page or f'urn:timeline:event:{event.id}')}</id>\n"
    yield f"<updated>{event.recorded}</updated>\n"
    if page:
        yield f"<link rel={quoteattr('alternate')} href={attribute(page)}/>\n"
    for url in dict.fromkeys(claim.article["url"] for claim in event.claims):
        if url:
            yield f"<link rel={quoteattr('related')} href={attribute(url)}/>\n"
    named = [(actor.id, actor.name) for actor in event.actors]
    named += [(place.id, place.name) for place in event.places]
    for id_, name in named:
        yield f"<category term={attribute(id_)} label={attribute(name)}/>\n"
    quoted = [f"“{claim.passage.text}”" for claim in event.claims]
    said = "\n\n".join([*dict.fromkeys(quoted), event.claims[0].reason])
    yield f"<content type={quoteattr('text')}>{text(said)}</content>\n"
    yield "</entry>\n"


def text(value: str) -> str:
    """The value as character data."""
    return escape(_NOT_XML.sub("\ufffd", value))


def attribute(value: str) -> str:
    """The value as an attribute, with its quotation marks."""
    return quoteattr(_NOT_XML.sub("\ufffd", value))
