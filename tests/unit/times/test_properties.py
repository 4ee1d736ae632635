"""What holds for any text: exact spans, no exception, the same answer anywhere, linear time."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time as clock
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import dates
from timeline.extract.times import lexicon, read_times
from timeline.model import Article, TimeExpression

# CI runs few; raise it to look harder: TIMELINE_EXAMPLES=10000 pytest …
EXAMPLES = int(os.environ.get("TIMELINE_EXAMPLES", "100"))


def _words(language: str) -> list[str]:
    words = lexicon.load(language)
    assert words is not None
    return sorted(words.words)


NUMBERS = [*"0123456789", "13", "29", "31", "32", "99", "100", "480", "1500", "1939", "2023"]
NUMBERS += ["2999", "9999", "33333333333333", "1st", "20th", "1980s", "5pm"]
MARKS = [*".,;:-–/()$%", "'", "’", "“", "”", '"', "\n", "\n\n"]
ODD = [
    "0000-00-00",
    "2023-02-29",
    "12/05/2021",
    "10:30",
    "3-1",
    "4.0.1",
    "XIX",
    "İ",
    "ﬁ",
    "𝟙",
    "١٢",
]
SALAD = st.lists(
    st.sampled_from([*_words("en"), *_words("es"), *NUMBERS, *MARKS, *ODD]), max_size=40
).map(" ".join)
TEXTS = st.one_of(SALAD, SALAD.map(str.title), st.text(max_size=200))
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat))


def _read(text: str, published: str | None, language: str | None) -> tuple[TimeExpression, ...]:
    return read_times(Article(id="x", text=text, published=published, language=language))


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS, DAYS, st.sampled_from([None, "en", "es", "fr", "xx", "zz-ZZ"]))
def test_any_text_is_read_without_fault(
    text: str, published: str | None, language: str | None
) -> None:
    times = _read(text, published, language)
    before = 0
    for number, time in enumerate(times):
        assert before <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        before = time.end
        assert time.anchor in (None, "published") or (
            isinstance(time.anchor, int) and 0 <= time.anchor < number
        )
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.reason.startswith("«")
        assert time.reason.endswith(".")
        assert time.value
        if time.edtf is None:
            assert (time.earliest, time.latest) == (None, None)
        else:
            known = dates.parse(time.edtf)
            assert (time.earliest, time.latest) == (known.earliest, known.latest)
        if published is None:
            assert time.anchor != "published"


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_answer_depends_on_no_clock_locale_or_zone(zone: str) -> None:
    program = (
        "from timeline.extract.times import read_times\n"
        "from timeline.model import Article\n"
        "text = 'Yesterday it rained. In May it snowed; on Tuesday it froze. 12/05/2021. '\n"
        "text += 'Two years ago it thawed.'\n"
        "for day in ('2021-05-20', None):\n"
        "    print(read_times(Article(id='x', text=text, published=day)))\n"
    )
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    here = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    there = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=environment
    )
    assert here.stdout == there.stdout
    assert here.stdout.count(b"TimeExpression(") > 8


HOSTILE = {
    "number words": "one ",
    "fillers": "two full long ",
    "days": "5, ",
    "determiners": "the ",
    "quotes": '"',
    "digits and dots": "1.",
    "digits and hyphens": "1-",
    "months": "May ",
    "early": "early in the ",
    "prose": "In May 1940 the army came; two days later, on Tuesday, it left (see below). ",
    "letters": "a",
    "newlines": "\n\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begin = clock.process_time()
        _read(text, "2021-05-20", "en")
        return clock.process_time() - begin

    seconds(2_000)  # the lexicon is loaded once
    # The least of several, taken in turn: what a busy machine adds falls away with more rounds,
    # what the reader itself takes does not. 2 is linear, 4 quadratic.
    half = whole = math.inf
    for _ in range(25):
        half, whole = min(half, seconds(20_000)), min(whole, seconds(40_000))
        if whole <= 2.5 * half:
            break
    assert whole <= 2.5 * half


def test_a_long_article_keeps_what_it_told() -> None:
    text = "On 3 March 1921 it began. " + "Nothing happened. " * 5_000 + "The next day it rained."
    assert _read(text, None, "en")[-1].value == "1921-03-04"
