"""An article and its parse: paragraphs are parsed one by one and joined again.

A paragraph never runs into the next in the parse, and a long line is cut at
the ends of sentences, so that memory stays flat on any input.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from timeline.extract.numerals import mend_numerals
from timeline.model import Article
from timeline.read.dateline import DATELINE

LONGEST_PIECE = 5_000  # code points of one piece: the parser's memory grows with its batch
BATCH_ARTICLES = 32
BATCH_LENGTH = 60_000  # code points parsed at once

_PARAGRAPH = re.compile(r"[^\n]*\n*")
_ITEM = re.compile(r"[ \t]*[•·▪‣◦*–—-][ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")


@dataclass(frozen=True)
class Document:
    """An article with one parse of its whole text.

    ``doc.text == article.text``, so a token's ``idx`` is its offset in code
    points.  ``paragraphs`` are the ``(start, end)`` of the lines that hold
    text, without their line ends.
    """

    article: Article
    doc: Doc
    paragraphs: tuple[tuple[int, int], ...]


def pieces(text: str) -> list[tuple[int, int]]:
    """The stretches to parse, which together are the whole text: ``(start, end)``.

    A dateline, or the mark of an item in a list, is a piece of its own: it is no part of the
    sentence that follows it.
    """
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        before = _ITEM.match(text, start, end) or DATELINE.match(text, start, end)
        if before is not None and before.end() < end:
            found.append((start, before.end()))
            start = before.end()
        while end - start > LONGEST_PIECE:
            cut = _cut(text, start)
            found.append((start, cut))
            start = cut
        if start < end:
            found.append((start, end))
    return found


def _cut(text: str, start: int) -> int:
    """Where to end a piece that is too long: after a sentence, a word, or hard."""
    limit = start + LONGEST_PIECE
    ends = [end.end() for end in _SENTENCE_END.finditer(text, start + LONGEST_PIECE // 2, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + LONGEST_PIECE // 2, limit)
    return space + 1 if space >= 0 else limit


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The lines that hold text: ``(start, end)`` without surrounding white space."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        inner = line.group().strip()
        if inner:
            start = line.start() + line.group().index(inner[0])
            found.append((start, start + len(inner)))
    return tuple(found)


def parse(nlp: Language, articles: Iterable[Article]) -> Generator[Document, None, None]:
    """The documents of the articles, in order; they live until the next batch is asked for.

    Words that are new to the vocabulary are dropped after each batch (spaCy's
    memory zone), so nothing of a document may be kept beyond it.
    """
    source = iter(articles)
    while batch := list(islice(source, BATCH_ARTICLES)):
        with nlp.memory_zone():
            yield from _parse_batch(nlp, batch)


def _parse_batch(nlp: Language, batch: list[Article]) -> Iterator[Document]:
    spans = [pieces(article.text) for article in batch]
    texts = (
        article.text[start:end]
        for article, own in zip(batch, spans, strict=True)
        for start, end in own
    )
    parsed = (
        _mended(doc) for group in _grouped(texts) for doc in nlp.pipe(group, batch_size=len(group))
    )
    for article, own in zip(batch, spans, strict=True):
        docs = list(islice(parsed, len(own)))
        yield Document(article, _joined(nlp, docs), paragraphs(article.text))


def _grouped(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in groups of one batch: many short ones, few long ones."""
    group: list[str] = []
    length = 0
    for text in texts:
        group.append(text)
        length += len(text)
        if length >= BATCH_LENGTH:
            yield group
            group, length = [], 0
    if group:
        yield group


def _mended(doc: Doc) -> Doc:
    mend_numerals(doc)
    # The vectors served the parser; kept, they are nine tenths of a document's memory.
    doc.tensor = numpy.zeros((0,), dtype="float32")
    return doc


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    joined = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
    return Doc(nlp.vocab) if joined is None else joined
