"""Selections and counts equal a count in plain Python, whatever is chosen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from benchmarks.generate import generate
from tests.unit.query import oracle
from timeline.query import events, facets, histogram, index, places
from timeline.query.database import Reader, open_reader
from timeline.query.filters import Filters
from timeline.query.summaries import FacetValue


@pytest.fixture(params=[index.FEW, 0], ids=["by event", "by value"])
def counting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of counting, whatever the size of the selection."""
    monkeypatch.setattr(index, "FEW", request.param)


def expected(known: list[oracle.Plain], kind: str, filters: Filters) -> Counter[str]:
    """The counts of a facet: without its own choice where any value will do."""
    own = {"actor": "actors", "place": "places", "source": "sources"}[kind]
    mode = "any" if kind == "source" else getattr(filters, f"{kind}_mode")
    bare = filters.with_(**{own: ()}) if mode == "any" else filters
    counts: Counter[str] = Counter()
    for event in known:
        if oracle.matches(event, bare):
            counts.update(getattr(event, own))
    return counts


def as_counts(values: list[FacetValue]) -> dict[str, int]:
    return {value.id: value.count for value in values if value.count}


@pytest.mark.usefixtures("counting")
@pytest.mark.parametrize(("size", "seed"), [(10, 1), (120, 2), (700, 3)])
def test_against_plain_python(tmp_path: Path, size: int, seed: int) -> None:
    path = tmp_path / "some.db"
    generate(path, size, seed)
    known, reader, random = oracle.read_events(path), open_reader(path, limit=None), Random(seed)
    nonempty = 0
    for _ in range(60):
        filters = oracle.draw(random, known)
        wanted = {event.id for event in known if oracle.matches(event, filters)}
        nonempty += bool(wanted)
        found = events.page(reader, filters, limit=500)
        assert events.count(reader, filters) == len(wanted), filters
        assert found.total == len(wanted)
        assert {row.id for row in found.events} <= wanted
        assert len(found.events) == min(len(wanted), 500)
        for kind, facet in (
            (
                "actor",
                facets.actors(reader, filters, limit=None, kinds=facets.ACTORS | facets.THINGS),
            ),
            ("place", facets.places(reader, filters, limit=None)),
            ("source", facets.sources(reader, filters, limit=None)),
        ):
            assert as_counts(facet) == expected(known, kind, filters), (kind, filters)
        strip = histogram.histogram(reader, filters)
        dated = [event for event in known if event.id in wanted and event.dated]
        assert sum(bar.count for bar in strip.bars) == len(dated), filters
    assert nonempty > 15, "the draws must not all be empty"
    reader.close()


@pytest.mark.usefixtures("counting")
def test_the_first_values_are_those_of_the_whole_list(reader: Reader, invented: Path) -> None:
    known, random = oracle.read_events(invented), Random(5)
    for _ in range(40):
        filters = oracle.draw(random, known).with_(actors=(), places=())
        for values in (facets.actors, facets.things, facets.places, facets.sources):
            whole = values(reader, filters, limit=None)
            assert [v.count for v in whole] == sorted((v.count for v in whole), reverse=True)
            if values is not facets.sources:
                assert values(reader, filters, limit=7) == whole[:7]
                assert values(reader, filters, limit=0) == []


def test_actors_and_things_part_the_key_between_them(reader: Reader) -> None:
    people = facets.actors(reader, Filters(), limit=None)
    things = facets.things(reader, Filters(), limit=None)
    assert things
    assert {value.kind for value in things} == {"thing"}
    assert {value.kind for value in people} == {"person", "organisation", "state", "group"}
    assert not {v.id for v in things} & {v.id for v in people}


def test_selected_values_stay_in_the_list(reader: Reader) -> None:
    last = facets.actors(reader, Filters(), limit=None)[-1]
    chosen = Filters(actors=(last.id, "nobody-at-all"))
    listed = facets.actors(reader, chosen, limit=3)
    assert [value.selected for value in listed] == [False, False, False, True]
    assert listed[-1].id == last.id
    assert listed[-1].count == last.count


def test_find_in_list(reader: Reader) -> None:
    whole = facets.actors(reader, Filters(), limit=None)
    model = next(value for value in whole if value.kind == "person")
    given, family = model.name.split()
    for find in (model.name, family.upper(), f"{family[:4]} {given[:2]}", f" {given} "):
        found = facets.actors(reader, Filters(), find=find, limit=None)
        assert model in found
        assert len(found) < len(whole)
    assert facets.actors(reader, Filters(), find="zzzz") == []
    assert facets.actors(reader, Filters(), find=family[1:]) == [], "words are found by their begin"


def test_flags_count_what_a_click_would_show(reader: Reader) -> None:
    filters = Filters(precision=("month",), corroborated=True)
    for value in facets.flags(reader, filters):
        if value.kind == "flag":
            wanted = filters.with_(**{value.name: True})
        else:
            wanted = filters.with_(**{value.kind: (value.name,)})
        assert value.count == events.count(reader, wanted), value
        assert value.selected == (value.id in ("precision:month", "flag:corroborated"))


def test_the_map_counts_as_the_list_of_places(reader: Reader) -> None:
    for filters in (Filters(), Filters(precision=("day",))):
        counts = as_counts(facets.places(reader, filters, limit=None))
        circles = places.circles(reader, filters, limit=1000)
        assert {circle.id: circle.count for circle in circles} == counts
        assert all(-90 <= circle.lat <= 90 and -180 <= circle.lon <= 180 for circle in circles)
    total, unplaced = events.count(reader, Filters()), places.unplaced(reader, Filters())
    assert 0 < unplaced < total


def test_totals(reader: Reader, invented: Path) -> None:
    known = oracle.read_events(invented)
    totals = events.totals(reader)
    assert totals.events == sum(event.dated for event in known)
    assert totals.undated == sum(not event.dated for event in known) > 0
    assert totals.disputed == sum(event.disputed for event in known) > 0
    assert totals.review == sum(event.review for event in known) > 0
    narrowed = events.totals(reader, Filters(q="press"))
    assert 0 < narrowed.undated < totals.undated
