"""Make static/vendor from the original npm packages: htmx, two subset fonts, a world outline.

Run ``npm pack htmx.org@4.0.1 @fontsource-variable/source-serif-4@5.3.1
@fontsource-variable/inter@5.3.0 world-atlas@2.0.2`` in a folder and unpack each into a
directory of its own name there, then ``python scripts/vendor_assets.py FOLDER``.  Needs
fonttools and brotli.  Source Serif's licence reserves the name "Source", so its subset
goes by the name "Desk Serif".
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline.web.coast import NORTH, UNITS, rings, subpath

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
CHARACTERS = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+2122,U+2190-2193,"
    "U+2212"
)
# Fetched only by pages that hold such letters: Gdańsk, Erdoğan, Šefčovič, Ştefan.
EXTENDED = "U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E"
WEIGHTS = (400, 600)


def subset_font(
    source: Path, target: Path, characters: str, features: list[str], rename: str | None
) -> None:
    """Write ``source`` limited to characters, our weights and layout features as WOFF2."""
    compiled = io.BytesIO()
    instancer.instantiateVariableFont(
        TTFont(source, recalcTimestamp=False), {"wght": WEIGHTS}
    ).save(compiled)
    font = TTFont(compiled, recalcTimestamp=False)  # the subsetter wants the compiled form
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = features
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(characters))
    subsetter.subset(font)
    if rename:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6, 16):
                text = rename.replace(" ", "") if record.nameID in (3, 6) else rename
                font["name"].setName(text, record.nameID, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(target)


def outline(topology: dict[str, Any]) -> str:
    """Return the land as one SVG file, in whole units of the drawing."""
    parts = (
        subpath([(round((lon + 180) * UNITS), round((NORTH - lat) * UNITS)) for lon, lat in ring])
        for ring in rings(topology)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 432">'
        f'<path id="land" d="{"".join(parts)}"/></svg>\n'
    )


def main(packages: Path) -> None:
    """Fill static/vendor and print the checksums that VENDORED.toml records."""

    def package(name: str) -> Path:
        return next(packages.glob(name + "-*"))

    for folder, source in (
        ("htmx", package("htmx.org")),
        ("source-serif", package("fontsource-variable-source-serif-4")),
        ("inter", package("fontsource-variable-inter")),
        ("world-atlas", package("world-atlas")),
    ):
        (VENDOR / folder).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "LICENSE", VENDOR / folder / "LICENSE")
    shutil.copyfile(package("htmx.org") / "dist" / "htmx.min.js", VENDOR / "htmx" / "htmx.min.js")
    serif = package("fontsource-variable-source-serif-4") / "files"
    inter = package("fontsource-variable-inter") / "files"
    for script, characters, name in (("latin", CHARACTERS, ""), ("latin-ext", EXTENDED, "-ext")):
        subset_font(
            serif / f"source-serif-4-{script}-wght-normal.woff2",
            VENDOR / "source-serif" / f"desk-serif{name}-5.3.1.woff2",
            characters,
            ["kern", "liga", "ccmp", "locl", "mark"],
            "Desk Serif",
        )
        subset_font(
            inter / f"inter-{script}-wght-normal.woff2",
            VENDOR / "inter" / f"inter{name}-5.3.0.woff2",
            characters,
            ["kern", "calt", "ccmp", "locl", "mark", "tnum"],
            None,
        )
    shutil.copyfile(
        package("world-atlas") / "land-50m.json", VENDOR / "world-atlas" / "land-50m.json"
    )
    land = json.loads((package("world-atlas") / "land-110m.json").read_text(encoding="utf-8"))
    (VENDOR / "world-atlas" / "land.svg").write_text(outline(land), encoding="utf-8")
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file() and path.name not in {"VENDORED.toml", "LICENSE"}:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            print(path.relative_to(VENDOR), path.stat().st_size, digest)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
