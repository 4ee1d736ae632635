"""Compile the genders of given names from the person providers of the package Faker.

    pip install --no-deps faker==40.63.0 tzdata
    python scripts/build_given_names.py

It writes ``timeline/extract/vendor/given-names/names.txt`` with its checksum: a line for each
gender, the names in small letters, sorted.  Names in other alphabets are left out, as are those
that some languages give to men and others to women, unless one of the two is four times as
frequent among the languages.  The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "timeline/extract/vendor/given-names"
VERSION = "40.63.0"
LATIN = re.compile(r"[a-zß-öø-ɏ]{2,}")
CLEAR = 4  # times as many languages as give it to the other gender


def collect() -> tuple[Counter[str], Counter[str]]:
    """How many languages give a name to men, and to women."""
    person = importlib.import_module("faker.providers.person")
    male, female = Counter[str](), Counter[str]()
    for module in pkgutil.iter_modules(person.__path__, f"{person.__name__}."):
        provider = importlib.import_module(module.name).Provider
        for counts, attribute in ((male, "first_names_male"), (female, "first_names_female")):
            names = {name.lower() for name in getattr(provider, attribute, ())}
            counts.update(name for name in names if LATIN.fullmatch(name))
    return male, female


def main() -> int:
    found = metadata.version("faker")
    if found != VERSION:
        print(f"Faker {VERSION} is wanted, {found} is installed", file=sys.stderr)
        return 1
    male, female = collect()
    men = sorted(name for name in male if male[name] >= CLEAR * female[name])
    women = sorted(name for name in female if female[name] >= CLEAR * male[name])
    TARGET.mkdir(exist_ok=True)
    data = f"male {' '.join(men)}\nfemale {' '.join(women)}\n".encode()
    (TARGET / "names.txt").write_bytes(data)
    (TARGET / "SHA256SUMS").write_text(f"{hashlib.sha256(data).hexdigest()}  names.txt\n")
    print(f"{len(men)} names of men, {len(women)} of women, {len(data) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
