"""Actors across articles: the same clusters in any order, cautious joins, readable ids."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.link.actors import ActorCluster, DocActor, block_keys, cluster
from timeline.model import Actor, ActorKind


def one(
    article: str, kind: ActorKind, *names: str, roles: Sequence[str] = (), local: str = "a1"
) -> DocActor:
    return DocActor(article, Actor(local, names[0], kind, (), tuple(names), tuple(roles)))


def group(article: str, name: str) -> DocActor:
    return DocActor(article, Actor("g1", name, "group", ()))


def names_of(clusters: Sequence[ActorCluster]) -> set[frozenset[str]]:
    return {frozenset(article for article, _ in c.members) for c in clusters}


PILE = [
    one("1", "person", "Choi Song Hui", "Choi Song Hee", roles=["DPRK Foreign Minister"]),
    one("2", "person", "Choe Song-hui"),
    one("3", "person", "Sergei Lavrov", "Lavrov"),
    one("4", "person", "Sergey Lavrov"),
    one("5", "person", "Lavrov"),
    one("6", "person", "Kim Jong-un"),
    one("7", "person", "Kim Jong Il"),
    one("8", "organisation", "Apple Inc.", "Apple"),
    one("9", "organisation", "Apple Computer"),
    one("10", "organisation", "Apple Corps"),
    one("11", "thing", "iTunes Music Store"),
    one("12", "organisation", "iTunes"),
    one("13", "state", "DPRK"),
    one("14", "state", "North Korea"),
    one("15", "organisation", "Korean Central News Agency", "KCNA"),
    one("16", "organisation", "KCNA"),
    group("17", "protesters"),
    group("18", "protesters"),
    group("19", "gunman"),
    group("20", "gunman"),
    group("21", "company"),
    group("22", "company"),
]


def test_who_is_one() -> None:
    found = names_of(cluster(PILE)[0])
    for members in ({"1", "2"}, {"3", "4", "5"}, {"8", "9"}, {"11", "12"}, {"13", "14"}):
        assert frozenset(members) in found
    for members in ({"15", "16"}, {"17", "18"}):
        assert frozenset(members) in found
    for alone in ("6", "7", "10", "19", "20", "21", "22"):
        assert frozenset({alone}) in found


@settings(max_examples=40, deadline=None)
@given(st.permutations(PILE))
def test_any_order_of_loading_gives_the_same(order: list[DocActor]) -> None:
    assert cluster(order) == cluster(PILE)


def test_what_is_joined_shares_a_chain_of_block_keys() -> None:
    keys = {(a.article_id, a.actor.id): block_keys(a.actor) for a in PILE}
    for found in cluster(PILE)[0]:
        reached, frontier = set(), {found.members[0]}
        while frontier:
            reached |= frontier
            near = frozenset().union(*(keys[m] for m in frontier))
            frontier = {m for m in found.members if m not in reached and keys[m] & near}
        assert reached == set(found.members)


def test_ids_are_readable_and_unique() -> None:
    ids = [c.id for c in cluster(PILE)[0]]
    assert len(set(ids)) == len(ids)
    assert {"sergei-lavrov", "kim-jong-un", "north-korea", "apple-corps"} <= set(ids)


def test_namesakes_get_ids_that_do_not_depend_on_the_order() -> None:
    pile = [group("b", "gunman"), group("a", "gunman")]
    ids = [c.id for c in cluster(pile)[0]]
    assert ids == [c.id for c in cluster(pile[::-1])[0]]
    assert len(set(ids)) == 2
    assert all(i.startswith("gunman") for i in ids)


def test_the_canonical_name_is_full_and_frequent() -> None:
    pile = [
        one("1", "person", "Steve Jobs", "Jobs"),
        one("2", "person", "Steven P. Jobs"),
        one("3", "person", "Steve Jobs"),
    ]
    (found,) = cluster(pile)[0]
    assert found.name == "Steve Jobs"
    assert set(found.aliases) == {"Steve Jobs", "Jobs", "Steven P. Jobs"}


@pytest.mark.parametrize(
    ("bearers", "joined"),
    [
        (["Gordon Brown"], True),  # the only bearer
        (["Gordon Brown", "Anthony Brown"], False),
        (["Gordon Brown"] * 8 + ["Anthony Brown"], True),  # whom the articles mostly mean
        (["Kim Jong-un"], False),  # a family name of millions proves nothing
    ],
)
def test_a_surname_alone(bearers: list[str], joined: bool) -> None:
    surname = "Kim" if "Kim" in bearers[0] else "Brown"
    pile = [one(str(n), "person", name) for n, name in enumerate(bearers)]
    clusters, doubts = cluster([*pile, one("x", "person", surname)])
    alone = frozenset({"x"}) in names_of(clusters)
    assert alone != joined
    assert bool(doubts) == (not joined)


def test_a_name_between_two_that_differ_joins_neither() -> None:
    pile = [
        one("1", "person", "John Smith"),
        one("2", "person", "Jane Smith"),
        one("3", "person", "J. Smith"),
    ]
    clusters, doubts = cluster(pile)
    assert names_of(clusters) == {frozenset({n}) for n in "123"}
    assert len(doubts) == 2


def test_a_role_in_common_decides_what_the_name_leaves_open() -> None:
    first, second = "Angela Merkel", "Angela Dorothea Merkel"
    apart = [one("1", "person", first), one("2", "person", second)]
    clusters, doubts = cluster(apart)
    assert len(clusters) == 2
    assert len(doubts) == 1
    role = ["German Chancellor"]
    agreed = [one("1", "person", first, roles=role), one("2", "person", second, roles=role)]
    assert len(cluster(agreed)[0]) == 1


def test_bodies_that_every_state_has_are_not_joined() -> None:
    pile = [one("1", "organisation", "Supreme Court"), one("2", "organisation", "Supreme Court")]
    assert len(cluster(pile)[0]) == 2


def test_one_acronym_of_two_bodies_is_left_to_the_editor() -> None:
    pile = [
        one("1", "organisation", "British European Airways", "BEA"),
        one("2", "organisation", "Bureau of Enquiry and Analysis", "BEA"),
    ]
    clusters, doubts = cluster(pile)
    assert len(clusters) == 2
    assert len(doubts) == 1


def test_nothing_gives_nothing() -> None:
    assert cluster([]) == ([], [])


@pytest.mark.parametrize("name", ["", "'", "…", "李明", "Ω", "-", "The", "Inc."])
@pytest.mark.parametrize("kind", ["person", "organisation", "state", "thing", "group"])
def test_odd_names_are_borne(name: str, kind: ActorKind) -> None:
    clusters, _ = cluster([one("1", kind, name), one("2", kind, name)])
    assert sum(len(c.members) for c in clusters) == 2
    assert all(c.id for c in clusters)
