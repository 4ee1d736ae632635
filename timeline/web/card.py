"""The picture of a view or of an event that other sites show beside a link (Open Graph).

1200 × 630 pixels, PNG: an event by its day and title, a view by its number of events, its
filters and its strip.  Drawn with Pillow in the page's own fonts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from flask import Blueprint, Response, request
from flask_babel import gettext, ngettext
from PIL import Image, ImageDraw, ImageFont

from timeline.query import events as query_events
from timeline.query.histogram import histogram
from timeline.web import address, listing
from timeline.web.address import View
from timeline.web.reader import assets_root, database
from timeline.web.security import settings
from timeline.web.strip import OUTLIERS
from timeline.web.wording import chip_sentence, number, spoken_date

routes = Blueprint("card", __name__)

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, STRIP = 80, 120  # pixels: around all, the height of the tallest bar
PAPER, INK, QUIET, BAR, ACCENT = "#fbfaf6", "#1c1b19", "#55524b", "#b9b4a6", "#a8241b"
_FILES = {
    "serif": ("source-serif/desk-serif-5.3.1.woff2", "source-serif/desk-serif-ext-5.3.1.woff2"),
    "sans": ("inter/inter-5.3.0.woff2", "inter/inter-ext-5.3.0.woff2"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says: ``label`` in the colour of time, ``title``, the ``quote`` that
    proves it and what stands ``below``, and the heights of the strip's bars, 0 to 1."""

    site: str
    label: str
    title: str
    below: str
    quote: str = ""
    bars: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """A font of the page at a size in pixels and a weight."""

    family: str
    size: int
    weight: int = 400


@routes.get("/card.png")
def card() -> Response:
    """The picture of the view that the address says, or of its ``event``."""
    view = address.read(request.args.items(multi=True))
    with database().session():
        found = _of_event(view, view.options.event) if view.options.event else _of_view(view)
    response = Response(drawn(found), mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _of_event(view: View, event: str) -> Card:
    row = query_events.one(database(), event, as_of=view.filters.as_of).row
    below = str(ngettext("%(num)s article", "%(num)s articles", row.articles))
    if row.articles > 1:
        below += ", " + gettext("%(n)s independent", n=row.independent)
    quote = row.passage.text if row.passage and row.passage.text.strip(" .") != row.title else ""
    return Card(settings().title, spoken_date(row.edtf), row.title, below, quote)


def _of_view(view: View) -> Card:
    reader, filters = database(), view.filters
    total = query_events.count(reader, filters)
    told = query_events.articles(reader, filters)
    found = histogram(reader, filters, spare=OUTLIERS)
    tallest = max((bar.count for bar in found.bars), default=0)
    bars = tuple((bar.count / tallest) ** 0.5 if tallest else 0.0 for bar in found.bars)
    below = "; ".join(chip_sentence(chip) for chip in listing.chips_of(view))
    return Card(
        settings().title,
        _span(found.first, found.last),
        str(ngettext("%(n)s event", "%(n)s events", total, n=number(total))),
        below or str(ngettext("from %(n)s article", "from %(n)s articles", told, n=number(told))),
        bars=bars,
    )


def _span(first: str | None, last: str | None) -> str:
    """From which year to which, or from which day where it is one year."""
    if first is None or last is None:
        return ""
    years = [day.rsplit("-", 2)[0] for day in (first, last)]
    ends = [first, last] if years[0] == years[1] else years
    return " – ".join(dict.fromkeys(spoken_date(end) for end in ends))


@lru_cache(maxsize=128)
def drawn(shown: Card) -> bytes:
    """Return the picture as a PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    small = Style("sans", 34)
    _line(draw, MARGIN, 70, shown.site, Style("serif", 40, 600), INK)
    draw.line((MARGIN, 140, WIDTH - MARGIN, 140), fill=BAR, width=2)
    y = 180
    if shown.label:
        _line(draw, MARGIN, y, shown.label, Style("sans", 36, 600), ACCENT)
        y += 64
    size, most = (88, 1) if shown.bars else (64, 3)
    for text in _wrapped(shown.title, Style("serif", size, 600), most):
        _line(draw, MARGIN, y, text, Style("serif", size, 600), INK)
        y += int(size * 1.2)
    for text in _wrapped(shown.quote, Style("serif", 36), 3 - (y > 340)):
        _line(draw, MARGIN, y + 12, text, Style("serif", 36), QUIET)
        y += 50
    for text in _wrapped(shown.below, small, 1):
        _line(draw, MARGIN, y + 16 if shown.bars else HEIGHT - 94, text, small, QUIET)
    if len(shown.bars) > 1:
        _strip(draw, shown.bars)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _strip(draw: ImageDraw.ImageDraw, bars: tuple[float, ...]) -> None:
    base, slot = HEIGHT - 60, (WIDTH - 2 * MARGIN) / len(bars)
    draw.line((MARGIN, base, WIDTH - MARGIN, base), fill=BAR, width=2)
    for place, height in enumerate(bars):
        if height:
            left = MARGIN + place * slot
            right = left + max(min(slot * 0.82, 28), 2)
            draw.rectangle((left, base - max(height * STRIP, 6), right, base), fill=BAR)


def _wrapped(text: str, style: Style, most: int) -> list[str]:
    """The text in at most that many lines, the last one cut where there is more; nothing if the
    fonts lack a letter of it."""
    words = " ".join(text.split())[:400].split(" ")
    if not all(_font_of(char, style.family) is not None for char in "".join(words)):
        return []
    lines: list[str] = []
    room = WIDTH - 2 * MARGIN
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return [_cut(line, style, room) for line in lines]


def _cut(line: str, style: Style, room: int) -> str:
    while _width(line, style) > room and len(line) > 1:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def _width(text: str, style: Style) -> float:
    return sum(_font(part, style).getlength(run) for part, run in _runs(text, style.family))


def _line(
    draw: ImageDraw.ImageDraw, x: float, y: float, text: str, style: Style, colour: str
) -> None:
    for part, run in _runs(text, style.family):
        font = _font(part, style)
        draw.text((x, y + style.size), run, colour, font, anchor="ls")
        x += font.getlength(run)


def _runs(text: str, family: str) -> Iterator[tuple[int, str]]:
    """The text cut where another file of the family has the letters."""
    for part, chars in groupby(text, lambda char: _font_of(char, family) or 0):
        yield part, "".join(chars)


@lru_cache(maxsize=2048)
def _font_of(char: str, family: str) -> int | None:
    """Which file of the family has the letter, None if neither has."""
    if char == " ":
        return 0
    style = Style(family, 40)
    for part in range(len(_FILES[family])):
        font = _font(part, style)
        if bytes(font.getmask(char)) != bytes(font.getmask("\uffff")):
            return part
    return None


@cache
def _font(part: int, style: Style) -> ImageFont.FreeTypeFont:
    path = assets_root() / "static" / "vendor" / _FILES[style.family][part]
    font = ImageFont.truetype(path, style.size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([style.weight])
    return font
