"""A verb of phase goes by the happening that it begins or ends, and by who takes part in that."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import actors, claim, read


@pytest.mark.parametrize(
    ("text", "trigger", "lemma"),
    [
        ("The trial of Anna Berg opened in Oslo on 5 May.", "opened", "open trial"),
        ("The trial of Anna Berg is due to begin on 15 May.", "begin", "begin trial"),
        ("The trial of Anna Berg, which started on 5 May, drew crowds.", "started", "start trial"),
    ],
)
def test_the_noun_says_what_begins(text: str, trigger: str, lemma: str) -> None:
    found = read(text, "2023-05-08")
    assert claim(found, trigger).lemma == lemma
    assert actors(found, claim(found, trigger)) == {"Anna Berg"}


def test_what_is_opened_may_be_no_happening() -> None:
    found = read("Anna Berg opened a bakery in Oslo on 5 May.", "2023-05-08")
    assert claim(found, "opened").lemma == "open"
