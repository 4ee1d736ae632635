"""Claims of several articles about one happening, told in other words and other grains of time."""

from __future__ import annotations

import pytest

from tests.unit.link.test_events_group import claim
from timeline.link.alike import kinds_of
from timeline.link.event_keys import answer_keys, block_keys
from timeline.link.events import group


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ("2023-05", "2023-21"),
        ("2023-05-04", "2023-21"),
        ("2023-03", "2023-21"),
        ("2023-05", "2023"),
        ("2023-05-04", "[2023-05-01..2023-05-07]"),
        ("2023-05-04", "2023-05-03/2023-05-06"),
    ],
)
def test_a_coarser_date_means_the_one_happening_that_it_holds(fine: str, coarse: str) -> None:
    (event,) = group(
        [
            claim("a1", "refit", fine, "vidar", "gdansk"),
            claim("b1", "refit", coarse, "vidar", "gdansk", article="B"),
        ]
    )
    assert event.edtf == fine
    assert not event.disputed


def test_grains_are_told_one_after_the_other() -> None:
    (event,) = group(
        [
            claim("a1", "refit", "2023-05-04", "vidar"),
            claim("b1", "refit", "2023-05", "vidar", article="B"),
            claim("c1", "refit", "2023", "vidar", article="C"),
        ]
    )
    assert event.edtf == "2023-05-04"


def test_a_season_that_holds_two_months_means_neither() -> None:
    events = group(
        [
            claim("a1", "refit", "2023-04", "vidar"),
            claim("b1", "refit", "2023-05", "vidar", article="B"),
            claim("c1", "refit", "2023-21", "vidar", article="C"),
        ]
    )
    assert len(events) == 3


@pytest.mark.parametrize("date", ["[..2023-05-31]", "[2023-05-01..]", "[2023-05-04,2023-06-04]"])
def test_a_limit_holds_no_happening(date: str) -> None:
    events = group(
        [
            claim("a1", "refit", "2023-05-04", "vidar"),
            claim("b1", "refit", date, "vidar", article="B"),
        ]
    )
    assert len(events) == 2


@pytest.mark.parametrize("verb", ["begin", "start", "open", "commence"])
def test_what_was_planned_and_what_came_of_it_are_one(verb: str) -> None:
    (event,) = group(
        [
            claim("a1", "begin trial", "2023-05-05", "berg", "oslo", status="planned"),
            claim("b1", f"{verb} trial", "2023-05-05", "berg", "oslo", article="B"),
        ]
    )
    assert event.status == "happened"
    assert len(event.lead) == 2


def test_a_beginning_is_neither_the_end_nor_another_beginning() -> None:
    events = group(
        [
            claim("a1", "begin trial", "2023-05-05", "berg"),
            claim("b1", "end trial", "2023-05-05", "berg", article="B"),
            claim("c1", "begin strike", "2023-05-05", "berg", article="C"),
        ]
    )
    assert len(events) == 3


def test_a_beginning_on_two_days_is_a_dispute() -> None:
    (event,) = group(
        [
            claim("a1", "begin trial", "2023-05-05", "berg"),
            claim("b1", "open trial", "2023-05-06", "berg", article="B"),
        ]
    )
    assert event.disputed


def test_what_lasts_takes_in_its_beginning() -> None:
    events = group(
        [
            claim("a1", "begin trial", "2023-05-05", "berg"),
            claim("b1", "trial", "2023-05-05/2023-06-09", "berg", article="B"),
            claim("c1", "trial", "2023-05-20", "berg", article="C"),
        ]
    )
    assert sorted(sorted(event.lead) for event in events) == [["a1", "b1"], ["c1"]]


def test_a_noun_says_what_took_place() -> None:
    assert kinds_of("take place summit") == kinds_of("summit")
    assert kinds_of("begin trial") > kinds_of("trial")
    assert not kinds_of("end trial") & kinds_of("trial")
    assert kinds_of("start") & kinds_of("begin") & kinds_of("open")


def test_equal_groups_alone_are_no_evidence() -> None:
    arrests = [
        claim("a1", "arrest", "2023-05-12", "police-group"),
        claim("b1", "arrest", "2023-05-12", "police-group", article="B"),
    ]
    assert len(group(arrests)) == 2
    at_one_place = [
        claim("a1", "arrest", "2023-05-12", "police-group", "kazan"),
        claim("b1", "arrest", "2023-05-12", "police-group", "kazan", article="B"),
    ]
    assert len(group(at_one_place)) == 1


@pytest.mark.parametrize(
    ("members", "owner"),
    [("israeli-soldiers-group", "israel"), ("norrland-rail-workers-group", "norrland-rail")],
)
def test_what_members_do_is_done_by_their_group(members: str, owner: str) -> None:
    first = claim("a1", "raid", "2023-05-12", members, "gaza")
    second = claim("b1", "raid", "2023-05-12", owner, "gaza", article="B")
    assert len(group([first, second])) == 1
    assert block_keys(first) & answer_keys(second)
    elsewhere = claim("b1", "raid", "2023-05-12", owner, "jenin", article="B")
    assert len(group([first, elsewhere])) == 2


def test_the_known_raid_of_an_undated_article_is_the_one_that_another_dates() -> None:
    dated = claim("a1", "raid", "2023-05-12", "israel", "gaza")
    told = claim(
        "b1",
        "raid",
        "[..2023-05-20]",
        "israel",
        "gaza",
        article="B",
        time=None,
        before="after the ",
    )
    assert block_keys(told) & answer_keys(dated)
    (event,) = group([dated, told])
    assert event.edtf == "2023-05-12"
    other = claim("c1", "raid", "2023-05-16", "israel", "gaza", article="C")
    assert len(group([dated, told, other])) == 3


@pytest.mark.parametrize(
    ("limit", "before", "place"),
    [
        ("[..2023-05-20]", "after a ", "gaza"),  # some raid
        ("[..2023-07-20]", "after the ", "gaza"),  # too long ago
        ("[..2023-05-10]", "after the ", "gaza"),  # told before it happened
        ("[..2023-05-20]", "after the ", "jenin"),
    ],
)
def test_what_may_be_another_raid_stays_apart(limit: str, before: str, place: str) -> None:
    events = group(
        [
            claim("a1", "raid", "2023-05-12", "israel", "gaza"),
            claim("b1", "raid", limit, "israel", place, article="B", time=None, before=before),
        ]
    )
    assert len(events) == 2
