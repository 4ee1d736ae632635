"""JSON Lines: what a record may hold, and that one bad line costs only itself."""

from __future__ import annotations

import io
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.read import Item, Read, Rejected
from timeline.read import jsonl as module
from timeline.read.jsonl import article_of, read_jsonl

GOOD = {
    "id": "a1",
    "title": "Ship  sails\n",
    "published": "2024-03-10",
    "url": "https://news.example/a1",
    "publisher": "The Paper",
    "author": "N. N.",
    "language": "en",
    "text": "The ship sailed on Monday.",
}


def lines(*records: object) -> list[Item]:
    data = b"".join(
        (r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records
    )
    return list(read_jsonl(io.BytesIO(data), "in.jsonl"))


def one(**fields: Any) -> Read:
    (item,) = lines({"text": "Text."} | fields)
    assert isinstance(item, Read), item
    return item


def test_every_field_is_kept() -> None:
    (item,) = lines(GOOD)
    assert isinstance(item, Read)
    article = item.article
    assert {key: getattr(article, key) for key in GOOD} == GOOD | {"title": "Ship sails"}
    assert item.where == "in.jsonl:1"
    assert item.warnings == ()


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-03-10", "2024-03-10"),
        ("2024-03-10T23:59:59Z", "2024-03-10"),
        ("2024-03-10T23:59:59.123+09:00", "2024-03-10"),
        ("2024-03-10 08:00", "2024-03-10"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_dates_and_date_times_are_cut_to_the_day(published: str, day: str) -> None:
    item = one(published=published)
    assert item.article.published == day
    assert item.warnings == ()


@pytest.mark.parametrize(
    "published",
    ["2024-02-30", "0000-01-01", "10000-01-01", "March 2024", "2024", "2024-3-1", 1710028800,
     "٢٠٢٤-٠٣-١٠", "2024-03-10 or so", "2024-03-10T", ["2024-03-10"], True],
)  # fmt: skip
def test_other_publication_dates_become_null_with_a_warning(published: object) -> None:
    item = one(published=published)
    assert item.article.published is None
    assert len(item.warnings) == 1
    assert "published" in item.warnings[0]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://x.example/", "//x.example/", "https://", "http://[::1", "a b", 5,
     "https://x.example/ a"],
)  # fmt: skip
def test_only_web_addresses_are_kept(url: object) -> None:
    item = one(url=url)
    assert item.article.url is None
    assert len(item.warnings) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "not JSON"),
        (b'{"text": "x", "id": ' + b"9" * 5_000 + b"}", "a number of thousands of digits"),
        (b'{"text": "unfinished', "not JSON"),
        (b'["text"]', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", "no “text”"),
        (b'{"text": 5}', "not a string"),
        (b'{"text": " \\n"}', "empty"),
        (b'{"text": "x", "id": 1.5}', "“id”"),
        (b'{"text": "x", "id": true}', "“id”"),
        (b'{"text": "x", "id": "' + b"y" * 501 + b'"}', "longer than 500"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "x", "n": ' + b"9" * 10_000 + b"}", "digit"),
    ],
)
def test_bad_lines_are_rejected_with_number_and_reason(line: bytes, reason: str) -> None:
    first, item, last = lines(GOOD, line, GOOD)
    assert isinstance(item, Rejected)
    assert item.where == "in.jsonl:2"
    assert reason in item.reason
    assert "\n" not in item.reason
    assert isinstance(first, Read)
    assert isinstance(last, Read)


def test_blank_lines_are_no_lines_but_are_counted() -> None:
    items = lines(b"", GOOD, b"  \r", GOOD)
    assert [item.where for item in items] == ["in.jsonl:2", "in.jsonl:4"]


def test_a_line_too_long_is_passed_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 100)
    first, long, last = lines({"text": "a"}, {"text": "b" * 5_000}, {"text": "c"})
    assert isinstance(long, Rejected)
    assert isinstance(first, Read)
    assert isinstance(last, Read)
    assert last.where == "in.jsonl:3"


def test_escapes_that_no_file_can_hold_are_replaced() -> None:
    (item,) = lines(b'{"text": "a\\ud800b \\ud83d\\ude00 \\u0000", "title": "\\udfff"}')
    assert isinstance(item, Read)
    assert item.article.text == "a\ufffdb 😀 \ufffd"
    assert item.article.title == "\ufffd"


def test_the_same_content_has_the_same_id_and_another_one_has_another() -> None:
    ids = {one(title=title, text=text).article.id for title in "ab" for text in "cd"}
    assert len(ids) == 4
    assert one(title="a", text="c").article.id in ids


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON)))
def test_any_record_is_read_or_rejected(record: dict[str, Any]) -> None:
    item = article_of(record, "x:1")
    if isinstance(item, Read):
        assert item.article.text.strip()
        assert item.article.id
        for value in (item.article.title, item.article.url, item.article.publisher):
            assert value is None or value.encode()


def test_of_ten_thousand_mutated_lines_each_is_read_or_rejected() -> None:
    chance = random.Random(20_231_028)
    base = json.dumps(GOOD).encode()
    mutated = []
    for _ in range(10_000):
        line = bytearray(base)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(line))
            kind = chance.randrange(3)
            if kind == 0:
                line[place] = chance.randrange(256)
            elif kind == 1:
                del line[place : place + chance.randrange(1, 20)]
            else:
                line[place:place] = bytes([chance.randrange(256)])
        mutated.append(bytes(line).replace(b"\n", b" ").replace(b"\r", b" ") or b"x")
    items = list(read_jsonl(io.BytesIO(b"\n".join(mutated)), "m.jsonl"))
    total = sum(1 for line in mutated if line.strip())
    accepted = [item for item in items if isinstance(item, Read)]
    rejected = [item for item in items if isinstance(item, Rejected)]
    assert len(accepted) + len(rejected) == len(items) == total
    assert accepted
    assert rejected
    assert [int(item.where.rpartition(":")[2]) for item in items] == sorted(
        n for n, line in enumerate(mutated, start=1) if line.strip()
    )
