"""Everything under static/vendor is named with its version, licence and checksum."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path


def test_vendored_files_are_listed_and_unchanged(root: Path) -> None:
    folder = root / "static" / "vendor"
    listed = tomllib.loads((folder / "VENDORED.toml").read_text(encoding="utf-8"))["file"]
    assert len(listed) >= 4
    for entry in listed:
        digest = hashlib.sha256((folder / entry["path"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"], entry["path"]
        assert (folder / entry["licence_file"]).stat().st_size > 100
        assert entry["version"]
        assert entry["licence"]
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    names = {entry["path"] for entry in listed} | {entry["licence_file"] for entry in listed}
    assert found == names | {"VENDORED.toml"}
