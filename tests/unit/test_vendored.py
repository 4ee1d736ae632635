"""Files of others stand in folders named vendor, each listed with version, licence and checksum."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "static" / "vendor", *(ROOT / "timeline").rglob("vendor")]
LISTS = {"VENDORED.toml", "SHA256SUMS"}


def listed(folder: Path) -> dict[Path, str]:
    """The checksum of each file that a list in `folder` or below names."""
    sums: dict[Path, str] = {}
    for path in folder.rglob("VENDORED.toml"):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["file"]:
            assert entry["version"]
            assert entry["licence"]
            assert (path.parent / entry["licence_file"]).is_file()
            sums[path.parent / entry["path"]] = entry["sha256"]
    for path in folder.rglob("SHA256SUMS"):
        words = (path.parent / "README.md").read_text(encoding="utf-8")
        assert "licen" in words.lower(), f"{path.parent} does not name its licence"
        assert re.search(r"\d+\.\d+", words), f"{path.parent} does not name its version"
        for line in path.read_text(encoding="utf-8").splitlines():
            digest, name = line.split(maxsplit=1)
            sums[path.parent / name] = digest
    return sums


def test_every_file_of_others_is_listed_unchanged() -> None:
    assert len(FOLDERS) >= 2
    for folder in FOLDERS:
        sums = listed(folder)
        texts = {"LICENSE", "LICENCE", "README.md"} | LISTS
        files = {path for path in folder.rglob("*") if path.is_file() and path.name not in texts}
        assert files == set(sums)
        for path in files:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[path], path


def test_no_file_of_others_stands_elsewhere() -> None:
    kinds = {".woff2", ".woff", ".ttf", ".gz", ".min.js"}
    for top in ("static", "templates", "timeline"):
        for path in (ROOT / top).rglob("*"):
            foreign = any(path.name.endswith(kind) for kind in kinds)
            assert not foreign or "vendor" in path.parts, path


def test_the_notice_names_them() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    packages = tomllib.loads((ROOT / "static/vendor/VENDORED.toml").read_text(encoding="utf-8"))
    assert [e["package"] for e in packages["file"] if e["package"] not in notice] == []
    assert "GeoNames" in notice
    assert "Faker" in notice
