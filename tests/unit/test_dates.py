"""EDTF: every form, its bounds, its precision, its words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.errors import BadDate

FORMS = [
    # edtf, earliest, latest, precision, spoken
    ("2023-10-18", "2023-10-18", "2023-10-18", "day", "18 October 2023"),
    ("2023-10-18T10:00Z", "2023-10-18", "2023-10-18", "day", "18 October 2023"),
    ("2023-10", "2023-10-01", "2023-10-31", "month", "October 2023"),
    ("2024-02", "2024-02-01", "2024-02-29", "month", "February 2024"),
    ("2023", "2023-01-01", "2023-12-31", "year", "2023"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year", "2004"),
    ("2004-06-XX", "2004-06-01", "2004-06-30", "month", "June 2004"),
    ("2004-XX-31", "2004-01-31", "2004-12-31", "year", "2004"),
    ("2004-1X", "2004-10-01", "2004-12-31", "year", "2004"),
    ("2004-06-2X", "2004-06-20", "2004-06-29", "month", "June 2004"),
    ("2004-06-3X", "2004-06-30", "2004-06-30", "month", "June 2004"),
    # significant digits
    ("1950S2", "1900-01-01", "1999-12-31", "century", "about 1950"),
    ("Y171010000S3", None, None, "unknown", "about 171010000"),
    ("0079S1", "0070-01-01", "0079-12-31", "decade", "about 79 CE"),
    # seasons and groups of months
    ("2023-21", "2023-03-20", "2023-06-20", "season", "spring 2023"),
    ("2023-22", "2023-06-21", "2023-09-22", "season", "summer 2023"),
    ("2023-23", "2023-09-23", "2023-12-21", "season", "autumn 2023"),
    ("2023-24", "2023-12-22", "2024-03-19", "season", "winter 2023"),
    ("2023-30", "2023-12-22", "2024-03-19", "season", "summer 2023"),
    ("2023-33", "2023-01-01", "2023-03-31", "quarter", "first quarter of 2023"),
    ("2023-36", "2023-10-01", "2023-12-31", "quarter", "fourth quarter of 2023"),
    ("1989-40", "1989-01-01", "1989-06-30", "range", "January to June 1989"),
    # unspecified digits
    ("201X", "2010-01-01", "2019-12-31", "decade", "the 2010s"),
    ("19XX", "1900-01-01", "1999-12-31", "century", "the 20th century"),
    ("00XX", None, "0099-12-31", "century", "the 1st century"),
    ("1XXX", "1000-01-01", "1999-12-31", "range", "the 2nd millennium"),
    ("-01XX", None, None, "century", "the 2nd century BCE"),
    # qualifiers
    ("1920~", "1920-01-01", "1920-12-31", "year", "about 1920"),
    ("1920?", "1920-01-01", "1920-12-31", "year", "1920 (uncertain)"),
    ("1920-~05-18", "1920-05-18", "1920-05-18", "day", "about 18 May 1920"),
    ("1920-05%", "1920-05-01", "1920-05-31", "month", "about May 1920 (uncertain)"),
    # one of several
    (
        "[2021-05-12,2021-12-05]",
        "2021-05-12",
        "2021-12-05",
        "range",
        "12 May or 5 December 2021",
    ),
    ("[2023-05-19,2023-05-22]", "2023-05-19", "2023-05-22", "range", "19 or 22 May 2023"),
    ("[..2023-10-18]", None, "2023-10-18", "range", "by 18 October 2023"),
    ("[2023-10-19..]", "2023-10-19", None, "range", "19 October 2023 or later"),
    ("[..1919-12-31]", None, "1919-12-31", "range", "before 1920"),
    ("[..2021-05-31]", None, "2021-05-31", "range", "before June 2021"),
    ("[1946-01-01..]", "1946-01-01", None, "range", "after 1945"),
    ("[2021-06-01..]", "2021-06-01", None, "range", "after May 2021"),
    ("[..-0043-12-31]", None, None, "range", "before 43 BCE"),
    (
        "[2023-10-16..2023-10-22]",
        "2023-10-16",
        "2023-10-22",
        "range",
        "some day of 16 to 22 October 2023",
    ),
    # what lasts
    ("2023-09-12/2023-09-17", "2023-09-12", "2023-09-17", "range", "12 to 17 September 2023"),
    ("1914/1918", "1914-01-01", "1918-12-31", "range", "1914 to 1918"),
    ("1914/..", "1914-01-01", None, "range", "from 1914"),
    ("../1920", None, "1920-12-31", "range", "until 1920"),
    ("1985-04-12/", "1985-04-12", None, "range", "from 12 April 1985"),
    # beyond the calendar of datetime
    ("0079-08-24", "0079-08-24", "0079-08-24", "day", "24 August 79 CE"),
    ("0000", None, None, "year", "1 BCE"),
    ("-0043-03-15", None, None, "day", "15 March 44 BCE"),
    ("Y170000002", None, None, "year", "170000002"),
    ("9999-24", "9999-12-22", None, "season", "winter 9999"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "precision", "words"), FORMS)
def test_form(edtf: str, earliest: str, latest: str, precision: str, words: str) -> None:
    dated = dates.parse(edtf)
    assert (dated.earliest, dated.latest, dated.precision) == (earliest, latest, precision)
    assert dates.spoken(edtf) == words


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2023-13",
        "2023-13-01",
        "0000-00-00",
        "33333333333333",
        "2023-05/2023-01",
        "[..]",
        "../..",
        "[2023",
        "2023-10-18-01",
        "20X3",
        "201X-05",
        "yesterday",
        "12/05/2021",
        "2023-1-1",
        # a qualifier inside a component, two of them
        "20?23",
        "2023-1~0",
        "2023~~",
        # no such month or day, whatever the unknown digits are
        "2023-2X",
        "2023-XX-32",
        "2023-02-3X",
        "2023-10-X9X",
        # hours of no day, hours that no clock shows
        "2023-10T10:00",
        "2023-10-18T25:00",
        "2023-10-18T10:60",
        "2023-10-18T10:00+25:00",
        # years that are none
        "-0000",
        "2023S5",
        "2023S0",
        "2023S2-10",
        "201XS2",
        "Y\u0661\u0662\u0663\u0664\u0665",
        # blanks inside
        "2023 / 2024",
        "[2023 .. 2024]",
    ],
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadDate, match="not a date"):
        dates.parse(text)


@pytest.mark.parametrize("text", ["", " ", "1" * 10_000, "[" * 10_000])
def test_empty_and_huge_input_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        dates.parse(text)


@given(st.dates())
def test_day_numbers_are_those_of_datetime(day: datetime.date) -> None:
    number = dates.day_number(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert dates.day_of(number) == (day.year, day.month, day.day)
    assert dates.parse(day.isoformat()).first == number


@given(st.integers(-(10**9), 10**9))
def test_day_numbers_go_both_ways(number: int) -> None:
    assert dates.day_number(*dates.day_of(number)) == number
    assert dates.parse(dates.iso_day(number)).first == number


def test_order_runs_through_year_zero() -> None:
    years = ["-0002", "-0001", "0000", "0001", "0002"]
    firsts = [dates.parse(y).first for y in years]
    assert firsts == sorted(firsts, key=lambda n: n or 0)
    assert dates.parse("0000").last == 0
    assert dates.parse("0001").first == 1


def test_making() -> None:
    assert dates.before("2023-10-19") == "[..2023-10-18]"
    assert dates.before("1920") == "[..1919-12-31]"
    assert dates.on_or_before("2023-10") == "[..2023-10-31]"
    assert dates.after("2023-10-31") == "[2023-11-01..]"
    assert dates.one_of("2021-12-05", "2021-05-12") == "[2021-05-12,2021-12-05]"
    assert dates.one_of("2021-12-05", "2021-12-05") == "2021-12-05"
    assert dates.one_of("2024", "[..2020]") == "[..2020,2024]"
    assert dates.one_of("2010/..", "2012", "2005/2006") == "[2005..2006,2012,2010..]"
    assert dates.one_of("../1990", "[1995,1993]") == "[..1990,1993,1995]"
    assert dates.one_of("2010/..") == "2010/.."
    assert dates.interval("1914", "1918") == "1914/1918"
    assert dates.interval(None, "1918") == "../1918"
    assert dates.interval("1914", None) == "1914/.."
    assert dates.interval("[1999-01-04..1999-01-10]", None) == "1999-01-04/.."
    assert dates.interval("1998", "[1999-01-04..1999-01-10]") == "1998/1999-01-10"
    with pytest.raises(BadDate):
        dates.interval("1918", "1914")
    with pytest.raises(BadDate):
        dates.before("../1918")


@given(st.lists(st.sampled_from([form[0] for form in FORMS]), min_size=1, max_size=4))
def test_one_of_any_dates_is_a_date(several: list[str]) -> None:
    """Reaching from the first of their days to the last."""
    made, given_dates = dates.parse(dates.one_of(*several)), [dates.parse(d) for d in several]
    firsts, lasts = [d.first for d in given_dates], [d.last for d in given_dates]
    assert made.first == (None if None in firsts else min(f for f in firsts if f is not None))
    assert made.last == (None if None in lasts else max(x for x in lasts if x is not None))
    assert dates.spoken(made.edtf)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2023-09", "2023-09-13", True),
        ("2023-09", "2023-10-13", False),
        ("2023-09-12/2023-09-17", "2023-09-13", True),
        ("[..2023-10-18]", "2023-10-18", True),
        ("[..2023-10-18]", "2023-10-19", False),
        ("[2021-05-12,2021-12-05]", "2021-12-05", True),
        ("[2021-05-12,2021-12-05]", "2021-07-01", False),
        ("1914/..", "1920", True),
        ("../1914", "1920", False),
        ("1920~", "1921-03", True),
        ("1920", "1921-03", False),
        ("2023-24", "2024-02-01", True),
    ],
)
def test_agree_is_symmetric(a: str, b: str, expected: bool) -> None:
    assert dates.agree(a, b) is expected
    assert dates.agree(b, a) is expected


def test_narrowest_does_not_depend_on_order() -> None:
    claims = ["2023-09", "2023-09-13", "2023-09-12/2023-09-17", "[..2023-10-18]"]
    assert dates.narrowest(claims) == "2023-09-13"
    assert dates.narrowest(reversed(claims)) == "2023-09-13"
    assert dates.narrowest(["1920~", "1920"]) == "1920"
    with pytest.raises(BadDate):
        dates.narrowest([])
