"""Biographies, minutes, spans of weekdays, and a section of history inside a news item."""

from __future__ import annotations

import pytest

from timeline.extract.times import describe_context, read_times
from timeline.model import Article

LIFE = (
    "Anna Berg (12 May 1901 – 3 June 1970) was a painter. In 1920 she moved to Paris; "
    "in October she married. In 1925 she returned. In May she fell ill."
)
MINUTES = (
    "Minutes of the meeting of 3 June 2020. Present: A. Smith. The chair reported on last "
    "week's visit. He had left two days ago. The next meeting will be held on 10 July."
)
NEWS = (
    "OSLO, June 14 (Reuters) - The court said on Monday it would rule on Friday.\n\n"
    "Background\n\nThe dispute began in 1998. In March the firm sued. On 5 May the judge "
    "ruled.\n\nReaction\n\nThe minister resigned in May."
)


def _values(text: str, published: str | None) -> list[str]:
    article = Article(id="x", text=text, published=published, language="en")
    return [time.value for time in read_times(article)]


def _kind(text: str, published: str | None) -> str:
    article = Article(id="x", text=text, published=published, language="en")
    return next(line for line in describe_context(article) if line.startswith("kind: "))


def test_a_biography() -> None:
    assert _kind(LIFE, "2020-06-15").startswith("kind: biography")
    years = ["1920", "1920-10", "1925", "1925-05"]
    assert _values(LIFE, "2020-06-15") == ["1901-05-12", "1970-06-03", *years]
    assert _kind("Karl Ek (born 1901) left in 1930.", "2020-06-15").startswith("kind: biography")
    assert not _kind("The club (founded 1901) left in 1930.", None).startswith("kind: bio")


def test_the_story_of_a_life_begins_at_its_begin() -> None:
    text = "Karl Ek (3 May 1901 – 9 June 1970) was a smith. In July his father died."
    assert _values(text, None)[-1] == "1901-07"


@pytest.mark.parametrize("published", ["2020-06-15", None])
def test_minutes_count_from_the_day_of_the_meeting(published: str | None) -> None:
    assert _kind(MINUTES, published).startswith("kind: minutes")
    assert _values(MINUTES, published) == ["2020-06-03", "2020-W22", "2020-06-01", "2020-07-10"]


def test_minutes_that_are_a_length_make_no_minutes() -> None:
    assert "minutes" not in _kind("Minutes later the roof fell in.", "2020-06-15")


def test_a_section_of_history_inside_news() -> None:
    assert _kind(NEWS, "2020-06-15").startswith("kind: news")
    found = _values(NEWS, "2020-06-15")
    assert found[3:] == ["1998", "1998-03", "1998-05-05", "2020-05"]


def test_a_span_of_weekdays_goes_forward() -> None:
    text = "From Monday to Friday it rained; it was open Tuesday through Thursday."
    article = Article(id="x", text=text, published="2020-06-20", language="en")
    times = read_times(article)
    assert [t.value for t in times[:2]] == ["2020-06-15", "2020-06-19"]
    assert times[0].edtf == "2020-06-15/2020-06-19"
    assert [t.value for t in times[2:]] == ["2020-06-16", "2020-06-18"]
