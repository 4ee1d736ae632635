"""The compiled gazetteer is what its checksums say, and its look-ups are exact."""

from __future__ import annotations

import hashlib
from importlib import resources

import pytest

from timeline.extract.gazetteer import gazetteer
from timeline.extract.names_lexicon import states

FOLDER = resources.files("timeline.extract") / "vendor" / "geonames"


def test_files_have_their_checksums() -> None:
    for line in (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("pyongyang", "KP", 39, 126),
        ("Zurich", "CH", 47, 9),
        ("São Paulo", "BR", -24, -47),
        ("Leningrad", "RU", 60, 30),
        ("Amur Region", "RU", 52, 128),
        ("Black Sea", "", 43, 34),
    ],
)
def test_exact_names_case_and_accents_aside(
    name: str, country: str, lat: float, lon: float
) -> None:
    hits = [e for e in gazetteer().find(name) if e.country == country]
    assert any(abs(e.lat - lat) < 1 and abs(e.lon - lon) < 1 for e in hits)


@pytest.mark.parametrize("name", ["Pyongyan", "", "Xyzzy", "the"])
def test_no_near_hits(name: str) -> None:
    assert gazetteer().find(name) == ()


def test_every_state_of_today_has_a_position_and_most_a_capital() -> None:
    today = [s for c, s in states().by_code.items() if len(c) == 2 and c not in OLD]
    assert not [s for s in today if not any(e.kind == "state" for e in gazetteer().find(s.name))]
    codes = set(gazetteer().capitals.values())
    assert len([s for s in today if s.code in codes]) > 0.95 * len(today)


OLD = {"SU", "YU", "CS", "DD", "X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9"}
