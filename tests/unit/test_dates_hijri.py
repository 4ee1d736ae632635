"""The tabular Islamic calendar against days that history names and against itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import day_of, iso_day
from timeline.dates.hijri import hijri_day, hijri_month, hijri_years


@pytest.mark.parametrize(
    ("hijri", "day"),
    [
        ((1, 1, 1), "0622-07-19"),  # the era begins on 16 July 622 of the Julian calendar
        ((61, 1, 10), "0680-10-13"),  # Karbala: 10 October 680 Julian
        ((1444, 9, 1), "2023-03-23"),
        ((1445, 1, 1), "2023-07-19"),
        ((1446, 9, 1), "2025-03-01"),
    ],
)
def test_known_days(hijri: tuple[int, int, int], day: str) -> None:
    assert iso_day(hijri_day(*hijri)) == day


def test_two_ramadans_begin_in_2030() -> None:
    assert hijri_years(2030, 9) == [1451, 1452]
    assert hijri_years(2023, 9) == [1444]


@given(st.integers(1, 9600), st.integers(1, 12))
def test_months_follow_each_other_and_are_found_by_their_year(year: int, month: int) -> None:
    first, last = hijri_month(year, month)
    assert last - first + 1 in (29, 30)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert hijri_month(*following)[0] == last + 1
    assert year in hijri_years(day_of(first)[0], month)
