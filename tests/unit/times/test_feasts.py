"""Days of feasts against days that history names."""

from __future__ import annotations

import pytest

from timeline.extract.times.feasts import feast_day


@pytest.mark.parametrize(
    ("kind", "year", "day"),
    [
        ("12-25", 1950, (12, 25)),
        ("11-nth4-3", 2023, (11, 23)),
        ("05-nth5-0", 2021, (5, 31)),  # the last Monday
        ("11-nth1-0+1", 2000, (11, 7)),  # the Tuesday after the first Monday
        ("11-nth1-0+1", 2016, (11, 8)),
        ("easter", 1916, (4, 23)),
        ("easter+49", 2000, (6, 11)),
        ("easter-2", 1998, (4, 10)),
        ("pascha", 2021, (5, 2)),
        ("pascha", 1917, (4, 15)),
        ("passover-30", 2021, (2, 26)),
        ("rosh-hashanah+9", 1973, (10, 6)),
        ("hanukkah", 2016, (12, 25)),
        ("lunar-new-year", 1949, (1, 29)),
        ("mid-autumn", 2021, (9, 21)),
        ("diwali", 2019, (10, 27)),
        ("diwali", 1947, (11, 12)),
        ("diwali", 1998, (10, 19)),
        ("holi", 1998, (3, 13)),
        ("easter", 1381, (4, 14)),  # by the old calendar
        ("easter+60", 1381, (6, 13)),
        ("advent", 1998, (11, 29)),
        ("advent", 1768, (11, 27)),
        ("super-bowl", 1977, (1, 9)),
        ("super-bowl", 2026, (2, 8)),
    ],
)
def test_days(kind: str, year: int, day: tuple[int, int]) -> None:
    assert feast_day(kind, year) == day


def test_a_year_that_a_table_lacks_has_no_day() -> None:
    assert feast_day("super-bowl", 1950) is None
    assert feast_day("diwali", 1900) is None


def test_a_kind_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="unknown feast"):
        feast_day("12/25", 2000)
