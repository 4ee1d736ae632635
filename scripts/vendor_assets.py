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
import itertools
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

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


def rings(topology: dict[str, object]) -> Iterator[list[tuple[float, float]]]:
    """Yield every ring of the land as ``(longitude, latitude)`` pairs (TopoJSON, quantised)."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                points: list[tuple[float, float]] = []
                for index in ring:
                    line = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += line[1:] if points else line
                yield points


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the ring without its jumps from one edge of the map to the other."""
    line, turn = [ring[0]], 0
    for (before, _), (lon, lat) in itertools.pairwise(ring):
        if abs(lon - before) > 180:
            turn += 360 if lon < before else -360
        line.append((lon + turn, lat))
    return line


def subpath(ring: list[tuple[float, float]]) -> str:
    """Return the ring as a closed subpath of SVG, in whole units of the drawing."""
    points = [(round((lon + 180) * 3), round((84 - lat) * 3)) for lon, lat in ring]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(kept) <= 3:
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


def outline(topology: dict[str, object]) -> str:
    """Return the land as one SVG file, equirectangular, 3 units a degree, Antarctica left out."""
    parts = []
    for ring in rings(topology):
        if all(lat < -60 for _lon, lat in ring):
            continue
        line = unwrapped(ring)
        # A coast across the antimeridian is drawn at both edges of the map.
        shifts = {-360.0 * (lon // 360) for lon in (min(line)[0] + 180, max(line)[0] + 180)}
        for shift in sorted(shifts):
            parts.append(subpath([(lon + shift, lat) for lon, lat in line]))
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
    land = json.loads((package("world-atlas") / "land-110m.json").read_text(encoding="utf-8"))
    (VENDOR / "world-atlas" / "land.svg").write_text(outline(land), encoding="utf-8")
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file() and path.name not in {"VENDORED.toml", "LICENSE"}:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            print(path.relative_to(VENDOR), path.stat().st_size, digest)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
