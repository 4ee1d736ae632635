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

SEQUENCE = [
    # after "later" the paragraph no longer stands on the day before
    (
        "Police arrested Paul Fry on Monday. The board later named Anna Berg as chair. "
        "She thanked the staff.",
        {"named": "[2023-10-23..2023-10-28]", "thanked": "[2023-10-23..2023-10-28]"},
    ),
    # a sentence that names another day is not of the lead's
    (
        "Brewers Ltd bought the mill on Wednesday.\n\n"
        "Union leaders of Brewers Ltd, who met him on Thursday, called that a betrayal.",
        {"called": "[2023-10-26..2023-10-28]"},
    ),
    # but one before it says nothing against the lead's day
    (
        "Brewers Ltd bought the mill on Wednesday.\n\n"
        "Union leaders of Brewers Ltd, who met him on Monday, called that a betrayal.",
        {"called": "2023-10-25"},
    ),
    # from a begin to an end that a noun or a clause tells
    (
        "A coalition ruled Ethiopia from 1991 until its dissolution in 2019. "
        "The paper was read from 1892 until it closed in 1919.",
        {"ruled": "1991/2019", "read": "1892/1919"},
    ),
    ("A coalition ruled Ethiopia from 1991.", {"ruled": "1991/.."}),
    # the perfect since a happening: open, or counted up to publication
    (
        "Customers have largely ignored the line since its introduction last April. "
        "The firm has sold 300 planes since it opened in 1998.",
        {"ignored": "2023-04/..", "sold": "1998/2023-10-28"},
    ),
    # the day is that of bringing, not of making
    (
        "Paul Fry brought the clock he made to school on 14 September and was arrested.",
        {"brought": "2023-09-14", "made": "[..2023-09-14]", "arrested": "2023-09-14"},
    ),
    ("Paul Fry brought the clock that he made on 14 September.", {"made": "2023-09-14"}),
    # what a week holds that has not ended, if it is told as past
    ("Fry accused Berg this week of refusing the offer.", {"refusing": "[..2023-10-28]"}),
    # a title before a name is not what the year is of
    ("In 312 BC the Roman censor Appius Claudius began the first great road.", {"began": "-0311"}),
]

AHEAD = [
    ("Two men were arrested on Monday. The trial is due on Friday.", "trial", "planned"),
    ("A summit is planned for May.", "summit", "planned"),
    ("The trial opens on Friday.", "opens", "planned"),
    ("The trial opened on Friday.", "opened", "happened"),
    ("A trial was held on Friday.", "held", "happened"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), AHEAD)
def test_what_is_told_of_a_day_to_come_is_planned(text: str, trigger: str, status: str) -> None:
    assert claim(read(text), trigger).status == status


@pytest.mark.parametrize(("text", "expected"), SEQUENCE, ids=lambda value: str(value)[:60])
def test_sequence(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text)
    assert {t: claim(extraction, t).edtf for t in expected} == expected


@pytest.mark.parametrize(("text", "expected"), AGES, ids=lambda value: str(value)[:60])
def test_ages(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text, None)
    assert {t: claim(extraction, t).edtf for t in expected} == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=lambda value: str(value)[:60])
def test_clauses(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text)
    assert {t: claim(extraction, t).edtf for t in expected} == expected
