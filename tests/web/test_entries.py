"""The lines of the list: headings that say no more than the dates, passages that say the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import generate
from tests.web.rows import event_row
from timeline.store import driver
from timeline.web import create_app
from timeline.web.entries import Entry, arrange, place_of, told_by
from timeline.web.marks import Segment, quote


def said(title: str, passage: str, time: str = "") -> str | None:
    start = passage.index(time) if time else 0
    told = told_by(title, quote(passage, (start, start + len(time)) if time else None))
    if told is None:
        return None
    parts = (told.before, told.title, told.after)
    assert "".join(s.text for part in parts for s in part) == passage
    return "|".join("".join(segment.text for segment in part) for part in parts)


@pytest.mark.parametrize(
    ("title", "passage", "time", "expected"),
    [
        (
            "The bishops built a cathedral",
            "In the 12th century the bishops built a cathedral",
            "the 12th century",
            "In the 12th century |the bishops built a cathedral|",
        ),
        (
            "Jaan Kask founded the line in Tallinn with one ship",
            "Jaan Kask founded the line in Tallinn in 1994 with one ship and a loan",
            "1994",
            "|Jaan Kask founded the line in Tallinn in 1994 with one ship| and a loan",
        ),
        ("The ship sank", "The ship, the ship sank", "", "The ship, |the ship sank|"),
        # Other words, other order, or a passage that tells much more.
        ("Abel Tasman left", "he left after an encounter", "", None),
        ("The ship sank", "sank the ship", "", None),
        ("The ship sank", "The ship sank off the coast of Norway when the valves broke", "", None),
        ("The ship sank", "The ship of the line that had been refitted sank", "", None),
        ("", "Nothing", "", None),
    ],
)
def test_a_passage_that_says_its_title(
    title: str, passage: str, time: str, expected: str | None
) -> None:
    assert said(title, passage, time) == expected


def test_a_passage_that_is_cut_stands_below_its_title() -> None:
    assert told_by("The ship sank", [Segment("The ship sank"), Segment("…")]) is None


def arranged(edtfs: list[str]) -> list[Entry]:
    return list(arrange([event_row(edtf, edtf, f"e-{edtf}") for edtf in edtfs], set()))


def shown(edtfs: list[str]) -> list[str]:
    """What stands in the list, headings in brackets."""
    found = []
    for entry in arranged(edtfs):
        heading = entry.heading
        assert heading is not None
        if entry.kind == "event":
            assert entry.event is not None
            found.append(entry.event.title)
        elif entry.kind == "part":
            found.append(f"[{heading.part or 'no month'}]")
        else:
            found.append(f"[{heading.top if entry.kind == 'top' else heading.day}]")
    return found


UP = ["196X", "[..2019-12-31]", "2023", "2023-03", "2023-03-01", "2023-03-05/2023-03-07"]


def test_headings_stand_once_above_what_belongs_to_them() -> None:
    assert shown(UP) == [
        *("[196X]", "196X", "[[..2019-12-31]]", "[..2019-12-31]", "[2023]", "2023"),
        *("[2023-03]", "2023-03", "[2023-03-01]", "2023-03-01", "2023-03-05/2023-03-07"),
    ]


def test_from_the_latest_on_a_year_without_a_month_does_not_stand_under_january() -> None:
    assert shown(UP[::-1]) == [
        *("[2023]", "[2023-03]", "2023-03-05/2023-03-07", "[2023-03-01]", "2023-03-01"),
        *("2023-03", "[no month]", "2023", "[[..2019-12-31]]", "[..2019-12-31]", "[196X]", "196X"),
    ]


def test_an_event_stands_at_the_day_that_the_address_can_ask_for() -> None:
    entries = [entry for entry in arranged(UP) if entry.event]
    places = [entry.place for entry in entries]
    assert places[:4] == ["1960-01-01", "2019-12-31", "2023-01-01", "2023-03-01"]
    spring = event_row("2023-21", "In spring", "e1")
    assert place_of(spring) == "2023-03-01"


def test_an_undated_event_says_what_limits_its_date(tmp_path: Path) -> None:
    path = tmp_path / "limit.db"
    generate(path, 60, seed=2)
    db = driver.open_writer(path)
    with driver.immediate(db):
        (event, claim), *_ = db.conn.execute(
            "SELECT id, lead_claim FROM event WHERE edtf IS NULL ORDER BY id"
        ).fetchall()
        db.conn.execute("UPDATE claim SET edtf = '[..2024-03-10]' WHERE key = ?", (claim,))
    db.close()
    client = create_app(path).test_client()
    said = '<span class="when">undated</span><span class="limit"> · by 10 March 2024</span>'
    shelf = client.get("/shelf/undated").get_data(as_text=True)
    assert shelf.count('class="limit"') == 1
    assert said in shelf.partition(f'id="ev-{event}"')[2].partition("</article>")[0]
    for page in (f"/event/{event}", f"/embed?event={event}"):
        assert said in client.get(page).get_data(as_text=True)
    assert 'class="limit"' not in client.get("/").get_data(as_text=True)
