"""Databases of invented events, made once for all tests of the queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import generate
from timeline.query.database import Reader, open_reader


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 600 events; for reading only."""
    path = tmp_path_factory.mktemp("invented") / "invented.db"
    generate(path, 600, seed=7)
    return path


@pytest.fixture(scope="session")
def reader(invented: Path) -> Iterator[Reader]:
    opened = open_reader(invented, limit=None)
    yield opened
    opened.close()
