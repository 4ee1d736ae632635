"""Line ends that only a narrow page made are no ends of paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.pipeline import Extractor
from timeline.extract.wrapped import times_alone
from timeline.model import Article
from timeline.read.wrapping import unwrapped

STORY = (
    "Former mayor jailed for six years",
    "A former mayor who took bribes from a builder was jailed for six years on Thursday after a "
    "trial that had twice been put off.",
    "Peter Hallam, 58, was found guilty last month of five counts of corruption at Leeds Crown "
    "Court. Sentencing had been put off until the probation service had reported on him.",
    "The court heard that Hallam met the builder, Dean Crowther, at a golf club in August 2008. "
    "Three weeks later Crowther paid him 20,000 pounds in cash. The following spring the council "
    "approved Crowther's plan for 140 flats on the old gasworks.",
)


def wrapped(width: int, between: str = "\n\n", indent: str = "") -> str:
    return between.join(textwrap.fill(line, width, initial_indent=indent) for line in STORY)


@pytest.mark.parametrize("width", [48, 60, 72, 80, 100])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "    ")])
def test_a_wrapped_text_has_its_paragraphs_again(width: int, between: str, indent: str) -> None:
    lines = [line.strip() for line in unwrapped(wrapped(width, between, indent)).split("\n")]
    assert [line for line in lines if line] == list(STORY)


def test_lines_of_uneven_length_that_run_on() -> None:
    text = (
        "The inquiry into the loss of the ferry heard on Monday that the bow\n"
        "door had not been shut when she sailed. The assistant bosun, who was to have\n"
        "shut it, was asleep in his cabin; nobody on the bridge could\n"
        "see the door. The master, Captain Lewry, had asked for warning\n"
        "lights a year before, and had been laughed at."
    )
    assert unwrapped(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(STORY),
        "\n".join(STORY),  # one paragraph a line, as on a web page
        "1906: An earthquake kills 3,000 people in the city.\n1953: A fire kills 50, most of them "
        "firefighters.\n2003: UNESCO lists the old town.\n2014: Fire again.",
        "The goals:\n• The first was scored by Adeyemi after nine minutes of play\n"
        "• the second by Okafor just before the whistle was to be blown\n"
        "• the third by Adeyemi again, from the halfway line, with a lob\n"
        "• the fourth by a dog that had run onto the pitch unseen",
        "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n"
        "Could frame thy fearful symmetry?",
        "",
        "\n\n\n",
    ],
)
def test_lines_that_are_paragraphs_items_or_verse_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .\n-", max_size=400))
def test_only_line_ends_change(text: str) -> None:
    after = unwrapped(text)
    assert len(after) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, after, strict=True))


def test_what_is_read_is_the_same_and_quoted_as_it_stands() -> None:
    lines = wrapped(60)
    extractor = Extractor()
    plain = extractor.extract(Article("a", "\n\n".join(STORY), published="2013-05-09"))
    found = extractor.extract(Article("a", lines, published="2013-05-09"))
    assert [claim.title for claim in found.claims] == [claim.title for claim in plain.claims]
    assert [claim.edtf for claim in found.claims] == [claim.edtf for claim in plain.claims]
    assert found.article.text == lines
    assert all(lines[time.start : time.end] == time.text for time in found.times)
    passages = [claim.passage for claim in found.claims]
    mentions = [mention for actor in found.actors for mention in actor.mentions]
    assert all(lines[span.start : span.end] == span.text for span in (*passages, *mentions))
    assert any("\n" in passage.text for passage in passages)
    times_only = extractor.extract(Article("a", lines, published="2013-05-09"), times_only=True)
    assert times_only.times == times_alone(found.article).times == found.times
