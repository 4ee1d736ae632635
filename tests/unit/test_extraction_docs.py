"""docs/extraction.md lists every rule, and every example does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from timeline import dates
from timeline.extract.times import lexicon, read_times
from timeline.extract.times.readers import READERS
from timeline.model import Article

DOC = Path(__file__).parents[2] / "docs" / "extraction.md"
LANGUAGES = {"English rules": "en", "Spanish rules": "es", "Rules for other languages": "und"}


class Row(NamedTuple):
    language: str
    rule: str
    example: str
    value: str
    edtf: str | None
    because: str


def _rows() -> list[Row]:
    rows, language = [], ""
    for line in DOC.read_text("utf-8").splitlines():
        if line.startswith("## "):
            language = LANGUAGES.get(line[3:], "")
        elif language and line.startswith("| `"):
            rule, example, value, edtf, because = (c.strip() for c in line.strip("|").split(" | "))
            date = None if edtf == "–" else edtf.strip("`")
            rows.append(Row(language, rule.strip("`"), example, value.strip("`"), date, because))
    return rows


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row.language}-{row.rule}")
def test_the_example_is_read_by_its_rule(row: Row) -> None:
    text = re.sub(r"[{}]", "", row.example)
    start, end = row.example.index("{"), row.example.index("}") - 1
    article = Article(id="doc", text=text, published="2023-10-28", language=row.language)
    time = next(t for t in read_times(article) if t.start == start)
    assert (time.end, time.rule, time.value, time.edtf) == (end, row.rule, row.value, row.edtf)
    assert time.reason.startswith(row.because.format(text=time.text))
    if time.edtf is not None:
        dates.parse(time.edtf)


@pytest.mark.parametrize("language", ["en", "es", "und"])
def test_every_rule_is_listed_with_its_reason(language: str) -> None:
    words = lexicon.load(language)
    assert words is not None
    listed = [(row.rule, row.because) for row in _rows() if row.language == language]
    assert listed == [(rule.name, rule.because) for rule in words.rules]


@pytest.mark.parametrize("language", ["en", "es", "und"])
def test_every_rule_has_a_reader_and_an_example_of_its_own(language: str) -> None:
    words = lexicon.load(language)
    assert words is not None
    for rule in words.rules:
        assert rule.reader in READERS
        assert rule.examples
    names = [rule.name for rule in words.rules]
    assert len(names) == len(set(names))


def test_every_reader_is_used() -> None:
    loaded = [lexicon.load(language) for language in ("en", "es", "und")]
    used = {rule.reader for words in loaded if words is not None for rule in words.rules}
    assert used == set(READERS)
