"""Loading made articles into a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.unit.store import made
from timeline.extract import pipeline
from timeline.ingest.intake import Intake
from timeline.ingest.load import Loaded, load
from timeline.model import Article
from timeline.read import Read

Load = Callable[[Path, Iterable[Article]], Loaded]


class Quiet:
    """A watcher that keeps what it was told."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.lines: list[str] = []
        self.done = 0
        self._stop_after = stop_after

    def tell(self, line: str) -> None:
        self.lines.append(line)

    def advance(self, size: int) -> None:
        self.done += 1

    def stopped(self) -> bool:
        return self._stop_after is not None and self.done >= self._stop_after


@pytest.fixture
def load_made(monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads articles with the extractor for made ones."""
    monkeypatch.setattr(pipeline, "Extractor", made.Extractor)

    def run(path: Path, articles: Iterable[Article]) -> Loaded:
        return load(path, (Read(article, article.id) for article in articles), Intake(Quiet()))

    return run
