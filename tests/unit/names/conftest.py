"""Reads a text to its entities with the real model, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.extract import language_model
from timeline.extract.document import parse
from timeline.extract.entities import Entities
from timeline.extract.names import find_entities
from timeline.extract.times import read_times
from timeline.model import Article

Reader = Callable[[str], Entities]


def read_entities(text: str) -> Entities:
    article = Article("a", text, published="2023-10-28")
    for document in parse(language_model.load(), [article]):
        return find_entities(document, read_times(article, document.doc))
    raise AssertionError("an article gives one document")


@pytest.fixture(scope="session")
def entities_of() -> Reader:
    return read_entities
