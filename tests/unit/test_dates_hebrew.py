"""The Hebrew calendar against days that almanacs name and against its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import iso_day
from timeline.dates.hebrew import hanukkah, new_year, passover, rosh_hashanah


@pytest.mark.parametrize(
    ("year", "new", "pesach", "lights"),
    [
        (1948, "1948-10-04", "1948-04-24", "1948-12-27"),
        (1973, "1973-09-27", "1973-04-17", "1973-12-20"),  # ten days before the October war
        (1999, "1999-09-11", "1999-04-01", "1999-12-04"),
        (2016, "2016-10-03", "2016-04-23", "2016-12-25"),
        (2023, "2023-09-16", "2023-04-06", "2023-12-08"),
        (2024, "2024-10-03", "2024-04-23", "2024-12-26"),
    ],
)
def test_known_days(year: int, new: str, pesach: str, lights: str) -> None:
    found = rosh_hashanah(year), passover(year), hanukkah(year)
    assert tuple(iso_day(day) for day in found) == (new, pesach, lights)


@given(st.integers(min_value=3762, max_value=13_700))
def test_a_year_begins_on_an_allowed_weekday_and_has_an_allowed_length(year: int) -> None:
    begin = new_year(year)
    assert (begin - 1) % 7 not in (6, 2, 4)  # no Sunday, Wednesday or Friday
    assert new_year(year + 1) - begin in (353, 354, 355, 383, 384, 385)


@given(st.integers(min_value=1, max_value=9998))
def test_passover_stands_in_its_year_and_before_the_new_year(year: int) -> None:
    assert iso_day(passover(year))[:4] == f"{year:04d}" == iso_day(rosh_hashanah(year))[:4]
