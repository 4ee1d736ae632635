"""Places and states: measured on sentences of our own, and the rules one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from timeline.extract.entities import Entities
from timeline.model import Place

Reader = Callable[[str], Entities]
TABLE = Path(__file__).with_name("places.tsv")
TOLERANCE = {"city": 1.2, "facility": 1.5, "region": 3.5, "feature": 6.0, "state": 6.0}


class Row(NamedTuple):
    sentence: str
    name: str
    country: str
    lat: float
    lon: float
    kind: str


def read() -> list[Row]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, name, country, lat, lon, kind = line.split("\t")
            assert name in sentence
            rows.append(Row(sentence, name, country, float(lat), float(lon), kind))
    return rows


def place(entities: Entities, name: str) -> Place | None:
    bare = name.removeprefix("The ")
    for one in entities.places:
        if any(m.text in (name, bare) for m in one.mentions):
            return one
    return None


def right(found: Place | None, row: Row) -> bool:
    if found is None or found.lat is None or found.lon is None:
        return False
    near = max(abs(found.lat - row.lat), abs(found.lon - row.lon)) <= TOLERANCE[row.kind]
    return near and (found.country or "") == row.country


def test_at_least_95_percent_of_the_table(entities_of: Reader) -> None:
    rows = read()
    assert len(rows) >= 200
    by_sentence = {row.sentence: entities_of(row.sentence) for row in rows}
    wrong = [row for row in rows if not right(place(by_sentence[row.sentence], row.name), row)]
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_names_of_a_state_are_one_actor(entities_of: Reader) -> None:
    found = entities_of(
        "The DPRK fired a missile. North Korea said it was a test. "
        "The Russian Federation and Russia's allies protested."
    )
    names = {a.name: set(a.names) for a in found.actors if a.kind == "state"}
    assert names == {
        "North Korea": {"DPRK", "North Korea"},
        "Russia": {"Russian Federation", "Russia"},
    }


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Moscow said the talks had failed.", True),
        ("Relations between Moscow and Pyongyang improved.", True),
        ("The minister flew to Moscow on Monday.", False),
        ("Trains between Moscow and Kazan were late.", False),
        ("A bomb exploded in Moscow.", False),
    ],
)
def test_a_capital_acts_or_is_a_place(entities_of: Reader, text: str, acts: bool) -> None:
    found = entities_of(text)
    states = [a.name for a in found.actors if "Moscow" in [m.text for m in a.mentions]]
    assert states == (["Russia"] if acts else [])
    assert (place(found, "Moscow") is None) == acts


def test_a_facility_borrows_the_position_of_what_is_near(entities_of: Reader) -> None:
    found = entities_of("They met at the Vostochny Cosmodrome in the Amur Region.")
    cosmodrome, region = place(found, "Vostochny Cosmodrome"), place(found, "Amur Region")
    assert cosmodrome is not None
    assert region is not None
    assert (cosmodrome.inside, cosmodrome.geonames) == ("Amur Region", None)
    assert (cosmodrome.lat, cosmodrome.lon) == (region.lat, region.lon)


def test_a_facility_in_lower_case(entities_of: Reader) -> None:
    found = entities_of("Lavrov spoke at the Kumsusan government residence.")
    assert place(found, "Kumsusan government residence") is not None


def test_an_unknown_island_is_not_put_at_a_city_of_its_name(entities_of: Reader) -> None:
    found = place(entities_of("The helicopter vanished near Miyako Island."), "Miyako Island")
    assert found is not None
    assert found.lat is None


def test_two_names_of_one_city(entities_of: Reader) -> None:
    found = entities_of("He moved to New York. New York City was cold.")
    assert [p.name for p in found.places] == ["New York City"]


def test_a_namesake_in_another_region_is_not_taken(entities_of: Reader) -> None:
    """The table has only the Uglegorsk of Sakhalin."""
    amur = entities_of("Dmitry Medvedev visited Uglegorsk in the Amur Region.").places
    assert next((p.name, p.inside) for p in amur) == ("Uglegorsk", "Amur Region")
    sakhalin = entities_of("Vladimir Putin flew to Uglegorsk on Sakhalin.").places[0]
    assert (sakhalin.name, round(sakhalin.lon or 0)) == ("Uglegorsk", 142)
    left = entities_of("Anna Berg moved from Ohio to Ames, Iowa.").places
    assert next(p for p in left if p.name == "Ames").lat is not None
