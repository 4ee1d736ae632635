"""An event opened: each paragraph once with the marks of its claims, and why each is dated so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.model import Span
from timeline.query.records import ArticleRef, ClaimRow, EventDetail
from timeline.web.address import article_path
from timeline.web.fragments import text_fragment
from timeline.web.marks import Mark, Segment, segments
from timeline.web.steps import Why, reason, why


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim ready to be shown.

    ``number`` stands behind the trigger word of a detail in its paragraph, None for a lead
    claim, whose passage is marked; ``href`` leads to the passage in the stored article.
    ``copies`` are near copies of its article that say the same.
    """

    claim: ClaimRow
    number: int | None
    href: str
    why: Why
    copies: tuple[ClaimRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article with the claims that share it.

    ``text`` are its segments, None where the reader has it above already; ``publisher_href``
    leads into the publisher's page, None if the article has no web address.
    """

    article: ArticleRef
    text: tuple[Segment, ...] | None
    claims: tuple[Shown, ...]
    publisher_href: str | None

    @property
    def href(self) -> str:
        return self.claims[0].href


@dataclass(frozen=True, slots=True)
class Opened:
    """``first`` is the paragraph that proves the event, with its lead claim first; ``others``
    tell the same, ``details`` are filed under it; those of the first paragraph come first and
    without its text.  ``date_holders`` say who gives which date where sources disagree."""

    event: EventDetail
    first: Paragraph | None
    others: tuple[Paragraph, ...]
    details: tuple[Paragraph, ...]
    date_holders: tuple[tuple[str | None, tuple[ArticleRef, ...]], ...]

    @property
    def n_others(self) -> int:
        return sum(len(paragraph.claims) for paragraph in self.others)

    @property
    def n_details(self) -> int:
        return sum(len(paragraph.claims) for paragraph in self.details)


_Folded = tuple[ClaimRow, tuple[ClaimRow, ...]]  # a claim with the copies that say the same


def open_event(event: EventDetail) -> Opened:
    """Return what an opened event shows."""
    lead, details = _fold_copies(event.lead), _fold_copies(event.details)
    groups = _paragraphs([*lead, *details])
    place = {claim.id: group for group, (_, found) in enumerate(groups) for claim, _ in found}
    leading = [place[claim.id] for claim, _ in lead]
    # As a reader meets them: first those of the paragraphs above, each paragraph from its top.
    shown_at = {group: number for number, group in reversed(list(enumerate(leading)))}
    for claim, _ in details:
        shown_at.setdefault(place[claim.id], len(shown_at) + len(leading))
    details.sort(key=lambda one: (shown_at[place[one[0].id]], one[0].trigger.start))
    numbers = {claim.id: number for number, (claim, _) in enumerate(details, 1)}

    def shown(folded: Iterable[_Folded]) -> tuple[Paragraph, ...]:
        """The claims under their paragraphs; of one shown before they stand without its text."""
        chosen: dict[int, list[_Folded]] = {}
        for one in folded:
            chosen.setdefault(place[one[0].id], []).append(one)
        new = []
        for group, claims in chosen.items():
            window, everyone = groups[group]
            text = None if group in given else _marked(window, [c for c, _ in everyone], numbers)
            given.add(group)
            new.append(_paragraph(window, text, claims, numbers))
        return tuple(new)

    given: set[int] = set()
    first = shown(lead[:1])
    others, below = shown(lead[1:]), shown(details)
    return Opened(event, first[0] if first else None, others, below, _date_holders(event))


def _fold_copies(claims: tuple[ClaimRow, ...]) -> list[_Folded]:
    """Fold claims of near-identical articles under the first of them."""
    groups: dict[tuple[str, str, str | None], list[ClaimRow]] = {}
    for claim in claims:
        same = claim.article.near_duplicate or claim.article.id
        key = (same, " ".join(claim.passage.text.split()), claim.edtf)
        groups.setdefault(key, []).append(claim)
    return [(group[0], tuple(group[1:])) for group in groups.values()]


def _paragraphs(claims: Sequence[_Folded]) -> list[tuple[Span, list[_Folded]]]:
    """The claims by the paragraph that they stand in.

    Of a very long paragraph each claim has a window of its own; those that overlap become one.
    """
    groups: list[tuple[Span, list[_Folded]]] = []
    ordered = sorted(claims, key=lambda one: (one[0].article.id, one[0].paragraph.start))
    for one in ordered:
        claim, span = one[0], one[0].paragraph
        if groups:
            window, found = groups[-1]
            if found[0][0].article.id == claim.article.id and span.start < window.end:
                text = window.text + span.text[max(window.end - span.start, 0) :]
                groups[-1] = (Span(window.start, max(window.end, span.end), text), [*found, one])
                continue
        groups.append((span, [one]))
    return groups


def _paragraph(
    window: Span,
    text: tuple[Segment, ...] | None,
    folded: Sequence[_Folded],
    numbers: dict[str, int],
) -> Paragraph:
    first = folded[0][0]
    start, end = (
        min(max(place - window.start, 0), len(window.text))
        for place in (first.passage.start, first.passage.end)
    )
    return Paragraph(
        first.article,
        text,
        tuple(
            Shown(
                claim,
                numbers.get(claim.id),
                article_path(claim.article.id, claim.id),
                why(claim),
                copies,
            )
            for claim, copies in folded
        ),
        text_fragment(first.article.url, window.text, start, end),
    )


def _marked(
    window: Span, claims: Sequence[ClaimRow], numbers: dict[str, int]
) -> tuple[Segment, ...]:
    """The paragraph's segments: passages, times, and each detail's number at its trigger word.

    Where lead claims stand among them, their passages alone are marked.
    """
    leads = [claim for claim in claims if claim.id not in numbers]
    marks = [Mark(c.passage.start, c.passage.end, "passage") for c in leads or claims]
    marks += [
        Mark(c.trigger.start, c.trigger.end, "", number=numbers[c.id])
        for c in claims
        if c.id in numbers
    ]
    own = {claim.time.number: claim.time for claim in claims if claim.time}
    times = {time.number: time for claim in claims for time in claim.times} | own
    marks += [
        Mark(time.start, time.end, "time", note=reason(time).text)
        if number in own
        else Mark(time.start, time.end, "time-other")
        for number, time in times.items()
    ]
    # Offsets are the article's; the marks are moved to the paragraph's own.
    return tuple(segments(window.text, [mark.moved(-window.start) for mark in marks]))


def _date_holders(event: EventDetail) -> tuple[tuple[str | None, tuple[ArticleRef, ...]], ...]:
    if not event.row.disputed:
        return ()
    holders: dict[str | None, dict[str, ArticleRef]] = {}
    for claim in event.lead:
        holders.setdefault(claim.edtf, {})[claim.article.id] = claim.article
    return tuple((edtf, tuple(refs.values())) for edtf, refs in holders.items())
