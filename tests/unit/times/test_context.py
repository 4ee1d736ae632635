"""The context model: anchors, reasons, steps; the seed article as its reader reads it."""

from __future__ import annotations

from pathlib import Path

from timeline.extract.explain import explain
from timeline.extract.times import describe_context, read_times
from timeline.model import Article, TimeExpression

SEEDS = Path(__file__).parents[3] / "seeds"


def _seed() -> Article:
    raw = next(SEEDS.glob("000_*.txt")).read_text("utf-8")
    return Article(id="seed", text=raw[raw.index("The DPRK") :], published="2023-10-28")


def _by_text(times: tuple[TimeExpression, ...]) -> dict[str, tuple[int, TimeExpression]]:
    return {time.text: (number, time) for number, time in enumerate(times)}


def test_the_seed_article() -> None:
    times = read_times(_seed())
    found = [(t.text, t.value, t.edtf) for t in times]
    visit = "2023-09-12/2023-09-17"
    assert found == [
        ("October 28", "2023-10-28", "2023-10-28"),
        ("October 22", "2023-10-22", "2023-10-22"),
        ("September", "2023-09", "2023-09"),
        ("October 19", "2023-10-19", "2023-10-19"),
        ("The day before", "2023-10-18", "2023-10-18"),
        ("two days", "P2D", None),
        ("September 12", "2023-09-12", visit),
        ("17", "2023-09-17", visit),
        ("the 13th", "2023-09-13", "2023-09-13"),
    ]


def test_the_day_before_counts_from_the_day_told_not_from_publication() -> None:
    times = _by_text(read_times(_seed()))
    nineteenth, _ = times["October 19"]
    _, day_before = times["The day before"]
    assert day_before.anchor == nineteenth
    assert "«The day before»" in day_before.reason
    assert "1 day before «October 19» (19 October 2023)" in day_before.reason
    assert day_before.steps[-1] == "so 18 October 2023"


def test_the_13th_counts_from_the_visit_of_the_sentence() -> None:
    times = _by_text(read_times(_seed()))
    begin, _ = times["September 12"]
    assert times["the 13th"][1].anchor == begin


def test_without_publication_nothing_is_invented() -> None:
    text = "It rained yesterday. On Tuesday it snowed. Last May it froze. Two weeks ago it thawed."
    for time in read_times(Article(id="x", text=text)):
        assert time.edtf is None
        assert "XXXX" in time.value
        assert "no time is told" in time.reason or "no day is told" in time.reason


def test_an_ambiguous_date_is_kept_and_marked() -> None:
    (time,) = read_times(Article(id="x", text="Written on 12/05/2021.", published="2021-12-20"))
    assert time.ambiguous
    assert (time.edtf, time.value) == ("[2021-05-12,2021-12-05]", "2021")
    (decided,) = read_times(Article(id="x", text="Written on 12/05/2021.", published="2021-05-12"))
    assert not decided.ambiguous
    assert decided.edtf == "2021-05-12"


def test_a_quoted_speaker_counts_from_his_own_day() -> None:
    text = "On 3 May 2010, the minister said: “We met yesterday.”"
    yesterday = read_times(Article(id="x", text=text, published="2021-06-01"))[-1]
    assert (yesterday.value, yesterday.anchor) == ("2010-05-02", 0)


def test_news_of_the_week_goes_on_after_an_old_date() -> None:
    """The end of a fiscal year named in passing is no story that weekdays would follow."""
    text = (
        "Magna said third-quarter profit fell from a year earlier. In fiscal 1989, ended July 31, "
        "revenue rose. For the nine months, net income was $2 million. The company said Friday it "
        "would close the plant in the first half of next year."
    )
    times = read_times(Article(id="x", text=text, published="1989-10-30"))
    friday = next(time for time in times if time.text == "Friday")
    assert (friday.value, friday.anchor) == ("1989-10-27", "published")


def test_a_month_told_since_has_moved_the_story() -> None:
    text = (
        "A court sentenced the former mayor on Thursday. Whitlock was arrested in March 2019 after "
        "police searched her home. She resigned a week later."
    )
    later = read_times(Article(id="x", text=text, published="2021-05-14"))[-1]
    assert (later.value, later.edtf, later.anchor) == ("2019-03-XX", "2019-03~", 1)


def test_an_anchor_may_stand_after_what_counts_from_it() -> None:
    text = (
        "On the eve of the vote he wavered. On 2 May 2011 they voted. The report, written two days "
        "before the verdict, was lost; the verdict came on 9 May 2011."
    )
    eve, vote, before, verdict = read_times(Article(id="x", text=text))
    assert (eve.value, eve.anchor, vote.value) == ("2011-05-01", 1, "2011-05-02")
    assert (before.value, before.anchor, verdict.value) == ("2011-05-07", 3, "2011-05-09")


def test_the_kind_of_document_is_told_from_its_evidence() -> None:
    history = (
        "War came in 1914. In August 1914 they marched. In 1916 they stopped. It ended in 1918."
    )
    news = "The minister said on Tuesday that the law of 1998 would change next year."
    lines = describe_context(Article(id="x", text=history, published="2020-01-01"))
    assert any(line.startswith("kind: history") for line in lines)
    lines = describe_context(Article(id="x", text=news, published="2020-01-01"))
    assert any(line.startswith("kind: news") for line in lines)


def test_explain_shows_the_text_the_values_and_the_steps() -> None:
    shown = explain(_seed())
    assert "⟦4: The day before⟧, Lavrov arrived" in shown
    assert "[4] The day before\n    DATE 2023-10-18 → 2023-10-18\n" in shown
    assert "rule counted; counts from [3] October 19" in shown
    assert "    1. «The day before» counts from the time told before\n" in shown
    assert "published: 2023-10-28" in shown
    empty = explain(Article(id="e", text="Nothing here."))
    assert empty.endswith("No time expression was found.")


def test_the_following_spring_under_a_heading_lies_in_the_year_of_the_heading() -> None:
    text = (
        "The lines froze in December 1938 and held through the winter.\n\n"
        "The campaign of 1939\n\n"
        "The following spring the army attacked. In early May it crossed the river.\n\n"
        "The campaign of 1940\n\nThe following January a truce was signed."
    )
    times = read_times(Article(id="x", text=text, published="2001-03-02", language="en"))
    values = {t.text: t.value for t in times}
    assert values["The following spring"] == "1939-SP"
    assert values["early May"] == "1939-05"
    assert values["The following January"] == "1940-01"
