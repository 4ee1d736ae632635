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


def test_a_missing_input_is_named_before_anything_is_read(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt")
    with pytest.raises(NotFound, match=r"gone\.txt: no such file or folder"):
        find_sources([str(good), str(tmp_path / "gone.txt")], None)


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
