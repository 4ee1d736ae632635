"""A small invented database and a client that speaks to the application without a socket."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from benchmarks.generate import generate
from timeline.web import create_app
from timeline.web.config import Settings


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 200 invented events; for reading only."""
    path = tmp_path_factory.mktemp("invented") / "200.db"
    generate(path, 200, seed=5)
    return path


@pytest.fixture
def visit(invented: Path) -> Callable[..., FlaskClient]:
    """Makes a client; ``settings`` as in :class:`Settings`."""

    def client(**settings: object) -> FlaskClient:
        return create_app(invented, Settings(**settings)).test_client()  # type: ignore[arg-type]  # tests give what they test

    return client
