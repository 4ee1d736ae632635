"""The page's languages: every sentence has its translation, dates are said alike in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from timeline import dates
from timeline.query.filters import FILTERS
from timeline.web.config import LANGUAGES
from timeline.web.spoken import PHRASES, Words
from timeline.web.wording import short_date

DATES = (
    "2023-10-18",
    "2023-09",
    "2023",
    "[..2023-10-18]",
    "[2023-10-19..]",
    "[2023-10-16..2023-10-22]",
    "2023-09-12/2023-09-17",
    "2023-12-30/2024-01-02",
    "2019/..",
    "../2020-05",
    "2023~",
    "2023?",
    "2023-05%",
    "201X",
    "20XX",
    "[2021-05-12,2021-12-05]",
    "[2021,2022,2023]",
    "2023-22",
    "2023-34",
    "2023-41",
    "1950S2",
    "[..1919-12-31]",
    "[..2021-05-31]",
    "[1946-01-01..]",
    "[2021-06-01..]",
    "1XXX",
    "-012X",
    "-0043-03-15",
    "0476",
)


@pytest.mark.parametrize("edtf", DATES)
def test_english_says_what_the_rest_of_the_program_says(
    visit: Callable[..., FlaskClient], edtf: str
) -> None:
    with visit().application.test_request_context("/?lang=en"):
        assert dates.spoken(edtf, Words("en")) == dates.spoken(edtf)


def test_every_phrase_of_a_date_is_in_the_catalogues() -> None:
    """The phrases that the walk over a date asks a vocabulary for are those listed for gettext."""
    asked: set[str] = set()

    class Listening(dates.Vocabulary):
        def say(self, phrase: str, **parts: object) -> str:
            asked.add(phrase)
            return super().say(phrase, **parts)

    words = Listening()
    numbers = [f"{nth:02d}XX" for nth in range(22)]
    for edtf in (*DATES, *numbers, *(f"2023-{code}" for code in range(21, 42)), "XXXX"):
        dates.spoken(edtf, words)
        dates.heading(edtf, words)
    dates.spoken("{2021-05,2021-07}", words)
    dates.part_heading("2023-35", words)
    assert asked == set(PHRASES)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[..1919-12-31]", "vor 1920"),
        ("[2021-06-01..]", "nach Mai 2021"),
        ("1950S2", "etwa 1950"),
        ("2023-10-18", "18. Oktober 2023"),
        ("[..2023-10-18]", "spätestens 18. Oktober 2023"),
        ("2023-09-12/2023-09-17", "12. bis 17. September 2023"),
        ("2019/..", "ab 2019"),
        ("[2021-05-12,2021-12-05]", "12. Mai oder 5. Dezember 2021"),
        ("2023-22", "Sommer 2023"),
        ("18XX", "19. Jahrhundert"),
        ("2023~", "etwa 2023"),
        ("-0043-03-15", "15. März 44 v. Chr."),
        ("199X", "1990er Jahre"),
    ],
)
def test_german_dates(visit: Callable[..., FlaskClient], edtf: str, words: str) -> None:
    with visit().application.test_request_context("/?lang=de"):
        assert dates.spoken(edtf, Words("de")) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("13XX", "14. Jh."),
        ("-03XX", "4. Jh. v. Chr."),
        ("1XXX", "2. Jt."),
        ("137X", "1370er Jahre"),
    ],
)
def test_german_headings_have_room_in_their_column(
    visit: Callable[..., FlaskClient], edtf: str, words: str
) -> None:
    with visit().application.test_request_context("/?lang=de"):
        assert dates.heading(edtf, Words("de")) == words


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_every_sentence_is_translated(root: Path, language: str) -> None:
    folder = root / "timeline" / "web" / "translations" / language / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    keywords = {
        "_": None,
        "gettext": None,
        "lazy_gettext": None,
        "ngettext": (1, 2),
    }
    wanted = set()
    for where, method in (
        (root / "timeline" / "web", [("**.py", "python")]),
        (root / "templates", [("**.html", "jinja2")]),
    ):
        found = extract_from_dir(
            where, method, keywords=keywords, options_map={"**.html": {"trim_blocks": "true"}}
        )
        wanted |= {message[2] for message in found}
    assert len(wanted) > 150
    wanted |= {row.sentence for row in FILTERS if row.sentence and row.key != "status"}
    translated = {message.id for message in catalogue if message.id and message.string}
    assert {m for m in wanted if m != "{}"} - translated == set()
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            if message.id:
                assert set(re.findall(r"%\(\w+\)s|{}", string)) <= set(
                    re.findall(r"%\(\w+\)s|{}", " ".join(ids))
                )
    with (folder / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    assert _words(compiled) == _words(catalogue), (
        "compile the catalogue: pybabel compile -d timeline/web/translations"
    )


def _words(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        tuple([m.id] if isinstance(m.id, str) else m.id): tuple(
            [m.string] if isinstance(m.string, str) else m.string
        )
        for m in catalogue
        if m.id
    }


def test_the_address_then_the_setting_then_the_browser_decide(
    visit: Callable[..., FlaskClient],
) -> None:
    german = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}

    def language(client: FlaskClient, path: str, headers: dict[str, str]) -> str:
        answer = client.get(path, headers=headers)
        assert "Accept-Language" in answer.headers["Vary"]
        found = re.search(r'<html lang="(\w+)"', answer.get_data(as_text=True))
        assert found
        return found[1]

    assert language(visit(), "/", {}) == "en"
    assert language(visit(), "/", german) == "de"
    assert language(visit(), "/?lang=en", german) == "en"
    assert language(visit(language="en"), "/", german) == "en"
    assert language(visit(), "/", {"Accept-Language": "fr"}) == "en"


def test_every_link_keeps_the_language_of_the_address(visit: Callable[..., FlaskClient]) -> None:
    client = visit()
    page = client.get("/?lang=de&from=1950").get_data(as_text=True)
    event = re.search(r'"(/event/[^"?]+)\?lang=de"', page)
    assert event
    pages = [
        page,
        *(client.get(f"{p}?lang=de").get_data(as_text=True) for p in (event[1], "/about")),
    ]
    article = re.search(r'"(/article/[^"]+)"[^>]*data-article', pages[1])
    assert article
    pages.append(client.get(unescape(article[1])).get_data(as_text=True))
    for text in pages:
        assert '<html lang="de"' in text
        links = re.findall(r'<a [^>]*?href="(/[^"]*)"|hx-get="(/[^"]*)"', text)
        assert len(links) > 3
        assert [a or b for a, b in links if "lang=de" not in (a or b)] == []
    plain = client.get("/?from=1950").get_data(as_text=True)
    assert "lang=" not in re.sub(r"<html [^>]*>", "", plain)


@pytest.mark.parametrize(
    ("start", "label"),
    [
        ("-1000", "1001 BCE"),
        ("0000", "1 BCE"),
        ("0000-03", "March 1 BCE"),
        ("0500", "500"),
        ("2023-10", "Oct 2023"),
        ("2023-10-01", "1 Oct"),
    ],
)
def test_a_label_of_the_strip_knows_no_year_zero(
    visit: Callable[..., FlaskClient], start: str, label: str
) -> None:
    with visit().application.test_request_context("/"):
        assert short_date(start) == label
