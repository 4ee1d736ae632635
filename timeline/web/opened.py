"""An event opened: every claim in its paragraph, and why its date is its date, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.query.records import ArticleRef, ClaimRow, EventDetail, TimeRow
from timeline.web.address import article_path
from timeline.web.fragments import text_fragment
from timeline.web.marks import Mark, Segment, segments


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time expression that another counts from, with the way to it in the article."""

    time: TimeRow
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim ready to be shown.

    ``paragraph`` are the segments of the paragraph around the passage; ``href`` leads to the
    passage in the stored article, ``publisher_href`` into the publisher's page (None if the
    article has no web address).  ``steps`` explain the date in order; ``copies`` are near
    copies of its article that say the same.
    """

    claim: ClaimRow
    paragraph: tuple[Segment, ...]
    href: str
    publisher_href: str | None
    steps: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    copies: tuple[ClaimRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """``first`` is the passage that proves the event; ``others`` tell the same, ``details`` are
    filed under it; ``date_holders`` say who gives which date where sources disagree."""

    event: EventDetail
    first: Shown | None
    others: tuple[Shown, ...]
    details: tuple[Shown, ...]
    date_holders: tuple[tuple[str | None, tuple[ArticleRef, ...]], ...]


def open_event(event: EventDetail) -> Opened:
    """Return what an opened event shows."""
    lead = _fold_copies(event.lead)
    return Opened(
        event,
        lead[0] if lead else None,
        lead[1:],
        _fold_copies(event.details),
        _date_holders(event),
    )


def _fold_copies(claims: tuple[ClaimRow, ...]) -> tuple[Shown, ...]:
    """Fold claims of near-identical articles under the first of them."""
    groups: dict[tuple[str, str, str | None], list[ClaimRow]] = {}
    for claim in claims:
        same = claim.article.near_duplicate or claim.article.id
        groups.setdefault((same, " ".join(claim.passage.text.split()), claim.edtf), []).append(
            claim
        )
    return tuple(_shown(group[0], tuple(group[1:])) for group in groups.values())


def _shown(claim: ClaimRow, copies: tuple[ClaimRow, ...]) -> Shown:
    window = claim.paragraph
    # Offsets are the article's; the marks are moved to the paragraph's own.
    marks = [Mark(claim.passage.start, claim.passage.end, "passage")]
    own = claim.time.number if claim.time else None
    for time in claim.times:
        kind = "time" if time.number == own else "time-other"
        marks.append(Mark(time.start, time.end, kind, note=time.reason if kind == "time" else None))
    if claim.time and own not in {time.number for time in claim.times}:
        marks.append(Mark(claim.time.start, claim.time.end, "time"))
    moved = [Mark(m.start - window.start, m.end - window.start, m.kind, note=m.note) for m in marks]
    steps = claim.steps or (claim.time.steps if claim.time else ())
    return Shown(
        claim,
        tuple(segments(window.text, moved)),
        article_path(claim.article.id, claim.id),
        text_fragment(
            claim.article.url,
            window.text,
            max(claim.passage.start - window.start, 0),
            min(claim.passage.end - window.start, len(window.text)),
        ),
        steps or ((claim.reason,) if claim.reason else ()),
        tuple(
            Anchor(time, f"{article_path(claim.article.id)}#t-{time.number}")
            for time in claim.anchors
        ),
        copies,
    )


def _date_holders(event: EventDetail) -> tuple[tuple[str | None, tuple[ArticleRef, ...]], ...]:
    if not event.row.disputed:
        return ()
    holders: dict[str | None, dict[str, ArticleRef]] = {}
    for claim in event.lead:
        holders.setdefault(claim.edtf, {})[claim.article.id] = claim.article
    return tuple((edtf, tuple(refs.values())) for edtf, refs in holders.items())
