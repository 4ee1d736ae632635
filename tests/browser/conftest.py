"""Real servers on loopback, real Chromium, and a watch over everything that must not happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.generate import generate
from benchmarks.serving import served
from timeline.web import create_app

CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # ms: how fast an answer comes is measured elsewhere; here that it comes
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Databases of any number of invented events, each made once."""
    folder = tmp_path_factory.mktemp("invented")

    def database(events: int) -> Path:
        path = folder / f"{events}.db"
        if not path.exists():
            generate(path, events, seed=1)
        return path

    return database


@pytest.fixture(scope="session")
def site(databases: Callable[[int], Path]) -> Iterator[str]:
    """The address of a server with 1,000 events."""
    with served(create_app(databases(1000))) as address:
        yield address


@pytest.fixture(scope="session")
def large_site(databases: Callable[[int], Path]) -> Iterator[str]:
    """The address of a server with 10,000 events."""
    with served(create_app(databases(10_000))) as address:
        yield address


@pytest.fixture(scope="session")
def small_site(databases: Callable[[int], Path]) -> Iterator[str]:
    """The address of a server with 10 events."""
    with served(create_app(databases(10))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if root else []
        )
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What a page must not do, as it happens."""

    hosts: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    allowed: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("dialog", self._dialog)

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(
            a in message.text for a in self.allowed
        ):
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.wrong.append(f"foreign request: {request.url}")

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test if a page logged an error, broke the policy or called another host."""
    watch = Watch()
    yield watch
    assert watch.wrong == []


@pytest.fixture
def contexts(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts that are watched and closed."""
    made: list[BrowserContext] = []

    def context(**options: Any) -> BrowserContext:
        new = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        new.set_default_timeout(PATIENCE)
        watch.over(new)
        made.append(new)
        return new

    yield context
    for one in made:
        one.close()


@pytest.fixture
def page(contexts: Callable[..., BrowserContext]) -> Page:
    """A page of a wide window, with JavaScript."""
    return contexts().new_page()


@pytest.fixture
def plain_page(contexts: Callable[..., BrowserContext]) -> Page:
    """A page of a wide window with JavaScript off."""
    return contexts(java_script_enabled=False).new_page()
