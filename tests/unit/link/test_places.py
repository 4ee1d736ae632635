"""Places across articles: one entry of the gazetteer is one place, homonyms are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.link.places import DocPlace, block_keys, cluster
from timeline.model import Place


def one(
    article: str,
    name: str,
    country: str | None = None,
    where: tuple[float, float] | None = None,
    *,
    geonames: int | None = None,
    inside: str | None = None,
) -> DocPlace:
    lat, lon = where or (None, None)
    place = Place("p1", name, lat, lon, (), (name,), country, inside, geonames)
    return DocPlace(article, place)


PILE = [
    one("1", "New York", "US", (40.7, -74.0), geonames=5128581),
    one("2", "New York City", "US", (40.7, -74.0), geonames=5128581),
    one("3", "Paris", "FR", (48.9, 2.3), geonames=2988507),
    one("4", "Paris", "US", (33.7, -95.6), geonames=4717560),
    one("5", "DPRK", "KP", (40.2, 127.2), geonames=1873107),
    one("6", "North Korea", "KP", (40.2, 127.2), geonames=1873107),
    one("7", "Vostochny Cosmodrome", "RU", (51.6, 128.0), inside="Amur Region"),
    one("8", "Vostochny Cosmodrome", "RU", (51.6, 128.0), inside="Amur Region"),
    one("9", "Central Station", "NL", (52.4, 4.9), inside="Amsterdam"),
    one("10", "Central Station", "NL", (51.9, 4.5), inside="Rotterdam"),
    one("11", "Central Station", "AU", (-33.9, 151.2), inside="Sydney"),
    one("12", "Springfield"),
    one("13", "Springfield"),
]


def members(pile: list[DocPlace]) -> set[frozenset[str]]:
    return {frozenset(article for article, _ in c.members) for c in cluster(pile)[0]}


def test_what_is_one_place() -> None:
    found = members(PILE)
    assert {frozenset({"1", "2"}), frozenset({"5", "6"}), frozenset({"7", "8"})} <= found
    for alone in ("3", "4", "9", "10", "11", "12", "13"):
        assert frozenset({alone}) in found


def test_the_name_of_a_state_and_of_a_city() -> None:
    by_members = {c.members: c for c in cluster(PILE)[0]}
    assert by_members[(("5", "p1"), ("6", "p1"))].name == "North Korea"
    assert by_members[(("1", "p1"), ("2", "p1"))].name in ("New York", "New York City")


def test_homonyms_have_ids_of_their_own() -> None:
    ids = {c.members[0][0]: c.id for c in cluster(PILE)[0]}
    assert ids["3"] == "paris-fr"
    assert ids["4"] == "paris-us"
    assert len(set(ids.values())) == len(ids)


def test_a_name_that_nothing_places_is_doubtful() -> None:
    _, doubts = cluster(PILE)
    assert [(d.first[:11], d.second[:11]) for d in doubts] == [("springfield", "springfield")]


@settings(max_examples=30, deadline=None)
@given(st.permutations(PILE))
def test_any_order_of_loading_gives_the_same(order: list[DocPlace]) -> None:
    assert cluster(order) == cluster(PILE)


def test_what_is_joined_shares_a_block_key() -> None:
    keys = {p.article_id: block_keys(p.place) for p in PILE}
    assert keys["1"] & keys["2"]
    assert keys["5"] & keys["6"]
    assert keys["7"] & keys["8"]


def test_a_place_without_position_joins_the_only_one_of_its_name() -> None:
    bare = one("14", "Vostochny Cosmodrome")
    assert frozenset({"7", "8", "14"}) in members([*PILE, bare])
    assert frozenset({"15"}) in members([*PILE, one("15", "Central Station")])
