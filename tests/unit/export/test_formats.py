"""The formats of other programs: read back by their own rules, hostile text included."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest

from timeline.cli.database import FORMATS as NAMES
from timeline.export import LeftOut, Options
from timeline.export.csv import guarded
from timeline.export.formats import FORMATS
from timeline.export.timelinejs import COLUMNS
from timeline.model import Span
from timeline.query.full import FullActor, FullClaim, FullEvent, FullPlace

HOSTILE = '=cmd|"/c calc"!A1\n</script><script>alert(1)</script>, ; \\ é😀\ufffe "\'&'


def event(**changes: Any) -> FullEvent:
    claim = FullClaim(
        id="c1",
        role="lead",
        article={"id": "a1", "title": "A visit", "published": "2024-03-12",
                 "url": "https://news.example/1?a=1&b=2", "publisher": "The Wire"},
        edtf="2024-03-11",
        status="happened",
        passage=Span(0, 20, "Berg arrived in Oslo."),
        trigger=Span(5, 12, "arrived"),
        actors=("berg",),
        places=("oslo",),
        reason="The day before publication.",
        recorded="2024-05-01T10:20:30+00:00",
    )  # fmt: skip
    whole = FullEvent(
        id="e1",
        title="Berg arrived in Oslo",
        edtf="2024-03-11",
        earliest="2024-03-11",
        latest="2024-03-11",
        precision="day",
        status="happened",
        actors=(FullActor("berg", "Jonas Berg", "person", ("Berg",)),),
        places=(FullPlace("oslo", "Oslo", 59.91, 10.75, ()),),
        claims=(claim,),
    )
    return replace(whole, **changes)


def written(name: str, *events: FullEvent, options: Options | None = None) -> tuple[str, LeftOut]:
    left_out = LeftOut()
    text = "".join(FORMATS[name].write(events, options or Options(), left_out))
    return text, left_out


def test_the_command_offers_every_format() -> None:
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", FORMATS)
def test_no_events_make_a_whole_document(name: str) -> None:
    text, left_out = written(name)
    assert text.endswith("\n")
    assert not left_out
    PARSERS[name](text)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_comes_back_as_text(name: str) -> None:
    claim = replace(event().claims[0], passage=Span(0, len(HOSTILE), HOSTILE), reason=HOSTILE)
    hostile = event(
        title=HOSTILE,
        actors=(FullActor("x", HOSTILE, "person", (HOSTILE,)),),
        places=(FullPlace("y", HOSTILE, 1.0, 2.0, ()),),
        claims=(claim,),
    )
    text, left_out = written(name, hostile, hostile)
    assert not left_out
    found = PARSERS[name](text)
    assert len(found) == 2
    assert any("</script><script>alert(1)</script>" in value for value in found[0])
    if name in ("jsonld", "atom"):
        assert "<script" not in text


# --- readers, as plain as the formats allow


def _json(text: str) -> list[list[str]]:
    return [_strings(one) for one in json.loads(text)["events"]]


def _csv(text: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {20}
    return rows[1:]


def _icalendar(text: str) -> list[list[str]]:
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    entries: list[list[str]] = []
    head = lines.index("BEGIN:VEVENT") if "BEGIN:VEVENT" in lines else -2
    assert "METHOD" not in "".join(lines[:head])
    for line in lines[head:-2]:
        if line == "BEGIN:VEVENT":
            entries.append([])
        assert re.match(r"[A-Z-]+[:;]", line), line
        name, _, value = line.partition(":")
        text_value = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
        entries[-1].append(f"{name}:{text_value}")
    return entries


def _atom(text: str) -> list[list[str]]:
    space = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(text.encode())  # noqa: S314  our own writer made it a line above: no outside XML
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(space + needed) is not None
    return [[child.text or "" for child in entry] for entry in feed.findall(space + "entry")]


def _geojson(text: str) -> list[list[str]]:
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    return [_strings(feature) for feature in collection["features"]]


def _jsonld(text: str) -> list[list[str]]:
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    return [_strings(one) for one in document["@graph"]]


def _jsonfeed(text: str) -> list[list[str]]:
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(item["id"] for item in feed["items"])
    return [_strings(item) for item in feed["items"]]


def _timelinejs(text: str) -> list[list[str]]:
    document = json.loads(text)
    assert document["title"]["text"]["headline"] == "Timeline"
    assert all(isinstance(one["start_date"]["year"], int) for one in document["events"])
    return [_unescaped(_strings(one)) for one in document["events"]]


def _sheet(text: str) -> list[list[str]]:
    header, title, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == COLUMNS
    assert (title[9], title[16]) == ("Timeline", "title")
    return [_unescaped(row) for row in rows]


def _unescaped(html: list[str]) -> list[str]:
    for one in html:
        assert not re.search("<(?!/?p>|/?a[ >])", one), "text of the data as HTML"
    return [unescape(one) for one in html]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []


PARSERS: dict[str, Callable[[str], list[list[str]]]] = {
    "json": _json,
    "csv": _csv,
    "icalendar": _icalendar,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
    "geojson": _geojson,
    "jsonld": _jsonld,
    "timelinejs": _timelinejs,
    "timelinejs-sheet": _sheet,
}


# --- CSV


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(sign: str) -> None:
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert guarded(f"1{sign}1") == f"1{sign}1"


def test_csv_rows() -> None:
    text, _ = written("csv", event(edtf="-0044-03-15"), options=Options(bom=True))
    assert text.startswith("\ufeffevent,title,date")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["date"] == "'-0044-03-15"
    assert (row["actors"], row["places"], row["latitude"]) == ("Jonas Berg", "Oslo", "59.91")
    assert row["passage"] == "Berg arrived in Oslo."


def test_a_southern_place_stays_a_number() -> None:
    place = FullPlace("oslo", "Lima", -12.05, -77.04, ())
    text, _ = written("csv", event(places=(place,)))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["latitude"], row["longitude"]) == ("-12.05", "-77.04")


# --- iCalendar


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["DTSTART;VALUE=DATE:20240311", "DTEND;VALUE=DATE:20240312"]),
        (
            {"edtf": "2024-02-28/2024-02-29", "earliest": "2024-02-28", "latest": "2024-02-29"},
            ["DTSTART;VALUE=DATE:20240228", "DTEND;VALUE=DATE:20240301"],
        ),
        (
            {"edtf": "0001-01-01", "earliest": "0001-01-01", "latest": "0001-01-01"},
            ["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010102"],
        ),
        ({"status": "planned"}, ["STATUS:TENTATIVE"]),
        ({}, ["DTSTAMP:20240501T102030Z", "UID:e1@timeline", "GEO:59.910000;10.750000"]),
    ],
)
def test_calendar_entries(changes: dict[str, Any], lines: list[str]) -> None:
    text, left_out = written("icalendar", event(**changes))
    assert not left_out
    (entry,) = _icalendar(text)
    assert set(lines) <= set(entry)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"edtf": None, "earliest": None, "latest": None}, "without a date"),
        ({"edtf": "2024-03"}, "without exact days"),
        ({"edtf": "2024-03-11~"}, "without exact days"),
        ({"edtf": "[..2024-03-11]"}, "without exact days"),
        ({"edtf": "[2024-03-11,2024-11-03]"}, "without exact days"),
        ({"edtf": "-0044-03-15", "earliest": None, "latest": None}, "without exact days"),
        ({"edtf": "0000-03-15", "earliest": None, "latest": None}, "outside the years 1 to 9999"),
        ({"status": "denied"}, "denied or only supposed"),
        ({"status": "hypothetical"}, "denied or only supposed"),
    ],
)
def test_what_a_calendar_cannot_say_is_left_out_and_counted(
    changes: dict[str, Any], reason: str
) -> None:
    text, left_out = written("icalendar", event(**changes), event())
    assert dict(left_out) == {reason: 1}
    assert len(_icalendar(text)) == 1


# --- TimelineJS


@pytest.mark.parametrize(
    ("edtf", "start", "end", "said"),
    [
        ("2024-03-11", (2024, 3, 11), None, "11 March 2024"),
        ("2024-03", (2024, 3), None, "March 2024"),
        ("-0043-03-15", (-43, 3, 15), None, "15 March 44 BCE"),
        ("2024-02/2024-05-03", (2024, 2), (2024, 5, 3), "February to 3 May 2024"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "the 2010s"),
        ("2024~", (2024, 1, 1), (2024, 12, 31), "about 2024"),
    ],
)
def test_dates_of_another_kind_keep_their_words(
    edtf: str, start: tuple[int, ...], end: tuple[int, ...] | None, said: str
) -> None:
    text, _ = written("timelinejs", event(edtf=edtf))
    (slide,) = json.loads(text)["events"]
    assert tuple(slide["start_date"].values()) == start
    assert tuple(slide.get("end_date", {}).values()) == (end or ())
    assert slide["display_date"] == said
    text, _ = written("timelinejs-sheet", event(edtf=edtf))
    row = list(csv.reader(io.StringIO(text, newline="")))[2]
    assert [int(cell) for cell in row[:3] if cell] == list(start)
    assert [int(cell) for cell in row[4:7] if cell] == list(end or ())
    assert row[8] == said


# --- what is left out


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_said_to_be_left_out_is_left_out(name: str) -> None:
    every = [
        event(),
        event(edtf=None, earliest=None, latest=None),
        event(edtf="[..2024-03-11]", earliest=None),
        event(edtf="201X", earliest="2010-01-01", latest="2019-12-31"),
        event(status="denied"),
        event(places=()),
    ]
    without = FORMATS[name].left_out(every)
    text, left_out = written(name, *every, options=Options(without=without))
    assert left_out == without
    assert len(PARSERS[name](text)) == len(every) - sum(without.values())
    for reason in without:
        assert reason in text.replace("\r\n ", "")


# --- the others


def test_an_entry_s_own_date_is_when_it_was_recorded() -> None:
    early = event(
        id="e0", claims=(replace(event().claims[0], recorded="2024-04-01T00:00:00+00:00"),)
    )
    text, _ = written("atom", early, event(), options=Options(base_url="https://t.example"))
    assert re.findall("<updated>(.*?)</updated>", text) == [
        "2024-05-01T10:20:30+00:00", "2024-05-01T10:20:30+00:00", "2024-04-01T00:00:00+00:00",
    ]  # fmt: skip
    assert "<title>11 March 2024: Berg arrived in Oslo</title>" in text
    assert 'href="https://t.example/event/e1"' in text
    assert 'href="https://news.example/1?a=1&amp;b=2"' in text


def test_points_are_longitude_and_latitude() -> None:
    two = event(places=(FullPlace("a", "A", 1.0, 2.0, ()), FullPlace("b", "B", 3.0, 4.0, ())))
    none = event(places=(FullPlace("c", "C", None, None, ()),))
    text, left_out = written("geojson", event(), two, none, event(places=()))
    assert [f["geometry"] for f in json.loads(text)["features"]] == [
        {"type": "Point", "coordinates": [10.75, 59.91]},
        {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [4.0, 3.0]]},
    ]
    assert dict(left_out) == {"without coordinates": 2}


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2024-03-11", "2024-03-11", "2024-03-11"),
        ("2024-03", "2024-03", "2024-03"),
        ("2024", "2024", "2024"),
        ("2024-03-11/2024-04", "2024-03-11", "2024-04"),
        ("2024-03-11/..", "2024-03-11", None),
        ("../2024-03-11", None, "2024-03-11"),
        ("2024-21", None, None),
        ("2024-03~", None, None),
        ("[..2024-03-11]", None, None),
        ("-0044-03-15", None, None),
        (None, None, None),
    ],
)
def test_dates_of_schema_org_say_no_more_than_is_known(
    edtf: str | None, start: str | None, end: str | None
) -> None:
    text, _ = written("jsonld", event(edtf=edtf))
    (one,) = json.loads(text)["@graph"]
    assert (one.get("startDate"), one.get("endDate")) == (start, end)
    assert one["additionalProperty"][0]["value"] == edtf
