"""The markup of the held-out stories: offsets, and refusal of what is malformed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from benchmarks.heldout import (
    DATA,
    KINDS,
    BadMarkup,
    gold_record,
    pairs,
    read_set,
    read_story,
)

HEAD = "published: 1989-11-02\ntitle: A Bid\npublisher: Wire\n\n"
BODY = (
    "Léa & Co. {{rejected|[..1989-11-02]}} a bid,\nit said [[Tuesday|DATE|1989-10-31]].\n\n"
    "It {{may|-}} {{sell|1989-11-02/1990}} some [[this year|DATE|1989]].\n"
)


def test_text_is_the_source_without_its_marks() -> None:
    story = read_story(HEAD + BODY, "news-01", "01.txt")
    text = story.article["text"]
    assert text == ("Léa & Co. rejected a bid,\nit said Tuesday.\n\nIt may sell some this year.")
    assert story.article["published"] == "1989-11-02"
    assert story.article["title"] == "A Bid"
    for mark in (*story.times, *story.events):
        assert text[mark.start : mark.end] == mark.text
    assert [(t.text, t.type, t.value) for t in story.times] == [
        ("Tuesday", "DATE", "1989-10-31"),
        ("this year", "DATE", "1989"),
    ]
    dates = [e.date and (e.date.earliest, e.date.latest) for e in story.events]
    assert dates == [(None, "1989-11-02"), None, ("1989-11-02", "1990-12-31")]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("One.\nIt [[fell|DATE]] hard.", 6),
        ("It fell [[today|DAY|1989-11-02]].", 5),
        ("It {{fell}} hard.", 5),
        ("It {{fell|1989-13-02}} hard.", 5),
        ("It {{[[fell|DATE|1989]]|1989}} hard.", 5),
        ("It fell.\n\nThat [[was|DATE|1989 today.", 7),
        ("It fell.}}", 5),
    ],
)
def test_malformed_marks_are_refused_with_file_and_line(body: str, line: int) -> None:
    with pytest.raises(BadMarkup, match=rf"^01\.txt:{line}: "):
        read_story(HEAD + body, "news-01", "01.txt")


@pytest.mark.parametrize("source", ["published: 1989-11-02\nNo empty line.", "date: x\n\nText."])
def test_malformed_headers_are_refused(source: str) -> None:
    with pytest.raises(BadMarkup, match=r"^01\.txt:1: "):
        read_story(source, "news-01", "01.txt")


def test_gold_record_has_days_and_spans() -> None:
    record = gold_record(read_story(HEAD + BODY, "news-01", "01.txt"))
    assert record["scope"] == [0, len(record["article"]["text"])]
    assert record["times"][0] == {
        "start": 34,
        "end": 41,
        "text": "Tuesday",
        "type": "DATE",
        "value": "1989-10-31",
    }
    rows = [(e["text"], e["date"], e["begin"], e["finish"]) for e in record["events"]]
    assert rows == [
        ("rejected", None, None, None),
        ("may", None, None, None),
        ("sell", None, "1989-11-02", "1990"),
    ]


def test_pairs_go_from_left_to_right_and_leave_none_twice() -> None:
    story = read_story("title: t\n\n[[May|DATE|1989-05]] [[1989|DATE|1989]]", "n", "n.txt")
    whole, other = {"start": 0, "end": 8}, {"start": 20, "end": 22}
    assert pairs(story.times, [other, whole]) == [
        (story.times[0], whole),
        (story.times[1], None),
        (None, other),
    ]


def test_every_story_reads_and_halves_are_disjoint() -> None:
    even, odd = read_set("even", KINDS), read_set("odd", KINDS)
    everything = read_set("all", KINDS)
    assert len(everything) == len(list(DATA.glob("*/[0-9]*.txt")))
    ids = {story.article["id"] for story in everything}
    assert {s.article["id"] for s in even} | {s.article["id"] for s in odd} == ids
    assert len(even) + len(odd) == len(ids)
    for story in everything:
        text = story.article["text"]
        assert text is not None
        assert all(text[m.start : m.end] == m.text for m in (*story.times, *story.events))


def test_days_named_with_their_weekday_are_that_weekday() -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for story in read_set("all", KINDS):
        for mark in story.times:
            name = re.search("|".join(names), mark.text)
            day = re.match(r"\d{4}-\d\d-\d\d", mark.value)
            beside = re.search(r"\b(after|before)\b", mark.text)
            # before 1753, by the calendar of the time
            if name and day and not beside and mark.value >= "1753":
                weekday = date.fromisoformat(day[0]).weekday()
                assert names[weekday] == name[0], (story.article["id"], mark)
