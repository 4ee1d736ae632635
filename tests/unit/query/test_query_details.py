"""Events, articles, actors and places opened: every passage is what stands there."""

from __future__ import annotations

import pytest

from timeline.errors import NotFound
from timeline.model import Span
from timeline.query import articles, entities, events, facets, histogram
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.names import HEADLINE, headline
from timeline.query.records import ClaimRow
from timeline.query.rows import CONTEXT, paragraph_of


def inside(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def check_claim(reader: Reader, claim: ClaimRow) -> None:
    text = articles.article(reader, claim.article.id).text
    for span in (claim.passage, claim.trigger, claim.paragraph, *claim.times, *claim.anchors):
        assert text[span.start : span.end] == span.text
    assert inside(claim.paragraph, claim.passage)
    assert inside(claim.passage, claim.trigger)
    assert "\n" not in claim.paragraph.text
    assert claim.paragraph.start == 0 or text[claim.paragraph.start - 1] == "\n"
    assert claim.paragraph.end == len(text) or text[claim.paragraph.end] == "\n"
    assert (claim.time is None) == (claim.edtf is None)
    if claim.time:
        assert claim.time in claim.times


def test_every_event_opens(reader: Reader) -> None:
    rows = [*events.page(reader, Filters(), limit=120).events]
    rows += events.page(reader, Filters(shelf="undated"), limit=10).events
    rows += events.page(reader, Filters(shelf="disputed"), limit=10).events
    details, chains = 0, 0
    for row in rows:
        event = events.one(reader, row.id)
        assert event.row == row
        assert event.lead
        assert row.passage is not None
        first = event.lead[0]
        assert (first.article, first.passage.start) == (row.passage.article, row.passage.start)
        assert {claim.role for claim in event.lead} == {"lead"}
        assert {claim.role for claim in event.details} <= {"detail"}
        assert len({claim.article.id for claim in event.claims}) == row.articles
        assert len({claim.article.near_duplicate for claim in event.claims}) == row.independent
        days = [claim.article.published or "" for claim in event.lead[1:]]
        assert days == sorted(days)
        assert {actor for claim in event.claims for actor in claim.actors} == set(row.actors)
        assert {place for claim in event.claims for place in claim.places} == set(row.places)
        details += len(event.details)
        for claim in event.claims:
            check_claim(reader, claim)
            chains += bool(claim.anchors)
    assert chains > 5, "dates that count from others must be among them"


def test_the_row_shows_the_time_in_its_passage(reader: Reader) -> None:
    for row in events.page(reader, Filters(), limit=200).events:
        passage = row.passage
        assert passage is not None
        begin = passage.paragraph.start
        assert passage.paragraph.text[passage.start - begin : passage.end - begin] == passage.text
        assert passage.time_start is not None
        assert passage.time_end is not None
        assert passage.start <= passage.time_start < passage.time_end <= passage.end


def test_actors_stand_in_the_order_of_the_sentence(reader: Reader) -> None:
    several = 0
    for row in events.page(reader, Filters(), limit=200).events:
        if len(row.actors) > 1:
            several += 1
            assert row.title.startswith(row.actors[0].name)
    assert several > 50


def test_disputed_events_show_both_dates(reader: Reader) -> None:
    for row in events.page(reader, Filters(shelf="disputed"), limit=20).events:
        assert row.disputed
        assert len({claim.edtf for claim in events.one(reader, row.id).claims}) > 1


def test_many_claims_are_counted_where_they_are_not_given(reader: Reader) -> None:
    row = max(events.page(reader, Filters(), limit=500).events, key=lambda row: row.articles)
    whole, part = events.one(reader, row.id), events.one(reader, row.id, limit=1)
    assert whole.omitted == 0
    assert len(part.claims) == 1
    assert part.omitted == len(whole.claims) - 1 > 0


def test_an_article_marks_all_and_tells_used_from_seen(reader: Reader) -> None:
    used = unused = copies = 0
    for row in events.page(reader, Filters(), limit=60).events:
        for claim in events.one(reader, row.id).claims:
            article = articles.article(reader, claim.article.id)
            assert [t.start for t in article.times] == sorted(t.start for t in article.times)
            starts = [marked.passage.start for marked in article.claims]
            assert starts == sorted(starts)
            assert claim.id in {marked.claim for marked in article.claims}
            for marked in article.claims:
                assert (
                    article.text[marked.passage.start : marked.passage.end] == marked.passage.text
                )
                assert marked.claim in {c.id for c in events.one(reader, marked.event).claims}
            seen = {time.number: time for time in article.times}
            if claim.time:
                assert seen[claim.time.number].used
                assert all(seen[anchor.number].used for anchor in claim.anchors)
            used += sum(time.used for time in article.times)
            unused += sum(not time.used for time in article.times)
            assert all(time.used or time.text == "2019" for time in article.times)
            assert all(
                copy.near_duplicate == claim.article.near_duplicate for copy in article.copies
            )
            copies += len(article.copies)
    assert used
    assert unused
    assert copies


def test_an_actor_and_a_place_open(reader: Reader) -> None:
    actor = facets.actors(reader, Filters())[0]
    place = facets.places(reader, Filters())[0]
    for value, opened, filters in (
        (actor, entities.actor(reader, actor.id), Filters(actors=(actor.id,))),
        (place, entities.place(reader, place.id), Filters(places=(place.id,))),
    ):
        assert (opened.id, opened.name, opened.kind) == (value.id, value.name, value.kind)
        bars = histogram.histogram(reader, filters).bars
        assert opened.count == value.count == sum(bar.count for bar in bars)
        assert opened.undated == events.count(reader, filters.with_(shelf="undated"))
        for other in opened.actors:
            both = filters.with_(actors=(*filters.actors, other.id), actor_mode="all")
            assert other.id != opened.id
            assert other.count == events.count(reader, both) > 0
        for other in opened.places:
            both = filters.with_(places=(*filters.places, other.id), place_mode="all")
            assert other.id != opened.id
            assert other.count == events.count(reader, both) > 0
    assert entities.place(reader, place.id).lat is not None
    assert entities.actor(reader, actor.id).aliases


@pytest.mark.parametrize("id_", ["", "nobody", "a' OR '1'='1", "\0", "x" * 5000, "é"])
def test_what_is_not_there_is_not_found(reader: Reader, id_: str) -> None:
    for open_ in (events.one, articles.article, entities.actor, entities.place):
        with pytest.raises(NotFound, match="no such") as missing:
            open_(reader, id_)
        assert len(str(missing.value)) < 200
        assert "\0" not in str(missing.value)


def row_around(text: str, start: int, end: int) -> dict[str, object]:
    begin = max(0, start - CONTEXT)
    return {"passage_start": start, "passage_end": end, "around": text[begin : end + CONTEXT]}


def test_a_paragraph_that_never_ends_is_cut_between_words() -> None:
    text = "word " * 4000
    span = paragraph_of(row_around(text, 10_000, 10_014))
    assert text[span.start : span.end] == span.text
    assert span.start <= 10_000
    assert span.end >= 10_014
    assert len(span.text) <= 2 * CONTEXT + 14
    assert set(span.text.split()) == {"word"}


def test_a_paragraph_is_the_line_of_the_passage() -> None:
    text = "First line.\n\nOn Monday it rained. Then it stopped.\nLast line."
    start = text.index("it rained")
    span = paragraph_of(row_around(text, start, start + 9))
    assert span.text == "On Monday it rained. Then it stopped."
    assert text[span.start : span.end] == span.text
    two = paragraph_of(row_around(text, start, text.index("line.", 20)))
    assert two.text == "On Monday it rained. Then it stopped.\nLast line."


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("The ferry sank. Nobody was hurt.", "The ferry sank."),
        ("\n\n  It sank, said Mr. J. Li “at once.” Then", "It sank, said Mr. J. Li “at once.”"),
        ("On Oct. 28 it sank! Who knew?", "On Oct. 28 it sank!"),
        ("Ferry sinks\nThe ferry sank on Monday.", "Ferry sinks"),
        ("No end " * 40, "No end " * 12 + "No…"),
        ("x" * 300, "x" * 89 + "…"),
        ("LISBON, Sept. 12 — A judge spoke. Then", "A judge spoke."),
        ("NEW YORK (AP) -- Shares fell in Sept. 2019. They", "Shares fell in Sept. 2019."),
        ("Mr. Smith – a baker – died. He", "Mr. Smith – a baker – died."),
        ("", ""),
    ],
)
def test_an_article_without_title_goes_by_its_first_sentence(opening: str, expected: str) -> None:
    assert headline(opening) == expected
    assert len(headline(opening)) <= HEADLINE
