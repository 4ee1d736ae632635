"""The wheel holds all that the program needs, and serves from an empty environment."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the pinned backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    build = subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", str(folder), str(root)],
        capture_output=True,
        text=True,
    )
    assert build.returncode == 0, build.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel: Path, root: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(root).as_posix()
        for path in (root / "timeline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for folder in ("templates", "static", "seeds"):
        files = [path for path in (root / folder).rglob("*") if path.is_file()]
        assert files, f"{folder} is empty"
        wanted |= {"timeline/" + path.relative_to(root).as_posix() for path in files}
    assert sorted(wanted - held) == []
    extra = {name for name in held - wanted if ".dist-info/" not in name}
    assert sorted(extra) == []


def test_the_wheel_states_its_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
    assert "License-Expression: Apache-2.0" in archive.read(metadata).decode()
    licences = {n.rsplit("/", 1)[1] for n in archive.namelist() if ".dist-info/licenses/" in n}
    assert licences == {"LICENSE", "NOTICE"}


def test_an_empty_environment_serves_a_page_and_its_files(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / "bin"
    install = ["-m", "pip", "install", "--quiet", "--no-compile", "--only-binary", ":all:"]
    pinned = ["--constraint", str(root / "constraints.txt"), str(wheel)]
    run(tmp_path, binaries / "python", *install, *pinned)
    where = "import timeline, pathlib; print(pathlib.Path(timeline.__file__).parent)"
    package = Path(run(tmp_path, binaries / "python", "-c", where).strip())
    assert package.is_relative_to(tmp_path)
    run(tmp_path, binaries / "timeline", "load", "--db", "seeds.db", package / "seeds")
    with serving(tmp_path, binaries / "timeline", tmp_path / "seeds.db") as address:
        page = fetch(address + "/")
        assert "Norrland Star" in page
        linked = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)))
        assert linked
        for path in linked:
            assert fetch(address + path)


def run(cwd: Path, *command: str | Path) -> str:
    """Standard output of a command that must succeed, run away from the checkout."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=plain(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain() -> dict[str, str]:
    """The environment without what would lead Python back to the checkout."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}


@contextmanager
def serving(cwd: Path, timeline: Path, database: Path) -> Iterator[str]:
    """The address of a running server; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(timeline), "serve", "--db", str(database), "--port", str(port)]
    with (cwd / "server.log").open("w+") as log:
        server = subprocess.Popen(command, cwd=cwd, env=plain(), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address + "/healthz", server, cwd / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            fetch(url)
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url} within 30 s: {log.read_text()}")


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
        return str(answer.read().decode("utf-8", "replace"))
