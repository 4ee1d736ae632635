"""Dates of claims that lie in the order of clauses, in an age or in the tense.

Each row is a text and the dates of some triggers; the day of publication is 28 October 2023.
"""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

AGES = [
    (
        "Anna Berg was born in Oslo on 9 May 1871. Her mother died when she was twelve years old.",
        {"died": "[1883-05-09..1884-05-08]"},
    ),
    (
        "Paul Fry was born in 1902. At the age of six he moved to Rome. He married at age 23.",
        {"moved": "[1908-01-01..1909-12-30]", "married": "[1925-01-01..1926-12-30]"},
    ),
    # nobody's birth is told: the age says nothing
    ("Anna Berg met Paul Fry in 1902. She was jailed at the age of forty.", {"jailed": None}),
    # what is told after a birth is not of that day
    (
        "Anna Berg was born in Oslo on 9 May 1871. Her father drowned in the harbour.",
        {"born": "1871-05-09", "drowned": None},
    ),
    # but with a day of its own it is of that
    (
        "Anna Berg was born in Oslo on 9 May 1871. She died on 4 June 1921, when she was fifty.",
        {"died": "1921-06-04"},
    ),
]

CLAUSES = [
    # one day for two, where each has its own subject
    ("Seven people died and thirty were injured on 22 May 1953.", {"died": "1953-05-22"}),
    # but what somebody does next can be later
    ("Anna Berg left the house and returned on 22 May 1953.", {"left": None}),
    # an inquiry comes after what it looks into
    ("The inquiry into the crash ended on 4 May 1996.", {"crash": "[..1996-05-04]"}),
    # what has come of it came then or since
    (
        "Friday's crash of the market has ruined the firm.",
        {"crash": "2023-10-27", "ruined": "[2023-10-27..2023-10-28]"},
    ),
    # the hour of a place is part of the day after it
    (
        "The bank announced the sale at 1 p.m. Stockholm time on Thursday.",
        {"announced": "2023-10-26"},
    ),
    # a figure that was told at a time, and a time that is only compared with
    (
        "Profit rose to $5 million this year, up from the $3 million it forecast in December 2022.",
        {"forecast": "2022-12"},
    ),
    ("Acme sold 40 planes, up from $3 million in December.", {"sold": "2023-10-28"}),
]


@pytest.mark.parametrize(("text", "expected"), AGES, ids=lambda value: str(value)[:60])
def test_ages(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text, None)
    assert {t: claim(extraction, t).edtf for t in expected} == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=lambda value: str(value)[:60])
def test_clauses(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text)
    assert {t: claim(extraction, t).edtf for t in expected} == expected
