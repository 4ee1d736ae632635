"""Links into publishers' pages: only web addresses, and fragments that mean what they say."""

from __future__ import annotations

import pytest

from timeline.web.fragments import text_fragment, web_address

URL = "https://news.example/a"


def fragment(text: str, passage: str, url: str | None = URL) -> str | None:
    start = text.index(passage)
    return text_fragment(url, text, start, start + len(passage))


def test_a_short_passage_stands_between_its_neighbours() -> None:
    assert fragment(
        "It was said that the ship sank on May 5 near the coast.", "the ship sank on May 5"
    ) == (f"{URL}#:~:text=was%20said%20that-,the%20ship%20sank%20on%20May%205,-near%20the%20coast.")


def test_what_has_a_meaning_in_fragments_is_encoded() -> None:
    found = fragment("Kim Jong-un, Putin & others met", "Kim Jong-un, Putin & others")
    assert found == f"{URL}#:~:text=Kim%20Jong%2Dun%2C%20Putin%20%26%20others,-met"


def test_a_long_passage_is_given_by_its_ends() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    found = fragment(text, text)
    assert found == (
        f"{URL}#:~:text=word0%20word1%20word2%20word3%20word4,"
        "word55%20word56%20word57%20word58%20word59"
    )


def test_half_words_give_no_context() -> None:
    assert fragment("unhappy endings", "happy") == f"{URL}#:~:text=happy,-endings"
    assert fragment("happy-go-lucky", "happy") == f"{URL}#:~:text=happy"


def test_an_element_in_the_address_is_kept() -> None:
    assert fragment("a b c", "b", f"{URL}#part") == f"{URL}#part:~:text=a-,b,-c"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        " https://a.example",
        "data:text/html,x",
        "//a.example/",
        "/local",
        "https:///path",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://[bad",
        "https://a.example/\u0000",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert web_address(url) is None
    assert text_fragment(url, "some text", 0, 4) is None
