"""Dates of claims in stories: hours and parts of a day, and what goes on from them.

Each row is a text and the dates of some triggers.
"""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

HOURS = [
    # a part of another day moves the story on
    (
        "The voyage began on 7 June 1958. The wind dropped. The next morning it came back.",
        {"began": "1958-06-07", "dropped": "1958-06-07", "came": "1958-06-08"},
    ),
    (
        "Her songs were sung on 30 January 1922. The morning after, a critic mocked them.",
        {"sung": "1922-01-30", "mocked": "1922-01-31"},
    ),
    # an hour lies on its day, before, after and by it too
    (
        "Anna Berg sold her shares on 4 May 1996. The price rose shortly before noon. "
        "It fell after 3 p.m. and had recovered by 5 p.m.",
        {"rose": "1996-05-04", "fell": "1996-05-04", "recovered": "1996-05-04"},
    ),
    # a part of a day, unlike an hour, is a limit
    (
        "A fire broke out on 4 May 1996. By the next evening it had destroyed three houses.",
        {"destroyed": "[..1996-05-05]"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), HOURS)
def test_dates_of_stories(text: str, expected: dict[str, str]) -> None:
    extraction = read(text, None)
    assert {trigger: claim(extraction, trigger).edtf for trigger in expected} == expected


def test_an_hour_points_to_the_time_that_tells_its_day() -> None:
    extraction = read("A fire broke out on 4 May 1996. At 5 p.m. it was put out.", None)
    time = claim(extraction, "put").time
    assert time is not None
    assert extraction.times[time].text == "4 May 1996"
