"""Which files are read, in which format and order, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.errors import NotFound
from timeline.read import PassedOver, Read, Rejected
from timeline.read import inputs as module
from timeline.read.inputs import Source, find_sources, read_sources


def write(path: Path, text: str = "Some text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.jsonl",
        "sub/c.TXT",
        ".hidden.txt",
        ".git/d.txt",
        "photo.jpg",
        "e.text",
    ):
        write(tmp_path / name)
    found = find_sources([str(tmp_path)], None)
    named = [(Path(f.name if isinstance(f, Source) else f.where).name, type(f)) for f in found]
    assert named == [
        ("a.jsonl", Source),
        ("b.txt", Source),
        ("e.text", Source),
        ("photo.jpg", PassedOver),
        ("c.TXT", Source),
    ]


@pytest.mark.parametrize(
    ("name", "asked", "read_as"),
    [
        ("a.jsonl", None, "jsonl"),
        ("a.JSONL", None, "jsonl"),
        ("a.txt", None, "text"),
        ("a", None, "text"),
        ("a.json", None, "text"),
        ("a.txt", "jsonl", "jsonl"),
        ("a.jsonl", "text", "text"),
    ],
)
def test_the_ending_tells_the_format_unless_it_is_said(
    tmp_path: Path, name: str, asked: module.Format | None, read_as: str
) -> None:
    (source,) = find_sources([str(write(tmp_path / name))], asked)
    assert isinstance(source, Source)
    assert source.format == read_as


def test_of_several_inputs_a_missing_one_is_rejected_and_the_others_read(tmp_path: Path) -> None:
    good, gone = str(write(tmp_path / "good.txt")), str(tmp_path / "gone.txt")
    below, long = f"{good}/under-a-file", str(tmp_path / ("x" * 300))
    items = list(read_sources(find_sources([gone, below, good, long], None)))
    assert [(type(item), item.where) for item in items] == [
        (Rejected, gone), (Rejected, below), (Read, good), (Rejected, long),
    ]  # fmt: skip
    reasons = [item.reason for item in items if isinstance(item, Rejected)]
    assert reasons[:2] == ["no such file or folder"] * 2
    assert reasons[2] == "cannot be read: File name too long"


def test_where_no_input_exists_each_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"a\.txt: no such file or folder; .*b: no such file"):
        find_sources([str(tmp_path / "a.txt"), str(tmp_path / "b")], None)


def test_what_may_not_be_looked_at_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be listed, and one whose files may not be touched."""
    for name in ("closed/a.txt", "dark/b.txt", "open/c.txt"):
        write(tmp_path / name)
    scandir, stat = os.scandir, Path.stat

    def listed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def touched(path: Path, **how: bool) -> os.stat_result:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **how)

    monkeypatch.setattr(os, "scandir", listed)
    monkeypatch.setattr(Path, "stat", touched)
    found = find_sources([str(tmp_path)], None)
    assert {
        Path(one.where).name: one.reason for one in found if isinstance(one, Rejected)
    } == dict.fromkeys(("closed", "b.txt"), "cannot be read: Permission denied")
    assert [one.name for one in found if isinstance(one, Source)] == [str(tmp_path / "open/c.txt")]


def test_a_file_that_cannot_be_opened_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    os.symlink(tmp_path / "nowhere", tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    sources = find_sources([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], None)
    bad, good = read_sources(sources)
    assert isinstance(bad, Rejected)
    assert "No such file" in bad.reason
    assert isinstance(good, Read)


def test_what_is_no_regular_file_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = read_sources(find_sources([str(tmp_path)], None))
    assert isinstance(item, PassedOver)
    assert "regular" in item.reason


def test_a_text_too_large_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_TEXT", 1_000)
    path = write(tmp_path / "a.txt", "x" * 1_001)
    (item,) = read_sources(find_sources([str(path)], None))
    assert isinstance(item, Rejected)
    assert "larger" in item.reason


def test_the_file_is_the_origin_of_its_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (item,) = read_sources(find_sources([str(path)], None))
    assert isinstance(item, Read)
    assert item.article.source == str(path.resolve())


def test_a_name_that_is_not_utf_8_can_be_stored_and_printed(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("Some text.")
    Path(path.replace(".txt", ".jpg")).write_text("x")
    passed_over, item = read_sources(find_sources([str(tmp_path)], None))
    assert isinstance(item, Read)
    assert isinstance(passed_over, PassedOver)
    for name in (item.where, item.article.source or "", passed_over.where):
        assert "/caf\\xe9." in name
        assert name.encode()
