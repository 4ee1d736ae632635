"""The share control: permalink, citation and ``<iframe>`` snippet of a view or of one event.

A page of its own without JavaScript; with it, the same part opens in a dialogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from timeline.query import events as query_events
from timeline.query.records import EventDetail
from timeline.web import address, downloads, listing
from timeline.web.address import View, event_path
from timeline.web.htmx import wants_partial
from timeline.web.reader import database
from timeline.web.security import base_url, settings
from timeline.web.wording import chip_sentence, number, spoken_date

routes = Blueprint("share", __name__)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a reader copies; all addresses are absolute.  ``script`` is what a page may load to
    have its frames fit."""

    permalink: str
    snippet: str
    script: str
    citation: str | None
    oembed: str


@routes.get("/share")
def share() -> ResponseReturnValue:
    """The share control of the view that the address says, or of its ``event``."""
    view = address.read(request.args.items(multi=True))
    reader = database()
    with reader.session():
        event = None
        if view.options.event:
            event = query_events.one(reader, view.options.event, as_of=view.filters.as_of)
        found = shared(view, event)
    partial = wants_partial()
    return render_template(
        "partials/share.html" if partial else "pages/share.html",
        view=view,
        shared=found,
        event=event,
        offers=downloads.offers(view) if event is None else [],
        partial=partial,
    )


def shared(view: View, event: EventDetail | None) -> Shared:
    """Return permalink, snippet and citation of a view or of one event, in a session."""
    if event is None:
        link = base_url() + view.page_path()
        title = settings().title
    else:
        link = base_url() + event_path(event.row.id, view.filters.as_of)
        title = event.row.title
    embed = base_url() + view.embed_path(event=event.row.id if event else None)
    oembed = f"{base_url()}/oembed?{urlencode({'url': link})}"
    framed = snippet(embed, link, title, view.options.height)
    citation = _citation_of_view(view, link) if event is None else _citation(event, link)
    script = f'<script src="{escape(base_url())}/static/js/frame.js" defer></script>'
    return Shared(link, framed, script, citation, oembed)


def snippet(embed: str, link: str, title: str, height: int, width: str = "100%") -> str:
    """Return the ``<iframe>`` of an embed, with a link for where frames do not show."""
    return (
        f'<iframe src="{escape(embed)}" title="{escape(title)}" loading="lazy" '
        f'width="{escape(width)}" height="{height}" style="border:0">'
        f'<a href="{escape(link)}">{escape(title)}</a></iframe>'
    )


def _citation_of_view(view: View, link: str) -> str:
    """What the view holds, in words and numbers, and when it held that: a load changes both."""
    filters = view.filters
    chosen = "; ".join(chip_sentence(chip) for chip in listing.chips_of(view))
    events = query_events.count(database(), filters)
    articles = query_events.articles(database(), filters)
    counts = ngettext("%(n)s event", "%(n)s events", events, n=number(events))
    told = ngettext("from %(n)s article", "from %(n)s articles", articles, n=number(articles))
    read = gettext("Read on %(day)s.", day=spoken_date(datetime.now(UTC).date().isoformat()))
    title = f"{settings().title} ({chosen})" if chosen else settings().title
    return f"{title}: {counts} {told}. {link} {read}"


def _citation(event: EventDetail, link: str) -> str | None:
    if not event.claims:
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
