"""Names are found whatever their case, accents and signs."""

from __future__ import annotations

import pytest

from timeline.query.names import Names, folded
from timeline.query.records import Named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("  KIM  Jong–Un ", "kim jong un"),
        ("José Ñández", "jose nandez"),
        ("Łódź", "lodz"),
        ("Ørsted Ægir", "orsted aegir"),
        ("Straße", "strasse"),
        ("Σίσυφος", "σισυφοσ"),
        ("Ёлкин", "елкин"),
        ("习近平", "习近平"),
        ("O’Brien_Smith", "o brien smith"),
        ("K-19 (ship)", "k 19 ship"),
        ("…", ""),
        ("", ""),
    ],
)
def test_folded(text: str, expected: str) -> None:
    assert folded(text) == expected
    assert folded(expected) == expected


def test_each_word_begins_a_word_of_some_name() -> None:
    named = [Named("a", "Sergei Lavrov", "person"), Named("b", "Lavochkin", "organisation")]
    names = Names(named, [" sergei lavrov lavroff", " lavochkin npo lavochkin"])
    assert names.matching([], None) is None
    assert list(names.matching(["lav"], None) or ()) == [0, 1]
    assert list(names.matching(["lav", "ser"], None) or ()) == [0]
    assert list(names.matching(["avrov"], None) or ()) == []
    assert list(names.matching([], frozenset({"person"})) or ()) == [0]
    assert list(names.matching(["lav"], frozenset({"organisation"})) or ()) == [1]
