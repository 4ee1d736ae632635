"""The stored article, whole: every passage and time expression marked, its events beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from timeline.query import articles as query_articles
from timeline.query.records import ArticleDetail, Marked, TimeRow
from timeline.web import address
from timeline.web.marks import Mark, Segment, paragraphs
from timeline.web.reader import database
from timeline.web.steps import reason

routes = Blueprint("article", __name__)


@dataclass(frozen=True, slots=True)
class Note:
    """An event beside the paragraph that tells it: the number at its trigger words there, and
    the claim that says most of it; ``here`` if it was asked for."""

    number: int
    claim: Marked
    here: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the article with the events that it tells."""

    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


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
        parts=tuple(parts_of(found, view.options.claim)),
        events=len({claim.event for claim in found.claims}),
        unused=tuple((time, reason(time)) for time in found.times if not time.used),
    )


def parts_of(article: ArticleDetail, here: str | None = None) -> Iterator[Part]:
    """Yield the paragraphs with their notes; ``here`` is the claim that was asked for.

    An event has one number in the whole article, at each of its trigger words, and one note in
    each paragraph that tells it.
    """
    ordered = sorted(article.claims, key=lambda claim: claim.trigger.start)
    numbers: dict[str, int] = {}
    for claim in ordered:
        numbers.setdefault(claim.event, len(numbers) + 1)
    waiting = list(reversed(ordered))
    for start, end, found in paragraphs(article.text, marks_of(article, numbers, here)):
        claims: dict[str, list[Marked]] = {}
        while waiting and waiting[-1].trigger.start < end:
            claim = waiting.pop()
            if claim.trigger.start >= start:
                claims.setdefault(claim.event, []).append(claim)
        notes = (
            Note(
                numbers[event],
                next((claim for claim in told if claim.role != "detail"), told[0]),
                any(claim.claim == here for claim in told),
            )
            for event, told in claims.items()
        )
        yield Part(tuple(found), tuple(notes))


def marks_of(
    article: ArticleDetail, numbers: dict[str, int], here: str | None = None
) -> list[Mark]:
    """Return the marks of the article's passages, of their trigger words and of its times; the
    passage of the claim ``here`` is marked as the one that was asked for."""
    marks = [
        Mark(
            claim.passage.start,
            claim.passage.end,
            "passage here" if claim.claim == here else "passage",
            anchor=f"e-{claim.claim}",
        )
        for claim in article.claims
    ]
    marks += [
        Mark(claim.trigger.start, claim.trigger.end, "", number=numbers[claim.event])
        for claim in article.claims
    ]
    marks += [_time_mark(time) for time in article.times]
    return marks


def _time_mark(time: TimeRow) -> Mark:
    kind = "time" if time.used else "unused"
    return Mark(time.start, time.end, kind, anchor=f"t-{time.number}", note=reason(time).text)
