"""A passage that says the title is shown once, as title and proof; any other stands below it."""

from __future__ import annotations

import pytest

from timeline.web.entries import told_by
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
