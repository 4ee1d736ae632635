"""The share control: permalink, citation and ``<iframe>`` snippet of a view or of one event.

A page of its own without JavaScript; with it, the same part opens in a dialogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from timeline.query import events as query_events
from timeline.query.records import EventDetail
from timeline.web import address, downloads
from timeline.web.address import View, event_path
from timeline.web.htmx import wants_partial
from timeline.web.reader import database
from timeline.web.security import base_url, settings
from timeline.web.wording import spoken_date

routes = Blueprint("share", __name__)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a reader copies; all addresses are absolute."""

    permalink: str
    snippet: str
    citation: str | None
    oembed: str


@routes.get("/share")
def share() -> ResponseReturnValue:
    """The share control of the view that the address says, or of its ``event``."""
    view = address.read(request.args.items(multi=True))
    event = None
    if view.options.event:
        reader = database()
        with reader.session():
            event = query_events.one(reader, view.options.event, as_of=view.filters.as_of)
    partial = wants_partial()
    return render_template(
        "partials/share.html" if partial else "pages/share.html",
        view=view,
        shared=shared(view, event),
        event=event,
        offers=downloads.offers(view) if event is None else [],
        partial=partial,
    )


def shared(view: View, event: EventDetail | None) -> Shared:
    """Return permalink, snippet and citation of a view or of one event."""
    if event is None:
        link = base_url() + view.page_path()
        title = settings().title
    else:
        link = base_url() + event_path(event.row.id, view.filters.as_of)
        title = event.row.title
    embed = base_url() + view.embed_path(event=event.row.id if event else None)
    oembed = f"{base_url()}/oembed?{urlencode({'url': link})}"
    framed = snippet(embed, link, title, view.options.height)
    return Shared(link, framed, _citation(event, link), oembed)


def snippet(embed: str, link: str, title: str, height: int, width: str = "100%") -> str:
    """Return the ``<iframe>`` of an embed, with a link for where frames do not show."""
    return (
        f'<iframe src="{escape(embed)}" title="{escape(title)}" loading="lazy" '
        f'width="{escape(width)}" height="{height}" style="border:0">'
        f'<a href="{escape(link)}">{escape(title)}</a></iframe>'
    )


def _citation(event: EventDetail | None, link: str) -> str | None:
    if event is None or not event.claims:
        return None
    claim = event.claims[0]
    ref = claim.article
    parts = [ref.headline, ref.publisher if ref.publisher != ref.title else None]
    parts.append(spoken_date(ref.published) if ref.published else None)
    told = ", ".join(part for part in parts if part)
    passage = " ".join(claim.passage.text.split())
    return str(
        gettext(
            "“%(passage)s” — %(source)s (event of %(date)s). %(link)s",
            passage=passage,
            source=told,
            date=spoken_date(event.row.edtf),
            link=link,
        )
    )
