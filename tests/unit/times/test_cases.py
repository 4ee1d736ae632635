"""Every phrasing of the case files: which times stand in it, their values and dates.

A case is a line that anybody can read: the text with its times in braces, then their
TIMEX3 values in order, « = » and the EDTF date where it is written differently.  A line
``@2021-05-20`` gives the day of publication of the lines after it, ``@`` none; « ¶ »
begins a new paragraph.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from timeline.extract.times import read_times
from timeline.model import Article

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    name: str
    language: str
    published: str | None
    marked: str
    values: str


def _cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        language = "es" if path.stem.startswith("es_") else "en"
        published: str | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("@"):
                published = line[1:].strip() or None
            elif line and not line.startswith("#"):
                marked, _, values = line.replace(" ¶ ", "\n\n").partition("  =>  ")
                found.append(Case(f"{path.stem}:{number}", language, published, marked, values))
    return found


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    text = re.sub(r"[{}]", "", case.marked)
    article = Article(id="case", text=text, published=case.published, language=case.language)
    marked, at, values = "", 0, []
    for time in read_times(article):
        assert text[time.start : time.end] == time.text
        marked += f"{text[at : time.start]}{{{time.text}}}"
        at = time.end
        differs = "" if time.edtf == time.value else f" = {time.edtf or 'none'}"
        values.append(time.value + differs)
    assert marked + text[at:] == case.marked
    assert ("; ".join(values) or "-") == case.values


def test_there_are_cases_of_every_kind() -> None:
    files = {case.name.partition(":")[0] for case in _cases()}
    assert files >= {"absolute", "relative", "stories", "ranges", "lengths", "none", "es_core"}
    assert len(_cases()) > 100
