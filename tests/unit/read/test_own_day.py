"""The day of writing that an article gives of itself, where its record names none."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from timeline.read import Read
from timeline.read.jsonl import read_jsonl
from timeline.read.own_day import own_day
from timeline.read.text import read_text


@pytest.mark.parametrize(
    ("text", "day", "where"),
    [
        ("VALPARAISO, Chile, April 14, 2014 (Reuters) - A fire", "2014-04-14", "its dateline"),
        ("NEW YORK, Oct. 26, 1989 (AP) -- Marlow said", "1989-10-26", "its dateline"),
        ("Berlin, 14. April 2014 (dpa) - Die Bahn", "2014-04-14", "its dateline"),
        ("Two dead in fire\n\nMOSCOW, 5 March 1999 — A fire", "1999-03-05", "its dateline"),
        ("PARIS, Sept. 3, 2014 – He left", "2014-09-03", "its dateline"),
        (
            "Fire\nBy Jane Doe\nPublished: 14 April 2014, 10:35 a.m.\n\nA fire",
            "2014-04-14",
            "its line “Published: 14 April 2014, 10:35 a.m.”",
        ),
        (
            "Last updated on 2014-04-14\nA fire",
            "2014-04-14",
            "its line “Last updated on 2014-04-14”",
        ),
        ("Updated 14/05/2014 12:00\nA fire", "2014-05-14", "its line “Updated 14/05/2014 12:00”"),
        ("Stand: 5.6.2014, 12:05 Uhr\nDie", "2014-06-05", "its line “Stand: 5.6.2014, 12:05 Uhr”"),
        (
            "Publicado el 3 de mayo de 2014\nUn incendio",
            "2014-05-03",
            "its line “Publicado el 3 de mayo de 2014”",
        ),
        ("Fire\nBy Jane Doe, April 14, 2014\n\nA fire", "2014-04-14", "the date at its head"),
        (
            "Fire\nThursday, 14 April 2016 | 10:35 GMT\n\nA fire",
            "2016-04-14",
            "the date at its head",
        ),
        ("Montag, 3. März 2014, 10.15 Uhr\nEin Brand", "2014-03-03", "the date at its head"),
        ("Fire\nApril 14, 2014 10:35 AM EDT\nA fire", "2014-04-14", "the date at its head"),
    ],
)
def test_the_text_says_when_it_was_written(text: str, day: str, where: str) -> None:
    assert own_day(text, None) == (day, where)


@pytest.mark.parametrize(
    "text",
    [
        "On April 14, 2014, a fire broke out.",
        "The company said on 5 May 2014 that",
        "JERUSALEM — 3 May 2014 was a day of mourning",
        "The Battle of Hollin, July 1, 1863 (first day) - The army",
        "Date palms of 12 May 2014\nThey grew",  # begins as a label does
        "Report of 3 May 2014\nIt was read",
        "Updated 04/05/2014 12:00\nA fire",  # 4 May or 5 April
        "Published 31 April 2014\nA fire",  # no such day
        "PYONGYANG, Oct. 28 (KCNA) — Choe said",  # no year
        "28 June 1914\nThe archduke was shot.\n\n29 June 1914\nRiots.",  # a diary
        "3 May 1871\n\nDear Anna,\n\nWe came",  # a letter
        "14 April 2014",
    ],
)
def test_other_dates_at_the_head_are_no_such_day(text: str) -> None:
    assert own_day(text, None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2014/apr/14/fire-in-town", "2014-04-14"),
        ("https://example.org/2014/04/14/fire", "2014-04-14"),
        ("https://example.org/fire-2014-04-14.html", "2014-04-14"),
        ("https://example.org/1234/56/78/", None),
        ("https://example.org/2014/04/fire-14", None),
        ("https://example.org/fire?on=/2014/04/14/", None),
    ],
)
def test_the_address_says_when_it_was_published(url: str, day: str | None) -> None:
    found = own_day("A fire broke out.", url)
    assert (found and found[0]) == day


def test_a_record_that_names_its_day_is_believed() -> None:
    text = "NEW YORK, Oct. 26, 1989 (AP) -- Marlow said"
    line = json.dumps({"text": text, "published": "1989-10-27"}).encode()
    (read,) = read_jsonl(BytesIO(line), "in")
    assert isinstance(read, Read)
    assert (read.article.published, read.warnings) == ("1989-10-27", ())


def test_the_reader_is_told_where_the_day_is_from() -> None:
    text = b"NEW YORK, Oct. 26, 1989 (AP) -- Marlow said"
    (of_line,) = read_jsonl(BytesIO(json.dumps({"text": text.decode()}).encode()), "in")
    for read in (read_text(text, "a.txt"), of_line):
        assert isinstance(read, Read)
        assert read.article.published == "1989-10-26"
        assert read.warnings == ("gives no “published”; taken as 1989-10-26, from its dateline",)
