"""The language of a text, or the admission that it cannot be told."""

from __future__ import annotations

import pytest

from timeline.extract.language import detect
from timeline.extract.times import read_times
from timeline.model import Article

TEXTS = {
    "en": "The minister said that the law, which had been passed in May, would not be changed.",
    "es": "El ministro dijo que la ley, que se aprobó en mayo, no será cambiada por los diputados.",
    "de": "Der Minister sagte, dass das Gesetz, das im Mai verabschiedet wurde, nicht mehr gilt.",
    "fr": "Le ministre a dit que la loi, qui est entrée en vigueur en mai, ne sera pas changée.",
    "it": "Il ministro ha detto che la legge, che è stata approvata a maggio, non si cambia più.",
    "pt": "O ministro disse que a lei, que foi aprovada em maio, não será mais mudada.",
    "nl": "De minister zei dat de wet, die in mei is aangenomen, niet meer wordt gewijzigd.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "12/05/2021", "Lorem ipsum dolor sit amet", "Putin. Kim.", "日本は春です。", "Τρίτη"],
)
def test_what_it_cannot_tell_it_does_not_tell(text: str) -> None:
    assert detect(text) is None


def test_two_languages_in_equal_parts_are_not_decided() -> None:
    assert detect(f"{TEXTS['en']} {TEXTS['es']}") is None


def test_a_spanish_article_is_read_in_spanish() -> None:
    text = TEXTS["es"] + " Se reunieron el 18 de octubre de 2023; al día siguiente se fueron."
    values = [t.value for t in read_times(Article(id="x", text=text, published="2023-10-28"))]
    assert values == ["2023-05", "2023-10-18", "2023-10-19"]


def test_a_language_without_lexicon_is_read_for_numbers_alone() -> None:
    text = TEXTS["de"] + " Am 26.10.1989 und 2023-10-28; 1939; im März."
    values = [t.value for t in read_times(Article(id="x", text=text))]
    assert values == ["1989-10-26", "2023-10-28", "1939"]
