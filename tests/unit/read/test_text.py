"""Decoding, the one normalisation, and the date header of plain text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.read import Read, Rejected
from timeline.read.text import clean, decode, read_text, split_header

ANYTHING = st.text(st.characters(exclude_categories=()))  # surrogates and controls too


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("a\x00b\x07c\x7fd\x85e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("tab\there", "tab\there"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("Cafe\u0301", "Café"),
        ("\u212b", "Å"),  # the Ångström sign is the letter
        ("  spaces   stay  ", "  spaces   stay  "),
        ("\u2028\u200b\u00a0", "\u2028\u200b\u00a0"),
    ],
)
def test_clean(given_text: str, stored: str) -> None:
    assert clean(given_text) == stored


@given(ANYTHING)
def test_cleaning_holds_its_promises_on_any_text(text: str) -> None:
    stored = clean(text)
    assert clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not [c for c in stored if unicodedata.category(c) == "Cs"]
    assert not [c for c in stored if unicodedata.category(c) == "Cc" and c not in "\t\n"]
    stored.encode()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_nfc_text_comes_back_unchanged(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert clean(decode(normal.encode())) == normal


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfThe ship") == "The ship"


@pytest.mark.parametrize(
    ("data", "offset"), [(b"abc\xff", 3), (b"\xef\xbb\xbfab\xe4", 5), (b"\x80", 0)]
)
def test_wrong_bytes_are_named_by_their_offset(data: bytes, offset: int) -> None:
    item = read_text(data, "a.txt")
    assert isinstance(item, Rejected)
    assert f"at offset {offset};" in item.reason
    assert f"0x{data[offset]:02x}" in item.reason


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        (" date 2023-10-28 The DPRK sees", "2023-10-28", "The DPRK sees"),
        ("date 2023-10-28\nThe DPRK", "2023-10-28", "The DPRK"),
        ("\n\t date  2023-10-28 \n\n  The DPRK\n", "2023-10-28", "The DPRK\n"),
        ("date 0001-01-01 Rome", "0001-01-01", "Rome"),
        ("date 2023-02-30 No such day", None, "date 2023-02-30 No such day"),
        ("date 0000-01-01 No such year", None, "date 0000-01-01 No such year"),
        ("date 2023-10-281 of 900", None, "date 2023-10-281 of 900"),
        ("update 2023-10-28 x", None, "update 2023-10-28 x"),
        ("The date 2023-10-28 was set", None, "The date 2023-10-28 was set"),
        ("date 28 October 2023 x", None, "date 28 October 2023 x"),
        ("date ٢٠٢٣-١٠-٢٨ x", None, "date ٢٠٢٣-١٠-٢٨ x"),
    ],
)
def test_header(text: str, published: str | None, body: str) -> None:
    assert split_header(text) == (published, body)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"date 2023-10-28\n", b"\xef\xbb\xbf"])
def test_a_text_without_text_is_rejected(data: bytes) -> None:
    assert isinstance(read_text(data, "a.txt"), Rejected)


def test_the_id_is_a_hash_of_the_content() -> None:
    ids = []
    for data in (b"date 2023-10-28 One", b"date 2023-10-28\r\nOne", b"date 2023-10-29 One"):
        item = read_text(data, "a.txt")
        assert isinstance(item, Read)
        ids.append(item.article.id)
    assert ids[0] == ids[1] != ids[2]


@given(st.binary())
def test_any_bytes_are_read_or_rejected(data: bytes) -> None:
    item = read_text(data, "a.txt")
    assert isinstance(item, Read | Rejected)
    assert item.size == len(data)


MARKS = "\u0301\u0316\u0344\u0323\u0345\u05b0\u3099\u0f71"


@given(st.text(MARKS + "aé\u1ea5が字\n", min_size=100, max_size=1_500))
def test_many_marks_come_out_as_unicode_demands(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
    crowded = f"a{text}" + "\u0301\u0316" * 60 + text
    assert clean(crowded) == unicodedata.normalize("NFC", crowded)


def test_a_text_of_nothing_but_marks_is_cleaned_in_time() -> None:
    """Twice as many take at most three times as long: it is the sorting that grew."""

    def seconds(marks: int) -> float:
        text = "a" + "\u0301\u0316" * marks
        began = time.process_time()
        clean(text)
        return time.process_time() - began

    seconds(1_000)
    assert min(seconds(80_000) for _ in range(3)) < 3 * min(seconds(40_000) for _ in range(3))
    assert seconds(1_000_000) < 20
