"""Publisher, address and dateline decide the order of numbers and the hemisphere."""

from __future__ import annotations

import pytest

from timeline.extract.times import read_times
from timeline.model import Article, TimeExpression


def _last(text: str, **about: str) -> TimeExpression:
    article = Article(id="x", text=text, published="2021-12-20", language="en", **about)
    return read_times(article)[-1]


@pytest.mark.parametrize(
    ("text", "about", "edtf"),
    [
        ("Signed on 12/05/2021.", {"publisher": "BBC News"}, "2021-05-12"),
        ("Signed on 12/05/2021.", {"publisher": "The New York Times"}, "2021-12-05"),
        ("Signed on 12/05/2021.", {"url": "https://www.example.co.uk/a"}, "2021-05-12"),
        ("Signed on 12/05/2021.", {"url": "https://example.gov/a"}, "2021-12-05"),
        ("LONDON (Reuters) - It was signed on 12/05/2021.", {}, "2021-05-12"),
        ("WASHINGTON — It was signed on 12/05/2021.", {}, "2021-12-05"),
        ("NEW YORK, Dec. 20 (AP) -- It was signed on 12/05/2021.", {}, "2021-12-05"),
        # the document's own dates are stronger than where it comes from
        ("Sent 25/03/2021. Signed on 12/05/2021.", {"publisher": "CNN"}, "2021-05-12"),
        ("Signed on 12/05/2021.", {"publisher": "The Daily Planet"}, "[2021-05-12,2021-12-05]"),
        ("Signed in London on 12/05/2021.", {}, "[2021-05-12,2021-12-05]"),
        ("Signed on 12/05/2021.", {"url": "http://[broken"}, "[2021-05-12,2021-12-05]"),
    ],
)
def test_the_order_of_numbers(text: str, about: dict[str, str], edtf: str) -> None:
    time = _last(text, **about)
    assert time.edtf == edtf
    assert time.ambiguous == edtf.startswith("[")


def test_the_reason_names_who_decided() -> None:
    assert "its dateline has the day first" in _last("LONDON - Signed 12/05/2021.").reason
    assert "its publisher has the month first" in _last("12/05/2021", publisher="CNN").reason


@pytest.mark.parametrize(
    ("text", "about", "value", "edtf"),
    [
        ("Fires burned in the summer of 2019.", {"publisher": "The Age"}, "2019-SU", "2019-30"),
        ("SYDNEY — Snow fell last winter.", {}, "2021-WI", "2021-32"),
        ("It rained in the autumn of 2020.", {"url": "https://a.co.nz/x"}, "2020-FA", "2020-31"),
        ("It rained in the autumn of 2020.", {"url": "https://a.co.uk/x"}, "2020-FA", "2020-23"),
        ("The winter of 1944 was hard.", {}, "1944-WI", "1944-24"),
        ("LONDON — Snow fell last winter.", {}, "2020-WI", "2020-24"),
    ],
)
def test_seasons_of_both_hemispheres(
    text: str, about: dict[str, str], value: str, edtf: str
) -> None:
    time = _last(text, **about)
    assert (time.value, time.edtf) == (value, edtf)


def test_a_winter_has_the_year_in_which_it_begins() -> None:
    time = _last("The winter of 1944 was hard.")
    assert (time.earliest, time.latest) == ("1944-12-22", "1945-03-19")
    southern = _last("The summer of 2019 was hot.", publisher="The Age")
    assert (southern.earliest, southern.latest) == ("2019-12-22", "2020-03-19")
