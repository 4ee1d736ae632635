"""A date that cannot be read stays unread: it never becomes the begin of a computer's time."""

from __future__ import annotations

import pytest

from timeline import dates
from timeline.errors import BadDate
from timeline.extract.times import read_times
from timeline.model import Article

UNREADABLE = (
    "The council met on 32 March 2021 in Vilnius.",
    "The form gave 00/00/0000 as the day of the accident.",
    "He signed on 2021-13-45, the clerk wrote.",
    "They met on 31 June 2019.",
    "The file says 99/99/9999 and nothing else.",
    "Released on the 0th of May 2004, it said.",
)


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("published", [None, "2024-05-06"])
def test_a_misread_date_never_becomes_1970(text: str, published: str | None) -> None:
    article = Article(id="a", text=text, published=published, language="en")
    for time in read_times(article):
        assert "1970" not in str(time.edtf)
        assert "1969" not in str(time.edtf)


@pytest.mark.parametrize("edtf", ["", "0", "2021-13", "2021-02-30", "NaN", "Invalid Date", "0/0/0"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(BadDate):
        dates.parse(edtf)
