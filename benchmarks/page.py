"""Measure what a reader waits for on the page, in headless Chromium.

    python benchmarks/generate.py --events 100000 --seed 1 big.db
    python benchmarks/page.py big.db

Time to the next paint is the longer of two figures for each press and release of a key or a
button: the browser's own (Event Timing, in steps of 8 ms, none below 16) and that of a stamp
taken in the task after the next animation frame, which also counts where the browser gives no
entry, as at the end of a drag.  The answer is the time from the input until the answer stands
in the page.  Each is the median, the 95th percentile and the worst of the rounds.  Layout shift
is the sum of unexpected shifts over all rounds; frames are counted while the wheel turns.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.serving import served
from timeline.web import create_app

EVENT = "#list .event"
WATCH = """
  window.__shift = 0; window.__inputs = []; window.__stamps = [];
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.interactionId) window.__inputs.push(e.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  for (const type of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup']) {
    addEventListener(type, e => requestAnimationFrame(() => {
      const next = new MessageChannel();
      next.port1.onmessage = () => window.__stamps.push(performance.now() - e.timeStamp);
      next.port2.postMessage(0);
    }), { capture: true });
  }
"""
FRAMES = """() => new Promise(done => {
  const times = [];
  const step = now => {
    times.push(now); scrollBy(0, 24);
    if (times.length < 120) requestAnimationFrame(step);
    else done(times.slice(1).map((t, i) => t - times[i]));
  };
  requestAnimationFrame(step);
})"""


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true, looked at every 20 ms."""
    end = time.monotonic() + 30
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        time.sleep(0.02)


def filtered(page: Page, number: int) -> None:
    page.locator("#facet-actor .values a").nth(2 + number % 10).click()
    until(page, "Boolean(document.querySelector('.chips a'))")


def opened(page: Page, number: int) -> None:
    page.locator(f"{EVENT} .title a").nth(number).click()
    until(page, f"Boolean(document.querySelectorAll('{EVENT}')[{number}].querySelector('.why'))")


def brushed(page: Page, number: int) -> None:
    box = page.locator("[data-strip]").bounding_box()
    assert box
    left, y = box["x"] + box["width"] * (0.3 + 0.02 * number), box["y"] + 20
    page.mouse.move(left, y)
    page.mouse.down()
    page.mouse.move(left + 60, y, steps=4)
    page.mouse.up()
    until(page, "Boolean(document.querySelector('.chips a'))")


def more(page: Page, _number: int) -> None:
    count = page.locator(EVENT).count()
    # Scrolling there would load it without the key.
    page.locator(".more a[rel=next]").last.evaluate("link => link.focus({ preventScroll: true })")
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('{EVENT}').length > {count}")


ACTIONS: dict[str, Callable[[Page, int], None]] = {
    "filter": filtered,
    "open": opened,
    "brush": brushed,
    "load more": more,
}


def measure(page: Page, site: str, action: Callable[[Page, int], None], number: int) -> list[float]:
    """Return [ms to the next paint, ms to the answer, layout shift] of one action."""
    page.goto(site)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.__inputs = []; window.__stamps = []")
    begin = time.monotonic()
    action(page, number)
    answer = (time.monotonic() - begin) * 1000
    page.wait_for_timeout(300)
    paints = page.evaluate("[...window.__inputs, ...window.__stamps]")
    assert paints, "no interaction was seen"
    return [max(paints), answer, page.evaluate("window.__shift")]


def summary(values: list[float]) -> str:
    """Return the median, the 95th percentile and the worst, in ms."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"{statistics.median(ordered):.0f} / {high:.0f} / {ordered[-1]:.0f} ms"


def busy() -> str:
    """Return how many processes wanted a core in the last minute, and how many cores there are."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{load} on {os.cpu_count()} cores"


def frames(page: Page, site: str) -> str:
    """Scroll for 120 frames; return the median and the slowest time between two."""
    page.goto(site)
    page.wait_for_load_state("networkidle")
    gaps = page.evaluate(FRAMES)
    late = sum(gap > 20 for gap in gaps)
    return f"{statistics.median(gaps):.1f} ms median, {max(gaps):.1f} ms worst, {late} late"


def nodes(page: Page, site: str, events: int) -> str:
    """Scroll through so many events; return the largest number of elements on the way."""
    page.goto(site)
    most = 0
    for done in range(1, events // 50):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, f"document.querySelectorAll('#list .chunk').length > {done}")
        page.wait_for_timeout(150)
        most = max(most, page.evaluate("document.querySelectorAll('*').length"))
    chunks = page.locator("#list .chunk").count()
    return f"{chunks * 50} events read, at most {most} elements, {page.locator(EVENT).count()} kept"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with served(create_app(options.database)) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"] if root else []
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.add_init_script(WATCH)
        print("median / 95th percentile / worst; load " + busy(), flush=True)
        for name, action in ACTIONS.items():
            rounds = [measure(page, site, action, number) for number in range(options.rounds)]
            paint, answer, shift = (list(column) for column in zip(*rounds, strict=True))
            print(
                f"{name}: next paint {summary(paint)}, answer {summary(answer)}, "
                f"layout shift {max(shift):.4f}",
                flush=True,
            )
        print(f"load at the end {busy()}", flush=True)
        print(f"frames while scrolling: {frames(page, site)}", flush=True)
        print(f"long scroll: {nodes(page, site, 5000)}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
