"""Options and fixtures that every kind of test may use."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

# A busy machine says nothing of the code: how long an example takes is measured elsewhere.
settings.register_profile("timeline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeline")

# Begun in the background, a shell makes us ignore Ctrl-C, and so would every program that the
# tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program now says into the tables of tests/golden, for people to judge",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people: it is refused where CI is set")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seed_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all seed articles, loaded by the command; for reading only."""
    from timeline.cli import main

    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    with pytest.raises(SystemExit) as ended:
        main(["load", "--db", str(path), str(ROOT / "seeds")])
    assert ended.value.code == 0
    return path
