"""Lines of the page that an article was copied from: "Advertisement", "Read more: …", "© 2014"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from timeline.extract.document import Document

_LONGEST = 16  # words of such a line
_BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*,? ?(?:and |in )?){2,8}$")
_READ = re.compile(r"\d{1,3} (?:min(?:ute)?s?(?: read)?|comments?|shares?|likes?)$", re.IGNORECASE)
_DATED = re.compile(r"(?:first |last )?(?:published|posted|updated|modified)\b.*\d", re.IGNORECASE)
_STOP = (".", "!", "?", ".”", '."')


def page_tokens(document: Document) -> frozenset[int]:
    """The tokens of lines that are of the page and not of the article; mostly none."""
    text = document.article.text
    spans = [(start, end) for start, end in document.paragraphs if of_the_page(text[start:end])]
    return frozenset(_tokens(document, spans)) if spans else frozenset()


def _tokens(document: Document, spans: list[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        span = document.doc.char_span(start, end, alignment_mode="expand")
        yield from range(span.start, span.end) if span is not None else ()


def of_the_page(line: str) -> bool:
    """Whether a line (no white space around it) says something of the page, not of the world."""
    if len(line.split(None, _LONGEST)) > _LONGEST:
        return False
    said = line.casefold().replace("’", "'")
    whole, opening, sentence = _lines()
    if said.rstrip(".!:… ") in whole or said.startswith(sentence):
        return True
    if line.endswith(_STOP):
        return False
    return said.startswith(opening) or any(form.match(line) for form in (_BYLINE, _READ, _DATED))


@cache
def _lines() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    source = resources.files("timeline.extract") / "lexicons" / "en" / "page_lines.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(table["whole"]), tuple(table["opening"]), tuple(table["sentence"])
