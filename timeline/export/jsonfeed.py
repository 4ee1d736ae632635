"""Events as a JSON Feed (jsonfeed.org, version 1.1).

As in Atom, an item's own date is when the event was recorded here, never when it happened.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options
    from timeline.query.full import FullEvent


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The feed, the event recorded last first; nothing is left out."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": options.title,
        "home_page_url": options.base_url and options.base_url + "/",
        "description": options.omission or None,
    }
    head = {key: value for key, value in head.items() if value is not None}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    separator = "\n"
    newest = sorted(events, key=lambda event: (event.recorded, event.id), reverse=True)
    for event in newest:
        yield separator + json.dumps(_item(event, options), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def _item(event: FullEvent, options: Options) -> dict[str, Any]:
    when = "without a date" if event.edtf is None else dates.spoken(event.edtf)
    quoted = dict.fromkeys(f"“{claim.passage.text}”" for claim in event.claims)
    urls = [claim.article["url"] for claim in event.claims if claim.article["url"]]
    item: dict[str, Any] = {
        "id": options.page_of(event) or f"urn:timeline:event:{event.id}",
        "url": options.page_of(event),
        "external_url": urls[0] if urls else None,
        "title": f"{when}: {event.title}",
        "content_text": "\n\n".join([*quoted, event.claims[0].reason]),
        "date_published": event.recorded,
        "tags": [*(a.name for a in event.actors), *(p.name for p in event.places)],
        "_timeline": {
            "about": "https://www.loc.gov/standards/datetime/",
            "edtf": event.edtf,
            "status": event.status,
        },
    }
    return {key: value for key, value in item.items() if value not in (None, [])}
