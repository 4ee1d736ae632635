"""Take the screenshots of docs/images from the seed articles, to look at and for the README.

    python scripts/screenshots.py [--database FILE] [--out FOLDER]

Without ``--database`` the seeds are loaded into a temporary one.  Needs Chromium and the
test dependencies.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.serving import served
from timeline.cli import main as timeline
from timeline.web import create_app

ROOT = Path(__file__).resolve().parent.parent
ARRIVED = ".event:has-text('arrived on a visit') .title a"
WIDE, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: where, how large, in which colours, and what is opened first."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    click: str | None = None


SHOTS = (
    Shot("page-wide", "/?actor=sergei-lavrov", (1280, 960), click=ARRIVED),
    Shot("page-dark", "/?q=Lavrov", (1280, 960), "dark", click=ARRIVED),
    Shot("page-phone", "/?q=Lavrov", PHONE),
    Shot("page-phone-dark", "/?q=Lavrov", PHONE, "dark"),
    Shot("filters-phone", "/", PHONE, click="[data-drawer] > summary"),
    Shot("map", "/?view=map"),
    Shot("lanes", "/?view=lanes&from=2023&to=2024"),
    Shot("share", "/?actor=sergei-lavrov", click="a[data-share]"),
    Shot("article", "@article"),
)
ANSWERS = {ARRIVED: ".event.open .actions", "a[data-share]": "#share[open]"}  # what a click brings


def take(browser: Browser, site: str, shot: Shot, folder: Path) -> Path:
    """Take one picture; return its file."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site + (article(page, site) if shot.path == "@article" else shot.path))
    page.wait_for_load_state("networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
        page.locator(ANSWERS.get(shot.click, ".drawer")).first.wait_for()
        page.mouse.move(0, 0)
    target = folder / f"{shot.name}.png"
    page.screenshot(path=target)
    context.close()
    return target


def article(page: Page, site: str) -> str:
    """Return the path of the article that tells of the visit of October 2023."""
    page.goto(f"{site}/?q=Lavrov")
    page.locator(ARRIVED).first.click()
    return page.locator("[data-article]").first.get_attribute("href") or "/"


def load_seeds(database: Path) -> None:
    """A database of the articles in seeds/, as the command makes it."""
    with contextlib.redirect_stdout(sys.stderr):
        try:
            timeline(["load", "--db", str(database), str(ROOT / "seeds")])
        except SystemExit as ended:
            if ended.code:
                raise


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = options.database
        if database is None:
            database = Path(folder) / "seeds.db"
            load_seeds(database)
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        with served(create_app(database)) as site, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"] if root else []
            )
            for shot in SHOTS:
                print(take(browser, site, shot, options.out))
            browser.close()


if __name__ == "__main__":
    main()
