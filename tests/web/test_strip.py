"""The labels under the strip: none is cut, none touches the next, the last is not left out."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from timeline.query.summaries import Bar, Histogram
from timeline.web.strip import Tick, lay_out

Visit = Callable[..., FlaskClient]


def years(first: int, last: int) -> Histogram:
    """One event in each year."""
    named = (f"{'-' if year < 0 else ''}{abs(year):04d}" for year in range(first, last + 1))
    bars = (Bar(year, f"{year}-01-01", f"{year}-12-31", 1) for year in named)
    return Histogram("year", 1, tuple(bars))


def labels(visit: Visit, first: int, last: int) -> list[Tick]:
    with visit().application.test_request_context("/"):
        strip = lay_out(years(first, last))
    assert strip is not None
    return list(strip.ticks)


def test_the_last_label_ends_where_it_would_be_cut(visit: Visit) -> None:
    found = labels(visit, 1911, 2021)
    assert [tick.label for tick in found] == ["1920", "1940", "1960", "1980", "2000", "2020"]
    assert [tick.ends for tick in found] == [False] * 5 + [True]


def test_a_label_that_would_touch_the_one_before_is_left_out(visit: Visit) -> None:
    found = labels(visit, 1861, 2001)
    assert [tick.label for tick in found] == ["1880", "1900", "1920", "1940", "1960", "1980"]
    assert found[-1].end == "1999-12-31"


@pytest.mark.parametrize("first", range(1850, 2019, 7))
def test_labels_stand_apart_in_the_narrowest_strip_and_on_a_phone(visit: Visit, first: int) -> None:
    found = labels(visit, first, 2021)
    for pixels, shown in ((480, found), (190, [tick for tick in found if tick.narrow])):
        ends = []
        for tick in shown:
            x, width = float(tick.x.rstrip("%")) / 100 * pixels, 7.6 * len(tick.label)
            ends.append((x - width, x) if tick.ends else (x, x + width))
        inside = [(left, right) for left, right in ends if right <= pixels]
        assert inside
        assert all(a[1] + 10 <= b[0] for a, b in itertools.pairwise(inside))


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (-489, 476, ["400 BCE", "200 BCE", "1 CE", "200", "400"]),
        (-1999, 1999, ["2000 BCE", "1000 BCE", "1 CE", "1000"]),
        (-3, 6, ["4 BCE", "2 BCE", "1 CE", "2", "4", "6"]),
    ],
)
def test_a_strip_across_the_era_says_where_it_turns(
    visit: Visit, first: int, last: int, named: list[str]
) -> None:
    found = labels(visit, first, last)
    assert [tick.label for tick in found] == named
    (turn,) = [tick for tick in found if tick.label == "1 CE"]
    assert turn.start == "0001-01-01"
    before = found[found.index(turn) - 1]
    assert before.end == "0000-12-31"
