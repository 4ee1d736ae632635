"""Parsing: one parse of the whole text, paragraph by paragraph, in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract import document, language_model
from timeline.extract.document import LONGEST_PIECE, Document, pieces
from timeline.model import Article

TEXTS = (
    "One line.",
    "First line.\nSecond line.\n\n\nThird after a gap.",
    "\n\n  leading space and breaks",
    "trailing breaks\n \n\t\n",
    "“Quotes”, emoji 👩‍🚀 and a\ttab — all of it.\nΓειά σου. Привет.",
    "",
    "\n",
)


@contextmanager
def _parsed(text: str) -> Iterator[Document]:
    """The document of a text; it lives as long as the block."""
    documents = document.parse(language_model.load(), [Article("a", text)])
    yield next(documents)
    documents.close()


@pytest.mark.parametrize("text", TEXTS)
def test_the_parse_has_the_text_of_the_article(text: str) -> None:
    with _parsed(text) as parsed:
        assert parsed.doc.text == text
        for token in parsed.doc:
            assert text[token.idx : token.idx + len(token)] == token.text


def test_paragraphs_are_lines_without_their_white_space() -> None:
    text = "\n\n  First. \n\nSecond."
    with _parsed(text) as parsed:
        spans = parsed.paragraphs
    assert [text[a:b] for a, b in spans] == ["First.", "Second."]


def test_no_sentence_runs_from_one_paragraph_into_the_next() -> None:
    text = "A headline without a full stop\nThe minister resigned on Monday."
    with _parsed(text) as parsed:
        assert [s.text.strip() for s in parsed.doc.sents] == text.split("\n")


@given(st.text(alphabet="ab. \n", max_size=60).map(lambda unit: unit * 700))
def test_pieces_are_the_whole_text_and_none_is_too_long(text: str) -> None:
    spans = pieces(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b > a for a, b in spans)
    lines_ends = 700 * 60  # a run of line ends stays with its paragraph
    assert all(b - a <= LONGEST_PIECE + lines_ends for a, b in spans)


def test_a_long_line_is_cut_after_a_sentence() -> None:
    text = "He met her in Rome. " * 2_000
    spans = pieces(text)
    assert len(spans) > 1
    assert all(b - a <= LONGEST_PIECE for a, b in spans)
    assert all(text[a:b].endswith(". ") for a, b in spans)


def test_a_long_line_without_spaces_is_cut_all_the_same() -> None:
    spans = pieces("x" * (3 * LONGEST_PIECE + 1))
    assert [b - a for a, b in spans] == [LONGEST_PIECE] * 3 + [1]


DATELINES = [
    ("DENVER, June 9 — The trial opened.", "DENVER, June 9 — "),
    ("PYONGYANG, Oct. 28 (KCNA) — The DPRK sees a goal.", "PYONGYANG, Oct. 28 (KCNA) — "),
    ("NEW YORK (AP) - Shares fell.", "NEW YORK (AP) - "),
    ("CAIRO, Egypt (Reuters) -- Police clashed.", "CAIRO, Egypt (Reuters) -- "),
    ("WASHINGTON -- “We won,” he said.", "WASHINGTON -- "),
]


@pytest.mark.parametrize(("text", "dateline"), DATELINES)
def test_a_dateline_is_a_piece_of_its_own(text: str, dateline: str) -> None:
    assert [text[a:b] for a, b in pieces(text)] == [dateline, text[len(dateline) :]]


@pytest.mark.parametrize(
    "text",
    [
        "NATO – the alliance – met.",
        "U.S. forces attacked.",
        "The plan — Big — failed.",
        "AIDS - Why",
    ],
)
def test_other_dashes_part_nothing(text: str) -> None:
    assert pieces(text) == [(0, len(text))]
