"""Chronologies: days that head what is told below or behind them, often in the present."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read
from timeline.model import Extraction

LINES = (
    "Timeline: the fire of Valparaiso\n\n"
    "April 12\n"
    "4:40 p.m. – A fire breaks out in La Polvora. Firefighters arrive at 5 p.m.\n"
    "9 p.m. – The president declares a state of emergency.\n\n"
    "April 13\n"
    "• Bachelet flies to Valparaiso and meets the mayor, Jorge Castro.\n"
    "• Four people are found dead.\n\n"
    "April 14: The toll rises to 12. A minister says 2,000 homes were destroyed.\n\n"
    "April 15 — The navy sends 200 marines.\n\n"
    "Wednesday, April 16\n"
    "A power company blames two vultures.\n\n"
    "The mayor expects the city to be rebuilt by 2016."
)


def found(text: str, published: str | None = "2014-04-20") -> dict[str, str | None]:
    return {c.trigger.text: c.edtf for c in read(text, published).claims}


@pytest.mark.parametrize(
    ("trigger", "day"),
    [
        ("breaks out", "2014-04-12"),  # below a day that fills its line, behind an hour
        ("arrive", "2014-04-12"),
        ("declares", "2014-04-12"),
        ("flies", "2014-04-13"),  # items of a list
        ("meets", "2014-04-13"),
        ("found", "2014-04-13"),
        ("rises", "2014-04-14"),  # behind a colon
        ("says", "2014-04-14"),
        ("sends", "2014-04-15"),  # behind a dash
        ("blames", "2014-04-16"),
    ],
)
def test_what_stands_below_a_day_happened_on_it(trigger: str, day: str) -> None:
    assert found(LINES)[trigger] == day


def test_the_hour_below_a_day_is_a_time_of_its_own() -> None:
    extraction = read(LINES, "2014-04-20")
    assert [time.text for time in extraction.times][:3] == ["April 12", "4:40 p.m.", "5 p.m."]


def test_what_follows_the_chronology_is_not_of_its_last_day() -> None:
    assert found(LINES)["rebuilt"] != "2014-04-16"


def test_years_and_spans_head_lines_too() -> None:
    text = (
        "1906: An earthquake kills 3,000 people in the city.\n"
        "1914–1918: The port loses its trade.\n"
        "(1953) A fire kills 50.\n"
        "June 2003 - UNESCO lists the old town."
    )
    dates = [(c.trigger.text, c.edtf) for c in read(text, None).claims if c.trigger.text != "fire"]
    assert ("kills", "1906") in dates
    assert ("loses", "1914/1918") in dates
    assert ("kills", "1953") in dates
    assert ("lists", "2003-06") in dates


@pytest.mark.parametrize(
    "text",
    [
        # one year that begins a paragraph heads nothing, nor do two
        "2013. It was a wet year.\nThe bridge fell on 4 May. The mayor pays for it.",
        # a day inside a sentence is no heading
        "On 4 May the bridge fell. The mayor pays.\nOn 6 May a boy drowned. The river rises.",
    ],
)
def test_the_present_of_other_texts_is_no_past(text: str) -> None:
    assert not {"pays", "rises"} & found(text).keys()


def test_the_step_names_the_heading() -> None:
    extraction: Extraction = read(LINES, "2014-04-20")
    assert "The entry is of “April 13”." in claim(extraction, "flies").steps
