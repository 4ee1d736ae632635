"""The picture beside a link: named in the head, a PNG of the right size, with the right words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from PIL import Image

from timeline.web import card

Visit = Callable[..., FlaskClient]


def inks(picture: bytes) -> set[tuple[int, ...]]:
    """The colours of the picture."""
    with Image.open(io.BytesIO(picture)) as image:
        return {colour for _, colour in image.getcolors(2**20) or []}


def colour(name: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(name[1:]))


@pytest.mark.parametrize("path", ["/?q=visited&from=1950", "event"])
def test_the_head_names_a_picture_that_is_there(visit: Visit, path: str) -> None:
    client = visit()
    if path == "event":
        found = re.search(
            r'href="(/event/[^"?#]+)', client.get("/?from=1950").get_data(as_text=True)
        )
        assert found
        path = found[1]
    page = unescape(client.get(path).get_data(as_text=True))
    said = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page))
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image:alt"]
    answer = client.get(said["og:image"].removeprefix("http://localhost"))
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    assert len(answer.get_data()) < 60_000
    with Image.open(io.BytesIO(answer.get_data())) as image:
        assert image.size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert {colour(card.INK), colour(card.ACCENT)} <= inks(answer.get_data())


def test_a_picture_of_a_view_has_its_words_and_its_strip(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[card.Card] = []
    monkeypatch.setattr(card, "drawn", lambda found: shown.append(found) or b"")
    client = visit()
    line = client.get("/?q=visited").get_data(as_text=True)
    count = re.search(r"<h1>([\d,]+) of", line)
    assert count
    client.get("/card.png?q=visited")
    (found,) = shown
    assert found.title == f"{count[1]} events"
    assert "visited" in found.below
    assert len(found.bars) > 10
    assert max(found.bars) == 1
    assert re.fullmatch(r"[\d BCE]+ – \d+", found.label)


def test_a_title_that_the_fonts_cannot_write_is_left_out_not_boxed() -> None:
    latin = card._wrapped("Gdańsk, Şişli and Erdoğan", card.Style("serif", 64, 600), 3)
    assert " ".join(latin) == "Gdańsk, Şişli and Erdoğan"
    assert card._wrapped("رئيس الوزراء", card.Style("serif", 64, 600), 3) == []
    blank = card.drawn(card.Card("Timeline", "", "رئيس الوزراء", ""))
    assert blank == card.drawn(card.Card("Timeline", "", "首相", ""))


def test_long_words_and_long_titles_stay_inside() -> None:
    style = card.Style("serif", 64, 600)
    for text in ("W" * 300, "many words " * 60):
        lines = card._wrapped(text, style, 3)
        assert 1 <= len(lines) <= 3
        assert lines[-1].endswith("…")
        assert max(card._width(line, style) for line in lines) <= card.WIDTH - 2 * card.MARGIN
