"""The stored article, whole: every passage and every time expression marked, used or not."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from timeline.query import articles as query_articles
from timeline.query.records import ArticleDetail
from timeline.web import address
from timeline.web.address import event_path
from timeline.web.marks import Mark, paragraphs
from timeline.web.reader import database

routes = Blueprint("article", __name__)


@routes.get("/article/<article>")
def article(article: str) -> ResponseReturnValue:
    """The article's page; ``#e-<claim>`` is a passage, ``#t-<number>`` a time expression."""
    view = address.read(request.args.items(multi=True))
    reader = database()
    with reader.session():
        found = query_articles.article(reader, article)
    return render_template(
        "pages/article.html",
        view=view,
        article=found,
        paragraphs=paragraphs(found.text, marks_of(found, view.options.claim)),
        events=len({claim.event for claim in found.claims}),
        unused=sum(not time.used for time in found.times),
    )


def marks_of(article: ArticleDetail, here: str | None = None) -> list[Mark]:
    """Return the marks of the article's passages, each leading to its event, and of its times;
    the passage of the claim ``here`` is marked as the one that was asked for."""
    marks = [
        Mark(
            claim.passage.start,
            claim.passage.end,
            "passage here" if claim.claim == here else "passage",
            anchor=f"e-{claim.claim}",
            href=event_path(claim.event),
            note=claim.title,
        )
        for claim in article.claims
    ]
    marks += [
        Mark(
            time.start,
            time.end,
            "time" if time.used else "unused",
            anchor=f"t-{time.number}",
            note=time.reason,
        )
        for time in article.times
    ]
    return marks
