"""An opened event: paragraphs that overlap become one, numbers follow the reader, steps link."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Literal

from flask import render_template
from flask.testing import FlaskClient

from tests.web.rows import event_row
from timeline import dates
from timeline.model import Span
from timeline.query import events
from timeline.query.database import open_reader
from timeline.query.filters import Filters
from timeline.query.records import ArticleRef, ClaimRow, EventDetail, TimeRow
from timeline.query.since import since
from timeline.web.address import View
from timeline.web.opened import open_event
from timeline.web.steps import why

TEXT = "On 3 March the ferry ran aground. The rocks opened a hole. Nobody was hurt, he said."
REF = ArticleRef("a1", "Ferry", "Ferry", "2024-03-10", None, "Post", "Post", "a1")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


TIME = TimeRow(
    *(0, 3, 10, "3 March", "DATE", "2024-03-03", "2024-03-03", "2024-03-03", "2024-03-03"),
    rule="day",
    reason="«3 March» names a day: so 3 March 2024.",
    steps=("«3 March» names a day", "so 3 March 2024"),
    anchor="published",
    ambiguous=False,
)


def claim(
    name: str, passage: str, trigger: str, role: Literal["lead", "detail"] = "detail"
) -> ClaimRow:
    return ClaimRow(
        id=name,
        role=role,
        title=passage,
        edtf="2024-03-03",
        earliest="2024-03-03",
        latest="2024-03-03",
        precision="day",
        status="happened",
        article=REF,
        passage=span(passage),
        trigger=span(trigger),
        paragraph=Span(0, len(TEXT), TEXT),
        times=(TIME,),
        time=TIME,
        anchors=(),
        reason=TIME.reason,
        steps=(),
        actors=(),
        places=(),
    )


LEAD = claim("c1", "On 3 March the ferry ran aground", "ran", "lead")
HOLE = claim("c2", "The rocks opened a hole", "opened")
HURT = claim("c3", "Nobody was hurt", "hurt")
ROW = event_row("2024-03-03", "The ferry ran aground", "e1")


def test_a_paragraph_stands_once_and_its_details_are_numbered_as_they_are_read() -> None:
    opened = open_event(EventDetail(ROW, (LEAD,), (HURT, HOLE)))
    assert opened.first is not None
    assert opened.first.text is not None
    assert "".join(segment.text for segment in opened.first.text) == TEXT
    assert [s.text for s in opened.first.text if "passage" in s.kinds] == [
        "On ",
        "3 March",
        " the ferry ran aground",
    ]
    numbered = [(s.text.split()[-1], s.numbers) for s in opened.first.text if s.numbers]
    assert numbered == [("opened", (1,)), ("hurt", (2,))]
    (details,) = opened.details
    assert details.text is None
    assert [(shown.claim.id, shown.number) for shown in details.claims] == [("c2", 1), ("c3", 2)]
    assert (opened.n_others, opened.n_details) == (0, 2)


def test_windows_of_a_long_paragraph_that_overlap_become_one() -> None:
    early = replace(HOLE, paragraph=Span(0, 60, TEXT[:60]))
    late = replace(HURT, paragraph=Span(34, len(TEXT), TEXT[34:]))
    other = replace(LEAD, article=replace(REF, id="a2", near_duplicate="a2"))
    opened = open_event(EventDetail(ROW, (other,), (late, early)))
    (details,) = opened.details
    assert details.text is not None
    assert "".join(segment.text for segment in details.text) == TEXT
    assert details.href == "/article/a1?claim=c2#e-c2"


def test_the_same_of_another_article_keeps_its_paragraph_and_copies_are_folded() -> None:
    copy = replace(LEAD, id="c4", article=replace(REF, id="a3"))
    other = replace(LEAD, id="c5", article=replace(REF, id="a2", near_duplicate="a2"))
    opened = open_event(EventDetail(ROW, (LEAD, copy, other), ()))
    assert opened.first is not None
    assert [one.id for one in opened.first.claims[0].copies] == ["c4"]
    assert [(one.article.id, one.claims[0].number) for one in opened.others] == [("a2", None)]


def test_steps_link_the_times_that_they_quote_and_say_the_date_once() -> None:
    reason = why(LEAD)
    first, last = reason.steps
    assert [(w.text, w.href) for w in first.words] == [
        ("«3 March»", "/article/a1#t-0"),
        (" names a day", None),
    ]
    assert last.result
    assert reason.says_date
    assert (reason.time, reason.anchors) == (None, ())


def test_what_no_step_quotes_is_linked_beside_them() -> None:
    anchor = replace(TIME, number=4, text="Monday")
    bare = why(replace(LEAD, steps=("It goes with “ran”.",), anchors=(anchor,)))
    assert not bare.says_date
    assert bare.time is not None
    assert bare.time.time.text == "3 March"
    assert [one.time.text for one in bare.anchors] == ["Monday"]
    undated = why(replace(LEAD, edtf=None, time=None, steps=(), reason="No time is named."))
    assert ["".join(w.text for w in step.words) for step in undated.steps] == ["No time is named."]
    assert not undated.says_date


def disputed(invented: Path) -> EventDetail:
    """The event of the invented database that most articles disagree on."""
    reader = open_reader(invented)
    rows = events.page(reader, Filters(shelf="disputed"), limit=200).events
    found = events.one(reader, max(rows, key=lambda row: (row.articles, row.id)).id)
    reader.close()
    return found


def test_a_dispute_names_who_says_what(visit: Callable[..., FlaskClient], invented: Path) -> None:
    event = disputed(invented)
    page = unescape(visit().get(f"/event/{event.row.id}").get_data(as_text=True))
    said = page.partition("Who says what")[2].partition("</ul>")[0]
    held: dict[str | None, set[str]] = {}
    for claim in event.lead:
        held.setdefault(claim.edtf, set()).add(claim.article.headline)
    assert len(held) > 1
    assert said.count("<li>") == len(held)
    for edtf, headlines in held.items():
        assert f"<strong>{dates.spoken(edtf or '')}</strong>" in said
        for headline in headlines:
            assert headline in said
    # Its own date gives all readings.
    assert " or " in dates.spoken(event.row.edtf or "")


def test_a_row_says_how_many_tell_it_and_how_many_independently(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    reader = open_reader(invented)
    rows = events.page(reader, Filters(), limit=200).events
    reader.close()
    row = next(row for row in rows if row.articles > row.independent)
    page = visit().get(f"/?at={dates.iso_day(row.day or 0)}").get_data(as_text=True)
    entry = page.partition(f'id="ev-{row.id}"')[2].partition("</li>")[0]
    assert f"{row.articles} articles, {row.independent} independent" in entry


def test_the_page_of_an_event_leads_to_where_it_stands(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    reader = open_reader(invented)
    dated = events.page(reader, Filters(), limit=1).events[0]
    undated = events.page(reader, Filters(shelf="undated"), limit=1).events[0]
    reader.close()
    for row, path in (
        (dated, f"/?at={dates.iso_day(dated.day or 0)}"),
        (undated, "/shelf/undated"),
    ):
        page = visit().get(f"/event/{row.id}").get_data(as_text=True)
        assert f'href="{path}#ev-{row.id}"' in page
        assert f'id="ev-{row.id}"' in visit().get(path).get_data(as_text=True)


def test_passages_that_are_too_many_to_show_are_counted(visit: Callable[..., FlaskClient]) -> None:
    with visit().application.test_request_context("/"):
        for omitted, said in ((0, ""), (1200, "1,200 more passages are not shown here;")):
            opened = open_event(EventDetail(ROW, (LEAD,), (), omitted=omitted))
            page = render_template("partials/detail.html", opened=opened, view=View(Filters()))
            assert said in page
            assert ("not shown here" in page) == bool(omitted)


def test_an_event_of_a_day_stays_that_of_the_day(
    visit: Callable[..., FlaskClient], invented: Path
) -> None:
    """Without scripts, shared and framed, too: the page never slips into what is known today."""
    reader = open_reader(invented)
    day = "2005-11-11"
    moved = since(reader, Filters(as_of=day)).moved[0]
    row = events.one(reader, moved.id, as_of=day).row
    reader.close()
    client = visit(base_url="https://news.example")
    path = f"/event/{row.id}?as_of={day}"
    listed = client.get(f"/?as_of={day}&at={dates.iso_day(row.day or 0)}").get_data(as_text=True)
    assert f'href="{path}"' in listed
    page = client.get(path).get_data(as_text=True)
    assert "As its sources stood on 11 November 2005." in page
    assert f'href="/event/{row.id}">As they stand today</a>' in page
    assert f'href="/share?event={row.id}&amp;as_of={day}" data-share' in page
    shared = client.get(f"/share?event={row.id}&as_of={day}").get_data(as_text=True)
    assert f'value="https://news.example{path}"' in shared
    for query, shown in ((f"&as_of={day}", moved.then), ("", moved.now)):
        framed = client.get(f"/embed?event={row.id}{query}").get_data(as_text=True)
        assert f">{dates.spoken(shown or '')}<" in framed


def test_the_date_is_said_behind_all_that_it_counts_from(
    visit: Callable[..., FlaskClient],
) -> None:
    anchor = replace(TIME, number=7, text="Monday", edtf="2024-03-04")
    for steps, last in (
        (TIME.steps, "so 3 March 2024"),
        (("«3 March» names a day",), "→ 3 March 2024"),
    ):
        claim = replace(LEAD, anchors=(anchor,), steps=steps)
        with visit().application.test_request_context("/"):
            opened = open_event(EventDetail(ROW, (claim,), ()))
            page = render_template("partials/detail.html", opened=opened, view=View(Filters()))
        listed = page.partition('<ol class="steps">')[2].partition("</ol>")[0]
        said = [" ".join(re.sub("<[^>]*>", "", item).split()) for item in listed.split("</li>")]
        assert said[:-1] == ["«3 March» names a day", "It counts from Monday, 4 March 2024.", last]
