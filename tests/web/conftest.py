"""A small invented database and a client that speaks to the application without a socket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

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

    def client(**settings: Any) -> FlaskClient:
        return create_app(invented, replace(Settings(), **settings)).test_client()

    return client
