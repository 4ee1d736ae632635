"""Marks that nest, touch, overlap and cross paragraphs lose and invent nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.web.marks import Mark, cut, excerpt, paragraphs, quote, segments

TEXT = "On 13 May the ship left Tallinn. It sank."


def kinds(text: str, *marks: Mark) -> list[tuple[str, tuple[str, ...]]]:
    return [(segment.text, segment.kinds) for segment in segments(text, marks)]


def test_nested_and_overlapping_marks() -> None:
    passage, time = Mark(0, 31, "passage"), Mark(3, 9, "time")
    assert kinds(TEXT, passage, time) == [
        ("On ", ("passage",)),
        ("13 May", ("passage", "time")),
        (" the ship left Tallinn", ("passage",)),
        (". It sank.", ()),
    ]
    assert kinds("abcdef", Mark(0, 4, "x"), Mark(2, 6, "y")) == [
        ("ab", ("x",)),
        ("cd", ("x", "y")),
        ("ef", ("y",)),
    ]


def test_anchor_at_the_beginning_and_number_at_the_end_once() -> None:
    found = segments("abcdef", [Mark(0, 4, "x", anchor="e-1", number=7), Mark(2, 3, "", number=8)])
    assert [s.anchors for s in found] == [("e-1",), (), (), ()]
    assert [s.numbers for s in found] == [(), (8,), (7,), ()]
    assert [s.kinds for s in found] == [("x",), ("x",), ("x",), ()]
    twice = segments("abcdef", [Mark(0, 4, "", number=7), Mark(2, 4, "", number=7)])
    assert [s.numbers for s in twice] == [(), (7,), ()]
    assert Mark(3, 5, "x", number=7).moved(-3) == Mark(0, 2, "x", number=7)


def test_marks_across_paragraphs_are_marked_in_each() -> None:
    text = "one two\n\n  \nthree four"
    parts = list(paragraphs(text, [Mark(4, 17, "passage", anchor="e-1")]))
    assert [text[start:end] for start, end, _ in parts] == ["one two", "three four"]
    found = [p for _, _, p in parts]
    assert [[(s.text, s.kinds) for s in p] for p in found] == [
        [("one ", ()), ("two", ("passage",))],
        [("three", ("passage",)), (" four", ())],
    ]
    assert sum(len(s.anchors) for p in found for s in p) == 1


def test_segments_are_cut_without_loss() -> None:
    words = segments(TEXT, [Mark(3, 9, "time", anchor="t-1", number=4)])
    before, within, behind = cut(words, 5, 14)
    assert ["".join(s.text for s in part) for part in (before, within, behind)] == [
        TEXT[:5],
        TEXT[5:14],
        TEXT[14:],
    ]
    assert [(s.text, s.kinds) for s in within] == [(" May", ("time",)), (" the ", ())]
    both = [s for part in (before, within, behind) for s in part]
    assert [a for s in both for a in s.anchors] == ["t-1"]
    assert [n for s in both for n in s.numbers] == [4]
    assert cut(words, 0, len(TEXT)) == ([], words, [])


def test_an_excerpt_keeps_the_time_expression_and_whole_words() -> None:
    text = "word " * 100 + "on 13 May 2021 " + "tail " * 100
    start = text.index("13 May")
    begin, end = excerpt(text, (start, start + 11))
    assert begin <= start
    assert start + 11 <= end
    assert end - begin <= 300
    assert text[begin - 1] == " "
    assert text[end] == " "
    shown = quote(text, (start, start + 11))
    assert shown[0].text == shown[-1].text == "…"
    assert [s.text for s in shown if s.kinds] == ["13 May 2021"]
    assert excerpt("short", None) == (0, 5)


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=12),
)
def test_the_segments_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, b, f"k{n}") for n, (a, b) in enumerate(spans)]
    found = segments(text, marks)
    assert "".join(segment.text for segment in found) == text
    position = 0
    for segment in found:
        middle = (position + position + len(segment.text)) / 2
        expected = {m.kind for m in marks if m.start < middle < m.end}
        assert set(segment.kinds) == expected
        position += len(segment.text)
    whole = "\n".join("".join(s.text for s in p) for _, _, p in paragraphs(text, marks))
    assert whole == "\n".join(line for line in text.split("\n") if line.strip())
