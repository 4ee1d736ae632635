"""The parts of a month: early is days 1 to 10, mid 11 to 20, late the rest."""

from __future__ import annotations

import pytest

from timeline import dates
from timeline.extract.times import read_times
from timeline.model import Article


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("They will be replaced by mid-June.", "2024-06", ("2024-06-11", "2024-06-20")),
        ("It began in early March 2022.", "2022-03", ("2022-03-01", "2022-03-10")),
        ("It ended at the end of February 2024.", "2024-02", ("2024-02-21", "2024-02-29")),
        ("Late in November 1782 they signed.", "1782-11", ("1782-11-21", "1782-11-30")),
        ("It fell in the middle of May 1940.", "1940-05", ("1940-05-11", "1940-05-20")),
        ("At the beginning of July 1914 all was calm.", "1914-07", ("1914-07-01", "1914-07-10")),
        ("It fell in May 1940.", "1940-05", None),
        ("It fell in early 1940.", "1940", None),
    ],
)
def test_parts_of_a_month(text: str, value: str, part: tuple[str, str] | None) -> None:
    """The date and its bounds stay the month."""
    (time,) = read_times(Article(id="x", text=text, published="2024-04-20", language="en"))
    assert (time.value, time.edtf) == (value, value)
    whole = dates.parse(value)
    assert (time.earliest, time.latest) == (whole.earliest, whole.latest)
    assert time.part == part


def test_spanish_parts_of_a_month() -> None:
    article = Article(id="x", text="Terminó a mediados de mayo de 1940.", language="es")
    (time,) = read_times(article)
    assert (time.value, time.part) == ("1940-05", ("1940-05-11", "1940-05-20"))


def test_the_part_is_said_in_the_reason() -> None:
    article = Article(id="x", text="It must be done by mid-June 2024.", language="en")
    (time,) = read_times(article)
    assert time.steps[-1] == "so June 2024, of which 11 to 20 June 2024"


def test_a_span_that_begins_early_in_a_month_keeps_the_bounds_of_the_span() -> None:
    article = Article(id="x", text="It lasted from early May to June 1990.", language="en")
    first = read_times(article)[0]
    assert (first.earliest, first.latest) == ("1990-05-01", "1990-06-30")
    assert first.part is None
