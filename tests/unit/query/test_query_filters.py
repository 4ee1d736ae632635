"""Pairs of a query string in; sentences, canonical pairs or a plain refusal out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import BadFilter
from timeline.query import events, facets, histogram
from timeline.query.database import Reader
from timeline.query.filters import FILTERS, Filters, parse, terms

NAMES = {("actor", "sergei-lavrov"): "Sergei Lavrov", ("place", "beijing"): "Beijing"}

# pairs in, sentences on the chips, canonical pairs out (None: the same as went in)
READ: list[tuple[list[tuple[str, str]], list[str], list[tuple[str, str]] | None]] = [
    ([], [], None),
    ([("actor", "sergei-lavrov")], ["with Sergei Lavrov"], None),
    ([("place", "beijing"), ("place_mode", "all")], ["at Beijing"], None),
    ([("actor", "b"), ("actor", "a")], ["with b", "with a"], None),
    ([("actor", "a"), ("actor", "a")], ["with a"], [("actor", "a")]),
    ([("place", "x"), ("actor", "a")], ["with a", "at x"], [("actor", "a"), ("place", "x")]),
    ([("actor_mode", "any")], [], []),
    ([("actor_mode", "all")], [], None),
    ([("from", "2023")], ["from 2023"], None),
    (
        [("from", "2023-10"), ("to", "2023-10-18")],
        ["from October 2023", "to 18 October 2023"],
        None,
    ),
    ([("to", "-0043")], ["to 44 BCE"], None),
    ([("from", "198X")], ["from the 1980s"], None),
    ([("from", "2004-06~")], ["from about June 2004"], None),
    ([("from", "Y-17000")], ["from 17001 BCE"], None),
    ([("from", ""), ("to", "  "), ("q", "")], [], []),
    ([("q", "  two   words ")], ["with the words two words"], [("q", "two words")]),
    ([("q", '"one belt" road')], ['with the words "one belt" road'], None),
    ([("q", "Cafe\u0301")], ["with the words Café"], [("q", "Café")]),
    ([("source", "KCNA")], ["told by KCNA"], None),
    ([("precision", "day")], ["dated to the day"], None),
    ([("precision", "range")], ["dated to a span or a limit"], None),
    ([("status", "planned"), ("status", "denied")], ["planned", "denied"], None),
    ([("corroborated", "on")], ["told by independent sources"], [("corroborated", "1")]),
    ([("disputed", "yes")], ["sources disagree on the date"], [("disputed", "1")]),
    ([("disputed", "0")], [], []),
    ([("as_of", "2023-10-20")], ["as known on 20 October 2023"], None),
    ([("as_of", "1990")], ["as known on 31 December 1990"], [("as_of", "1990-12-31")]),
    ([("shelf", "undated")], ["on the shelf: undated"], None),
    ([("order", "desc"), ("view", "lanes")], [], None),
    ([("view", "list"), ("order", "asc")], [], []),
    ([("at", "1998-03")], [], None),
    ([("actor", "<script>")], ["with <script>"], None),
    ([("actor", "a' OR 1=1 --")], ["with a' OR 1=1 --"], None),
]

# pairs in, what the refusal says: the parameter and the remedy
REFUSED: list[tuple[list[tuple[str, str]], str, str]] = [
    ([("colour", "red")], "colour", "take one of actor"),
    ([("", "x")], "is not a filter", "take one of"),
    ([("a\0b", "x")], "a\\x00b", "take one of"),
    ([("actor", "a\0")], "actor", "control character"),
    ([("actor", "a\x1b[0m")], "actor", "control character"),
    ([("q", "\ud800")], "q", "control character"),
    ([("q", "x" * 201)], "q", "200 characters"),
    ([("actor", str(n)) for n in range(21)], "actor", "more than 20 values"),
    ([("q", " ".join("abcdefghijklmnopqrstu"))], "q", "more than 20 words"),
    ([("q", "?!")], "q", "at least one letter or digit"),
    ([("from", "yesterday")], "from", "2023-10-18"),
    ([("from", "2023-02-29")], "from", "is not a date"),
    ([("to", "33333333333333")], "to", "is not a date"),
    ([("to", "2023-13")], "to", "is not a date"),
    ([("from", "[..2023]")], "from", "closed date"),
    ([("from", "2024"), ("to", "2023")], "from", "exchange them"),
    ([("from", "2023"), ("from", "2024")], "from", "keep one"),
    ([("as_of", "-0043")], "as_of", "years 1 to 9999"),
    ([("precision", "hour")], "precision", "take day, month"),
    ([("status", "true")], "status", "take happened"),
    ([("order", "DESC")], "order", "take asc, desc"),
    ([("view", "grid")], "view", "take list, lanes, map"),
    ([("shelf", "top")], "shelf", "take undated, disputed, review"),
    ([("actor_mode", "none")], "actor_mode", "take any, all"),
    ([("corroborated", "2")], "corroborated", "corroborated=1"),
]


@pytest.mark.parametrize(("pairs", "sentences", "canonical"), READ)
def test_read(
    pairs: list[tuple[str, str]],
    sentences: list[str],
    canonical: list[tuple[str, str]] | None,
) -> None:
    filters = parse(pairs)
    chips = filters.chips(lambda key, value: NAMES.get((key, value), value))
    assert [chip.sentence for chip in chips] == sentences
    assert filters.pairs() == (pairs if canonical is None else canonical)
    assert filters.narrowing == bool(sentences)
    assert parse(filters.pairs()) == filters


@pytest.mark.parametrize(("pairs", "named", "remedy"), REFUSED)
def test_refused(pairs: list[tuple[str, str]], named: str, remedy: str) -> None:
    with pytest.raises(BadFilter) as refused:
        parse(pairs)
    message = str(refused.value)
    assert named in message
    assert remedy in message
    assert message.isprintable()


def test_a_chip_is_removed_alone() -> None:
    filters = parse([("actor", "a"), ("actor", "b"), ("q", "ship"), ("order", "desc")])
    left = {chip.sentence: chip.without.pairs() for chip in filters.chips()}
    assert left == {
        "with a": [("actor", "b"), ("q", "ship"), ("order", "desc")],
        "with b": [("actor", "a"), ("q", "ship"), ("order", "desc")],
        "with the words ship": [("actor", "a"), ("actor", "b"), ("order", "desc")],
    }


def test_toggling() -> None:
    filters = parse([("actor", "a")])
    assert filters.toggled("actor", "b").actors == ("a", "b")
    assert filters.toggled("actor", "b").toggled("actor", "a").actors == ("b",)
    assert filters.toggled("disputed", "1").disputed
    assert not filters.toggled("disputed", "1").toggled("disputed", "1").disputed
    assert filters.toggled("from", "2023").toggled("from", "2024").date_from == "2024"
    assert filters.has("actor", "a")
    assert not filters.has("actor", "b")
    full = Filters(actors=tuple(str(n) for n in range(20)))
    with pytest.raises(BadFilter, match="more than 20"):
        full.toggled("actor", "another")
    with pytest.raises(BadFilter, match="take day"):
        filters.toggled("precision", "hour")


def test_without_takes_one_value_or_all() -> None:
    filters = parse([("source", "x"), ("source", "y"), ("to", "2023")])
    assert filters.without("source", "x").sources == ("y",)
    assert filters.without("source").sources == ()
    assert filters.without("to").date_to is None


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("ship", ["ship"]),
        ("ship road", ["ship", "road"]),
        ('"one belt, one road" forum', ["one belt, one road", "forum"]),
        ('the "open end', ["the", "open end"]),
        ("Jong-un", ["Jong-un"]),
        ('- "" ship', ["ship"]),
        ("a OR b NEAR c*", ["a", "OR", "b", "NEAR", "c*"]),
        ('x"y z"w', ["x", "y z", "w"]),
    ],
)
def test_terms(q: str, expected: list[str]) -> None:
    assert terms(q) == expected


def test_every_field_is_in_the_table_once() -> None:
    fields = [row.field for row in FILTERS]
    assert sorted(fields) == sorted(Filters.__dataclass_fields__)
    assert len({row.key for row in FILTERS}) == len(FILTERS)


def test_the_table_is_documented(root: Path) -> None:
    text = (root / "docs" / "queries.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    named = {key for line in rows for key in re.findall(r"`([a-z_]+)`", line.split("|")[1])}
    explained = {row.key for row in FILTERS if f"`{row.key}`" in text or f"`{row.key}=" in text}
    assert explained == {row.key for row in FILTERS}
    assert named <= explained


KEYS = st.one_of(st.sampled_from([row.key for row in FILTERS]), st.text(max_size=12))
ODD = st.sampled_from(
    ["1", "0", "asc", "2023", "2023-10-18", "-0001", "0000", "Y99999999999", "[..]", "../2023",
     "2023-99", "1X", "XXXX", "day", "'\"", "%00", "\u202e", "ß" * 200, "𒀀", "\r\n", "NaN"]
)  # fmt: skip
PAIRS = st.lists(st.tuples(KEYS, st.one_of(ODD, st.text(max_size=220))), max_size=25)


@settings(deadline=None)  # a busy machine is no failure
@given(PAIRS)
def test_anything_is_filters_or_a_refusal(pairs: list[tuple[str, str]]) -> None:
    try:
        filters = parse(pairs)
    except BadFilter as error:
        message = str(error)
        assert message
        assert "\n" not in message
        return
    assert parse(filters.pairs()) == filters
    assert hash(filters) == hash(parse(filters.pairs()))
    for chip in filters.chips():
        assert chip.without != filters


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_whatever_is_read_is_answered(reader: Reader, pairs: list[tuple[str, str]]) -> None:
    try:
        filters = parse(pairs)
    except BadFilter:
        return
    page = events.page(reader, filters, limit=5)
    assert page.total == events.count(reader, filters)
    assert sum(bar.count for bar in histogram.histogram(reader, filters).bars) <= page.total
    for values in (facets.actors, facets.things, facets.places, facets.sources):
        assert all(value.count >= 0 for value in values(reader, filters, limit=3))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Y-999999999999", "Y999999999999"),
        ("Y999999999999", None),
        (None, "Y-99999"),
        ("0000", "0000"),
    ],
)
def test_the_ends_of_time(reader: Reader, first: str | None, last: str | None) -> None:
    filters = Filters(date_from=first, date_to=last)
    found = histogram.histogram(reader, filters)
    assert len(found.bars) <= 120
    assert sum(bar.count for bar in found.bars) == events.count(reader, filters)
    for at in (first, last):
        if at:
            assert events.page(reader, Filters(at=at), limit=3).events
