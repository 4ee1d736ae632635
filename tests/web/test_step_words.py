"""The steps to a date in German: every form that the extractor writes has its sentence."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.unit.times.test_cases import _cases
from tests.web.test_language import DATES
from timeline import dates
from timeline.errors import BadFilter
from timeline.extract.times import read_times
from timeline.model import Article
from timeline.store.driver import open_reader
from timeline.web import address, create_app
from timeline.web.config import LANGUAGES
from timeline.web.step_words import doubt_in_words_of, in_words_of

Visit = Callable[..., FlaskClient]
TABLE = "give each its row in timeline/web/translations/de/steps.toml"


@pytest.fixture
def german(visit: Visit) -> Iterator[None]:
    """A request for a German page."""
    with visit().application.test_request_context("/?lang=de"):
        yield


def unknown(steps: set[str]) -> list[str]:
    return sorted(step for step in steps if in_words_of("de", step) is None)


@pytest.mark.usefixtures("german")
def test_every_rule_has_its_sentence(root: Path) -> None:
    written = set()
    for path in (root / "timeline" / "extract" / "lexicons").glob("*/times_rules.toml"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("because = "):
                written.add(tomllib.loads(line)["because"].format(text="the words"))
    assert len(written) > 60
    assert unknown(written) == [], TABLE


@pytest.mark.usefixtures("german")
def test_every_step_of_the_cases_of_dates_has_its_sentence() -> None:
    steps = set()
    for case in _cases():
        text = re.sub(r"[{}]", "", case.marked)
        article = Article("case", text, published=case.published, language=case.language)
        steps |= {step for time in read_times(article) for step in time.steps}
    assert len(steps) > 1000
    assert unknown(steps) == [], TABLE


@pytest.mark.usefixtures("german")
def test_every_step_of_the_seeds_has_its_sentence(seed_database: Path) -> None:
    connection = open_reader(seed_database)
    rows = connection.execute(
        "SELECT steps FROM claim UNION ALL SELECT steps FROM time_expression"
    ).fetchall()
    connection.close()
    steps = {step for row in rows for step in json.loads(row[0] or "[]")}
    assert len(steps) > 100
    assert unknown(steps) == [], TABLE


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("so 18 October 2023", "also 18. Oktober 2023"),
        ("so it has no date of its own", "also hat es kein eigenes Datum"),
        ("«The day before» counts from the time told before",
         "«The day before» zählt von der zuvor erzählten Zeit an"),
        ("1 day before «19 October» (19 October 2023)",
         "1 Tag vor «19 October» (19. Oktober 2023)"),
        ("3 weeks after the day of publication, 5 March 2024",
         "3 Wochen nach dem Tag der Veröffentlichung (5. März 2024)"),
        ("both ends make one span, 12 to 17 September 2023",
         "beide Enden ergeben eine Spanne, 12. bis 17. September 2023"),
        ("the words around it make it until about 29 June 2023",
         "die Wörter darum machen daraus bis etwa 29. Juni 2023"),
        ("The tense says that it goes on, “two years” back from publication.",
         "Die Zeitform sagt, dass es andauert, „two years“ von der Veröffentlichung zurück."),
        ("It goes with “{q}”, which has that time.", "Es gehört zu „{q}“, das diese Zeit hat."),
    ],
)  # fmt: skip
def test_steps_in_german(step: str, said: str) -> None:
    assert in_words_of("de", step) == said


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "step", ["so some happy day", "The moon was full.", "3 fathoms before «May» (May 2023)", ""]
)
def test_what_the_table_does_not_know_stays_as_it_is(step: str) -> None:
    assert in_words_of("de", step) is None


def test_a_page_says_them_in_its_language_and_marks_what_is_english(visit: Visit) -> None:
    client = visit()
    event = re.search(r'href="(/event/[^"?#]+)', client.get("/").get_data(as_text=True))
    assert event
    page = client.get(f"{event[1]}?lang=de").get_data(as_text=True)
    steps = re.search(r'<ol class="steps">.*?</ol>', page, re.DOTALL)
    assert steps
    assert re.search(r'<li dir="auto" class="result">also \d', steps[0]) or 'lang="en"' in steps[0]
    english = client.get(event[1]).get_data(as_text=True)
    assert 'lang="en">' not in re.sub(r"<html[^>]*>", "", english)


def test_why_a_time_is_so_is_told_in_german_where_it_is_marked(seed_database: Path) -> None:
    connection = open_reader(seed_database)
    stored = {row[0] for row in connection.execute("SELECT reason FROM time_expression")}
    articles = [row[0] for row in connection.execute("SELECT id FROM article")]
    connection.close()
    client = create_app(seed_database).test_client()
    told = set()
    for article in articles:
        page = client.get(f"/article/{quote(article)}?lang=de").get_data(as_text=True)
        text = page[page.index('<div class="legend">') : page.index("</article>")]
        told |= set(re.findall(r'<mark class="[^"]*" title="([^"]*)"', text))
        assert 'lang="en">' not in text.partition('<div class="text"')[0]
    assert len(told) > 50
    assert not stored & {unescape(one) for one in told}
    assert any(re.fullmatch("«[^»]+» nennt einen Tag: .*also \\d.*\\.", one) for one in told)


@pytest.mark.parametrize("edtf", DATES)
def test_a_date_is_read_back_only_as_what_says_the_same(edtf: str) -> None:
    words = dates.spoken(edtf)
    found = dates.edtf_of(words)
    assert found is None or dates.spoken(found) == words
    if edtf not in ("20XX", "2023-05%", "[2021,2022,2023]"):
        assert found is not None, words


@pytest.mark.usefixtures("german")
def test_every_reason_of_a_doubtful_name_has_its_sentence(root: Path) -> None:
    """The reasons are the sentences that the two modules hand out: their longer strings."""
    found = set()
    for name in ("actor_names.py", "actors.py", "places.py"):
        tree = ast.parse((root / "timeline" / "link" / name).read_text("utf-8"))
        comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in comments
            and node.value.count(" ") > 2
        }
    assert "a family name that several bear" in found
    assert len(found) >= 5
    assert [reason for reason in found if doubt_in_words_of("de", reason) is None] == [], TABLE


def test_there_is_a_table_for_each_language(root: Path) -> None:
    folder = root / "timeline" / "web" / "translations"
    for language in set(LANGUAGES) - {"en"}:
        table = tomllib.loads((folder / language / "steps.toml").read_text("utf-8"))
        parts = ("rules", "steps", "bases", "errors", "doubts")
        for english, said in [item for part in parts for item in table[part].items()]:
            assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", said))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/?from=yesterday", "from: “yesterday” ist kein Datum"),
        ("/?from=2023&to=2020", "from: “2023” liegt nach to=2020"),
        ("/?colour=red", "“colour” ist kein Filter; einen davon nehmen: actor"),
        (
            "/?view=grid",
            "view: “grid” ist keiner seiner Werte; einen davon nehmen: list, lanes, map",
        ),
        ("/?q=%21%21", "q: “!!” enthält kein Wort"),
        ("/?disputed=perhaps", "disputed: “perhaps” ist weder 1 noch 0; disputed=1 schreiben"),
        ("/?as_of=-0100", "as_of: “-0100” liegt außerhalb der Jahre 1 bis 9999"),
        ("/?box=1", "box: nimmt Westen,Süden,Osten,Norden"),
        ("/embed?height=7", "height: nimmt eine ganze Zahl von Pixeln, 200 bis 2000"),
        ("/?after=1.a&before=1.b", "after, before: "),
        ("/event/nobody", "kein solches Ereignis: 'nobody'"),
        ("/actor/nobody", "kein solcher Akteur: 'nobody'"),
        ("/place/nobody", "kein solcher Ort: 'nobody'"),
        ("/article/nobody", "kein solcher Artikel: 'nobody'"),
        ("/export/pdf", "es gibt kein Format 'pdf'; die Formate sind json"),
        ("/shelf/none", "es gibt keine Ablage 'none'; die Ablagen sind undated"),
        ("/oembed?url=https://elsewhere.example/", "url: keine Adresse dieser Zeitleiste"),
        ("/?q=" + "+".join(f"w{n}" for n in range(30)), "q: mehr als 20 Wörter"),
        ("/?q=" + 300 * "x", "q: länger als 200 Zeichen; kürzen"),
        ("/?from=2019/..&to=2020/..", "to: “2020/..” ist an diesem Ende offen"),
        ("/?theme=pink", "theme: nimmt eines von auto, light, dark"),
    ],
)
def test_errors_in_german(visit: Visit, path: str, said: str) -> None:
    answer = visit().get(path + ("&" if "?" in path else "?") + "lang=de")
    assert answer.status_code in (400, 404)
    page = unescape(answer.get_data(as_text=True))
    assert said in page
    assert "Auf Englisch, was daran falsch ist" not in page


def test_an_error_without_a_form_stays_english_and_says_so(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise BadFilter("moon: is full; wait")

    monkeypatch.setattr(address, "read", fails)
    page = visit().get("/?lang=de").get_data(as_text=True)
    assert "Auf Englisch, was daran falsch ist" in page
    assert '<p lang="en"><bdi>moon: is full; wait</bdi></p>' in page


def test_words_of_others_are_marked_as_english(visit: Visit) -> None:
    page = visit().post("/?lang=de").get_data(as_text=True)
    assert '<p lang="en"><bdi>The method is not allowed' in page
    assert 'lang="en"><bdi>' not in visit().get("/nothing?lang=de").get_data(as_text=True)
    said = visit().get("/oembed?format=yaml&lang=de").get_data(as_text=True)
    assert "<p><bdi>Dieser Server bietet oEmbed nur als JSON und XML an.</bdi></p>" in said
