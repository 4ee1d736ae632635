"""The gazetteer: exact names to places, from the GeoNames table in ``vendor/geonames``."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from timeline.extract.name_forms import fold

Kind = Literal["city", "region", "feature", "state"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the table: position in degrees (WGS 84), number of people (0 unknown)."""

    kind: Kind
    name: str
    country: str
    division: str
    lat: float
    lon: float
    people: int
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-ups in the table; rows are parsed when they are asked for."""

    rows: Mapping[str, tuple[str, ...]]
    capitals: Mapping[str, str]
    neighbours: Mapping[str, frozenset[str]]

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of exactly that name, case and accents aside; () if none."""
        return tuple(_entry(row) for row in self.rows.get(fold(name), ()))

    def capital_code(self, name: str) -> str:
        """The code of the state of which ``name`` is the capital, or ""."""
        return self.capitals.get(fold(name), "")

    def __contains__(self, name: str) -> bool:
        return fold(name) in self.rows


def _entry(row: str) -> Entry:
    _, kind, name, country, division, lat, lon, people, geonames = row.split("\t")
    return Entry(
        kind,  # type: ignore[arg-type]  # the compiler of the table writes no other words
        name,
        country,
        division,
        float(lat),
        float(lon),
        int(people),
        int(geonames) or None,
    )


@cache
def gazetteer() -> Gazetteer:
    """The table, read once per process."""
    folder = resources.files("timeline.extract") / "vendor" / "geonames"
    text = gzip.decompress((folder / "places.tsv.gz").read_bytes()).decode("utf-8")
    rows: dict[str, tuple[str, ...]] = {}
    for row in text.splitlines():
        for key in row[: row.index("\t")].split("|"):
            rows[key] = (*rows.get(key, ()), row)
    capitals, neighbours = {}, {}
    for line in (folder / "countries.tsv").read_text(encoding="utf-8").splitlines():
        code, capital, around = line.split("\t")
        if capital:
            capitals[fold(capital)] = code
        neighbours[code] = frozenset(filter(None, around.split(",")))
    return Gazetteer(rows, capitals, neighbours)
